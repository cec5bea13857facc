"""The Mesa face for runs with a user's own cadres: imported where it is asked for, as Mesa takes a second to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.mesa.agents import TownshipCadre
    from sim.mesa.model import CountyModel
    from sim.world import Case


def county_model(case: Case, cadre_class: type[TownshipCadre] | None) -> CountyModel:
    """A case as a Mesa model, its warm-up behind it."""
    from sim.mesa.model import CountyModel

    return CountyModel(case, cadre_class)


def is_cadre_class(what: Any) -> bool:
    """Whether something is a class of cadres that a run can take."""
    from sim.mesa.agents import TownshipCadre

    return isinstance(what, type) and issubclass(what, TownshipCadre)
