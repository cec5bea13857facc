"""What counts: the weight of every field and reading, and how paper habits spread over fields.

Concepts K2, K12 · rows B1, B9, B12, B16, B17, B30, C15, D10, D22 to D24 · before phase 1; read in phases 2, 3 and 7.
Weights come from the points of the indicators that apply to the township's kind, this year's priorities and,
with need-oriented indicators, from citizens' need. They sum to one, or to zero where nothing is assessed.
Nothing says that they agree with need: goals are displaced as far as they do not (C15).
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..state.arrays import each_field, each_reading, each_township

DATA_SEES = 0.6  # fabrication that full automatic data see through (assumed; V2b)


@kernel
def whole_of(p, d):
    """The field that d is a part of; d itself where it is none."""
    whole = d
    for e in each_field(p):
        if p.event_key[e] == p.field_key[d]:
            whole = e
    return whole


@kernel
def need_shares(p, need):
    """Citizens' need by field (A5): written to `need` (fields,), sums to one."""
    total = 0.0
    for d in each_field(p):
        total += p.field_need[d]
    for d in each_field(p):
        need[d] = p.field_need[d] / total


@kernel
def weigh_fields(p, priority, kind, need, weight):
    """Weight of each field for one kind of township (eq. 3), written to `weight`; `priority`: this year's emphasis."""
    total = 0.0
    for d in each_field(p):
        weight[d] = p.points[kind, d] * p.points_scale[d] * priority[d]
        total += weight[d]
    for d in each_field(p):
        by_points = weight[d] / total if total > 0.0 else 0.0
        weight[d] = (1.0 - p.need_orientation) * by_points + p.need_orientation * need[d]


@kernel
def weigh_readings(p, county):
    """Weights of the readings in the yearly score, in the organisation's judgement, and for posts (B9, B12, D22)."""
    score, judgement = 0.0, 0.0
    for s in each_reading(p):
        score += p.reading_weight[s]
        judgement += p.reading_post_weight[s]
    for s in each_reading(p):
        in_score = p.reading_weight[s] / score
        in_judgement = p.reading_post_weight[s] / judgement if judgement > 0.0 else in_score
        county.score_weight[s], county.judgement_weight[s] = in_score, in_judgement
        county.post_weight[s] = p.track_link * in_score + (1.0 - p.track_link) * in_judgement


@kernel
def refresh_weights(p, county, towns):
    """What counts this month: weights of readings, and of fields in every township and on average."""
    weigh_readings(p, county)
    for j in each_township(county):
        t = towns[j]
        weigh_fields(p, county.priority, t.kind, t.need, t.weight)
    for d in each_field(p):
        county.field_weight[d] = 0.0
        for j in each_township(county):
            county.field_weight[d] += towns[j].weight[d] / county.town_count
    for j in each_township(county):
        t = towns[j]
        for d in each_field(p):
            t.assessed[d] = 1.0 if t.weight[d] > 0.0 else 0.0


@kernel
def spread_burden(p, county, towns):
    """How paper habits spread over the fields of each township: by documents asked; sums to one or zero.

    Needs that indicators are aimed at are among what is asked; others are added (eq. 157).
    """
    by_need = p.need_orientation * (1.0 - p.need_owned)
    for j in each_township(county):
        t, total = towns[j], 0.0
        for d in each_field(p):
            asked = county.trace_load[d] / county.total_count if county.total_count > 0.0 else t.weight[d]
            t.burden[d] = t.assessed[d] * ((1.0 - by_need) * asked + by_need * t.need[d])
            total += t.burden[d]
        for d in each_field(p):
            t.burden[d] = t.burden[d] / total if total > 0.0 else 0.0


@kernel
def field_verifiability(p, d):
    """What a visit can verify in a field, 0 to 1: behavioural anchors and automatic data raise it (B18, B14)."""
    soft = p.verifiability[d]
    anchored = soft + 0.6 * p.anchoring * (1.0 - soft)
    return anchored + 0.3 * p.data * (1.0 - anchored)
