"""Inputs made by chance, for everything that reads what a user wrote: `python -m tests.fuzz --help`.

`mutations` makes inputs, `kinds` names who reads them, `verdict` says whether what came of one is acceptable,
`__main__` runs many. What once failed lies in `corpus/` and is read again by `tests/test_fuzz.py`.
"""
