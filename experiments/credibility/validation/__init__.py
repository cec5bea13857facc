"""Everything the model is held to, in one go: known answers, convergence, patterns, loops, published effects and
figures, the plausible set, findings of the opposite sign, and what drives the outcomes. `run` collects it,
`analysis.validation` writes the report."""

from .run import validate
from .size import FAST, FULL, Size

__all__ = ["FAST", "FULL", "Size", "validate"]
