"""What counts: the weight of every field in the score of one township.

Concepts K2, K12 · rows B1, B16, B17, B30, C15, D10, D23, D24 · read in phases 2, 3 and 7 of the month.
Weights come from the points of the indicators that apply to the township's kind, this year's priorities and,
with need-oriented indicators, from citizens' need. They sum to one, or to zero where nothing is assessed.
Nothing says that they agree with need: goals are displaced as far as they do not (C15).
"""

from __future__ import annotations

from ..compile.kernel import kernel

DATA_SEES = 0.6  # fabrication that full automatic data see through (assumed; V2b)


@kernel
def whole_of(p, d):
    """The field that d is a part of; d itself where it is none."""
    whole = d
    for e in range(int(p.n_fields)):
        if p.event_key[e] == p.field_key[d]:
            whole = e
    return whole


@kernel
def need_shares(p, out):
    """Citizens' need by field; sums to one (A5)."""
    total = 0.0
    for d in range(int(p.n_fields)):
        total += p.field_need[d]
    for d in range(int(p.n_fields)):
        out[d] = p.field_need[d] / total


@kernel
def field_weights(p, priority, kind, need, out):
    """Weight of each field for one kind of township (eq. 3); `priority` is this year's emphasis."""
    total = 0.0
    for d in range(int(p.n_fields)):
        out[d] = p.points[kind, d] * p.points_scale[d] * priority[d]
        total += out[d]
    for d in range(int(p.n_fields)):
        assessed = out[d] / total if total > 0.0 else 0.0
        out[d] = (1.0 - p.need_orientation) * assessed + p.need_orientation * need[d]


@kernel
def seen_through(p, s):
    """Fabrication a reading sees through: its own independence and automatic data (B14, B20)."""
    return 1.0 - (1.0 - p.reading_seen[s]) * (1.0 - DATA_SEES * p.data * (1.0 - p.reading_human[s]))


@kernel
def pull_to_mean(p, s):
    """Leniency in force: quotas inside the ballot and trained assessors reduce it (B7, C14, D20)."""
    human = p.reading_leniency[s] + 0.1 * p.reading_signed[s]
    return min(0.95, human * (1.0 - p.reading_quota[s])) * (1.0 - 0.5 * p.assessor_quality)


@kernel
def weigh_readings(p, county):
    """Weights of the readings in the yearly score, in the organisation's judgement, and for posts (B9, B12, D22)."""
    score, judgement = 0.0, 0.0
    for s in range(int(p.n_readings)):
        score += p.reading_weight[s]
        judgement += p.reading_post_weight[s]
    for s in range(int(p.n_readings)):
        county.score_weight[s] = p.reading_weight[s] / score
        county.judgement_weight[s] = p.reading_post_weight[s] / judgement if judgement > 0.0 else county.score_weight[s]
        county.post_weight[s] = (
            p.track_link * county.score_weight[s] + (1.0 - p.track_link) * county.judgement_weight[s]
        )
        county.sees[s] = seen_through(p, s)
        county.pull[s] = pull_to_mean(p, s)


@kernel
def field_verifiability(p, d):
    """What a visit can verify in a field, 0 to 1: behavioural anchors and automatic data raise it (B18, B14)."""
    soft = p.verifiability[d]
    anchored = soft + 0.6 * p.anchoring * (1.0 - soft)
    return anchored + 0.3 * p.data * (1.0 - anchored)
