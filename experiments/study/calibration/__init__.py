"""Calibration: which behaviour a user's own observations leave, by history matching and then Bayesian computation.

`targets_file` reads what was observed, which is a `specification`; `engine` carries out both stages through studies
in a `folder`, and `result` says what was found. The posterior is a file that `uncertainty` takes anywhere.
"""
