"""Contests: how many units a rung holds, and how noise blurs its border, so that effort is worth what theory says (T4).

Concept K3 · rows B7, B10, D10 · phase 7 of the month, in December.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import normal_cdf, normal_density, normal_quantile
from ..state.arrays import each_pool, each_rung, each_township
from ..state.enumerations import RungRule
from .ballots import ballot_blur, is_ballot, used_to
from .readings import LEAST_NOISE, composite_noise, reading_noise, reviews_a_year
from .rungs import follows, is_ranked, pays_in_posts, pool_of

POINTS_OF_QUADRATURE = 160  # of eq. 63 (derived: twice as many move it by under 1e-15)
FARTHEST = 8.0  # point of the quadrature from the middle (derived: no probability of a double lies beyond)


@kernel
def quota_places(quota, n):
    """Units on a quota rung (assumed rounding): down, but at least one and never all; none for quota 0."""
    if quota <= 0.0 or n < 2:
        return 0.0
    return min(max(1.0, float(int(quota * n + 1e-9))), n - 1.0)


@kernel
def rank_sensitivity(n, m):
    """K(n, m): gain in the chance of being among the m first of n per unit of score over noise (eq. 63; T4).

    The expected density of a standard normal at the m-th highest of the other n - 1.
    """
    ways = n - 1.0
    for i in range(1, int(m)):
        ways *= (n - 1.0 - i) / i
    total, step = 0.0, 2.0 * FARTHEST / POINTS_OF_QUADRATURE
    for point in range(1, POINTS_OF_QUADRATURE):
        z = -FARTHEST + step * point
        below, density = normal_cdf(z), normal_density(z)
        chance = ways * density
        for _ in range(int(n - m) - 1):
            chance *= below
        for _ in range(int(m) - 1):
            chance *= 1.0 - below
        total += chance * density
    return total * step


@kernel
def rung_blur(noise, n, m):
    """Blur of a rank rung (eq. 62): what makes the slope at the cutoff that of a contest of equals (T4)."""
    upper = normal_quantile(1.0 - m / n)
    return noise * normal_density(upper) / rank_sensitivity(n, m)


@kernel
def rung_noise(p, county, k):
    """Noise of what rung k looks at: one reading, the yearly score, or the judgement for posts."""
    if p.rung_source[k] >= 0.0:
        return max(LEAST_NOISE, reading_noise(p, county, int(p.rung_source[k]), reviews_a_year(p)))
    return county.post_noise if pays_in_posts(p, k) else county.score_noise


@kernel
def set_blurs(p, county, towns):
    """Refresh, for every pool and rung, how many units it holds and how noise blurs it (eq. 62)."""
    county.score_noise = composite_noise(p, county, county.score_weight)
    county.post_noise = composite_noise(p, county, county.post_weight)
    for pool in each_pool(p):
        n = pool_size(p, county, towns, pool)
        for k in each_rung(p):
            noise = rung_noise(p, county, k)
            if is_ranked(p, k):
                m = quota_places(p.rung_quota[k], n)
                ranked = n - m if follows(p, k, RungRule.BOTTOM) else m
                if m > 0.0 and (county.pool_units[pool, k] != n or county.places[pool, k] != m):
                    county.unit_blur[pool, k] = rung_blur(1.0, n, ranked)
                county.pool_units[pool, k] = n
                county.places[pool, k] = m
                county.blur[pool, k] = noise * county.unit_blur[pool, k]
            else:
                county.blur[pool, k] = noise
                county.cutoff[pool, k] = p.rung_threshold[k]
                if is_ballot(p, k):
                    county.blur[pool, k] = ballot_blur(p, noise)
                    county.cutoff[pool, k] += used_to(p, county, towns, k)


@kernel
def pool_size(p, county, towns, pool):
    """Townships of a county that are compared in a pool."""
    n = 0.0
    for j in each_township(county):
        if pool_of(p, towns[j]) == pool:
            n += 1.0
    return n
