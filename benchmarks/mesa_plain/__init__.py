"""kaohe's model as a good plain-Mesa model: one class for each kind of agent, `AgentSet.do` for each phase.

Nothing is compiled and nothing is an array. Agents carry their state as attributes and act by methods; a run gives
the results of kaohe but for rounding (`tests/test_mesa_plain.py`), as exponentials come from the C library here.
What takes the time, cadres' choice and its sums over cadres, is written for speed in `choice` and `colleagues`; other
rules are those of the twin (`docs/specification`), bound to the C library's mathematics (`rules`).
"""
