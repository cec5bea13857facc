"""How the arrays of a run lie in the engine's memory: record types, arrays and their axes, as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.measures import N_MEASURES
from sim.state.arrays import Arrays
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

PARTS = ("whole", *names(Channel), "blame")  # of what an hour is worth
RECORDS = {"parameters": PARAMETERS, "overlay": OVERLAY, "county": COUNTY, "township": TOWNSHIP, "buffer": BUFFER}
MOST_OVERLAYS = 256  # of one run; all shipped reforms together have half as many
# By array of a world with one county: the type of its items, and the lengths of its axes, as numbers or by name; in the
# order in which the engine takes them. Cadres are the padded ones of the largest township.
ARRAYS: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "params": ("parameters", (1,)),
    "base": ("parameters", (1,)),
    "overlays": ("overlay", (MOST_OVERLAYS,)),
    "counties": ("county", (1,)),
    "towns": ("township", ("townships",)),
    "share": ("<f4", ("townships", "activities", "cadres")),
    "skill": ("<f4", ("townships", "fields", "cadres")),
    "portfolio": ("<f4", ("townships", "fields", "cadres")),
    "traits": ("<f4", ("townships", TRAITS, "cadres")),
    "series": ("<f8", (1, "months", N_MEASURES)),
    "levels": ("<f8", (1, "months", "fields")),
    "worth": ("<f4", ("activities", "cadres")),
    **{f"cadre.{name}": ("<f4", ("cadres",)) for name in CadreBuffers._fields},
    **{
        f"township.{name}": ("<f8", ("townships", ACTIVITIES) if name == "copied" else ("townships",))
        for name in TownshipBuffers._fields
    },
    "buffer": ("buffer", (1,)),
}
# What the page's own kernels write (app/kernels.py): outcomes and levels of single townships, and worth of hours.
OWN_ARRAYS: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "ofTownships": ("<f8", ("townships", N_MEASURES)),
    "levelsOfTownships": ("<f8", ("townships", "fields")),
    "hours": ("<f4", (len(PARTS), "activities", "cadres")),
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


def layouts() -> dict[str, Any]:
    """Record types by name, arrays in the order of the engine's arguments, and names along short axes."""
    assert [name.partition(".")[0] for name in ARRAYS if "." not in name] == [
        name for name in Arrays._fields if name not in ("cadre", "township")
    ]
    return {
        "records": {name: _record(kind) for name, kind in RECORDS.items()},
        "arrays": _arrays(ARRAYS),
        "own": _arrays(OWN_ARRAYS),
        "axes": {name: list(names(axis)) for name, axis in AXES.items()} | {"part": list(PARTS)},
    }


def _arrays(arrays: dict[str, tuple[str, tuple[str | int, ...]]]) -> list[dict[str, Any]]:
    return [{"name": name, "type": kind, "shape": list(shape)} for name, (kind, shape) in arrays.items()]


def _record(kind: np.dtype[np.void]) -> dict[str, Any]:
    """Size of a record in bytes, and of every field its place, type and shape."""
    fields: Any = kind.fields
    columns = {name: (offset, field) for name, (field, offset, *_) in fields.items() if name != "flat"}
    return {
        "size": kind.itemsize,
        "fields": {name: [offset, field.base.str, list(field.shape)] for name, (offset, field) in columns.items()},
    }
