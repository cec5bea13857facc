"""The specification of the model (`docs/specification`) behind Mesa's agents: what kaohe's speed is compared with.

Offices, townships and cadres are `mesa.Agent`s that carry their state as attributes; `AgentSet.do` asks all of a kind
for each phase of a month. No rule of the model is written here: every phase calls the specification's, which `rules`
imports with the C library's exponentials and logarithms, as anybody's Mesa model would have them. A run therefore
gives kaohe's results but for rounding (`tests/test_mesa_plain.py`).
"""
