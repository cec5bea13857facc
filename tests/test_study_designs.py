"""Designs: as many points as are announced, the same for the same seed, and SALib's traps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from SALib.sample import ff, sobol

from experiments.study.axes import StudyAxis
from experiments.study.decimals import to_digits
from experiments.study.designs import OPTIONS, SAMPLERS, count_of, group_names, points_of, problem, seed_of
from experiments.study.specification import Design

AXES = (
    StudyAxis("lever", "a"),
    StudyAxis("lever", "b", type="whole", low=1, high=3),
    StudyAxis("people", type="choice", values=("x", "y")),
)


def design(kind, seed=1, **options):
    usual = {name: option.default for name, option in OPTIONS[kind].items()}
    return Design(kind, seed, usual | options)


@pytest.mark.parametrize("kind", sorted(set(OPTIONS) - {"list"}))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_design_has_the_points_it_announces(kind, number):
    if kind == "saltelli" and number == 1:
        pytest.skip("one axis has no pairs")
    points = points_of(design(kind), AXES[:number])
    assert len(points) == count_of(design(kind), AXES[:number])
    assert list(points.values) == [axis.name for axis in AXES[:number]]
    assert np.isnan(points.unit).all() or ((points.unit >= 0) & (points.unit <= 1)).all()


@pytest.mark.parametrize("kind", sorted(set(SAMPLERS) - {"fractional_factorial"}))
def test_points_belong_to_their_seed_and_zero_is_one(kind):
    one, again, other = (points_of(design(kind, seed), AXES).unit for seed in (0, 0, 1))
    assert np.array_equal(one, again) and not np.array_equal(one, other)


def test_no_seed_is_zero():
    assert all(1 <= seed_of(design("sobol", seed)) < 2**31 for seed in range(100))
    assert seed_of(design("sobol")) != seed_of(design("sobol"), "bootstrap")


def test_saltelli_is_salib_s():
    expected = sobol.sample(problem(AXES), 8, calc_second_order=True, seed=seed_of(design("saltelli")))
    assert np.array_equal(points_of(design("saltelli", points=8), AXES).unit, expected)


def test_groups_are_varied_together():
    axes = (StudyAxis("lever", "a", group="g"), StudyAxis("lever", "b"), StudyAxis("lever", "c", group="g"))
    assert group_names(axes) == ["g", "lever.b"]
    unit = points_of(design("saltelli", points=4, second_order=False), axes).unit.reshape(4, 4, 3)
    assert np.array_equal(unit[:, 1, 1], unit[:, 0, 1]) and np.array_equal(unit[:, 1, [0, 2]], unit[:, 3, [0, 2]])


def test_what_salib_writes_into_a_problem_reaches_nobody():
    theirs = problem(AXES)
    ff.sample(theirs)
    assert theirs != problem(AXES), "SALib no longer changes the caller's problem: the guard may go"
    assert len(problem(AXES)["names"]) == 3


def test_a_grid_is_every_combination():
    points = points_of(design("grid", levels=2), AXES)
    rows = {tuple(points.row(k)) for k in range(len(points))}
    assert rows == {(a, b, c) for a in (0.0, 1.0) for b in (1.0, 3.0) for c in "xy"}
    assert len(points_of(design("grid", levels=3), AXES)) == 3 * 3 * 2


def test_whole_numbers_without_an_order_are_all_in_a_grid():
    rules = StudyAxis("behaviour", "decision_rule", "whole", 0, 4)
    assert list(points_of(design("grid", levels=2), [rules]).values["behaviour.decision_rule"]) == [0, 1, 2, 3, 4]


def test_a_latin_hypercube_fills_every_stratum():
    unit = points_of(design("latin_hypercube", points=20), AXES).unit
    assert all(sorted(np.floor(unit[:, k] * 20)) == list(range(20)) for k in range(3))


NEAR_POWERS = st.builds(lambda power, other: np.nextafter(10.0**power, other), st.integers(-30, 30), st.floats())
HALF_WAY = st.integers(0, 10**12).map(lambda whole: (whole + 0.5) / 1e12)


@given(arrays(np.float64, st.integers(0, 20), elements=st.floats() | NEAR_POWERS | HALF_WAY))
def test_rounding_of_arrays_is_that_of_single_numbers(values):
    single = np.array([float(f"{value:.12g}") for value in values], np.float64)
    assert to_digits(values, 12).tobytes() == single.tobytes()
