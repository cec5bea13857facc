"""Counties tied by a tree of government: they live a year apart and meet once a year, in a fixed order.

The months within a county are those of `sim.month`, unchanged; what happens when counties meet is in `rules/`.
Nothing outside this room depends on it.
"""
