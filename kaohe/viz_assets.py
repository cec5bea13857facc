"""Scripts and styles that Solara's page needs in the browser, kept on this computer.

Solara itself has none of them: its server fetches them from the web when a page first asks, unless the package
`solara-assets` of its own version is installed. Here they are brought once as packages of npm, in the versions that
the installed Solara names, and kept in the cache folder, so that the browser talks to this computer alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.compile.cache import cache_folder

# In Solara's templates: {{cdn}}/@widgetti/solara-vuetify3-app@5.2.0/dist/...
NAMED = re.compile(r"(?:cdn\s*\}\}|getCdn\(\)\})/((?:@[\w.-]+/)?[\w.-]+@\d[\w.-]*\d)/")
PATIENCE = 180  # seconds that npm may take


def folder_of_assets() -> Path:
    """The folder of the page's scripts: that of `solara-assets` where it is installed, else one in our cache."""
    installed = Path(sys.prefix) / "share" / "solara" / "cdn"
    return installed if all((installed / name).is_dir() for name in needed()) else cache_folder() / "solara"


def needed() -> list[str]:
    """Packages with their versions, as the installed Solara names them."""
    import ipyvue
    import solara

    root = Path(solara.__file__).parent
    files = [root / "server" / "templates" / "solara.html.j2", root / "widgets" / "vue" / "gridlayout_v3.vue"]
    found = {name for file in files for name in NAMED.findall(file.read_text(encoding="utf-8"))}
    newer = ipyvue.__version__.startswith("3")
    unused = "solara-vuetify-app@" if newer else "solara-vuetify3-app@"
    return sorted(name for name in found if unused not in name and not name.startswith(("vega", "font-awesome")))


def fetched(folder: Path) -> bool:
    """Whether all are in the folder, after npm, where it is there, has brought what was missing."""
    missing = [name for name in needed() if not (folder / name).is_dir()]
    npm = shutil.which("npm")
    if missing and npm:
        folder.mkdir(parents=True, exist_ok=True)
        for name in missing:
            _bring(npm, name, folder)
    return all((folder / name).is_dir() for name in needed())


def _bring(npm: str, name: str, folder: Path) -> None:
    """Put one package in place, whole or not at all; nothing where npm does not get it."""
    with TemporaryDirectory(dir=folder) as work:
        command = [npm, "pack", name, "--ignore-scripts", "--silent", "--pack-destination", work]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, cwd=work)
            (archive,) = Path(work).glob("*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(work, filter="data")
            (folder / name).parent.mkdir(exist_ok=True)
            (Path(work) / "package").rename(folder / name)
        except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError):
            return
