"""The rules of the specification, calculated with the C library's functions instead of the specification's own.

This module is a package whose submodules are the files of `docs/specification`: `from .rules import choice` imports
`docs/specification/choice.py` once more, under another name. All files of the specification take their mathematics
from `mathematics` beside them; in this copy of it, what anybody's Mesa model would take from Python is exchanged.
"""

from __future__ import annotations

import math
from importlib import import_module
from pathlib import Path
from statistics import NormalDist

FROM_PYTHON = {
    "exp": math.exp,
    "quick_exp": math.exp,
    "single": float,
    "log": math.log,
    "sum_up": sum,
    "ordered_sum": sum,
    "normal_quantile": NormalDist().inv_cdf,
    "normal_cdf": lambda x: 0.5 * math.erfc(-x / math.sqrt(2.0)),
}

__path__ = [str(Path(__file__).resolve().parents[2] / "docs" / "specification")]
mathematics = import_module(f"{__name__}.mathematics")
for name, function in FROM_PYTHON.items():
    getattr(mathematics, name)  # nothing is exchanged that the specification does not have
    setattr(mathematics, name, function)
