"""Hours of the most skilled cadres: the one quantity of the patterns that is no outcome of a county (P11)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scenarios.places import Place
from sim.parameters.behaviour import Behaviour
from sim.state.enumerations import Trait
from sim.world import World

from .variant import Variant

HOURS = "hours_of_most_skilled"  # as the measure of a term
MONTHS = (51, 54, 57, 60)  # the ends of the quarters of the fifth year

Array = NDArray[np.float64]


def hours_of_most_skilled(variant: Variant, place: Place, behaviour: Behaviour, seeds: Sequence[int]) -> Array:
    """Mean share of the month that the ablest third of a county's cadres spend on real work, by seed."""
    worlds = (World([variant.case(place, behaviour, seed, months) for seed in seeds]).run() for months in MONTHS)
    quarters = [np.array([_county_hours(world, c) for c in range(len(world.cases))]) for world in worlds]
    return np.asarray(np.mean(quarters, axis=0))


def _county_hours(world: World, c: int) -> float:
    """Ability is skill over difficulty, weighed by need, times the township's capacity."""
    county, fields = world.counties[c], len(world.cases[c].regime.fields)
    rows = slice(int(county["town_start"]), int(county["town_start"]) + int(county["town_count"]))
    towns = world.towns[rows]
    weight = towns["need"][:, :fields] / towns["difficulty"][:, :fields] * towns["capacity"][:, None]
    ability = (world.skill[rows, :fields] * weight[:, :, None]).sum(axis=1)
    hours = world.share[rows, :fields].sum(axis=1) * towns["time"][:, None]
    here = world.traits[rows, Trait.PRESENT] > 0
    return float(hours[here][ability[here] >= np.quantile(ability[here], 2 / 3)].mean())
