"""Rungs as people believe in them: what kind each is, how large its prize, and what one more point of score is worth.

Concept K3 · rows B5, B7, B12, B13, B15, B24, B25, B28, B29 · phase 3 of the month.
A rung pays a prize to those above it or a loss to those below. People do not know where they will end up: a rank or a
threshold is blurred by noise, so a point is worth the prize times the density of the own standing at the cutoff.
What a rung in fact does to people in December is in `ladder`.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import normal_density
from ..state.arrays import each_reading, each_rung
from ..state.enumerations import Channel, RungRule
from .decision_rules import patience
from .horizons import to_the_power
from .readings import LEAST_SPREAD


@kernel
def follows(p, k, rule):
    """Whether rung k is reached by this `RungRule`."""
    return int(p.rung_rule[k]) == rule


@kernel
def is_ranked(p, k):
    """Whether rung k is for a quota of units: the first or the last."""
    return follows(p, k, RungRule.TOP) or follows(p, k, RungRule.BOTTOM)


@kernel
def is_personal(p, k):
    """Whether persons stand on rung k, not teams."""
    return p.rung_person[k] > 0.5


@kernel
def pays_in_posts(p, k):
    """Whether rung k pays in posts, not in money."""
    return p.rung_post[k] > 0.5


@kernel
def is_loss(p, k):
    """Whether rung k is a loss for those below, not a prize for those above."""
    return p.rung_loss[k] > 0.5


@kernel
def at_stake(p, k):
    """Whether a veto takes rung k for teams: what is won by it, or not being among the last (`vetoes`; B5)."""
    if is_personal(p, k):
        return False
    if follows(p, k, RungRule.TARGET) or follows(p, k, RungRule.TOP):
        return True
    return p.rung_source[k] < 0.0 if follows(p, k, RungRule.BOTTOM) else not is_loss(p, k)


@kernel
def pool_of(p, t):
    """The pool a township is compared in: its size class, or the first for the whole county."""
    return t.size_class if p.within_class > 0.5 else 0


@kernel
def rung_scale(p, k):
    """Size of rung k in force, in utility: prizes by their kind, losses by pressure (B5, B28, B29)."""
    size = p.rung_prize[k] * (p.rank_stakes * (1.0 + p.publicity) if is_ranked(p, k) else p.target_stakes)
    if is_loss(p, k):
        return size * p.accountability_pressure * p.punishment_individualisation
    return size * p.reward_individualisation


@kernel
def rung_slope(p, county, k, pool, standing):
    """Utility of one more point on rung k at the own standing (eq. 31): density over blur, or the price of a point."""
    if is_ranked(p, k) and county.places[pool, k] == 0.0:
        return 0.0
    if follows(p, k, RungRule.POINTS):
        spread = max(county.score_sd[pool], LEAST_SPREAD)
        return rung_scale(p, k) * (1.0 - p.calibration + p.calibration * 0.1 / spread)
    blur = max(county.blur[pool, k], LEAST_SPREAD)
    return rung_scale(p, k) * normal_density((standing - county.cutoff[pool, k]) / blur) / blur


@kernel
def own_bar(p):
    """What remains of a better score when it raises the own bar a year later, 0 to 1 (eq. 31a; B25)."""
    return 1.0 - p.reference_own * to_the_power(patience(p), 12)


@kernel(apart=True)
def value_points(p, county, t, b):
    """Worth of one point (eq. 31), in money, in posts and to the team's score.

    Of each reading: b.point_worth[channel, reading]; of the yearly score: b.score_worth[channel]. What a veto would
    take counts by the chance b.unstruck that none does (eq. 127).
    """
    pool = pool_of(p, t)
    money, post = 0.0, 0.0
    for s in each_reading(p):
        b.point_worth[Channel.MONEY, s] = b.point_worth[Channel.POST, s] = 0.0
    for k in each_rung(p):
        if p.rung_person[k] < 0.5 and not follows(p, k, RungRule.TARGET) and p.rung_prize[k] > 0.0:
            source, left = int(p.rung_source[k]), b.unstruck if at_stake(p, k) else 1.0
            if source >= 0:
                slope = rung_slope(p, county, k, pool, t.reading_standing[source]) * left
                b.point_worth[Channel.POST if pays_in_posts(p, k) else Channel.MONEY, source] += slope
            elif pays_in_posts(p, k):
                post += rung_slope(p, county, k, pool, t.post_standing) * left
            else:
                money += rung_slope(p, county, k, pool, t.standing) * left
    own = own_bar(p)
    coefficient = p.class_coefficient[t.size_class]
    for s in each_reading(p):
        b.point_worth[Channel.MONEY, s] += money * own * coefficient * county.score_weight[s]
        linked = p.track_link * own * coefficient * county.score_weight[s]
        b.point_worth[Channel.POST, s] += post * (linked + (1.0 - p.track_link) * county.judgement_weight[s])
        b.point_worth[Channel.TEAM, s] = own * coefficient * county.score_weight[s]
    b.score_worth[Channel.MONEY], b.score_worth[Channel.POST] = money * own, post * p.track_link * own
    b.score_worth[Channel.TEAM] = own


@kernel
def sum_target_prizes(p, b):
    """Sum of the prizes for reaching a target, in money and in posts (utility): b.target_prize[channel]."""
    b.target_prize[Channel.MONEY] = b.target_prize[Channel.POST] = 0.0
    for k in each_rung(p):
        if follows(p, k, RungRule.TARGET):
            b.target_prize[Channel.POST if pays_in_posts(p, k) else Channel.MONEY] += rung_scale(p, k)
