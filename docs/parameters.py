"""The page of every default: value, ranges, unit, grade and source, constants of the rules included."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np

from experiments.compare.plausible import about_sample, sample
from experiments.study.space import PLAUSIBLE, plausible_space
from scenarios.files import read_toml
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

ROOT = Path(__file__).resolve().parent.parent
TABLES = {"fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung}
FILES = ("measures.py", "rules/*.py")  # of `sim`: where constants are looked for
NAME = re.compile(r"[A-Z][A-Z0-9_]*")
GRADED = {
    "assumed": "assumed",
    "evidence": "published",
    "derived": "derived",
}  # word in a constant's comment, and what it means
UNSAID = "not said"  # a constant whose comment gives no grade


@dataclasses.dataclass(frozen=True)
class Constant:
    """A number written in a rule."""

    file: str
    name: str
    value: str
    grade: str
    comment: str


def behaviour_rows() -> list[list[object]]:
    """Name, default, declared range, plausible range, inferred range, unit, grade, source, meaning."""
    space, known = {axis.name: axis for axis in plausible_space().axes}, meanings(Behaviour)
    given = read_toml(PLAUSIBLE, PLAUSIBLE.name)
    rows: list[list[object]] = []
    for name, m in known.items():
        row: Any = given[name]
        plausible = f"{space[name].low:.4g} to {space[name].high:.4g}" if name in space else "fixed"
        start = [f"`{name}`", getattr(Behaviour(), name), f"{m.low:g} to {m.high:g}", plausible, inferred(name)]
        rows.append([*start, m.unit, row["grade"], row["source"], m.en])
    return rows


def inferred(name: str) -> str:
    """Middle 90 % of the shipped sample, of parameters that evidence informs."""
    if name not in about_sample()["informed"]:
        return ""
    low, high = np.quantile([getattr(each, name) for each in sample()], [0.05, 0.95])
    return f"{low:.3g} to {high:.3g}"


def declared_rows(declared: Any) -> list[list[object]]:
    """Name, default, range, unit, grade, source, meaning of levers or of a table's columns."""
    rows: list[list[object]] = []
    known = meanings(declared)
    for column in dataclasses.fields(declared):
        if column.name in known:
            m = known[column.name]
            graded = ["assumed", ""] if m.source == "assumed" else ["published", m.source]
            rows.append([f"`{column.name}`", column.default, f"{m.low:g} to {m.high:g}", m.unit, *graded, m.en])
    return rows


def constants() -> list[Constant]:
    """Every number (or tuple of numbers) with a name in capitals in the rules, in the order of files and lines."""
    paths = [path for pattern in FILES for path in sorted((ROOT / "sim").glob(pattern))]
    return [constant for path in paths for constant in constants_of(path, ROOT / "sim")]


def constants_of(path: Path, root: Path) -> list[Constant]:
    """Those of one file below `root`."""
    text = path.read_text(encoding="utf-8")
    lines, found, file = text.splitlines(), [], path.relative_to(root).as_posix()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            comment = _comment(lines, node)
            for name, value in _numbers(node):
                if not isinstance(value, int) or (comment and not comment.startswith("column")):
                    grade = next((said for word, said in GRADED.items() if f"({word}" in comment), UNSAID)
                    found.append(Constant(file, name, _shown(value), grade, comment))
    return found


def _numbers(node: ast.Assign) -> list[tuple[str, Any]]:
    """Names and values of one assignment; indices (`A, B = 0, 1`) are no parameters."""
    try:
        value = eval(compile(ast.Expression(node.value), "", "eval"), {"__builtins__": {}})
    except (NameError, TypeError):
        return []
    target = node.targets[0]
    names = [target] if isinstance(target, ast.Name) else list(getattr(target, "elts", []))
    values = [value] if isinstance(target, ast.Name) else list(value)
    pairs = [(name.id, value) for name, value in zip(names, values, strict=True) if isinstance(name, ast.Name)]
    if len(pairs) > 1 and all(isinstance(value, int) for _, value in pairs):
        return []
    return [(name, value) for name, value in pairs if NAME.fullmatch(name) and _is_number(value)]


def _is_number(value: object) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(each, float) for each in value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e100


def _shown(value: Any) -> str:
    return ", ".join(f"{each:.6g}" for each in value) if isinstance(value, tuple) else f"{value:.6g}"


def _comment(lines: list[str], node: ast.Assign) -> str:
    """Behind the value; else the nearest lines of comment above, which hold for all constants below them."""
    last = lines[(node.end_lineno or node.lineno) - 1]
    behind = last[node.end_col_offset or 0 :].partition("#")[2].strip()
    if behind:
        return behind
    above = []
    for line in reversed(lines[: node.lineno - 1]):
        if line.startswith("#"):
            above.append(line.lstrip("# ").strip())
        elif above or not NAME.match(line) or "#" in line:
            break
    return " ".join(reversed(above))
