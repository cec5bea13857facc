"""A regime as one object, checked as a whole: levers and the five tables of `tables.py`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass, field, fields
from typing import TypeVar

from .declaration import ONE_OF, ParameterError, Wording, check
from .levers import Levers
from .tables import Field, Indicator, Office, Reading, Rung

# Most rows of each table, for which the arrays of a world have columns.
MOST_FIELDS, MOST_OFFICES, MOST_READINGS, MOST_RUNGS = 16, 24, 16, 24
MOST_KINDS, MOST_CLASSES = 12, 6
PERIODS = (1, 3, 6, 12)

T = TypeVar("T")


@dataclass(frozen=True)
class Regime:
    """An assessment regime: what is assessed, by whom, how it is read and what follows (table B).

    Rows are sorted by id, so the order in which a file lists them changes nothing.
    `group_weights` gives the weight of each group of readings in the yearly score (YZ's three sources);
    `kinds` and `size_classes` are those of the country's townships; `class_coefficients` multiply the scores of each
    class (YZ: 1.0, 0.9, 0.8), 1 if left out. `posts_per_deputy`: posts of a township for each of its deputies.
    `roles`: what whoever leads, deputies and all others are called.
    """

    id: str
    levers: Levers
    fields: tuple[Field, ...]
    offices: tuple[Office, ...]
    indicators: tuple[Indicator, ...]
    readings: tuple[Reading, ...]
    rungs: tuple[Rung, ...]
    kinds: tuple[str, ...]
    size_classes: tuple[str, ...]
    group_weights: tuple[tuple[str, float], ...] = ()
    class_coefficients: tuple[float, ...] = ()
    posts_per_deputy: int = 8
    roles: tuple[str, ...] = ("principal", "deputy", "staff")
    name_en: str = field(default="", compare=False)
    name_zh: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of_tables", {})
        for table in ("fields", "offices", "indicators", "readings", "rungs"):
            object.__setattr__(self, table, tuple(sorted(getattr(self, table), key=lambda row: row.id)))
            _no_duplicates(table, getattr(self, table))
        if not self.class_coefficients:
            object.__setattr__(self, "class_coefficients", (1.0,) * len(self.size_classes))
        check(self.levers)
        _check_count("kinds", self.kinds, 1, MOST_KINDS)
        _check_count("size_classes", self.size_classes, 1, MOST_CLASSES)
        _check_count("fields", self.fields, 1, MOST_FIELDS)
        _check_count("offices", self.offices, 1, MOST_OFFICES)
        _check_count("readings", self.readings, 1, MOST_READINGS)
        _check_count("rungs", self.rungs, 0, MOST_RUNGS)
        _check_links(self)

    def __hash__(self) -> int:
        """Of the id alone: tables are long, and few regimes that differ have one id."""
        return hash(self.id)

    def of_tables(self, make: Callable[..., T], *given: Hashable) -> T:
        """What `make`, a function of a regime and of what is given, finds in the tables; it must not look at levers.

        Kept with this regime and the copies of it that `with_levers` makes.
        """
        known: dict[Hashable, T] = vars(self)["_of_tables"]
        if (make, *given) not in known:
            known[make, *given] = make(self, *given)
        return known[make, *given]

    @property
    def assessed(self) -> frozenset[str]:
        """Ids of the fields that the regime assesses as written: those with an indicator that has a weight."""
        return self.of_tables(_assessed)

    def alike(self, other: Regime) -> bool:
        """Whether two regimes differ by their names at most: a file that only lays reforms on one has another name."""
        compared = (each.name for each in fields(self) if each.compare and each.name != "id")
        return all(getattr(self, name) == getattr(other, name) for name in compared)

    def with_levers(self, levers: Levers) -> Regime:
        """A copy with other levers, which are checked where they are made; no table depends on a lever."""
        other = copy(self)
        object.__setattr__(other, "levers", levers)
        return other


def _assessed(regime: Regime) -> frozenset[str]:
    return frozenset(indicator.field for indicator in regime.indicators if indicator.weight > 0)


def _check_count(table: str, rows: tuple[object, ...], least: int, most: int) -> None:
    """Refuse a table with fewer rows than a regime needs, or more than the arrays of a world have columns for."""
    if not least <= len(rows) <= most:
        raise ParameterError(
            table, Wording("{count} rows", count=len(rows)), Wording("{least} to {most} rows", least=least, most=most)
        )


def _no_duplicates(table: str, rows: Iterable[Field | Office | Indicator | Reading | Rung]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise ParameterError(f"{table}.{row.id}", Wording("given twice"), "each id once")
        seen.add(row.id)
        check(row, f"{table}.{row.id}.")


def _check_links(regime: Regime) -> None:
    """Refuse rows that name what there is not, and tables whose weights or shares add up to nothing."""
    fields, offices = {f.id for f in regime.fields}, {o.id for o in regime.offices}
    readings = {r.id for r in regime.readings}
    if sum(f.need for f in regime.fields) <= 0:
        raise ParameterError("fields.need", 0, "shares of need that sum to more than zero")
    whole = {f.id for f in regime.fields if not f.part_of}
    for part in regime.fields:
        if part.part_of:
            _known(f"fields.{part.id}.part_of", part.part_of, whole)
    for item in regime.indicators:
        _known(f"indicators.{item.id}.field", item.field, fields)
        _known(f"indicators.{item.id}.office", item.office, offices)
        for kind in item.kinds:
            _known(f"indicators.{item.id}.kinds", kind, set(regime.kinds))
    if regime.indicators and sum(i.weight for i in regime.indicators if not i.kinds) <= 0:
        raise ParameterError("indicators.weight", 0, "weights of common indicators that sum to more than zero")
    if regime.indicators and sum(i.items for i in regime.indicators) <= 0:
        raise ParameterError("indicators.items", 0, "items that sum to more than zero")
    if regime.indicators and not any(o.weight > 0 for o in regime.offices):
        raise ParameterError("offices.weight", 0, "at least one office with a weight above zero")
    for rung in regime.rungs:
        if rung.source:
            _known(f"rungs.{rung.id}.source", rung.source, readings)
        _check_rung(rung)
    for reading in regime.readings:
        if reading.period not in PERIODS:
            raise ParameterError(f"readings.{reading.id}.period", reading.period, "1, 3, 6 or 12 months")
        if reading.group and reading.group not in dict(regime.group_weights):
            raise ParameterError(f"readings.{reading.id}.group", reading.group, "a group named in [groups]")
    groups = dict(regime.group_weights)
    if not any(r.weight > 0 and groups.get(r.group, 1) > 0 for r in regime.readings):
        raise ParameterError("readings.weight", 0, "at least one reading with a weight above zero")
    count = len(regime.size_classes)
    if len(regime.class_coefficients) != count or not all(0 < c <= 2 for c in regime.class_coefficients):
        expected = Wording("{count} numbers above 0 and up to 2", count=count)
        raise ParameterError("class_coefficients", regime.class_coefficients, expected)


def _check_rung(rung: Rung) -> None:
    """What the ladder can do: persons are ranked, and only ranks and thresholds have consequences."""
    if rung.person > 0.5 and rung.rule not in ("top", "bottom"):
        raise ParameterError(f"rungs.{rung.id}.rule", rung.rule, "top or bottom for persons")
    if rung.person > 0.5 and rung.source:
        raise ParameterError(f"rungs.{rung.id}.source", rung.source, "no source: persons are ranked by their own score")
    followed = rung.funds or rung.removal or rung.fear or rung.promotion
    if rung.rule in ("target", "points") and followed:
        raise ParameterError(f"rungs.{rung.id}.rule", rung.rule, "top, bottom or threshold, if it has consequences")


def _known(name: str, value: str, known: set[str]) -> None:
    if value not in known:
        raise ParameterError(name, value, Wording(ONE_OF, words=tuple(sorted(known))))


def activities_of(regime: Regime) -> tuple[str, ...]:
    """Labels of what time is spent on, in the order of the arrays: `real:<field>`, `paper:<field>`, and the rest."""
    work = [f"{kind}:{field.id}" for kind in ("real", "paper") for field in regime.fields]
    return (*work, "showcase", "initiative", "shifting", "slack")
