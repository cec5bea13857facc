"""Forms in XLSX for whoever works in a spreadsheet: schemes, counties and unit costs, written and read.

A form holds what a TOML file holds, under the same names; what is on which sheet stands in `layout.py`. Every mistake
of a workbook is found at once, with the cell it is in, and can be marked in a copy.
"""
