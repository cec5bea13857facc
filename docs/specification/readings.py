"""7.10 readings: who sees what, how leniently, with what noise: `sim/rules/readings.py`."""

from .detection import passed_on
from .mathematics import sqrt, sum_up
from .production import benefit
from .random_numbers import READINGS


def counts(reading):
    """Whether a reading counts in the yearly score or in the judgement for posts."""
    return reading.weight + reading.post_weight > 0.0


def seen_through(p, reading):
    """Part of the fabrication that a reading does not take for a level."""
    return 1.0 - (1.0 - reading.seen) * (1.0 - 0.6 * p.data * (1.0 - reading.human))


def leniency(p, reading):
    """Pull of what a reading shows of townships towards their mean, 0 to 1."""
    kind = reading.leniency + 0.2 * reading.signed
    return min(1.0, kind * (1.0 - reading.quota)) * (1.0 - 0.5 * p.assessor_quality)


def impression(reading):
    """How far showcases impress it: where they are prepared for it."""
    return reading.shine * reading.announced * (1.0 - reading.independence)


def field_basis(field, mine, job, reading):  # eq. 152
    """Weight of a field in what is seen: by points, by need, by need of what shows late; as far as indicators tell."""
    by_points = max(0.0, 1.0 - reading.need_basis - reading.latent_basis)
    late = reading.latent_basis * job.need * field.latent * 2.0
    return by_points * job.weight * mine.coverage + reading.need_basis * job.need + late * mine.coverage


def reading_noise(p, c, reading):  # eq. 60, 151
    """Standard deviation of one reading."""
    counted = [r for r in p.readings if counts(r)]
    reviews = sum_up(r.human * 12.0 / r.period for r in counted)
    tired = 1.0 + reading.human * 0.05 * max(0.0, reviews - 1.0)
    careful = (1.0 - 0.5 * reading.human * p.assessor_quality) * (1.0 - 0.2 * reading.signed)
    blind = 1.0 + c.unmeasured * (1.0 - reading.need_basis)
    return reading.noise / sqrt(reading.sample) * tired * careful * blind


def composite_noise(p, c, weights):
    """Standard deviation of a mean of readings by these weights."""
    total = 0.03 * 0.03
    for reading, weight in zip(p.readings, weights, strict=True):
        own = weight * reading_noise(p, c, reading)
        total += own * own * reading.period / 12.0
    return sqrt(total)


def shown_in_fields(p, t, reading):
    """What a reading would see of each field if indicators told all."""
    documents, seen = p.trace_weight * reading.trace, seen_through(p, reading)
    for d, (field, job) in enumerate(zip(p.fields, t.jobs, strict=True)):
        joint = p.cluster * field.spill
        around = sum_up(other.jobs[d].level for other in t.near) / len(t.near)
        level = (1.0 - joint) * job.level + joint * around
        claim = level + (1.0 - level) * job.fabricated * (1.0 - seen)
        yield (1.0 - documents) * benefit(p, claim) + documents * job.traces


def shown(p, c, t, reading):  # eq. 61
    """What a reading shows of a township before leniency, noise and halo."""
    fields = zip(p.fields, c.fields, t.jobs, shown_in_fields(p, t, reading), strict=True)
    total = sum_up(field_basis(field, mine, job, reading) * value for field, mine, job, value in fields)
    return total + impression(reading) * (t.shine / (1.0 + t.shine)) - reading.offence * t.offence


def left_out(p, c, t, reading):  # eq. 152
    """What a reading does not see of a township for want of indicators."""
    by_points = max(0.0, 1.0 - reading.need_basis - reading.latent_basis)
    total = 0.0
    for field, mine, job, value in zip(p.fields, c.fields, t.jobs, shown_in_fields(p, t, reading), strict=True):
        weight = by_points * job.weight + reading.latent_basis * job.need * field.latent * 2.0
        total += (1.0 - mine.coverage) * weight * value
    return total


def halo(p, c, t, reading):
    """Pull of earlier years' standing on what raters see."""
    pull = 0.3 * reading.human * (1.0 - p.assessor_quality) * (1.0 - reading.independence)
    return pull * (t.standing - c.pools[t.size_class].mean)


def take_readings(p, c, month):
    """Take all readings that are due this month, of all townships."""
    for s, reading in enumerate(p.readings):
        period = int(reading.period)
        if month % period != period - 1:
            continue
        # What is not seen is taken to be as everywhere.
        rest = sum_up(left_out(p, c, t, reading) for t in c.towns) / len(c.towns) if p.information_need > 0.0 else 0.0
        values = [shown(p, c, t, reading) + rest + halo(p, c, t, reading) for t in c.towns]
        mean = sum_up(values) / len(values)
        blur, pull = reading_noise(p, c, reading), leniency(p, reading)
        for t, x in zip(c.towns, values, strict=True):
            clean = mean + (1.0 - pull) * (x - mean)
            noisy = clean + blur * c.random.normal(READINGS, t.code, reading.key, 0, month)
            t.readings[s].clean += clean * period / 12.0
            t.readings[s].noisy += noisy * period / 12.0


def book_points(p, c, t, month):
    """Points lost at once, by incidents and cards; in January the year's readings and points begin anew."""
    if month % 12 == 0:
        t.points = 0.0
        for mine in t.readings:
            mine.noisy = mine.clean = 0.0
    for d, (mine, job) in enumerate(zip(c.fields, t.jobs, strict=True)):
        t.points -= p.deduction * job.incident * job.assessed
        t.points -= p.deduction * job.weight * (p.event_neglect * job.neglected * passed_on(c, d))
        t.points -= p.cards * p.lights * job.weight * mine.coverage * job.red
