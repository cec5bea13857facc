"""Behavioural parameters with other values than the calibrated ones, as a user gives them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import changed, meanings

from .about import read_about
from .columns import LEVERS
from .errors import ScenarioError, expected, unknown
from .files import read_toml
from .languages import NOTHING, phrase
from .shelf import find
from .values import measured, table, whole

# Curvature of worth in shares: about 1 for a single cadre; all cadres of a township answer the same
# conditions at once, which at least doubles it (model, K6, "Stability").
ALONE, TOGETHER = 1.0, 2.0
WHOLE = {"choices", "decision_rule"}  # parameters that count or name something
CALIBRATED = Behaviour()
MASSES = [key for key in meanings(Behaviour) if key.startswith("mass_")]
SAFE_ADJUSTMENT = 0.2  # up to here the curvature of a single cadre bounds what is stable


def load_behaviour(values: Mapping[str, object], name: str = "behaviour", start: Behaviour = CALIBRATED) -> Behaviour:
    """Behaviour with some parameters set, those of `start` else; checked one by one and for stability."""
    if not isinstance(values, Mapping):
        raise ScenarioError(expected(values, phrase("scenarios.behaviour.behaviour_object")), name)
    known = meanings(Behaviour)
    for key in values:
        if key not in known:
            hint = phrase("scenarios.behaviour.is_lever", key=key) if key in LEVERS else NOTHING
            raise ScenarioError(unknown("parameter", key, known) + hint, name)
    checked = {key: measured(value, f"{name}.{key}", known[key]) for key, value in values.items()}
    for key in checked.keys() & WHOLE:
        whole(checked[key], f"{name}.{key}", int(known[key].low), int(known[key].high))
    behaviour = changed(start, checked)
    _stable(behaviour, name)
    _alive(behaviour, name)
    return behaviour


def read_behaviour(word: str, folder: Path | None = None) -> Behaviour:
    """Behaviour by the id of a shipped file, or from a user's file with the sections [about] and [behaviour].

    `folder`: where relative paths begin. Raises `ScenarioError`.
    """
    source = find("behaviour", word, folder or Path())
    tables = read_toml(source.path, source.name)
    for key in tables:
        if key not in ("about", "behaviour"):
            raise ScenarioError(unknown("section", key, ("about", "behaviour")), source.name)
    read_about(tables.get("about"), source.name, source.id)
    try:
        return load_behaviour(table(tables.get("behaviour", {}), "behaviour"))
    except ScenarioError as error:
        raise error.at(source.name) from None


def _stable(behaviour: Behaviour, name: str) -> None:
    """Steps of the shares must shrink: adjustment x (1 + precision x curvature / 4) below 2."""
    kappa, precision = behaviour.adjustment, behaviour.precision
    curvature = ALONE if kappa <= SAFE_ADJUSTMENT else TOGETHER
    if kappa * (1.0 + precision * curvature / 4.0) >= 2.0:
        most = 2.0 / (1.0 + precision * curvature / 4.0)
        raise ScenarioError(
            phrase("scenarios.behaviour.unstable", kappa=kappa, precision=precision, most=most), f"{name}.adjustment"
        )


def _alive(behaviour: Behaviour, name: str) -> None:
    """Refuse behaviour that closes every activity."""
    if sum(getattr(behaviour, key) for key in MASSES) <= 0:
        raise ScenarioError(phrase("scenarios.behaviour.no_mass"), name)
