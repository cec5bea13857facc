"""Blame (E2): how much of the responsibility that could be avoided moves, and where it goes."""

from __future__ import annotations

from ..compile.kernel import kernel


@kernel
def part_moved(t, direction):
    """Share of avoidable responsibility that moved first in one `Direction`; 0 without hazard."""
    return t.moved_to[direction] / t.movable if t.movable > 0.0 else 0.0
