"""How the arrays of a run lie in the engine's memory: record types, arrays and the lengths of their axes, as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.measures import N_MEASURES
from sim.state.arrays import Arrays, activity_count
from sim.state.buffers import BUFFER, CadreBuffers, TownshipBuffers
from sim.state.enumerations import (
    ACTIVITIES,
    TRAITS,
    Activity,
    Channel,
    Direction,
    Group,
    OfficeActivity,
    Party,
    Trait,
    names,
)
from sim.state.layout import COUNTY, OVERLAY, PARAMETERS, TOWNSHIP

RECORDS = {"parameters": PARAMETERS, "overlay": OVERLAY, "county": COUNTY, "township": TOWNSHIP, "buffer": BUFFER}
# By array of a world with one county: the type of its items, and the lengths of its axes, numbers or names of
# `lengths`; the engine takes arrays in this order.
ARRAYS: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "params": ("parameters", (1,)),
    "base": ("parameters", (1,)),
    "overlays": ("overlay", ("overlays",)),
    "counties": ("county", (1,)),
    "towns": ("township", ("townships",)),
    "share": ("<f4", ("townships", "activities", "cadres")),
    "skill": ("<f4", ("townships", "fields", "cadres")),
    "portfolio": ("<f4", ("townships", "fields", "cadres")),
    "traits": ("<f4", ("townships", TRAITS, "cadres")),
    "series": ("<f8", (1, "months", N_MEASURES)),
    "levels": ("<f8", (1, "months", "fields")),
    "worth": ("<f4", ("masses",)),
    **{f"cadre.{name}": ("<f4", ("cadres",)) for name in CadreBuffers._fields},
    **{
        f"township.{name}": ("<f8", ("townships", ACTIVITIES) if name == "copied" else ("townships",))
        for name in TownshipBuffers._fields
    },
    "buffer": ("buffer", (1,)),
}
AXES = {
    "activity": Activity,
    "channel": Channel,
    "direction": Direction,
    "group": Group,
    "officeActivity": OfficeActivity,
    "party": Party,
    "trait": Trait,
}


def lengths(townships: int, cadres: int, fields: int, overlays: int, months: int) -> dict[str, int]:
    """Lengths of the axes of a run; cadres: padded, of the largest township."""
    activities = activity_count(fields)
    return {
        "townships": townships,
        "cadres": cadres,
        "fields": fields,
        "activities": activities,
        "overlays": overlays,
        "months": months,
        "masses": activities * cadres,
    }


def layouts() -> dict[str, Any]:
    """Record types by name, arrays in the order of the engine's arguments, and names along short axes."""
    assert [name.partition(".")[0] for name in ARRAYS if "." not in name] == [
        name for name in Arrays._fields if name not in ("cadre", "township")
    ]
    return {
        "records": {name: _record(kind) for name, kind in RECORDS.items()},
        "arrays": [{"name": name, "type": kind, "shape": list(shape)} for name, (kind, shape) in ARRAYS.items()],
        "axes": {name: list(names(axis)) for name, axis in AXES.items()},
    }


def _record(kind: np.dtype[np.void]) -> dict[str, Any]:
    """Size of a record in bytes, and of every field its place, type and shape."""
    fields = kind.fields or {}
    columns = {name: (offset, field) for name, (field, offset, *_) in fields.items() if name != "flat"}
    return {
        "size": kind.itemsize,
        "fields": {name: [offset, field.base.str, list(field.shape)] for name, (offset, field) in columns.items()},
    }
