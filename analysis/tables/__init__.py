"""Tables on the screen (Rich) of a comparison, of tied counties and of a pilot; `summary` is the tidy one for files.

To change what a table shows, change its module; how all tables look is said in `layout`. Headings and captions are in
`scenarios/languages`. Numbers are worked out in `analysis.effects` and `analysis.pilot`, never here.
"""
