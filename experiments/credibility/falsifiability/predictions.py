"""Where the model would show findings of the opposite sign, as written in `predictions.toml` before anything ran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scenarios import Scenario, load
from scenarios.errors import ScenarioError, unknown
from scenarios.files import read_toml
from scenarios.languages import Both, Text, phrase
from scenarios.values import table
from sim.measures import MEASURES

from ..section import in_a_row

FILE = Path(__file__).resolve().parent / "predictions.toml"
KINDS = ("region", "usual", "region_again", "usual_again")
EXPECTED = ("up", "down", "flat", "not up", "not down")


@dataclass(frozen=True)
class Step:
    """Two runs and what is predicted of their difference, by outcome; behaviour other than the default by name."""

    before: str
    after: str
    expect: Mapping[str, str]
    people: Mapping[str, float] = field(default_factory=dict)
    people_after: Mapping[str, float] = field(default_factory=dict)
    months: int = 120


@dataclass(frozen=True)
class Prediction:
    id: str
    title_en: str
    title_zh: str
    steps: Mapping[str, Step]  # by kind


def read(path: Path = FILE) -> tuple[Prediction, ...]:
    """All predictions of the file, in its order."""
    entries = read_toml(path, path.name)
    return tuple(_prediction(id, table(entry, f"{path.name}, {id}"), path.name) for id, entry in entries.items())


def _prediction(id: str, entry: Mapping[str, object], file: str) -> Prediction:
    steps = {kind: _step(values) for kind, values in entry.items() if isinstance(values, Mapping)}
    for kind in steps:
        if kind not in KINDS:
            raise ScenarioError(unknown("section", kind, KINDS), f"{file}, {id}")
    return Prediction(id, str(entry["title_en"]), str(entry["title_zh"]), steps)


def _step(values: Mapping[str, object]) -> Step:
    names = {"from": "before", "to": "after", "people_to": "people_after"}
    return Step(**{names.get(key, key): value for key, value in values.items()})  # type: ignore[arg-type]


def scenario(text: str) -> Scenario:
    """The scenario of a text, with reform files beside this one."""
    return load(re.sub(r"[\w]+\.toml", lambda found: str(FILE.parent / found[0]), text))


def word(name: str) -> Text:
    """A kind of step or an expected sign as pages and reports say it."""
    return phrase(f"experiments.predictions.{name}")


def change(step: Step) -> list[str]:
    """What the second scenario text has that the first has not; the regime where it is another."""
    return [word for word in _words(step.after) if word not in _words(step.before)]


def _words(text: str) -> list[str]:
    return re.split("[+,]", text)


def rows(language: str) -> Iterator[list[object]]:
    """A row of a table for every step: id, kind, first run, what changes, behaviour, months, what is predicted."""
    for prediction in read():
        for kind, step in prediction.steps.items():
            moved = change(step) + _settings(step.people_after)
            lists = (_words(step.before), moved, _settings(step.people))
            cells = [" ".join(f"`{name}`" for name in names) for names in lists]
            yield [prediction.id, word(kind).render(language), *cells, step.months, _expected(step).render(language)]


def _settings(values: Mapping[str, float]) -> list[str]:
    return [f"{name}={value:g}" for name, value in values.items()]


def _expected(step: Step) -> Text:
    chinese = {measure.id: measure.zh for measure in MEASURES}
    each = (
        phrase("experiments.predictions.expected", measure=Both(f"`{name}`", chinese[name]), sign=word(sign))
        for name, sign in step.expect.items()
    )
    return in_a_row(each)
