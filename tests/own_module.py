"""Measures and cadres as a user would write them, for tests that name this file."""

import numpy as np

from sim.mesa.agents import TownshipCadre

FIRST_BROKEN = 5  # month


def gini_of_time(county):
    """Gini coefficient of cadres' hours of real work."""
    hours = np.sort(county.cadres["share"][:, : len(county.fields)].sum(axis=1))
    ranks = np.arange(1, len(hours) + 1)
    return float((2 * ranks - len(hours) - 1) @ hours / (len(hours) * hours.sum()))


gini_of_time.unit, gini_of_time.low, gini_of_time.high, gini_of_time.better = "index", 0, 1, -1
gini_of_time.en, gini_of_time.zh = "Inequality of real work", "抓落实时间差距"


def burden_again(county):
    """The built-in burden, added up in the same order."""
    return np.cumsum(county.townships["compulsory"])[-1] / len(county.townships["compulsory"])


def months_so_far(county):
    return county.month


def broken(county):
    return 1 / (county.month - FIRST_BROKEN)


def no_number(county):
    return county.townships["trust"]


def meddling(county):
    county.townships["trust"][:] = 1.0
    return 0.0


class Same(TownshipCadre):
    """Changes nothing."""


class Stubborn(TownshipCadre):
    """A principal who does nothing."""

    def decide(self):
        return {"slack": 1.0} if self.role == "principal" else None


class Confused(TownshipCadre):
    """Shares that do not sum to one."""

    def decide(self):
        return {"slack": 0.5}
