"""What can be set in a model: levers of a regime, behaviour, tables of rows, and how each value is declared.

A new lever or parameter is one declaration here; rules read it, and nothing else has to change.
Nothing in this room knows of arrays or of time.
"""
