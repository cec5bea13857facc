"""From results to answers: statistics and effects, and what is shown of them in tables, figures, words and files.

`statistics` is pure; `effects` says what a summary, an effect and a verdict are; `labels` what everything is called.
`tables`, `figures`, `words`, `files` and `report` only show, each a module for comparisons, tied counties (`national`)
and pilots; `pilot` estimates as an evaluator would. Every text is in `scenarios/languages`, none here.
"""
