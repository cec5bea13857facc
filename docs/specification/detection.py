"""7.8 visits find some of what is fabricated: `sim/rules/detection.py`."""

from .mathematics import exp
from .random_numbers import INSPECTION


def to_papers(p, announced, documents):  # eq. 130
    """Share of visits that look at papers; the others look at the ground."""
    return p.paper_visits * (1.0 - (1.0 - announced) * (1.0 - documents))


def more_visits(c, t):
    """Visits this township receives over those that every township receives."""
    return t.visits / c.visits if c.visits > 0.0 else 1.0


def sharp_looks(p, c, t, d):  # eq. 40
    """How much a month's looks at the ground would find, at full fabrication of a full gap without concealment."""
    soft = p.fields[d].verifiability
    anchored = soft + 0.6 * p.anchoring * (1.0 - soft)
    verifiable = anchored + 0.3 * p.data * (1.0 - anchored)
    return c.fields[d].looks * more_visits(c, t) * verifiable * c.surprise * exp(-p.masking * t.shine)


def passed_on(c, d):  # eq. 179
    """Part of the finds on the ground that offices pass on."""
    return 1.0 - c.fields[d].unreported


def expected_exposure(p, c, t, d):  # eq. 41
    """Exposures to expect in a month, at the concealment chosen."""
    job = t.jobs[d]
    return p.look_finds * sharp_looks(p, c, t, d) * exp(-job.conceal) * (1.0 - job.level) * job.fabricated


def neglect_chance(p, c, t, d):  # eq. 132
    """Chance that a level short of its target is found on the ground."""
    job = t.jobs[d]
    return 1.0 - exp(-p.neglect_found * sharp_looks(p, c, t, d) * max(0.0, job.target - job.level))


def missing_chance(p, c, t, d):  # eq. 133
    """Chance that documents are found missing."""
    return 1.0 - exp(-p.look_finds * c.fields[d].paper_looks * more_visits(c, t) * (1.0 - t.jobs[d].traces))


def finds_size(p, job, neglected, missing):  # eq. 134
    """Size of finds, where an incident in an assessed field is 1; neglected, missing: 0 or 1, or their chances."""
    return job.weight * (p.event_neglect * neglected + p.event_missing * missing)


def look_further(p, c, t, month):
    """Some neglect and some missing documents are found; what people expect of visits to papers follows them."""
    for d, job in enumerate(t.jobs):
        job.neglected = job.missing = 0.0
        key = p.fields[d].key
        if job.assessed > 0.0 and p.neglect_found > 0.0:
            drawn = c.random.uniform(INSPECTION, t.code, 1, key, month)
            job.neglected = 1.0 if drawn < neglect_chance(p, c, t, d) else 0.0
        if job.assessed > 0.0 and p.paper_visits > 0.0:
            drawn = c.random.uniform(INSPECTION, t.code, 2, key, month)
            job.missing = 1.0 if drawn < missing_chance(p, c, t, d) else 0.0
        job.expected_papers += 1 / 3 * (c.fields[d].paper_looks * more_visits(c, t) - job.expected_papers)


def inspect(p, c, t, month):
    """Some fabrication is exposed and lost; what people expect of visits follows what visits were."""
    for d, job in enumerate(t.jobs):
        job.exposed = 0.0
        if job.assessed > 0.0:
            chance = 1.0 - exp(-expected_exposure(p, c, t, d))
            if c.random.uniform(INSPECTION, t.code, 0, p.fields[d].key, month) < chance:
                job.exposed = 1.0
                job.fabricated = 0.0
    for d, job in enumerate(t.jobs):
        job.expected_looks += 1 / 3 * (sharp_looks(p, c, t, d) * passed_on(c, d) - job.expected_looks)
