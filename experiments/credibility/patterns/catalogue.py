"""All patterns, in order."""

from __future__ import annotations

from . import (
    p01_indicator_load,
    p02_inspection,
    p03_accountability,
    p04_veto,
    p05_extreme,
    p06_rank_prizes,
    p07_traces,
    p08_recognition,
    p09_tolerance,
    p10_citizens,
    p11_ratchet,
    p12_proliferation,
    p13_pairs,
    p14_some_assessment,
)
from .pattern import Pattern

PATTERNS: tuple[Pattern, ...] = (
    p01_indicator_load.PATTERN, p02_inspection.PATTERN, p03_accountability.PATTERN, p04_veto.PATTERN,
    p05_extreme.PATTERN, p06_rank_prizes.PATTERN, p07_traces.PATTERN, p08_recognition.PATTERN,
    p09_tolerance.PATTERN, p10_citizens.PATTERN, p11_ratchet.PATTERN, p12_proliferation.PATTERN,
    p13_pairs.PATTERN, p14_some_assessment.PATTERN,
)  # fmt: skip


def pattern(id: str) -> Pattern:
    """One pattern by its id."""
    return next(pattern for pattern in PATTERNS if pattern.id == id)
