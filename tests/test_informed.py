"""Indicators inform, amplification lasts, the step at a target is seen, and a bonus is for results as read.

Signs are paired differences under common random numbers, of 24 replicates, at the strengths proposed as defaults.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from mechanisms import alone

from docs.specification import production, targets
from docs.specification.model import Twin
from docs.specification.step import top_up
from experiments.credibility.convergence import cut
from experiments.credibility.small_world import small_place, small_regime
from experiments.run.runner import run_cases
from experiments.run.seeds import replicate_seed
from scenarios import load, load_place
from sim.measures import NAMES
from sim.parameters.tables import Reading
from sim.world import Case, World

REPLICATES = 24
INFORMED = {"information_need": 30.0}
STEP = {"step_seen": 0.03}


def cases(text, months, place=None, **people):
    where = load_place("yinzhou") if place is None else place
    one = load(text).case(where, months=months, behaviour=alone(**people))
    return [replace(one, seed=replicate_seed(1, number)) for number in range(REPLICATES)]


@cache
def outcomes(text, months, small=False, **people):
    """Months of every measure: (replicates, months, measures)."""
    return run_cases(cases(text, months, small_place() if small else None, **people)).series


def means(measure, text, months, small=False, **people):
    """The last two years' mean of each replicate."""
    return outcomes(text, months, small, **people)[:, -24:, NAMES.index(measure)].mean(axis=1)


def rises(gap):
    """Whether a paired difference is above zero by more than two standard errors."""
    return gap.mean() > 2 * gap.std(ddof=1) / np.sqrt(len(gap))


# --- indicators inform


@pytest.mark.parametrize("regime", ["leping", "yinzhou"])
def test_some_indicators_are_better_than_none_and_than_many(regime):
    none, some, many = (means("true_outcome", f"{regime},indicator_load={x}", 84, **INFORMED) for x in (0, 0.1, 3))
    assert rises(some - none) and rises(some - many)


def test_each_further_indicator_lets_superiors_see_less_more():
    measured = []
    for number in (0.0, 0.5, 1.0, 1.5):
        regime = small_regime("small", indicator_load=number)
        [county] = World([Case(regime, small_place(), alone(**INFORMED), (), 2, 1)]).run().counties
        measured.append(1.0 - county["unmeasured"])
        assert (county["coverage"][:5] >= 0).all() and (county["coverage"][:5] < 1).all()
    assert measured[0] == pytest.approx(0, abs=1e-12)
    assert (np.diff(measured) > 0).all() and (np.diff(measured, 2) < 0).all()


def test_where_nothing_is_measured_scores_tell_nothing():
    for measure in ("score_truth_raw", "score_truth_adjusted"):
        blind = means(measure, "generalised,indicator_load=0", 60, **INFORMED)
        assert rises(means(measure, "generalised,indicator_load=0.5", 60, **INFORMED) - blind), measure
        assert abs(blind.mean()) < 0.2, measure


def test_scores_tell_capacity_rather_than_what_is_made_of_it():
    """Inside size classes, and with capacity allowed for, indicators let scores tell no more than none do.

    `generalised`, none and half the indicators: raw -.00 and .43, adjusted to difficulty -.00 and .33, in classes and
    to capacity -.01 and -.00. In `leping` the last goes from -.09 to -.26: abler townships score higher and, near
    their targets, work less (rank correlations with capacity in classes .47 and -.46).
    """
    for regime, sign in (("generalised", 0), ("leping", -1)):
        blind, some = (means("score_truth", f"{regime},indicator_load={x}", 60, **INFORMED) for x in (0, 0.5))
        assert abs(blind.mean()) < 0.2, regime
        assert rises(sign * (some - blind)) if sign else abs((some - blind).mean()) < 0.1, regime


# --- the ratchet on the base


def effect_of_amplification(**people):
    """What amplification adds to the log odds of targets at the county, in each month."""
    levels = [outcomes(f"generalised,amplification={x}", 132, True, **people) for x in (0, 0.08)]
    none, some = (np.log(x / (1 - x)) for x in (each[:, :, NAMES.index("target_county")] for each in levels))
    return (some - none).mean(axis=0)


def test_amplification_lasts_for_ten_years():
    lasting, fading = effect_of_amplification(base_ratchet=1.0), effect_of_amplification()
    assert lasting[2] == pytest.approx(fading[2]) and lasting[2] > 0.1
    assert lasting[-1] > 0.8 * lasting[2]
    assert fading[-1] < 0.5 * fading[2]


@pytest.mark.parametrize("claim", [0.35, 0.8])
def test_the_believed_ratchet_is_what_a_claim_moves_the_base_by(claim):
    """Up at the pace of the lever, down at a quarter of it; and the factor on a prize is the sum over years to come."""
    case = Case(small_regime("r", ratchet_up=0.4), small_place(), alone(base_ratchet=1.0), (), 1, 1)
    twin = Twin(case)
    [town, *_], p = twin.c.towns, twin.p
    p.ratchet_learning = 1.0
    bases = []
    for more in (0.0, 1e-4):
        for job in town.jobs:
            job.base_odds, job.last_claim = 1.0, 1 / (1 + (1 - claim) / claim * np.exp(-more))
        targets.ratchet(p, town)
        bases.append(np.log(town.jobs[0].base_odds))
    pace = 0.4 if claim > 0.5 else 0.1
    assert (bases[1] - bases[0]) / 1e-4 == pytest.approx(pace, rel=1e-6)
    assert town.expected_ratchet == pytest.approx(pace, rel=1e-6)
    base, year, paid = 0.0, p.patience**12, 0.0
    for later in range(4000):  # a claim that is higher by one in the first year alone
        paid += year**later * ((1.0 if later == 0 else 0.0) - base)
        base += pace * ((1.0 if later == 0 else 0.0) - base)
    assert paid == pytest.approx((1 - year) / (1 - year * (1 - town.expected_ratchet)), rel=1e-6)


# --- the step at a reading


def around_targets(text, **people):
    """Weight of claims in the bins below, at and above targets in the last December, by replicate."""
    many = cases(text, 60, **people)
    world = World(many).run()
    fields, n = len(many[0].regime.fields), len(many[0].place.townships)
    towns = world.towns[[name for name in ("level", "fabricated", "target", "weight")]]
    level, sham, target, weight = (towns[name][:, :fields] for name in towns.dtype.names)
    gap = level + (1 - level) * sham - target + 1e-9
    bins = [np.where((gap >= low) & (gap < low + 0.02), weight, 0) for low in (-0.02, 0.0, 0.02)]
    return [each.reshape(REPLICATES, n * fields).sum(axis=1) for each in bins]


@pytest.mark.parametrize("regime", ["extreme", "generalised"])
def test_claims_bunch_at_their_targets_against_both_sides(regime):
    below, at, above = around_targets(regime, **STEP)
    blind = around_targets(regime)
    assert rises(at - below) and rises(2 * at - below - above)
    assert rises(at - blind[1]) and rises(blind[0] - below)


def test_topping_up_is_fabrication_and_nothing_beyond_reach():
    """Claims are raised to their target exactly, by less true work and more paper, and only from within reach."""
    twin = Twin(Case(small_regime("s", base_target=0.8), small_place(), alone(), (), 11, 2)).run()
    before = [
        (job.claim, job.level, job.fabricated, job.real_hours + job.paper) for t in twin.c.towns for job in t.jobs
    ]
    twin.p.step_seen = 0.2
    for town in twin.c.towns:
        top_up(twin.p, twin.c, town)
    moved = 0
    for (claim, level, sham, hours), job in zip(before, [j for t in twin.c.towns for j in t.jobs], strict=True):
        assert job.real_hours + job.paper == pytest.approx(hours)
        if job.claim != claim:
            moved += 1
            assert job.claim == pytest.approx(job.target) and 0 < job.target - claim <= 0.2
            assert job.level < level and job.fabricated > sham
    assert moved


# --- a bonus for results


def test_a_bonus_for_results_pays_for_sham_too_and_no_longer_for_new_methods_alone():
    def effect(measure, **people):
        low, high = (means(measure, f"yinzhou,bonus={x}", 60, **people) for x in (0, 0.5))
        return high - low

    assert rises(effect("fabrication", verified_bonus=1.0)) and rises(-effect("fabrication"))
    assert rises(effect("initiative"))
    assert abs(effect("initiative", verified_bonus=1.0).mean()) < 0.05 * effect("initiative").mean()


def test_feedback_drops_indicators_and_no_longer_pays_for_support():
    def effect(measure, **people):
        return means(measure, "generalised+upward_feedback", 60, **people) - means(measure, "generalised", 60, **people)

    assert rises(-effect("indicators", feedback_by_dropping=1.0))
    assert rises(effect("true_outcome") - effect("true_outcome", feedback_by_dropping=1.0))


# --- all together


def test_nothing_depends_on_how_a_field_is_cut():
    """With every strength on, a field in two parts is the same field, but for incidents, which are left out."""
    scenario = load("generalised+need_orientation@3+process_lights@2")
    fields = tuple(replace(row, hazard=0) for row in scenario.regime.fields)
    whole = replace(scenario, regime=replace(scenario.regime, fields=fields))
    parts = replace(whole, regime=cut(whole.regime, share=0.25))
    people = alone(**INFORMED, **STEP, base_ratchet=1.0, verified_bonus=1.0, feedback_by_dropping=1.0, need_owned=1.0)
    world = World([each.case(load_place("yinzhou"), 26, 3, people) for each in (whole, parts)]).run()
    scale = np.maximum(abs(world.series[0]).max(axis=0), 1e-9)
    assert (abs(world.series[1] - world.series[0]) / scale).max() < 1e-8


# --- the derivative


@pytest.mark.parametrize(("need", "verified"), [(20.0, 1.0), (20.0, 0.0), (0.0, 1.0)])
def test_an_hour_is_worth_what_it_moves_in_the_score_of_december(need, verified, monkeypatch):
    """A little more work in December, run through the whole month, against the worth of the score (eq. 32, 156).

    Nobody does paper: hours are valued at last month's effort, and a surge of paper in December would take from what
    work adds.
    """
    base = small_regime("d", deduction=0, ratchet_up=0, bonus=0.4, base_target=0.6)
    regime = replace(base, readings=(Reading("targets", "", "", weight=1, noise=0.08),), group_weights=())
    regime = replace(regime, rungs=tuple(replace(rung, source="") for rung in base.rungs))
    people = alone(information_need=need, verified_bonus=verified, target_blur=0.2, mass_paper=0.0)
    one, other = (Twin(Case(regime, small_place(), people, (), 12, 1)) for _ in range(2))
    for twin in (one, other):
        for _ in range(11):
            twin.step()
    one.run_month()
    job, extra = one.c.towns[0].jobs[0], 1e-6
    work = production.add_up_work

    def work_more(p, c, t):
        work(p, c, t)
        if t is c.towns[0]:
            effect = t.vigour * (1.0 + t.jobs[0].knowhow)
            t.jobs[0].work += extra * effect * production.support(p, p.fields[0], c.fields[0], t.jobs[0])

    monkeypatch.setattr(production, "add_up_work", work_more)
    keep = other.c.towns[0].jobs[0].keep_level
    other.run_month()
    gains = [b.clean_score - a.clean_score for a, b in zip(one.c.towns, other.c.towns, strict=True)]
    later = 1.0 - (people.patience * keep) ** 12  # the reading of this December alone
    assert (gains[0] - gains[1]) / extra == pytest.approx(job.real_worth.team * later, rel=0.05)
