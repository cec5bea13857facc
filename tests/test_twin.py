"""The executable specification, in plain Python, agrees with the program to the last bit.

Each of the worlds of `tests/worlds.py` runs twice, once compiled and once in `docs/specification`. Compared are the
bits of every measure and level of every month, and of the state at the end: townships, cadres, offices, the ladder. The
last tests see that the worlds use every lever, column, way of blending, rule of a rung and period of a reading.
"""

from functools import cache

import numpy as np
import pytest
import worlds

from docs.specification.county import ACTIVITIES, USES
from docs.specification.model import Twin
from docs.specification.responsibility import PARTIES
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung
from sim.state.enumerations import Trait, names
from sim.state.layout import COUNTY, TOWNSHIP, slot
from sim.world import World

# Of the program's state these are inputs, addresses, or stand elsewhere in the twin.
INPUTS = {
    "code", "seed", "first_month", "changed", "town_start", "town_count", "overlay_start", "overlay_count", "months",
    "padded_cadres", "cadres",
    "size_class", "kind", "neighbours", "neighbour", "base_difficulty", "base_resources", "village_count",
}  # fmt: skip
NOT_KEPT = {"person_grades", "sight", "trace_hours"}  # the twin has no need to remember them
IN_WORLD = pytest.mark.parametrize("name", sorted(worlds.WORLDS))


@cache
def both(name):
    case = worlds.WORLDS[name]()
    return World([case]).run(), Twin(case).run()


def bits(values):
    return np.asarray(values, dtype=float).view(np.int64)


def differing(program, twin):
    """Names whose values differ in any bit, with both values."""
    found = {}
    for name, values in twin.items():
        ours, theirs = np.asarray(values, dtype=float), np.asarray(program[name], dtype=float)
        theirs = theirs[tuple(slice(n) for n in ours.shape)]  # without room for more fields, offices and so on
        if not np.array_equal(bits(ours), bits(theirs)):
            found[name] = (ours, theirs)
    return found


@IN_WORLD
def test_every_measure_of_every_month(name):
    world, twin = both(name)
    ours = np.array([[row[measure] for measure in NAMES] for row in twin.rows])
    month, measure = np.nonzero(bits(ours) != bits(world.series[0]))
    assert not month.size, (month[0], [NAMES[k] for k in measure[month == month[0]]])
    assert np.isfinite(ours).all()


@IN_WORLD
def test_true_levels_of_every_month(name):
    world, twin = both(name)
    assert np.array_equal(bits(twin.levels), bits(world.levels[0]))


@IN_WORLD
def test_state_of_townships_at_the_end(name):
    world, twin = both(name)
    for row, town in zip(world.towns, twin.c.towns, strict=True):
        assert not differing(row, town_state(town))


@IN_WORLD
def test_state_of_the_county_at_the_end(name):
    world, twin = both(name)
    assert not differing(world.counties[0], county_state(twin.c))


@IN_WORLD
def test_cadres_at_the_end(name):
    world, twin = both(name)
    for j, town in enumerate(twin.c.towns):
        q = town.cadres
        for k, trait in enumerate(names(Trait)):
            ours = [1.0 if trait == "present" else getattr(cadre, trait) for cadre in q]
            assert np.array_equal(bits(ours), bits(world.traits[j, k, : len(q)])), trait
        for ours, theirs in (
            ([[*cadre.real, *cadre.paper, *cadre.special.values()] for cadre in q], world.share[j]),
            ([cadre.skill for cadre in q], world.skill[j]),
            ([cadre.portfolio for cadre in q], world.portfolio[j]),
        ):
            assert np.array_equal(bits(ours), bits(theirs[:, : len(q)].T))


def by_name(names, given, whole, parts):
    """Values under the program's names: given ones, else the attribute of each part (by field), else of the whole."""
    state = dict(given)
    for name in set(names) - set(given) - INPUTS - NOT_KEPT:
        by_part = hasattr(parts[0], name)
        state[name] = [getattr(part, name) for part in parts] if by_part else getattr(whole, name)
    return state


def town_state(t):
    given = {
        "means": [getattr(t.means, way) for way in ("down", "side", "up", "files")],
        "rest": [[job.rest[party] for job in t.jobs] for party in PARTIES],
        "moved_to": list(t.moved_to.values()),
        "mass": [t.habit[kind] for kind in ACTIVITIES],
        "observed": [t.observed[kind] for kind in ACTIVITIES],
        "reading": [mine.noisy for mine in t.readings],
        "clean": [mine.clean for mine in t.readings],
        "reading_standing": [mine.standing for mine in t.readings],
    }
    return by_name(TOWNSHIP.names, given, t, t.jobs)


def county_state(c):
    weights = ("score_weight", "judgement_weight", "post_weight")
    on_rung = {"cutoff": "cutoff", "blur": "blur", "unit_blur": "unit_blur", "pool_units": "units", "places": "places"}
    given = {
        **{name: [getattr(reading, name) for reading in c.readings] for name in weights},
        **{name: [[getattr(rung, own) for rung in pool.rungs] for pool in c.pools] for name, own in on_rung.items()},
        "field_weight": [field.weight for field in c.fields],
        "office_share": [[office.share[use] for use in USES] for office in c.offices],
        "indicators": [office.indicators for office in c.offices],
        "visit_rate": [office.visit_rate for office in c.offices],
        "owned": [office.owned for office in c.offices],
        "visits_made": [office.visits_made for office in c.offices],
        "assists": [office.assists for office in c.offices],
        "office_grade": [office.grade for office in c.offices],
        "score_mean": [pool.mean for pool in c.pools],
        "score_sd": [pool.sd for pool in c.pools],
    }
    return by_name(COUNTY.names, given, c, c.fields)


# --- what the worlds use


@cache
def cases():
    return [make() for make in worlds.WORLDS.values()]


def test_every_lever_and_every_behavioural_parameter_is_moved():
    for declared, of in ((Levers, lambda case: case.regime.levers), (Behaviour, lambda case: case.behaviour)):
        start = declared()
        for name in meanings(declared):
            given = {getattr(of(case), name) for case in cases()}
            assert given - {getattr(start, name)}, name


def test_options_of_form_take_every_form():
    """Returns to a level: none diminish, a power, the logarithm, a power below 0; indicators held and moving."""
    people = [case.behaviour for case in cases()]
    returns = {each.diminishing for each in people}
    assert {0, 1} < returns and any(0 < x < 1 for x in returns) and any(x > 1 for x in returns)
    assert any(each.diminishing_base != Behaviour.diminishing_base for each in people if each.diminishing)
    assert {0, Behaviour.office_growth} < {each.office_growth for each in people}
    assert {0, 1} < {each.ratchet_belief for each in people} and {0} < {each.cost_field for each in people}
    blurs = {each.target_blur for each in people}
    assert min(blurs) < Behaviour.target_blur < max(blurs)
    assert any(overlay.slot == slot("diminishing") for case in cases() for overlay in case.overlays)


def test_every_column_of_every_table_takes_two_values_or_more():
    tables = {"fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung}
    for table, declared in tables.items():
        for name in meanings(declared):
            given = {getattr(row, name) for case in cases() for row in getattr(case.regime, table)}
            assert len(given) > 1, f"{table}.{name}"


def test_every_rule_track_period_and_way_of_blending_occurs():
    rungs = [rung for case in cases() for rung in case.regime.rungs if rung.prize > 0]
    assert {rung.rule for rung in rungs} == {"target", "threshold", "top", "bottom", "points"}
    assert {(rung.rule, rung.track) for rung in rungs if not rung.person} >= {
        (rule, track) for rule in ("target", "top", "bottom", "points") for track in ("money", "post")
    }
    assert {rung.rule for rung in rungs if rung.person} == {"top", "bottom"}
    assert {rung.rule for rung in rungs if rung.source} >= {"threshold", "top", "bottom"}
    assert {reading.period for case in cases() for reading in case.regime.readings} == {1, 3, 6, 12}
    assert {overlay.mode for case in cases() for overlay in case.overlays} == set(range(7))
    assert any(overlay.ramp == 0 for case in cases() for overlay in case.overlays)
    assert any(0 < overlay.dose < 1 for case in cases() for overlay in case.overlays)


def test_pools_change_while_a_world_runs():
    place = slot("within_class")
    assert any(overlay.slot == place for case in cases() for overlay in case.overlays)


def test_events_happen():
    """Exposures, incidents, red lights, failures, removals, promotions and changes of principals all occur."""
    towns = [town for name in worlds.WORLDS for town in both(name)[1].c.towns]
    assert any(town.rotations for town in towns)
    assert any(town.removed for town in towns) and any(town.promoted for town in towns)
    assert any(town.top for town in towns) and any(town.bottom for town in towns)
    assert any(town.expected_ratchet for town in towns) and any(town.own_best for town in towns)
