"""A text in both languages: whoever shows it chooses one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Both:
    """The same said in English and Chinese; as a plain string it is English."""

    en: str
    zh: str

    def said(self, lang: str) -> str:
        return (self.en, self.zh)[LANGUAGES.index(lang)]

    def __str__(self) -> str:
        return self.en

    def __add__(self, other: Both) -> Both:
        return Both(self.en + other.en, self.zh + other.zh)


NOTHING = Both("", "")


def fill(pair: tuple[str, str], **values: object) -> Both:
    """A pair of templates with their blanks filled; what fills them may be in both languages in turn."""
    en, zh = (
        template.format(
            **{name: value.said(lang) if isinstance(value, Both) else value for name, value in values.items()}
        )
        for template, lang in zip(pair, LANGUAGES, strict=True)
    )
    return Both(en, zh)


def said(text: Both | str, lang: str) -> str:
    """A text in one language; what has no language, as it is."""
    return text.said(lang) if isinstance(text, Both) else text


def recognised(text: str, table: Mapping[str, str], blank: Callable[[str], str] = str) -> Both | None:
    """An English text with its Chinese, from a table of templates; None if it has the form of none of them.

    `blank` translates what stands in a blank.
    """
    for en, zh in table.items():
        found = _form(en).fullmatch(text)
        if found:
            return Both(text, zh.format(**{name: blank(value) for name, value in found.groupdict().items()}))
    return None


@cache
def _form(template: str) -> re.Pattern[str]:
    """A template as a pattern: each blank matches any text."""
    parts = re.split(r"{(\w+)}", template)
    pieces = (f"(?P<{part}>.+)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile("".join(pieces), re.DOTALL)
