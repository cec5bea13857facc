"""No lever pays for a behaviour: what a lever moves directly in the worth of an hour is what it says it moves.

Stocks and beliefs are held fixed, one lever is moved a little, and all worths are computed anew: of an hour of every
activity for every cadre, of the uses of every office, and of one more indicator. The table lists every lever with what
it says it moves and with the activities whose worth may follow directly. A lever that reaches activities only through
stocks, time, weights or targets moves none here. Two levers fail where the strength listed with
them is zero; by default it is one. Other mechanisms are off here.
"""

from functools import cache

import pytest
import worlds
from mechanisms import alone

from docs.specification import indicators, offices, worth
from docs.specification.choice import Weighing
from docs.specification.model import Twin
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.world import Case

SCORE = {"real", "paper", "showcase", "initiative"}  # all that readings show, and what multiplies work
TARGET = {"real", "paper", "initiative"}  # all that brings a reading nearer to its target
# Levers that move worths directly: what they say they move, and the activities whose worth follows.
DIRECT = {
    "accountability_pressure": (
        "losses on the ladder and sanctions, which offices share",
        SCORE | {"shifting", "slack", "office check", "office letter"},
    ),
    "letters": ("letters that an office's hour hands down", {"office letter"}),
    "data": ("sham that readings see through; what an indicator costs its office", TARGET | {"shifting", "indicators"}),
    "trace_weight": ("documents in readings, of townships and of offices", TARGET | {"shifting", "office check"}),
    "gate": ("indicators that are approved", {"indicators"}),
    "office_feedback": ("the cost of an indicator to its office", {"indicators"}),
    "target_stakes": ("prizes for targets and thresholds", SCORE),
    "rank_stakes": ("prizes and losses of ranks", SCORE),
    "veto_loss": ("the loss by an incident", {"real", "initiative"}),
    "shortfall_loss": ("the loss by a reading short of its target", TARGET | {"shifting"}),
    "severity": (
        "sanctions after events, which offices share",
        TARGET | {"shifting", "slack", "office check", "office letter"},
    ),
    "reward_individualisation": ("prizes that reach the individual", SCORE),
    "punishment_individualisation": ("losses and sanctions that reach the individual", SCORE | {"shifting"}),
    "team_share": ("the team's part in a personal score", SCORE),
    "track_link": ("the yearly score in decisions on posts", SCORE),
    "calibration": ("the price of a point", SCORE),
    "lights": ("the dates of readings", TARGET),
    "cards": ("points that a red light costs", TARGET),
    "bonus": ("points for results beyond the plan", TARGET),
    "deduction": ("points that an incident costs", {"real", "initiative"}),
    "reference_own": ("the bar of the own best year", SCORE),
    "publicity": ("the weight of ranks", SCORE),
    "clarity": ("blame that can be moved, by anybody", {"paper", "shifting", "office check", "office letter"}),
    "cluster": ("neighbours' levels in readings", {"real", "initiative"}),
    "assessor_quality": ("leniency of raters", SCORE),
    "service_users": ("users in the score of an office", {"office check", "office support", "office visit"}),
}
# What two levers move with all mechanisms off, which is not what they say, and the strength that mends it.
FAILS = {
    "bonus": ({"initiative"}, "verified_bonus"),  # pays for the stock of new methods, without noise
    "office_feedback": ({"indicators", "office support"}, "feedback_by_dropping"),  # pays for support
}
STRENGTHS = {"verified_bonus": 1.0, "feedback_by_dropping": 1.0, "need_owned": 1.0}


@cache
def world(mended):
    """The specification after two years and five months, every lever inside its range and every kind of rung in use."""
    inside = {"indicator_cap": 300.0, "visit_cap": 50.0, "within_class": 1.0}
    levers = worlds.moved(Levers, 0.15, **inside, tolerance=0.5, lights=0.8, calibration=0.3, reference_own=0.2)
    people = alone(**(STRENGTHS if mended else {}))
    return Twin(
        Case(worlds.every_reading_and_rung(levers, "direct"), worlds.place(worlds.VALLEY), people, (), 29, 3)
    ).run()


def worths(twin):
    """Worth of an hour by activity and who spends it, of office uses, and next month's indicators of every office."""
    p, c, found = twin.p, twin.c, {}
    for j, t in enumerate(c.towns):
        worth.value_township(p, c, t, twin.month)
        for i, cadre in enumerate(t.cadres):
            weighing = Weighing(p, c, t, cadre)
            found |= {("real", j, i, d): value for d, value in enumerate(weighing.real())}
            found |= {("paper", j, i, d): value or 0.0 for d, value in enumerate(weighing.paper())}
            found |= {(kind, j, i): value for kind, value in weighing.special().items()}
    for o, (office, mine) in enumerate(zip(p.offices, c.offices, strict=True)):
        view = offices.Outlook(c, mine)
        uses = offices.worth_of_uses(p, c, office, mine, view)
        found |= {(f"office {use}", o): value for use, value in uses.items()}
        found["indicators", o] = indicators.grown(p, c, office, mine, view, indicators.proliferation(p, c))
    return found


def moved_by(twin, name):
    """Activities whose worth moves when the lever moves by a ten-thousandth of its range."""
    meaning, now = meanings(Levers)[name], getattr(twin.p, name)
    step = 1e-4 * (meaning.high - meaning.low)
    before = worths(twin)
    setattr(twin.p, name, now + step if now + step <= meaning.high else now - step)
    after = worths(twin)
    setattr(twin.p, name, now)
    return {key[0] for key in before if abs(after[key] - before[key]) > 1e-12}


@pytest.mark.parametrize("name", meanings(Levers))
def test_a_lever_moves_directly_what_it_says(name):
    expected = DIRECT.get(name, ("", set()))[1]
    assert moved_by(world(mended=True), name) == expected
    assert moved_by(world(mended=False), name) == (FAILS[name][0] if name in FAILS else expected)


def test_the_table_is_of_levers():
    assert set(FAILS) <= set(DIRECT) <= set(meanings(Levers))


def measured_and_looked_at(**people):
    """Of every field that counts after a year: its indicators, looks and documents, where weight follows need."""
    case = worlds.small()
    regime = worlds.small_regime("needs", need_orientation=0.5)
    twin = Twin(Case(regime, case.place, alone(**people), (), 13, 1)).run()
    fields = [field for field in twin.c.fields if field.weight > 0.0]
    assert len(fields) == len(regime.fields)
    return [min(field.count, field.looks, field.trace_load, field.letters) for field in fields]


def test_needs_are_assessed_by_indicators_that_somebody_owns():
    """Without owners a field counts though nobody has an indicator there, visits or reads reports (a third failure)."""
    assert measured_and_looked_at().count(0.0) == 1
    assert all(value > 0.0 for value in measured_and_looked_at(need_owned=1.0))
    some, all_of_it = measured_and_looked_at(need_owned=0.01), measured_and_looked_at(need_owned=1.0)
    assert 0.0 < min(some) < 0.05 * min(all_of_it)  # nothing jumps where it begins
