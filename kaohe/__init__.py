"""kaohe (考核): an agent-based simulation of assessment regimes for grassroots cadres.

    import kaohe
    data = kaohe.compare(["generalised", "generalised+mutual_recognition"], place="yinzhou")

The front door: public names of Python (`functions`, `national`, `model`), and the command line (`cli`, `commands`).
Nothing heavy is imported before it is asked for. A new command is a function in `commands` and its help in
`scenarios/languages`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.accounts import accounts
    from analysis.horizons import horizons
    from scenarios import load, load_place

    from .calibrations import calibrate
    from .functions import compare, simulate
    from .model import AssessmentModel
    from .national import country, pilot
    from .searches import optimise
    from .studies import explore, micro, robust, sensitivity, study

_HOMES = {
    "AssessmentModel": "kaohe.model",
    "accounts": "analysis.accounts",
    "calibrate": "kaohe.calibrations",
    "compare": "kaohe.functions",
    "horizons": "analysis.horizons",
    "country": "kaohe.national",
    "explore": "kaohe.studies",
    "load": "scenarios",
    "load_place": "scenarios",
    "micro": "kaohe.studies",
    "optimise": "kaohe.searches",
    "pilot": "kaohe.national",
    "robust": "kaohe.studies",
    "sensitivity": "kaohe.studies",
    "simulate": "kaohe.functions",
    "study": "kaohe.studies",
}

__all__ = [
    "AssessmentModel",
    "__version__",
    "accounts",
    "calibrate",
    "compare",
    "country",
    "explore",
    "horizons",
    "load",
    "load_place",
    "micro",
    "optimise",
    "pilot",
    "robust",
    "sensitivity",
    "simulate",
    "study",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("kaohe")
        except PackageNotFoundError:
            return "unknown"
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .shadowing import refusal

    message = refusal("en", libraries=False)  # rather than fail somewhere inside a file that hides one of ours
    if message is not None:
        raise ImportError(f"kaohe: {message}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
