"""A province or the whole country as counties that meet, and pilots of reforms in some of them.

Designs, runs and their labelled results; statistics of evaluation are in `analysis.pilot`.
"""
