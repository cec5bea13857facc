"""Inner drive: how much serving need is worth to the people of a township, as control and room have left it.

Concept K6 · rows A3, C3, C8, C19, D7, D8, D13, D18 · phase 8 of the month.
Control that is felt as control crowds motivation out: papers asked, and blame handed down for causes that offices hold.
Room of one's own crowds it in, and so does being recognised by those one serves for what they in fact get, where one
is told. The stock multiplies the service channel of worth. Nobody works in order to be driven: it has no shadow value.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..state.arrays import each_field, each_reading

DRIVE_PACE = 1.0 / 36.0  # part of the way to where drive comes to rest, a month: three years (assumed)


@kernel
def control_felt(p, t):
    """Control felt as control, 0 to 1 (eq. 140): papers asked, and sanctions for causes that offices hold."""
    handed = 12.0 * t.handed_down * p.severity * p.accountability_pressure * p.punishment_individualisation
    return 1.0 - exp(-t.imposed_paper / p.crowding_scale - handed / p.crowding_scale)


@kernel
def own_room(p, county, t):
    """Room of one's own, 0 to 1 (eq. 141): over time, over errors and over goals."""
    return (t.time + county.tolerance + p.negotiation) / 3


@kernel
def voice_of_served(p, county):
    """Voice of those one serves, 0 to 1 (eq. 142): what their readings weigh, and working side by side with them."""
    weight = p.crowding_scale * p.co_governance
    for s in each_reading(p):
        counted = 0.5 * (county.score_weight[s] + county.judgement_weight[s])
        weight += counted * p.reading_served[s] * p.reading_seen[s]
    return 1.0 - exp(-weight / p.crowding_scale)


@kernel
def recognition(p, t, voice):
    """Recognition by those one serves, 0 to 1 (eq. 142): their voice, what they get, and whether one is told."""
    got = 0.0
    for d in each_field(p):
        got += t.need[d] * t.level[d]
    told = 1.0 - (1.0 - p.publicity) * (1.0 - p.diagnosis)
    return voice * got * told


@kernel
def move_drive(p, county, t, voice):
    """Drive moves slowly to where room, recognition and control leave it (eq. 143); voice: of those one serves."""
    if p.crowding > 0.0:
        felt = own_room(p, county, t) + recognition(p, t, voice) - control_felt(p, t)
        t.inner_drive += DRIVE_PACE * (exp(p.crowding * felt) - t.inner_drive)
    else:
        t.inner_drive += DRIVE_PACE * (1.0 - t.inner_drive)
