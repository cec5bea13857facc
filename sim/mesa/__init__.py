"""The model as Mesa agents: the same kernels behind Mesa's interface, with the same bits.

`model` may be subclassed; agents are views on the arrays of one world.
No rule stands here.
"""
