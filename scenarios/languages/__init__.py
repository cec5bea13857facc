"""Every message, label and sentence of every floor, once, by key: `en/<floor>.toml` and `zh/<floor>.toml`.

A key is `floor.table.name`; its blanks have names and take what `str.format` takes, and `{n:run|runs}` for a number
with its word. `phrase` makes a text that is rendered where it is shown, `translate` renders one at once. To change a
text, change it in both files; to add a language, add a folder with the same files. `tests/test_languages.py` holds
keys, blanks and uses together.

The floor `sim` imports nothing from here: its texts are English, in its declarations, and `zh/sim.toml` has the Chinese
of its checks, units and sources by those English texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

LANGUAGES = ("en", "zh")


class Text:
    """A text in every language; `str` gives the English one, `+` puts two together."""

    def render(self, language: str) -> str:
        """The text in one of `LANGUAGES`."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.render("en")

    def __add__(self, other: Text) -> Text:
        return Joined((self, other))


@dataclass(frozen=True)
class Phrase(Text):
    """A text of the catalogue with what fills its blanks; that may be a text in turn."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str) -> str:
        return _filled(_template(self.key, language), self.values, language)


@dataclass(frozen=True)
class FromEnglish(Text):
    """A text that `sim` declares in English, found by it in one table of the other languages' `sim.toml`.

    What is not there, such as the source a user's own file gives, stays as it is.
    """

    english: str
    table: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str) -> str:
        known = {} if language == "en" else _catalogue(language, "sim")[self.table]
        template = known.get(self.english, self.english)
        return _filled(template, self.values, language) if self.values else template


@dataclass(frozen=True)
class Both(Text):
    """A name or sentence declared in both languages beside what it is of, such as an outcome or a claim."""

    en: str
    zh: str

    def render(self, language: str) -> str:
        return (self.en, self.zh)[LANGUAGES.index(language)]


@dataclass(frozen=True)
class Joined(Text):
    """Texts one after the other; `between` is the key of what separates them."""

    parts: tuple[Text | str, ...]
    between: str = ""

    def render(self, language: str) -> str:
        separator = _template(self.between, language) if self.between else ""
        return separator.join(render(part, language) for part in self.parts)


NOTHING = Joined(())


def phrase(key: str, /, **values: object) -> Phrase:
    """The text of a key, to be rendered where it is shown; rendering raises KeyError where there is no such key."""
    return Phrase(key, values)


def translate(key: str, language: str, /, **values: object) -> str:
    """The text of a key in one language."""
    return _filled(_template(key, language), values, language)


def render(what: Text | str, language: str) -> str:
    """A text in one language; a plain string, which has none, as it is."""
    return what.render(language) if isinstance(what, Text) else what


def in_all_languages(names: Mapping[str, str]) -> Both:
    """Names in every language of the program; one that is not given is that of the first language given."""
    first = next(iter(names.values()))
    return Both(*(names.get(language, first) for language in LANGUAGES))


def unit(name: str) -> Text:
    """The unit of a parameter or an outcome, declared in English."""
    return FromEnglish(name, "units")


def source(words: str) -> Text:
    """The source of a parameter, declared in English; that of a user's file stays as it is."""
    return FromEnglish(words, "sources")


def listed(words: Iterable[str]) -> Text:
    """Words in quotation marks, one after the other."""
    return Joined(tuple(map(quoted, words)), "scenarios.marks.comma")


def quoted(word: object) -> Text:
    """A word, or the message of a library or of the system, in the quotation marks of each language."""
    return phrase("scenarios.marks.quoted", word=word)


def names(table: str) -> list[str]:
    """The names of the texts of one table, such as "docs.rows", in the order of the file."""
    floor, _, name = table.partition(".")
    return list(_catalogue("en", floor)[name])


def whole(floor: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """All texts of a floor in one language as they are written, by table and name."""
    return _catalogue(language, floor)


class _Counting(Formatter):
    """Blanks such as `{n:run|runs}`: the number, and the word for one or for several."""

    def format_field(self, value: object, spec: str) -> str:
        one, bar, several = spec.partition("|")
        return f"{value} {one if str(value) == '1' else several}" if bar else str(super().format_field(value, spec))


def _filled(template: str, values: Mapping[str, object], language: str) -> str:
    filled = {name: render(v, language) if isinstance(v, Text) else v for name, v in values.items()}
    return _Counting().vformat(template, (), filled) if "|" in template else template.format(**filled)


def _template(key: str, language: str) -> str:
    floor, table, name = key.split(".", 2)
    return _catalogue(language, floor)[table][name]


@cache
def _catalogue(language: str, floor: str) -> dict[str, dict[str, str]]:
    """The tables of one file, read when the first of its texts is shown."""
    return tomllib.loads((Path(__file__).parent / language / f"{floor}.toml").read_text(encoding="utf-8"))
