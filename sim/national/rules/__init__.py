"""What happens when counties meet, one mechanism to a file: targets, leaders, offices above, news, adoption.

`sim.national.year` calls these kernels, in the order written there; a new mechanism is one file and one line there.
Arguments: `tree`, a record of dtype `TREE`; `nodes`, all units, and `node`, one of them, of dtype `NODE`; `units`, the
offices of all units and what they know, and `unit`, one of them, of dtype `COUNTY`; `p`, `county`, `towns`, a county's
records of dtypes `PARAMETERS`, `COUNTY` and `TOWNSHIP`; `d`, a field; `year`, counted from 0.
"""
