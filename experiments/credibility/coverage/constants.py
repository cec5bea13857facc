"""Every number that is written in the code of the rules or of the measures, with the grade its comment gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sim

HOME = Path(sim.__file__).resolve().parent
FILES = ("measures/*.py", "rules/*.py", "national/rules/*.py")  # where constants are looked for
NAME = re.compile(r"[A-Z][A-Z0-9_]*")
GRADES = {"assumed": "assumed", "evidence": "published", "derived": "derived"}  # word in a comment, and what it means
ENDLESS = 1e20  # a number as large stands for infinity, in single precision as well
UNGRADED = "not said"  # a constant whose comment gives no grade


@dataclass(frozen=True)
class Constant:
    """A number, or a tuple of numbers, in a rule: file below `sim`, name, value as shown, grade and comment."""

    file: str
    name: str
    value: str
    grade: str
    comment: str


def constants() -> list[Constant]:
    """Every number with a name in capitals in the rules, in the order of files and lines."""
    paths = [path for pattern in FILES for path in sorted(HOME.glob(pattern))]
    return [constant for path in paths for constant in constants_of(path, HOME)]


def constants_of(path: Path, root: Path) -> list[Constant]:
    """The constants of one file below `root`. A whole number without a comment is an index, no parameter."""
    text = path.read_text(encoding="utf-8")
    lines, found, file = text.splitlines(), [], path.relative_to(root).as_posix()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            comment = _comment(lines, node)
            for name, value in _numbers(node):
                if not isinstance(value, int) or (comment and not comment.startswith("column")):
                    grade = next((grade for word, grade in GRADES.items() if f"({word}" in comment), UNGRADED)
                    found.append(Constant(file, name, _shown(value), grade, comment))
    return found


def _numbers(node: ast.Assign) -> Iterator[tuple[str, Any]]:
    """Names and values of one assignment; indices (`A, B = 0, 1`) are no parameters."""
    try:
        value = eval(compile(ast.Expression(node.value), "", "eval"), {"__builtins__": {}})
    except (NameError, TypeError):
        return
    target = node.targets[0]
    names = [target] if isinstance(target, ast.Name) else list(getattr(target, "elts", []))
    values = [value] if isinstance(target, ast.Name) else list(value)
    pairs = [(name.id, value) for name, value in zip(names, values, strict=True) if isinstance(name, ast.Name)]
    if len(pairs) == 1 or not all(isinstance(value, int) for _, value in pairs):
        yield from ((name, value) for name, value in pairs if NAME.fullmatch(name) and _is_number(value))


def _is_number(value: object) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(each, float) for each in value)
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < ENDLESS


def _shown(value: Any) -> str:
    return ", ".join(f"{each:.6g}" for each in value) if isinstance(value, tuple) else f"{value:.6g}"


def _comment(lines: list[str], node: ast.Assign) -> str:
    """The comment of a constant: behind its value, else the nearest above, which holds for all constants below it."""
    last = lines[(node.end_lineno or node.lineno) - 1]
    behind = last[node.end_col_offset or 0 :].partition("#")[2].strip()
    if behind:
        return behind
    above: list[str] = []
    for line in reversed(lines[: node.lineno - 1]):
        if line.startswith("#"):
            above.append(line.lstrip("# ").strip())
        elif above or not NAME.match(line) or "#" in line:
            break
    return " ".join(reversed(above))
