"""`kaohe.compare` and `kaohe.simulate`, and the designs that they and the command line run.

Here texts become objects: scenarios, places, behaviour. All below takes objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from experiments.compare.comparison import DEFAULT_WARMUP, Comparison, new_comparison
from experiments.compare.running import run_comparison
from experiments.run.own_files import Given, own_code
from experiments.run.runner import Progress
from scenarios import Place, Scenario, load, load_behaviour, load_place
from scenarios.costs import costs_file, load_costs
from sim.parameters.behaviour import Behaviour

if TYPE_CHECKING:
    import xarray

    from sim.mesa.agents import TownshipCadre

AnyScenario = Scenario | str | Path  # loaded, or its text, or its file
AnyPlace = Place | str | int | Path  # loaded, or the name of a built-in one, the code of a county, or a table
AnyBehaviour = Behaviour | Mapping[str, float]  # whole, or values by name


class ComparisonOptions(TypedDict, total=False):
    """What a comparison may be given beside scenarios and place; see `compare`."""

    months: int
    replicates: int | None
    seed: int
    baseline: AnyScenario | None
    behaviour: AnyBehaviour | None
    uncertainty: str
    warmup: int
    worlds: int
    rules: bool
    measures: Given
    cadre_class: type[TownshipCadre] | str | None


def compare(
    scenarios: AnyScenario | Iterable[AnyScenario],
    place: AnyPlace = "yinzhou",
    threads: int | None = None,
    progress: Progress | None = None,
    costs: str | Path | None = None,
    **options: Unpack[ComparisonOptions],
) -> xarray.Dataset:
    """Compare scenarios under common random numbers; a labelled Dataset (see `experiments.compare.results`).

    Scenarios and place are texts (`"generalised+mutual_recognition=0.5"`, `"yinzhou"`) or loaded objects. progress:
    called with the number of runs done and of all. costs: a file of unit costs in the place of the shipped ones.
    options: months (120), replicates (30), seed (1), baseline (the first scenario), behaviour (the calibrated one; an
    object or values by name), uncertainty (`luck`; with `plausible`, replicate r of 40 is plausible world r: row r of
    the sample of plausible behaviour, and the r-th values of what scenarios and unit costs assume, so that intervals
    cover what is not known as well), worlds (0: plausible worlds to run beside replicates of luck), rules (False:
    whether to run each rule of decision), measures (of your own, by name: functions of a county in one month,
    `experiments.run.county.County`, that return a number, or texts such as `"my_module.py:gini_of_time"`; they stand
    beside built-in ones in all that follows), cadre_class (a subclass of `sim.mesa.agents.TownshipCadre`, or such a
    text; runs then go through the Mesa face, which is slower), warmup (36 months under the baseline before the first;
    months, and those of reforms, count from its end).
    Raises `scenarios.ScenarioError` or `ParameterError` for what is unknown or out of range, and what a measure of your
    own raises, with file, function and month.
    """
    units = load_costs(costs_file(costs, place))
    return run_comparison(design_comparison(scenarios, place, **options), threads, progress, costs=units).dataset()


def simulate(
    scenario: AnyScenario,
    place: AnyPlace = "yinzhou",
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Unpack[ComparisonOptions],
) -> xarray.Dataset:
    """Run one scenario; arguments and errors are those of `compare`, and so are its runs where it is the baseline."""
    return compare([scenario], place, threads, progress, **options)


def design_comparison(
    scenarios: AnyScenario | Iterable[AnyScenario],
    place: AnyPlace = "yinzhou",
    months: int = 120,
    replicates: int | None = None,
    seed: int = 1,
    baseline: AnyScenario | None = None,
    behaviour: AnyBehaviour | None = None,
    uncertainty: str = "luck",
    levers: Mapping[str, float] | None = None,
    warmup: int = DEFAULT_WARMUP,
    worlds: int = 0,
    rules: bool = False,
    measures: Given = (),
    cadre_class: type[TownshipCadre] | str | None = None,
) -> Comparison:
    """The comparison that `compare` runs; levers: values that all scenarios given as texts get."""
    several = [scenario_of(each, levers) for each in listed(scenarios)]
    where = place if isinstance(place, Place) else load_place(place, several[0].country if several else None)
    first = None if baseline is None else scenario_of(baseline, levers)
    people = None if behaviour is None else behaviour_of(behaviour)
    own = own_code(measures, cadre_class)
    return new_comparison(
        several, where, months, replicates, seed, first, people, uncertainty, warmup, worlds, rules, own
    )


def listed(given: Any) -> list[Any]:
    """What was given as a list: of one where it is a single text or object. Its elements are checked where loaded."""
    return list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]


def scenario_of(scenario: AnyScenario, levers: Mapping[str, float] | None = None) -> Scenario:
    """A scenario, loaded where it is not yet, with some levers set."""
    return scenario if isinstance(scenario, Scenario) else load(scenario, levers)


def behaviour_of(behaviour: AnyBehaviour) -> Behaviour:
    """Behaviour, with defaults for what is not named."""
    return behaviour if isinstance(behaviour, Behaviour) else load_behaviour(behaviour)
