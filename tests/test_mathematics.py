"""The calculator against exact arithmetic, and its order of sums against the definition."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from docs.specification import mathematics as specification
from sim.mathematics import (
    ZERO,
    bits_of,
    exp,
    float_of,
    log,
    log1p,
    logistic,
    normal_cdf,
    normal_density,
    normal_quantile,
    ordered_sum,
    quick_exp,
    quick_logistic,
    softplus_and_slope,
    sqrt,
)

settings.register_profile("kernels", deadline=None)  # the first call compiles
settings.load_profile("kernels")
floats = st.floats(allow_nan=False, allow_infinity=False)


def relative_error(computed, exact):
    """Both in 50 digits, because the errors asked for are those of the last bit."""
    return abs((Decimal(computed) - exact) / exact) if exact else abs(Decimal(computed))


@given(st.floats(-708, 709))
def test_exp(x):
    with localcontext(prec=50):
        assert relative_error(exp(x), Decimal(x).exp()) < 4e-16


def test_exp_of_zero_is_one_and_the_ends_hold():
    assert exp(0.0) == exp(-0.0) == 1.0
    assert exp(-1e300) == exp(-708.0) > 0.0
    assert exp(1e300) == exp(709.0) < math.inf


@given(st.floats(-700, 700), st.floats(1e-9, 1))
def test_exp_never_falls(x, step):
    assert exp(x + step) >= exp(x)


@given(st.floats(2.3e-308, 1.7e308))
def test_log(x):
    with localcontext(prec=50):
        assert relative_error(log(x), Decimal(x).ln()) < 4e-16


@given(st.floats(0.5, 2))
def test_log_near_one(x):
    with localcontext(prec=50):
        assert relative_error(log(x), Decimal(x).ln()) < 4e-16


def test_log_of_one_is_zero():
    assert log(1.0) == 0.0


@given(st.floats(-64, 0, width=32))
def test_quick_exp(x):
    assert quick_exp(np.float32(x)) == pytest.approx(math.exp(x), rel=9e-8, abs=0)


def test_quick_exp_of_zero_is_one_and_the_end_holds():
    assert quick_exp(ZERO) == quick_exp(-ZERO) == 1.0
    assert quick_exp(np.float32(-1e30)) == quick_exp(np.float32(-64.0)) > 1e-28


@given(st.floats(-(2.0**99), 2.0**99, width=32))
def test_quick_functions_are_single_and_those_of_the_specification(x):
    x = np.float32(x)
    assert quick_logistic(x) == pytest.approx(logistic(float(x)), rel=3e-7, abs=2e-28)
    for ours, theirs in (
        (quick_exp(-abs(x)), specification.quick_exp(-abs(x))),
        (quick_logistic(x), specification.quick_logistic(x)),
    ):
        assert np.float32(ours) == ours == theirs and type(theirs) is np.float32


@given(st.floats(-600, 600))
def test_softplus_and_its_slope(x):
    value, slope = softplus_and_slope(x)
    with localcontext(prec=400):
        assert relative_error(value, (1 + Decimal(x).exp()).ln()) < 1e-15
        assert relative_error(slope, 1 / (1 + (-Decimal(x)).exp())) < 1e-15


@given(st.floats(0, 1e300))
def test_log1p(x):
    assert log1p(x) == pytest.approx(math.log1p(x), rel=1e-15, abs=0)


@given(st.floats(-700, 700))
def test_logistic(x):
    with localcontext(prec=50):
        assert relative_error(logistic(x), 1 / (1 + (-Decimal(x)).exp())) < 1e-15


@given(st.floats(0, 1e308))
def test_sqrt_is_the_machine_s(x):
    assert sqrt(x) == math.sqrt(x)


@given(st.floats(-30, 30))
def test_normal_density(z):
    assert normal_density(z) == pytest.approx(math.exp(-z * z / 2) / math.sqrt(2 * math.pi), rel=1e-13)


@given(st.floats(-40, 40))
def test_normal_cdf(z):
    assert abs(normal_cdf(z) - ndtr(z)) < 1e-15
    assert normal_cdf(z) == pytest.approx(ndtr(z), rel=1e-5, abs=1e-300)


def test_half_lies_below_zero():
    assert normal_cdf(0.0) == 0.5
    assert normal_quantile(0.5) == 0.0


@given(st.floats(1e-300, 1, exclude_max=True))
def test_normal_quantile(p):
    assert normal_quantile(p) == pytest.approx(ndtri(p), rel=2e-15, abs=1e-15)


@given(st.floats(1e-12, 0.999))
def test_quantile_undoes_cdf(p):
    assert normal_cdf(normal_quantile(p)) == pytest.approx(p, rel=1e-9)


@given(floats)
def test_a_float_survives_its_bits(x):
    assert bits_of(x) == int(np.float64(x).view(np.int64))
    assert float_of(np.int64(bits_of(x))) == x


@given(st.lists(st.floats(-1e9, 1e9), max_size=80), st.integers(0, 5))
def test_ordered_sum_has_one_order(values, blocks_of_padding):
    row = np.zeros(-(-len(values) // 8) * 8 + 8 * blocks_of_padding)
    row[: len(values)] = values
    lanes = [0.0] * 8
    for i, value in enumerate(values):
        lanes[i % 8] += value
    a, b, c, d, e, f, g, h = lanes
    assert ordered_sum(row, row.size) == ((a + e) + (c + g)) + ((b + f) + (d + h))
