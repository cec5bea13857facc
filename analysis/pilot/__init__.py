"""A pilot programme as an evaluator sees it, held against what it truly does in the model."""

from .estimate import difference_in_differences
from .evaluate import MODELS, Evaluation, evaluate
from .staggered import effect_by_cohort, event_study
from .store import write
from .tables import bias_table, power_table

__all__ = [
    "MODELS", "Evaluation", "bias_table", "difference_in_differences", "effect_by_cohort", "evaluate", "event_study",
    "power_table", "write",
]  # fmt: skip
