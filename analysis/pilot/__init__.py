"""A pilot programme as an evaluator sees it, held against what it truly does in the model."""

from .estimate import MODELS, difference_in_differences, event_study
from .evaluate import Evaluation, evaluate
from .store import write
from .tables import bias_table, power_table

__all__ = [
    "MODELS", "Evaluation", "bias_table", "difference_in_differences", "evaluate", "event_study", "power_table",
    "write",
]  # fmt: skip
