"""Small territories and runs of tied counties that tests share."""

from functools import cache

import numpy as np

from scenarios import load
from scenarios.places.country import territory_of
from sim.national.country import Country, Policy
from sim.national.territory import Territory

BASE = load("generalised")
REFORM = load("generalised+mutual_recognition")


@cache
def whole(code=0):
    """The territory of the country, a province or a prefecture."""
    return territory_of(code)


def part(codes, code=0):
    """Some counties of it."""
    there = whole(code)
    return Territory(there.townships[np.isin(there.townships["county"], codes)], there.children)


@cache
def ningbo():
    """The four counties of Ningbo with the fewest townships."""
    there = whole(3302)
    fewest = np.argsort(np.diff(there.first_townships), kind="stable")[:4]
    return part(there.counties[fewest], 3302)


def with_county(code):
    """These four and one county more."""
    more = part([code], code // 100).townships
    return Territory(np.concatenate([ningbo().townships, more]), ningbo().children)


def country(territory, scenario=BASE, months=14, tree=None, rollout=None):
    """A country under one scenario, not yet run."""
    return Country(territory, [Policy(scenario.regime, scenario.overlays)], months=months, tree=tree, rollout=rollout)


def run(built, threads=1):
    """Run to the end; series (county, month, measure)."""
    years = [built.series.copy() for _ in built.years(threads)]
    return np.concatenate(years, axis=1)[:, : built.months]


def bits(values):
    """Floating-point numbers as integers, to compare them to the last bit."""
    return np.ascontiguousarray(values, dtype=float).view(np.int64)
