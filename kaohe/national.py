"""`kaohe.country` and `kaohe.pilot`, and the designs that they and the command line run.

Here texts become objects: scenarios, places, units, pilot counties. All below takes objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypedDict, Unpack

from analysis.pilot import Evaluation, evaluate
from experiments.national.assignments import Assignment, assign, read_assignment
from experiments.national.country import run_country
from experiments.national.design import CountryDesign
from experiments.national.pilot import Pilot
from experiments.national.pilot_checks import check_reform, county_codes, read_counties, read_pace, without_reforms
from experiments.national.pilot_worlds import run_pilot
from experiments.national.units import COUNTRY, place_code, unit_code
from sim.national.country import Rollout
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import build

from .functions import AnyBehaviour, AnyScenario, behaviour_of, listed, scenario_of

if TYPE_CHECKING:
    import xarray


class CountryOptions(TypedDict, total=False):
    """What a country run may be given beside place and scenarios; see `country`."""

    months: int
    seed: int
    behaviour: AnyBehaviour
    tree: TreeParameters | Mapping[str, float]
    rollout: Rollout


class PilotOptions(TypedDict, total=False):
    """What a pilot may be given beside reform, place and counties; see `pilot`."""

    start: int
    waves: int
    spread: float | str
    replicates: int
    months: int
    seed: int
    baseline: AnyScenario | None
    tree: TreeParameters


def country(
    place: str | int | None = None,
    scenarios: AnyScenario | Iterable[AnyScenario] | Mapping[str | int, AnyScenario] = "generalised",
    threads: int | None = None,
    **options: Unpack[CountryOptions],
) -> xarray.Dataset:
    """Run the country (default, or "country"), a province (two digits) or a prefecture (four) as tied counties.

    place: code or name. scenarios: one, a mapping by code, or texts such as `33=leping`. options: months (120), seed
    (1), behaviour, tree (a `TreeParameters` or values by name), rollout (a `Rollout`). Labels: month, year, region,
    county, level, field, township. Raises `scenarios.ScenarioError` for what cannot be, and where memory does not
    suffice.
    """
    return run_country(design_country(place, scenarios, **options), threads=threads).dataset()


def pilot(
    scenario: AnyScenario,
    place: str | int = 33,
    counties: str | int | Iterable[int] | None = None,
    threads: int | None = None,
    **options: Unpack[PilotOptions],
) -> Evaluation:
    """Try a reform out in some counties; `estimates`, `events` (tidy), `summary()` and `dataset()` say what came out.

    scenario: base and reforms, as `generalised+mutual_recognition`. counties: numbers of pilots to try, or codes; if
    left out, a third of those of the place, 20 at most. options: start (month, 36), waves (1), spread (`none`,
    `imitation` or a chance a year), replicates (10), months (96), seed (1), baseline (the scenario without its
    reforms), tree. Raises `scenarios.ScenarioError` or `ParameterError` for what cannot be.
    """
    design = design_pilot(scenario, place, counties, **options)
    return evaluate(design, run_pilot(design, threads=threads))


def design_country(
    place: str | int | None = None,
    scenarios: AnyScenario | Iterable[AnyScenario | Assignment] | Mapping[str | int, AnyScenario] = "generalised",
    months: int = 120,
    seed: int = 1,
    behaviour: AnyBehaviour | None = None,
    tree: TreeParameters | Mapping[str, float] | None = None,
    rollout: Rollout | None = None,
) -> CountryDesign:
    """The design that `country` runs."""
    if isinstance(scenarios, Mapping):
        assignments = [(unit_code(str(code)), scenario_of(each)) for code, each in scenarios.items()]
    else:
        assignments = [_assignment(each) for each in listed(scenarios)]
    code = COUNTRY if place is None else place_code(str(place))
    tie = tree if isinstance(tree, TreeParameters) else build(TreeParameters, dict(tree or {}), "tree.")
    people = behaviour_of(behaviour or {})
    return CountryDesign(code, assign(assignments, code), months, seed, people, tie, rollout or Rollout())


def design_pilot(
    scenario: AnyScenario,
    place: str | int = 33,
    counties: str | int | Iterable[int] | None = None,
    start: int = 36,
    waves: int = 1,
    spread: float | str = "none",
    replicates: int = 10,
    months: int = 96,
    seed: int = 1,
    baseline: AnyScenario | None = None,
    tree: TreeParameters | None = None,
) -> Pilot:
    """The pilot that `pilot` runs."""
    reform, people = scenario_of(scenario), Behaviour()
    base = without_reforms(reform) if baseline is None else scenario_of(baseline)
    check_reform(reform, base)
    region = place_code(str(place))
    numbers = None if counties is None else ",".join(map(str, listed(counties)))
    sizes, codes = read_counties(numbers, county_codes(region))
    return Pilot(
        base, reform, region, sizes, codes, start, waves, read_pace(str(spread), people.imitation), replicates, months,
        seed, people, tree or TreeParameters(),
    )  # fmt: skip


def _assignment(word: AnyScenario | Assignment) -> Assignment:
    if isinstance(word, tuple):
        return word
    return read_assignment(word) if isinstance(word, str) else (COUNTRY, scenario_of(word))
