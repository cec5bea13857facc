"""Appendix B and 7.1 the regime as rows, and the reforms laid on it: `sim/rules/reform.py`."""

from hashlib import blake2b
from types import SimpleNamespace

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Reading, Rung

from .mathematics import sum_up

TARGET, THRESHOLD, TOP, BOTTOM, POINTS = 0.0, 1.0, 2.0, 3.0, 4.0
RULES = {"target": TARGET, "threshold": THRESHOLD, "top": TOP, "bottom": BOTTOM, "points": POINTS}
MOST_FIELDS, MOST_OFFICES, MOST_READINGS, MOST_RUNGS = 16, 24, 16, 24
MOST_KINDS, MOST_CLASSES = 12, 6
FIELD_COLUMNS, RUNG_COLUMNS = tuple(meanings(Field)), tuple(meanings(Rung))
READING_COLUMNS = tuple(c for c in meanings(Reading) if c not in ("responsibility", "closeness", "knowledge"))
TOWARDS, SCALED, ADDED, AT_LEAST, AT_MOST, SCORE_SHARE, POST_SHARE = range(7)


def random_key(name):
    """The address of a field's or reading's random numbers, from its id alone."""
    return 1000 + int.from_bytes(blake2b(name.encode(), digest_size=5).digest(), "little")


def copied(row, columns):
    """An object with these columns of a row, as floats."""
    return SimpleNamespace(**{name: float(getattr(row, name)) for name in columns})


def make_scheme(regime, behaviour, covered=None):
    """Levers and behaviour as attributes, and one object for each field, office, reading and rung."""
    p = copied(regime.levers, meanings(Levers))
    vars(p).update(vars(copied(behaviour, meanings(Behaviour))))
    p.fields = [copied(row, FIELD_COLUMNS) for row in regime.fields]
    p.offices = [
        SimpleNamespace(weight=float(row.weight), organ_class=float(row.organ_class), line=float(row.line))
        for row in regime.offices
    ]
    p.readings = [copied(row, READING_COLUMNS) for row in regime.readings]
    p.rungs = [copied(row, RUNG_COLUMNS) for row in regime.rungs]
    p.kinds, p.size_classes, p.posts_per_deputy = regime.kinds, regime.size_classes, regime.posts_per_deputy
    p.class_coefficients = [float(x) for x in regime.class_coefficients]
    add_indicators(p, regime)
    add_groups(p, regime)
    for row, declared in zip(p.fields + p.readings, regime.fields + regime.readings, strict=True):
        row.key = random_key(getattr(declared, "part_of", "") or declared.id)
        row.event_key = random_key(declared.id)
    names = [row.id for row in regime.readings]
    for rung, row in zip(p.rungs, regime.rungs, strict=True):
        rung.rule = RULES[row.rule]
        rung.source = float(names.index(row.source)) if row.source else -1.0
        rung.post = 1.0 if row.track == "post" else 0.0
    for field, row in zip(p.fields, regime.fields, strict=True):
        assessed = max(field.points) > 0.0 if covered is None else (row.part_of or row.id) in covered
        field.covered = 1.0 if assessed else 0.0
    return p


def add_indicators(p, regime):
    """Points and qualities of fields, items and documents of offices, from the indicators.

    An indicator for some kinds of township counts in offices by the share of kinds that it concerns.
    """
    for field, row in zip(p.fields, regime.fields, strict=True):
        own = [item for item in regime.indicators if item.field == row.id]
        reach = {item.id: len(item.kinds) / len(regime.kinds) if item.kinds else 1.0 for item in own}
        field.points = [
            sum_up(item.weight for item in own if kind in item.kinds or not item.kinds) for kind in regime.kinds
        ]
        field.points_scale = 1.0
        points = sum_up(item.weight * reach[item.id] for item in own)
        for quality, otherwise in (("veto", 0.0), ("verifiability", 0.5), ("visible", 0.0)):
            weighed = sum_up(getattr(item, quality) * item.weight * reach[item.id] for item in own)
            setattr(field, quality, weighed / points if points > 0.0 else otherwise)
    for office, row in zip(p.offices, regime.offices, strict=True):
        office.items, office.burden = [], []
        for field in regime.fields:
            own = [item for item in regime.indicators if item.field == field.id and item.office == row.id]
            reach = {item.id: len(item.kinds) / len(regime.kinds) if item.kinds else 1.0 for item in own}
            items = sum_up(item.items * reach[item.id] for item in own)
            documents = sum_up(item.items * item.burden * reach[item.id] for item in own)
            office.items.append(items)
            office.burden.append(documents / items if items > 0.0 else 0.0)


def add_groups(p, regime):
    """Readings of a group divide its weight by weight times closeness."""
    groups = dict(regime.group_weights)
    closeness = {r.id: (r.responsibility + r.closeness + r.knowledge) / 3 for r in regime.readings}
    for reading, row in zip(p.readings, regime.readings, strict=True):
        if row.group:
            total = sum_up(r.weight * closeness[r.id] for r in regime.readings if r.group == row.group)
            share = row.weight * closeness[row.id] / total if total > 0.0 else 0.0
            reading.weight = groups[row.group] * share


def addresses(p):
    """Where each element of the parameter record is kept: (container, key) by slot, None where it is not in use."""

    def columns(rows, names, room):
        for name in names:
            yield from ((vars(row), name) for row in rows)
            yield from [None] * (room - len(rows))

    def matrix(rows, name, room):
        for row in rows:
            yield from ((getattr(row, name), d) for d in range(len(p.fields)))
            yield from [None] * (MOST_FIELDS - len(p.fields))
        yield from [None] * (MOST_FIELDS * (room - len(rows)))

    book = [(vars(p), name) for name in (*meanings(Levers), *meanings(Behaviour))]
    book += [None] * 6  # the numbers of rows and size classes, and posts for each deputy
    book += columns(p.fields, FIELD_COLUMNS, MOST_FIELDS)
    for kind in range(len(p.kinds)):
        book += [(field.points, kind) for field in p.fields] + [None] * (MOST_FIELDS - len(p.fields))
    book += [None] * (MOST_FIELDS * (MOST_KINDS - len(p.kinds)))
    book += columns(p.fields, ("points_scale",), MOST_FIELDS)
    book += matrix(p.offices, "items", MOST_OFFICES)
    book += matrix(p.offices, "burden", MOST_OFFICES)
    book += columns(p.fields, ("key", "event_key"), MOST_FIELDS)
    book += columns(p.readings, ("key",), MOST_READINGS)
    book += columns(p.fields, ("veto", "verifiability", "visible"), MOST_FIELDS)
    book += columns(p.offices, ("weight", "organ_class", "line"), MOST_OFFICES)
    book += [(p.class_coefficients, i) for i in range(len(p.size_classes))]
    book += [None] * (MOST_CLASSES - len(p.size_classes))
    book += columns(p.fields, ("covered",), MOST_FIELDS)
    book += columns(p.readings, READING_COLUMNS, MOST_READINGS)
    book += columns(p.rungs, (*RUNG_COLUMNS, "rule", "source", "post"), MOST_RUNGS)
    return book


class Reforms:
    """The overlays of a case, put anew every month on the parameters as written (eq. 1, 2)."""

    def __init__(self, p, as_written, overlays):
        self.p, self.as_written, self.overlays = p, as_written, overlays
        now, written = addresses(p), addresses(as_written)
        self.places = [now[o.slot] for o in overlays]
        self.written = [(lambda holder, key: holder[key])(*written[o.slot]) for o in overlays]

    def lay(self, month):
        """Write the levers in force this month: the regime as written, then every overlay in order."""
        for (holder, key), value in zip(self.places, self.written, strict=True):
            holder[key] = value
        for (holder, key), overlay in zip(self.places, self.overlays, strict=True):
            dose = dose_reached(overlay, month)
            if dose > 0.0:
                blended = blend(overlay.mode, holder[key], self.aim(overlay, holder[key]), dose)
                holder[key] = min(max(blended, float(overlay.low)), float(overlay.high))

    def aim(self, overlay, now):
        """The value at dose 1; for a share, the weight that has this share of all readings' weight."""
        if overlay.mode not in (SCORE_SHARE, POST_SHARE):
            return float(overlay.value)
        others = -now
        for reading in self.p.readings:
            others += reading.weight if overlay.mode == SCORE_SHARE else reading.post_weight
        return max(now, others * overlay.value / (1.0 - min(overlay.value, 0.95)))


def dose_reached(overlay, month):  # eq. 1
    """Dose of an overlay in a month, from 0 before its start to the whole after its ramp."""
    if month < overlay.start:
        return 0.0
    if overlay.ramp <= 0.0:
        return float(overlay.dose)
    return overlay.dose * min(1.0, (month - overlay.start + 1.0) / overlay.ramp)


def blend(mode, now, value, dose):  # eq. 2
    """A parameter moved from its present value to that at dose 1, as far as the dose goes, in one of the ways."""
    if mode == SCALED:
        return now * (1.0 + dose * (value - 1.0))
    if mode == ADDED:
        return now + dose * value
    moved = now + dose * (value - now)
    if mode == AT_LEAST:
        return max(now, moved)
    return min(now, moved) if mode == AT_MOST else moved
