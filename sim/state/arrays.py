"""The arrays of a world as kernels take them, and loops over what they hold."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..compile.kernel import kernel
from .buffers import CadreBuffers, TownshipBuffers
from .enumerations import COMMON_ACTIVITIES, FIELD_ACTIVITIES


class Arrays(NamedTuple):
    """Records and arrays of one or many counties, with one set of work buffers: what one thread needs.

    Record types are those of `layout` and `buffers`; `sim.world.World` builds them. What is of cadres is in single
    precision, all else in double. Cadres are padded to a multiple of 8. Activities: real work by field, paper by field,
    showcase, initiative, shifting, slack.
    """

    params: Any  # levers and behaviour in force, (counties,)
    base: Any  # levers and behaviour before reforms, (counties,)
    overlays: Any  # of all reforms, (overlays,)
    counties: Any  # (counties,)
    towns: Any  # (townships,)
    share: Any  # of discretionary time, (townships, activities, cadres); sums to 1 for each cadre
    skill: Any  # average 1, (townships, fields, cadres)
    portfolio: Any  # mean 1 over a township, (townships, fields, cadres)
    traits: Any  # (townships, traits, cadres)
    series: Any  # (counties, months, measures)
    levels: Any  # true levels, (counties, months, fields)
    worth: Any  # buffer: worth, then mass, of every activity for every cadre of one township, (activities, cadres)
    cadre: CadreBuffers
    township: TownshipBuffers
    buffer: Any  # buffers of fixed size, (1,)


@kernel(inline=True)
def each_field(p: Any) -> range:
    """Numbers of the fields in use."""
    return range(int(p.n_fields))


@kernel(inline=True)
def each_office(p: Any) -> range:
    """Numbers of the offices in use."""
    return range(int(p.n_offices))


@kernel(inline=True)
def each_reading(p: Any) -> range:
    """Numbers of the readings in use."""
    return range(int(p.n_readings))


@kernel(inline=True)
def each_pool(p: Any) -> range:
    """Numbers of the size classes, which are pools of units that are ranked together; 0 where classes do not count."""
    return range(int(p.n_classes))


@kernel(inline=True)
def each_rung(p: Any) -> range:
    """Numbers of the rungs in use."""
    return range(int(p.n_rungs))


@kernel(inline=True)
def each_township(county: Any) -> range:
    """Numbers of a county's townships among those of all counties."""
    return range(county.town_start, county.town_start + county.town_count)


@kernel(inline=True)
def common(fields: int, activity: int) -> int:
    """Position on the axis of activities of one that belongs to no field: showcase, initiative, shifting, slack."""
    return FIELD_ACTIVITIES * fields + activity - FIELD_ACTIVITIES


@kernel(inline=True)
def activity_count(fields: int) -> int:
    """Length of the axis of activities for so many fields."""
    return FIELD_ACTIVITIES * fields + COMMON_ACTIVITIES
