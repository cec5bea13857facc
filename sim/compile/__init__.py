"""How kernels become machine code.

Whoever writes a rule needs only `kernel.kernel`. `cache` keeps machine code and checks what it reads; `interpreted`
serves where nothing is compiled; `quick` has all that is taken from Numba's insides, and can be done without.
"""
