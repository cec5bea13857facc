"""Designs of a study: which points of the unit cube are run, and which of them stand together.

Points come from SALib and SciPy, which know nothing of axes: they are asked for the unit cube alone, with a seed that
is never 0 (a dozen of SALib's modules take 0 for no seed) and a problem of their own (one of them writes into it).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..run.seeds import address_hash
from .axes import StudyAxis
from .specification import Design

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Option:
    """A whole number that a design takes, from `low` to `high`; truth: true or false instead."""

    default: Any
    low: int = 1
    high: int = 10_000_000
    truth: bool = False
    power_of_two: bool = False
    even: bool = False


POINTS = Option(256)
POWER = Option(256, power_of_two=True)
OPTIONS: dict[str, dict[str, Option]] = {
    "grid": {"levels": Option(3, 1, 10_000)},
    "list": {},
    "latin_hypercube": {"points": POINTS},
    "sobol": {"points": POWER},
    "morris": {"trajectories": Option(20, 2, 100_000), "levels": Option(4, 2, 100, even=True)},
    "saltelli": {"points": POWER, "second_order": Option(True, truth=True)},
    "fast": {"points": Option(257, 65)},
    "rbd_fast": {"points": Option(512, 64)},
    "pawn": {"points": Option(512, 20)},
    "delta": {"points": Option(512, 64)},
    "fractional_factorial": {"second_order": Option(False, truth=True)},
}
GROUPED = ("saltelli",)  # designs that vary groups of axes together


@dataclass(frozen=True)
class Points:
    """Points of a study: values by axis; unit, coordinates in the cube (point, axis), NaN where there are none."""

    unit: Array
    values: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.unit)

    def row(self, point: int) -> list[Any]:
        """The value of every axis at one point."""
        return [column.item(point) for column in self.values.values()]


def points_of(design: Design, axes: Sequence[StudyAxis]) -> Points:
    """The points of any design but a list."""
    if design.kind == "grid":
        return _grid(axes, design.options["levels"])
    return points_at(axes, np.asarray(SAMPLERS[design.kind](design, axes), np.float64).reshape(-1, len(axes)))


def points_at(axes: Sequence[StudyAxis], unit: Array) -> Points:
    """The points at coordinates of the unit cube (point, axis)."""
    return Points(unit, {axis.name: axis.value(unit[:, k]) for k, axis in enumerate(axes)})


def count_of(design: Design, axes: Sequence[StudyAxis]) -> int:
    """How many points a design has, known before they are made; of a list, 0."""
    options, dimension = design.options, len(axes)
    if design.kind == "list":
        return 0
    if design.kind == "grid":
        return int(np.prod([len(axis.levels(options["levels"])) for axis in axes], dtype=object))
    if design.kind == "morris":
        return int(options["trajectories"] * (dimension + 1))
    if design.kind == "saltelli":
        groups = len(group_names(axes))
        return int(options["points"] * (2 * groups + 2 if options["second_order"] else groups + 2))
    if design.kind == "fast":
        return int(options["points"] * dimension)
    if design.kind == "fractional_factorial":
        return 2 ** (1 + max(0, dimension - 1).bit_length())
    return int(options["points"])


def group_names(axes: Sequence[StudyAxis]) -> list[str]:
    """What indices are of: groups of axes where an axis has one, and single axes, in order."""
    return list(dict.fromkeys(axis.group or axis.name for axis in axes))


def problem(axes: Sequence[StudyAxis], grouped: bool = False) -> dict[str, Any]:
    """What SALib takes for the unit cube, made anew for each call."""
    names = [axis.name for axis in axes]
    found: dict[str, Any] = {"num_vars": len(axes), "names": names, "bounds": [[0.0, 1.0]] * len(axes)}
    if grouped and any(axis.group for axis in axes):
        found["groups"] = [axis.group or axis.name for axis in axes]
    return found


def seed_of(design: Design, purpose: str = "design") -> int:
    """A seed for SALib and SciPy, 1 to 2**31 - 1, that belongs to the design's seed and to what it is used for."""
    return 1 + int.from_bytes(address_hash(f"kaohe study {purpose} {design.seed}"), "little") % (2**31 - 1)


def _grid(axes: Sequence[StudyAxis], count: int) -> Points:
    levels = [axis.levels(count) for axis in axes]
    places = np.indices([len(each) for each in levels]).reshape(len(axes), -1)
    values = {axis.name: each[place] for axis, each, place in zip(axes, levels, places, strict=True)}
    return Points(np.full((places.shape[1], len(axes)), np.nan), values)


def listed(axes: Sequence[StudyAxis], rows: Sequence[Sequence[Any]]) -> Points:
    """Points as a user lists them, in any order and repeated at will."""
    values = {}
    for k, axis in enumerate(axes):
        column = [row[k] for row in rows]
        values[axis.name] = np.array(column, object if any(isinstance(value, str) for value in column) else np.float64)
    return Points(np.full((len(rows), len(axes)), np.nan), values)


def _latin_hypercube(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(len(axes), rng=seed_of(design)).random(design.options["points"]))


def _sobol(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from scipy.stats import qmc

    power = int(design.options["points"]).bit_length() - 1
    return np.asarray(qmc.Sobol(len(axes), rng=seed_of(design)).random_base2(power))


def _morris(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from SALib.sample.morris import sample

    options = design.options
    return np.asarray(
        sample(problem(axes), options["trajectories"], num_levels=options["levels"], seed=seed_of(design))
    )


def _saltelli(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from SALib.sample.sobol import sample

    options = design.options
    return np.asarray(
        sample(
            problem(axes, grouped=True),
            options["points"],
            calc_second_order=options["second_order"],
            seed=seed_of(design),
        )
    )


def _fast(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from SALib.sample.fast_sampler import sample

    return np.asarray(sample(problem(axes), design.options["points"], seed=seed_of(design)))


def _fractional_factorial(design: Design, axes: Sequence[StudyAxis]) -> Array:
    from SALib.sample.ff import sample

    return np.asarray(sample(problem(axes), seed=seed_of(design)))[:, : len(axes)]  # without its dummies


SAMPLERS: Mapping[str, Callable[[Design, Sequence[StudyAxis]], Array]] = {
    "latin_hypercube": _latin_hypercube,
    "sobol": _sobol,
    "morris": _morris,
    "saltelli": _saltelli,
    "fast": _fast,
    "rbd_fast": _latin_hypercube,
    "pawn": _latin_hypercube,
    "delta": _latin_hypercube,
    "fractional_factorial": _fractional_factorial,
}
