"""A toy model that does everything the real one does to its memory: the path to the browser in small."""

import numpy as np

from sim.compile.kernel import kernel
from sim.mathematics import exp, log, normal_cdf, ordered_sum, softplus_and_slope, sqrt
from sim.state import random_numbers

LANES, KINDS, STREAM = 16, 6, 1
place = np.dtype([("code", "i8"), ("weights", "f8", (KINDS,))], align=True)
town = np.dtype(
    [
        ("place", place),
        ("mean", "f8"),
        ("x", "f8", (LANES,)),
        ("shares", "f8", (KINDS, LANES)),
        ("n", "i8", (2, 3)),
    ],
    align=True,
)
rules = np.dtype([("x", "f8", (LANES,)), ("precision", "f8"), ("months", "i8")], align=True)


@kernel
def attraction(row, p, total, n):
    for i in range(n):
        row[i] *= exp(p.precision * p.x[i])
        total[i] += row[i]


@kernel
def choose(p, here, total, n):
    """Shares of kinds in one town; writes into nested rows and a scratch row."""
    for i in range(n):
        total[i] = 0.0
    for kind in range(KINDS):
        attraction(here.shares[kind], p, total, n)
    for kind in range(KINDS):
        row = here.shares[kind]
        for i in range(n):
            row[i] = row[i] / total[i]
        here.place.weights[kind] = ordered_sum(row, n)


@kernel
def shake(here, seed, month):
    there = random_numbers.prefix(seed, STREAM, 110000, here.place.code)
    for i in range(LANES):
        here.x[i] += softplus_and_slope(random_numbers.normal_at(there, i, 2, month))[0] - random_numbers.uniform_at(
            there, i, 3, month
        )
        here.x[i] = normal_cdf(here.x[i]) + log(1.0 + sqrt(abs(here.x[i])))
    here.n[1, month % 3] += month


@kernel
def run(p, towns, scratch, months, seed):
    """``p`` has one row; ``scratch`` one row a town; ``months`` takes the mean of every month."""
    for month in range(months.size):
        for j in range(towns.size):
            shake(towns[j], seed, month)
            choose(p[0], towns[j], scratch[j], LANES)
            towns[j].mean = ordered_sum(towns[j].x[0:8], 8) / 8.0
            months[month] += towns[j].mean
