"""7.26 bonus points for results beyond the plan: `sim/rules/bonus.py`."""

from .mathematics import normal_cdf, normal_density
from .random_numbers import READINGS


def beyond_plan(p, c, t, month):  # eq. 155
    """Results beyond the plan, by weight, as read this December and as expected of the reading."""
    noisy = clean = 0.0
    for field, mine, job in zip(p.fields, c.fields, t.jobs, strict=True):
        if job.assessed > 0.0:
            claim = job.level + (1.0 - job.level) * job.fabricated * (1.0 - 0.6 * p.data)
            over = (1.0 - p.trace_weight) * claim + p.trace_weight * job.traces - job.target
            weight, blur = job.weight * mine.coverage, p.target_blur
            noisy += weight * max(0.0, over + blur * c.random.normal(READINGS, t.code, 1, field.key, month))
            clean += weight * (over * normal_cdf(over / blur) + blur * normal_density(over / blur))
    return noisy, clean
