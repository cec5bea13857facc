"""What the end of a warm-up under another regime does to a county, number by number.

The page cannot call `sim.warmup.hand_over`, which is Python. It is asked here instead what it does: which number of a
county or a township ends up where, and by what it is multiplied. The page only carries that out.
"""

from __future__ import annotations

import numpy as np

from sim.parameters.behaviour import Behaviour
from sim.parameters.regime import Regime
from sim.state.layout import COUNTY, TOWNSHIP
from sim.state.parameter_record import parameters_of
from sim.warmup import hand_over, may_follow

Move = tuple[
    int, int, float, int
]  # to, from (-1: nowhere), factor or, from nowhere, the number itself; how many in a row


def exchange(regime: Regime, before: Regime) -> dict[str, list[Move]] | None:
    """Moves within the county's record and each township's, in numbers of 8 bytes; None where none may follow.

    Numbers that stay as they are are left out. `base_odds` of townships is left out too: its factor depends on a
    lever, and the engine has the function that gives it (app/kernels.py).
    """
    if not may_follow(regime, before):
        return None
    records = {}
    for start, step in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        county, towns = _counted(COUNTY, start, step), _counted(TOWNSHIP, start, step)
        params, old = (parameters_of(each, Behaviour()) for each in (regime, before))
        odds = towns["base_odds"].copy()
        hand_over(regime, before, params, old, county, towns)
        towns["base_odds"] = odds
        records[start, step] = {"county": county.view("f8"), "township": towns.view("f8")}
    constant, factor, counted = records.values()
    return {name: _moves(constant[name], factor[name], counted[name]) for name in ("county", "township")}


def _counted(kind: np.dtype[np.void], start: float, step: float) -> np.ndarray:
    """A record whose numbers are start, start + step, start + 2 step, ..."""
    numbers = start + step * np.arange(kind.itemsize // 8)
    return numbers.view(kind)


def _moves(constant: np.ndarray, factor: np.ndarray, counted: np.ndarray) -> list[Move]:
    moves: list[Move] = []
    for to in range(len(counted)):
        fixed = factor[to] == constant[to]
        source = -1 if fixed else round(counted[to] / factor[to]) - 1
        if (source, factor[to]) != (to, 1.0):
            _append(moves, to, source, float(factor[to]))
    return moves


def _append(moves: list[Move], to: int, source: int, factor: float) -> None:
    """One move more, as part of the last one where it goes on from there."""
    if moves:
        start, begin, times, count = moves[-1]
        goes_on = source == (begin if begin < 0 else begin + count)
        if start + count == to and times == factor and goes_on:
            moves[-1] = (start, begin, times, count + 1)
            return
    moves.append((to, source, factor, 1))
