"""How much of a validation is run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How much is run: places and replicates of patterns, evidence and predictions, trajectories of the screening.

    places: ids; empty for the places that patterns are tried in otherwise.
    """

    places: tuple[str, ...]
    replicates: int
    trajectories: int
    months: int  # of the screening
    people: int  # plausible behaviours with which patterns are tried; 0 for none


FAST = Size(places=("yinzhou",), replicates=6, trajectories=4, months=60, people=0)
FULL = Size(places=(), replicates=24, trajectories=20, months=120, people=48)
