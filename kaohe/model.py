"""The Mesa model with regimes and places found by name: `kaohe.AssessmentModel("leping", "yinzhou")`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from mesa.datacollection import DataCollector

from experiments.compare.comparison import new_comparison
from experiments.run.county import County
from experiments.run.own_code import OwnCode
from experiments.run.own_files import Given, own_code
from scenarios import Scenario, load, load_place
from sim.mesa.agents import TownshipCadre
from sim.mesa.model import CountyModel, reporters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError
from sim.parameters.regime import Regime
from sim.world import Case, Overlay, Place

MOST_DRAWN_SEED = 2**53  # a drawn seed stays exact in a table of floating-point numbers
DOSE, LEVER = "dose_", "lever_"  # before a reform, and before a lever, in the names of keywords


class AssessmentModel(CountyModel):
    """One county under one assessment regime, month by month.

    scenario (or `regime`): a text such as the command line takes, a loaded `Scenario`, or a `Regime`. place: a county,
    or its text. months: 1 to 1200. behaviour: how people respond. overlays: reforms on top of the regime's own. seed: 0
    to 2**62; None draws one. Either way `model.seed` says which, and the data collector records it. rng: another name
    for `seed`, for tools of Mesa that use it. warmup: months that go before, under `baseline` (a scenario; this one if
    left out), as in `kaohe.compare`. cadre_class: a subclass of `sim.mesa.agents.TownshipCadre`. measures: of your own,
    by name, as in `kaohe.compare`; the data collector has a column for each. Other keywords, on a scenario given as a
    text: levers by name (`clarity=0.5`; where an outcome has the same name, as `lever_visits=0.3`, since a batch has
    one column for each name), and doses of reforms (`dose_fault_tolerance=0.5`). Raises `ParameterError` or
    `ScenarioError` for what cannot be.

    `mesa.batch_run` takes all of these as parameters. It gives distinct replicates when `seed` is left out; every row
    of its result holds the seed that was drawn. Seeds that are given are the same under every scenario: say
    `parameters={..., "seed": [1, 2, 3]}` on Mesa 3.3 and `rng=[1, 2, 3]` on Mesa 3.5, which overwrites a seed among the
    parameters.
    """

    def __init__(
        self,
        regime: Regime | Scenario | str | None = None,
        place: Place | str = "yinzhou",
        months: int = 120,
        behaviour: Behaviour | None = None,
        seed: int | None = None,
        overlays: Overlay | Iterable[Overlay] = (),
        cadre_class: type[TownshipCadre] | None = None,
        rng: int | None = None,
        *,
        scenario: Regime | Scenario | str | None = None,
        baseline: Scenario | str | None = None,
        warmup: int = 0,
        measures: Given = (),
        **kwargs: float,
    ) -> None:
        drawn = _either("rng", seed, rng)
        drawn = secrets.randbelow(MOST_DRAWN_SEED) if drawn is None else drawn
        where = load_place(place) if isinstance(place, str) else place
        given_as = "scenario" if regime is None else "regime"
        chosen = with_levers(_either("scenario", regime, scenario), kwargs, given_as)
        own = own_code(measures)
        case = case_of(chosen, where, months, behaviour or Behaviour(), drawn, overlays)
        if warmup or baseline is not None:
            case = warmed_up(case, chosen, baseline, where, warmup)
        super().__init__(case, cadre_class)
        if own:
            mine = {name: partial(_own_value, own, number) for number, name in enumerate(own.names)}
            self.datacollector = DataCollector(model_reporters=reporters() | mine)

    @property
    def county(self) -> County:
        """The county after the last month run, as a measure of one's own sees it; `RuntimeError` before the first."""
        if self.month == 0:
            raise RuntimeError("no month has been run yet")
        return County(self.world, 0, self.month)


def _own_value(own: OwnCode, number: int, model: AssessmentModel) -> float:
    return own.value(number, model.county)


def _either(name: str, one: Any, other: Any) -> Any:
    """What is given under either of two names."""
    if one is not None and other is not None:
        raise ParameterError(
            name, other, {"rng": "either seed or rng", "scenario": "either regime or scenario"}[name] + ", not both"
        )
    return other if one is None else one


def with_levers(
    scenario: Regime | Scenario | str | None, given: Mapping[str, float], name: str = "scenario"
) -> Regime | Scenario:
    """A scenario, loaded where it is a text, with levers and doses set by name; `name`: what messages call it."""
    if isinstance(scenario, str):
        doses = {name.removeprefix(DOSE): float(dose) for name, dose in given.items() if name.startswith(DOSE)}
        parts, comma, settings = scenario.partition(",")
        text = "+".join([parts, *(f"{reform}={dose!r}" for reform, dose in doses.items() if dose != 0)])
        levers = {name.removeprefix(LEVER): value for name, value in given.items() if not name.startswith(DOSE)}
        return load(text + comma + settings, levers)
    if given:
        raise ParameterError(name, scenario, "the text of a scenario, on which levers can be set")
    if not isinstance(scenario, Regime | Scenario):
        raise ParameterError(name, scenario, "a Regime, a Scenario, or the text of one")
    return scenario


def case_of(
    chosen: Regime | Scenario,
    place: Place,
    months: int,
    behaviour: Behaviour,
    seed: int,
    overlays: Overlay | Iterable[Overlay],
) -> Case:
    """The run of a regime or a scenario, with more overlays on it; raises `ParameterError` for what cannot be."""
    added = (overlays,) if isinstance(overlays, Overlay) else tuple(overlays)
    for overlay in added:
        if not isinstance(overlay, Overlay):
            raise ParameterError("overlays", overlay, "objects of the class Overlay")
    if not hasattr(place, "townships"):
        raise ParameterError("place", place, "a place, with a code and townships")
    if isinstance(chosen, Scenario):
        return Case(chosen.regime, place, behaviour, chosen.overlays + added, months, seed)
    return Case(chosen, place, behaviour, added, months, seed)


def warmed_up(case: Case, chosen: Regime | Scenario, baseline: Scenario | str | None, place: Any, warmup: int) -> Case:
    """A run after a warm-up under a baseline, as `kaohe.compare` runs it: same seed, same bits."""
    if not isinstance(chosen, Scenario):
        raise ParameterError("warmup", warmup, "a scenario, or the text of one, to warm up")
    first = load(baseline) if isinstance(baseline, str) else baseline
    behaviour = case.behaviour
    compared = new_comparison([chosen], place, case.months, 1, 1, first, behaviour, warmup=warmup)
    found = compared.cases_of(chosen)[0]
    return replace(found, seed=case.seed, overlays=found.overlays + case.overlays[len(chosen.overlays) :])
