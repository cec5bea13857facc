"""The causal claims of the source texts, each with the change that would show it, and a verdict from the model.

`catalogue` reads what `claims.toml` says, `outcomes` has the outcomes that are no measure of the model, `trial` runs
the changes under common random numbers, `verdicts` judges. Rules may change under it: a claim names scenarios,
outcomes and directions only, so the same file asks the same of every version of the model.
"""
