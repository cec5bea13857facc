"""How results change with the step of adjustment, the number of cadres, and the way fields are cut and ordered.

Most worlds here are calm: nothing is drawn from month to month (no incidents, exposures, failures, noise, rotation,
priorities), targets and indicators stand still, mechanisms with a strength are off, and no rung ranks. What is left is
people, work, paper and the year.
Fields are cut in the shipped regimes as well, with all that is drawn there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scenarios import load_place
from scenarios.places import Place, Township
from sim.measures import NAMES
from sim.parameters.behaviour import OFF, Behaviour
from sim.parameters.regime import Regime
from sim.parameters.tables import Field, Indicator
from sim.world import Case, World

from .limits import DISTANCES, course, linear, people
from .small_world import small_place, small_regime

Array = NDArray[np.float64]

SHARES = ("chosen_formalism", "true_outcome", "slack", "real_work", "paper", "fabrication", "reported", "burnout")
SHIPPED = ("chosen_formalism", "true_outcome", "initiative", "selective_hours", "burnout")
MOVING = ("chosen_formalism", "true_outcome", "real_work", "paper", "fabrication", "reported", "initiative")
STEPS = (0.08, 0.04, 0.02, 0.01)
CADRES, SEEDS = (16, 64, 256), 160
STILL: Mapping[str, float] = {**OFF, "misfit_sd": 0, "rotation": 0, "imitation": 0, "office_growth": 0, "error": 0}
ALIKE: Mapping[str, float] = {"skill_sd": 0, "difficulty_sd": 0, "capacity_sd": 0}
PEOPLE_DIFFER: Mapping[str, float] = {"difficulty_sd": 0, "capacity_sd": 0}
# Positions that fields take under other ids; a shuffle changes who stands side by side.
ORDERS: Mapping[str, tuple[int, ...]] = {
    "backwards": (4, 3, 2, 1, 0),
    "turned": (2, 3, 4, 0, 1),
    "shuffled": (3, 1, 4, 0, 2),
}


def calm_regime() -> Regime:
    """The small regime where nothing is drawn, targets and indicators stand still, and no rung ranks."""
    regime = small_regime(reweighting=0, ratchet_up=0, data=0)
    return replace(
        regime,
        fields=tuple(replace(field, hazard=0) for field in regime.fields),
        indicators=tuple(replace(indicator, verifiability=0) for indicator in regime.indicators),
        readings=tuple(replace(reading, noise=0) for reading in regime.readings),
        rungs=tuple(rung for rung in regime.rungs if rung.rule == "target"),
    )


def equal_townships(cadres: int) -> Place:
    """Two townships that differ in nothing but their people."""
    rows = tuple(Township(j, f"T{j}", "medium", "ordinary", cadres, 9) for j in (330299001, 330299002))
    return Place("equal", "Equal", "相同", 330299, rows, "made up")


def last_year(world: World, measures: Sequence[str] = SHARES) -> Array:
    """Means over the last twelve months: (case, measure)."""
    return np.asarray(world.series[:, -12:][:, :, [NAMES.index(name) for name in measures]].mean(axis=1))


# --- the step of adjustment


def hours_by_step(steps: Sequence[float]) -> Array:
    """Hours of work at rest where readings are monthly and nothing has a calendar: (step,)."""

    def hours(step: float) -> float:
        who = people(DISTANCES[-1], cost_kind=1, mass_real=1, mass_slack=1, adjustment=step)
        return float(course(World([linear({"task": 0.3}, who, DISTANCES[-1])]).run(), "real_work")[0, -1])

    return np.array([hours(step) for step in steps])


def calm_means(steps: Sequence[float], measures: Sequence[str] = SHARES) -> tuple[Array, float]:
    """Yearly means at rest: (step, measure); and by how much real work still moves from one year to the next."""
    cases = [Case(calm_regime(), small_place(), Behaviour(adjustment=step, **STILL), months=1200) for step in steps]
    world = World(cases).run()
    before = world.series[:, -24:-12, NAMES.index("real_work")].mean(axis=1)
    moved = float(abs(last_year(world, ("real_work",))[:, 0] - before).max())
    return last_year(world, measures), moved


def orders(steps: Sequence[float] = STEPS) -> tuple[Array, Array]:
    """Order of what a step leaves, by measure of MOVING: from the three smallest of four steps, and the three largest.

    log2 of the ratio of successive differences: 1 where halving the step halves what is left.
    """
    first, second, third = np.diff(calm_means(steps, MOVING)[0], axis=0)
    return np.log2(second / third), np.log2(abs(first / second))


def usual_error() -> Array:
    """How far the default step is from a vanishing one, extrapolated from .02 and .01: relative, by SHARES."""
    usual, fine, finest = calm_means((Behaviour().adjustment, 0.02, 0.01))[0]
    return np.asarray(usual / (2 * finest - fine) - 1)


# --- the number of cadres


def noise_slopes() -> Array:
    """Slope of log sd between seeds over log of the number of cadres, by measure of SHARES."""
    spreads = []
    for cadres in CADRES:
        place, who = equal_townships(cadres), Behaviour(**PEOPLE_DIFFER, **STILL)
        cases = [Case(calm_regime(), place, who, months=48, seed=seed) for seed in range(SEEDS)]
        spreads.append(last_year(World(cases).run()).std(axis=0, ddof=1))
    return np.asarray(np.polyfit(np.log(CADRES), np.log(spreads), 1)[0])


# --- fields: their order, and how finely they are cut


def renamed(regime: Regime, order: Sequence[int]) -> Regime:
    """A regime whose fields have ids that sort in another order: position `order[k]` for the k-th."""
    ids = {field.id: f"{place}_{field.id}" for field, place in zip(regime.fields, order, strict=True)}
    return replace(
        regime,
        fields=tuple(replace(field, id=ids[field.id]) for field in regime.fields),
        indicators=tuple(replace(indicator, field=ids[indicator.field]) for indicator in regime.indicators),
    )


def cut(regime: Regime, alike: bool = True, only: str = "", share: float = 0.5) -> Regime:
    """Every field, or one, in two: `share` of its need, hazard, points and items apart from the rest.

    alike: the two are parts of one field, with its people and random numbers; else two fields that only resemble it.
    """
    fields: list[Field] = []
    indicators: list[Indicator] = []
    for row in regime.fields:
        if only in ("", row.id):
            kept, apart = (replace(row, need=row.need * k, hazard=row.hazard * k) for k in (1 - share, share))
            fields += [kept, replace(apart, id=f"{row.id}_b", part_of=row.id if alike else "")]
        else:
            fields.append(row)
    for item in regime.indicators:
        if only in ("", item.field):
            here, there = (replace(item, weight=item.weight * k, items=item.items * k) for k in (1 - share, share))
            indicators += [here, replace(there, id=f"{item.id}_b", field=f"{item.field}_b")]
        else:
            indicators.append(item)
    return replace(regime, fields=tuple(fields), indicators=tuple(indicators))


def many_people(regime: Regime) -> Array:
    """Means over 6,400 people who differ in nothing but their portfolios: SHARES and selective attention."""
    place, who = equal_townships(200), Behaviour(**ALIKE, **STILL)
    world = World([Case(regime, place, who, months=120, seed=seed) for seed in range(16)]).run()
    return np.asarray(last_year(world, (*SHARES, "selective_hours")).mean(axis=0))


# --- fields in parts, in the shipped regimes


def cut_without_incidents(regime: Regime, share: float, months: int) -> float:
    """Largest change of any measure of any month where fields are in parts, against the measure's largest value.

    Only incidents are drawn for each part apart, so without them nothing is left that could differ but rounding.
    """
    still = replace(regime, fields=tuple(replace(row, hazard=0) for row in regime.fields))
    whole, parts = (_run_at_yinzhou(r, months) for r in (still, cut(still, share=share)))
    scale = np.maximum(abs(whole).max(axis=1, keepdims=True), 1e-9)
    return float((abs(parts - whole) / scale).max())


def cut_with_incidents(
    regime: Regime, seeds: int, alike: bool = True, share: float = 0.5, who: Behaviour | None = None
) -> tuple[Array, Array]:
    """Means of the last of ten years, (seed, measure of SHIPPED): as written, and with every field in two."""
    rows = (_run_at_yinzhou(r, 120, seeds, who)[:, -12:] for r in (regime, cut(regime, alike, share=share)))
    whole, parts = (year[:, :, [NAMES.index(name) for name in SHIPPED]].mean(axis=1) for year in rows)
    return whole, parts


def by_choices(regime: Regime, choices: Sequence[int]) -> Array:
    """Formalism in the tenth year where choice is revised so often a month: (choices,), means over six seeds."""
    at = NAMES.index("chosen_formalism")
    runs = (_run_at_yinzhou(regime, 120, 6, Behaviour(choices=k)) for k in choices)
    return np.array([run[:, -12:, at].mean() for run in runs])


@cache
def _run_at_yinzhou(regime: Regime, months: int, seeds: int = 1, who: Behaviour | None = None) -> Array:
    """All measures, by seed and month: (seed, month, measure); kept in memory, to be run once."""
    place, behaviour = load_place("yinzhou"), who or Behaviour()
    return np.asarray(World([Case(regime, place, behaviour, months=months, seed=s) for s in range(seeds)]).run().series)
