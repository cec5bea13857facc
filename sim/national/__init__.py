"""Counties tied by a tree of government: each runs its year alone, then all meet, in a fixed order.

The months within a county are those of `sim.month`, unchanged; what happens when counties meet is in `rules/`.
Nothing outside this room depends on it.
"""
