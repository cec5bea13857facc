"""Evidence and the model: published figures, small "as if" experiments of published studies, the plausible set.

Expected values and signs were written down before the model was run against them. `kaohe evidence` runs them.
"""
