"""What the page asks beside a run: outcomes of single townships, what an hour is worth to whom and why, and targets at
the end of a warm-up.

No rule stands here; all call the functions of `sim`. Outcomes of a township are those of a county that has no other. A
channel's part of an hour's worth is what is missing when what `sim` writes down for that channel is struck out before
cadres weigh it.
"""

from __future__ import annotations

from kaohe.page.layouts import PARTS
from sim.compile.kernel import kernel
from sim.measures import measure_month
from sim.month import open_month, value_hours
from sim.rules.choice import value_activities
from sim.state.arrays import activity_count
from sim.state.enumerations import CHANNELS
from sim.warmup import ratchet_kept

WHOLE = 0  # the first of `PARTS`; channels follow, and then blame
N_PARTS = len(PARTS)
ratchet = kernel(ratchet_kept)


@kernel
def measure_townships(w, out, levels):
    """Outcomes of every township this month: `out` (townships, measures); and its true levels: `levels` (townships,
    fields). Outcomes that are of a county as a whole are the county's, or those of a county of one township."""
    county = w.counties[0]
    start, count = county.town_start, county.town_count
    county.town_count = 1
    for j in range(count):
        county.town_start = start + j
        measure_month(w.params[0], county, w.towns, w.buffer[0], out[j], levels[j])
    county.town_start, county.town_count = start, count


@kernel
def hand_over_targets(w, written, target):
    """Put the targets of all townships on another base target than the one that was written before."""
    factor = ratchet(target, written)
    for j in range(len(w.towns)):
        t = w.towns[j]
        for d in range(len(t.base_odds)):
            t.base_odds[d] *= factor


@kernel
def strike_out(b, fields, channel):
    """Make an hour worth nothing through one channel, or as a means to shift blame."""
    if channel == CHANNELS:
        for g in range(len(b.means_worth)):
            b.means_worth[g] = 0.0
        return
    for d in range(fields):
        b.real_worth[channel, d] = b.paper_worth[channel, d] = 0.0
    b.showcase_worth[channel] = b.initiative_worth[channel] = b.push[channel] = 0.0


@kernel
def worth_of_hours(w, j, month, out):
    """Worth of an hour in township j when cadres choose in a month, in utility: `out` (parts, activities, cadres).

    Parts are `layouts.PARTS`: the whole after costs, what each channel adds to it, and what shifted blame adds. Cadres
    are padded. Opens the month, so whoever wants to go on with the run must put back what was there before.
    """
    p, county, t, b = w.params[0], w.counties[0], w.towns[j], w.buffer[0]
    open_month(w, 0, month)
    for part in range(N_PARTS):
        value_hours(w, 0, j, month)
        if part > WHOLE:
            strike_out(b, int(p.n_fields), part - 1)
        value_activities(p, county, t, b, w.cadre, w.share[j], w.skill[j], w.portfolio[j], w.traits[j], w.worth)
        for a in range(activity_count(int(p.n_fields))):
            for i in range(t.padded_cadres):
                out[part, a, i] = w.worth[a, i] if part == WHOLE else out[WHOLE, a, i] - w.worth[a, i]
