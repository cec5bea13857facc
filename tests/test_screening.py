"""Morris screening against functions whose elementary effects are known."""

import numpy as np
import pytest

from experiments.study.screening import elementary_effects, morris_points, screen
from scenarios.errors import ScenarioError

NAMES = ("steep", "shallow", "curved", "pair", "partner", "idle")


def outcomes(unit):
    """A straight slope, a square, a product; and something that never changes."""
    a, b, c, d, e, _ = unit.T
    return np.column_stack([5 * a - 2 * b + c**2 + 4 * d * e, np.ones(len(unit))])


def simulate(unit):
    """Two replicates whose mean is the outcome."""
    return np.stack([outcomes(unit) - 1, outcomes(unit) + 1], axis=1)


@pytest.fixture(scope="module")
def found():
    return screen(simulate, NAMES, ("y", "flat"), trajectories=200)


def effect(found, name, outcome="y"):
    [row] = [row for row in found.top(outcome, len(NAMES)) if row.parameter == name]
    return row


def test_a_straight_slope_is_its_effect(found):
    steep, shallow = effect(found, "steep"), effect(found, "shallow")
    assert (steep.mu, steep.mu_star, shallow.mu, shallow.mu_star) == pytest.approx((5, 5, -2, 2))
    assert max(steep.sigma, shallow.sigma, steep.confidence, shallow.confidence) < 1e-12


def test_curvature_and_company_show_in_sigma(found):
    """A square's effects are 2/3 and 4/3; a product's 4 times its partner's level, 0, 1/3, 2/3 or 1."""
    curved, pair = effect(found, "curved"), effect(found, "pair")
    assert curved.mu == pytest.approx(1, abs=0.07) and curved.sigma == pytest.approx(1 / 3, rel=0.1)
    assert pair.mu == pytest.approx(2, abs=0.3) and pair.sigma == pytest.approx(4 * np.sqrt(5) / 6, rel=0.1)
    assert pair.confidence == pytest.approx(1.96 * pair.sigma / np.sqrt(200), rel=0.15)


def test_what_does_nothing_has_no_effect(found):
    assert effect(found, "idle").mu_star < 1e-12
    assert np.all(found.mu_star[:, 1] == 0) and np.all(found.sigma[:, 1] == 0)


def test_the_top_is_in_order(found):
    assert found.top("y")[0].parameter == "steep" and found.top("y")[-1].parameter == "idle"
    assert [row.parameter for row in found.top("y", 2)][1] in ("pair", "partner", "shallow")
    stars = [row.mu_star for row in found.top("y")]
    assert stars == sorted(stars, reverse=True)
    assert [row.parameter for row in found.top("flat")] == list(NAMES), "equals keep their order"
    assert [(row["outcome"], row["rank"]) for row in found.rows[:2]] == [("y", 1), ("y", 2)]
    assert len(found.rows) == 12
    with pytest.raises(ScenarioError, match="did you mean"):
        found.top("flatt")


def test_trajectories_change_one_axis_at_a_time():
    unit = morris_points(4, trajectories=10, seed=3)
    assert unit.shape == (50, 4) and unit.min() >= 0 and unit.max() <= 1
    changed = np.abs(np.diff(unit.reshape(10, 5, 4), axis=1)) > 1e-9
    assert np.all(changed.sum(axis=2) == 1) and np.all(changed.sum(axis=1) == 1)
    assert np.allclose(np.unique(np.round(unit * 3, 9)), [0, 1, 2, 3])


def test_the_seed_makes_the_design_and_no_global_luck_is_touched():
    before = np.random.get_state()[1].copy()
    one, same, other = (morris_points(4, seed=seed) for seed in (3, 3, 4))
    screened = [elementary_effects(one, one, "abcd", "wxyz", seed=5).confidence for _ in range(2)]
    assert np.array_equal(one, same) and not np.array_equal(one, other)
    assert np.array_equal(*screened)
    assert np.array_equal(before, np.random.get_state()[1])


def test_trajectories_without_a_number_are_left_out_and_counted():
    unit = morris_points(3, trajectories=4)
    values = unit[:, [0, 0]] * [2, 1]
    values[[0, 5, 9], 1] = np.nan
    values[5, 0] = np.inf
    found = elementary_effects(unit, values, "abc", ["most", "few"])
    assert found.trajectories.tolist() == [3, 1]
    assert found.mu_star[:, 0] == pytest.approx([2, 0, 0])
    assert np.isnan(found.mu_star[:, 1]).all()
