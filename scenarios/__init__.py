"""What a user may change: regimes, reforms, packages and places, and the loaders that check them.

`load("generalised+mutual_recognition=0.5")` gives a Scenario; nothing is imported before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checking import check
    from .errors import ScenarioError
    from .explaining import Line, explain
    from .lists import (
        Entry,
        list_behaviour,
        list_history,
        list_packages,
        list_places,
        list_reforms,
        list_regimes,
        list_rows,
        list_searches,
        list_studies,
        list_targets,
    )
    from .loading import load
    from .people import load_behaviour, read_behaviour
    from .places import Place, load_place
    from .scenario import Scenario

REGIMES = ("generalised", "extreme", "yinzhou", "leping", "minimal")  # shipped, and compared by default
_HOMES = {
    "Entry": "lists",
    "Line": "explaining",
    "Place": "places",
    "Scenario": "scenario",
    "ScenarioError": "errors",
    "check": "checking",
    "explain": "explaining",
    "list_behaviour": "lists",
    "list_history": "lists",
    "list_packages": "lists",
    "list_places": "lists",
    "list_reforms": "lists",
    "list_regimes": "lists",
    "list_rows": "lists",
    "list_searches": "lists",
    "list_targets": "lists",
    "list_studies": "lists",
    "load": "loading",
    "load_behaviour": "people",
    "load_place": "places",
    "read_behaviour": "people",
}

__all__ = [
    "REGIMES",
    "Entry",
    "Line",
    "Place",
    "Scenario",
    "ScenarioError",
    "check",
    "explain",
    "list_behaviour",
    "list_history",
    "list_packages",
    "list_places",
    "list_reforms",
    "list_regimes",
    "list_rows",
    "list_searches",
    "list_studies",
    "list_targets",
    "load",
    "load_behaviour",
    "load_place",
    "read_behaviour",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
