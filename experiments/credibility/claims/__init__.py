"""The causal claims of the source texts, each with the change that would show it, and a verdict from the model.

After them, in the same form and counted apart, what the mechanisms of the causal core are expected to bring about.
`catalogue` reads what `claims.toml` and `expectations.toml` say, `outcomes` has the outcomes that are no measure of the
model, `trial` runs the changes under common random numbers, `verdicts` judges. Rules may change under it: a claim
names scenarios, outcomes and directions only, so the same file asks the same of every version of the model.
"""
