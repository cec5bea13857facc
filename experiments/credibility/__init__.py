"""What the model is held to: known answers, convergence, patterns, evidence, findings of the opposite sign.

Nobody who only compares regimes has to pass here; a new pattern is one file in `patterns/`.
"""
