"""Completeness: what is declared but not served, named, graded or tested, as one report (`kaohe doctor --coverage`).

`report` lists the gaps, `rows` finds where each requirement lives, `constants` reads the numbers in the rules, and
`signs` holds the directions of effects that are tested (`signs.toml`).
"""
