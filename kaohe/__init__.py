"""kaohe (考核): an agent-based simulation of assessment regimes for grassroots cadres.

    import kaohe
    data = kaohe.compare(["generalised", "generalised+mutual_recognition"], place="yinzhou")

Nothing heavy is imported before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.compare.compare import compare, simulate
    from scenarios import load, load_place

    from .laboratory import country, pilot
    from .model import AssessmentModel

_HOMES = {
    "AssessmentModel": "kaohe.model",
    "compare": "experiments.compare.compare",
    "country": "kaohe.laboratory",
    "load": "scenarios",
    "load_place": "scenarios",
    "pilot": "kaohe.laboratory",
    "simulate": "experiments.compare.compare",
}

__all__ = ["AssessmentModel", "__version__", "compare", "country", "load", "load_place", "pilot", "simulate"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _refuse_hidden()
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kaohe")
    except PackageNotFoundError:
        return "unknown"


def _refuse_hidden() -> None:
    """Say which file hides one of our packages, rather than fail somewhere inside it."""
    from .guard import refusal

    message = refusal("en", libraries=False)
    if message is not None:
        raise ImportError(f"kaohe: {message}")
