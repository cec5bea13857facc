"""A pilot programme as an evaluator sees it, held against what it truly does in the model: estimates and their errors.

`estimate` and `staggered` are estimators, functions of panels that know nothing of the model; `evaluate` applies them
to pairs of runs and adds the truth. An estimator is added there and named in `MODELS`.
"""

from .estimate import difference_in_differences
from .evaluate import MODELS, Evaluation, evaluate
from .staggered import effect_by_cohort, event_study

__all__ = ["MODELS", "Evaluation", "difference_in_differences", "effect_by_cohort", "evaluate", "event_study"]
