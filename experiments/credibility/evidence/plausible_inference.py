"""The plausible set: behaviour that evidence does not contradict, as a sample that ships with the program.

1 Points are drawn from the prior: all uncertain parameters over the ranges of `plausible_ranges.toml`, by Latin
  hypercube.
2 History matching rules out points that miss a figure by more than 3 standard deviations (observation, argued
  discrepancy, chance), or have a published sign wrong by more than chance.
3 Approximate Bayesian computation weighs and adjusts the rest by the figures with a size.
4 The sample is drawn from the points kept, by weight. Only parameters that shrink to less than INFORMED of their
  prior spread are adjusted: what evidence says about others cannot be distinguished from chance.
5 Coverage: the inference of steps 3 and 4 on synthetic truths that were run with other random numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.files import read_toml
from scenarios.values import table
from sim.compile.kernel import rules_hash

from ...compare.plausible import ROWS, SAMPLE, SAMPLE_RECORD, digest_of
from ...run.checks import check_whole
from ...study.approximate_bayes import INFORMED, coverage, infer, resampled, with_error
from ...study.axes import StudyAxis
from ...study.history_matching import History, Simulator, Target, between, match
from ...study.plausible_ranges import PLAUSIBLE, plausible_axes, sample_table
from ...study.statistic import Statistic
from .evaluation import Runs, check_size, statistic_simulator
from .figures import FIGURES, read_figures, targets
from .studies import EMERGENT, Check, all_experiments, worlds_of

POINTS, TRUTHS = 1000, 240
SHARE = 0.5  # of the points not ruled out that are kept
COMMAND = "kaohe evidence plausible"
PROBED = 3  # of the first points, whose statistics the record holds: running these again shows whether the model moved

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What points are judged by: statistics, their targets, which of them have a size, and the worlds they need."""

    statistics: tuple[Statistic, ...]
    targets: tuple[Target, ...]
    worlds: tuple[Scenario, ...]

    @property
    def sized(self) -> list[int]:
        """Positions of the targets that are a size and not a sign."""
        return [k for k, target in enumerate(self.targets) if target.direction == "equal"]

    def simulator(self, axes: Sequence[StudyAxis], runs: Runs) -> Simulator:
        """The model as a function from points of the unit cube to these statistics."""
        return statistic_simulator(self.statistics, self.worlds, axes, runs)


def gather() -> Evidence:
    """Figures with a counterpart, and the signs and sizes of the published effects that are not built in."""
    experiments, figures = all_experiments(), targets(read_figures())
    checks = [check for experiment in experiments for check in experiment.checks if check.kind == EMERGENT]
    checks = [check for check in checks if not (check.published and check.discrepancy == 0)]  # a figure has the size
    worlds = worlds_of(experiments, [each for figure in figures for each in figure.scenarios])
    return Evidence(
        (*(figure.statistic for figure in figures), *(check.statistic for check in checks)),
        (*(figure.target for figure in figures), *map(target_of, checks)),
        tuple(worlds),
    )


def target_of(check: Check) -> Target:
    """A size with its argued discrepancy; else a sign, which only chance may hide."""
    if check.published:
        return between(check.id, *check.published, discrepancy=check.discrepancy)
    return Target(check.id, check.neutral, direction="at_least" if check.sign > 0 else "at_most")


@dataclass(frozen=True)
class Inference:
    """What was inferred: points of the unit cube (row, axis) that ship, and how they came about."""

    axes: tuple[StudyAxis, ...]
    unit: Array
    record: dict[str, Any]


def infer_plausible(
    runs: Runs, points: int = POINTS, truths: int = TRUTHS, rows: int = ROWS, share: float = SHARE
) -> Inference:
    """All five steps. With a folder among the runs, interrupted work goes on where it stopped."""
    check_whole("truths", truths, 1)
    evidence, axes, seed = gather(), plausible_axes(), runs.seed
    names = [axis.target for axis in axes]
    named = {target.name: each for target, each in zip(evidence.targets, evidence.statistics, strict=True)}
    check_size(named, runs, least=2)
    sized = evidence.sized
    check_whole("points", points, ceil(2 * (len(sized) + 1) / share))  # or too few are left to regress on
    history = match(evidence.simulator(axes, runs), evidence.targets, len(axes), waves=1, points=points, seed=seed)
    # Of observation, discrepancy and chance, for every target with a size.
    sd = np.array([np.sqrt(evidence.targets[k].variance + history.waves[0].luck[k]) for k in sized])
    observed = np.array([evidence.targets[k].value for k in sized])
    noisy = with_error(history.means[:, sized], sd, seed)
    posterior = infer(history.unit, noisy, observed, share=share)
    unit = resampled(posterior, infer(history.unit, noisy, observed, share=share, adjust=False), rows, seed)
    # Truths meet other random numbers; what history rules out is no truth here.
    simulate = evidence.simulator(axes, replace(runs, seed=seed + 1))
    met = match(simulate, evidence.targets, len(axes), waves=1, points=truths, seed=seed + 1)
    seen = with_error(met.means[:, sized], sd, seed + 1)
    tried = coverage(history.unit, noisy, met.unit, seen, share=share)
    record = {
        "seed": seed, "points": points, "truths": truths, "months": runs.months, "replicates": runs.replicates,
        "place": runs.place.id, "rows": rows, "share": share, "code": code_hash(), **_history(history, evidence),
        "effective_size": posterior.effective_size,
        "beyond": [evidence.targets[k].name for k, out in zip(sized, posterior.beyond, strict=True) if out],
        "parameters": posterior.rows(names),
        "informed": [names[k] for k in np.flatnonzero(posterior.shrinkage < INFORMED)],
        "coverage": {
            "truths": tried.truths,
            "levels": list(tried.levels),
            "mean_share": tried.shares.mean(axis=1).tolist(),
            "lowest_share": tried.shares.min(axis=1).tolist(),
            "within_band": tried.within.mean(axis=1).tolist(),
        },
    }  # fmt: skip
    return Inference(axes, unit, record)


def _history(history: History, evidence: Evidence) -> dict[str, Any]:
    """What a record says of the points that were run, and of what ruled them out."""
    first = history.waves[0]
    return {
        "kept_by_history": history.shares[0],
        "kept": "".join(str(int(kept)) for kept in first.kept),
        "luck": first.luck.tolist(),
        "first_means": first.means[:PROBED].tolist(),
        "ruled_out": history.ruled_out,
        "targets": [{**vars(target)} for target in evidence.targets],
        "quantiles_before": _quantiles(first.means, evidence),
        "signs_hold": _signs(first.means, evidence),
    }


def _quantiles(means: Array, evidence: Evidence) -> dict[str, list[float]]:
    """Quantiles .05, .5 and .95 of every statistic over the prior's runs."""
    found = np.nanquantile(means, [0.05, 0.5, 0.95], axis=0).T
    return {target.name: row.tolist() for target, row in zip(evidence.targets, found, strict=True)}


def _signs(means: Array, evidence: Evidence) -> dict[str, float]:
    """Share of the prior's points that have each published sign; their means still hold some chance."""
    signs = {"at_least": 1, "at_most": -1}
    return {
        target.name: float((signs[target.direction] * (means[:, k] - target.value) > 0).mean())
        for k, target in enumerate(evidence.targets)
        if target.direction in signs
    }


def code_hash() -> dict[str, str]:
    """What the sample depends on beside its command: rules, ranges that are not fixed, figures but for arguments."""
    return {"rules": rules_hash(), "ranges": _content_hash(PLAUSIBLE), "figures": _content_hash(FIGURES)}


def _content_hash(path: Path) -> str:
    rows = {id: table(row, f"{path.name}, {id}") for id, row in read_toml(path, path.name).items()}
    kept = {
        id: {name: value for name, value in row.items() if name != "argued"}
        for id, row in rows.items()
        if not row.get("fixed")
    }
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def command(record: Mapping[str, Any]) -> list[str]:
    """The command line that infers what a record tells of."""
    asked = ("points", "truths", "seed", "months", "replicates", "place")
    return [*COMMAND.split(), *(word for name in asked for word in (f"--{name}", str(record[name])))]


def write_sample(found: Inference, where: Path = SAMPLE.parent) -> None:
    """The sample as a table of values, and its record, into a folder that is there."""
    (where / SAMPLE.name).write_text(sample_table(found.axes, found.unit), encoding="utf-8", newline="")
    record = {"command": command(found.record)} | found.record
    record["sample"] = sha256((where / SAMPLE.name).read_bytes()).hexdigest()
    record["digest"] = digest_of(record)
    text = json.dumps(record, indent=1, ensure_ascii=False)
    (where / SAMPLE_RECORD.name).write_text(text + "\n", encoding="utf-8")
