"""Whether Python would load our own packages, or a file of the user's that hides one of them.

The floors have plain names (`sim`, `analysis`, ...), and Python takes the first it finds: with `python -m` the
current folder comes first, with a script the script's folder, and PYTHONPATH in any case.

One file cannot be caught: with `python -m kaohe`, a `kaohe.py` (or a folder `kaohe` with code) in the current folder is
run in our place, before any line of ours. The command `kaohe` does not look there.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

# Said here, because where a package of ours is hidden the catalogue of texts may be out of reach.
MESSAGES = {
    "en": {
        "hidden": '{file} hides kaohe\'s own package "{name}"; rename it, or run kaohe from another folder.',
        "lost": 'kaohe\'s own package "{name}" is missing; install kaohe again.',
        "library": '{file} hides the library "{name}", which kaohe needs; rename it, or run kaohe from another folder.',
    },
    "zh": {
        "hidden": "{file} 遮住了 kaohe 自己的包 “{name}”；请改名，或换个文件夹运行 kaohe。",
        "lost": "缺少 kaohe 自己的包 “{name}”；请重新安装 kaohe。",
        "library": "{file} 遮住了 kaohe 所需的库 “{name}”；请改名，或换个文件夹运行 kaohe。",
    },
}
FLOORS = ("sim", "scenarios", "experiments", "analysis")
LIBRARIES = (
    "matplotlib", "mesa", "networkx", "numba", "numpy", "openpyxl", "pandas", "platformdirs", "pyarrow",
    "rich", "scipy", "typer", "xarray",
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent


def refusal(language: str, libraries: bool = True) -> str | None:
    """What to say where a file hides one of our packages, or a library; None where nothing is hidden."""
    for name in FLOORS:
        found = _location(name)
        if found is None or found.resolve() != ROOT / name / "__init__.py":
            return MESSAGES[language]["hidden" if found else "lost"].format(name=name, file=found)
    folder = Path(sys.path[0]).resolve()
    if not libraries or folder == ROOT:  # an installation that holds our packages holds libraries by right
        return None
    for name in LIBRARIES:
        for path in (folder / f"{name}.py", folder / name / "__init__.py"):
            if path.exists():
                return MESSAGES[language]["library"].format(name=name, file=path)
    return None


def _location(name: str) -> Path | None:
    """Where a package comes from, or would come from; a folder where it has no file of its own."""
    spec = getattr(sys.modules.get(name), "__spec__", None) or find_spec(name)
    if spec is None:
        return None
    if spec.origin and spec.has_location:
        return Path(spec.origin)
    folders = list(spec.submodule_search_locations or [])
    return Path(folders[0]) if folders else Path(str(spec.origin))
