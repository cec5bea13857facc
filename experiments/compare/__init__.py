"""Scenarios compared under common random numbers: what is compared, its results, behaviour that evidence allows.

Whoever only wants to compare needs this room and `run`, and no other.
An outcome of one's own is declared in `sim.measures`.
"""
