"""Results of a world of tied counties: files that grow year by year, tables, figures, words."""

from .store import Growing, write_ending, write_years
from .tables import amplification_table, headline_table

__all__ = ["Growing", "amplification_table", "headline_table", "write_ending", "write_years"]
