"""History matching: keeps the truth, discards what it must, and says so when nothing is left."""

import numpy as np
import pytest

from experiments.study.emulator import fit_quadratic
from experiments.study.history_matching import (
    Target,
    between,
    combined,
    implausibility,
    luck_variance,
    match,
    next_points,
    perturb,
)
from sim.parameters.declaration import ParameterError

TRUTH = np.array([0.3, 0.7, 0.5])


def outcomes(unit):
    """Two outcomes of the first two axes; the third does nothing."""
    return np.column_stack([unit[:, 0] + unit[:, 1], np.sin(2 * unit[:, 0]) * unit[:, 1]])


def simulate(unit):
    return outcomes(unit)[:, None, :]


def targets(sd=0.02):
    values = outcomes(TRUTH[None])[0]
    return [Target(name, value, sd) for name, value in zip(("sum", "product"), values, strict=True)]


# Implausibility


def test_implausibility_is_the_distance_in_standard_deviations():
    means = np.array([[1.0, 10.0], [4.0, 10.0]])
    found = implausibility(means, [Target("a", 1.0, 3.0, 4.0), Target("b", 16.0)], np.array([0.0, 4.0]))
    assert np.allclose(found, [[0, 3], [3 / 5, 3]])


@pytest.mark.parametrize(
    ("direction", "expected"), [("equal", [2, 0, 2]), ("at_least", [2, 0, 0]), ("at_most", [0, 0, 2])]
)
def test_a_bound_counts_on_one_side_only(direction, expected):
    means = np.array([[-1.0], [0.0], [1.0]])
    assert implausibility(means, [Target("a", 0.0, 0.5, direction=direction)])[:, 0].tolist() == expected


def test_no_number_is_infinitely_far():
    assert implausibility(np.array([[np.nan]]), [Target("a", 0.0, 1.0)])[0, 0] == np.inf


def test_the_largest_and_the_second_largest():
    distances = np.array([[1.0, 5.0, 2.0], [0.0, 0.5, 0.1]])
    assert combined(distances).tolist() == [5, 0.5]
    assert combined(distances, rank=2).tolist() == [2, 0.1]
    with pytest.raises(ParameterError, match="rank"):
        combined(distances, rank=4)


def test_luck_is_pooled_over_points_and_falls_with_replicates():
    luck = np.random.default_rng(1).normal(0, [0.5, 2.0], size=(4000, 5, 2))
    means = np.arange(4000.0)[:, None, None]
    assert luck_variance(luck + means) == pytest.approx([0.25 / 5, 4 / 5], rel=0.05)
    assert luck_variance(luck, observed=2) == pytest.approx([0.25 * (1 / 5 + 1 / 2), 4 * (1 / 5 + 1 / 2)], rel=0.05)
    assert luck_variance(luck[:, :1]).tolist() == [0, 0]


def test_a_range_becomes_a_target():
    assert between("inspections", 20, 40) == Target("inspections", 30, 5)


# Emulator


def test_a_quadratic_is_emulated_exactly_and_its_error_is_known():
    rng = np.random.default_rng(2)
    unit = rng.random((200, 3))
    exact = np.column_stack([1 + unit[:, 0] ** 2 - unit[:, 1] * unit[:, 2], unit[:, 2]])
    emulator = fit_quadratic(unit, exact)
    new = rng.random((50, 3))
    assert np.allclose(emulator.predict(new), np.column_stack([1 + new[:, 0] ** 2 - new[:, 1] * new[:, 2], new[:, 2]]))
    assert np.all(emulator.variance < 1e-20)
    noisy = fit_quadratic(unit, exact + rng.normal(0, 0.1, exact.shape))
    assert noisy.variance == pytest.approx([0.01, 0.01], rel=0.3)


def test_too_few_runs_make_no_emulator_and_no_number_is_left_out():
    rng = np.random.default_rng(3)
    unit = rng.random((13, 3))
    assert fit_quadratic(unit, unit) is None
    unit = rng.random((16, 3))
    gaps = unit.copy()
    gaps[0] = np.nan
    assert np.allclose(fit_quadratic(unit, gaps).predict(unit), unit)


# Waves


@pytest.mark.parametrize("emulate", [True, False])
def test_what_is_left_surrounds_the_truth_and_shrinks(emulate):
    history = match(simulate, targets(), 3, waves=3, points=256, emulate=emulate)
    low, high = history.box(margin=0).T
    assert np.all((low < TRUTH) & (high > TRUTH))
    assert all(share > 0.5 for share in history.ruled_out.values())
    assert history.shares[0] < 0.1
    assert history.shares[-1] > (0.6 if emulate else 0.15) > history.shares[0]
    assert np.ptp(history.unit[:, 2]) > 0.9, "an axis that does nothing is not narrowed"
    assert np.all(np.abs(history.means - outcomes(TRUTH[None])) <= 3 * 0.02 + 1e-12), "what must go is gone"


def test_what_is_left_has_the_right_size():
    """One linear outcome: left is a band of known width."""
    history = match(lambda unit: unit[:, None, :1], [Target("a", 0.4, 0.05)], 2, waves=2, points=400)
    assert history.shares[0] == pytest.approx(0.3, abs=0.003)
    assert history.box(margin=0)[0] == pytest.approx([0.25, 0.55], abs=0.01)
    assert history.ruled_out == {"a": pytest.approx(0.7, abs=0.003)}


def test_luck_keeps_points_that_luck_could_explain():
    def lucky(unit):
        luck = np.random.default_rng(9).normal(0, 0.2, (len(unit), 4, 1))
        return unit[:, None, :1] + luck

    history = match(lucky, [Target("a", 0.5)], 1, waves=1, points=400)
    width = np.ptp(history.unit[:, 0])
    assert width > 2 * 3 * 0.1, "three deviations of the mean of four on both sides"


def test_the_second_largest_forgives_one_wrong_target():
    wrong = [*targets(), Target("never", 99.0, 0.01)]

    def third(unit):
        return np.concatenate([simulate(unit), np.zeros((len(unit), 1, 1))], axis=2)

    assert match(third, wrong, 3, waves=2, points=200).unit.size == 0
    assert match(third, wrong, 3, waves=2, points=200, rank=2).unit.size > 0


def test_an_empty_history_says_so():
    history = match(simulate, [Target("a", 5.0, 0.01), Target("b", 5.0, 0.01)], 3, waves=2, points=50)
    assert history.shares == [0, 0]
    with pytest.raises(ParameterError, match="not ruled out"):
        history.box()


def test_waves_search_towards_a_target_that_no_point_of_the_first_meets():
    sharp = [Target("a", 0.77, 0.0005)]
    history = match(lambda unit: (unit[:, None, :1] + unit[:, None, 1:2]) / 2, sharp, 2, waves=4, points=40)
    assert not history.waves[0].kept.any() and history.waves[-1].kept.any()


def test_the_seed_makes_the_waves():
    one, same, other = (match(simulate, targets(), 3, waves=2, points=64, seed=seed) for seed in (4, 4, 5))
    assert np.array_equal(one.waves[1].unit, same.waves[1].unit)
    assert not np.array_equal(one.waves[1].unit, other.waves[1].unit)


def test_children_stay_in_the_cube_near_their_parents():
    parents = np.random.default_rng(6).random((50, 2)) * 0.1
    children = perturb(parents, 200, np.random.default_rng(7))
    assert children.shape == (200, 2)
    assert np.all((children >= 0) & (children <= 1)) and children.max() < 0.4
    assert children.std() > parents.std()


def test_a_further_wave_can_be_asked_for():
    history = match(simulate, targets(), 3, waves=1, points=256)
    unit = next_points(history.waves, history.targets, 64, np.random.default_rng(1))
    assert unit.shape == (64, 3)
    inside = combined(implausibility(outcomes(unit), targets())) <= 3
    assert inside.mean() > 4 * history.shares[0]


def test_the_box_of_what_is_left_holds_the_truth():
    box = match(simulate, targets(), 3, points=256).box()
    assert np.all((box[:, 0] <= TRUTH) & (box[:, 1] >= TRUTH))
    assert box[0, 1] - box[0, 0] < 0.85 and box[2, 1] - box[2, 0] > 0.9
