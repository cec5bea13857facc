"""The patterns P1 to P14 and the loops: what the model must show, each as one small declaration, and judged alike.

`catalogue` lists them, `simulations` runs what they need, `judge` tests them: by their size, by what an ablation takes
away, and (`report`) by the share of plausible behaviours with which they hold.
"""
