"""Who is moved by what: shares by role and channel, and levers that do nothing."""

import numpy as np
import pytest
from small import kaohe

from experiments.credibility.small_world import small_place, small_regime
from experiments.run.incentives import ROLES, WORK, faint, idle_levers, incentives, shares
from scenarios import load, load_place
from sim.parameters.behaviour import Behaviour
from sim.state.enumerations import CHANNELS, Activity, Channel
from sim.world import Case

REAL = WORK.index(Activity.REAL)


def worth(**people):
    return incentives(Case(small_regime(), small_place(), Behaviour(**people), months=24, seed=2))


def test_posts_move_only_those_with_prospects():
    found = worth()
    assert found.shape == (len(ROLES), len(WORK), CHANNELS)
    posts = found[:, REAL, Channel.POST]
    assert posts[ROLES.index("principal_rising")] > posts[ROLES.index("staff_rising")] > 0.0
    assert posts[ROLES.index("principal_settled")] == posts[ROLES.index("staff_settled")] == 0.0


def test_what_nobody_values_is_worth_nothing():
    found = worth(intrinsic=0.0)
    assert not found[:, :, Channel.SERVICE].any()
    assert (found[:, REAL, Channel.MONEY] > 0.0).all()


def test_a_role_that_nobody_has_is_nan():
    found = worth(prospects=0.0)
    assert np.isnan(found[ROLES.index("staff_rising")]).all()


def test_what_should_be_decisive_and_is_not_is_named():
    """Half the posts that a rung leads to, and less: then something else is the larger part of an hour's worth."""
    found = worth()
    assert Channel.POST not in {channel for role, channel, *_ in faint(found, 0.0)}
    few = found.copy()
    few[ROLES.index("principal_rising"), :, Channel.POST] = 0.0
    [(_, channel, share, largest, most)] = [each for each in faint(few, 5.0) if each[0] == "principal_rising"]
    assert (channel, share) == (Channel.POST, 0.0)
    assert largest != Channel.POST and most == pytest.approx(np.abs(shares(few)[0]).max())
    assert np.abs(shares(found)[0]).sum(axis=-1) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("scenario", "idle", "acts"),
    [
        ("yinzhou", {"veto_loss", "cards"}, {"visits", "team_share"}),
        ("yinzhou+process_lights", {"veto_loss"}, {"cards"}),
        ("generalised", {"cards"}, {"veto_loss"}),
    ],
)
def test_levers_that_cannot_act_are_named(scenario, idle, acts):
    found = set(idle_levers(load(scenario), load_place("yinzhou")))
    assert idle <= found and not acts & found


@pytest.mark.parametrize(
    ("lang", "role", "idle"),
    [("en", "principal with prospects", "veto_loss"), ("zh", "有晋升空间的正职", "一票否决损失")],
)
def test_the_command_in_both_languages(lang, role, idle, capsys):
    assert kaohe("incentives", "yinzhou", "--months", "12", "--lang", lang) == 0
    out = capsys.readouterr().out
    assert role in out and idle in out
