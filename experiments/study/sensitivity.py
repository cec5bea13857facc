"""What a finished study says of its axes: indices of every outcome, and of every kept month, by the study's design.

Indices are of means over replicates, under each scenario and of the paired difference of each from the baseline. What
replicates differ by is chance and is told apart (`chance`). Intervals are given where a bootstrap is valid: rows of a
Saltelli design and trajectories of Morris' stand for themselves; points of FAST do not, so FAST has none. A point at
which a run failed leaves out its row, not the outcome.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from .chance import chance
from .delta import delta_of
from .designs import Points, group_names, problem, seed_of
from .names import DIFFERENCE, with_names
from .sobol_indices import RESAMPLES, sobol_indices, split_saltelli
from .specification import Study
from .store import Store
from .surrogate import fit_chaos

if TYPE_CHECKING:
    import xarray

AXIS, OTHER, SIZE, POINT = "axis", "other_axis", "size", "point"
LEAST_SIZE = 16  # rows of a Saltelli design from which convergence is shown
DELTA_RESAMPLES = 50
MOST_SURROGATES = 500  # outcomes and months for which a polynomial chaos is fitted
FEWEST = 30  # points from which indices from given data are worth anything

Array = NDArray[np.float64]
Found = dict[str, tuple[tuple[str, ...], Array]]  # by name: dimensions before that of outcomes, and values


def contrasts(study: Study) -> list[str]:
    """Scenarios, and each but the baseline less the baseline."""
    return [*study.ids, *(name + DIFFERENCE + study.baseline for name in study.ids if name != study.baseline)]


def contrasted(study: Study, values: Array) -> Array:
    """Values (point, place, scenario, ...), followed along scenarios by paired differences from the baseline."""
    base = study.ids.index(study.baseline)
    own = np.moveaxis(values, 2, 0)
    others = [number for number in range(len(own)) if number != base]
    return np.moveaxis(np.concatenate([own, own[others] - own[base]]), 0, 2)


def analyse(store: Store, resamples: int = RESAMPLES, series: bool = True) -> xarray.Dataset:
    """Indices of a finished study, labelled: by place, scenario or difference, and outcome; of series also by month.

    The attribute `left_out` counts points at which a run failed.
    `predicted` is what a polynomial chaos says of each point that it has not seen, `run_mean` what the runs say.
    Names end in `_low` and `_high` for 95 % intervals and in `_series` for kept months; `chance_...` are shares of
    variance (see `chance`). Raises `StoreError` where runs are missing.
    """
    import xarray

    store.check_whole()
    study = store.study
    names = [outcome.name for outcome in study.outcomes]
    values = contrasted(study, store.values(names))  # (point, place, scenario, replicate, outcome)
    labels: dict[str, Any] = {
        "place": [place.id for place in study.places], "scenario": contrasts(study), "outcome": names,
        AXIS: group_names(study.axes),
    }  # fmt: skip
    labels |= {OTHER: labels[AXIS]}
    if study.design.kind == "saltelli":
        labels[SIZE] = smaller_sizes(int(study.design.options["points"]))
    whole = np.isfinite(values).all(axis=tuple(range(1, values.ndim)))
    about = {
        "design": study.design.kind, "points": len(store.points), "left_out": int((~whole).sum()),
        "baseline": study.baseline,
    }  # fmt: skip
    found = xarray.Dataset(coords=labels, attrs=about)
    dimensions = ("place", "scenario", "outcome")
    _add(found, indices(study, store.points, values.mean(axis=3), resamples), dimensions, "")
    if "predicted" in found:
        found["run_mean"] = ((POINT, *dimensions), values.mean(axis=3))
    for name, share in chance(values).items():
        found[f"chance_{name}"] = (dimensions, share)
    if series and study.keep.series:
        kept = contrasted(study, store.series()).mean(axis=3)  # (point, place, scenario, month, measure)
        found = found.assign_coords(
            month=np.arange(1, study.kept_months + 1) * study.keep.every, measure=list(study.keep.series)
        )
        own = indices(study, store.points, kept, resamples)
        own = {name: each for name, each in own.items() if not {SIZE, POINT} & set(each[0])}
        _add(found, own, ("place", "scenario", "month", "measure"), "_series")
    return with_names(found, study)


def _add(found: xarray.Dataset, own: Found, dimensions: Sequence[str], suffix: str) -> None:
    for name, (before, values) in own.items():
        found[name + suffix] = ((*before, *dimensions), values)


def indices(study: Study, points: Points, values: Array, resamples: int = RESAMPLES) -> Found:
    """Indices of outcomes (point, ...) by name: which dimensions come before theirs, and values."""
    flat = values.reshape(len(values), -1)
    found = METHODS.get(study.design.kind, _given_data)(study, points, flat, resamples)
    return {
        name: (before, each.reshape(*each.shape[: len(before)], *values.shape[1:]))
        for name, (before, each) in found.items()
    }


def _with_interval(name: str, before: tuple[str, ...], value: Array, low: Array, high: Array) -> Found:
    return {name: (before, value), f"{name}_low": (before, low), f"{name}_high": (before, high)}


def smaller_sizes(rows: int) -> list[int]:
    """Powers of two below the rows of a Saltelli design, from which its indices are shown as well."""
    return [2**power for power in range(1, 30) if LEAST_SIZE <= 2**power < rows]


def _saltelli(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """S1, ST and S2, and S1 and ST from fewer rows, to see whether they have settled."""
    groups, second = len(group_names(study.axes)), bool(study.design.options["second_order"])
    samples = split_saltelli(values, groups, second)
    sobol = sobol_indices(*samples, resamples=resamples, seed=seed_of(study.design, "bootstrap"))
    found = _with_interval("S1", (AXIS,), sobol.S1, *sobol.S1_interval)
    found |= _with_interval("ST", (AXIS,), sobol.ST, *sobol.ST_interval)
    if second:
        found |= _with_interval("S2", (AXIS, OTHER), sobol.S2, *sobol.S2_interval)
    found["variance"] = ((), sobol.variance)
    found["rows"] = ((), sobol.rows.astype(np.float64))
    sizes = smaller_sizes(len(samples[0]))
    if sizes:
        a, b, ab, _ = samples
        smaller = [sobol_indices(a[:size], b[:size], ab[:, :size], resamples=0) for size in sizes]
        found["S1_by_size"] = ((SIZE, AXIS), np.stack([each.S1 for each in smaller]))
        found["ST_by_size"] = ((SIZE, AXIS), np.stack([each.ST for each in smaller]))
    return found


def _morris(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """Elementary effects: mean, mean size with interval, and spread, in the outcome's unit over a whole axis."""
    effects = elementary_effects_of(points.unit, values)
    rng = np.random.default_rng(seed_of(study.design, "bootstrap"))
    count = len(effects)
    drawn = rng.multinomial(count, np.full(count, 1 / count), resamples).astype(np.float64)
    whole = np.isfinite(effects).all(axis=1, keepdims=True)
    own, number = np.where(whole, effects, 0.0), whole.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mu, mu_star = own.sum(axis=0) / number, np.abs(own).sum(axis=0) / number
        sigma = np.sqrt(np.where(whole, (own - mu) ** 2, 0.0).sum(axis=0) / (number - 1))
        again = np.tensordot(drawn, np.abs(own), axes=1) / np.tensordot(drawn, whole.astype(np.float64), axes=1)
        low, high = np.nanquantile(again, [0.025, 0.975], axis=0) if resamples else np.full((2, *mu.shape), np.nan)
    found: Found = {"mu": ((AXIS,), mu), "sigma": ((AXIS,), sigma)}
    return found | _with_interval("mu_star", (AXIS,), mu_star, low, high)


def elementary_effects_of(unit: Array, values: Array) -> Array:
    """Change of outcomes by the one axis that differs between two points: (trajectory, axis, outcome)."""
    axes = unit.shape[1]
    paths, outcomes = unit.reshape(-1, axes + 1, axes), values.reshape(len(unit) // (axes + 1), axes + 1, -1)
    steps = np.diff(paths, axis=1)  # (trajectory, step, axis): one axis differs
    moved = np.abs(steps).argmax(axis=2)
    width = np.take_along_axis(steps, moved[..., None], axis=2)
    effects = np.full((len(paths), axes, outcomes.shape[2]), np.nan)
    np.put_along_axis(effects, moved[..., None], np.diff(outcomes, axis=1) / width, axis=1)
    return effects


def _fractional_factorial(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """Main effects, from the low end of an axis to the high one, and those of pairs, aliased as the design has them."""
    names = [axis.name for axis in study.axes]
    signs = 2.0 * points.unit - 1.0
    found: Found = {"effect": ((AXIS,), 2 * signs.T @ values / len(values))}
    if study.design.options["second_order"]:
        pairs = np.full((len(names), len(names), values.shape[1]), np.nan)
        for j in range(len(names)):
            for k in range(j + 1, len(names)):
                pairs[j, k] = 2 * (signs[:, j] * signs[:, k]) @ values / len(values)
        found["interaction"] = ((AXIS, OTHER), pairs)
    return found


def _fast(study: Study, points: Points, values: Array, resamples: int) -> Found:
    from SALib.analyze.fast import analyze

    def one(unit: Array, outcome: Array) -> Mapping[str, Any]:
        return analyze(problem(study.axes), outcome, num_resamples=2, seed=seed_of(study.design, "analysis"))

    return _by_outcome(study, points, values, ("S1", "ST"), one, whole=True)


def _rbd_fast(study: Study, points: Points, values: Array, resamples: int) -> Found:
    from SALib.analyze.rbd_fast import analyze

    def one(unit: Array, outcome: Array) -> Mapping[str, Any]:
        return analyze(problem(study.axes), unit, outcome, num_resamples=2, seed=seed_of(study.design, "analysis"))

    return _by_outcome(study, points, values, ("S1",), one)


def _pawn(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """How far the distribution of an outcome moves when an axis is held (Pianosi and Wagener 2015)."""
    from SALib.analyze.pawn import analyze

    def one(unit: Array, outcome: Array) -> Mapping[str, Any]:
        return analyze(problem(study.axes), unit, outcome, seed=seed_of(study.design, "analysis"))

    return _by_outcome(study, points, values, ("median", "maximum", "CV"), one, prefix="pawn_")


def _delta(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """Moment-independent importance with its bias removed (Borgonovo 2007; Plischke et al. 2013)."""
    rng = np.random.default_rng(seed_of(study.design, "analysis"))

    def one(unit: Array, outcome: Array) -> Mapping[str, Any]:
        count = len(outcome)
        rows = [np.arange(count), *rng.integers(0, count, (max(2, min(resamples, DELTA_RESAMPLES)), count))]
        found = np.array([[delta_of(unit[row, k], outcome[row]) for k in range(unit.shape[1])] for row in rows])
        reduced = 2 * found[0] - found[1:]
        return {"value": reduced.mean(axis=0), "half": 1.96 * reduced.std(axis=0, ddof=1)}

    found = _by_outcome(study, points, values, ("value", "half"), one)
    value, half = found["value"][1], found["half"][1]
    return _with_interval("delta", (AXIS,), value, value - half, value + half)


def _given_data(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """Rank correlations with axes of numbers: what a grid, a list or a spread of points says without a model."""
    from scipy.stats import rankdata

    found = np.full((len(study.axes), values.shape[1]), np.nan)
    for place, column in enumerate(points.values.values()):
        if column.dtype == object:
            continue
        for k in range(values.shape[1]):
            there = np.isfinite(values[:, k])
            if there.sum() > 2 and np.ptp(values[there, k]) > 0 and np.ptp(column[there]) > 0:
                ranks = rankdata(column[there]), rankdata(values[there, k])
                found[place, k] = np.corrcoef(*ranks)[0, 1]
    return {"rank_correlation": ((AXIS,), found)}


def _spread(study: Study, points: Points, values: Array, resamples: int) -> Found:
    """Cheap indices, off a polynomial chaos whose error on points left out `q2` says; and rank correlations."""
    count, outcomes = len(study.axes), values.shape[1]
    first, total, pairs = (np.full((*shape, outcomes), np.nan) for shape in ((count,), (count,), (count, count)))
    q2, predicted = np.full(outcomes, np.nan), np.full((len(values), outcomes), np.nan)
    for k in range(min(outcomes, MOST_SURROGATES)):
        there = np.isfinite(values[:, k])
        outcome = values[there, k]
        if len(outcome) < FEWEST or np.ptp(outcome) == 0:
            continue
        chaos = fit_chaos(study.axes, points.unit[there], outcome)
        first[:, k], total[:, k], pairs[..., k], q2[k] = chaos.S1, chaos.ST, chaos.S2, chaos.q2
        predicted[there, k] = chaos.predicted
    found: Found = {"S1": ((AXIS,), first), "ST": ((AXIS,), total), "S2": ((AXIS, OTHER), pairs), "q2": ((), q2)}
    found["predicted"] = ((POINT,), predicted)
    return found | _given_data(study, points, values, resamples)


Analysis = Callable[[Study, Points, Array, int], Found]
METHODS: dict[str, Analysis] = {
    "saltelli": _saltelli,
    "morris": _morris,
    "fractional_factorial": _fractional_factorial,
    "fast": _fast,
    "rbd_fast": _rbd_fast,
    "pawn": _pawn,
    "delta": _delta,
    "latin_hypercube": _spread,
    "sobol": _spread,
}


def _by_outcome(
    study: Study, points: Points, values: Array, names: Sequence[str],
    one: Callable[[Array, Array], Mapping[str, Any]], prefix: str = "", whole: bool = False,
) -> Found:  # fmt: skip
    """What SALib says of each outcome in turn; NaN where an outcome does not vary, or `whole` points are wanting."""
    tables = np.full((len(names), len(study.axes), values.shape[1]), np.nan)
    for k in range(values.shape[1]):
        there = np.isfinite(values[:, k])
        outcome = values[there, k]
        if (whole and not there.all()) or len(outcome) < FEWEST or np.ptp(outcome) == 0:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = one(points.unit[there], outcome)
        tables[:, :, k] = [np.asarray(found[name], np.float64) for name in names]
    return {
        prefix + name.lower() if prefix else name: ((AXIS,), table) for name, table in zip(names, tables, strict=True)
    }


def strongest(found: xarray.Dataset) -> str:
    """The index by which axes are put in order, whatever the design."""
    for name in ("ST", "S1", "mu_star", "delta", "pawn_median", "effect", "rank_correlation"):
        if name in found:
            return name
    raise ScenarioError(phrase("experiments.study.no_indices"))
