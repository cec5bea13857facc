"""Before they move, cadres allow for what all their moves together change (eq. 77b to 77d): the rule by itself.

In the twin, which has the program's bits (test_twin.py), because a kernel cannot be stopped between its parts.
"""

import numpy as np
import pytest

from docs.specification import choice, congestion, offices, production, weights, worth
from docs.specification.congestion import Rise, allow_for_colleagues
from docs.specification.load import take_load
from docs.specification.mathematics import ordered_sum
from docs.specification.model import Twin
from docs.specification.responsibility import set_means
from experiments.credibility.small_world import small_place
from scenarios import load
from sim.parameters.behaviour import Behaviour
from sim.world import Case

MONTHS = 30  # before the month looked at: by then habits have settled
PACE = Behaviour().adjustment


@pytest.fixture(params=["generalised", "extreme"])
def township(request):
    """A township about to choose: (parameters, county, township, what the logit would have its cadres do)."""
    twin = Twin(Case(load(request.param).regime, small_place(), months=MONTHS + 1))
    for _ in range(MONTHS):
        twin.step()
    p, c, t = twin.p, twin.c, twin.c.towns[0]
    twin.reforms.lay(MONTHS)
    weights.refresh_weights(p, c)
    offices.act(p, c, MONTHS)
    weights.spread_burden(p, c)
    take_load(p, c, t)
    set_means(p, c, t)
    worth.value_township(p, c, t, MONTHS)
    return p, c, t, [choice.Draw(p, c, t, cadre) for cadre in t.cadres]


def fear_of(p, draws):
    fears = [draw.fears for draw in draws]
    return p.precision * ordered_sum(fear * fear for fear in fears) / ordered_sum(fears)


def test_nothing_is_taken_where_nobody_moves(township):
    """Shares that already are what the logit gives, whatever time there is this month: nothing rises, all is left."""
    p, c, t, draws = township
    for draw, q in zip(draws, t.cadres, strict=True):
        q.real, q.paper = draw.real, draw.paper
    production.note_effort(t)
    time = t.time
    for change in (1.0, 0.8, 1.25):
        t.time = time * change
        assert np.allclose(allow_for_colleagues(p, c, t, PACE, draws), 1.0, atol=1e-9)


def drawn(p, c, t, draws):
    """Of each field: its rise, what is left of (work, paper), and how far its reading would rise by its draws alone.

    By its draws at the time that all fields leave: what is taken from one goes to the others.
    """
    left = allow_for_colleagues(p, c, t, PACE, draws)
    rises = [Rise(p, c, t, d, PACE, fear_of(p, draws), draws) for d in range(len(left))]
    time = 1.0 + sum(
        rise.work_time * (of_work - 1.0) + rise.paper_time * (of_paper - 1.0)
        for rise, (of_work, of_paper) in zip(rises, left, strict=True)
    )
    return [(rise, both, (rise.work + rise.paper) / time - rise.now) for rise, both in zip(rises, left, strict=True)]


def test_what_many_turn_to_is_taken_from_and_what_they_leave_gains(township, monkeypatch):
    """Of each field: less is left where its reading rises, more where it falls; and the more is feared the more so.

    Where the rise is solved for. Three steps of Newton's method stop short of that in `extreme`, where fear is great
    (decision 12): there they leave two fields more whose readings rise by a hundredth.
    """
    monkeypatch.setattr(congestion, "STEPS", 60)
    found = 0
    for rise, (of_work, of_paper), more in drawn(*township):
        if rise.work_fear + rise.paper_fear == 0.0:
            assert (of_work, of_paper) == (1.0, 1.0)
            continue
        if abs(more) > 1e-3:
            found += 1
            assert (of_paper < 1.0) == (more > 0.0)
        assert (of_work < 1.0) == (of_paper < 1.0)
    assert found >= 3


def test_what_is_foreseen_comes_about(township):
    """Readings then expected at the effort intended have risen and fallen where foreseen, within a factor."""
    p, c, t, _ = township
    before = [job.expected_reading for job in t.jobs]
    expected = np.array([more for _, _, more in drawn(*township)])  # upper bounds of rises
    production.note_effort(t)
    choice.choose(p, c, t)
    production.intend(p, c, t)
    worth.value_township(p, c, t, MONTHS)
    rises = np.array([job.expected_reading for job in t.jobs]) - before
    assert np.corrcoef(rises, expected)[0, 1] > 0.5
    assert (rises[expected > 0.01] < 1.5 * expected[expected > 0.01]).all()
