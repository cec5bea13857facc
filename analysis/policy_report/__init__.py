"""The report of a comparison for those who advise on policy: one data structure, and renderers that hold no words.

`build` makes a `document.Report` of the results of one place, section by section; `html`, `docx` and `sheets` render
it, `screen` shows its first page. Sentences follow from numbers by the rules of `analysis.certainty`; their words are
in `scenarios/languages/*/report.toml`.
"""
