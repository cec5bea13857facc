"""Arrays of a world: what is stored where, with shapes and units.

Three record types carry everything but the cadres: one record of parameters for each county, one record for each
county, one for each township. A parameter record holds nothing but f64, so that a lever, a column of a table or a
weight is also a *slot* of a flat vector, which is what a reform overlays (K12).
Cadres are stored in plain arrays (township, quantity, cadre), padded to a multiple of 8 with cadres who are not there.
What is only needed while a phase is at work is in `buffers`; the names of short axes are in `enumerations`. Tables of a
regime have room for the most rows allowed: F fields, O offices, S readings, K rungs, G kinds of township, C size
classes; what a regime does not use stays zero. Shapes below are those of one county or one township.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..parameters.behaviour import Behaviour
from ..parameters.declaration import meanings
from ..parameters.levers import Levers
from ..parameters.regime import MOST_CLASSES as C
from ..parameters.regime import MOST_FIELDS as F
from ..parameters.regime import MOST_KINDS as G
from ..parameters.regime import MOST_OFFICES as O
from ..parameters.regime import MOST_READINGS as S
from ..parameters.regime import MOST_RUNGS as K
from ..parameters.tables import Field as FieldRow
from ..parameters.tables import Reading, Rung
from .enumerations import ACTIVITIES, DIRECTIONS, GROUPS, OFFICE_ACTIVITIES, PARTIES

CADRES_A_BLOCK = 8  # a township's cadres are padded to a multiple of this
VECTOR = 64  # bytes of the longest vector of a processor
NEIGHBOURS = 8  # most neighbours kept for one township

FIELD_COLUMNS = tuple(meanings(FieldRow))
READING_COLUMNS = tuple(c for c in meanings(Reading) if c not in ("responsibility", "closeness", "knowledge"))
RUNG_COLUMNS = tuple(meanings(Rung))

_COLUMNS = np.dtype(
    [(name, "f8") for name in (*meanings(Levers), *meanings(Behaviour))]
    + [(name, "f8") for name in ("n_fields", "n_offices", "n_readings", "n_rungs", "n_classes", "posts_per_deputy")]
    + [(f"field_{name}", "f8", (F,)) for name in FIELD_COLUMNS]
    + [
        ("points", "f8", (G, F)),  # points of the indicators, by kind of township and field
        ("points_scale", "f8", (F,)),  # what a reform multiplies the points of a field by (B30, D24)
        ("items", "f8", (O, F)),  # indicators each office has in each field, as written
        ("burden", "f8", (O, F)),  # documents asked, relative to an average indicator
        ("field_key", "f8", (F,)),  # address of random numbers, from the id (whole); one for all parts of a field
        ("event_key", "f8", (F,)),  # address of a field's incidents: each part of a field has its own
        ("reading_key", "f8", (S,)),
        ("veto", "f8", (F,)),  # share of the field's points under one-vote veto
        ("verifiability", "f8", (F,)),  # what a visit can verify
        ("visible", "f8", (F,)),  # visible rather than latent achievement
        ("office_weight", "f8", (O,)),
        ("office_class", "f8", (O,)),
        ("office_line", "f8", (O,)),
        ("class_coefficient", "f8", (C,)),
        ("covered", "f8", (F,)),  # 1 where the baseline assesses; for outcomes only, never for a decision
    ]
    + [(f"reading_{name}", "f8", (S,)) for name in READING_COLUMNS]
    + [(f"rung_{name}", "f8", (K,)) for name in RUNG_COLUMNS]
    + [
        ("rung_rule", "f8", (K,)),  # `RungRule`
        ("rung_source", "f8", (K,)),  # the reading that a rung looks at; -1 for the composite of its track
        ("rung_post", "f8", (K,)),  # 1 where it pays in posts, 0 in money
    ]
)
SLOTS = _COLUMNS.itemsize // 8
# Slots of the levers and of behaviour, in order of declaration.
LEVERS = slice(0, len(meanings(Levers)))
BEHAVIOUR = slice(LEVERS.stop, LEVERS.stop + len(meanings(Behaviour)))
# All columns, and over the same memory `flat`, one vector: what a reform overlays by slot.
_PLACES: dict[str, Any] = {
    "names": [*(_COLUMNS.names or ()), "flat"],
    "formats": [*(_COLUMNS[name] for name in _COLUMNS.names or ()), ("f8", (SLOTS,))],
    "offsets": [*(_COLUMNS.fields[name][1] for name in _COLUMNS.names or ()), 0],  # type: ignore[index]
    "itemsize": _COLUMNS.itemsize,
}
PARAMETERS: np.dtype[np.void] = np.dtype(_PLACES)  # type: ignore[call-overload]


def vectors_first(record: np.dtype[np.void]) -> np.dtype[np.void]:
    """The record type with its arrays of whole vectors first, so that any two of them lie whole vectors apart.

    Else a loop over fields that reads one column and writes another of the same record becomes no vector code.
    """
    names = sorted(record.names or (), key=lambda name: record[name].itemsize % VECTOR > 0)
    return np.dtype([(name, record[name]) for name in names])


OVERLAY = np.dtype(
    [
        ("slot", "i8"),
        ("mode", "i8"),  # see `rules.reform`
        ("value", "f8"),
        ("dose", "f8"),
        ("start", "f8"),  # month
        ("ramp", "f8"),  # months
        ("low", "f8"),
        ("high", "f8"),
    ]
)

COUNTY = np.dtype(
    [(name, "i8") for name in ("code", "seed", "months")]
    + [("first_month", "i8"), ("changed", "i8")]  # of this call, after a warm-up; 1 if another regime takes over then
    + [(name, "i8") for name in ("town_start", "town_count", "overlay_start", "overlay_count")]  # in the world's arrays
    + [
        ("amplified", "f8", (F,)),  # factor on this year's odds from the centre to the county (B4)
        ("priority", "f8", (F,)),  # this year's emphasis on each field, mean about 1 (B17)
        ("score_weight", "f8", (S,)),  # of each reading in the yearly score, sums to 1
        ("judgement_weight", "f8", (S,)),  # of each reading in the organisation's judgement, sums to 1 or 0
        ("post_weight", "f8", (S,)),  # of each reading in decisions on posts: the two joined
        ("field_weight", "f8", (F,)),  # common weights in force, sum 1 or 0
        ("office_share", "f8", (O, OFFICE_ACTIVITIES)),  # how each office divides itself, sums to 1
        ("indicators", "f8", (O,)),  # indicators each office has now
        ("visit_rate", "f8", (O,)),  # visits a month to each township
        ("visits_made", "f8", (O,)),  # part of the visits an office is up to that caps and approval let it make
        ("assists", "f8", (O,)),  # part of what lists and caps keep from each office that it asks as assistance
        ("office_grade", "f8", (O,)),  # last grade of the office in its class, 0 last to 1 first (A9)
        ("count", "f8", (F,)),  # indicators by field, after cap, list and amplification
        ("trace_load", "f8", (F,)),  # indicators weighed by the documents they ask
        ("assisted", "f8", (F,)),  # what is asked as assistance, in indicators
        ("assisted_load", "f8", (F,)),  # the same weighed by the documents it asks
        ("listed", "f8"),  # part of the indicators that the duty list and the cap leave
        ("compared", "f8"),  # how far offices keep league tables of their own
        ("ranks_ordered", "f8"),  # stakes of ranks as the levers in force say, in practice they may be higher
        ("owned", "f8", (O, F)),  # indicators each office has in each field, as written or aimed at needs
        ("manned", "f8", (F,)),  # 1 where somebody wrote indicators; elsewhere the part aimed at needs (eq. 157)
        ("coverage", "f8", (F,)),  # part of what is done in a field that its indicators let superiors see (eq. 150)
        ("unmeasured", "f8"),  # part of what counts that indicators do not see
        ("checks", "f8", (F,)),  # document checking relative to base, by field
        ("letters", "f8", (F,)),  # letters handed down, by field
        ("support", "f8", (F,)),  # support relative to base, by field
        ("acts", "f8", (F,)),  # own work of its offices relative to base, by field
        ("looks", "f8", (F,)),  # visits that look at the field, on the ground (K8)
        ("independent", "f8", (F,)),  # part of the looks by raters from outside
        ("unreported", "f8", (F,)),  # part of the finds that offices do not pass on (eq. 179)
        ("paper_looks", "f8", (F,)),  # visits that look at its papers
        ("papers", "f8"),  # share of visits that look at papers
        ("rated_dossiers", "f8"),  # dossiers a month that readings which cost hours ask
        ("visits", "f8"),  # visits a township receives in a month
        ("seen_by", "f8"),  # visits as which slack is seen: a joint one stands for several
        ("total_count", "f8"),  # indicators a township carries, with what is asked as assistance
        ("tolerance", "f8"),  # fault tolerance delivered, 0 to 1
        ("surprise", "f8"),  # factor on looks: visits that nobody announced see more
        ("news", "f8", (F,)),  # smoothed incidents by field, per township and month
        ("found", "f8", (F,)),  # smoothed exposures and finds of neglect by field, per township and month
        ("shortfall", "f8", (F,)),  # smoothed shortfall of expected readings, mean of townships
        ("office_exposure", "f8", (F,)),  # expected blame that rests with offices, per township and month
        ("mean_claim", "f8", (F,)),  # reported level, mean of townships
        ("mean_level", "f8", (F,)),  # true level, mean of townships
        ("mean_traces", "f8", (F,)),  # traces, mean of townships
        ("voice", "f8", (F,)),  # published complaints, smoothed, of a cadre in a month
        ("service", "f8", (F,)),  # service provided by the county, times needed hours (B27)
        ("cutoff", "f8", (C, K)),  # score at which a rung is believed to begin (eq. 65)
        ("blur", "f8", (C, K)),  # spread that blurs a rung
        ("unit_blur", "f8", (C, K)),  # spread that would blur it at noise of one
        ("pool_units", "f8", (C, K)),  # units in the pool when the blur was computed
        ("places", "f8", (C, K)),  # units on the rung
        ("score_mean", "f8", (C,)),  # of the last yearly scores, and their standard deviation
        ("score_sd", "f8", (C,)),
        ("score_noise", "f8"),  # of the yearly score, and of the judgement for posts (standard deviation)
        ("post_noise", "f8"),
        # quality of the last yearly assessment (E7), see `quality`
        ("score_truth", "f8"),
        ("score_truth_raw", "f8"),
        ("score_truth_adjusted", "f8"),
        ("noise_share", "f8"),
        ("false_alarms", "f8"),
        ("misses", "f8"),
        ("bunching", "f8"),
        ("just_met", "f8"),
        ("cramming", "f8"),  # paper of the last December over an even year's (E1)
        ("paper_before", "f8"),  # of this year so far, sum of townships; for outcomes only
    ]
)
COUNTY = vectors_first(COUNTY)

TOWNSHIP = np.dtype(
    [(name, "i8") for name in ("code", "padded_cadres", "cadres", "size_class", "kind", "neighbours", "rotations")]
    + [
        ("neighbour", "i8", (NEIGHBOURS,)),
        ("base_difficulty", "f8"),  # these three from the place; 1 is average
        ("base_resources", "f8"),
        ("village_count", "f8"),
        ("villages", "f8"),  # strength that the number of villages gives, 0 to 1
        ("capacity", "f8"),  # what its organisation can do, average 1
        ("difficulty", "f8", (F,)),  # true, average 1
        ("mean_difficulty", "f8"),
        # stocks; levels, shares and indices from 0 to 1
        ("level", "f8", (F,)),  # true level, in (0, 1)
        ("fabricated", "f8", (F,)),  # share of the gap papered over
        ("traces", "f8", (F,)),  # documents kept, 0 to 1
        ("shine", "f8"),  # impression made by showcases
        ("sight", "f8"),  # what showcases leave of the truth in a visit, in (0, 1] (eq. 40)
        ("ideas", "f8"),  # new methods: factor on work, less 1
        ("offence", "f8"),  # given to those who are regulated, as remembered
        ("knowhow", "f8", (F,)),  # factor on work in a field, less 1
        ("funds", "f8"),  # project funds, mean of the county 1
        ("village_strength", "f8"),
        ("resentment", "f8"),  # of villages, against load from above
        ("village_load", "f8"),  # compulsory work passed on to villages, share of the month
        ("trust", "f8"),  # public trust
        ("security", "f8"),  # sense of security
        ("inner_drive", "f8"),  # inner drive: factor on what serving need is worth, 1 at the start
        # targets
        ("base_odds", "f8", (F,)),  # before any level adds to it
        ("target", "f8", (F,)),  # level, in (0, 1)
        # beliefs
        ("fear", "f8", (GROUPS,)),  # events expected a month, that arrive at leaders, at staff
        ("expected_ratchet", "f8"),  # part of a success believed to be taken into the next target
        ("standing", "f8"),  # yearly score without noise, smoothed over years
        ("post_standing", "f8"),  # judgement for posts without noise, smoothed over years
        ("reading_standing", "f8", (S,)),  # each reading without noise, smoothed over years
        ("own_best", "f8"),  # best score so far
        ("aspiration", "f8"),  # utility an hour, of those who satisfice (eq. 172)
        ("mass", "f8", (ACTIVITIES,)),  # habits, moved by imitation
        ("observed", "f8", (ACTIVITIES,)),  # shares of time seen by neighbours, yearly mean
        # this month: what counts, and time as a share of the month
        ("weight", "f8", (F,)),
        ("need", "f8", (F,)),
        ("assessed", "f8", (F,)),  # 1 where the field has weight
        ("burden", "f8", (F,)),  # how paper habits spread over fields, sum 1 or 0
        ("visits", "f8"),
        ("extra_visits", "f8"),  # 1 under special supervision
        ("seen_by", "f8"),  # visits as which slack is seen
        ("last_visits", "f8"),  # the same of the month before, which beliefs go by (rule 3)
        ("compulsory", "f8"),  # time that superiors' demands and lost days take; the next three are parts of it
        ("imposed_paper", "f8"),
        ("visit_time", "f8"),
        ("meeting_time", "f8"),
        ("complaint_time", "f8"),  # and the time that answering complaints takes
        ("time_asked", "f8"),  # compulsory time that one more hour of demands takes
        ("time", "f8"),  # discretionary
        ("vigour", "f8"),  # what an hour of skilled work is worth here (eq. 24)
        ("load", "f8"),  # required work over time and capacity
        # what an hour moves, and what people expect
        ("hours_needed", "f8", (F,)),  # that hold a level of one half
        ("trace_hours", "f8", (F,)),  # hours of traces that its indicators ask, never zero
        ("keep_level", "f8", (F,)),  # part of its distance to rest that a stock kept in the last month (eq. 20)
        ("keep_fabricated", "f8", (F,)),
        ("keep_traces", "f8", (F,)),
        ("conceal", "f8", (F,)),  # effort of concealment: exposures fall by its exponential
        ("expected_looks", "f8", (F,)),  # sharp looks a month that people have come to expect (rule 3)
        ("expected_papers", "f8", (F,)),  # looks at papers a month that people have come to expect (rule 3)
        ("means", "f8", (DIRECTIONS,)),  # to shift blame, of an hour of shifting; of traces in the last direction
        ("expected_reading", "f8", (F,)),  # of December
        # this month: hours (means over cadres)
        ("work", "f8", (F,)),  # effective
        ("real_hours", "f8", (F,)),
        ("paper", "f8", (F,)),
        ("showcase", "f8"),
        ("initiative", "f8"),
        ("shifting", "f8", (GROUPS,)),  # mean hours of leaders, of staff
        ("shift_hours", "f8"),  # of shifting
        ("slack", "f8"),
        ("skilled_hours", "f8", (F,)),  # weighed by skill and vigour
        ("filing_hours", "f8", (F,)),  # of paper, at the shares that the hours above are of
        ("noted_time", "f8"),  # discretionary time of the month that the two are of
        ("burnout", "f8"),  # mean of cadres, 0 to 1
        # this month: events and responsibility
        ("incident", "f8", (F,)),
        ("exposed", "f8", (F,)),
        ("neglected", "f8", (F,)),  # neglect that a look at the ground found
        ("missing", "f8", (F,)),  # missing documents that a look at papers found
        ("red", "f8", (F,)),  # red light
        ("failed", "f8"),  # initiative
        ("hazard", "f8", (F,)),  # chance of an incident
        ("rest", "f8", (PARTIES, F)),  # where the responsibility for an incident comes to rest
        ("own_rest", "f8", (GROUPS,)),  # share that stays with leaders, staff
        ("office_duty", "f8"),  # share of blame for an event that starts with offices
        ("handed_down", "f8"),  # blame of offices handed down to leaders, in events a month
        ("complaints", "f8", (F,)),  # of citizens, of a cadre in a month
        ("moved", "f8"),  # avoidable responsibility that moved off its origin, weighed by hazard (numerator of E2)
        ("movable", "f8"),  # all avoidable responsibility, weighed by hazard (denominator of E2)
        ("moved_to", "f8", (DIRECTIONS,)),  # `moved` by the direction of the first move
        ("arrived", "f8", (GROUPS,)),  # events that arrived at leaders, at staff
        ("realised_moved", "f8"),  # `moved` over the incidents that happened, instead of their hazards
        ("vetoed", "f8"),  # 1 if a veto struck this year
        ("realised_movable", "f8"),  # `movable` over the incidents that happened
        # this year's readings, and the results of the last ladder
        ("reading", "f8", (S,)),
        ("clean", "f8", (S,)),  # readings without noise
        ("points", "f8"),  # bonus, deduction and cards, this year
        ("score", "f8"),  # yearly score
        ("clean_score", "f8"),  # without noise
        ("post_score", "f8"),  # judgement for posts
        ("clean_post", "f8"),  # without noise
        ("last_claim", "f8", (F,)),  # reported level in December
        ("top", "f8"),  # 1 if ranked first
        ("bottom", "f8"),  # 1 if ranked last
        ("grade", "f8"),  # 0 last to 1 first
        ("removed", "f8"),  # chance that the principal is removed
        ("promoted", "f8"),  # chance that the principal is promoted away
        ("person_grades", "f8", (K,)),  # cadres of the township on each personal rung
    ]
)
TOWNSHIP = vectors_first(TOWNSHIP)


def padded(cadres: Any) -> Any:
    """Cadres of a township, or of each of many, with those that fill up the last block."""
    return -(-cadres // CADRES_A_BLOCK) * CADRES_A_BLOCK


def slot(name: str, *index: int) -> int:
    """Position of a parameter, or of one element of a table, in the flat vector."""
    kind, offset = PARAMETERS.fields[name][:2]  # type: ignore[index]
    shape = kind.shape
    if len(index) != len(shape):
        raise IndexError(f"{name} has {len(shape)} dimensions, not {len(index)}")
    flat = int(np.ravel_multi_index(index, shape)) if shape else 0
    return int(offset) // 8 + flat
