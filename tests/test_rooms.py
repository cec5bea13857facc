"""The house: no circle of imports, imports at the top, and every room says what it is for."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import networkx
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("sim", "scenarios", "experiments", "analysis", "kaohe", "app", "benchmarks", "docs")
# Libraries that take a tenth of a second or more to load, or that not everybody has: imported where they are used.
HEAVY = {"SALib", "matplotlib", "mesa", "networkx", "openpyxl", "pandas", "pyarrow", "rich", "scipy", "statsmodels"}
HEAVY |= {"dask", "distributed", "filelock", "typer", "xarray"}
HEAVY |= {"PIL", "playwright", "pymoo", "docx", "fontTools", "jinja2", "sklearn", "solara", "uvicorn", "ipyvue"}
# Files of ours that import other files of ours, or of Python's library, where they are used, and why; no others may.
COMMAND = "a command must start before what it runs is loaded"
LATE = {
    "experiments/run/mesa_face.py": "brings Mesa, for those runs alone that have cadres of a user's own",
    "kaohe/__init__.py": "public names are looked up when they are first asked for",
    "kaohe/cli.py": "a file that hides a library's is refused before anything is loaded",
    "kaohe/commands.py": COMMAND,
    "kaohe/console.py": "the compiler comes with the model, which a list of reforms need not wait for",
    "kaohe/listings.py": "the compiler comes with the measures, which other lists need not wait for",
    "kaohe/run_comparisons.py": "what writes files and figures is loaded only where they are asked for",
    "kaohe/running.py": COMMAND,
    "kaohe/study_commands.py": COMMAND,
    "scenarios/about.py": "the compiler comes with the rules, which only a file that names some must wait for",
    "scenarios/explaining.py": "the compiler comes with the rules, which a list of reforms need not wait for",
    "scenarios/scenario.py": "the compiler comes with the world in which a scenario is run",
}


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


def late_imports(module: str) -> list[str]:
    """Modules that a file imports inside functions, without the heavy libraries."""
    return [
        target
        for function in ast.walk(tree(sources()[module]))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(module, node)
        if target.split(".")[0] not in HEAVY
    ]


def test_imports_stand_at_the_top_but_where_there_is_a_reason() -> None:
    late = {sources()[module].relative_to(ROOT).as_posix() for module in sources() if late_imports(module)}
    assert late == set(LATE)


@pytest.mark.parametrize("room", sorted(name for name, path in sources().items() if path.name == "__init__.py"))
def test_every_room_says_what_it_is_for(room: str) -> None:
    text = ast.get_docstring(tree(sources()[room])) or ""
    assert len(text.split()) >= 12, f"{room}: say in three lines what the room is for and what may be changed there"
