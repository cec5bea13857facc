"""The site: every page of docs/, README, the changelog and the Python reference, built by Sphinx to be read from disk.

`conf.py` configures Sphinx; `navigation` puts pages in order and adds what only the site shows, `formulas` writes
formulas as MathML, `bigrams` makes Chinese searchable. Neither the build nor the site needs a network.
"""
