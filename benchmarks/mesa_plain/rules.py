"""The twin's rules on the C library's functions."""

from __future__ import annotations

from typing import Any

from ..twin import bound_to
from . import mathematics

rules: Any = bound_to(mathematics, f"{__package__}.twin")
