"""What is measured each month in one county: the outcomes of table E.

A new measure is one entry of `table.MEASURES` and the function that computes it, in the file of its kind. Nothing here
feeds back into the rules, and nothing else has to be changed: results, tables, figures and the page take the entry.
"""

from .compute import measure_month
from .measure import Measure
from .table import HEADLINE, MEASURES, N_MEASURES, NAMES

__all__ = ["HEADLINE", "MEASURES", "NAMES", "N_MEASURES", "Measure", "measure_month"]
