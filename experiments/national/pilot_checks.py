"""What a pilot may be: numbers, place, pilot counties, and a reform that adds something to its baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase
from scenarios.places.country import counties_below, left_out
from sim.parameters.declaration import NUMBER_OF, WHOLE, ParameterError, Wording
from sim.world import MOST_MONTHS, MOST_SEED

if TYPE_CHECKING:
    from .pilot import Pilot

MOST_REPLICATES, MOST_WAVES = 10_000, 50
FEWEST_COUNTIES = 4  # two pilots, and two to compare with
FEWEST_PILOTS = FEWEST_LEFT = 2
YEAR = 12  # months before the first start, and after the last; from one wave to the next
FEWEST_MONTHS = 2 * YEAR


def check_pilot(pilot: Pilot) -> None:
    """Refuse what cannot be run or evaluated, whether it comes from words, from Python or from a record."""
    for name, least, most in (
        ("months", FEWEST_MONTHS, MOST_MONTHS), ("replicates", 1, MOST_REPLICATES), ("waves", 1, MOST_WAVES),
        ("start", YEAR, MOST_MONTHS - YEAR), ("seed", 0, MOST_SEED),
    ):  # fmt: skip
        value = getattr(pilot, name)
        if not _is_whole(value) or not least <= value <= most:
            raise ParameterError(name, value, Wording(WHOLE, low=least, high=most))
    if not is_chance(pilot.pace):
        raise ParameterError("pace", pilot.pace, Wording(NUMBER_OF, low=0, high=1, unit="chance a year"))
    _check_counties(pilot, county_codes(pilot.place))
    _check_times(pilot)
    check_reform(pilot.reform, pilot.baseline)


def county_codes(place: Any) -> tuple[int, ...]:
    """Counties that a world of the place has."""
    if not _is_whole(place):
        raise ScenarioError(expected(place, phrase("experiments.country.region")), "place")
    alone = {unit.code for unit in left_out(place)}
    found = tuple(unit.code for unit in counties_below(place) if unit.code not in alone)
    if len(found) < FEWEST_COUNTIES:
        raise ScenarioError(phrase("experiments.pilots.few_counties", n=len(found), least=FEWEST_COUNTIES), "place")
    return found


def accepts(numbers: Sequence[Any], there: Sequence[int]) -> bool:
    """Whether all are possible numbers of pilots: some counties must be left to compare with."""
    return bool(numbers) and all(_is_whole(n) and FEWEST_PILOTS <= n <= len(there) - FEWEST_LEFT for n in numbers)


def is_chance(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def refused_counties(given: object, there: Sequence[int], name: str) -> ScenarioError:
    return ScenarioError(expected(given, phrase("experiments.pilots.pilots", most=len(there) - FEWEST_LEFT)), name)


def _check_counties(pilot: Pilot, there: tuple[int, ...]) -> None:
    sizes, codes = pilot.sizes, pilot.codes
    if not accepts(sizes, there) or list(sizes) != sorted(set(sizes)):
        raise refused_counties(",".join(map(str, sizes)), there, "sizes")
    named = all(map(_is_whole, codes)) and set(codes) <= set(there) and len(set(codes)) == len(codes)
    if codes and (not named or sizes != (len(codes),)):
        raise refused_counties(",".join(map(str, codes)), there, "codes")


def _check_times(pilot: Pilot) -> None:
    """A whole year before the first start, and one after the last."""
    last = pilot.months - YEAR
    if pilot.start > last:
        accepted = phrase("experiments.checks.at_most_of_months", most=last, months=pilot.months)
        raise ParameterError("start", pilot.start, accepted)
    if pilot.start + YEAR * (pilot.waves - 1) > last:
        raise ParameterError(
            "waves", pilot.waves, phrase("experiments.checks.last_wave", months=YEAR, end=pilot.months)
        )
    if pilot.waves > min(pilot.sizes):
        raise ParameterError("waves", pilot.waves, phrase("experiments.checks.at_most_pilots", most=min(pilot.sizes)))


def check_reform(reform: Any, baseline: Any) -> None:
    """A reform counts only on the regime it was written for, and only where it adds something to the baseline.

    Overlays point into the parameter row of their own regime, so on another they would move other values.
    """
    if not reform.changes:
        raise ScenarioError(expected(reform.id, phrase("experiments.pilots.no_reform")), "scenario")
    if reform.regime != baseline.regime:
        raise ScenarioError(
            expected(reform.id, phrase("experiments.pilots.other_regime", baseline=baseline.id)), "scenario"
        )
    more = added(reform, baseline)
    if not more:
        raise ScenarioError(
            expected(reform.id, phrase("experiments.pilots.adds_nothing", baseline=baseline.id)), "scenario"
        )
    for name in sorted({change.reform for change in more} & {change.reform for change in baseline.changes}):
        raise ScenarioError(
            phrase("experiments.pilots.reform_in_both", reform=name, scenario=reform.id, baseline=baseline.id)
        )
    if reform.id == baseline.id:  # a record tells scenarios apart by id
        raise ScenarioError(phrase("experiments.studies.scenario_twice", scenario=reform.id))


def added(reform: Any, baseline: Any) -> list[Any]:
    """Changes of the reform that the baseline does not have."""
    return [change for change in reform.changes if change not in baseline.changes]


def without_reforms(scenario: Any) -> Any:
    """The same regime with the same levers, and no reform on it; `=0`, as a dose, where a file brings the reforms."""
    head = scenario.parts[0] or scenario.regime.id
    levers = "".join(scenario.id.removeprefix(head).partition(",")[1:])
    name = head + levers
    return replace(
        scenario,
        id=f"{name}=0" if name == scenario.id else name,
        changes=(),
        parts=(scenario.parts[0], ()),
        name_en=scenario.regime.name_en + levers,
        name_zh=scenario.regime.name_zh + levers,
    )


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
