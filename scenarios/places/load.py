"""One word for any place: a built-in name, a six-digit code, or a file."""

from pathlib import Path

from ..errors import ScenarioError, suggest
from . import register
from .builtin import BUILT_IN
from .place import Place
from .table import SUFFIXES, read_table

HINT = "(kaohe list places)"
MOST_GUESSES = 3


def load_place(name: str | Path) -> Place:
    """The place called ``yinzhou`` or ``leping``, the county of a six-digit code, or a CSV or XLSX table."""
    word = str(name).strip()
    if isinstance(name, Path) or Path(word).suffix.lower() in SUFFIXES:
        return read_table(Path(name))
    if word in BUILT_IN:
        return BUILT_IN[word]()
    if word.isdecimal():
        return _county(word)
    raise ScenarioError(f'unknown place "{word}"{_meant(word)} {HINT}')


def _county(digits: str) -> Place:
    try:
        return register.county(int(digits[:12]))  # longer ones are wrong anyway, and int() limits length
    except ScenarioError as error:
        raise ScenarioError(f"{error.message} {HINT}") from None


def _meant(word: str) -> str:
    """Somebody who types a Chinese name is shown its codes."""
    # One character would find half the country.
    named = register.find(word, limit=50) if len(word) > 1 else ()
    found = [unit for unit in named if 99_999 < unit.code < 1_000_000][:MOST_GUESSES]
    if found:
        codes = ", ".join(f"{unit.code} ({register.full_name(unit.code)})" for unit in found)
        return f"; did you mean {codes}?"
    guess = suggest(word, list(BUILT_IN)) if word else "."
    if "did you mean" in guess:
        return guess
    return '; expected "yinzhou", "leping", the six-digit code of a county, or a .csv or .xlsx file.'
