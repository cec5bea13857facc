"""How robust scenarios are: regret, satisficing and ranks over all points of a finished study.

Scenarios are what somebody chooses, points of the design what may be the case: a point is a world. Outcomes are means
over replicates, and regret in a world is how much worse a scenario is there than the best of the compared ones, in the
outcome's unit, so 0 is best (Savage's minimax regret; Lempert et al. 2006; McPhail et al. 2018).
An outcome has regret and ranks where one way is better: by its declaration, or by a threshold on one side.

Two kinds of not knowing are kept apart. `_luck_low`, `_luck_high`: 95 % by the jackknife over replicates, which are
the same chance at every point, with the points as they are. `_worlds_low`, `_worlds_high`: 95 % over points, with the
replicates as they are, where points are drawn at random (Student's interval of a mean, Wilson's of a share; for
points spread more evenly than at random they are rather too wide). The largest of many noisy values is too large on
average: `max_regret_held_out` looks for the worst world and the best scenario in it without the replicate in which it
then measures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.statistics import CONFIDENCE, SIGNIFICANCE, regret, student_quantile
from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..designs import seed_of
from ..names import MEASURE, with_names
from ..specification import Outcome, Study
from ..store import Store
from .thresholds import Threshold

if TYPE_CHECKING:
    import xarray

RANDOM = ("latin_hypercube", "sobol", "rbd_fast", "pawn", "delta")  # designs whose points stand for a population
SHARES = ("best", "satisficing")
HALVES = 50  # random halvings of the points
ENDS = ("luck_low", "luck_high", "worlds_low", "worlds_high")  # of intervals, behind the names of what they are of
HIGH = 0.9  # quantile of regret beside its largest value

Array = NDArray[np.float64]
Statistic = Callable[[Array], Array]  # of means (point, scenario, ...): (scenario, ...)


def robustness(store: Store, thresholds: Sequence[Threshold] = ()) -> xarray.Dataset:
    """Robustness of every scenario of a finished study, labelled by place, scenario and outcome.

    `mean`, `mean_regret`, `high_regret` (nine of ten worlds have less), `max_regret`, `max_regret_held_out`, in the
    outcome's unit; `best`: share of worlds in which no other is better (ties are shared); `satisficing`: share of
    worlds that meet the outcome's threshold, `undecided` share of those where luck alone may decide that;
    `satisficing_all`: share that meets all thresholds. `tau_worlds`, `tau_luck`: Kendall's tau between the orders of
    scenarios in two halves of the worlds, mean over random halvings, and of the replicates, mean over worlds (1: the
    same order, 0: none in common). `regret`: by point. NaN where there is nothing to say. Raises `StoreError` where
    runs are missing, and `ScenarioError` for fewer than two scenarios.
    """
    import xarray

    study = store.study
    if len(study.scenarios) < 2:
        raise ScenarioError(phrase("experiments.exploration.two_scenarios"))
    store.check_whole()
    names = [outcome.name for outcome in study.outcomes]
    values = np.moveaxis(store.values(names), 2, 1)  # (point, scenario, place, replicate, outcome)
    signs = np.array([better_way(outcome, study, thresholds) or np.nan for outcome in study.outcomes])
    found: dict[str, tuple[tuple[str, ...], Array]] = {}
    own = ("scenario", "place", "outcome")
    for name, statistic, worlds in _statistics(signs):
        found |= {key: (own, each) for key, each in _with_intervals(name, statistic, worlds, values, study).items()}
    found["max_regret_held_out"] = (own, _held_out(values * signs))
    limits = {threshold.outcome: threshold for threshold in thresholds}
    if limits:
        met = _share_met([limits.get(name) for name in names])
        for name, each in _with_intervals("satisficing", met, _wilson, values, study).items():
            found[name] = (own, each)
        together = [names.index(name) for name in limits]
        every = _share_met([limits[names[k]] for k in together], together=True)
        for name, each in _with_intervals("satisficing", every, _wilson, values[..., together], study).items():
            found[name.replace("satisficing", "satisficing_all")] = (own[:2], each[..., 0])
        found["undecided"] = (own, _undecided(values, [limits.get(name) for name in names]))
    found |= {name: (own[1:], each) for name, each in _taus(values * signs, study).items()}
    found["regret"] = (("point", *own), _regret(_means(values) * signs))
    labels = {
        "place": [place.id for place in study.places], "scenario": study.ids, "outcome": names,
        "point": np.arange(len(values)), "better": ("outcome", signs),
    }  # fmt: skip
    about = {"design": study.design.kind, "points": len(values), "replicates": study.replicates}
    data = xarray.Dataset(found, labels, {**about, "baseline": study.baseline})
    order = ("place", "scenario", "outcome")
    for side in ("at_least", "at_most"):
        ends = np.array([getattr(limits[name], side) if name in limits else np.nan for name in names])
        data = data.assign_coords({side: ("outcome", np.where(np.isfinite(ends), ends, np.nan))})
    return with_names(data.transpose(*order, "point", missing_dims="ignore"), study)


def better_way(outcome: Outcome, study: Study, thresholds: Sequence[Threshold] = ()) -> int:
    """1 where more of an outcome is better, -1 where less is, 0 where neither; a threshold on one side may say so."""
    known = {name: measure.better for name, measure in MEASURE.items()}
    known |= {measure.id: measure.better for measure in study.own.declared}
    better = -1 if outcome.cost else known.get(outcome.of, 0)
    for each in thresholds:
        sides = np.isfinite([each.at_least, each.at_most])
        if better == 0 and each.outcome == outcome.name and sides.sum() == 1:
            better = 1 if sides[0] else -1
    return better


# Statistics of means over replicates, (point, scenario, place, outcome)


def _regret(good: Array) -> Array:
    return regret(good, scenarios=1)


def _statistics(signs: Array) -> list[tuple[str, Statistic, Callable[..., Any] | None]]:
    """Name, statistic, and what makes intervals over points of a statistic by point."""

    def best(means: Array) -> Array:
        regret = _regret(means * signs)
        first = regret == 0
        shares = np.where(np.isnan(regret), np.nan, first / np.maximum(first.sum(axis=1, keepdims=True), 1))
        return np.asarray(shares)

    return [
        ("mean", lambda means: means, _student),
        ("mean_regret", lambda means: _regret(means * signs), _student),
        ("high_regret", lambda means: _quantile(_regret(means * signs), HIGH), None),
        ("max_regret", lambda means: _quantile(_regret(means * signs), 1.0), None),
        ("best", best, _wilson),
    ]


def _quantile(values: Array, share: float) -> Array:
    """A quantile over points, which are kept as one."""
    empty = np.isnan(values).all(axis=0)
    found = np.nanquantile(np.where(empty, 0.0, values), share, axis=0)
    return np.asarray(np.where(empty, np.nan, found)[None])


def _share_met(limits: Sequence[Threshold | None], together: bool = False) -> Statistic:
    """Whether each point keeps to its limits, as 0 or 1; together: to all of them, as one outcome."""

    def met(means: Array) -> Array:
        shares = [
            np.full(means.shape[:-1], np.nan) if limit is None else np.where(np.isnan(own), np.nan, limit.met(own))
            for limit, own in zip(limits, np.moveaxis(means, -1, 0), strict=True)
        ]
        found = np.stack(shares, axis=-1)
        return np.asarray(found.prod(axis=-1, keepdims=True) if together else found)

    return met


def _means(values: Array) -> Array:
    """Over replicates; a world in which a run failed under any scenario counts under none."""
    means = values.mean(axis=3)
    whole = np.isfinite(means).all(axis=1, keepdims=True)
    return np.asarray(np.where(whole, means, np.nan))


def _over_points(values: Array) -> Array:
    """Means over points that have a value."""
    number = np.isfinite(values).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(number > 0, np.nansum(values, axis=0) / number, np.nan))


# Intervals


def _with_intervals(
    name: str, statistic: Statistic, worlds: Callable[..., Any] | None, values: Array, study: Study
) -> dict[str, Array]:
    """A statistic and what is not known of it for luck and, where points stand for others, for worlds."""
    by_point = statistic(_means(values))
    whole = _over_points(by_point)
    found = {name: whole}
    low, high = _jackknife(lambda own: _over_points(statistic(_means(own))), whole, values)
    if name in SHARES or "regret" in name:
        low, high = np.maximum(low, 0), np.minimum(high, 1 if name in SHARES else np.inf)
    found |= {f"{name}_luck_low": low, f"{name}_luck_high": high}
    if worlds is not None and study.design.kind in RANDOM:
        low, high = worlds(by_point, whole)
        found |= {f"{name}_worlds_low": low, f"{name}_worlds_high": high}
    return found


def _jackknife(statistic: Callable[[Array], Array], whole: Array, values: Array) -> tuple[Array, Array]:
    """Ends of Student's interval from leaving each replicate out in turn; NaN with one replicate."""
    count = values.shape[3]
    if count < 2:
        return np.full_like(whole, np.nan), np.full_like(whole, np.nan)
    without = np.stack([statistic(np.delete(values, number, axis=3)) for number in range(count)])
    error = np.sqrt((count - 1) / count * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    half = student_quantile(count - 1) * error
    return whole - half, whole + half


def _student(by_point: Array, whole: Array) -> tuple[Array, Array]:
    number = np.isfinite(by_point).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = np.nansum((by_point - whole) ** 2, axis=0)
        half = student_quantile(max(1, len(by_point) - 1)) * np.sqrt(squares / (number - 1) / number)
    return whole - half, whole + half


def _wilson(by_point: Array, whole: Array) -> tuple[Array, Array]:
    from scipy.special import ndtri

    number, z = np.isfinite(by_point).sum(axis=0), float(ndtri(1 - SIGNIFICANCE / 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (whole + z**2 / (2 * number)) / (1 + z**2 / number)
        half = z / (1 + z**2 / number) * np.sqrt(whole * (1 - whole) / number + z**2 / (4 * number**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _held_out(good: Array) -> Array:
    """The largest regret without the good luck of having been the largest: (scenario, place, outcome)."""
    count = good.shape[3]
    if count < 2:
        return np.full(good.shape[1:3] + good.shape[4:], np.nan)
    found = []
    for number in range(count):
        others = _means(np.delete(good, number, axis=3))
        own = _means(good[:, :, :, number : number + 1])
        best = np.where(np.isnan(others), -np.inf, others).argmax(axis=1)[:, None]
        worst = np.where(np.isnan(others), -np.inf, _regret(others)).argmax(axis=0)[None]
        regret = np.take_along_axis(own, best, axis=1) - own
        found.append(np.take_along_axis(regret, worst, axis=0)[0])
    return np.asarray(np.mean(found, axis=0))


def _undecided(values: Array, limits: Sequence[Threshold | None]) -> Array:
    """Share of points whose mean over replicates has a limit inside its interval: (scenario, place, outcome)."""
    count = values.shape[3]
    found = np.full(values.shape[1:3] + values.shape[4:], np.nan)
    if count < 2:
        return found
    means, spread = values.mean(axis=3), values.std(axis=3, ddof=1)
    half = student_quantile(count - 1, CONFIDENCE) * spread / np.sqrt(count)
    for k, limit in enumerate(limits):
        if limit is not None:
            low, high = means[..., k] - half[..., k], means[..., k] + half[..., k]
            both = np.where(np.isnan(low), np.nan, np.zeros_like(low))
            for end in (limit.at_least, limit.at_most):
                both = np.where((low <= end) & (end <= high), 1.0, both)
            found[..., k] = _over_points(both)
    return found


# Ranks


def _taus(good: Array, study: Study) -> dict[str, Array]:
    """How far the order of scenarios is the same in two halves of the worlds, and of the replicates."""
    means = _means(good)
    rng = np.random.default_rng(seed_of(study.design, "halves"))
    taus = []
    for _ in range(HALVES if len(means) > 1 else 0):
        order = rng.permutation(len(means))
        one, other = (_over_points(means[half]) for half in np.array_split(order, 2))
        taus.append(kendall(one, other))
    between_worlds = np.mean(taus, axis=0) if taus else np.full(good.shape[2:3] + good.shape[4:], np.nan)
    if good.shape[3] < 2:
        return {"tau_worlds": between_worlds, "tau_luck": np.full_like(between_worlds, np.nan)}
    halves = [np.moveaxis(_means(good[:, :, :, start::2]), 1, 0) for start in (0, 1)]
    return {"tau_worlds": between_worlds, "tau_luck": _over_points(kendall(*halves))}


def kendall(one: Array, other: Array) -> Array:
    """Kendall's tau (a: ties count as neither) along the first axis of two arrays; NaN where a value is missing."""
    first, second = np.triu_indices(len(one), 1)
    signs = [np.sign(each[first] - each[second]) for each in (one, other)]
    return np.asarray((signs[0] * signs[1]).mean(axis=0))
