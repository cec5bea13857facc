"""Patterns P1 to P14 and the loops: each claim can fail, here in a fast version.

Fast: the smallest of the ten counties, with ablations, few replicates. All twelve places, the noisy claims and the
stored results: `make slow ARGS="tests/test_patterns.py"`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from analysis.statistics import estimate, false_discovery, holm, p_value_above, p_value_below, ratio_of_means
from docs.files import read_results
from docs.pages.patterns import RESULTS, stored
from experiments.compare.plausible import people
from experiments.compare.window import WINDOW_YEARS, window
from experiments.credibility.patterns import contrasts
from experiments.credibility.patterns.catalogue import PATTERNS, pattern
from experiments.credibility.patterns.judge import judge, judge_claim, large_enough, overall
from experiments.credibility.patterns.loops import LOOPS, TAKES_BACK, judge_loops
from experiments.credibility.patterns.most_skilled import HOURS
from experiments.credibility.patterns.pattern import ABOVE, LEAST, REMOVED, Claim, Pattern
from experiments.credibility.patterns.places import FEWEST, counties, places
from experiments.credibility.patterns.report import from_record, shares
from experiments.credibility.patterns.simulations import Simulations, simulations_at
from experiments.credibility.patterns.variant import Ablation, Variant, move, sweep
from experiments.credibility.section import CONDITIONAL, FAILS, HOLDS, PARTLY
from experiments.study.statistic import Statistic, Term, change, minus
from scenarios import load_place
from scenarios.languages import LANGUAGES
from scenarios.places import register
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

COUNTY = "350723"  # the smallest of the ten
FEW = 3  # replicates
BLUR = 0.05  # by which so few miss the share that an ablation takes away in the stored results
LEFT = {"P3.inaction": 0.65}  # of which the ablation takes less here than in larger counties
# Rank correlations need some 24 replicates: left to the slow tests.
NOISY = {"P6.rise", "P6.fall", "P6.fall_open", "P6.fall_leping", "P13.pair6"}
# Claims of the patterns that the model does not bear out as they stand; some hold under a condition.
AGAINST = {
    "P1.kink", "P1.kink_without_ratchet", "P3.shifting", "P4.other_incidents", "P6.fall", "P6.rise", "P9.initiative",
    "P9.harm", "P9.shifting_dear", "P10.attention", "P10.attention_most", "P11.held_back", "P13.pair3", "P13.pair4",
    "P13.pair5", "P13.pair5_poor",
}  # fmt: skip
# Loops that the model does not close, or that turn their answer round; their notes say why.
LOOPS_AGAINST = {"paper_spiral", "concealment_race", "fast_ox", "control_dilemma", "tightening"}
REPORTED = {f"{p.id}.{claim.id}" for p in PATTERNS for claim in p.claims if not claim.judged}
# Sizes of 4 to 6 % of the range: on either side of the border as places have it.
CLOSE = {
    "P1.kink", "P3.shifting", "P4.veto_incidents", "P5.found", "P9.initiative", "P9.harm", "P10.attention",
    "P10.attention_most", "P13.pair3", "P13.pair4", "P13.pair5_poor",
}  # fmt: skip
# So large that the fifth an ablation may leave is still of size.
LARGE = {"P3.reported", "P3.sham", "P5.attention", "P6.sham"}
CLAIMS = [f"{p.id}.{claim.id}" for p in PATTERNS for claim in p.all_claims()]
JUDGED = [id for id in CLAIMS if id not in REPORTED | NOISY]


def quick(p):
    """A pattern without its noisy claims."""
    return replace(p, claims=tuple(c for c in p.claims if f"{p.id}.{c.id}" not in NOISY))


@cache
def simulations():
    return simulations_at(COUNTY, FEW)


@cache
def findings():
    return judge([quick(p) for p in PATTERNS], simulations())


def claim_of(id):
    name, _, rest = id.partition(".")
    return pattern(name), next(claim for claim in pattern(name).all_claims() if claim.id == rest)


# --- the patterns


@pytest.mark.parametrize("id", JUDGED)
def test_claim_has_its_size_and_goes_with_its_mechanism(id):
    finding = findings()[id]
    assert finding.large == (id not in AGAINST) or id in CLOSE, finding
    assert id in AGAINST or not finding.removed or finding.removed[0] >= LEFT.get(id, REMOVED - BLUR), finding


@pytest.mark.parametrize("id", [id for id in JUDGED if claim_of(id)[1].off and id not in AGAINST | LARGE | LEFT.keys()])
def test_no_claim_survives_its_ablation(id):
    p, claim = claim_of(id)
    here = simulations()
    left = here.evaluate(claim.effect, p.variants, claim.off[0]).mean()
    assert not large_enough(claim, float(left), here.scale(claim.outcome))


@pytest.mark.parametrize("id", [loop.id for loop in LOOPS])
def test_loop_carries_its_share_and_moves_as_said(id):
    finding = loops()[id]
    found = finding.as_said and finding.gain >= LEAST  # whether luck is excluded takes more replicates: stored results
    assert found == (id not in LOOPS_AGAINST), finding


@cache
def loops():
    return judge_loops(LOOPS, simulations())


def test_loops_of_the_sources_are_all_there():
    assert len(LOOPS) == 12
    assert sum(loop.kind == TAKES_BACK for loop in LOOPS) == 7


# --- what they are made of


def of(statistic, **levels):
    """A statistic of levels given by hand: by label, one value a seed, whatever the outcome."""
    return statistic.of(lambda term: np.asarray(levels[term.scenario], float))


def test_hump_is_measured_at_the_mean_peak():
    hump = {"a": [0.0, 0.1], "b": [0.5, 0.9], "c": [0.6, 0.2]}
    assert of(contrasts.rise("abc", "x"), **hump).tolist() == pytest.approx([0.5, 0.8])
    assert of(contrasts.fall("abc", "x"), **hump).tolist() == pytest.approx([-0.1, 0.7])
    slope = {"a": [0.0], "b": [0.1], "c": [0.2]}
    assert of(contrasts.fall("abc", "x"), **slope) == 0 and of(contrasts.rise("cba", "x"), **slope) == 0


def test_kink_compares_climbs_over_two_intervals():
    loads, forms = [0.5, 1.0, 1.5], [[0.0, 0.0], [0.05, 0.05], [0.3, 0.1]]
    means = {Term("load", label): np.array([load, load]) for label, load in zip("abc", loads, strict=True)}
    means |= {Term("formalism", label): np.array(form) for label, form in zip("abc", forms, strict=True)}
    kink = contrasts.kink("abc", "load", "formalism", (0.6, 0.9), (1.0, 1.3))
    assert kink.of(means.get).tolist() == pytest.approx([0.15 - 1.5 * 0.03, 0.03 - 1.5 * 0.03])
    beyond = contrasts.kink("abc", "load", "formalism", (0.6, 0.9), (1.3, 1.6))
    assert np.isnan(beyond.of(means.get)).all()


def test_levelling_and_interaction():
    levels = {"a": [0.0], "b": [4.0], "c": [5.0]}
    assert of(contrasts.levelling("a", "b", "c", "x", (1, 2)), **levels) == 3.5
    assert of(contrasts.interaction("c", "a", "b", "a", "x"), **levels) == 1.0
    assert of(minus(change("c", "a", "x"), change("b", "a", "x")), **levels) == 1.0
    assert of(minus(change("c", "a", "x"), change("b", "a", "x"), times=1.25), **levels) == 0.0


def test_a_pattern_runs_what_its_claims_contrast():
    variants = {name: Variant(levers={"visits": value}) for name, value in zip("abc", (0, 1, 2), strict=True)}
    off = Ablation("x", {"coping": 0})
    hours = Statistic((Term(HOURS, "b"),), lambda mean: mean)
    claims = Claim("x", change("c", "a", "time"), off=(off,)), Claim("y", hours)
    several = Pattern("P", variants, claims)
    assert list(several.needed(ablations=False)) == [variants["c"], variants["a"]]
    assert list(several.needed())[2:] == [off.of(variants["c"]), off.of(variants["a"])]
    assert [claim.outcome for claim in claims] == ["time", ""]


def test_claims_are_bounded_in_the_direction_they_say():
    above = Claim("c", change("a", "b", "time"), sign=-1)
    assert large_enough(above, -0.06, 1.0) and not large_enough(above, 0.06, 1.0)
    assert not large_enough(above, -0.04, 1.0) and not large_enough(above, np.nan, 1.0)
    below, near = replace(above, sign=1, kind="below"), replace(above, kind="near")
    assert large_enough(below, -1.0, 1.0) and not large_enough(below, 0.06, 1.0)
    assert large_enough(near, 0.04, 1.0) and not large_enough(near, -0.06, 1.0)


def test_verdicts():
    assert overall([HOLDS, HOLDS]) == HOLDS and overall([HOLDS, CONDITIONAL]) == CONDITIONAL
    assert overall([HOLDS, FAILS]) == PARTLY and overall([FAILS, FAILS]) == FAILS
    assert overall([HOLDS], 0.6) == CONDITIONAL and overall([HOLDS], 0.7) == HOLDS


def test_a_claim_without_its_mechanism_does_not_stand():
    p = pattern("P8")
    claim, found = p.claims[0], dict(findings())
    report = replace(stored(), findings={COUNTY: found})
    assert report.state(p, claim) == HOLDS
    found["P8.time"] = replace(found["P8.time"], removed=(REMOVED - 0.01,))
    assert report.state(p, claim) == FAILS


def test_students_interval_and_chances():
    found = estimate(np.array([1.0, 2.0, 3.0]))
    assert (found.low, found.high) == pytest.approx((2 - 2.4841, 2 + 2.4841), abs=1e-4)
    assert p_value_above(found, 0.0) == pytest.approx(0.0371, abs=1e-4)
    assert p_value_below(found, 0.0) == pytest.approx(1 - 0.0371, abs=1e-4)
    assert p_value_below(estimate(np.zeros(3)), 0.0) == 0.0


def test_false_discovery_rate_as_benjamini_and_hochberg_print_it():
    """Their table of 15 p-values, of which the first four are rejected at .05; and an order that is not sorted."""
    printed = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert [value <= 0.05 for value in false_discovery(printed)] == [True] * 4 + [False] * 11
    assert false_discovery([0.04, 0.01, 0.03]) == pytest.approx([0.04, 0.03, 0.04])


def test_holms_correction():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]


def test_ratio_of_means_and_its_jackknife():
    exact = ratio_of_means(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
    assert exact.mean == 0.5 and exact.error == pytest.approx(0)
    loose = ratio_of_means(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]))
    assert loose.error == pytest.approx(np.std([1, 2, 3], ddof=1) / np.sqrt(3))


def test_summaries_are_over_the_window_of_the_analysis():
    assert window(120) == 12 * WINDOW_YEARS


def test_ablations_reach_every_variant():
    off = Ablation("x", {"coping": 0}, {"visits": 0}, changes=(move("readings.citizens.noise", 0),))
    variant = off.of(Variant(levers={"gate": 1}))
    assert variant.levers == {"gate": 1, "visits": 0} and variant.behaviour["coping"] == 0
    assert len(variant.changes) == 1
    case = variant.case(load_place(COUNTY), Behaviour(), 1, 12)
    assert case.behaviour.coping == 0 and case.regime.levers.gate == 1 and len(case.overlays) == 1
    flat = Ablation("x", rivals=False).of(Variant()).case(load_place(COUNTY), Behaviour(), 1, 12)
    assert {office.line for office in flat.regime.offices} == {0.0}


def test_declarations_name_what_exists():
    known = {*meanings(Levers)}, {*meanings(Behaviour)}
    for p in PATTERNS:
        for claim in p.all_claims():
            assert {term.measure for term in claim.effect.terms} <= {*NAMES, HOURS, "other_incidents"}
            assert all(p.text_of(claim).render(lang) for lang in LANGUAGES)
            for off in claim.off:
                assert set(off.levers) <= known[0] and set(off.behaviour) <= known[1]
                assert all(off.text.render(lang) for lang in LANGUAGES)
        for variant in p.variants.values():
            assert set(variant.levers) <= known[0] and set(variant.behaviour) <= known[1]
    assert [p.id for p in PATTERNS] == [f"P{number}" for number in range(1, 15)]
    assert len(set(CLAIMS)) == len(CLAIMS)


def test_ten_counties_are_drawn_by_the_seed_and_large_enough():
    assert counties()[:3] == ("430903", "130606", "360302") and len(set(places())) == 12
    assert all(len(register.townships(int(code))) >= FEWEST for code in counties())
    assert counties(seed=15) != counties()


def test_a_variant_is_run_once_and_seeds_apart():
    small = Simulations(load_place(COUNTY), (1, 2))
    variants = sweep("visits", (0.4, 0.2))
    small.run([*variants.values(), Variant(levers={"visits": 0.2})])
    assert len(small.means) == 2
    alone = Simulations(load_place(COUNTY), (2,))
    both, one = (each.yearly(variants["visits=0.2"], "time") for each in (small, alone))
    assert both.shape == (2, 10) and both[1].tolist() == one[0].tolist()
    grown = small.evaluate(contrasts.growth("x", "time"), {"x": variants["visits=0.2"]})
    assert grown.tolist() == (both[:, -2:].mean(axis=1) - both[:, 0]).tolist()


def test_people_in_whom_a_pattern_holds_are_counted():
    people = [Behaviour(), Behaviour(coping=0.0, paper_visits=0.0, write_off=0.0)]  # traces are asked by nobody
    found = shares([pattern("P7")], load_place(COUNTY), people, (1,))
    assert (found["P7.paper"].held, found["P7.written_off"].held, found["P7"].held) == (1, 1, 1)


# --- results


def test_results_come_back_as_they_were():
    record = read_results(RESULTS)
    assert from_record(record).record() == record


def test_results_are_of_these_patterns():
    report = stored()
    assert report.places == places() and set(report.shares) == {*CLAIMS, *(p.id for p in PATTERNS)}
    assert all(list(found) == CLAIMS for found in report.findings.values())
    assert all(list(found) == [loop.id for loop in LOOPS] for found in report.loops.values())


def test_what_does_not_hold_is_said():
    report = stored()
    against = {f"{p.id}.{c.id}" for p in PATTERNS for c in p.all_claims() if not report.supported(p, c)}
    assert AGAINST <= against - REPORTED <= AGAINST | NOISY


@pytest.mark.slow
@pytest.mark.parametrize("place", places())
def test_results_are_those_of_this_model(place):
    report = stored()
    whole = simulations_at(place, report.replicates[place])
    now = replace(report, findings={place: judge(PATTERNS, whole)}, loops={place: judge_loops(LOOPS, whole)}, shares={})
    then = replace(report, findings={place: report.findings[place]}, loops={place: report.loops[place]}, shares={})
    assert now.record() == then.record(), "the model has changed; run: make docs RUN=patterns"


@pytest.mark.slow
def test_shares_are_those_of_this_model():
    report = stored()
    where = simulations_at(report.people_place, report.people_replicates)
    assert shares(PATTERNS, where.place, people(report.people), where.seeds) == report.shares


@pytest.mark.slow
@pytest.mark.parametrize("id", sorted(NOISY - AGAINST - REPORTED))
def test_noisy_claims_hold_with_more_replicates(id):
    p, claim = claim_of(id)
    finding = judge_claim(p, claim, simulations_at("yinzhou", 24))
    assert finding.holds and finding.explained and claim.kind in (ABOVE, "near")
