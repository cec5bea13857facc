"""One county as a Mesa model: its agents are views on the arrays, its months the kernels of `sim.month`, bit for bit.

No rule stands here. `kaohe.AssessmentModel` is the front door, which finds regimes and places by name; to give cadres
decisions of their own, subclass `agents.TownshipCadre`.
"""
