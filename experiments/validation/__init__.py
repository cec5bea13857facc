"""Everything the model is held to, in one go: known answers, patterns, loops, published effects and figures, findings
of the opposite sign, and what drives the outcomes. `run` collects it, `analysis.validation` writes the report."""

from .run import Size, validate
from .section import Line, Section

__all__ = ["Line", "Section", "Size", "validate"]
