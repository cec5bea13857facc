"""The patterns P1 to P14 and the loops: what the model must show, each as one small declaration, and judged alike.

`catalogue` lists them, `lab` runs what they need, `judge` weighs them: by their size, by what an ablation takes away,
and (`plausible`) by the share of plausible people among whom they hold.
"""
