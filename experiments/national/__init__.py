"""A province or the whole country as counties that meet, and pilots of reforms in some of them.

Designs, runs and their labelled results; statistics of evaluation are in `analysis.pilot`.
What a user writes for a place, a unit or pilot counties is read here, in `units`, `assignments` and `pilot_checks`.
"""
