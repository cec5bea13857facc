"""The end of a warm-up: the state that one regime left, handed over to another.

Offices, readings and rungs that both regimes have, by id, keep what they are; those that are new begin as in a first
month. Indicators keep how far they have grown on what was written (eq. 166), and targets how far they have been
ratcheted on the base target (eq. 167). Fields, kinds and classes of townships must be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .parameters.regime import Regime
from .rules.ballots import MIDDLE
from .rules.office_view import HABIT

FIRST_STANDING = FIRST_GRADE = 0.5  # before anybody was scored (as in a first month)
FIRST_VISITS_MADE = 1.0  # before any visit was turned down


def may_follow(regime: Regime, before: Regime) -> bool:
    """Whether a regime can take over the state that another one leaves."""
    return regime.of_tables(_frame) == before.of_tables(_frame)


def _frame(regime: Regime) -> tuple[Any, ...]:
    fields = tuple((field.id, field.part_of) for field in regime.fields)
    return fields, regime.kinds, regime.size_classes, regime.posts_per_deputy


def hand_over(
    regime: Regime, before: Regime, params: np.ndarray, old: np.ndarray, county: np.ndarray, towns: np.ndarray
) -> None:
    """Put the state of one county, left by `before` with parameters `old`, into the order of `regime`.

    All records are arrays: of one county, and of its townships.
    """
    _offices(regime, before, params, old, county)
    for name, start in (("reading_standing", FIRST_STANDING), ("reading", 0.0), ("clean", 0.0)):
        _move(towns[name], _ids(before.readings), _ids(regime.readings), start)
    for name in ("cutoff", "blur", "unit_blur", "pool_units", "places"):
        _move(county[name], _ids(before.rungs), _ids(regime.rungs), 0.0)
    known = _ids(before.rungs)
    for k, rung in enumerate(regime.rungs):
        if rung.id not in known:
            county["cutoff"][..., k] = MIDDLE
    _move(towns["person_grades"], known, _ids(regime.rungs), 0.0)
    target, written = (float(record["base_target"][0]) for record in (params, old))
    towns["base_odds"] *= ratchet_kept(target, written)


def ratchet_kept(target: float, written: float) -> float:
    """What odds of targets are multiplied by so that they stay as far ratcheted on another base target (eq. 167)."""
    return (target / (1.0 - target)) / (written / (1.0 - written))


def _offices(regime: Regime, before: Regime, params: np.ndarray, old: np.ndarray, county: np.ndarray) -> None:
    had, have = _ids(before.offices), _ids(regime.offices)
    now, then = (np.array([sum(row.tolist()) for row in record["items"][0]]) for record in (params, old))
    grown = county["indicators"][0].copy()
    _move(county["office_grade"], had, have, FIRST_GRADE)
    _move(county["visits_made"], had, have, FIRST_VISITS_MADE)
    _move(county["assists"], had, have, 0.0)
    shares = np.swapaxes(county["office_share"], 1, 2)
    _move(shares, had, have, 0.0)
    for o, name in enumerate(have):
        if name not in had:
            county["office_share"][0, o] = HABIT
        was = had.index(name) if name in had else -1
        kept = was >= 0 and then[was] > 0.0
        county["indicators"][0, o] = grown[was] * (now[o] / then[was]) if kept else now[o]
    county["indicators"][0, len(have) :] = 0.0
    county["visit_rate"][0] = 0.0


def _ids(rows: Sequence[Any]) -> list[str]:
    return [row.id for row in rows]


def _move(values: np.ndarray, had: list[str], have: list[str], start: float) -> None:
    """Bring the last axis from one order of ids into another; `start`: of those that were not there."""
    found = values.copy()
    values[...] = 0.0
    for k, name in enumerate(have):
        values[..., k] = found[..., had.index(name)] if name in had else start
