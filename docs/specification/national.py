"""7.16 to 7.20: the rules of counties that are tied by a tree (eq. 101 to 114).

A `unit` is the centre, a province, a prefecture or a county, with its superior `above`, its children `below` and what
`sim/tree.py` says of it; `tree` are the tree's parameters. Counties and schemes are those of the twin. The yearly
meeting itself, with its seats and its calendar, is not written again: `tests/test_country.py` compares rule by rule.
"""

from .county import HABIT
from .functions import clamp, exp, normal_at, sum_up
from .ladder import rank_sensitivity, rung_noise
from .minds import size
from .scheme import TOP

ORDINARY = 0.08  # the default of the lever `amplification`
VIEWS = ("stake", "news", "found", "shortfall", "exposure", "claim", "true", "traces", "weight")


# --- 7.16 targets cascade


def rank_gain(p, c, d):  # eq. 101
    """Worth of one more unit in a field on the rank rungs; parts of a field are announced as one."""
    paying = [rung for rung in p.rungs if rung.rule == TOP and rung.person <= 0.5 and rung.prize > 0.0]
    worth = sum_up(size(p, rung) / rung_noise(p, c, rung) for rung in paying)
    parts = [e for e, field in enumerate(p.fields) if field.key == p.fields[d].key]
    return worth * sum_up(c.fields[e].weight * p.fields[e].visible for e in parts)


def chance_gain(n, openings):  # eq. 102
    """Gain in the chance of moving up among n, for as many posts as fall free."""
    if n < 2:
        return 0.0
    free = openings * n
    whole = float(int(free))
    less = rank_sensitivity(float(n), whole) if whole >= 1.0 else 0.0
    more = rank_sensitivity(float(n), whole + 1.0) if whole + 1.0 < n else less
    return less + (free - whole) * (more - less)


def increment(gain, loss, doubt):  # eq. 103
    return max(0.0, doubt * normal_at(gain / (gain + loss))) if gain > 0.0 else 0.0


def cascade(tree, units, fields):  # eq. 104
    before = {unit.code: list(unit.raised) for unit in units}
    for superior in units:
        for unit in superior.below:
            for d in range(fields):
                gain = unit.ambition * chance_gain(superior.country, tree.openings) * unit.stake[d]
                rivals = [k for k in superior.below if k is not unit or superior.country > len(superior.below)]
                lead = max([0.0, *(before[k.code][d] for k in rivals)])
                unit.raised[d] = increment(gain, tree.miss_loss * unit.loss, tree.doubt) + tree.neighbours * lead


def in_use(p, level):
    """How far a level passes targets on: 1 province, 2 prefecture, 3 county."""
    return min(1.0, p.levels) if level == 1 else clamp(p.levels - (2.0 if level == 2 else 1.0), 0.0, 1.0)


def amplify(p, tree, unit, c):  # eq. 105; targets are then set again (eq. 94)
    kept = min(1.0, p.amplification / ORDINARY)
    for d, field in enumerate(c.fields):
        raised = sum_up(in_use(p, step.level) * step.raised[d] for step in chain(unit) if step.above is not None)
        field.amplified += tree.cascade * (exp(kept * raised) - field.amplified)


def chain(unit):
    """The unit and everybody above it, from below."""
    while unit is not None:
        yield unit
        unit = unit.above


# --- 7.17 careers


def report(p, c):  # eq. 106
    """What a higher level sees of a county."""
    seen = [
        job.weight * ((1.0 - p.trace_weight) * job.last_claim + p.trace_weight * job.traces)
        for t in c.towns
        for job in t.jobs
    ]
    return sum_up(seen) / len(c.towns)


def posts_free(tree, superior, u):  # eq. 107
    n = len(superior.below)
    free = tree.openings * n
    whole = int(free) + (1 if u < free - int(free) else 0)
    return min(whole, n - 1) if n > 1 else 0


def lead(tree, c, z):  # eq. 108
    """A leader's own emphasis on the fields; z: a normal number for each."""
    for field, own in zip(c.fields, z, strict=True):
        field.priority *= exp(tree.style_sd * own - 0.5 * tree.style_sd * tree.style_sd)


# --- 7.18 news


def hear(tree, unit, fields):  # eq. 109
    for d in range(fields):
        unit.heard[d], reach = 0.0, tree.hearing
        for step in chain(unit):
            if step.above is not None:
                unit.heard[d] += reach * max(0.0, news_of_siblings(step, d))
                reach *= tree.fading


def news_of_siblings(unit, d):
    n = len(unit.above.below)
    return (unit.above.news[d] * n - unit.news[d]) / (n - 1) if n > 1 else 0.0


def take_news(p, c, unit):  # eq. 110
    heard = unit.heard[: len(c.fields)]
    for field, more in zip(c.fields, heard, strict=True):
        field.news += more
    rise = min(1.0, 0.5 * p.contagion * sum_up(heard))
    for t in c.towns:
        t.fear = [fear + rise * (1.0 - fear) for fear in t.fear]


# --- 7.19 higher offices


def see_below(units, fields):  # eq. 111
    """Every view is the mean of the views directly below, from the bottom up."""
    for unit in reversed(units):
        n = len(unit.below)
        if n > 0:
            for name in ("score", "loss", "noise"):
                setattr(unit, name, sum_up(getattr(k, name) / n for k in unit.below))
            for name in VIEWS:
                means = [sum_up(1.0 / n * getattr(k, name)[d] for k in unit.below) for d in range(fields)]
                setattr(unit, name, means)


def activity(p, seat):  # eq. 112
    """Visits against habit and indicators against the table, of a higher unit's offices."""
    both = list(zip(p.offices, seat.offices, strict=True))
    visits = sum_up(office.weight * mine.share["visit"] / HABIT["visit"] for office, mine in both)
    weights = sum_up(office.weight for office in p.offices)
    items = sum_up(mine.indicators for mine in seat.offices)
    written = sum_up(items for office in p.offices for items in office.items)
    return visits / weights if weights > 0.0 else 1.0, items / written if written > 0.0 else 1.0


def weigh_on(share_from, unit, p):  # eq. 113
    """Scale a county's visits and indicators; share_from: by level, 0 centre, 1 province, 2 prefecture."""
    visits = items = 1.0
    for step in chain(unit.above):
        visits += share_from[step.level] * (step.visits - 1.0)
        items += share_from[step.level] * (step.items - 1.0)
    p.inspection_frequency *= visits
    p.indicator_load *= items


# --- 7.20 a reform spreads


def adopts(unit, best, pace, u, month):  # eq. 114
    """best: the foremost other county of the prefecture, by eq. 106."""
    has_it = 0 <= best.start <= month
    return unit.start < 0 and best.score > unit.score and has_it and u < pace
