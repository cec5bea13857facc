"""Indices off a polynomial chaos: close to the closed forms for few points, and honest about what it misses."""

import numpy as np
import pytest
from SALib.test_functions import Ishigami
from scipy.stats import qmc

from experiments.study.axes import StudyAxis
from experiments.study.surrogate import fit_chaos

REAL = [StudyAxis("lever", name) for name in "abc"]


@pytest.mark.parametrize("points", [64, 256])
def test_ishigami_from_few_points(points):
    unit = qmc.Sobol(3, rng=1).random(points)
    found = fit_chaos(REAL, unit, Ishigami.evaluate(-np.pi + 2 * np.pi * unit))
    assert np.allclose(found.S1, [0.3139, 0.4424, 0], atol=0.01)
    assert np.allclose(found.ST, [0.5576, 0.4424, 0.2437], atol=0.01)
    assert found.S2[0, 2] == pytest.approx(0.2437, abs=0.01) and found.q2 > 0.97


def test_noise_is_not_explained():
    unit = qmc.Sobol(10, rng=2).random(128)
    axes = [StudyAxis("lever", str(k)) for k in range(10)]
    assert fit_chaos(axes, unit, np.random.default_rng(1).standard_normal(128)).q2 < 0.1


def test_what_is_predicted_is_predicted_at_new_points():
    """q2 is about the share explained at points that had no part in the fit, noise and all."""
    rng = np.random.default_rng(3)
    unit = qmc.Sobol(6, rng=4).random(256)
    axes = [StudyAxis("lever", str(k)) for k in range(6)]
    outcome = np.exp(unit[:, 0]) + unit[:, 1] * unit[:, 2] + 0.2 * rng.standard_normal(256)
    noise = 0.04 / outcome.var()
    assert fit_chaos(axes, unit, outcome).q2 == pytest.approx(1 - noise, abs=0.03)


def test_choices_and_whole_numbers_have_their_own_polynomials():
    """An effect of each of five values that no smooth curve follows, and one of three weighted choices."""
    axes = [
        StudyAxis("behaviour", "r", type="whole", low=0, high=4),
        StudyAxis("people", type="choice", values=("x", "y", "z"), weights=(2.0, 1.0, 1.0)),
    ]
    unit = qmc.Sobol(2, rng=5).random(256)
    effects = np.array([0.0, 5.0, -1.0, 4.0, 0.5])
    outcome = effects[axes[0].value(unit[:, 0]).astype(int)] + 2.0 * (axes[1].value(unit[:, 1]) == "y")
    found = fit_chaos(axes, unit, outcome)
    parts = np.array([effects.var(), 4 * 0.25 * 0.75])
    assert np.allclose(found.S1, parts / parts.sum(), atol=0.01) and found.q2 > 0.99


def test_what_does_not_vary_has_no_indices():
    unit = qmc.Sobol(3, rng=1).random(64)
    found = fit_chaos(REAL, unit, np.zeros(64))
    assert np.isnan(found.S1).all() and np.isnan(found.q2)
