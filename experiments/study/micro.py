"""Micro data: single townships and cadres of a study's runs, every so many months.

Townships are named by
their codes, posts of a township by their numbers, which a new holder takes over, so rows of different runs match.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.state.enumerations import FIELD_ACTIVITIES, Activity, Trait, names
from sim.world import World

from ..run.last_month import TOWNSHIP_STATES, township_states

KINDS = ("township", "cadre")
TRAITS = {  # columns of cadres, by the trait they are
    "principal": Trait.PRINCIPAL, "leader": Trait.LEADER, "motivation": Trait.MOTIVATION, "moral": Trait.MORALS,
    "prospects": Trait.POST_STAKE, "risk_attitude": Trait.EXPOSURE, "burnout": Trait.BURNOUT,
    "standing": Trait.STANDING, "score": Trait.SCORE,
}  # fmt: skip
SHARES = tuple(f"share_{name}" for name in names(Activity))  # of discretionary time
COLUMNS = {
    "township": tuple(state.id for state in TOWNSHIP_STATES),
    "cadre": (*TRAITS, *SHARES),
}
KEYS = {"township": ("township",), "cadre": ("township", "post")}

Table = dict[str, NDArray[Any]]  # columns of one run and month


def tables_of(world: World, case: int, kinds: Mapping[str, Any] | tuple[str, ...]) -> Iterator[tuple[str, Table]]:
    """What is known of townships and cadres of one case now, by kind."""
    county = world.counties[case]
    first, count = int(county["town_start"]), int(county["town_count"])
    towns = world.towns[first : first + count]
    if "township" in kinds:
        yield "township", {"township": np.array(towns["code"], np.int64), **township_states(towns)}
    if "cadre" in kinds:
        fields = len(world.cases[case].regime.fields)
        parts = [_cadres(world, first + j, int(towns["cadres"][j]), fields) for j in range(count)]
        yield "cadre", {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _cadres(world: World, town: int, cadres: int, fields: int) -> Table:
    share = world.share[town, :, :cadres]
    by_kind = [share[kind * fields : (kind + 1) * fields].sum(axis=0) for kind in range(FIELD_ACTIVITIES)]
    rest = share[FIELD_ACTIVITIES * fields : FIELD_ACTIVITIES * fields + len(SHARES) - FIELD_ACTIVITIES]
    code = int(world.towns["code"][town])
    found: Table = {"township": np.full(cadres, code, np.int64), "post": np.arange(cadres, dtype=np.int32)}
    found |= {name: world.traits[town, trait, :cadres].copy() for name, trait in TRAITS.items()}
    return found | dict(zip(SHARES, [*by_kind, *(row.copy() for row in rest)], strict=True))
