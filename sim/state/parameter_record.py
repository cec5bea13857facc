"""The parameter record of a regime and a behaviour: every lever, weight and column of a table, in one vector.

What a reform overlays is a slot of this vector (K12). Rows of a table stand in the order of their ids; what a table
does not use of its columns is zero.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ..parameters.behaviour import Behaviour
from ..parameters.declaration import numbers_of
from ..parameters.regime import MOST_FIELDS, Regime
from .enumerations import RungRule
from .layout import BEHAVIOUR, FIELD_COLUMNS, LEVERS, PARAMETERS, READING_COLUMNS, RUNG_COLUMNS


def random_key(name: str) -> int:
    """Address of the random numbers of a field or reading: 40 bits of its id's hash, above the slots rules use."""
    return 1000 + int.from_bytes(blake2b(name.encode(), digest_size=5).digest(), "little")


def parameters_of(regime: Regime, behaviour: Behaviour, covered: frozenset[str] | None = None) -> np.ndarray:
    """The parameter record of a regime and a behaviour, shape (1,).

    covered: ids of the fields that count as assessed in outcomes (default: those the regime assesses as written).
    """
    record = np.zeros(1, PARAMETERS)
    record["flat"][0] = vector_of(regime, behaviour, covered)
    return record


def vector_of(regime: Regime, behaviour: Behaviour, covered: frozenset[str] | None = None) -> NDArray[np.float64]:
    """All parameters of a regime and a behaviour as one vector (slots,), in the order of `layout.PARAMETERS`.

    A vector is copied at once, a record column by column: runs of a study take the vector. covered: ids of the fields
    that count as assessed in outcomes (default: those the regime assesses as written).
    """
    vector = regime.of_tables(_tables, covered).copy()
    vector[LEVERS], vector[BEHAVIOUR] = numbers_of(regime.levers), numbers_of(behaviour)
    return vector


def _tables(regime: Regime, covered: frozenset[str] | None) -> NDArray[np.float64]:
    """The vector without levers and behaviour."""
    record = np.zeros(1, PARAMETERS)
    record["n_fields"], record["n_offices"] = len(regime.fields), len(regime.offices)
    record["n_readings"], record["n_rungs"] = len(regime.readings), len(regime.rungs)
    record["points_scale"] = 1.0
    record["n_classes"], record["posts_per_deputy"] = len(regime.size_classes), regime.posts_per_deputy
    record["class_coefficient"][0, : len(regime.size_classes)] = regime.class_coefficients
    for d, item in enumerate(regime.fields):
        for name in FIELD_COLUMNS:
            record[f"field_{name}"][0, d] = getattr(item, name)
        record["field_key"][0, d] = random_key(item.part_of or item.id)
        record["event_key"][0, d] = random_key(item.id)
    for o, office in enumerate(regime.offices):
        record["office_weight"][0, o], record["office_class"][0, o] = office.weight, office.organ_class
        record["office_line"][0, o] = office.line
    _fill_indicators(record, regime)
    _fill_readings(record, regime)
    _fill_rungs(record, regime)
    assessed = record["points"][0].sum(axis=0) > 0
    for d, item in enumerate(regime.fields):
        record["covered"][0, d] = assessed[d] if covered is None else (item.part_of or item.id) in covered
    vector: NDArray[np.float64] = record["flat"][0]
    return vector


def _fill_indicators(record: np.ndarray, regime: Regime) -> None:
    """Points, items and qualities by field; a specific indicator counts for its kinds of township only (B16)."""
    at_field = {f.id: d for d, f in enumerate(regime.fields)}
    at_office = {o.id: i for i, o in enumerate(regime.offices)}
    documents = np.zeros_like(record["items"][0])
    quality = {name: np.zeros(MOST_FIELDS) for name in ("veto", "verifiability", "visible")}
    points = np.zeros(MOST_FIELDS)
    for item in regime.indicators:
        d, o = at_field[item.field], at_office[item.office]
        reach = len(item.kinds) / len(regime.kinds) if item.kinds else 1.0
        for kind in item.kinds or regime.kinds:
            record["points"][0, regime.kinds.index(kind), d] += item.weight
        record["items"][0, o, d] += item.items * reach
        documents[o, d] += item.items * item.burden * reach
        points[d] += item.weight * reach
        for name, total in quality.items():
            total[d] += getattr(item, name) * item.weight * reach
    items = record["items"][0]
    record["burden"][0] = np.divide(documents, items, out=np.zeros_like(items), where=items > 0)
    for name, total in quality.items():
        record[name][0] = np.divide(total, points, out=np.zeros_like(points), where=points > 0)
    # Where nobody assesses yet, a reform may start to: visits could verify about half there.
    record["verifiability"][0][points <= 0] = 0.5


def _fill_readings(record: np.ndarray, regime: Regime) -> None:
    """Readings; inside a group weight follows responsibility, closeness and knowledge (B9)."""
    groups = dict(regime.group_weights)
    closeness = [(r.responsibility + r.closeness + r.knowledge) / 3 for r in regime.readings]
    for s, reading in enumerate(regime.readings):
        for name in READING_COLUMNS:
            record[f"reading_{name}"][0, s] = getattr(reading, name)
        record["reading_key"][0, s] = random_key(reading.id)
        if reading.group:
            members = [i for i, r in enumerate(regime.readings) if r.group == reading.group]
            total = 0.0
            for i in members:  # not sum(): from Python 3.12 it compensates, and bits must not depend on the version
                total += regime.readings[i].weight * closeness[i]
            share = reading.weight * closeness[s] / total if total > 0 else 0.0
            record["reading_weight"][0, s] = groups[reading.group] * share


def _fill_rungs(record: np.ndarray, regime: Regime) -> None:
    """Rungs; the source of one that looks at no reading is -1."""
    at = {r.id: s for s, r in enumerate(regime.readings)}
    for k, rung in enumerate(regime.rungs):
        for name in RUNG_COLUMNS:
            record[f"rung_{name}"][0, k] = getattr(rung, name)
        record["rung_rule"][0, k] = RungRule[rung.rule.upper()]
        record["rung_source"][0, k] = at[rung.source] if rung.source else -1
        record["rung_post"][0, k] = rung.track == "post"
