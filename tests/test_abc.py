"""Approximate Bayesian computation against posteriors that are known exactly."""

import numpy as np
import pytest
from scipy.stats import truncnorm

from experiments.study.approximate_bayes import coverage, distances, infer, scales, with_error

MIX = np.array([[1.0, 0.5], [-0.5, 2.0]])
SD = np.array([0.04, 0.06])


def linear(count, seed, sd=SD):
    """Three uniform parameters; two summaries, linear in the first two, with normal errors; the third is not seen."""
    rng = np.random.default_rng(seed)
    parameters = rng.random((count, 3))
    return parameters, parameters[:, :2] @ MIX.T + rng.normal(0, 1, (count, 2)) * sd


@pytest.fixture(scope="module")
def runs():
    return linear(20_000, 1)


def exact(observed):
    """Mean and covariance of the first two parameters: far from the ends of the prior the posterior is normal."""
    back = np.linalg.inv(MIX)
    return back @ observed, back @ np.diag(SD**2) @ back.T


# The linear-Gaussian model


@pytest.mark.parametrize("truth", [(0.5, 0.5), (0.4, 0.65)])
def test_regression_gives_the_exact_posterior(runs, truth):
    """Of 1,000 points kept, deviations are known to 3 %; the curve of the logit adds as much again."""
    observed = MIX @ truth
    mean, covariance = exact(observed)
    found = infer(*runs, observed, share=0.05)
    assert found.mean[:2] == pytest.approx(mean, abs=0.004)
    assert found.sd[:2] == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.1)
    joint = np.cov(found.values[:, :2], rowvar=False, aweights=found.weights)
    assert joint == pytest.approx(covariance, abs=0.15 * covariance.max())
    half = 1.96 * np.sqrt(np.diag(covariance))
    assert found.interval(0.95)[:, :2] == pytest.approx(np.array([mean - half, mean + half]), abs=0.012)


def test_a_parameter_the_evidence_does_not_see_stays_as_the_prior(runs):
    found = infer(*runs, MIX @ [0.5, 0.5])
    assert found.shrinkage[2] == pytest.approx(1, abs=0.05)
    assert np.all(found.shrinkage[:2] < 0.25)
    assert found.quantile([0.25, 0.5, 0.75])[:, 2] == pytest.approx([0.25, 0.5, 0.75], abs=0.04)
    rows = found.rows(["a", "b", "idle"])
    assert rows[-1]["parameter"] == "idle" and rows[0]["shrinkage"] < rows[1]["shrinkage"] < rows[2]["shrinkage"]
    assert rows[-1]["low"] == pytest.approx(0.025, abs=0.02)


def test_rejection_alone_is_too_wide(runs):
    observed = MIX @ [0.5, 0.5]
    plain, adjusted = infer(*runs, observed, adjust=False), infer(*runs, observed)
    assert np.all(plain.sd[:2] > 1.5 * adjusted.sd[:2])
    nearest = infer(*runs, observed, share=0.005, adjust=False)
    assert np.all(nearest.sd[:2] < plain.sd[:2])


def test_evidence_beyond_the_model_is_told(runs):
    assert not infer(*runs, MIX @ [0.5, 0.5]).beyond.any()
    assert infer(*runs, MIX @ [0.5, 0.5] + [0, 9]).beyond.tolist() == [False, True]


def test_parameters_stay_in_their_range():
    """Evidence at the end of a range: the posterior is a truncated normal."""
    rng = np.random.default_rng(2)
    parameters = 10 + 5 * rng.random((40_000, 1))
    summaries = parameters + rng.normal(0, 0.5, parameters.shape)
    found = infer(parameters, summaries, np.array([10.2]), low=10, high=15, share=0.02)
    assert found.values.min() >= 10 and found.values.max() <= 15
    known = truncnorm(-0.4, 9.6, loc=10.2, scale=0.5)
    assert found.mean[0] == pytest.approx(known.mean(), abs=0.05)
    assert found.sd[0] == pytest.approx(known.std(), rel=0.15)


def test_errors_of_evidence_and_model_widen_the_posterior():
    """Runs without error and an error added to them: the posterior is that of the model with the error."""
    parameters, summaries = linear(20_000, 3, sd=np.zeros(2))
    observed = MIX @ [0.5, 0.5]
    _, covariance = exact(observed)
    found = infer(parameters, with_error(summaries, SD), observed)
    assert found.sd[:2] == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.1)
    assert np.array_equal(with_error(summaries, SD, 1), with_error(summaries, SD, 1))


# Coverage


def test_intervals_hold_the_truth_as_often_as_they_say():
    found = coverage(*linear(4000, 4), truths=250)
    assert found.truths == 250 and found.shares.shape == (3, 3)
    assert found.within.all()
    assert np.all(found.shrinkage[:2] < 0.4) and found.shrinkage[2] > 0.95


def test_intervals_that_are_too_narrow_are_found_out():
    """Truths met other luck than the runs know of: four times the error."""
    truths = linear(250, 6, sd=4 * SD)
    found = coverage(*linear(4000, 5), *truths)
    assert not found.within[:, :2].any()
    assert np.all(found.shares[:, :2] < found.band[:, :1])
    assert found.within[:, 2].all(), "the parameter nobody sees has its prior interval"


def test_bands_narrow_with_truths():
    runs = linear(1000, 7)
    few, many = (coverage(*runs, truths=n, share=0.2).band for n in (20, 200))
    assert np.all(np.ptp(few, axis=1) > 2 * np.ptp(many, axis=1))
    assert np.all((many[:, 0] < [0.5, 0.8, 0.95]) & (many[:, 1] > [0.5, 0.8, 0.95]))


# The pieces


def test_weights_are_epanechnikovs():
    parameters = np.arange(1.0, 6)[:, None] / 10
    summaries = np.array([[0.0], [1.0], [2.0], [3.0], [4.0]])
    found = infer(parameters, summaries, np.array([0.0]), share=0.8, scale=np.array([1.0]), adjust=False)
    assert found.bandwidth == 4
    expected = np.array([1, 15 / 16, 12 / 16, 7 / 16])
    assert found.weights == pytest.approx(expected / expected.sum())
    assert found.effective_size == pytest.approx(expected.sum() ** 2 / (expected**2).sum())


def test_the_order_of_points_changes_nothing(runs):
    order = np.random.default_rng(8).permutation(len(runs[0]))
    one, other = (infer(a[:], b[:], MIX @ [0.5, 0.5]) for a, b in (runs, (runs[0][order], runs[1][order])))
    assert other.mean == pytest.approx(one.mean, rel=1e-9)
    assert other.sd == pytest.approx(one.sd, rel=1e-9)


def test_all_points_may_be_kept():
    parameters, summaries = linear(200, 9)
    found = infer(parameters, summaries, MIX @ [0.5, 0.5], share=1.0)
    assert len(found.values) == 200 and np.all(found.weights > 0) and found.weights.sum() == pytest.approx(1)


def test_distances_are_in_units_of_spread_and_infinite_without_a_number():
    summaries = np.array([[0.0, 0.0], [1.0, 100.0], [2.0, np.nan], [3.0, 300.0], [4.0, 400.0]])
    scale = scales(summaries)
    assert scale.tolist() == [1, 150]
    far = distances(summaries, np.array([0.0, 0.0]), scale)
    assert far == pytest.approx([0, np.hypot(1, 2 / 3), np.inf, np.hypot(3, 2), np.hypot(4, 8 / 3)])
    assert scales(np.array([[0.0], [0.0], [0.0], [5.0]])) == pytest.approx([5 * np.sqrt(3) / 4])


def test_a_point_without_numbers_is_never_kept():
    parameters, summaries = linear(500, 10)
    summaries[:100] = np.nan
    found = infer(parameters, summaries, MIX @ [0.5, 0.5], share=1.0)
    assert len(found.values) == 400 and np.isfinite(found.mean).all()
