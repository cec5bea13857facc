"""The plausible set: behaviour that evidence does not contradict, as a sample that ships with the program.

1 Points are drawn from the prior: all uncertain parameters over the ranges of `plausible_ranges.toml`, by Latin
  hypercube.
2 History matching rules out points that miss a figure by more than 3 standard deviations (observation, argued
  discrepancy, luck), or have a published sign wrong by more than luck.
3 Approximate Bayesian computation weighs and adjusts the rest by the figures with a size.
4 The sample is drawn from the points kept, by weight. Only parameters that shrink to less than INFORMED of their
  prior spread are adjusted: what evidence says about others cannot be told from chance.
5 Coverage: the same inference on synthetic truths run under another luck.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.compile.kernel import rules_hash

from ...compare.plausible import ROWS, SAMPLE, SAMPLE_RECORD, digest_of
from ...run.checks import check_whole
from ...run.runner import Progress
from ...study.calibration import Posterior, coverage, infer, with_error
from ...study.history_matching import History, Target, between, match
from ...study.space import PLAUSIBLE, Space, plausible_space
from .effects import Check, all_experiments, worlds_of
from .figures import FIGURES, read_figures, targets
from .statistics import MONTHS, PLACE, Statistic, check_size, statistic_simulator

POINTS, TRUTHS, REPLICATES = 1000, 240, 2
SHARE = 0.5  # of the points not ruled out that are kept
INFORMED = 0.85  # shrinkage below which a parameter counts as informed
DIGITS = 6  # of a value in the file
PROBED = 3  # of the first points, whose statistics the record holds: running these again shows whether the model moved

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What points are judged by: statistics, their targets, and which of them have a size."""

    statistics: tuple[Statistic, ...]
    targets: tuple[Target, ...]
    worlds: tuple[Any, ...]

    @property
    def sized(self) -> list[int]:
        return [k for k, target in enumerate(self.targets) if target.direction == "equal"]


def gather() -> Evidence:
    """Figures with a counterpart, and the signs and sizes of the published effects that are not built in."""
    experiments = all_experiments()
    figures = targets(read_figures())
    checks = [check for experiment in experiments for check in experiment.checks if check.kind == "emergent"]
    checks = [check for check in checks if not (check.sized and check.discrepancy == 0)]  # a figure has the size
    worlds = worlds_of(experiments, [each for figure in figures for each in figure.scenarios])
    return Evidence(
        tuple([figure.statistic for figure in figures] + [check.statistic for check in checks]),
        tuple([figure.target for figure in figures] + [target_of(check) for check in checks]),
        tuple(worlds),
    )


def target_of(check: Check) -> Target:
    """A size with its argued discrepancy; else a sign, which only luck may hide."""
    if check.low is not None and check.high is not None:
        return between(check.id, check.low, check.high, discrepancy=check.discrepancy)
    return Target(check.id, check.neutral, direction="at_least" if check.sign > 0 else "at_most")


@dataclass(frozen=True)
class Found:
    """What was inferred: points of the unit cube (row, axis) that ship, and how they came about."""

    space: Space
    unit: Array
    record: dict[str, Any]


def infer_plausible(
    points: int = POINTS,
    truths: int = TRUTHS,
    seed: int = 1,
    months: int = MONTHS,
    replicates: int = REPLICATES,
    place: str = PLACE,
    rows: int = ROWS,
    share: float = SHARE,
    threads: int | None = None,
    folder: str | None = None,
    progress: Progress | None = None,
) -> Found:
    """All five steps. With a folder, interrupted work goes on where it stopped."""
    check_whole("truths", truths, 1)
    evidence, space = gather(), plausible_space()
    check_size(evidence.statistics, months, replicates, least=2)
    check_whole("points", points, ceil(2 * (len(evidence.sized) + 1) / share))  # or too few are left to regress on

    def simulator(luck: int) -> Any:
        return statistic_simulator(
            evidence.statistics, evidence.worlds, space, months, replicates, luck, place, threads, folder, progress
        )

    history = match(simulator(seed), evidence.targets, len(space), waves=1, points=points, seed=seed)
    sd = errors(history, evidence)
    sized = evidence.sized
    observed = np.array([evidence.targets[k].value for k in sized])
    runs = with_error(history.means[:, sized], sd, seed)
    posterior = infer(history.unit, runs, observed, share=share)
    checked = check_coverage(simulator(seed + 1), history, evidence, runs, sd, truths, seed + 1, share)
    unit = sampled(posterior, infer(history.unit, runs, observed, share=share, adjust=False), rows, seed)
    record = {
        "seed": seed,
        "points": points,
        "truths": truths,
        "months": months,
        "replicates": replicates,
        "place": place,
        "rows": rows,
        "share": share,
        "code": code_hash(),
        "kept_by_history": history.shares[0],
        "kept": "".join(str(int(kept)) for kept in history.waves[0].kept),
        "luck": history.waves[0].luck.tolist(),
        "first_means": history.waves[0].means[:PROBED].tolist(),
        "ruled_out": history.ruled_out,
        "targets": [{**vars(target)} for target in evidence.targets],
        "quantiles_before": _quantiles(history.waves[0].means, evidence),
        "signs_hold": _signs(history.waves[0].means, evidence),
        "effective_size": posterior.effective_size,
        "beyond": [evidence.targets[k].name for k, out in zip(sized, posterior.beyond, strict=True) if out],
        "parameters": posterior.rows(space.names),
        "informed": [space.names[k] for k in np.flatnonzero(posterior.shrinkage < INFORMED)],
        "coverage": checked,
    }
    return Found(space, unit, record)


def errors(history: History, evidence: Evidence) -> Array:
    """Standard deviation of observation, discrepancy and luck of every figure with a size."""
    luck = history.waves[0].luck
    return np.array([np.sqrt(evidence.targets[k].variance + luck[k]) for k in evidence.sized])


def check_coverage(
    simulate: Any, history: History, evidence: Evidence, runs: Array, sd: Array, truths: int, seed: int, share: float
) -> dict[str, Any]:
    """Whether intervals hold truths that met another luck; truths that history would rule out are no truths here."""
    if truths < 1:
        return {}
    met = match(simulate, evidence.targets, history.unit.shape[1], waves=1, points=truths, seed=seed)
    seen = with_error(met.means[:, evidence.sized], sd, seed)
    found = coverage(history.unit, runs, met.unit, seen, share=share)
    return {
        "truths": found.truths,
        "levels": list(found.levels),
        "mean_share": found.shares.mean(axis=1).tolist(),
        "lowest_share": found.shares.min(axis=1).tolist(),
        "within_band": found.within.mean(axis=1).tolist(),
    }


def sampled(adjusted: Posterior, kept: Posterior, rows: int, seed: int) -> Array:
    """Rows by weight (systematic resampling): informed axes as adjusted, the others as the points that were run."""
    rng = np.random.default_rng([seed, 99])
    steps = (np.arange(rows) + rng.random()) / rows
    chosen = np.minimum(np.searchsorted(np.cumsum(kept.weights), steps), len(kept.weights) - 1)
    unit = np.where(adjusted.shrinkage < INFORMED, adjusted.values, kept.values)
    return np.asarray(np.clip(unit[rng.permutation(chosen)], 0.0, 1.0))


def _quantiles(means: Array, evidence: Evidence) -> dict[str, list[float]]:
    """Of the prior's runs, for every statistic: quantiles .05, .5 and .95."""
    found = np.nanquantile(means, [0.05, 0.5, 0.95], axis=0).T
    return {target.name: row.tolist() for target, row in zip(evidence.targets, found, strict=True)}


def _signs(means: Array, evidence: Evidence) -> dict[str, float]:
    """Share of the prior's points that have each published sign; their means still hold some luck."""
    signs = {"at_least": 1, "at_most": -1}
    return {
        target.name: float((signs[target.direction] * (means[:, k] - target.value) > 0).mean())
        for k, target in enumerate(evidence.targets)
        if target.direction in signs
    }


def code_hash() -> dict[str, str]:
    """What the sample depends on beside its command: rules, ranges, figures."""
    files = {"ranges": PLAUSIBLE, "figures": FIGURES}
    return {"rules": rules_hash()} | {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def write_sample(found: Found, command: Sequence[str], folder: Path | None = None) -> None:
    """The sample as a table of values, and its record."""
    where = SAMPLE.parent if folder is None else folder
    where.mkdir(parents=True, exist_ok=True)
    values = found.space.values(found.unit)
    with (where / SAMPLE.name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(found.space.names)
        table.writerows([_rounded(found.space, row) for row in values.tolist()])
    record = {"command": list(command)} | found.record
    record["sample"] = sha256((where / SAMPLE.name).read_bytes()).hexdigest()
    record["digest"] = digest_of(record)
    text = json.dumps(record, indent=1, ensure_ascii=False)
    (where / SAMPLE_RECORD.name).write_text(text + "\n", encoding="utf-8")


def _rounded(space: Space, row: Sequence[float]) -> list[str]:
    """Six digits, and never outside the range."""
    pairs = zip(space.axes, row, strict=True)
    return [repr(min(max(float(f"{value:.{DIGITS}g}"), axis.low), axis.high)) for axis, value in pairs]
