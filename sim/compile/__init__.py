"""How kernels become machine code.

To write a rule, only `kernel.kernel` is needed. `cache` keeps machine code and checks what it reads; `interpreted`
serves where nothing is compiled; `quick` has all that is taken from Numba's insides, and can be done without.
"""
