"""The rules of the month, one mechanism to a file; `sim.month` calls them in order.

Arguments have the same short names everywhere: `p` the parameters in force (record `PARAMETERS` of `state.layout`),
`county` and `t` the records of a county and of one township, `towns` the townships of all counties, `b` the work
buffers of fixed size (`BUFFER` of `state.buffers`), `c` those by cadre (`CadreBuffers`), `month` the month of the run
from 0, so that `month % 12` is 0 in January. Indices: `d` field, `e` another field, `o` office, `s` reading, `k` rung,
`j` township, `i` cadre (0 is the principal). `n` is the number of what a loop goes over.
"""
