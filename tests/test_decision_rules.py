"""Five rules of decision: what each leaves out of the rule of choice, and that none needs another model."""

import numpy as np
import pytest

from experiments.credibility.small_world import small_place, small_regime
from scenarios import load
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.state.enumerations import DecisionRule
from sim.world import Case, World

MONTHS = 60


def run(rule, regime=None, months=MONTHS, **people):
    behaviour = Behaviour(decision_rule=float(rule), **people)
    return World([Case(regime or small_regime(), small_place(), behaviour, months=months, seed=4)]).run()


def test_without_foresight_is_a_discount_factor_of_one_half():
    assert run(DecisionRule.MYOPIC).series.tobytes() == run(DecisionRule.FORESIGHT, patience=0.5).series.tobytes()


@pytest.mark.parametrize("rule", DecisionRule)
def test_shares_sum_to_one_under_every_rule(rule):
    world = run(rule)
    for j, town in enumerate(world.towns):
        shares = world.share[j, :, : town["cadres"]]
        assert shares.min() >= 0.0 and np.allclose(shares.sum(axis=0), 1.0, atol=1e-12)
    assert np.isfinite(world.series).all()


def test_rules_differ():
    assert len({run(rule).series.tobytes() for rule in DecisionRule}) == len(DecisionRule)


def test_those_who_only_imitate_do_not_answer_to_what_pays():
    found = [
        run(DecisionRule.IMITATION, small_regime(accountability_pressure=pressure), months=12).share.tobytes()
        for pressure in (0.0, 3.0)
    ]
    assert found[0] == found[1]


def test_imitation_without_models_is_habit():
    """Nobody compares and nobody copies, so shares stay where habits put them until people change."""
    first, last = (run(DecisionRule.IMITATION, months=m, imitation=0.0).share for m in (1, 12))
    assert np.allclose(first, last, atol=1e-3)  # paper is spread by documents, which grow


def test_search_stops_once_experience_meets_the_aspiration():
    """Between two months a township either moves its shares or, having what it aspires to, none at all."""
    still = moved = 0
    before = None
    for months in range(12, 40):
        world = run(DecisionRule.SATISFICING, months=months)
        if before is not None:
            for j in range(len(world.towns)):
                same = np.array_equal(world.share[j], before[j])
                still, moved = still + same, moved + (not same)
        before = world.share.copy()
    assert still > 0 and moved > 0


def test_what_has_paid_grows_from_what_it_is():
    """Under reinforcement a habit of little use fades further than under the logit, which always returns to it."""
    column = NAMES.index("slack")
    free = {"slack_pay": 0.0, "mass_slack": 1.0, "slack_seen": 1.0}
    last = {
        rule: run(rule, **free).series[0, -1, column] for rule in (DecisionRule.FORESIGHT, DecisionRule.REINFORCEMENT)
    }
    assert last[DecisionRule.REINFORCEMENT] < last[DecisionRule.FORESIGHT]


def test_every_rule_runs_in_every_regime():
    place = small_place()
    for name in ("generalised", "leping"):
        for rule in DecisionRule:
            case = load(name).case(place, 14, 1, Behaviour(decision_rule=float(rule)))
            assert np.isfinite(World([case]).run().series).all()
