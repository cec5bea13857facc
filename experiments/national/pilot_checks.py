"""What a pilot may be: numbers, place, pilot counties, and a reform that adds something to its baseline.

Pilot counties and the pace of spreading are also read here from what a user writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scenarios import Scenario
from scenarios.change import Change
from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase
from scenarios.places.country import counties_below, left_out

from ..run.checks import impossible, is_whole

FEWEST_COUNTIES = 4  # two pilots, and two to compare with
FEWEST_PILOTS = FEWEST_LEFT = 2
MOST_BY_DEFAULT = 20  # pilots, where a place has many counties
YEAR = 12  # months before the first start, and after the last; from one wave to the next


def county_codes(place: object) -> tuple[int, ...]:
    """Codes of the counties of a province, a prefecture or the country (0) that take part in a run.

    Raises `ScenarioError` for any other place, and for one with fewer than four such counties.
    """
    if not is_whole(place):
        raise ScenarioError(expected(place, phrase("experiments.country.region")), "place")
    alone = {unit.code for unit in left_out(place)}
    found = tuple(unit.code for unit in counties_below(place) if unit.code not in alone)
    if len(found) < FEWEST_COUNTIES:
        raise ScenarioError(phrase("experiments.pilots.few_counties", n=len(found), least=FEWEST_COUNTIES), "place")
    return found


def accepts(numbers: Sequence[object], there: Sequence[int]) -> bool:
    """Whether all are possible numbers of pilots among the counties `there`: at least 2, and 2 left to compare with."""
    return bool(numbers) and all(is_whole(n) and FEWEST_PILOTS <= n <= len(there) - FEWEST_LEFT for n in numbers)


def is_chance(value: object) -> bool:
    """Whether a value is a number from 0 to 1."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def refused_counties(given: object, there: Sequence[int], name: str) -> ScenarioError:
    """The error for pilot counties that cannot be: what was given, and what would be accepted."""
    return ScenarioError(expected(given, phrase("experiments.pilots.pilots", most=len(there) - FEWEST_LEFT)), name)


def check_counties(sizes: tuple[int, ...], codes: tuple[int, ...], there: tuple[int, ...]) -> None:
    """Refuse numbers of pilots that are not rising or too many, and codes that are not those of counties `there`."""
    if not accepts(sizes, there) or list(sizes) != sorted(set(sizes)):
        raise refused_counties(",".join(map(str, sizes)), there, "sizes")
    named = all(map(is_whole, codes)) and set(codes) <= set(there) and len(set(codes)) == len(codes)
    if codes and (not named or sizes != (len(codes),)):
        raise refused_counties(",".join(map(str, codes)), there, "codes")


def check_times(start: int, waves: int, months: int, fewest: int) -> None:
    """Refuse starts that leave no year to evaluate, and more waves than the smallest number of pilots, `fewest`."""
    last = months - YEAR
    if start > last:
        raise impossible("start", start, "at_most_of_months", most=last, months=months)
    if start + YEAR * (waves - 1) > last:
        raise impossible("waves", waves, "last_wave", months=YEAR, end=months)
    if waves > fewest:
        raise impossible("waves", waves, "at_most_pilots", most=fewest)


def check_reform(reform: Scenario, baseline: Scenario) -> None:
    """Refuse a reform that was written for another regime than the baseline's, or adds nothing to the baseline.

    Overlays point into the parameter row of their own regime, so on another they would move other values.
    """
    if not reform.changes:
        raise ScenarioError(expected(reform.id, phrase("experiments.pilots.no_reform")), "scenario")
    if reform.regime != baseline.regime:
        other = phrase("experiments.pilots.other_regime", baseline=baseline.id)
        raise ScenarioError(expected(reform.id, other), "scenario")
    more = added(reform, baseline)
    if not more:
        nothing = phrase("experiments.pilots.adds_nothing", baseline=baseline.id)
        raise ScenarioError(expected(reform.id, nothing), "scenario")
    for name in sorted({change.reform for change in more} & {change.reform for change in baseline.changes}):
        raise ScenarioError(
            phrase("experiments.pilots.reform_in_both", reform=name, scenario=reform.id, baseline=baseline.id)
        )
    if reform.id == baseline.id:  # a record tells scenarios apart by id
        raise ScenarioError(phrase("experiments.comparisons.scenario_twice", scenario=reform.id))


def added(reform: Scenario, baseline: Scenario) -> list[Change]:
    """Changes of the reform that the baseline does not have."""
    return [change for change in reform.changes if change not in baseline.changes]


def without_reforms(scenario: Scenario) -> Scenario:
    """A scenario's regime with its levers and no reform on it; `=0`, as a dose, where a file brings the reforms."""
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


def read_counties(text: str | None, there: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of pilots and no codes, or one number and the codes, from numbers separated by commas.

    None: a third of the counties `there`, 2 at least and 20 at most. Raises `ScenarioError` for anything else.
    """
    if text is None:
        return (max(FEWEST_PILOTS, min(MOST_BY_DEFAULT, len(there) // 3)),), ()
    words = text.split(",")
    numbers = tuple(dict.fromkeys(int(word) for word in words)) if all(w.strip().isdecimal() for w in words) else ()
    if accepts([len(numbers)], there) and set(numbers) <= set(there):
        return (len(numbers),), numbers
    if not accepts(numbers, there):
        raise refused_counties(text, there, "counties")
    return tuple(sorted(numbers)), ()


def read_pace(text: str, imitation: float) -> float:
    """Chance a year that a county takes a reform over: `none`, `imitation` (the behaviour's), or a number 0 to 1."""
    if text in ("none", "imitation"):
        return imitation if text == "imitation" else 0.0
    try:
        pace = float(text)
    except ValueError:
        pace = -1.0
    if "_" in text or not is_chance(pace):
        raise impossible("spread", text, "spread")
    return pace
