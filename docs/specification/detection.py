"""7.8 visits find some of what is fabricated: `sim/rules/detection.py`."""

from .mathematics import exp
from .random_numbers import INSPECTION


def sharp_looks(p, c, t, d):  # eq. 40
    """How much a month's looks would find, at full fabrication of a full gap without concealment."""
    soft = p.fields[d].verifiability
    anchored = soft + 0.6 * p.anchoring * (1.0 - soft)
    verifiable = anchored + 0.3 * p.data * (1.0 - anchored)
    extra = t.visits / c.visits if c.visits > 0.0 else 1.0
    return c.fields[d].looks * extra * verifiable * c.surprise * exp(-p.masking * t.shine)


def expected_exposure(p, c, t, d):  # eq. 41
    """Exposures to expect in a month, at the concealment chosen."""
    job = t.jobs[d]
    return 0.5 * sharp_looks(p, c, t, d) * exp(-job.conceal) * (1.0 - job.level) * job.fabricated


def inspect(p, c, t, month):
    """Some fabrication is exposed and mostly lost; what people expect of visits follows what visits were."""
    for d, job in enumerate(t.jobs):
        job.exposed = 0.0
        if job.assessed > 0.0:
            chance = 1.0 - exp(-expected_exposure(p, c, t, d))
            c.expected_found += job.weight * chance * c.detectability / 0.5
            if c.random.uniform(INSPECTION, t.code, 0, p.fields[d].key, month) < chance:
                job.exposed = 1.0
                job.fabricated *= 1.0 - 0.6
    for d, job in enumerate(t.jobs):
        job.expected_looks += 1 / 3 * (sharp_looks(p, c, t, d) - job.expected_looks)
