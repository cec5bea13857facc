"""The Mesa face of one county: `AssessmentModel`, and its agents as views on rows of the arrays.

The same kernels as in `world`, phase by phase, so without an overridden `decide` a model equals the array
engine to the last bit. Agents hold no state of their own: reading a property reads the arrays, assigning to one
writes them. What an agent is asked for by label (shares by activity, levels by field) comes as a `Labelled`
snapshot; to change it, assign a mapping with the labels to be changed.

Works with Mesa 3.3 to 3.5. `batch_run` gives distinct replicates when `seed` is left out; every row of its
result holds the seed that was drawn. To choose the seeds, say `parameters={..., "seed": [1, 2, 3]}` on Mesa 3.3
and `rng=[1, 2, 3]` on Mesa 3.5, which overwrites a seed among the parameters.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar, NoReturn, Protocol, runtime_checkable

import mesa
from mesa.agent import AgentSet
from mesa.datacollection import DataCollector

from ..compile.kernel import announce_compilation, compiled_before
from ..measures import NAMES
from ..month import choose_month, close_month, draw_county, open_month
from ..parameters.behaviour import Behaviour
from ..parameters.declaration import ParameterError
from ..parameters.regime import Regime
from ..state.enumerations import OfficeActivity, Trait, names
from ..world import Case, Overlay, Place, World
from .values import (
    BETWEEN,
    POSITIVE,
    SHARE,
    Array,
    Labelled,
    Number,
    Numbers,
    Range,
    Shares,
    SharesOfTime,
    checked_shares,
)

TRAITS, USES = names(Trait), names(OfficeActivity)
MOST_DRAWN_SEED = 2**53  # a drawn seed stays exact in a table of floating-point numbers


@runtime_checkable
class Scenario(Protocol):
    """What makes a case of its own, such as a loaded scenario: a regime with reforms."""

    def case(self, place: Place, months: int, seed: int, behaviour: Behaviour) -> Case: ...


class View(mesa.Agent):
    """An agent whose state is a row of the model's arrays."""

    model: AssessmentModel
    label: str  # for messages

    def row(self, column: str) -> Array:
        """A writable view of one column of this agent's row, in one dimension."""
        raise NotImplementedError

    def remove(self) -> NoReturn:
        """Refused: the row would go on acting."""
        raise TypeError(f"{self.label} cannot be removed: agents are views on the rows of a county")


class HigherOffice(View):
    """A county office that owns indicators and inspects (A2)."""

    def __init__(self, model: AssessmentModel, number: int) -> None:
        super().__init__(model)
        office = model.case.regime.offices[number]
        self.number, self.name = number, office.id
        self.name_en, self.name_zh = office.name_en, office.name_zh
        self.label = f"office {office.id}"

    indicators = Number("indicators", "Indicators it has now.", Range(0, 1e4, ends=False))
    visit_rate = Number("visit_rate", "Visits a month to each township.")
    grade = Number("office_grade", "Its last grade, 0 to 1.")
    shares = SharesOfTime("office_share", "How it spends itself: check, visit, letter, support, own.", "uses")

    def row(self, column: str) -> Array:
        values: Array = self.model.world.counties[column][0]
        return values[self.number] if values.ndim == 2 else values[self.number : self.number + 1]


class Township(View):
    """A township: stocks, targets and beliefs, by field where fields differ."""

    cadres: tuple[TownshipCadre, ...]
    neighbours: tuple[Township, ...]

    def __init__(self, model: AssessmentModel, number: int, described: Any) -> None:
        super().__init__(model)
        self.number, self.code = number, int(described.code)
        self.name = str(getattr(described, "name", described.code))
        self.size_class, self.kind = str(described.size_class), str(described.kind)
        self.label = f"township {self.code}"

    # stocks
    levels = Numbers("level", "True levels, by field.", "fields", BETWEEN)
    fabricated = Numbers("fabricated", "Share of the gap to the full level papered over, by field.", "fields", SHARE)
    traces = Numbers("traces", "Traces kept, by field.", "fields", SHARE)
    shine = Number("shine", "Impression made by showcases.", POSITIVE)
    funds = Number("funds", "Project funds against an equal share.", Range(0.3, 10))
    trust = Number("trust", "Public trust.", SHARE)
    security = Number("security", "Sense of security.", SHARE)
    village_strength = Number("village_strength", "Strength of its villages.", SHARE)
    resentment = Number("resentment", "Villages' resentment of load from above.", SHARE)
    # targets and beliefs
    targets = Numbers("target", "Targets, by field; set anew in January.", "fields", BETWEEN)
    fear = Number("fear", "Events a month that leaders expect to answer for.", Range(0, 10))
    fear_of_staff = Number("fear", "Events a month that staff expect to answer for.", Range(0, 10), at=1)
    # what the rules make of it this month
    weights = Numbers("weight", "What counts, by field; sums to 1 or 0.", "fields")
    needs = Numbers("need", "Shares of need, by field.", "fields")
    time = Number("time", "Discretionary time, share of the month.")
    compulsory = Number("compulsory", "Compulsory time, share of the month.")
    load = Number("load", "Required work over time and capacity.")
    burnout = Number("burnout", "Mean burnout of its cadres.")
    visits = Number("visits", "Visits received this month.")
    capacity = Number("capacity", "What its organisation can do, average 1.")
    score = Number("score", "Last yearly score.")
    grade = Number("grade", "Last grade, 0 to 1.")

    def row(self, column: str) -> Array:
        values: Array = self.model.world.towns[column]
        return values[self.number] if values.ndim == 2 else values[self.number : self.number + 1]


class TownshipCadre(View):
    """The holder of one post of a township; a new principal takes over the post and this agent with it."""

    def __init__(self, model: AssessmentModel, township: Township, post: int) -> None:
        super().__init__(model)
        self.township, self.post = township, post
        self.label = f"cadre {post} of {township.label}"

    shares = SharesOfTime(
        "share", "Shares of discretionary time, by activity; inside `decide` those of last month.", "activities"
    )
    skill = Numbers("skill", "Skill, by field, average 1.", "fields", Range(0, 100))
    portfolio = Numbers("portfolio", "Portfolio, by field: mean 1 over the township.", "fields")
    motivation = Number("motivation", "Public service motivation, average 1.", POSITIVE)
    moral = Number("morals", "Moral cost of paper made for show, average 1.", POSITIVE)
    stake = Number("money_stake", "Stake in rewards.", POSITIVE)
    prospects = Number("post_stake", "Stake in posts; 0 without prospects.", POSITIVE)
    risk_attitude = Number("exposure", "Stake in punishments, with the attitude to risk.", POSITIVE)
    standing = Number("standing", "Smoothed personal score.")
    score = Number("score", "This year's personal score.")

    def row(self, column: str) -> Array:
        world, j, i = self.model.world, self.township.number, self.post
        if column in TRAITS:
            return world.traits[j, TRAITS.index(column), i : i + 1]
        values: Array = {"share": world.share, "skill": world.skill, "portfolio": world.portfolio}[column]
        return values[j, :, i]

    @property
    def role(self) -> str:
        """Principal, deputy or staff."""
        if self.row("principal")[0] > 0.0:
            return "principal"
        return "deputy" if self.row("leader")[0] > 0.0 else "staff"

    @property
    def burnout(self) -> float:
        """Burnout, 0 to 1; assigning it also moves the skill it costs."""
        return float(self.row("burnout")[0])

    @burnout.setter
    def burnout(self, value: float) -> None:
        burnout = SHARE.check(f"burnout of {self.label}", value)
        self.row("burnout")[0] = burnout
        self.row("vigour")[0] = 1.0 - float(self.model.world.params["burnout_cost"][0]) * burnout

    def decide(self) -> Shares | None:
        """The shares of this month, between phases 3 and 4; here, what the rule says.

        Override it in a subclass given as `cadre_class`. Return shares by activity, as a mapping (what is left out
        is zero) or as an array in the order of `model.activities`: they are this month's shares at once, without
        the inertia of the rule. Next month the rule moves on from them. None means: as the rule says.
        `super().decide()` gives the shares the rule proposes, which already are a step from last month's; during
        `decide`, `shares` of every cadre are last month's, so the order of agents does not matter.
        """
        return self.model.proposal(self)


class AssessmentModel(mesa.Model):
    """One county under one assessment regime, month by month.

    regime: a `Regime`, or anything with `case(place, months, seed, behaviour)`, such as a loaded scenario.
    place: a county. Texts are looked up by `find_regime` and `find_place`, which `kaohe.AssessmentModel` provides.
    months: 1 to 1200. behaviour: how people respond. overlays: reforms on top of the regime's own.
    seed: 0 to 2**62; None draws one. Either way `model.seed` says which, and the data collector records it.
    rng: another name for `seed`, for tools of Mesa that use it. cadre_class: a subclass of `TownshipCadre`.
    """

    cadre_class: type[TownshipCadre] = TownshipCadre
    uses: ClassVar[tuple[str, ...]] = USES

    def __init__(
        self,
        regime: Regime | Scenario | str,
        place: Place | str,
        months: int = 120,
        behaviour: Behaviour | None = None,
        seed: int | None = None,
        overlays: Overlay | Iterable[Overlay] = (),
        cadre_class: type[TownshipCadre] | None = None,
        rng: int | None = None,
    ) -> None:
        if seed is not None and rng is not None:
            raise ParameterError("rng", rng, "either seed or rng, not both")
        seed = rng if seed is None else seed
        regime = self.find_regime(regime) if isinstance(regime, str) else regime
        place = self.find_place(place) if isinstance(place, str) else place
        drawn = secrets.randbelow(MOST_DRAWN_SEED) if seed is None else seed
        case = _make_case(regime, place, months, behaviour or Behaviour(), drawn, overlays)
        super().__init__(rng=int(case.seed))
        self.seed = int(case.seed)
        self.case, self.world = case, World([case])
        self.month = 0  # months run so far
        self.fields = tuple(field.id for field in case.regime.fields)
        self.activities = activities_of(case.regime)
        self._arrays: Any = self.world.arrays()
        self._proposed: Array | None = None
        if cadre_class is not None:
            self.cadre_class = cadre_class
        if not compiled_before(choose_month):
            announce_compilation()
        draw_county(self._arrays, 0)
        self._make_agents()
        self.datacollector = DataCollector(model_reporters=reporters())

    @staticmethod
    def find_regime(name: str) -> Regime | Scenario:
        """The regime or scenario a text means; this floor knows of no files."""
        raise ParameterError("regime", name, "a Regime; names are known to kaohe.AssessmentModel")

    @staticmethod
    def find_place(name: str) -> Place:
        """The place a text means; this floor knows of no files."""
        raise ParameterError("place", name, "a Place; names are known to kaohe.AssessmentModel")

    def _make_agents(self) -> None:
        if not (isinstance(self.cadre_class, type) and issubclass(self.cadre_class, TownshipCadre)):
            raise ParameterError("cadre_class", self.cadre_class, "a subclass of TownshipCadre")
        offices = range(len(self.case.regime.offices))
        described = sorted(self.case.place.townships, key=lambda township: township.code)
        self._offices = [HigherOffice(self, number) for number in offices]
        self._townships = [Township(self, number, township) for number, township in enumerate(described)]
        self._cadres: list[TownshipCadre] = []
        for township in self._townships:
            row = self.world.towns[township.number]
            township.neighbours = tuple(self._townships[k] for k in row["neighbour"][: row["neighbours"]])
            township.cadres = tuple(self.cadre_class(self, township, post) for post in range(row["cadres"]))
            self._cadres += township.cadres

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
        """One month: levers and phases 1 and 2, choices and decisions, phases 4 to 9; then the data collector."""
        if self.month >= self.case.months:
            raise RuntimeError(f"the run is over: all {self.case.months} months have been run")
        open_month(self._arrays, 0, self.month)
        self._choose()
        close_month(self._arrays, 0, self.month)
        self.month += 1
        self.running = self.month < self.case.months
        self.datacollector.collect(self)

    def _choose(self) -> None:
        """Phase 3; then every cadre whose class overrides `decide` has its say, all seeing last month's shares."""
        deciders = [cadre for cadre in self._cadres if _overrides(cadre)]
        if not deciders:
            choose_month(self._arrays, 0, self.month)
            return
        share = self.world.share
        before = share.copy()
        choose_month(self._arrays, 0, self.month)
        self._proposed, decided = share.copy(), share.copy()
        share[:] = before
        try:
            for cadre in deciders:
                wish = cadre.decide()
                if wish is not None:
                    name = f"decide of {cadre.label}"
                    decided[cadre.township.number, :, cadre.post] = checked_shares(name, wish, self.activities)
        finally:
            self._proposed = None
        share[:] = decided

    def proposal(self, cadre: TownshipCadre) -> Labelled:
        """The shares the rule proposes to a cadre for this month; known only while cadres decide."""
        if self._proposed is None:
            raise RuntimeError("decide is called by the model, between phases 3 and 4 of the month")
        return Labelled(self.activities, self._proposed[cadre.township.number, :, cadre.post])

    @property
    def outcomes(self) -> Labelled:
        """All outcomes of the last month run (see `measures`)."""
        if self.month == 0:
            raise RuntimeError("no month has been run yet")
        return Labelled(NAMES, self.world.series[0, self.month - 1])


def activities_of(regime: Regime) -> tuple[str, ...]:
    """Labels of what time is spent on, in the order of the arrays: `real:<field>`, `paper:<field>`, and the rest."""
    ids = [field.id for field in regime.fields]
    work = [f"{kind}:{name}" for kind in ("real", "paper") for name in ids]
    return (*work, "showcase", "initiative", "shifting", "slack")


def reporters() -> dict[str, Callable[[AssessmentModel], float]]:
    """Model reporters for a data collector: every outcome, and the seed; a subclass may add its own."""
    outcomes: dict[str, Callable[[AssessmentModel], float]] = {
        name: partial(_last, number=number) for number, name in enumerate(NAMES)
    }
    return outcomes | {"seed": partial(_seed)}


def _last(model: AssessmentModel, number: int) -> float:
    return float(model.world.series[0, model.month - 1, number])


def _seed(model: AssessmentModel) -> int:
    return model.seed


def _overrides(cadre: TownshipCadre) -> bool:
    return type(cadre).decide is not TownshipCadre.decide or "decide" in vars(cadre)


def _make_case(
    regime: object, place: Place, months: int, behaviour: Behaviour, seed: int, overlays: Overlay | Iterable[Overlay]
) -> Case:
    added = (overlays,) if isinstance(overlays, Overlay) else tuple(overlays)
    for overlay in added:
        if not isinstance(overlay, Overlay):
            raise ParameterError("overlays", overlay, "objects of the class Overlay")
    if not hasattr(place, "townships"):
        raise ParameterError("place", place, "a place, with a code and townships")
    if isinstance(regime, Regime):
        return Case(regime, place, behaviour, added, months, seed)
    if isinstance(regime, Scenario):
        case = regime.case(place=place, months=months, seed=seed, behaviour=behaviour)
        return dataclasses.replace(case, overlays=case.overlays + added) if added else case
    raise ParameterError("regime", regime, "a Regime, or a scenario that makes a case")
