"""A second model, the executable specification: the rules of docs/odd.md and docs/equations.md in plain Python.

Where the program keeps arrays and kernels, the twin keeps objects: a `Scheme` of rows (the regime in force), a
`County` with offices, fields and rungs, `Town`s with one `Job` for each field, `Cadre`s one by one. It is slow and
meant to be read. `tests/test_twin.py` asks that both give the same numbers to the last bit.

From `sim` the twin takes only declarations: names, order and defaults of parameters (`sim.levers`, `sim.behaviour`,
`sim.tables`, `sim.parameters`). Mathematics, luck and the network are written anew as well.
"""
