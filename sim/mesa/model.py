"""One county as a Mesa model, month by month.

Months are the kernels of `sim.month`, phase by phase, so without an overridden `decide` a model equals the array engine
to the last bit. Works with Mesa 3.3 to 3.5.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

import mesa
from mesa.agent import AgentSet
from mesa.datacollection import DataCollector

from ..compile.kernel import announce_compilation, compiled_before
from ..measures import NAMES
from ..month import change_regime, choose_month, close_month, draw_county, open_month
from ..parameters.declaration import ParameterError
from ..parameters.regime import Regime, activities_of
from ..state.enumerations import OfficeActivity, names
from ..world import Case, World
from .agents import HigherOffice, Township, TownshipCadre
from .labels import Array, Labelled, checked_shares


class CountyModel(mesa.Model):
    """One county under one assessment regime.

    case: place, regime, reforms, behaviour, months, seed, and a warm-up, which is run before the first month, with the
    cadres' own decisions. cadre_class: the class of all cadres, a subclass of `TownshipCadre`, if not the class
    attribute of this name. Raises `ParameterError` for any other class.

    `seed` is the seed of the case, `month` the months run so far, without the warm-up; `fields`, `activities` and
    `uses` are the labels of fields, of cadres' time and of offices' time; `world` holds the arrays. The data collector
    records, after each month, every outcome and the seed.
    """

    cadre_class: type[TownshipCadre] = TownshipCadre
    uses: ClassVar[tuple[str, ...]] = names(OfficeActivity)

    def __init__(self, case: Case, cadre_class: type[TownshipCadre] | None = None) -> None:
        super().__init__(rng=int(case.seed))
        self.seed = int(case.seed)
        self.case, self.world = case, World([case])
        self.month = 0
        self.fields = tuple(field.id for field in case.regime.fields)
        self.activities = activities_of(case.regime)
        self._arrays = self.world.arrays()
        self._proposed: Array | None = None
        if cadre_class is not None:
            self.cadre_class = cadre_class
        if not compiled_before(choose_month):
            announce_compilation()
        draw_county(self._arrays, 0)
        self._make_agents()
        self._offices = self._made_offices(case.warmup.regime if case.warmup else case.regime)
        if case.warmup:
            self._warm_up(case.warmup.regime)
        self.datacollector = DataCollector(model_reporters=reporters())

    def _make_agents(self) -> None:
        if not (isinstance(self.cadre_class, type) and issubclass(self.cadre_class, TownshipCadre)):
            raise ParameterError("cadre_class", self.cadre_class, "a subclass of TownshipCadre")
        described = sorted(self.case.place.townships, key=lambda township: township.code)
        self._townships = [Township(self, number, township) for number, township in enumerate(described)]
        for township, row in zip(self._townships, self.world.towns, strict=True):
            township.neighbours = tuple(self._townships[k] for k in row["neighbour"][: row["neighbours"]])
            township.cadres = tuple(self.cadre_class(self, township, post) for post in range(row["cadres"]))
        self._cadres = [cadre for township in self._townships for cadre in township.cadres]

    def _made_offices(self, regime: Regime) -> list[HigherOffice]:
        return [HigherOffice(self, number, office) for number, office in enumerate(regime.offices)]

    def _warm_up(self, before: Regime) -> None:
        """Run the months that go before, and let the regime of the case take over."""
        for month in range(self.case.warmup_months):
            self._run_month(month)
        self.world.end_warmup()
        if not self.case.regime.alike(before):
            change_regime(self._arrays, 0)
            for office in self._offices:
                self.deregister_agent(office)
            self._offices = self._made_offices(self.case.regime)

    @property
    def offices(self) -> AgentSet:
        """All higher-level offices, sorted by id."""
        return AgentSet(self._offices, random=self.random)

    @property
    def townships(self) -> AgentSet:
        """All townships, sorted by code."""
        return AgentSet(self._townships, random=self.random)

    @property
    def cadres(self) -> AgentSet:
        """All cadres, of whatever class: by township, the principal first."""
        return AgentSet(self._cadres, random=self.random)

    def step(self) -> None:
        """One month: levers and phases 1 and 2, choices and decisions, phases 4 to 9; then the data collector.

        Raises `RuntimeError` once all months of the case have been run.
        """
        if self.month >= self.case.months:
            raise RuntimeError(f"the run is over: all {self.case.months} months have been run")
        self._run_month(self.case.warmup_months + self.month)
        self.month += 1
        self.running = self.month < self.case.months
        self.datacollector.collect(self)

    def _run_month(self, month: int) -> None:
        """One month, counted from the first of the warm-up."""
        open_month(self._arrays, 0, month)
        self._choose(month)
        close_month(self._arrays, 0, month)

    def _choose(self, month: int) -> None:
        """Phase 3; then all cadres that override `decide` do so, all seeing last month's shares."""
        deciders = [cadre for cadre in self._cadres if cadre.overrides()]
        share = self.world.share
        before = share.copy() if deciders else share
        choose_month(self._arrays, 0, month)
        if not deciders:
            return
        self._proposed, decided = share.copy(), share.copy()
        share[:] = before
        try:
            for cadre in deciders:
                shares = cadre.decide()
                if shares is not None:
                    name = f"decide of {cadre.label}"
                    decided[cadre.township.number, :, cadre.post] = checked_shares(name, shares, self.activities)
        finally:
            self._proposed = None
        share[:] = decided

    def proposal(self, township: int, post: int) -> Labelled:
        """The shares the rule proposes for this month to a cadre, by number of township and post.

        Known only while cadres decide; raises `RuntimeError` at any other time.
        """
        if self._proposed is None:
            raise RuntimeError("decide is called by the model, between phases 3 and 4 of the month")
        return Labelled(self.activities, self._proposed[township, :, post])

    @property
    def outcomes(self) -> Labelled:
        """All outcomes of the last month run (see `sim.measures`); raises `RuntimeError` before the first."""
        if self.month == 0:
            raise RuntimeError("no month has been run yet")
        return Labelled(NAMES, self.world.series[0, self.case.warmup_months + self.month - 1])


def reporters() -> dict[str, Callable[[CountyModel], float]]:
    """Model reporters for a data collector: every outcome, and the seed; a subclass may add its own."""
    outcomes = {name: partial(_last, number=number) for number, name in enumerate(NAMES)}
    return {**outcomes, "seed": _seed}


def _last(model: CountyModel, number: int) -> float:
    return float(model.world.series[0, model.case.warmup_months + model.month - 1, number])


def _seed(model: CountyModel) -> int:
    return model.seed
