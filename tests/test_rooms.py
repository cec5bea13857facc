"""The house: no circle of imports, imports at the top, and every room says what it is for."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import networkx
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("sim", "scenarios", "experiments", "analysis", "kaohe", "app", "benchmarks", "docs")
# Libraries that take a tenth of a second or more to load, and so may be imported where they are used.
HEAVY = {"SALib", "matplotlib", "mesa", "networkx", "openpyxl", "pandas", "pyarrow", "rich", "scipy", "statsmodels"}
HEAVY |= {"dask", "filelock", "typer", "xarray"}
HEAVY |= {"playwright", "pymoo", "docx", "fontTools", "jinja2", "sklearn"}
# Where the program's own modules may be imported late: commands, which must start before what they run is loaded; names
# of packages that are looked up when they are first asked for; scenarios, which bring the compiler with the world
# they are run in, so that a list of reforms need not wait for it; and the Mesa face, which brings Mesa.
LATE = (
    "kaohe/",
    "experiments/run/mesa_face.py",
    "scenarios/__init__.py",
    "scenarios/scenario.py",
    "scenarios/explaining.py",
)


@cache
def sources() -> dict[str, Path]:
    """Every file of the program by the name of its module."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {_name(path): path for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def targets(module: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    """Modules an import names, absolute; of ours, the file each name comes from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        package = module.split(".") if sources()[module].name == "__init__.py" else module.split(".")[:-1]
        base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
    return [f"{base}.{alias.name}" if f"{base}.{alias.name}" in sources() else base for alias in node.names]


def imports(module: str) -> list[str]:
    """Modules of ours that one imports, wherever in its text, for types as well."""
    nodes = [n for n in ast.walk(tree(sources()[module])) if isinstance(n, ast.Import | ast.ImportFrom)]
    return [target for node in nodes for target in targets(module, node) if target in sources() and target != module]


def test_no_files_import_each_other_in_a_circle() -> None:
    graph = networkx.DiGraph((module, target) for module in sources() for target in imports(module))
    assert [sorted(group) for group in networkx.strongly_connected_components(graph) if len(group) > 1] == []


@pytest.mark.parametrize("module", sorted(sources()))
def test_imports_stand_at_the_top(module: str) -> None:
    path = sources()[module]
    late = [
        target
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(module, node)
        if target.split(".")[0] not in HEAVY
    ]
    assert not late or path.relative_to(ROOT).as_posix().startswith(LATE), late


@pytest.mark.parametrize("room", sorted(name for name, path in sources().items() if path.name == "__init__.py"))
def test_every_room_says_what_it_is_for(room: str) -> None:
    text = ast.get_docstring(tree(sources()[room])) or ""
    assert len(text.split()) >= 12, f"{room}: say in three lines what the room is for and what may be changed there"
