"""The twin's rules once more, bound to another mathematics: the same text, imported under another name.

The twin (`docs/specification`) writes the model out in plain Python. Its rules take all mathematics from its module
`functions`, so whoever puts another module in that place gets the same rules on other functions: the C library's for
the plain-Mesa model, functions that count for the number of operations. The twin itself is not touched.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "specification"


def bound_to(functions: ModuleType, name: str) -> ModuleType:
    """The twin's package under this name, `functions` in the place of its own; its modules are attributes."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(
        name, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no twin in {FOLDER}: benchmarks run from a checkout")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name], sys.modules[f"{name}.functions"] = package, functions
    spec.loader.exec_module(package)
    importlib.import_module(f"{name}.model")  # and with it all others
    return package
