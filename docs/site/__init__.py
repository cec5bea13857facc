"""The site: every page of docs/, README, the changelog and the Python reference, built by Sphinx to be read from disk.

`conf.py` configures Sphinx; `navigation` puts pages in order, `formulas` writes them as MathML, `bigrams` makes Chinese
searchable, `specification` shows source files on a page of their own. None of it needs a network, nor does the site.
"""
