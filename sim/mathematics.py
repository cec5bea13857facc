"""Elementary functions of kernels without a C library, so that they give the same bits on every machine.

Every libm rounds a little differently, and calling one stops a loop over cadres from becoming vector code. What stands
here uses only + - * /, square root, comparison and integer shifts. It works on one number, and in a loop on as many as
the processor takes at once.
Strict floating point keeps the order of operations as it is written.

Numbers are doubles; those of cadres are singles, of which twice as many fit into a vector. One double in an expression
makes doubles of all that follows, so a number of a township goes through `single` before a loop over cadres, and
numbers written out in such a loop are the singles `ZERO`, `HALF` and `ONE`.

Arguments are checked upstream: where a domain is named, nothing outside it comes in.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from .compile.kernel import kernel

LOG2_OF_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238  # 33 bits, so a whole number below 2**20 times it is exact
LN2_LOW = 1.9082149292705877e-10
ROUND = 6755399441055744.0  # 1.5 * 2**52: adding it leaves no room for a fraction
ROUND_BITS = 0x4338000000000000
ONE_BITS = 0x3FF0000000000000
SQRT_HALF_BITS = 0x3FE6A09E667F3BCD
FRACTION_BITS = 0x000FFFFFFFFFFFFF

ZERO, HALF, ONE = np.float32(0.0), np.float32(0.5), np.float32(1.0)
QUICK_LOWEST = np.float32(-64.0)
QUICK_LOG2_OF_E = np.float32(1.4426950408889634)
QUICK_LN2_HIGH = np.float32(0.693359375)  # 10 bits, so a whole number below 2**14 times it is exact
QUICK_LN2_LOW = np.float32(-2.12194440e-4)
QUICK_2, QUICK_3, QUICK_4 = np.float32(0.49999994), np.float32(0.16666521), np.float32(0.04166839)
QUICK_5, QUICK_6 = np.float32(0.008368716), np.float32(0.0013814602)
QUICK_ROUND = np.float32(12582912.0)  # 1.5 * 2**23
SINGLE_ONE_BITS = 0x3F800000


@kernel
def single(x: Any) -> np.float32:
    """A number rounded to single precision; loops over cadres take numbers of townships through it."""
    return np.float32(x)


@kernel
def double(x: Any) -> np.float64:
    """A number as a double, exactly: sums of singles are added up in doubles."""
    return np.float64(x)


@kernel
def bits_of(x: float) -> np.int64:
    """The 64 bits of a float, read as a whole number."""
    return np.float64(x).view(np.int64)


@kernel
def float_of(bits: np.int64) -> float:
    """The float that has these 64 bits."""
    return float(np.int64(bits).view(np.float64))


@kernel
def sqrt(x: float) -> float:
    """Square root of x >= 0, one instruction on every machine."""
    return math.sqrt(x)


@kernel(inline=True)
def exp(x: float) -> float:
    """e to the x, to 1e-15 of its value, for x held within -708 and 709.

    x = n ln 2 + r with |r| <= ln(2) / 2; the series of e**r in Estrin's form, so that the
    products do not wait for each other; 2**n by writing n where a float keeps its exponent.
    """
    x = -708.0 if x < -708.0 else x
    x = 709.0 if x > 709.0 else x
    shifted = x * LOG2_OF_E + ROUND
    n = shifted - ROUND
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (r2 * 0.5) + r2 * (r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120)))
    middle = (1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320 + r * (1 / 362880))
    high = (1 / 3628800 + r * (1 / 39916800)) + r2 * (1 / 479001600 + r * (1 / 6227020800))
    series = 1.0 + (r + (low + (r2 * r4) * (middle + r4 * high)))
    return series * float_of((bits_of(shifted) << 52) + ONE_BITS)


@kernel(inline=True)
def quick_exp(x: np.float32) -> np.float32:
    """e to the x for x <= 0 in single precision, to 9e-8 of its value; for cadres, in a quarter of the time of `exp`.

    As `exp`, with a series of degree 6, fitted to the smallest relative error for |r| <= ln(2) / 2. Less than -64
    counts as -64: its exponential, 1.6e-28, is far below the last bit of any share of time, and what is computed with
    it keeps clear of subnormal numbers, at which some processors slow down.
    """
    x = QUICK_LOWEST if x < QUICK_LOWEST else x
    shifted = x * QUICK_LOG2_OF_E + QUICK_ROUND
    n = shifted - QUICK_ROUND
    r = (x - n * QUICK_LN2_HIGH) - n * QUICK_LN2_LOW
    r2 = r * r
    series = ONE + (r + r2 * ((QUICK_2 + r * QUICK_3) + r2 * ((QUICK_4 + r * QUICK_5) + r2 * QUICK_6)))
    power = np.int32((np.float32(shifted).view(np.int32) << 23) + SINGLE_ONE_BITS).view(np.float32)
    return series * power


@kernel(inline=True)
def quick_logistic(x: np.float32) -> np.float32:
    """1 / (1 + e**-x) in single precision, for cadres."""
    e = quick_exp(-abs(x))
    return (ONE if x > ZERO else e) / (ONE + e)


@kernel(inline=True)
def log(x: float) -> float:
    """Natural logarithm of a positive x (not subnormal), to 1e-15 of its value.

    x = 2**k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), then the atanh series in
    f / (2 + f) with the coefficients of FreeBSD's e_log.c (K. C. Ng, Sun Microsystems 1993).
    """
    bits = bits_of(x) + (ONE_BITS - SQRT_HALF_BITS)
    k = float_of((bits >> 52) + (ROUND_BITS - 1023)) - ROUND
    f = float_of((bits & FRACTION_BITS) + SQRT_HALF_BITS) - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
    odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
    half = 0.5 * f * f
    return k * LN2_HIGH - ((half - (s * (half + (odd + even)) + k * LN2_LOW)) - f)


@kernel(inline=True)
def log1p(x: float) -> float:
    """log(1 + x) for x >= 0, as exact for a tiny x as for a large one (W. Kahan's quotient)."""
    u = 1.0 + x
    return x if u == 1.0 else log(u) * (x / (u - 1.0))


@kernel(inline=True)
def softplus_and_slope(x: float) -> tuple[float, float]:
    """log(1 + e**x), never an overflow, and its derivative, the logistic function, from one exponential."""
    e = exp(-abs(x))
    return (x if x > 0.0 else 0.0) + log1p(e), (1.0 if x > 0.0 else e) / (1.0 + e)


@kernel(inline=True)
def logistic(x: float) -> float:
    """1 / (1 + e**-x), from 0 to 1."""
    return 1.0 / (1.0 + exp(-x))


@kernel
def lognormal(spread: float, z: float) -> float:
    """A lognormal factor of mean 1: of a standard normal z, with the standard deviation `spread` of its logarithm."""
    return exp(spread * z - 0.5 * spread * spread)


@kernel(inline=True)
def normal_density(z: float) -> float:
    """Density of the standard normal at z."""
    return 0.3989422804014327 * exp(-0.5 * z * z)


@kernel(inline=True)
def normal_cdf(z: float) -> float:
    """Chance that a standard normal is below z, to 1e-15.

    J. F. Hart's rational approximation 5666 as given by G. West (2005), also used beyond
    his |z| = 7, where it is off by a few millionths of a value below 1e-12.
    """
    a = abs(z)
    above = 0.0352624965998911 * a + 0.700383064443688
    above = ((above * a + 6.37396220353165) * a + 33.912866078383) * a + 112.079291497871
    above = (above * a + 221.213596169931) * a + 220.206867912376
    below = (0.0883883476483184 * a + 1.75566716318264) * a + 16.064177579207
    below = ((below * a + 86.7807322029461) * a + 296.564248779674) * a + 637.333633378831
    below = (below * a + 793.826512519948) * a + 440.413735824752
    tail = exp(-0.5 * a * a) * above / below
    return 1.0 - tail if z > 0.0 else tail


@kernel
def normal_quantile(p: float) -> float:
    """The z below which a standard normal falls with chance p, 0 < p < 1, to 1e-15.

    M. J. Wichura (1988), algorithm AS 241: the middle, the sides, and the far tails.
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _quantile_middle(0.180625 - q * q)
    r = sqrt(-log(p if q < 0.0 else 1.0 - p))
    z = _quantile_side(r - 1.6) if r <= 5.0 else _quantile_tail(r - 5.0)
    return -z if q < 0.0 else z


@kernel
def _quantile_middle(r: float) -> float:
    above = ((2509.0809287301227 * r + 33430.575583588128) * r + 67265.7709270087) * r + 45921.95393154987
    above = ((above * r + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438
    below = ((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597
    below = ((below * r + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091
    return (above * r + 3.3871328727963665) / (below * r + 1.0)


@kernel
def _quantile_side(r: float) -> float:
    above = (7.745450142783414e-04 * r + 0.022723844989269184) * r + 0.2417807251774506
    above = ((above * r + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691
    below = (1.0507500716444169e-09 * r + 5.475938084995345e-04) * r + 0.015198666563616457
    below = ((below * r + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038
    above = (above * r + 4.630337846156546) * r + 1.4234371107496835
    return above / ((below * r + 2.053191626637759) * r + 1.0)


@kernel
def _quantile_tail(r: float) -> float:
    above = (2.0103343992922881e-07 * r + 2.7115555687434876e-05) * r + 0.0012426609473880784
    above = ((above * r + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913
    below = (2.0442631033899397e-15 * r + 1.4215117583164459e-07) * r + 1.8463183175100547e-05
    below = ((below * r + 7.868691311456133e-04) * r + 0.014875361290850615) * r + 0.1369298809227358
    above = (above * r + 5.463784911164114) * r + 6.657904643501103
    return above / ((below * r + 0.599832206555888) * r + 1.0)


@kernel
def ordered_sum(values: npt.NDArray[Any], n: int) -> float:
    """Sum of values[0] to values[n - 1], n a multiple of 8, in the one order the whole model uses: always a double.

    Eight sums by index modulo 8, then four, two, one: a vector of any width adds in
    this order, so width, threads and processor cannot change a bit. Padding holds zeros.
    """
    s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = 0.0
    for block in range(n >> 3):
        i = block << 3  # with i | 1 Numba sees that no index is negative; i + 1 is half as fast
        s0 += double(values[i])
        s1 += double(values[i | 1])
        s2 += double(values[i | 2])
        s3 += double(values[i | 3])
        s4 += double(values[i | 4])
        s5 += double(values[i | 5])
        s6 += double(values[i | 6])
        s7 += double(values[i | 7])
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
