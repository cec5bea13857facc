"""The design of a study file: its kind and options, and the points that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scenarios.errors import expected, one_of
from scenarios.languages import phrase
from scenarios.values import whole, word
from sim.world import MOST_SEED

from ..run.memory import available, gigabytes
from .axes import StudyAxis
from .axis_file import names_none
from .designs import GROUPED, OPTIONS, Points, count_of, group_names, listed, points_of
from .points_file import read_points
from .reading import HERE, Reading, Row
from .specification import Design

MOST_POINTS = 100_000_000
BYTES = 45  # of memory that one axis of one point takes while a design is made (measured: 24 to 45, by kind)


def read_design(reading: Reading, tables: Row, axes: Sequence[StudyAxis], seed: int) -> Design | None:
    """The design; None where there is none, or of no known kind."""
    if "design" not in tables:
        reading.missing((), "design", phrase("experiments.study.a_design"))
        return None
    row = reading.table(("design",), tables["design"])
    if "kind" not in row:
        reading.missing(("design",), "kind", one_of(OPTIONS))
        return None
    kind = reading.attempt(("design", "kind"), word, row["kind"], HERE, tuple(OPTIONS))
    if kind is None:
        return None
    reading.known(("design",), row, ("kind", "seed", *(("file",) if kind == "list" else OPTIONS[kind])))
    own = reading.attempt(("design", "seed"), whole, row.get("seed", seed), HERE, 0, MOST_SEED, default=seed)
    design = Design(kind, own, {name: _option(reading, name, row, kind) for name in OPTIONS[kind]})
    if names_none(tables.get("axes")):
        reading.missing((), "axes", phrase("experiments.study.an_axis"))
    _check_groups(reading, kind, axes)
    if kind == "saltelli" and len(group_names(axes)) < 2:
        design = replace(design, options={**design.options, "second_order": False})  # there are no pairs
    count = count_of(design, axes) if axes else 0
    need = count * len(axes) * BYTES
    if count > MOST_POINTS:
        reading.wrong(("design",), phrase("experiments.study.too_many", points=f"{count:,}", most=f"{MOST_POINTS:,}"))
    elif need > (have := available()):
        sizes = {"need": gigabytes(need, up=True), "have": gigabytes(have, up=False)}
        reading.wrong(("design",), phrase("experiments.study.too_large", points=f"{count:,}", axes=len(axes), **sizes))
    return design


def _check_groups(reading: Reading, kind: str, axes: Sequence[StudyAxis]) -> None:
    for axis in axes:
        if axis.group and kind not in GROUPED:
            keys = tuple(key for key in ("axes", axis.kind, axis.target, "group") if key)
            reading.wrong(keys, phrase("experiments.study.no_groups", kind=kind, words=", ".join(GROUPED)))


def _option(reading: Reading, name: str, row: Row, kind: str) -> Any:
    option, keys = OPTIONS[kind][name], ("design", name)
    value = row.get(name, option.default)
    if option.truth:
        if not isinstance(value, bool):
            reading.wrong(keys, expected(value, phrase("experiments.evidence.yes_or_no")))
        return value
    found = reading.attempt(keys, whole, value, HERE, option.low, option.high, default=option.default)
    if option.power_of_two and found & (found - 1):
        reading.wrong(keys, expected(found, phrase("experiments.checks.power_of_two")))
    if option.even and found % 2:
        reading.wrong(keys, expected(found, phrase("experiments.checks.even_from", least=option.low)))
    return found


def points_of_design(reading: Reading, design: Design, axes: Sequence[StudyAxis], row: Row) -> Points | None:
    """The points, once nothing else is wrong; of a list, with whatever is wrong in it."""
    if design.kind == "list" and axes:
        rows = read_points(reading, row, axes)
        return None if reading.errors else listed(axes, rows)
    return None if reading.errors else points_of(design, axes)
