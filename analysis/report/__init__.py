"""The report of a validation: one page for print and screen in each language, its figures, and a table of all lines.

What stands in it comes from `experiments.credibility.validation`; here is only how it is laid out.
"""

from .validation import write_report

__all__ = ["write_report"]
