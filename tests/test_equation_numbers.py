"""Equation numbers mean the same on the page, in the program and in its executable specification.

A formula of `docs/equations.md` carries its number as a tag. Docstrings and comments of the rules and of the twin name
the equations they compute ("eq. 3", "eq. 13, 14", "eq. 77b to 77d"). No number may be missing on any side.
"""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from scenarios.columns import TABLES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

ROOT = Path(__file__).resolve().parents[1]
TWIN = ROOT / "docs" / "specification"
PAGE, ODD = ROOT / "docs" / "equations.md", ROOT / "docs" / "odd.md"

NUMBER = r"\d+[a-z]?"
CITED = re.compile(rf"\beqs?\.\s+({NUMBER}(?:\s+to\s+{NUMBER}|(?:,|\s+and|,\s+and)\s+{NUMBER}\b(?!\s*%))*)")
TAG = re.compile(rf"\\tag\{{({NUMBER})\}}")


def cited(text: str) -> set[str]:
    """Numbers a text names; a range stands for all in it."""
    numbers: set[str] = set()
    for match in CITED.finditer(text):
        for first, last in re.findall(rf"({NUMBER})(?:\s+to\s+({NUMBER}))?", match[1]):
            numbers.update(spread(first, last or first))
    return numbers


def spread(first: str, last: str) -> set[str]:
    """From one number to another: 33 to 36, 77b to 77d, 77 to 77d."""
    (low, start), (high, end) = (re.fullmatch(r"(\d+)([a-z]?)", each).groups("") for each in (first, last))
    if low == high:
        letters = [chr(code) for code in range(ord(start or "a"), ord(end or "`") + 1)]
        return {first, *(low + letter for letter in letters)}
    assert not (start or end), f"eq. {first} to {last}: a range goes over whole numbers or over letters of one"
    return {str(number) for number in range(int(low), int(high) + 1)}


def words_of(source: str) -> str:
    """Docstrings and comments of a file."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(source)) if isinstance(node, owners)]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    # One under the other, so that what a comment says goes on in the next line.
    comments = " ".join(token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT)
    return "\n\n".join([*docstrings, comments])


def of_folder(folder: Path) -> set[str]:
    files = sorted(folder.rglob("*.py"))
    assert files, f"no Python in {folder}"
    return set().union(*(cited(words_of(path.read_text(encoding="utf-8"))) for path in files))


def in_order(numbers: set[str]) -> list[str]:
    return sorted(numbers, key=lambda each: (int(each.rstrip("abcdefghijklmnopqrstuvwxyz")), each))


TAGS = TAG.findall(PAGE.read_text(encoding="utf-8"))
PROGRAM, SPECIFICATION = of_folder(ROOT / "sim"), of_folder(TWIN)


def test_no_formula_of_the_page_has_the_number_of_another():
    assert len(TAGS) == len(set(TAGS)) and TAGS


@pytest.mark.parametrize("page", [PAGE, ODD], ids=lambda page: page.name)
def test_what_a_page_refers_to_stands_as_a_formula(page):
    assert not in_order(cited(page.read_text(encoding="utf-8")) - set(TAGS))


def test_every_number_of_the_program_stands_on_the_page():
    assert not in_order(PROGRAM - set(TAGS))


def test_every_number_of_the_specification_stands_on_the_page():
    assert not in_order(SPECIFICATION - set(TAGS))


def test_every_formula_is_named_by_the_rule_that_computes_it():
    assert not in_order(set(TAGS) - PROGRAM)


def test_every_formula_is_named_where_it_is_specified():
    assert not in_order(set(TAGS) - SPECIFICATION)


def test_program_and_specification_name_the_same_equations():
    assert in_order(PROGRAM) == in_order(SPECIFICATION)


def test_every_displayed_formula_of_the_page_has_a_number():
    blocks = re.findall(r"^```math\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks and all(TAG.search(block) for block in blocks)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("as in eq. 3", {"3"}),
        ("(eq. 13, 14)", {"13", "14"}),
        ("eq. 33 to 36; row 5", {"33", "34", "35", "36"}),
        ("what is left (eq. 77b to 77d).", {"77b", "77c", "77d"}),
        ("eq. 77 to 77d", {"77", "77a", "77b", "77c", "77d"}),
        ("eq. 62 and 63, as 1 of 20", {"62", "63"}),
        ("12 to 14, and no equation", set()),
    ],
)
def test_numbers_are_read_as_they_are_meant(text, numbers):
    assert cited(text) == numbers


def test_a_range_that_mixes_letters_and_numbers_is_refused():
    with pytest.raises(AssertionError, match=r"eq\. 70 to 77d"):
        cited("eq. 70 to 77d")


def test_parameters_that_the_page_names_are_declared():
    """Their units and ranges are not repeated there, so each name leads to its row of the page of defaults."""
    columns = {name for of in TABLES.values() for name in meanings(of)}
    told = re.findall(r"\*Parameters[^*]*\*: (.*?\))\.", PAGE.read_text(encoding="utf-8"))
    names = {name for sentence in told for name in re.findall(r"`(\w+)`", sentence)}
    plain = {name for name in names if name not in meanings(Behaviour) and name not in meanings(Levers)}
    assert len(names) > 100
    assert not {name for name in plain if not {name, name.partition("_")[2]} & columns}
