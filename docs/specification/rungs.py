"""7.5 the ladder as people believe in it: `sim/rules/rungs.py`."""

from types import SimpleNamespace

from .county import zeros
from .decision_rules import patience
from .mathematics import normal_density, power
from .scheme import BOTTOM, POINTS, TARGET, TOP


def rung_scale(p, rung):
    """Size of the prize or loss in force."""
    stakes = p.rank_stakes * (1.0 + p.publicity) if rung.rule in (TOP, BOTTOM) else p.target_stakes
    if rung.loss > 0.5:
        return rung.prize * stakes * p.accountability_pressure * p.punishment_individualisation
    return rung.prize * stakes * p.reward_individualisation


def rung_slope(p, c, t, k, standing):  # eq. 31
    """Worth of one more point on a rung, at the standing people believe to have."""
    rung, pool = p.rungs[k], c.pools[c.pool(p, t)]
    if rung.rule == POINTS:
        return rung_scale(p, rung) * (1.0 - p.calibration + p.calibration * 0.1 / max(pool.sd, 0.01))
    if rung.rule in (TOP, BOTTOM) and pool.rungs[k].places == 0.0:
        return 0.0
    blur = max(pool.rungs[k].blur, 0.01)
    return rung_scale(p, rung) * normal_density((standing - pool.rungs[k].cutoff) / blur) / blur


def at_stake(rung):
    """Whether a veto takes a rung: what is won on it, or not being among the last."""
    if rung.person > 0.5:
        return False
    if rung.rule in (TARGET, TOP):
        return True
    return rung.source < 0.0 if rung.rule == BOTTOM else rung.loss <= 0.5


def standing_on(t, rung):
    """Standing of a township in what a rung looks at."""
    if rung.source >= 0.0:
        return t.readings[int(rung.source)].standing
    return t.post_standing if rung.post else t.standing


def value_points(p, c, t, spared):
    """What a point is worth in money, in posts and in the team's score: by reading, and of the yearly score itself.

    spared: chance that no veto strikes until December.
    """
    by_reading = [zeros("money", "post", "team") for _ in p.readings]
    money = post = 0.0
    for k, rung in enumerate(p.rungs):
        if rung.person >= 0.5 or rung.rule == TARGET or rung.prize <= 0.0:
            continue
        paid = rung_slope(p, c, t, k, standing_on(t, rung)) * (spared if at_stake(rung) else 1.0)
        if rung.source >= 0.0:
            s = int(rung.source)
            if rung.post:
                by_reading[s].post += paid
            else:
                by_reading[s].money += paid
        elif rung.post:
            post += paid
        else:
            money += paid
    own, coefficient = own_bar(p), p.class_coefficients[t.size_class]
    for mine, reading in zip(by_reading, c.readings, strict=True):
        linked = p.track_link * own * coefficient * reading.score_weight
        mine.money += money * own * coefficient * reading.score_weight
        mine.post += post * (linked + (1.0 - p.track_link) * reading.judgement_weight)
        mine.team = own * coefficient * reading.score_weight
    return by_reading, SimpleNamespace(money=money * own, post=post * p.track_link * own, team=own)


def own_bar(p):  # eq. 31a
    """Worth of a better score, less what it costs a year later, when it is what the township is compared with."""
    return 1.0 - p.reference_own * power(patience(p), 12)


def target_prizes(p):
    """Sum of all rungs for reaching a target, in money and in posts."""
    prizes = [0.0, 0.0]
    for rung in p.rungs:
        if rung.rule == TARGET:
            prizes[int(rung.post)] += rung_scale(p, rung)
    return prizes
