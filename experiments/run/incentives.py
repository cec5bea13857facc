"""Who is moved by what: the worth of an hour by role and channel, and the levers that do nothing in a regime.

Rows A3, B7, B10, B12, B29. The worth of an hour is what cadres go by when they choose (eq. 71 and 72, before costs and
conscience); nothing is estimated from what they then did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scenarios.places import Place, Township
from scenarios.scenario import Scenario
from sim.month import choose_month, close_month, draw_county, open_month, value_hours
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.state.arrays import Arrays
from sim.state.enumerations import CHANNELS, Activity, Channel, Group, Trait
from sim.world import Case, World

from .runner import run_cases

Array = NDArray[np.float64]
ROLES = ("principal_rising", "principal_settled", "deputy", "staff_rising", "staff_settled")
WORK = (Activity.REAL, Activity.PAPER)
YEAR = 12
# What the source texts call decisive for whom (rows A3, B7, B10, B12, B29): posts, ranks and funds, sanctions, service.
DECISIVE = (
    ("principal_rising", Channel.POST),
    ("staff_rising", Channel.POST),
    ("principal_rising", Channel.MONEY),
    ("principal_settled", Channel.MONEY),
    ("deputy", Channel.EXPOSED),
    ("staff_settled", Channel.SERVICE),
)
MONTHS_TRIED = 26  # two Decembers and two Januaries
TRIED_ON = 2  # townships of each kind


def incentives(case: Case) -> Array:
    """Worth of an hour in the last year of a run, in utility: (roles, real work and paper, channels).

    A mean over months and cadres, in the order of `ROLES`, `WORK` and `Channel`; NaN for a role that nobody has. An
    hour of real work is spread over fields by need, an hour of paper by the documents asked. `case`: 12 months or more.
    """
    world = World([case])
    w = world.arrays()
    draw_county(w, 0)
    total, people = np.zeros((len(ROLES), len(WORK), CHANNELS)), np.zeros(len(ROLES))
    for month in range(case.months):
        open_month(w, 0, month)
        if month >= case.months - YEAR:
            for j in range(len(world.towns)):
                value_hours(w, 0, j, month)
                roles, worth = _of_cadres(world, w, j)
                np.add.at(total, roles, worth)
                np.add.at(people, roles, 1)
        choose_month(w, 0, month)
        close_month(w, 0, month)
    with np.errstate(invalid="ignore"):
        return total / people[:, None, None]


def shares(worth: Array) -> Array:
    """What each channel (last axis) makes of the sum of their sizes, in per cent; zeros where nothing pays."""
    size = np.abs(worth).sum(axis=-1, keepdims=True)
    return 100 * np.divide(worth, size, out=np.zeros_like(worth), where=size > 0)


def faint(worth: Array, least: float) -> Iterator[tuple[str, Channel, float, Channel, float]]:
    """What should be decisive and is less than `least` per cent of an hour of real work and of one of paper.

    Role, channel, its larger share; and the channel that is largest there, with its share.
    """
    sizes = np.abs(shares(worth)).max(axis=1)
    for role, channel in DECISIVE:
        found = sizes[ROLES.index(role)]
        if found[channel] < least:
            largest = Channel(int(found.argmax()))
            yield role, channel, float(found[channel]), largest, float(found[largest])


def _of_cadres(world: World, w: Arrays, j: int) -> tuple[NDArray[np.int64], Array]:
    """Role of each cadre of township j, and the worth of their hours now: (cadres, real work and paper, channels)."""
    town, p = world.towns[j], world.params[0]
    fields, cadres = int(p["n_fields"]), int(town["cadres"])
    traits = world.traits[j, :, :cadres]
    led, first, rising = traits[Trait.LEADER], traits[Trait.PRINCIPAL], traits[Trait.POST_STAKE] > 0
    roles = np.where(first > 0, np.where(rising, 0, 1), np.where(led > 0, 2, np.where(rising, 3, 4)))
    alone = 12.0 * p["punishment_individualisation"]
    fear = alone * (led * town["fear"][Group.LEADERS] + (1 - led) * town["fear"][Group.STAFF])
    shared, ladder = first + (1 - first) * p["team_share"], traits[Trait.MONEY_STAKE] * traits[Trait.DRIVE]
    weighs = np.zeros((CHANNELS, cadres))
    weighs[Channel.MONEY], weighs[Channel.POST] = traits[Trait.MONEY_STAKE], traits[Trait.POST_STAKE]
    weighs[Channel.FEAR] = traits[Trait.EXPOSURE] * fear
    weighs[Channel.EXPOSED], weighs[Channel.SERVICE] = traits[Trait.EXPOSURE], traits[Trait.MOTIVATION]
    weighs[Channel.TEAM], weighs[Channel.OWN] = ladder * shared, ladder * (1 - shared)
    needed, filed = town["need"][:fields], town["burden"][:fields] * town["assessed"][:fields]
    skilled = world.skill[j, :, :cadres] * traits[Trait.VIGOUR]
    b, portfolio = w.buffer[0], world.portfolio[j, :, :cadres]
    found = []
    for worth, spread, able in ((b["real_worth"], needed, skilled), (b["paper_worth"], filed, np.ones_like(skilled))):
        by_field = spread[:, None] / max(spread.sum(), 1e-300) * able
        of_channel = np.array(worth)[:, :fields] @ by_field
        of_channel[Channel.OWN] = np.array(worth)[Channel.OWN, :fields] @ (by_field * portfolio)
        found.append((weighs * of_channel).T)
    return roles, np.stack(found, axis=1)


def idle_levers(
    scenario: Scenario, place: Place, threads: int | None = None, behaviour: Behaviour | None = None
) -> tuple[str, ...]:
    """Levers that move nothing under a scenario: not one bit of any outcome at either end of their range.

    Tried in a small county of the place's townships over two Decembers. Something else in the regime keeps them from
    acting, such as a loss after vetoes where nothing is under veto.
    """
    small = _smaller(place)
    levers = scenario.regime.levers
    tried = [(name, value) for name in meanings(Levers) for value in _others(name, getattr(levers, name))]
    plain = replace(scenario, changes=()).case(small, MONTHS_TRIED, behaviour=behaviour)
    cases = [replace(plain, regime=replace(plain.regime, levers=replace(levers, **{n: v}))) for n, v in tried]
    laid = [replace(case, overlays=scenario.overlays) for case in [plain, *cases]]
    first, *others = run_cases(laid, threads=threads).series
    moving = {name for (name, _), series in zip(tried, others, strict=True) if series.tobytes() != first.tobytes()}
    return tuple(name for name in meanings(Levers) if name not in moving)


def _others(name: str, value: float) -> Iterator[float]:
    """Both ends of a lever's range, as far as they differ from its value."""
    meaning = meanings(Levers)[name]
    return (end for end in (meaning.low, meaning.high) if end != value)


def _smaller(place: Place) -> Place:
    """A county of at most two townships of each kind and size, with the borders between them."""
    kept: dict[tuple[str, str], list[Township]] = {}
    for township in place.townships:
        kept.setdefault((township.size_class, township.kind), []).append(township)
    townships = tuple(t for group in kept.values() for t in group[:TRIED_ON])
    codes = {t.code for t in townships}
    borders = tuple(pair for pair in place.neighbours if set(pair) <= codes)
    return replace(place, townships=townships, neighbours=borders)
