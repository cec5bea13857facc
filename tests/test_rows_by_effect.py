"""Rows that no lever, parameter or reform of their own serves, by what they do: runs of a small county, in pairs."""

from dataclasses import replace

from analysis.statistics import estimate
from experiments.credibility.small_world import small_place, small_regime
from experiments.run.seeds import replicate_seed
from scenarios import load
from scenarios.change import Change
from scenarios.scenario import Scenario
from sim.parameters.tables import Rung
from sim.world import Case, World

REPLICATES, MONTHS = 6, 60


def ends(regime, overlays=()):
    """The last month of every township, by replicate: records (replicate, township)."""
    seeds = (replicate_seed(1, number) for number in range(REPLICATES))
    cases = [Case(regime, small_place(), overlays=overlays, months=MONTHS, seed=seed) for seed in seeds]
    return World(cases).run().towns.reshape(REPLICATES, -1)


def share_of_economy(regime, overlays=()):
    """Of real and paper hours, by replicate and township."""
    towns = ends(regime, overlays)
    hours = towns["real_hours"] + towns["paper"]
    return hours[..., [field.id for field in regime.fields].index("economy")] / hours.sum(axis=-1)


def test_specific_indicators_draw_the_townships_they_are_for():
    """Row B16: two townships have an indicator of their own in the economy; the other two have common ones only."""
    regime = small_regime()
    common = replace(regime, indicators=tuple(item for item in regime.indicators if not item.kinds))
    gain = share_of_economy(regime) - share_of_economy(common)
    between = estimate(gain[:, 2:].mean(axis=1) - gain[:, :2].mean(axis=1))
    assert between.sure and between.mean > 0.02, between


def test_balanced_content_moves_hours_to_what_has_more_points():
    """Row B30: points of the economy are cut to six tenths, those of incomes and services raised (reform D24)."""
    scenario = load("generalised")
    change = Change("mine", "fields", "economy", "points_scale", "scale", 0.6)
    less = Scenario("mine", scenario.regime, (change,)).overlays
    lost = estimate((share_of_economy(scenario.regime, less) - share_of_economy(scenario.regime)).mean(axis=1))
    assert lost.sure and lost.mean < -0.02, lost


def test_calibrated_points_are_worth_more_where_scores_lie_close():
    """Row B13: where a bonus goes by points and scores spread less than calibration makes them, more is claimed."""
    bonus = (Rung("bonus", "", "", rule="points", prize=5.0),)
    plain, calibrated = (ends(replace(small_regime(calibration=value), rungs=bonus)) for value in (0.0, 1.0))
    more = estimate((calibrated["fabricated"] - plain["fabricated"]).sum(axis=-1).mean(axis=1))
    assert plain["score"].std(axis=1).mean() < 0.1 and more.sure and more.mean > 0, more
