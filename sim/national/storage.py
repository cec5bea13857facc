"""Where counties are kept between years, and the workspace of one thread, in which one county at a time runs.

Counties are stored packed, one after the other. To run a year, a county is loaded into a workspace: the arrays of a
world of one county, large enough for the largest, which stay in the cache of one processor. Records are copied as
64-bit words.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compile.kernel import kernel
from ..measures import N_MEASURES
from ..parameters.regime import Regime
from ..state.arrays import Arrays
from ..state.enumerations import COMMON_ACTIVITIES, FIELD_ACTIVITIES, TRAITS
from ..state.layout import COUNTY, TOWNSHIP, padded
from ..world import Case, Overlay, World
from .hierarchy import NEVER
from .territory import Territory

MEMORY_MARGIN = 0.02  # of the tree, the series and the results, against all other arrays


class Storage(NamedTuple):
    """All counties. Records are rows of 64-bit words."""

    policies: Any  # (policies, words): parameter rows, as written
    counties: Any  # (counties, words)
    towns: Any  # (townships, words)
    overlays: Any  # (overlays, words): those of each policy, and last those of the reform that spreads
    cadres: Any  # (values,): of each township shares, skills, portfolios and traits, each quantity by padded cadre
    first_value: Any  # (townships,): where the values of a township's cadres begin
    first_town: Any  # (counties + 1,)
    first_overlay: Any  # (policies + 2,)
    series: Any  # (counties, 12, measures): of one calendar year
    levels: Any  # (counties, 12, fields): true levels of the months of a year


class Workspace(NamedTuple):
    """Arrays of a world of one county, for one thread, and its records once more as rows of words (same memory)."""

    arrays: Arrays
    params: Any
    base: Any
    overlays: Any
    counties: Any
    towns: Any


@kernel
def copy_words(source, target):
    """Copy a record, as a row of words, over another of the same type."""
    for k in range(source.shape[0]):
        target[k] = source[k]


@kernel
def transfer(values, at, n, table, store):
    """Copy the first `n` columns of `table` (quantities, n or more) from `values`, or into it if `store`.

    There the quantities follow each other from `at` on; returned is where they end.
    """
    for a in range(table.shape[0]):
        for i in range(n):
            if store:
                values[at + a * n + i] = table[a, i]
            else:
                table[a, i] = values[at + a * n + i]
    return at + table.shape[0] * n


@kernel
def transfer_cadres(storage, w, town, j, store):
    """Load the cadres of a stored township as township `j` of arrays `w`, or store them."""
    n = w.towns[j].padded_cadres
    at = transfer(storage.cadres, storage.first_value[town], n, w.share[j], store)
    at = transfer(storage.cadres, at, n, w.skill[j], store)
    at = transfer(storage.cadres, at, n, w.portfolio[j], store)
    transfer(storage.cadres, at, n, w.traits[j], store)


@kernel
def load_overlays(storage, workspace, node):
    """Load the overlays of a county's policy, and those of the reform that spreads if it has begun; how many."""
    count, spreading = 0, storage.first_overlay.shape[0] - 2
    for k in range(storage.first_overlay[node.policy], storage.first_overlay[node.policy + 1]):
        copy_words(storage.overlays[k], workspace.overlays[count])
        count += 1
    if node.start != NEVER:
        for k in range(storage.first_overlay[spreading], storage.first_overlay[spreading + 1]):
            copy_words(storage.overlays[k], workspace.overlays[count])
            workspace.arrays.overlays[count].start += node.start
            count += 1
    return count


@kernel
def load_county(storage, workspace, c, node):
    """Load county `c`: parameters of its policy as written, overlays, county, townships, cadres."""
    w, first = workspace.arrays, storage.first_town[c]
    copy_words(storage.policies[node.policy], workspace.base[0])
    copy_words(storage.policies[node.policy], workspace.params[0])
    copy_words(storage.counties[c], workspace.counties[0])
    county = w.counties[0]
    county.town_start, county.town_count = 0, storage.first_town[c + 1] - first
    county.overlay_start, county.overlay_count = 0, load_overlays(storage, workspace, node)
    for j in range(county.town_count):
        copy_words(storage.towns[first + j], workspace.towns[j])
        transfer_cadres(storage, w, first + j, j, False)


@kernel
def store_county(storage, workspace, c):
    """Store county `c` as it now is in the workspace."""
    w, first = workspace.arrays, storage.first_town[c]
    copy_words(workspace.counties[0], storage.counties[c])
    for j in range(w.counties[0].town_count):
        copy_words(workspace.towns[j], storage.towns[first + j])
        transfer_cadres(storage, w, first + j, j, True)


def as_words(records: NDArray[np.void]) -> NDArray[np.int64]:
    """The memory of an array of records (n,) as 64-bit words (n, words)."""
    return records.view(np.int64).reshape(len(records), -1)


def values_of_cadres(territory: Territory, fields: int) -> NDArray[np.int64]:
    """How many values are stored of the cadres of each township, padding included: (townships,)."""
    return padded_cadres(territory) * (FIELD_ACTIVITIES * fields + COMMON_ACTIVITIES + 2 * fields + TRAITS)


def padded_cadres(territory: Territory) -> NDArray[np.int64]:
    """Cadres of each township, rounded up to whole vectors: (townships,)."""
    cadres: NDArray[np.int64] = padded(territory.townships["cadres"])
    return cadres


def memory_needed(territory: Territory, fields: int, threads: int) -> int:
    """Bytes that all arrays of a `Country` take, workspaces of `threads` threads included."""
    values, towns = values_of_cadres(territory, fields), np.diff(territory.first_townships)
    packed = 4 * int(values.sum()) + TOWNSHIP.itemsize * len(values)
    counties = len(towns) * (COUNTY.itemsize + 8 * 12 * (N_MEASURES + fields) + 4096)
    workspace = int(towns.max()) * (4 * int(values.max()) + TOWNSHIP.itemsize)
    return int((1 + MEMORY_MARGIN) * (packed + counties + threads * workspace))


def make_workspace(territory: Territory, regime: Regime, overlays: int) -> Workspace:
    """A workspace with room for every county of a territory and for `overlays` overlays; fields are the regime's."""
    towns, cadres = int(np.diff(territory.first_townships).max()), int(territory.townships["cadres"].max())
    alike = {"size_class": regime.size_classes[0], "kind": regime.kinds[0], "villages": 1}
    alike |= {"difficulty": 1.0, "resources": 1.0}
    largest: Any = SimpleNamespace(
        code=1,
        townships=[SimpleNamespace(code=j + 1, cadres=cadres, **alike) for j in range(towns)],
        neighbours=(),
    )
    unused = (Overlay(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),) * overlays
    world = World([Case(regime, largest, overlays=unused, months=1)])
    records = (world.params, world.base, world.overlays, world.counties, world.towns)
    return Workspace(world.arrays(), *map(as_words, records))
