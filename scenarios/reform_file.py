"""Reforms and packages from files: differences on a regime, never code (rows D1 to D25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .about import About, read_about
from .assumed import Ranges, read_assumed
from .change import Change, Template, amount, meaning_of, read_templates
from .errors import ScenarioError, expected, unknown
from .languages import phrase
from .values import number, table, text

CHANGES = ("levers", "readings", "rungs", "fields")
REFORM_SECTIONS = ("about", "country", "phase", "assumed", *CHANGES)
PACKAGE_SECTIONS = ("about", "country", "reforms")
LATEST = 1200.0  # months, as many as a run may have


@dataclass(frozen=True)
class Reform:
    """One reform: its changes as written, the month in which it begins, and the months until it is in full effect.

    assumed: ranges of the numbers at full dose for which there is no source, by target.
    """

    id: str
    about: About
    templates: tuple[Template, ...]
    start: float
    ramp: float
    assumed: Ranges = field(default_factory=dict)

    def changes(self, dose: float, start: float | None, only: tuple[str, ...] = ()) -> list[Change]:
        """The changes at a dose, 0 to 1; none at dose 0. start: first month, the file's if left out.

        only: tables, rows or columns to which the reform is limited ("readings.mystery"); all if empty.
        """
        if dose <= 0.0:
            return []
        when = (dose, start if start is not None else self.start, self.ramp)
        parts = [
            Change(self.id, t.table, t.row, t.column, t.mode, t.value, *when, self.assumed.get(t.target, ()))
            for t in self.templates
        ]
        return [c for c in parts if not only or any(f"{c.target}.".startswith(f"{word}.") for word in only)]


@dataclass(frozen=True)
class Member:
    """One reform in a package: its dose, and the sections it is limited to (all if empty)."""

    reform: str
    dose: float
    only: tuple[str, ...] = ()

    def at(self, dose: float) -> Member:
        """The member of a package that is itself taken at a dose."""
        return replace(self, dose=self.dose * dose)


@dataclass(frozen=True)
class Package:
    """Several reforms at once."""

    id: str
    about: About
    members: tuple[Member, ...]


def read_reform(tables: Mapping[str, object], word: str, name: str) -> Reform:
    """A reform from the tables of its file.

    word: its id. name: of the file, for messages. Raises `ScenarioError`.
    """
    about = read_about(tables.get("about"), name, word)
    _known(tables, REFORM_SECTIONS, name)
    start, ramp = _phase(tables.get("phase", {}), name)
    templates = tuple(t for kind in CHANGES if kind in tables for t in read_templates(kind, tables[kind], name))
    if not templates:
        raise ScenarioError(phrase("scenarios.reforms.no_change"), name)
    own = {template.target: template for template in templates}
    values = {target: template.value for target, template in own.items()}

    def check(key: str, value: object, where: str) -> float:
        return amount(own[key].mode, value, where, meaning_of(own[key].table, own[key].column))

    return Reform(word, about, templates, start, ramp, read_assumed(tables.get("assumed", {}), name, values, check))


def _known(tables: Mapping[str, object], sections: tuple[str, ...], name: str) -> None:
    for key in tables:
        if key in ("behaviour", "covered"):
            raise ScenarioError(phrase("scenarios.reforms.not_for_reforms", key=key), name)
        if key not in sections:
            raise ScenarioError(unknown("section", key, sections), name)


def _phase(section: object, name: str) -> tuple[float, float]:
    phase = table(section, f"{name}, [phase]")
    words = ("start_month", "ramp_months")
    for key in phase:
        if key not in words:
            raise ScenarioError(unknown("key", key, words), name, "[phase]")
    start, ramp = (number(phase.get(key, 0), f"{name}, phase.{key}", 0, LATEST, "months") for key in words)
    return start, ramp


def read_package(tables: Mapping[str, object], word: str, name: str) -> Package:
    """A package from the tables of its file; arguments and errors as for `read_reform`."""
    about = read_about(tables.get("about"), name, word)
    _known(tables, PACKAGE_SECTIONS, name)
    members = table(tables.get("reforms"), f"{name}, [reforms]")
    if not members:
        raise ScenarioError(phrase("scenarios.reforms.no_reforms"), name, "[reforms]")
    return Package(word, about, tuple(_member(key, members[key], name) for key in sorted(members)))


def _member(reform: str, value: object, name: str) -> Member:
    """`id = dose`, or `id = { dose = 1, only = ["readings.mystery"] }` where a text takes up part of a reform."""
    where = f"{name}, reforms.{reform}"
    if not isinstance(value, Mapping):
        return Member(reform, number(value, where, 0, 1, "dose"))
    for key in value:
        if key not in ("dose", "only"):
            raise ScenarioError(unknown("key", key, ("dose", "only")), where)
    only = value.get("only", [])
    if not isinstance(only, list):
        raise ScenarioError(expected(only, phrase("scenarios.reforms.only")), f"{where}.only")
    words = tuple(text(word, f"{where}.only") for word in only)
    return Member(reform, number(value.get("dose", 1), f"{where}.dose", 0, 1, "dose"), words)
