"""How a scenario complains: where, which value, what would be accepted, and a guess at what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from sim.parameters.declaration import ParameterError

from .foreign import FOREIGN, heard, known_text
from .language import LANGUAGES, Both, said
from .phrases import phrase

LONGEST_SHOWN = 40  # characters of a wrong value that a message repeats
LONGEST_LIST = 12  # accepted words that a message lists
COLON = dict(zip(LANGUAGES, (": ", "："), strict=True))
COMMA = dict(zip(LANGUAGES, (", ", "，"), strict=True))


class ScenarioError(ValueError):
    """A scenario, a place or a table cannot be used; its text is meant for the person who wrote it.

    `what` is wrong is said in both languages (or as it is); `where` leads there, from the file to the value.
    """

    def __init__(self, what: Both | str, *where: Both | str) -> None:
        super().__init__(what, *where)
        self.what, self.where = what if isinstance(what, Both) else Both(what, what), where

    def __str__(self) -> str:
        # Added here and not to the argument, so that an error that crosses processes is not prefixed twice.
        return f"scenarios: {self.said('en')}"

    def said(self, lang: str) -> str:
        """The whole complaint in one language."""
        where = COMMA[lang].join(said(part, lang) for part in self.where)
        return (where + COLON[lang] if where else "") + self.what.said(lang)

    def at(self, *where: Both | str) -> ScenarioError:
        """The same complaint, with the place where it happened in front."""
        return ScenarioError(self.what, *where, *self.where)


def complaint(error: ParameterError, *where: Both | str, table: Mapping[str, str] = FOREIGN) -> ScenarioError:
    """What `sim` refuses, in the words of this package; `table` holds its texts, and those of a floor above."""
    accepted = heard(error.expected, table)
    if error.value == "missing":
        return ScenarioError(phrase("missing", accepted=accepted), *where, error.field)
    value = known_text(error.value, table) if isinstance(error.value, str) else None
    what = expected(error.value, accepted) if value is None else phrase("impossible", value=value, accepted=accepted)
    return ScenarioError(what, *where, error.field)


def closest(word: str, choices: Collection[str]) -> str | None:
    """The choice that looks most like the word, whatever its case; None if nothing is near."""
    by_lower = {choice.lower(): choice for choice in choices}
    near = get_close_matches(word.strip().lower(), list(by_lower), n=1)
    return by_lower[near[0]] if near else None


def unknown(kind: str, word: str, choices: Collection[str]) -> Both:
    """There is no such thing; `kind` is the phrase for what it would be, such as "lever"."""
    return phrase("unknown", kind=phrase(kind), word=shortened(word), hint=suggest(word, choices))


def suggest(word: str, choices: Collection[str]) -> Both:
    """What to add to 'unknown ...': a guess, else the choices if they are few, else nothing."""
    guess = closest(word, choices)
    if guess is not None:
        return phrase("did_you_mean", guess=quoted(guess))
    return phrase("or_one_of", words=one_of(choices)) if 0 < len(choices) <= LONGEST_LIST else phrase("stop")


def one_of(choices: Collection[str]) -> Both:
    """Accepted words as a phrase: one of "large", "medium", "small"."""
    return phrase("one_of", words=listed(choices))


def listed(words: Iterable[str]) -> Both:
    """Words in quotation marks, one after the other."""
    each = [quoted(word) for word in words]
    return Both(", ".join(word.en for word in each), "、".join(word.zh for word in each))


def quoted(word: str) -> Both:
    """A word in the quotation marks of each language."""
    return Both(f'"{word}"', f"“{word}”")


def expected(value: object, accepted: Both | str) -> Both:
    """The sentence about an impossible value."""
    return phrase("impossible", value=shown(value), accepted=accepted)


def shown(value: object) -> Both:
    """A value as a message repeats it: numbers bare, words quoted, long ones cut."""
    text = " ".join(str(value).split())
    if not text:
        return phrase("empty")
    text = shortened(text)
    return quoted(text) if isinstance(value, str) and not _looks_like_number(value) else Both(text, text)


def shortened(text: str) -> str:
    """As much of a wrong word as a message repeats."""
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text  # Python's own spelling, nobody else's
