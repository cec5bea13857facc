"""The small county and regime, under the name tests know them by."""

from experiments.small_world import small_case, small_place, small_regime

__all__ = ["small_case", "small_place", "small_regime"]
