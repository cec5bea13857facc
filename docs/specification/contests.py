"""7.11 places on rungs, and what noise makes of their borders: `sim/rules/contests.py`."""

from .ballots import ballot_blur, is_ballot, used_to
from .mathematics import normal_cdf, normal_density, normal_quantile
from .readings import composite_noise, reading_noise
from .scheme import BOTTOM, TOP


def quota_places(quota, n):
    """Units on a quota rung: rounded down, but never nobody and never all."""
    if quota <= 0.0 or n < 2:
        return 0.0
    return min(max(1.0, float(int(quota * n + 1e-9))), n - 1.0)


def rank_sensitivity(n, best):  # eq. 63
    """Gain in the chance of being among the `best` first of `n` equals, for a unit of score at noise one."""
    ways = n - 1.0
    for i in range(1, int(best)):
        ways *= (n - 1.0 - i) / i
    step, chance_gained = 16.0 / 160, 0.0
    for point in range(1, 160):
        x = -8.0 + step * point
        at_margin = ways * normal_density(x)
        for _ in range(int(n - best) - 1):
            at_margin *= normal_cdf(x)
        for _ in range(int(best) - 1):
            at_margin *= 1.0 - normal_cdf(x)
        chance_gained += at_margin * normal_density(x)
    return chance_gained * step


def rung_blur(n, best):  # eq. 62
    """Blur, at noise one, at which a cutoff is worth what a contest of `n` equals for `best` places is."""
    return 1.0 * normal_density(normal_quantile(1.0 - best / n)) / rank_sensitivity(n, best)


def rung_noise(p, c, rung):
    """Noise of what a rung looks at: a reading, or the composite of its track."""
    if rung.source >= 0.0:
        return max(0.03, reading_noise(p, c, p.readings[int(rung.source)]))
    return c.post_noise if rung.post else c.score_noise


def set_blurs(p, c):
    """Noise of the yearly score and of the judgement for posts; places on each rung, and the spread that blurs it."""
    c.score_noise = composite_noise(p, c, [mine.score_weight for mine in c.readings])
    c.post_noise = composite_noise(p, c, [mine.post_weight for mine in c.readings])
    for number, pool in enumerate(c.pools):
        n = float(len(c.members(p, number)))
        for rung, mine in zip(p.rungs, pool.rungs, strict=True):
            blur = rung_noise(p, c, rung)
            if rung.rule in (TOP, BOTTOM):
                m = quota_places(rung.quota, n)
                if m > 0.0 and (mine.units, mine.places) != (n, m):
                    mine.unit_blur = rung_blur(n, n - m if rung.rule == BOTTOM else m)
                mine.units, mine.places = n, m
                mine.blur = blur * mine.unit_blur
            else:
                mine.blur, mine.cutoff = blur, rung.threshold
                if is_ballot(p, rung):
                    mine.blur, mine.cutoff = ballot_blur(p, blur), rung.threshold + used_to(p, c, rung)
