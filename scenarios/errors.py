"""How a scenario complains: where, which value, what would be accepted, and a guess at what was meant."""

from __future__ import annotations

import errno
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from sim.parameters.declaration import MISSING, ParameterError, Wording, meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

from .languages import FromEnglish, Joined, Text, listed, names, phrase, quoted, translate, unit

DECLARED = {
    "levers": Levers, "fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung,
}  # fmt: skip
LONGEST_SHOWN = 40  # characters of a wrong value that a message repeats
LONGEST_LIST = 12  # accepted words that a message lists
# The word of `kaohe list` that lists what there is of a kind, where it is more than a message lists.
LISTS = {
    "cost": "costs", "lever": "levers", "measure": "measures", "outcome": "measures", "parameter": "parameters",
    "office": "offices", "field": "fields", "reading": "readings",
}  # fmt: skip


class Refusal(Exception):
    """Something the user can put right; `what` says it in every language."""

    def __init__(self, what: Text) -> None:
        super().__init__(what)
        self.what = what

    def render(self, language: str) -> str:
        """The whole message in one language."""
        return self.what.render(language)


class ScenarioError(Refusal, ValueError):
    """A scenario, a place or a table cannot be used; its text is meant for the person who wrote it.

    `what` is wrong is said in every language; `where` leads there, from the file to the value.
    """

    def __init__(self, what: Text, *where: Text | str) -> None:
        ValueError.__init__(self, what, *where)
        self.what, self.where = what, where

    def __str__(self) -> str:
        # Added here and not to the argument, so that an error that crosses processes is not prefixed twice.
        return f"scenarios: {self.render('en')}"

    def render(self, language: str) -> str:
        """The whole message in one language, with the place where it happened in front."""
        parts = tuple(_with_meaning(part, language) for part in self.where)
        where = Joined(parts, "scenarios.marks.where").render(language)
        colon = translate("scenarios.marks.colon", language) if where else ""
        return where + colon + self.what.render(language)

    def at(self, *where: Text | str) -> ScenarioError:
        """An error with this complaint, and the place where it happened in front."""
        return ScenarioError(self.what, *where, *self.where)


def _with_meaning(part: Text | str, language: str) -> Text | str:
    """A part of where something is wrong; behind a section or a dotted key of a file, what it is called in Chinese."""
    dotted = str(part).rpartition(", ")[2]
    section, *row = dotted.strip("[]").split(".")
    if isinstance(part, Text) or language == "en" or section not in names("scenarios.sections"):
        return part
    if not row and dotted not in (f"[{section}]", "extends", "country"):
        return part
    called = [
        translate(f"scenarios.sections.{section}", language),
        *row[:-1],
        *(_column(section, key) for key in row[-1:]),
    ]
    return part + translate("scenarios.marks.in_brackets", language, text=".".join(called))


def _column(section: str, key: str) -> str:
    """The Chinese name of a lever or a column, or of what a file says of itself; the key itself if it is none."""
    words = f"scenarios.{'about' if section == 'about' else 'row'}_words"
    if key in names(words):
        return translate(f"{words}.{key}", "zh")
    of = DECLARED.get(section)
    return meanings(of)[key].zh if of and key in meanings(of) else key


class Mistakes(ScenarioError):
    """Several things wrong with one file, all of them at once; `errors` has one for each."""

    def __init__(self, errors: Sequence[ScenarioError]) -> None:
        self.errors = tuple(errors)
        ScenarioError.__init__(self, self.errors[0].what, *self.errors[0].where)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))

    def __reduce__(self) -> tuple[type[Mistakes], tuple[tuple[ScenarioError, ...]]]:
        return Mistakes, (self.errors,)


def complaint(error: ParameterError, *where: Text | str) -> ScenarioError:
    """What a check of values refuses, as an error of this floor."""
    accepted = _in_words(error.expected)
    if error.value is MISSING:
        return ScenarioError(phrase("scenarios.values.missing", accepted=accepted), *where, error.field)
    value = _in_words(error.value) if isinstance(error.value, Wording) else error.value
    return ScenarioError(expected(value, accepted), *where, error.field)


def _in_words(what: object) -> Text:
    """What a check says: a text of a floor above `sim`, or English of `sim` with its values."""
    if isinstance(what, Text):
        return what
    if not isinstance(what, Wording):
        return FromEnglish(str(what), "checks")
    values = {
        name: _some(value) if isinstance(value, tuple) else unit(str(value)) if name == "unit" else value
        for name, value in what.values.items()
    }
    return FromEnglish(what.template, "checks", values)


def _some(words: tuple[str, ...]) -> Text:
    """Words that are accepted, the first of them where they are many."""
    return listed(words if len(words) <= LONGEST_LIST else [*words[:LONGEST_LIST], "…"])


def reason(error: OSError) -> Text:
    """Why the system refused: in our words where its number is known, else its own, quoted."""
    name = errno.errorcode.get(error.errno or 0)
    known = name in names("scenarios.system")
    return phrase(f"scenarios.system.{name}") if known else quoted(error.strerror or error)


def closest(word: str, choices: Collection[str]) -> str | None:
    """The choice that looks most like the word, whatever its case; None if nothing is near."""
    by_lower = {choice.lower(): choice for choice in choices}
    near = get_close_matches(word.strip().lower(), list(by_lower), n=1)
    return by_lower[near[0]] if near else None


def unknown(kind: str, word: str, choices: Collection[str]) -> Text:
    """There is no such thing; `kind` is what it would be, such as "lever"."""
    hint: Text = suggest(word, choices)
    named = phrase(f"scenarios.kinds.{kind}")
    said: Text = phrase("scenarios.values.unknown", kind=named, word=shortened(word), hint=hint)
    if kind in LISTS and len(choices) > LONGEST_LIST:
        said += phrase("scenarios.marks.see", command=f"list {LISTS[kind]}")
    return said


def suggest(word: str, choices: Collection[str]) -> Text:
    """What to add to 'unknown ...': a guess, else the choices if they are few, else nothing."""
    guess = closest(word, choices)
    if guess is not None:
        return phrase("scenarios.marks.did_you_mean", guess=quoted(guess))
    if 0 < len(choices) <= LONGEST_LIST:
        return phrase("scenarios.marks.or_one_of", words=one_of(choices))
    return phrase("scenarios.marks.stop")


def one_of(choices: Collection[str]) -> Text:
    """Accepted words as a phrase: one of "large", "medium", "small"."""
    return phrase("scenarios.marks.one_of", words=listed(choices))


def expected(value: object, accepted: Text | str) -> Text:
    """The sentence about an impossible value."""
    return phrase("scenarios.values.impossible", value=shown(value), accepted=accepted)


def shown(value: object) -> Text | str:
    """A value as a message repeats it: numbers bare, words quoted, long ones cut; a text as it is."""
    if isinstance(value, Text):
        return value
    text = shortened(str(value))
    if not text:
        return phrase("scenarios.values.empty")
    return quoted(text) if isinstance(value, str) and not _looks_like_number(value) else text


def shortened(text: str) -> str:
    """The part of a wrong word that a message repeats, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text  # Python's own spelling, nobody else's
