"""What the frameworks of agents share: attributes of a cadre, the township's sums, and both read back as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..mesa_plain.choice import SPECIAL
from .inputs import CADRE_TRAITS, Inputs


def give_traits(cadre: Any, inputs: Inputs, j: int, i: int) -> None:
    """Attributes of cadre i of township j, as the plain-Mesa model names them."""
    d = inputs.fields
    for name, trait in CADRE_TRAITS.items():
        setattr(cadre, trait.name.lower(), float(inputs.cadres[name][j, i]))
    cadre.skill, cadre.portfolio = inputs.skill[j, i].tolist(), inputs.portfolio[j, i].tolist()
    share = inputs.share[j, i].tolist()
    cadre.real, cadre.paper, cadre.special = (
        share[:d],
        share[d : 2 * d],
        dict(zip(SPECIAL, share[2 * d :], strict=True)),
    )


def add_up(cadres: list[Any]) -> list[float]:
    """Mean share of some cadres, by activity."""
    n = len(cadres)
    real = [sum(shares) / n for shares in zip(*[cadre.real for cadre in cadres], strict=True)]
    paper = [sum(shares) / n for shares in zip(*[cadre.paper for cadre in cadres], strict=True)]
    return real + paper + [sum(cadre.special[kind] for cadre in cadres) / n for kind in SPECIAL]


def shares_of(townships: Iterable[list[Any]]) -> np.ndarray:
    return np.array(
        [[[*q.real, *q.paper, *(q.special[kind] for kind in SPECIAL)] for q in cadres] for cadres in townships]
    )
