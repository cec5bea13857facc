"""Results converge: in the step of adjustment, in the number of cadres, and whatever way fields are cut and ordered.

The worlds are those of `experiments.credibility.convergence`.
"""

from dataclasses import replace

import numpy as np
import pytest

from docs.specification import responsibility
from docs.specification.model import Twin
from experiments.credibility.convergence import (
    MOVING,
    ORDERS,
    SHARES,
    SHIPPED,
    by_choices,
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
from experiments.credibility.small_world import small_place
from scenarios import REGIMES, load
from sim.parameters.behaviour import Behaviour
from sim.world import Case

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

    Five years, with exposures, priorities, noise, ranks, ratchet and rotation, without incidents (below). What is left
    is rounding, which does not grow; in `extreme` it would, if everybody answered a shortfall alone (decision 12).
    """
    assert cut_without_incidents(load(name).regime, only, share, 60) < 1e-8


@pytest.mark.parametrize("name", REGIMES)
def test_nor_do_they_where_there_are_incidents(name, monkeypatch):
    """Parts have incidents of their own. With their chances for them, all that incidents do adds up to the same.

    In the twin, which has the program's bits (test_twin.py), because a kernel cannot be told to.
    """
    draw = responsibility.draw_events

    def expect(p, c, t, month):
        draw(p, c, t, month)
        for job in t.jobs:
            job.incident = job.hazard

    monkeypatch.setattr(responsibility, "draw_events", expect)
    regime = load(name).regime
    twins = [Twin(Case(r, small_place(), months=26)).run() for r in (regime, cut(regime, share=0.25))]
    for before, after in zip(twins[0].rows, twins[1].rows, strict=True):
        assert after == pytest.approx(before, rel=1e-8, abs=1e-9)
    assert all(0 < job.incident < 1 for twin in twins for town in twin.c.towns for job in town.jobs)


@pytest.mark.parametrize("share", [0.5, 0.25])
@pytest.mark.parametrize("name", ["minimal", "leping", "yinzhou", "generalised", "extreme"])
def test_nor_do_parts_on_average_in_ten_years(name, share):
    """With incidents, all measures: within four standard errors, which are small (decision 12).

    Selective attention in `extreme`, cut one to three, is the one thing that may still move, by .004 of .29.
    """
    whole, parts = cut_with_luck(load(name).regime, 12, True, share)
    error = (parts - whole).std(axis=0, ddof=1) / 12**0.5
    allowed = 4 * error + 1e-6
    if (name, share) == ("extreme", 0.25):
        allowed[SHIPPED.index("selective_attention")] += 0.006
    assert (abs((parts - whole).mean(axis=0)) < allowed).all(), (parts - whole).mean(axis=0)
    assert error[0] < 0.006 and error[1] < 0.002


def test_where_choice_is_twice_as_sharp_parts_drift_a_little():
    """Known and stated (decision 12): at precision 20 formalism of `extreme`, cut one to three, rises by .015."""
    whole, parts = cut_with_luck(load("extreme").regime, 12, True, 0.25, Behaviour(precision=20))
    assert 0.003 < float((parts - whole)[:, 0].mean()) < 0.03
    whole, parts = cut_with_luck(load("yinzhou").regime, 12, True, 0.25, Behaviour(precision=20))
    assert abs(float((parts - whole)[:, 0].mean())) < 0.01
    assert 1e-8 < cut_without_incidents(load("yinzhou").regime, "", 0.25, 60, Behaviour(precision=20)) < 0.02


def test_two_fields_of_their_own_are_another_world():
    """With people and luck of their own: formalism of `extreme` is higher (decision 12)."""
    whole, parts = cut_with_luck(load("extreme").regime, 12, False)
    assert 0.02 < float((parts - whole)[:, 0].mean()) < 0.06


def test_what_one_choice_a_month_leaves_falls_fast_with_more():
    """One choice a month against two, four and eight, at the effort then intended; without allowing for colleagues two
    would leave .39 of the difference, and the others .09 of a share in `generalised` and .025 in `yinzhou`.
    """
    one, two, four, eight = by_choices(load("extreme").regime, (1, 2, 4, 8))
    assert 0.04 < one - eight < 0.09
    assert two - eight < 0.33 * (one - eight)
    assert abs(four - eight) < 0.01
    for name, most in (("generalised", 0.03), ("yinzhou", 0.012), ("leping", 0.008), ("minimal", 0.002)):
        once, often = by_choices(load(name).regime, (1, 8))
        assert -0.001 < once - often < most


def test_parts_are_alike_to_rounding_for_ten_years_where_a_shortfall_has_no_price():
    written = load("extreme").regime
    calm = replace(written, levers=replace(written.levers, shortfall_loss=0))
    assert cut_without_incidents(calm, "", 0.25, 120) < 1e-8
