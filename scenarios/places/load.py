"""One word for any place: a built-in name, a six-digit code, or a file."""

from pathlib import Path

from ..countries import CountryPack
from ..errors import ScenarioError, closest, expected, shortened
from ..languages import Text, phrase, quoted
from . import register
from .builtin import BUILT_IN
from .place import Place
from .table import SUFFIXES, read_table

HINT = phrase("scenarios.marks.see", command="list places")
MOST_GUESSES = 3


def load_place(name: str | int | Path, pack: CountryPack | None = None) -> Place:
    """The place called ``yinzhou`` or ``leping``, the county of a six-digit code, or a CSV or XLSX table.

    pack: of the country a table's county lies in; the default one if left out.
    """
    if isinstance(name, bool) or not isinstance(name, (str, int, Path)):
        raise ScenarioError(expected(name, phrase("scenarios.texts.place_object")), phrase("scenarios.kinds.place"))
    word = str(name).strip()
    if isinstance(name, Path) or Path(word).suffix.lower() in SUFFIXES:
        return read_table(str(name), pack)
    if word in BUILT_IN:
        return BUILT_IN[word]()
    if word.isdecimal():
        return _county(word)
    raise ScenarioError(
        phrase(
            "scenarios.values.unknown", kind=phrase("scenarios.kinds.place"), word=shortened(word), hint=_meant(word)
        )
        + HINT
    )


def _county(digits: str) -> Place:
    try:
        return register.county(int(digits[:12]))  # longer ones are wrong anyway, and int() limits length
    except ScenarioError as error:
        raise ScenarioError(error.what + HINT) from None


def _meant(word: str) -> Text:
    """What an unknown place may have meant: units of the register with that name and their codes, or a built-in."""
    # A single character occurs in the names of half the country.
    named = register.find(word, limit=50) if len(word) > 1 else ()
    found = [unit for unit in named if 99_999 < unit.code < 1_000_000][:MOST_GUESSES]
    if found:
        return phrase("scenarios.marks.did_you_mean", guess=register.named(found))
    guess = closest(word, BUILT_IN)
    return (
        phrase("scenarios.places.unknown_place")
        if guess is None
        else phrase("scenarios.marks.did_you_mean", guess=quoted(guess))
    )
