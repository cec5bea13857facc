"""Many runs over axes: studies from one file in a folder that survives anything, and inference about parameters.

A study is read by `study_file` (its parts by `what_is_run`, `axis_file`, `outcome_file`, `design_file`), is a
`specification`, has points by `designs`, runs by `engine` and `parts` into a `store` (made and found by `opening`), and
is answered by `sensitivity`, `surrogate` and `tables`. A new design is one entry of `designs.OPTIONS` with its sampler;
what it says of axes one entry of `sensitivity.METHODS`; a new kind of axis one entry of `axes.KINDS`.
`calibration` infers behaviour (`simulator`, `history_matching`, `approximate_bayes`); usual priors come from
`plausible_ranges.toml`.
Nothing here judges the model.
"""
