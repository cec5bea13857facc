"""The claims as data: what `claims.toml` and `expectations.toml` say, checked where it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from scenarios import REGIMES, Scenario, load
from scenarios.errors import ScenarioError, complaint, expected, unknown
from scenarios.files import read_toml
from scenarios.languages import LANGUAGES, Both, phrase
from scenarios.values import number, table, text, whole, word
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build
from sim.parameters.regime import Regime

from .outcomes import DERIVED, LEVEL

FILE = Path(__file__).resolve().parent / "claims.toml"
EXPECTATIONS = FILE.with_name("expectations.toml")
CORE = "core"  # the text that expectations of the mechanisms count as
MONTHS = 120
DIRECTIONS = ("up", "down", "flat", "not up", "not down")
SECTIONS = ("least", "rules", "outcomes", "texts")
TEXTS = ("mechanism", "because", "missing", "cannot", "finding")  # of a claim, in both languages

NAMELESS = Both("", "")

Settings = tuple[tuple[str, float], ...]  # behavioural parameters by name


@dataclass(frozen=True)
class Run:
    """One scenario with behaviour that differs from the default; fields count as assessed where `covered` does."""

    scenario: str
    people: Settings
    covered: str


@dataclass(frozen=True)
class Trial:
    """A change and the directions it should move outcomes in.

    parts: runs with the sign each counts with; the effect is their sum, as in `to - from`, less the effects of other
    pairs where the trial is about what one effect exceeds others by. first, last: months of the mean (0: the last two
    years). about: what distinguishes it from the other trials of its claim; empty in both languages where it is alone.
    """

    before: str
    after: str
    parts: tuple[tuple[int, Run], ...]
    expect: Mapping[str, str]
    first: int = 0
    last: int = 0
    about: Both = NAMELESS


@dataclass(frozen=True)
class Claim:
    """One claim of a text; `trials` are empty where it cannot be asked, and `cannot` then says why.

    because: why it starts elsewhere than its text; missing: what of it no outcome measures; finding: why it comes out
    as it does in the stored results.
    """

    id: str
    text: str
    rows: str
    says: Both
    mechanism: Both
    because: Both
    missing: Both
    cannot: Both
    finding: Both
    trials: tuple[Trial, ...]
    least: float


@dataclass(frozen=True)
class Source:
    """A text: its title, the regime its claims start from, and why that one."""

    title: Both
    baseline: str
    because: Both


@dataclass(frozen=True)
class Catalogue:
    """All claims by id, those of the texts first and then what the mechanisms are expected to bring about.

    texts: where they are made. outcomes: names of what is no measure. rules: of choice, to try signs in as well.
    """

    claims: Mapping[str, Claim]
    texts: Mapping[str, Source]
    outcomes: Mapping[str, Both]
    rules: Mapping[str, Settings]
    least: float

    def name(self, outcome: str) -> Both:
        """The name of an outcome in both languages."""
        for measure in MEASURES:
            if measure.id == outcome:
                return Both(measure.en.lower(), measure.zh)
        if outcome in self.outcomes:
            return self.outcomes[outcome]
        names = _fields()[outcome.removeprefix(LEVEL)]
        return Both(*(phrase("experiments.claims.level", field=names).render(each) for each in LANGUAGES))

    def of_texts(self) -> list[Claim]:
        """The claims of the source texts."""
        return [claim for claim in self.claims.values() if claim.text != CORE]

    def expectations(self) -> list[Claim]:
        """What the mechanisms are expected to bring about."""
        return [claim for claim in self.claims.values() if claim.text == CORE]

    def only(self, ids: Sequence[str]) -> Catalogue:
        """The claims named, in the order of the file; refuses an id that is unknown."""
        for id in ids:
            if id not in self.claims:
                raise ScenarioError(unknown("claim", id, self.claims))
        chosen = {id: claim for id, claim in self.claims.items() if id in ids} if ids else self.claims
        return replace(self, claims=chosen)


@cache
def scenario(words: str) -> Scenario:
    """The scenario of a text, with files beside the claims."""
    return load(re.sub(r"\w+\.toml", lambda found: str(FILE.parent / found[0]), words))


@cache
def covered(words: str) -> frozenset[str]:
    """Fields that the regime of a scenario text assesses as written."""
    regime: Regime = scenario(words).regime
    return regime.assessed


@cache
def _fields() -> dict[str, Both]:
    """Names of fields of the regimes by id."""
    found = {field.id: field for regime in REGIMES for field in load(regime).regime.fields}
    return {id: Both(field.name_en, field.name_zh) for id, field in found.items()}


def everything() -> Catalogue:
    """The claims of the texts, and after them the expectations of the mechanisms."""
    said, more = read(), read(EXPECTATIONS)
    return replace(
        said,
        claims={**said.claims, **more.claims},
        texts={**said.texts, **more.texts},
        outcomes={**said.outcomes, **more.outcomes},
    )


def read(path: Path = FILE) -> Catalogue:
    """All claims of a file, in its order. Raises `ScenarioError` where something in it is not as it should be."""
    entries, name = read_toml(path, path.name), path.name
    least = number(entries.get("least"), f"{name}, least", 0, 1)
    texts = {id: _source(_table(entry, name, id), f"{name}, {id}") for id, entry in _section(entries, "texts", name)}
    rules = {id: _settings(entry, f"{name}, rules.{id}") for id, entry in _section(entries, "rules", name)}
    outcomes = {id: _both(_table(e, name, id), "", f"{name}, {id}") for id, e in _section(entries, "outcomes", name)}
    for outcome in outcomes:
        if outcome not in DERIVED:
            raise ScenarioError(unknown("measure", outcome, DERIVED), f"{name}, outcomes")
    names = [id for id in entries if id not in SECTIONS]
    claims = {id: _claim(id, _table(entries[id], name, id), texts, least, name) for id in names}
    return Catalogue(claims, texts, outcomes, rules, least)


def _section(entries: Mapping[str, object], section: str, name: str) -> list[tuple[str, object]]:
    return list(table(entries.get(section, {}), f"{name}, {section}").items())


def _table(entry: object, name: str, id: str) -> dict[str, Any]:
    return table(entry, f"{name}, {id}")


def _source(entry: Mapping[str, Any], where: str) -> Source:
    return Source(_both(entry, "title_", where), text(entry.get("baseline"), where), _both(entry, "", where))


def _both(entry: Mapping[str, Any], before: str, where: str, needed: bool = True) -> Both:
    """A text in both languages; in none only where it is not needed."""
    found = [entry.get(f"{before}{language}", "") for language in LANGUAGES]
    for language, each in zip(LANGUAGES, found, strict=True):
        text(each, f"{where}, {before}{language}")
        if not each and (needed or any(found)):
            raise ScenarioError(phrase("experiments.claims.in_both"), f"{where}, {before}{language}")
    return Both(*found)


def _claim(id: str, entry: Mapping[str, Any], texts: Mapping[str, Source], least: float, file: str) -> Claim:
    where = f"{file}, {id}"
    known = {"text", "rows", "least", "trials", *LANGUAGES, *(f"{each}_{lang}" for each in TEXTS for lang in LANGUAGES)}
    _known(entry, known, where)
    about = {each: _both(entry, f"{each}_", where, needed=each == "mechanism") for each in TEXTS}
    source = word(entry.get("text"), f"{where}, text", tuple(texts))
    given = entry.get("trials", [])
    trials = tuple(_trial(table(each, where), f"{where}, trials") for each in given)
    if bool(trials) == bool(about["cannot"].en):
        raise ScenarioError(phrase("experiments.claims.trials_or_reason"), where)
    elsewhere = any(scenario(trial.before).parts[0] != texts[source].baseline for trial in trials)
    if elsewhere and not about["because"].en and not all(_own(trial.before) for trial in trials):
        raise ScenarioError(phrase("experiments.claims.no_reason"), f"{where}, because")
    size = number(entry.get("least", least), f"{where}, least", 0, 1)
    return Claim(
        id, source, text(entry.get("rows"), where), _both(entry, "", where), **about, trials=trials, least=size
    )


def _own(words: str) -> bool:
    """Whether a scenario is a variant of a regime in a file of ours, which says itself what it is without."""
    return bool(re.match(r"\w+\.toml", words))


def _known(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in entry:
        if key not in known:
            raise ScenarioError(unknown("key", key, known), where)


def _trial(entry: Mapping[str, Any], where: str) -> Trial:
    pair = {"from", "to", "people", "people_from", "people_to"}
    _known(entry, pair | {"about_en", "about_zh", "beyond", "expect", "first", "last"}, where)
    before, after = (text(entry.get(key), f"{where}, {key}") for key in ("from", "to"))
    parts = list(_pair(entry, before, after, before, 1, where))
    for other in entry.get("beyond", []):
        _known(table(other, where), pair, f"{where}, beyond")
        parts += _pair(other, other.get("from", before), other.get("to", after), before, -1, f"{where}, beyond")
    expect = table(entry.get("expect"), f"{where}, expect")
    for outcome, direction in expect.items():
        known = [*(m.id for m in MEASURES), *DERIVED, *(f"{LEVEL}{id}" for id in _fields())]
        if outcome not in known:
            raise ScenarioError(unknown("measure", outcome, known), f"{where}, expect")
        word(direction, f"{where}, expect.{outcome}", DIRECTIONS)
    if not expect:
        raise ScenarioError(expected(0, phrase("experiments.claims.an_outcome")), f"{where}, expect")
    first, last = (whole(entry.get(key, 0), f"{where}, {key}", 0, MONTHS) for key in ("first", "last"))
    if first > last or bool(first) != bool(last):
        raise ScenarioError(phrase("experiments.ranges.months_of", first=first, last=last, months=MONTHS), where)
    return Trial(before, after, tuple(parts), expect, first, last, _both(entry, "about_", where, needed=False))


def _pair(
    entry: Mapping[str, Any], before: str, after: str, baseline: str, sign: int, where: str
) -> list[tuple[int, Run]]:
    """Both runs of a pair, with the signs they count with."""
    people = {
        key: dict(_settings(entry.get(key, {}), f"{where}, {key}")) for key in ("people", "people_from", "people_to")
    }
    runs = []
    for words, own, counts in ((after, "people_to", sign), (before, "people_from", -sign)):
        try:
            scenario(text(words, where))
        except ScenarioError as error:
            raise error.at(where) from None
        runs.append((counts, Run(words, tuple(sorted({**people["people"], **people[own]}.items())), baseline)))
    if runs[0][1] == runs[1][1]:
        raise ScenarioError(phrase("experiments.claims.no_change"), where)
    return runs


def _settings(entry: object, where: str) -> Settings:
    """Values of behaviour by name, as the model takes them."""
    given = table(entry, where)
    for name in given:
        if name not in {each.name for each in fields(Behaviour)}:
            raise ScenarioError(unknown("parameter", name, {each.name for each in fields(Behaviour)}), where)
    try:
        build(Behaviour, given)
    except ParameterError as error:
        raise complaint(error, where) from None
    return tuple(sorted(given.items()))
