"""Results as files in a folder: of a comparison, of tied counties (growing by year), of a pilot.

Each kind of run has its module, whose docstring lists the files; `formats` holds what they share. The record `run.json`
redoes the run.
"""

from .comparison import save_comparison, write_comparison
from .national import GrowingFolder
from .pilot import write_pilot

__all__ = ["GrowingFolder", "save_comparison", "write_comparison", "write_pilot"]
