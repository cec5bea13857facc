"""Ordered is not delivered: assistance, unofficial rankings, finds that are not passed on (C10, D1, D5, D16, D21).

How far offices can be held to orders, `order_kept`, is the only strength; at one all three are off. Worlds without
duty list, cap or reform of ranks have exemptions alone.
"""

from copy import deepcopy
from dataclasses import replace
from functools import cache
from io import StringIO
from itertools import pairwise

import numpy as np
import pytest
from mechanisms import alone
from rich.console import Console
from worlds import inspected

from analysis.effects_of_results import effects_of
from analysis.tables.comparison import delivered_table
from docs.specification import assistance, detection, exemptions, learning, offices, production, rankings, worth
from docs.specification.model import Twin
from experiments.compare.comparison import Comparison
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from experiments.run.runner import run_cases
from experiments.run.seeds import replicate_seed
from scenarios import load, load_place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.world import World

REPLICATES, MONTHS, LAST = 16, 84, 24
FINDS = {"paper_visits": 0.7, "dossier_hours": 0.018, "neglect_found": 0.2}
PLAIN = "generalised,clarity=0"  # nothing forbids anything
STEP = 1e-5  # hours, for finite differences


@cache
def outcomes(text, **strengths):
    place, scenario = load_place("yinzhou"), load(text)
    cases = [scenario.case(place, months=MONTHS, seed=replicate_seed(1, r)) for r in range(REPLICATES)]
    people = alone(**{**FINDS, **strengths})
    return run_cases([replace(case, behaviour=people) for case in cases]).series[:, -LAST:].mean(axis=1)


def value(rows, outcome):
    return rows[:, NAMES.index(outcome)]


def rises(outcome, after, before):
    """Whether an outcome rises by more than two standard errors of the paired difference, over replicates."""
    gap = value(after, outcome) - value(before, outcome)
    return gap.mean() > 2 * gap.std(ddof=1) / np.sqrt(len(gap))


def falls(outcome, after, before):
    return rises(outcome, before, after)


# --- at one, delivered is ordered


@pytest.mark.parametrize("reform", ["burden_reduction", "duty_list", "milder_competition", "third_party_mystery"])
def test_orders_that_are_kept_arrive_as_ordered(reform):
    kept = outcomes(f"generalised+{reform}", order_kept=1.0)
    assert not value(kept, "assistance").any()
    for outcome in ("sanctions_delivered", "ranks_delivered"):
        assert (value(kept, outcome) == 1.0).all(), outcome


def test_caps_that_are_kept_hold():
    """Where offices cannot grow past them; tolerance without liability of who grants it arrives whole."""
    text = "generalised,visit_cap=4,bunching=0,indicator_cap=60,tolerance=0.5,grantor_liability=0"
    kept, loose = (outcomes(text, order_kept=strength, office_growth=0.0) for strength in (1.0, 0.5))
    for outcome in ("visits_delivered", "indicators_delivered", "tolerance_delivered"):
        assert value(kept, outcome) == pytest.approx(1.0), outcome
    assert rises("visits_delivered", loose, kept) and rises("indicators_delivered", loose, kept)


def test_nothing_of_it_is_in_a_world_that_keeps_orders():
    case = load("generalised+duty_list+milder_competition@2").case(small_place(), months=30, seed=3)
    world = World([replace(case, behaviour=replace(Behaviour(), order_kept=1.0))]).run()
    county = world.counties[0]
    assert not any(county[name].any() for name in ("assists", "assisted", "assisted_load", "unreported"))
    assert county["compared"] == 0.0 and world.params["rank_stakes"][0] == county["ranks_ordered"]


# --- assistance


def test_what_lists_and_caps_forbid_comes_back_as_assistance():
    for text in ("generalised+duty_list", "generalised,indicator_cap=60"):
        kept, loose = (outcomes(text, order_kept=strength) for strength in (1.0, 0.5))
        for outcome in ("assistance", "indicators", "imposed_paper", "burden", "reporting_delivered"):
            assert rises(outcome, loose, kept), (text, outcome)


def test_without_list_and_cap_nothing_is_asked_as_assistance():
    assert not value(outcomes(PLAIN, order_kept=0.5), "assistance").any()


@pytest.mark.parametrize(("more", "sign"), [("office_feedback=1", -1), ("data=0.8", 1)])
def test_offices_ask_what_is_worth_it_to_them(more, sign):
    """Less where they count what it costs townships, more where handling is cheap."""
    usual, moved = (
        outcomes(text, order_kept=0.5) for text in ("generalised+duty_list", f"generalised+duty_list,{more}")
    )
    assert rises("assistance", moved, usual) if sign > 0 else falls("assistance", moved, usual)


def test_limits_of_what_is_asked():
    p = Twin(inspected()).p
    p.order_kept, p.office_precision = 0.4, 1e4
    assert assistance.readiness(p, 1.0, 0.5) == pytest.approx(0.6)
    assert assistance.readiness(p, 0.5, 1.0) == pytest.approx(0.0)
    assert assistance.readiness(p, 0.5, 0.5) == pytest.approx(0.3)
    p.order_kept = 1.0
    assert assistance.readiness(p, 1.0, 0.0) == 0.0


# --- rankings


def test_rankings_go_on_where_a_reform_reduces_them():
    reform = "generalised+milder_competition"
    kept, loose = (outcomes(reform, order_kept=strength) for strength in (1.0, 0.3))
    assert rises("ranks_delivered", loose, kept)
    assert value(loose, "ranks_delivered").max() < 2.0  # less than all that the reform took away
    for outcome in ("ranks_delivered", "amplified_most", "fabrication"):
        assert rises(outcome, loose, kept), outcome
    for text in ("generalised", "generalised,rank_stakes=0.2"):  # as written, nothing is forbidden
        assert (value(outcomes(text, order_kept=0.3), "ranks_delivered") == 1.0).all()


def test_who_is_judged_by_those_it_serves_values_comparison_less():
    by_superiors, by_users = (
        outcomes(f"generalised+milder_competition,service_users={users}", order_kept=0.3) for users in (0, 0.9)
    )
    assert falls("ranks_delivered", by_users, by_superiors)


def test_stakes_in_practice_lie_between_those_ordered_and_those_written():
    twin = Twin(inspected())
    p, c = twin.p, twin.c
    p.order_kept, p.rank_stakes, c.compared = 0.0, 0.5, 1.0
    rankings.rank_unofficially(p, 1.5, c)
    assert (p.rank_stakes, c.ranks_ordered) == (1.5, 0.5)
    p.rank_stakes, p.order_kept = 0.5, 0.5
    rankings.rank_unofficially(p, 1.5, c)
    assert p.rank_stakes == 1.0
    rankings.rank_unofficially(p, 0.7, c)  # a reform that raises stakes is no order to withhold
    assert p.rank_stakes == 1.0


# --- exemptions


def test_finds_that_are_not_passed_on_wear_monitoring_off():
    kept, loose = (outcomes(f"{PLAIN},accountability_pressure=2", order_kept=strength) for strength in (1.0, 0.3))
    assert falls("sanctions_delivered", loose, kept) and falls("sanctions", loose, kept)
    assert rises("fabrication", loose, kept) and falls("true_outcome", loose, kept)


def test_the_more_falls_back_the_less_is_passed_on():
    passed = [outcomes(f"{PLAIN},accountability_pressure={size}", order_kept=0.5) for size in (0.5, 1, 2, 4)]
    for before, after in pairwise(passed):
        assert falls("sanctions_delivered", after, before)


def test_who_hands_its_blame_down_has_less_to_hide():
    few, many = (outcomes(f"{PLAIN},letters={letters}", order_kept=0.5, power_need=1.0) for letters in (0.2, 1.2))
    assert rises("sanctions_delivered", many, few)


def test_raters_from_outside_pass_everything_on():
    twin = Twin(replace(inspected(), months=14)).run()
    p, c = twin.p, twin.c
    assert all(0.0 < mine.unreported < 1.0 - p.order_kept for mine in c.fields)
    for mine in c.fields:
        mine.independent = 1.0
    exemptions.grant_exemptions(p, c)
    assert not any(mine.unreported for mine in c.fields)


def test_limits_of_exemptions():
    p = Twin(inspected()).p
    p.order_kept, p.office_precision = 0.4, 1e4
    assert exemptions.unreported(p, 0.0) == pytest.approx(0.0)
    assert exemptions.unreported(p, 1.0) == pytest.approx(0.6)
    p.order_kept = 1.0
    assert exemptions.unreported(p, 1.0) == 0.0


def test_finds_count_as_far_as_they_are_passed_on():
    twin = Twin(replace(inspected(), months=14)).run()
    p, found = twin.p, {}
    for part in (0.0, 0.25, 1.0):
        c = deepcopy(twin.c)
        for mine in c.fields:
            mine.unreported, mine.found = part, 0.0
        for t in c.towns:
            for job in t.jobs:
                job.exposed = job.neglected = 1.0
        learning.inform_offices(p, c)
        found[part] = [mine.found for mine in c.fields]
    assert found[0.25] == pytest.approx([0.75 * whole for whole in found[0.0]]) and not any(found[1.0])


def test_the_worth_of_an_hour_counts_finds_that_are_passed_on():
    """Against finite differences over a month: of neglect found, what is passed on, where that is expected by now."""
    twin = Twin(replace(inspected(), months=20)).run()
    p, c, month, compared = twin.p, twin.c, twin.month, 0
    offices.act(p, c, month)
    for mine in c.fields:
        mine.unreported = 0.5
    for j, t in enumerate(c.towns):
        for d, job in enumerate(t.jobs):
            job.expected_looks = detection.sharp_looks(p, c, t, d) * detection.passed_on(c, d)
            job.expected_papers = 0.0
            job.keep_level = production.level_law(p.fields[d], job).retention
        loss = p.exposure_loss / 4.0 * p.severity * p.accountability_pressure * worth.staying(t)
        given = worth_of_neglect(p, c, j, month)
        for d, job in enumerate(t.jobs):
            before, after = (expected_finds(p, c, j, d, hours) for hours in (0.0, STEP))
            if job.level > job.target - 0.01:
                continue  # the shortfall ends about now
            expected = loss * (before - after) / STEP / (1.0 - p.patience * job.keep_level) * job.assessed
            assert given[d] == pytest.approx(expected, rel=0.1, abs=1e-9), (j, d)
            compared += expected > 1e-6
    assert compared >= 2


def worth_of_neglect(p, c, j, month):
    """Worth of an hour by field in township j, less what it would be if no neglect could be found."""
    p_without, without = deepcopy(p), deepcopy(c)
    p_without.neglect_found = 0.0
    worth.value_township(p, c, c.towns[j], month)
    worth.value_township(p_without, without, without.towns[j], month)
    both = zip(c.towns[j].jobs, without.towns[j].jobs, strict=True)
    return [job.real_worth.exposed - other.real_worth.exposed for job, other in both]


def expected_finds(p, c, j, d, hours):
    """Expected size of the neglect that is passed on at the month's end, with so many more hours in field d."""
    county = deepcopy(c)
    t = county.towns[j]
    job, field = t.jobs[d], p.fields[d]
    own = 1.0 - field.spill + p.cluster * field.spill
    job.work += hours * t.vigour * (1.0 + job.knowhow) * production.support(p, field, county.fields[d], job) * own
    production.move_stocks(p, county, t)
    chance = detection.neglect_chance(p, county, t, d) * detection.passed_on(county, d)
    return detection.finds_size(p, job, chance, 0.0)


# --- what is shown


@pytest.mark.parametrize(("lang", "word"), [("en", "assistance"), ("zh", "协助事项")])
def test_ordered_and_delivered_are_shown_for_every_reform(lang, word):
    scenarios = tuple(
        load(text) for text in ("generalised", "generalised+duty_list@0", "generalised+burden_reduction@0")
    )
    effects = effects_of(run_comparison(Comparison(scenarios, small_place(), months=24, replicates=2)))
    for scenario in effects.scenarios:
        table, console = delivered_table(effects, scenario, lang), Console(width=80, record=True, file=StringIO())
        assert table.row_count == 8
        console.print(table)
        assert word in console.export_text()
