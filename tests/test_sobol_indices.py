"""Sobol' indices against SALib, SciPy and functions whose indices are known in closed form."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from SALib.sample import sobol as sampler
from SALib.test_functions import Ishigami, Sobol_G
from scipy.stats import sobol_indices as scipy_s

from experiments.study.sobol_indices import sobol_indices, split_saltelli

PI = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
A = np.array([0, 1, 4.5, 9, 99, 99])
CUBE = {"num_vars": 6, "names": list("abcdef"), "bounds": [[0, 1]] * 6}


def ishigami(rows):
    points = sampler.sample(PI, rows, calc_second_order=True, seed=3)
    return Ishigami.evaluate(points)


@pytest.fixture(scope="module")
def samples():
    """Ishigami's function and two others side by side."""
    values = ishigami(1024)
    return split_saltelli(np.column_stack([values, values**2, np.full_like(values, 7.0)]), 3, True)


def test_estimates_are_salib_s(samples):
    values = ishigami(1024)
    theirs = salib.analyze(PI, values, calc_second_order=True, seed=1)
    a, b, ab, ba = (each[..., :1] for each in samples)
    ours = sobol_indices(a, b, ab, ba, resamples=0, centre=np.array([values.mean()]))
    for name in ("S1", "ST"):
        assert np.allclose(getattr(ours, name)[:, 0], theirs[name], rtol=0, atol=1e-12)
    assert np.allclose(ours.S2[:, :, 0], theirs["S2"], rtol=0, atol=1e-12, equal_nan=True)


def test_estimates_are_scipy_s(samples):
    a, b, ab, _ = (each[..., :2] for each in samples)
    theirs = scipy_s(func={"f_A": a.T, "f_B": b.T, "f_AB": np.swapaxes(ab, 1, 2)}, n=1024)
    ours = sobol_indices(a, b, ab, resamples=0)
    assert np.allclose(ours.S1.T, theirs.first_order, rtol=0, atol=1e-12)
    assert np.allclose(ours.ST.T, theirs.total_order, rtol=0, atol=1e-12)


def test_ishigami_in_closed_form():
    found = sobol_indices(*split_saltelli(ishigami(8192)[:, None], 3, True), resamples=50)
    five, one = 7.0, 0.1
    variance = five**2 / 8 + one * np.pi**4 / 5 + one**2 * np.pi**8 / 18 + 0.5
    first = np.array([0.5 * (1 + one * np.pi**4 / 5) ** 2, five**2 / 8, 0]) / variance
    pair = 8 * one**2 * np.pi**8 / 225 / variance
    assert np.allclose(found.S1[:, 0], first, atol=0.01)
    assert np.allclose(found.ST[:, 0], first + np.array([pair, 0, pair]), atol=0.01)
    assert found.S2[0, 2, 0] == pytest.approx(pair, abs=0.02) and abs(found.S2[0, 1, 0]) < 0.02


def test_sobol_g_in_closed_form():
    values = Sobol_G.evaluate(sampler.sample(CUBE, 4096, calc_second_order=False, seed=1), a=A)
    found = sobol_indices(*split_saltelli(values[:, None], 6, False)[:3], resamples=0)
    part = 1 / (3 * (1 + A) ** 2)
    variance = np.prod(1 + part) - 1
    assert np.allclose(found.S1[:, 0], part / variance, atol=0.01)
    assert np.allclose(found.ST[:, 0], part * np.prod(1 + part) / (1 + part) / variance, atol=0.01)


def test_intervals_are_those_of_a_plain_bootstrap(samples):
    a, b, ab, _ = (each[..., :1] for each in samples)
    found = sobol_indices(a, b, ab, resamples=400)
    rng, plain = np.random.default_rng(5), []
    for _ in range(400):
        rows = rng.integers(0, len(a), len(a))
        plain.append(sobol_indices(a[rows], b[rows], ab[:, rows], resamples=0, centre=(a.mean(0) + b.mean(0)) / 2).S1)
    low, high = np.quantile(plain, [0.025, 0.975], axis=0)
    width = (high - low).max()
    assert np.allclose(found.S1_interval, [low, high], atol=0.15 * width)
    assert ((found.S1_interval[0] < found.S1) & (found.S1_interval[1] > found.S1)).all()


def test_an_interval_covers_the_truth_as_often_as_it_says():
    truth, hits = 0.3139, 0
    rng = np.random.default_rng(1)
    for _ in range(200):
        a, b = rng.uniform(-np.pi, np.pi, (2, 256, 3))
        ab = np.stack([np.column_stack([b[:, k] if k == j else a[:, k] for k in range(3)]) for j in range(3)])
        values = [Ishigami.evaluate(each)[:, None] for each in (a, b)]
        of_ab = np.stack([Ishigami.evaluate(each)[:, None] for each in ab])
        low, high = sobol_indices(*values, of_ab, resamples=200, seed=int(rng.integers(1e6))).S1_interval[:, 0, 0]
        hits += low < truth < high
    assert 180 <= hits <= 198


def test_one_outcome_that_is_no_number_leaves_out_its_row_alone(samples):
    a, b, ab, ba = (each.copy() for each in samples)
    ab[1, 5, 0] = np.nan
    found = sobol_indices(a, b, ab, ba, resamples=20)
    rest = np.arange(len(a)) != 5
    without = sobol_indices(a[rest], b[rest], ab[:, rest], ba[:, rest], resamples=0)
    assert np.allclose(found.S1[:, 0], without.S1[:, 0], atol=1e-12)
    assert np.allclose(found.S2[0, 2, 0], without.S2[0, 2, 0], atol=1e-12)
    assert found.rows.tolist() == [1023, 1024, 1024]
    whole = sobol_indices(*samples, resamples=20)
    assert np.array_equal(found.S1[:, 1], whole.S1[:, 1])


def test_what_does_not_vary_has_no_indices(samples):
    found = sobol_indices(*samples, resamples=10)
    assert np.isnan(found.S1[:, 2]).all() and np.isnan(found.ST_interval[:, :, 2]).all()
