"""Carrying out a calibration: waves of history matching, draws inside what they leave, a posterior, and its trial.

1 Waves rule out points that miss a target by more than three standard deviations (observation, discrepancy, chance).
2 Draws from the prior inside the smallest box round what is left; those that targets rule out are dropped.
3 Approximate Bayesian computation weighs and adjusts the rest by the targets that are a size.
4 Rows are drawn by weight, and run: whether they meet the targets is seen and not presumed.
5 Coverage: step 3 on synthetic truths that met other random numbers.

Each set of points is a study in the folder, so a calibration that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..approximate_bayes import Coverage, Posterior, coverage, infer, resampled, with_error
from ..engine import Pace, Progress
from ..history_matching import CUTOFF, History, Simulator, combined, implausibility, luck_variance, match
from ..simulator import simulator
from .folder import CalibrationFolder
from .specification import Calibration

UNIFORM_SD = 12**-0.5  # of a coordinate of the unit cube before any evidence
DRAWS, TRUTHS = 11, 12  # streams of random numbers: of draws, of truths

Array = NDArray[np.float64]
Simulators = Callable[[int], Simulator]  # by seed of the runs


@dataclass(frozen=True)
class Found:
    """What was found. unit: rows of the sample (row, axis); fits: what the model gives there (row, target).

    posterior: None where history matching leaves nothing; kept: draws that no target rules out.
    """

    calibration: Calibration
    history: History
    posterior: Posterior | None = None
    unit: Array | None = None
    fits: Array | None = None
    coverage: Coverage | None = None
    kept: int = 0


def calibrate(folder: CalibrationFolder, workers: int | None = None, progress: Progress | None = None) -> Found:
    """Carry out what is missing of a calibration. Ctrl-C keeps finished runs."""
    calibration = folder.calibration
    statistics = [each.statistic for each in calibration.observations]
    told = _whole(calibration, progress)

    def simulators(seed: int) -> Simulator:
        study = replace(calibration.study, seed=seed)
        return simulator(statistics, study, folder.runs, workers, told)

    return find(calibration, simulators)


def find(calibration: Calibration, simulators: Simulators) -> Found:
    """All steps, whatever it is that is calibrated."""
    targets, sized, seed = calibration.targets, calibration.sized, calibration.seed
    simulate, dimension = simulators(calibration.study.seed), len(calibration.axes)
    history = match(simulate, targets, dimension, calibration.waves, calibration.points, seed)
    if not len(history.unit):
        return Found(calibration, history)
    box = history.box()
    unit, means, luck = _draw(simulate, calibration, box, calibration.draws, DRAWS)
    least = 2 * (len(sized) + 1)
    if len(unit) * calibration.share < least:
        raise ScenarioError(phrase("experiments.calibration.few_left", left=len(unit), least=least))
    sd = np.sqrt([targets[k].variance + luck[k] for k in sized])
    observed = np.array([targets[k].value for k in sized])
    noisy, low, high, share = with_error(means[:, sized], sd, seed), box[:, 0], box[:, 1], calibration.share
    posterior, plain = (
        replace(infer(unit, noisy, observed, low, high, share, adjust=adjust), prior_sd=np.full(dimension, UNIFORM_SD))
        for adjust in (True, False)
    )
    rows = resampled(posterior, plain, calibration.rows, seed)
    fits = simulate(rows).mean(axis=1)
    others = simulators(calibration.study.seed + 1)
    truths, met, _ = _draw(others, calibration, box, calibration.truths, TRUTHS)
    tried = None
    if len(truths):
        seen = with_error(met[:, sized], sd, seed + 1)
        tried = coverage(unit, noisy, truths, seen, low=low, high=high, share=share)
    return Found(calibration, history, posterior, rows, fits, tried, len(unit))


def _draw(
    simulate: Simulator, calibration: Calibration, box: Array, count: int, stream: int
) -> tuple[Array, Array, Array]:
    """Draws inside a box that no target rules out, the model's means there, and the variance of luck."""
    from scipy.stats import qmc

    rng = np.random.default_rng([calibration.seed, stream])
    unit = box[:, 0] + qmc.LatinHypercube(len(box), rng=rng).random(count) * (box[:, 1] - box[:, 0])
    outcomes = simulate(unit)
    means, luck = outcomes.mean(axis=1), luck_variance(outcomes)
    kept = combined(implausibility(means, calibration.targets, luck)) <= CUTOFF
    return unit[kept], means[kept], luck


def _whole(calibration: Calibration, progress: Progress | None) -> Progress | None:
    """How far all of it is, from how far each of its studies is."""
    if progress is None:
        return None
    waves = [calibration.points] * calibration.waves
    points = [*waves, calibration.draws, calibration.rows, calibration.truths]
    total, before = sum(points) * calibration.study.runs_of_point, 0

    def told(pace: Pace) -> None:
        nonlocal before
        done = before + pace.done
        left = (total - done) / pace.rate if pace.rate else float("nan")
        progress(replace(pace, done=done, runs=total, left=left))
        if pace.done == pace.runs:
            before = done

    return told
