"""Forced distributions, places and the contest of equals: what the ladder must do, whatever its prizes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import load, load_place
from sim.rules.contests import quota_places, rank_sensitivity
from sim.rules.visits import visits_received
from sim.state.enumerations import Trait
from sim.world import World


@pytest.mark.parametrize(
    ("n", "quota", "places"), [(8, 0.20, 1), (7, 0.20, 1), (5, 0.20, 1), (20, 0.20, 4), (8, 0.05, 1), (20, 0.05, 1)]
)
def test_a_quota_is_rounded_down_but_never_to_nobody(n, quota, places):  # YZ: classes of 8, 7 and 5
    assert quota_places(quota, n) == places


@given(st.integers(2, 60), st.floats(0.001, 1))
def test_a_quota_never_takes_everybody(n, quota):
    assert 1 <= quota_places(quota, n) <= n - 1


@pytest.mark.parametrize(("n", "m", "expected"), [(2, 1, 0.56419 / 2), (14, 1, 0.1217), (14, 3, 0.2723)])
def test_gain_from_effort_in_a_contest_of_equals(n, m, expected):
    """T4 (Lazear and Rosen): K(14, 1) and K(14, 3); for two, K = 1 / (2 sqrt(pi)), that is .56419 over s = .5."""
    assert rank_sensitivity(n, m) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("recognition", "expected"), [(0.0, 20.0), (0.7, 6.7), (1.0, 1.0)])
def test_joint_visits(recognition, expected):  # T19: N_eff = 1 + (N - 1)(1 - r)
    assert visits_received(20.0, 1.0, recognition) == pytest.approx(expected)


@pytest.fixture(scope="module")
def yinzhou():
    scenario = load("yinzhou")
    return World([scenario.case(load_place("yinzhou"), months=24, seed=s) for s in range(3)]).run(), scenario


def test_yinzhou_compares_inside_each_class(yinzhou):
    """In every class of 8, 7 and 5 exactly one team is outstanding and as many are at the bottom as the quotas give."""
    world, _ = yinzhou
    for c in range(3):
        towns = world.towns[c * 20 : c * 20 + 20]
        for size_class, members in ((0, 8), (1, 7), (2, 5)):
            mine = towns[towns["size_class"] == size_class]
            assert len(mine) == members
            assert mine["top"].sum() == 1
            assert mine["top"][np.argmax(mine["score"])] == 1
            assert mine["bottom"][np.argmin(mine["score"])] == 1


def test_yinzhou_grades_persons_by_quota(yinzhou):
    """At most 10 % of the county's 1,000 cadres are excellent, and 2 % incompetent, by their own scores."""
    world, scenario = yinzhou
    at = {rung.id: k for k, rung in enumerate(scenario.regime.rungs)}
    for c in range(3):
        grades = world.towns["person_grades"][c * 20 : c * 20 + 20].sum(axis=0)
        assert grades[at["person_excellent"]] == 100
        assert grades[at["person_incompetent"]] == 20
        scores = world.traits[c * 20 : c * 20 + 20, Trait.SCORE][world.traits[c * 20 : c * 20 + 20, Trait.PRESENT] == 1]
        assert (scores > world.counties["cutoff"][c, 0, at["person_excellent"]]).sum() == 100
