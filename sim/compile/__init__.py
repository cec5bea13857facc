"""How kernels become machine code: one decorator, its cache, and a mode in which they stay plain Python.

Whoever writes a rule needs only `kernel`.
What is taken from Numba's insides stands in one optional file.
"""
