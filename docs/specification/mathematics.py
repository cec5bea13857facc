"""Appendix A.1 and A.2: the published functions and the ordered sum: `sim/mathematics.py`."""

import math

from numpy import float32

LN2_HIGH, LN2_LOW = 0.6931471803691238, 1.9082149292705877e-10
TO_NEAREST = 6755399441055744.0  # 1.5 * 2 ** 52: adding and taking it away rounds to a whole number
ROOT_HALF = 0.7071067811865476

BODY_ABOVE = (0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
              221.213596169931, 220.206867912376)  # fmt: skip
BODY_BELOW = (0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
              637.333633378831, 793.826512519948, 440.413735824752)  # fmt: skip
CENTRE = (
    (2509.0809287301227, 33430.575583588128, 67265.7709270087, 45921.95393154987, 13731.69376550946,
     1971.5909503065513, 133.14166789178438, 3.3871328727963665),
    (5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
     687.1870074920579, 42.31333070160091, 1.0),
)  # fmt: skip
SHOULDER = (
    (7.745450142783414e-04, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
     5.769497221460691, 4.630337846156546, 1.4234371107496835),
    (1.0507500716444169e-09, 5.475938084995345e-04, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
     1.6763848301838038, 2.053191626637759, 1.0),
)  # fmt: skip
TAIL = (
    (2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784, 0.026532189526576124,
     0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103),
    (2.0442631033899397e-15, 1.4215117583164459e-07, 1.8463183175100547e-05, 7.868691311456133e-04,
     0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0),
)  # fmt: skip

sqrt = math.sqrt
single = float32  # what becomes of a number of a cadre; with a Python number, the result is single as well


def polynomial(x, coefficients):
    """Value at x of a polynomial, coefficients of the highest power first, by Horner's rule."""
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


def clamp(x, low, high):
    """x, or the nearer end of the range where it lies outside."""
    return min(high, max(low, x))


def power(base, times):
    """base ** times by squaring: factors for the digits of `times` in base two, lowest first."""
    product = 1.0
    for digit in reversed(f"{int(times):b}"):
        product = product * base if digit == "1" else product
        base = base * base
    return product


def exp(x):
    """Exponential, by its series after reduction to a power of two."""
    x = clamp(x, -708.0, 709.0)
    whole = (x * 1.4426950408889634 + TO_NEAREST) - TO_NEAREST
    r = (x - whole * LN2_HIGH) - whole * LN2_LOW
    square = r * r
    fourth = square * square
    # Three groups of four powers each, Estrin's scheme.
    second = (square * 0.5) + square * (r * (1 / 6) + square * (1 / 24 + r * (1 / 120)))
    sixth = (1 / 720 + r * (1 / 5040)) + square * (1 / 40320 + r * (1 / 362880))
    tenth = (1 / 3628800 + r * (1 / 39916800)) + square * (1 / 479001600 + r * (1 / 6227020800))
    series = 1.0 + (r + (second + (square * fourth) * (sixth + fourth * tenth)))
    return math.ldexp(series, int(whole))


def quick_exp(x):
    """Exponential of x up to 0 in single precision, with a relative error of 9e-8, for cadres only."""
    x = max(x, single(-64.0))
    whole = round(x * 1.4426950408889634)
    r = (x - whole * 0.693359375) - whole * -2.12194440e-4  # ln 2 in two parts
    square = r * r
    from_fourth = (0.04166839 + r * 0.008368716) + square * 0.0013814602
    series = 1.0 + (r + square * ((0.49999994 + r * 0.16666521) + square * from_fourth))
    return single(math.ldexp(series, whole))


def quick_logistic(x):
    """1 / (1 + exp(-x)) in single precision, for cadres only."""
    e = quick_exp(-abs(x))
    return (1.0 if x > 0.0 else e) / (1.0 + e)


def log(x):
    """Natural logarithm of x > 0, by the method of Sun's fdlibm."""
    mantissa, exponent = math.frexp(x)
    if mantissa < ROOT_HALF:
        mantissa, exponent = 2.0 * mantissa, exponent - 1
    f = mantissa - 1.0
    s = f / (2.0 + f)
    y = s * s
    w = y * y
    even = w * polynomial(w, (0.15313837699209373, 0.22222198432149784, 0.3999999999940942))
    odd = y * polynomial(w, (0.14798198605116586, 0.1818357216161805, 0.2857142874366239, 0.6666666666666735))
    half = 0.5 * f * f
    return exponent * LN2_HIGH - ((half - (s * (half + (odd + even)) + exponent * LN2_LOW)) - f)


def softplus(x):
    """log(1 + exp(x)) and its slope."""
    e = exp(-abs(x))
    grown = 1.0 + e
    tail = e if grown == 1.0 else log(grown) * (e / (grown - 1.0))
    return max(x, 0.0) + tail, (1.0 if x > 0.0 else e) / grown


def logistic(x):
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exp(-x))


def normal_density(x):
    """Standard normal density."""
    return 0.3989422804014327 * exp(-0.5 * x * x)


def normal_cdf(x):
    """Distribution function of the standard normal."""
    a = abs(x)
    tail = exp(-0.5 * a * a) * polynomial(a, BODY_ABOVE) / polynomial(a, BODY_BELOW)
    return 1.0 - tail if x > 0.0 else tail


def normal_quantile(chance):
    """Quantile of the standard normal, for a chance between 0 and 1."""
    v = chance - 0.5
    if abs(v) <= 0.425:
        r = 0.180625 - v * v
        return v * (polynomial(r, CENTRE[0]) / polynomial(r, CENTRE[1]))
    r = sqrt(-log(min(chance, 1.0 - chance)))
    above, below = SHOULDER if r <= 5.0 else TAIL
    r = r - (1.6 if r <= 5.0 else 5.0)
    x = polynomial(r, above) / polynomial(r, below)
    return -x if v < 0.0 else x


def ordered_sum(values):
    """Sum over cadres, in double precision and the fixed order: every eighth together, then the eight sums in pairs."""
    values = list(map(float, values))
    part = [sum_up(values[i::8]) for i in range(8)]
    return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7]))


def sum_up(values):
    """Sum of values one after the other; Python's own `sum` carries a correction term since 3.12."""
    total = 0.0
    for value in values:
        total += value
    return total


def lognormal(spread, x):
    """Lognormal number with mean 1: spread is the standard deviation of its logarithm, x a standard normal number."""
    return exp(spread * x - 0.5 * spread * spread)
