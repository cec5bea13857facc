"""The executable specification: the rules of the model in plain Python, in the order of docs/odd.md.

The rules exist twice, and only twice: as kernels in `sim`, and here, as objects that are meant to be read. A `Scheme`
holds the regime in force; a `County` has offices, fields and rungs, `Town`s with one `Job` for each field, and
`Cadre`s one by one. Comments carry the equation numbers of docs/equations.md. `tests/test_twin.py` asks that both
give the same numbers to the last bit. Numbers without a name are those of the equations; the kernels name them, and
say where they come from.

From `sim` it takes only declarations: names, order and defaults of parameters (`sim.parameters`). Mathematics, random
numbers and the network are written anew as well.
"""
