"""What must hold in every world, whatever the regime, the people and the place."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.credibility.small_world import small_place, small_regime
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime
from sim.state.enumerations import Trait
from sim.state.layout import slot
from sim.world import Case, Overlay, World

MONTHS = 26  # two Decembers and two Januaries


def moved(row, rng, *, share, keep=()):
    """The row with about a share of its numbers moved within their ranges, a third of those to an end."""
    changes = {}
    for name, m in meanings(row).items():
        if name not in keep and rng.random() < share:
            ends = (m.low, m.high)
            changes[name] = rng.choice(ends) if rng.random() < 1 / 3 else rng.uniform(*ends)
    return replace(row, **changes)


def impossible(rung):
    """Columns that a rung of this rule cannot have (see `regime`)."""
    if rung.rule in ("target", "points"):
        return ("person", "funds", "removal", "fear", "promotion")
    return ("person",) if rung.source or rung.rule == "threshold" else ()


@st.composite
def cases(draw):
    """Any regime and behaviour: hypothesis draws how wild and from which seed, a generator all the numbers."""
    rng, share = random.Random(draw(st.integers(0, 2**32))), draw(st.sampled_from([0.05, 0.3, 1.0]))
    regime = small_regime()
    indicators = tuple(moved(r, rng, share=share, keep=("weight",)) for r in regime.indicators)
    if not any(row.items for row in indicators):  # indicators none of which has an item are refused
        indicators = regime.indicators
    regime = replace(
        regime,
        levers=moved(regime.levers, rng, share=share),
        readings=tuple(moved(r, rng, share=share, keep=("period", "weight")) for r in regime.readings),
        rungs=tuple(moved(r, rng, share=share, keep=impossible(r)) for r in regime.rungs),
        indicators=indicators,
    )
    behaviour = moved(Behaviour(), rng, share=share)
    return Case(regime, small_place(), behaviour, months=MONTHS, seed=draw(st.integers(0, 2**62)))


@settings(max_examples=120)
@given(cases())
def test_any_parameters_inside_their_ranges_give_a_sound_world(case):
    world = World([case]).run()
    fields = len(case.regime.fields)
    assert np.isfinite(world.series).all()
    for m, measure in enumerate(MEASURES):
        column = world.series[0, :, m]
        assert column.min() >= measure.low - 1e-9, measure.id
        assert column.max() <= measure.high + 1e-9, measure.id
    levels, targets = world.towns["level"][:, :fields], world.towns["target"][:, :fields]
    assert ((levels > 0) & (levels < 1)).all()
    assert ((targets > 0) & (targets < 1)).all()
    for stock in ("fabricated", "traces", "trust", "security", "resentment", "village_strength", "burnout"):
        assert ((world.towns[stock] >= 0) & (world.towns[stock] <= 1)).all(), stock
    total = world.share.sum(axis=1, dtype=float)
    present = world.traits[:, Trait.PRESENT]
    # Shares are single; where adjustment is slowest, 6e-6 a choice, they gather 1.4e-5 of rounding in 26 months.
    assert total[present == 1] == pytest.approx(1, abs=5e-5)
    assert (total[present == 0] == 0).all()
    assert (world.share >= 0).all()
    # compulsory and discretionary time make the month, to the last bit
    assert world.towns["compulsory"] + world.towns["time"] == pytest.approx(1, abs=1e-15)


@settings(max_examples=60)
@given(cases())
def test_responsibility_is_conserved(case):
    """What rests anywhere, party by party and with nobody, is what was avoidable: nothing is lost or doubled."""
    world = World([case]).run()
    for t in world.towns:
        for d in range(len(case.regime.fields)):
            # the flow is settled on the levels before January's changes; levels do not move after phase 4
            avoidable = 1 - np.exp(-case.behaviour.unavoidable * (1 - t["level"][d]))
            assert t["rest"][:, d].sum() == pytest.approx(avoidable, abs=1e-9)
            assert (t["rest"][:, d] >= -1e-15).all()
    assert ((world.towns["own_rest"] >= 0) & (world.towns["own_rest"] <= 1)).all()
    assert (world.towns["moved"] <= world.towns["movable"] + 1e-12).all()


@settings(max_examples=25)
@given(cases(), st.sampled_from(sorted(meanings(Levers))), st.floats(0, 1))
def test_a_reform_at_dose_zero_is_no_reform_bit_for_bit(case, lever, start):
    meaning = meanings(Levers)[lever]
    nothing = Overlay(slot(lever), 0, meaning.high, 0.0, round(20 * start), 6, meaning.low, meaning.high)
    plain, dosed = World([case]).run(), World([replace(case, overlays=(nothing,))]).run()
    assert plain.series.tobytes() == dosed.series.tobytes()


def test_a_cadre_keeps_its_luck_under_every_regime():
    mild = small_regime()
    harsh = replace(mild, levers=replace(mild.levers, severity=4.0, visits=5.0, trace_weight=0.8))
    one, other = (World([Case(r, small_place(), months=1, seed=5)]).run() for r in (mild, harsh))
    for trait in (Trait.MONEY_STAKE, Trait.POST_STAKE, Trait.EXPOSURE, Trait.MOTIVATION, Trait.MORALS):
        assert np.array_equal(one.traits[:, trait], other.traits[:, trait])
    assert np.array_equal(one.skill, other.skill)
    assert np.array_equal(one.towns["difficulty"], other.towns["difficulty"])


def test_an_office_more_moves_nobody_elses_luck():
    regime = small_regime()
    idle = replace(regime.offices[0], id="zz_idle")
    one = World([Case(regime, small_place(), months=MONTHS)]).run()
    other = World([Case(replace(regime, offices=(*regime.offices, idle)), small_place(), months=MONTHS)]).run()
    for name in ("difficulty", "capacity", "code"):
        assert np.array_equal(one.towns[name], other.towns[name]), name
    assert np.array_equal(one.skill, other.skill)
    first = [World([replace(case, months=1)]).run() for case in (*one.cases, *other.cases)]
    assert np.array_equal(first[0].towns["target"], first[1].towns["target"])


def test_neighbours_in_a_chunk_do_not_matter():
    """A run alone and the same run among others, in any order, give the same bits."""
    regime, place = small_regime(), small_place()
    many = [Case(regime, place, months=MONTHS, seed=s) for s in (3, 1, 4, 1, 5)]
    together = World(many).run()
    for c, case in enumerate(many):
        assert World([case]).run().series[0].tobytes() == together.series[c].tobytes()


def test_the_order_of_rows_does_not_matter():
    regime = small_regime()
    tables = ("fields", "offices", "indicators", "readings", "rungs")
    backwards = replace(regime, **{t: tuple(reversed(getattr(regime, t))) for t in tables})
    assert backwards == regime
    assert isinstance(backwards, Regime)


def test_splitting_a_field_in_two_halves_changes_little():
    """Two halves of a field, each with half of its need, hazard, points and items: within the luck of the draws.

    Difficulty, skill and events are drawn field by field, so halves cannot be bit-equal: spreads are set to zero, and
    what is left are events of half the size drawn twice as often.
    """
    regime = small_regime()
    even = Behaviour(skill_sd=0, difficulty_sd=0, misfit_sd=0)
    whole = regime.fields[0]
    halves = tuple(replace(whole, id=f"{whole.id}_{i}", need=whole.need / 2, hazard=whole.hazard / 2) for i in "ab")
    indicators = []
    for item in regime.indicators:
        if item.field == whole.id:
            indicators += [
                replace(
                    item, id=f"{item.id}_{i}", field=f"{whole.id}_{i}", weight=item.weight / 2, items=item.items / 2
                )
                for i in "ab"
            ]
        else:
            indicators.append(item)
    split = replace(regime, fields=halves + regime.fields[1:], indicators=tuple(indicators))
    seeds = range(24)

    def outcomes(r):
        levers = replace(r.levers, reweighting=0)
        cases = [Case(replace(r, levers=levers), small_place(), even, months=48, seed=s) for s in seeds]
        return World(cases).run().series[:, 24:].mean(axis=(0, 1))

    one, two = outcomes(regime), outcomes(split)
    for m, measure in enumerate(MEASURES[:6]):
        assert two[m] == pytest.approx(one[m], rel=0.08, abs=0.02), measure.id
