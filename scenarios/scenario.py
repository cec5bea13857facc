"""A scenario: one regime, the reforms laid on it, and how to run them at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError
from sim.parameters.regime import Regime

from .about import About
from .assumed import Range, Ranges, in_range, with_values
from .change import DIVIDED, SHARED, Change, row_of
from .coherence import check_together, least_cap
from .countries import CountryPack
from .errors import ScenarioError, complaint
from .languages import phrase
from .places import Place
from .record import about_from, changes_from, regime_from, regime_record
from .values import text

if TYPE_CHECKING:  # the world brings the compiler with it, which takes a second; a list of reforms should not
    from sim.world import Case, Overlay, Warmup

CAP = "levers.indicator_cap"
Dosed = tuple[str, float, float, float]  # reform, dose, start month, months of phase-in


@dataclass(frozen=True)
class Scenario:
    """Everything about a run except place, people, length and seed.

    `id` is the canonical text; `parts` the regime's id and the reforms on it; `changes` what they move; `assumed` names
    and ranges of what the regime has without a source; `country` the pack it was read with; `files` the regime and the
    reforms, with what each says of itself and the ranges of what it assumes (neither where it comes from a record).
    """

    id: str
    regime: Regime
    changes: tuple[Change, ...] = ()
    parts: tuple[str, tuple[Dosed, ...]] = ("", ())
    about: About = field(default=About("", ""), compare=False)
    name_en: str = field(default="", compare=False)
    name_zh: str = field(default="", compare=False)
    assumed: tuple[tuple[str, Range], ...] = ()
    country: CountryPack | None = field(default=None, compare=False, repr=False)
    files: tuple[tuple[str, About, Ranges], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", tuple(sorted(self.changes, key=lambda change: change.order)))
        check_together(self.regime, self.changes, self.id)

    @cached_property
    def overlays(self) -> tuple[Overlay, ...]:
        """The changes as slots of the parameter row."""
        return tuple(overlay for change in self.changes for overlay in overlays_of(change, self.regime))

    def in_world(self, world: int) -> Scenario:
        """The scenario of a plausible world, counted from 1: what is assumed has the values it has there.

        A cap on indicators comes no lower than the number of items under veto, which no cap can remove.
        """
        return _of_world(self, world)

    def case(
        self,
        place: Place,
        months: int = 120,
        seed: int = 1,
        behaviour: Behaviour | None = None,
        covered: Iterable[str] | None = None,
        overlays: tuple[Overlay, ...] | None = None,
        warmup: Warmup | None = None,
    ) -> Case:
        """One run of this scenario at a place; raises `ScenarioError` for what cannot be.

        warmup: what goes before; overlays: the reforms in the place of the scenario's own, as they are after it.
        """
        from sim.world import Case

        fields = None if covered is None else frozenset(covered)
        people = behaviour or Behaviour()
        try:
            moved = self.overlays if overlays is None else overlays
            return Case(self.regime, place, people, moved, months, seed, fields, warmup)
        except ParameterError as error:
            raise complaint(error, self.id) from None

    def record(self) -> dict[str, Any]:
        """Plain tables that JSON can hold, enough for `from_record` to rebuild exactly this scenario."""
        return {
            "id": self.id,
            "name_en": self.name_en,
            "name_zh": self.name_zh,
            "about": self.about.record(),
            "regime": regime_record(self.regime),
            "changes": [asdict(change) for change in self.changes],
            "parts": [self.parts[0], [list(part) for part in self.parts[1]]],
            "assumed": {key: list(ends) for key, ends in self.assumed},
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Scenario:
        """The scenario that was recorded; files that have changed since do not matter."""
        try:
            base, parts = record["parts"]
            return cls(
                id=text(record["id"], "id"),
                regime=regime_from(record["regime"]),
                changes=changes_from(record["changes"]),
                parts=(base, tuple((r, dose, start, ramp) for r, dose, start, ramp in parts)),
                about=about_from(record["about"]),
                name_en=text(record["name_en"], "name_en"),
                name_zh=text(record["name_zh"], "name_zh"),
                assumed=tuple((key, (low, high)) for key, (low, high) in record.get("assumed", {}).items()),
            )
        except ParameterError as error:
            raise complaint(error, phrase("scenarios.records.record")) from None
        except ScenarioError as error:
            raise error.at(phrase("scenarios.records.record")) from None
        except (KeyError, TypeError, ValueError):
            raise ScenarioError(
                phrase("scenarios.records.no_scenario_record"), phrase("scenarios.records.record")
            ) from None


def told_apart(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """The scenarios; of different ones with the same id, as two files of one name have, the later get a number."""
    found: list[Scenario] = []
    for scenario in scenarios:
        named, number = scenario, 1
        while any(other.id == named.id and other != named for other in found):
            number += 1
            named = replace(scenario, id=f"{scenario.id} ({number})")
        found.append(named)
    return found


@lru_cache(maxsize=2048)  # runs and accounts ask for the same ones
def _of_world(scenario: Scenario, world: int) -> Scenario:
    values = {key: in_range(ends, key, world) for key, ends in scenario.assumed}
    regime = with_values(scenario.regime, values)
    if CAP in values:
        regime = with_values(regime, {CAP: max(values[CAP], least_cap(regime))})
    changes = tuple(_in_world(change, world, least_cap(regime)) for change in scenario.changes)
    if not values and changes == scenario.changes:
        return scenario
    return replace(scenario, regime=regime, changes=changes, assumed=())


def _in_world(change: Change, world: int, least: float) -> Change:
    if not change.assumed:
        return change
    low, high = change.assumed
    value = in_range((low, high), change.target, world)
    if change.target == CAP and change.mode in ("at_most", "towards"):
        value = max(value, least)
    return replace(change, value=value, assumed=())


def of_parts(change: Change, regime: Regime) -> Iterator[Change]:
    """The change, and the same for every part of the field it names; need and hazard are shared out as written.

    A hazard that is nowhere yet is shared out by need.
    """
    if change.table != "fields":
        yield change
        return
    row_of(change.table, change.row, regime)
    rows = [row for row in regime.fields if change.row in (row.id, row.part_of)]
    divided = change.column in DIVIDED and change.mode != "scale"
    by = change.column if divided and any(getattr(row, change.column) for row in rows) else "need"
    total = sum(getattr(row, by) for row in rows)
    for row in rows:
        share = getattr(row, by) / total if divided and len(rows) > 1 else 1.0
        yield replace(change, row=row.id, value=change.value * share)


def overlays_of(change: Change, regime: Regime) -> list[Overlay]:
    """One change as slots of the parameter row: one, or one for every part of the field that it names."""
    return [_overlay(part, regime) for part in of_parts(change, regime)]


def _overlay(change: Change, regime: Regime) -> Overlay:
    from sim.rules import reform
    from sim.world import Overlay

    modes = {
        "towards": reform.TOWARDS, "scale": reform.SCALED, "add": reform.ADDED, "at_least": reform.AT_LEAST,
        "at_most": reform.AT_MOST, "share": reform.SCORE_SHARE if change.column == SHARED[0] else reform.POST_SHARE,
    }  # fmt: skip
    meaning = change.meaning
    return Overlay(
        slot_of(change.table, change.row, change.column, regime), modes[change.mode],
        change.value, change.dose, change.start, change.ramp, meaning.low, meaning.high,
    )  # fmt: skip


def slot_of(table: str, row: str, column: str, regime: Regime) -> int:
    """Position of a lever or of a cell of a table in the parameter record."""
    from sim.state.layout import slot

    if table == "levers":
        return slot(column)
    name = column if column == "points_scale" else f"{table.removesuffix('s')}_{column}"
    return slot(name, row_of(table, row, regime))
