"""The report of a validation: one page for print and screen in each language, its figures, and a table of all lines."""

from .report import write_report

__all__ = ["write_report"]
