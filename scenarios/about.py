"""What every file says of itself: names and one line in both languages, sources, rows, what is assumed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from .errors import ScenarioError, expected, shortened, unknown
from .languages import LANGUAGES, Text, in_all_languages, phrase

RULES = re.compile(r"\brules ([0-9a-f]{8,64})\b")
SHOWN = 12  # digits of a hash that a message shows


class OtherRules(UserWarning):
    """A file was written under other rules than those that are run now; `what` says so in every language."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.render("en"))
        self.what = what


@dataclass(frozen=True)
class About:
    """What a file says of itself, in the keys of its section [about].

    en, zh: one line on what it is, in at least one language. name_en, name_zh: names to show. source: codes
    of the texts it is from. row, rows: ids in the tables of requirements (docs/rows.md). given, assumed: what the
    sources give, and what is assumed beyond them; given_zh, assumed_zh: the same in Chinese. made_by: the program that
    wrote the file and the rules it ran, such as "kaohe 0.5.0, rules 1b2c3d4e5f60".
    """

    en: str
    zh: str
    name_en: str = ""
    name_zh: str = ""
    source: tuple[str, ...] = ()
    row: str = ""
    rows: str = ""
    given: str = ""
    assumed: str = ""
    given_zh: str = ""
    assumed_zh: str = ""
    made_by: str = ""

    def record(self) -> dict[str, object]:
        """Plain values for the record of a run."""
        return asdict(self) | {"source": list(self.source)}


NAMES = tuple(field.name for field in fields(About))


def read_about(table: object, name: str, word: str) -> About:
    """Check an [about] section. `word` stands in where no name is given.

    A line or a name that is given in one language only is that of the other as well.
    """
    if not isinstance(table, Mapping):
        raise ScenarioError(phrase("scenarios.about.no_about"), name)
    for key in table:
        if key not in NAMES:
            raise ScenarioError(unknown("key", key, NAMES), name, "[about]")
    values: dict[str, object] = {key: _text(table[key], name, key) for key in table if key != "source"}
    lines, names = _said(values, ""), _said(values, "name_")
    if not lines:
        raise ScenarioError(phrase("scenarios.about.no_line"), name, "[about]")
    line, called = in_all_languages(lines), in_all_languages(names or {LANGUAGES[0]: word})
    given = values | {"name_en": called.en, "name_zh": called.zh, "en": line.en, "zh": line.zh}
    about = About(**given, source=_sources(table.get("source", []), name))  # type: ignore[arg-type]
    _tell_other_rules(about.made_by, name)
    return about


def _tell_other_rules(made_by: str, name: str) -> None:
    """Warn of a file that was written under other rules than those of this program; what names none is let pass."""
    written = RULES.search(made_by)
    if written is None:
        return
    from sim.compile.kernel import rules_hash

    if not rules_hash().startswith(written[1]):
        said = phrase("scenarios.about.other_rules", file=name, by=shortened(made_by), own=rules_hash()[:SHOWN])
        warnings.warn(OtherRules(said), stacklevel=3)


def _said(values: Mapping[str, object], before: str) -> dict[str, str]:
    """What is said under a key in each language; blank is not said."""
    found = {language: str(values.get(f"{before}{language}", "")) for language in LANGUAGES}
    return {language: words for language, words in found.items() if words.strip()}


def _text(value: object, name: str, key: str) -> str:
    if not isinstance(value, str):
        raise ScenarioError(expected(value, phrase("scenarios.values.text")), name, f"about.{key}")
    return value


def _sources(value: object, name: str) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ScenarioError(expected(value, phrase("scenarios.about.sources")), name, "about.source")
    return tuple(words)
