"""Measurements: `python -m benchmarks` makes them all and writes `docs/benchmarks.md`.

Believe ratios inside one run, not milliseconds. Each topic is a file with TITLE, `measure` and `tell`.
"""
