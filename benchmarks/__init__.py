"""Measurements, each a command: `python -m benchmarks.NAME`. Believe ratios inside one run, not milliseconds."""
