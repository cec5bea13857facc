"""Tables on the screen (Rich) of a comparison, of tied counties and of a pilot; `summary` is the tidy one for files.

To change what a table shows, change its module; how all tables look is said in `layout`. Headings and captions are in
`scenarios/languages`. Numbers are worked out in `analysis.effects` and `analysis.pilot`, never here.
"""

from .comparison import differences_table, fitting, levels_table, summary, summary_rows
from .national import amplification_table, headline_table
from .pilot import bias_table, power_table

__all__ = [
    "amplification_table", "bias_table", "differences_table", "fitting", "headline_table", "levels_table",
    "power_table", "summary", "summary_rows",
]  # fmt: skip
