"""Designs over uncertain parameters: spaces, sweeps that can be resumed, screening, calibration.

A new axis is one entry of `plausible_ranges.toml`.
Nothing here judges the model.
"""
