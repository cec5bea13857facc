"""A pilot programme as an evaluator sees it, held against what it truly does in the model: estimates and their errors.

Estimators are in `estimate`, functions of panels that know nothing of the model; `evaluate` applies them to pairs of
runs and adds the truth. A new estimator is written in `estimate` and named in `MODELS`.
"""

from .estimate import difference_in_differences, effect_by_cohort, event_study
from .evaluate import MODELS, Evaluation, evaluate

__all__ = ["MODELS", "Evaluation", "difference_in_differences", "effect_by_cohort", "evaluate", "event_study"]
