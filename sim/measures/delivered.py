"""What is delivered of what is ordered (E9): visits, indicators, reports, vetoes and sanctions."""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp
from ..rules.indicators import passed_down
from ..rules.load import SAVED_BY_DATA
from ..rules.office_view import written_by
from ..rules.responsibility import means_of_time, means_of_traces
from ..rules.visits import visits_received
from ..state.arrays import each_field, each_office
from ..state.enumerations import Group


@kernel
def over(delivered, ordered):
    """Delivered over ordered; 1 where nothing is ordered."""
    return delivered / ordered if ordered > 0.0 else 1.0


@kernel
def visits_ordered(p):
    """Visits that would reach a township if every office visited as the levers in force say (eq. 160)."""
    total, busiest = 0.0, 0.0
    for o in each_office(p):
        if written_by(p, o) > 0.0:
            rate = p.visits * p.inspection_frequency * p.office_weight[o]
            total += rate
            busiest = max(busiest, rate)
    return min(p.visit_cap, visits_received(total, busiest, p.mutual_recognition))


@kernel
def indicators_ordered(p, documents):
    """Indicators as written, with the levers in force, or the documents that they ask (eq. 161)."""
    total, asked = 0.0, 0.0
    for o in each_office(p):
        for d in each_field(p):
            total += p.items[o, d]
            asked += p.items[o, d] * p.burden[o, d]
    written = passed_down(p)
    keep = p.indicator_cap / (total * written) if total * written > p.indicator_cap else 1.0
    return (asked if documents else total) * written * keep


@kernel
def reports_ordered(p):
    """Time that the levers in force ask for reports on the indicators as written, at usual checks (eq. 162)."""
    return p.indicator_hours * indicators_ordered(p, True) * p.reporting_frequency * (1.0 - SAVED_BY_DATA * p.data)


def sanctions_delivered(p, county, t, hours):
    """Sanctions to expect, over what they would be if offices passed on all that they find (eq. 181)."""
    return over(hours.answered - hours.spared, hours.answered)


def vetoes_delivered(p, county, t, hours):
    """Part of the incidents in veto fields that neither showcases nor shifted blame get past the veto (eq. 180)."""
    ordered, delivered = 0.0, 0.0
    if p.veto_loss * p.accountability_pressure > 0.0:
        moved = t.shifting[Group.LEADERS] * means_of_time(t)
        for d in each_field(p):
            at_risk = t.hazard[d] * p.veto[d] * t.assessed[d]
            if at_risk > 0.0:
                stays = p.clarity + (1.0 - p.clarity) * exp(-(moved + means_of_traces(t, d)))
                ordered += at_risk
                delivered += at_risk * t.sight * stays
    return over(delivered, ordered)
