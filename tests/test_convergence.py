"""Results converge: in the step of adjustment, in the number of cadres, and whatever way fields are cut and ordered.

The worlds are those of `experiments.convergence`.
"""

from dataclasses import replace

import numpy as np
import pytest
from twin import blame
from twin.model import Twin

from experiments.convergence import (
    MOVING,
    ORDERS,
    REGIMES,
    SHARES,
    calm_means,
    calm_regime,
    cut,
    cut_with_luck,
    cut_without_incidents,
    hours_by_step,
    many_people,
    noise_slopes,
    orders,
    renamed,
    usual_error,
)
from experiments.small_world import small_place
from scenarios import load, load_place
from sim.behaviour import Behaviour
from sim.measures import NAMES
from sim.world import Case, World

# --- the step of adjustment


def test_without_a_calendar_rest_does_not_depend_on_the_step_at_all():
    """With monthly readings only, rest is where worth is equal at the margin (K6): no step enters.

    A quarter of the step leaves the same hours to 1e-9, the rounding of some thousand months.
    """
    fine, coarse = hours_by_step((0.01, 0.04))
    assert fine == pytest.approx(coarse, rel=1e-9)


def test_with_a_calendar_results_are_of_first_order_in_the_step():
    """Worth has a yearly rhythm, which shares follow with a lag: the yearly mean is off by a multiple of the step.

    Euler's step in the averaged equation is of first order, so halving it halves what is left. Measured at three
    steps: log2 of the ratio of successive differences, .86 to .97 in all that moves by a part in a thousand; and nearer
    to 1 than at steps twice as large (a step of .08 is not small against a year: 12 x .08 is about 1).
    """
    order, coarser = orders()
    assert order == pytest.approx(np.ones(len(MOVING)), abs=0.2), dict(zip(MOVING, order, strict=True))
    assert (abs(order - 1) < abs(coarser - 1)).all()


def test_the_usual_step_is_small_enough():
    """At the default of .2, yearly means are within 1 % of those at a vanishing step, extrapolated from .02 and .01."""
    assert usual_error() == pytest.approx(np.zeros(len(SHARES)), abs=0.01)


def test_calm_worlds_are_at_rest_when_they_are_read():
    assert calm_means((0.2, 0.01))[1] < 1e-8


# --- the number of cadres


def test_noise_from_finite_numbers_falls_with_their_root():
    """What a year brings differs from seed to seed only by who is there: sd falls as cadres to the power of -1/2.

    Slope of log sd over 16, 64, 256 cadres, 160 seeds each. A sd from 160 seeds has a relative error of
    1 / sqrt(318) = .056, hence the slope one of .056 x sqrt(2) / log(16) = .029; the band is three and a half of these.
    """
    slopes = noise_slopes()
    assert slopes == pytest.approx(np.full(len(SHARES), -0.5), abs=0.1), dict(zip(SHARES, slopes, strict=True))


# --- fields: their order, and how finely they are cut


@pytest.fixture(scope="module")
def as_written() -> np.ndarray:
    return many_people(calm_regime())


@pytest.mark.parametrize(
    ("regime", "tolerance"),
    [
        (renamed(calm_regime(), ORDERS["backwards"]), 5e-4),
        (renamed(calm_regime(), ORDERS["turned"]), 5e-4),
        (renamed(calm_regime(), ORDERS["shuffled"]), 2e-3),
        (cut(calm_regime(), alike=False), 5e-4),
    ],
    ids=["backwards", "turned", "shuffled", "halved"],
)
def test_order_and_cut_of_fields_do_not_matter(regime, tolerance, as_written):
    """Five fields in another order, and ten halves for five: the same shares and levels.

    Other ids draw other portfolios, so equality is that of large numbers: 6,400 people, whose mean has an error below
    5e-4. Portfolios join fields that stand side by side on a circle; a shuffle changes who stands side by side, and
    with it how work is spread over fields (`selective_attention`, by .0014 of 1), hence its tolerance of 2e-3.
    """
    assert many_people(regime) == pytest.approx(as_written, abs=tolerance)


@pytest.mark.parametrize(("only", "share"), [("", 0.5), ("", 0.25), ("services", 0.25)])
@pytest.mark.parametrize("name", REGIMES)
def test_parts_of_a_field_change_nothing_in_a_shipped_regime(name, only, share):
    """Every field in two parts, or one of them: the same people, the same luck, the same results, all measures.

    Two years, with exposures, priorities, noise, ranks, ratchet and rotation, without incidents (below). What is left
    is rounding; how it grows later is the matter of the last tests.
    """
    assert cut_without_incidents(load(name).regime, only, share) < 1e-8


@pytest.mark.parametrize("name", REGIMES)
def test_nor_do_they_where_there_are_incidents(name, monkeypatch):
    """Parts have incidents of their own. With their chances for them, all that incidents do adds up to the same.

    In the twin, which has the program's bits (test_twin.py), because a kernel cannot be told to.
    """
    draw = blame.draw_events

    def expect(p, c, t, month):
        draw(p, c, t, month)
        for job in t.jobs:
            job.incident = job.hazard

    monkeypatch.setattr(blame, "draw_events", expect)
    regime = load(name).regime
    twins = [Twin(Case(r, small_place(), months=26)).run() for r in (regime, cut(regime, share=0.25))]
    for before, after in zip(twins[0].rows, twins[1].rows, strict=True):
        assert after == pytest.approx(before, rel=1e-8, abs=1e-9)
    assert all(0 < job.incident < 1 for twin in twins for town in twin.c.towns for job in town.jobs)


@pytest.mark.parametrize("name", ["generalised", "extreme"])
def test_nor_do_equal_parts_on_average_in_ten_years(name):
    """Sixteen seeds, with incidents: differences of means are within four of their standard errors, which are small."""
    whole, parts = cut_with_luck(load(name).regime, 16)
    error = (parts - whole).std(axis=0, ddof=1) / 4
    assert (abs((parts - whole).mean(axis=0)) < 4 * error).all(), (parts - whole).mean(axis=0)
    assert error[0] < 0.006 and error[1] < 0.002


@pytest.mark.parametrize(
    ("name", "alike", "low", "high"),
    [
        ("minimal", True, -0.003, 0.003),
        ("leping", True, -0.01, 0.01),
        ("yinzhou", True, -0.003, 0.015),
        ("generalised", True, 0, 0.04),
        ("extreme", True, 0.03, 0.09),
        ("minimal", False, -0.005, 0.004),
        ("generalised", False, 0.025, 0.07),
    ],
)
def test_unequal_parts_drift_apart_where_a_regime_overloads(name, alike, low, high):
    """Known and stated (docs/known_answers.md, decision 11): formalism in the tenth year, fields cut one to three.

    Bounds are three standard errors or more from what was measured. Fields with people and luck of their own (alike
    False) are apart from the start.
    """
    whole, parts = cut_with_luck(load(name).regime, 12, alike, 0.25)
    assert low < float((parts - whole)[:, 0].mean()) < high


def test_they_do_not_where_choice_is_revised_within_the_month():
    """With eight choices a month, at the effort then intended, nobody rushes: cut one to three, or in two fields of
    their own, formalism in the tenth year of `extreme` is the same to four standard errors; with one it is .05 more.
    """
    for alike, share in ((True, 0.25), (False, 0.5)):
        whole, parts = cut_with_luck(load("extreme").regime, 6, alike, share, Behaviour(choices=8))
        change = (parts - whole)[:, 0]
        error = change.std(ddof=1) / 6**0.5
        assert abs(change.mean()) < 4 * error and error < 0.008


def test_eight_choices_a_month_are_enough():
    """Results at 8 and at 16 differ by less than a hundredth of a share; at one they differ by ten."""
    one, eight, many = (_formalism(load("extreme").regime, Behaviour(choices=choices)) for choices in (1, 8, 16))
    assert abs(eight - many) < 0.01 and one - eight > 0.05


def _formalism(regime, who):
    world = World([Case(regime, load_place("yinzhou"), who, months=60, seed=seed) for seed in range(4)]).run()
    return float(world.series[:, -12:, NAMES.index("formalism")].mean())


def test_they_do_not_where_a_shortfall_has_no_price():
    written = load("extreme").regime
    calm = replace(written, levers=replace(written.levers, shortfall_loss=0))
    assert cut_without_incidents(calm, "", 0.25, 120) < 1e-8
