"""Outcomes: what is measured each month in one county (table E), each declared with the function that computes it.

`MEASURES` lists them in the order of the series array. A measure is computed from one township, and the outcome is its
mean over townships, which count equally; or from the county. Every outcome has a unit, a range, and a value at the
edges; none feeds back into the dynamics. Where nobody assesses, weights are zero, and so are sums by weight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .compile.kernel import kernel
from .mathematics import exp, sqrt
from .rules.detection import expect_finds, finds_size, more_visits
from .rules.load import SAVED_BY_DATA, reporting_time
from .rules.offices import passed_down, visits_received, written_by
from .rules.production import SHOWCASE_MONEY
from .rules.responsibility import event_size, failure_chance, means_of_time, means_of_traces
from .state.arrays import each_field, each_office, each_township
from .state.enumerations import Direction, Group, Party

FULL_MONTH = 0.8  # a month of work free of assessment, as a share (assumed; benchmark of E4)
BENEVOLENT_INITIATIVE = 0.05  # initiative in the benevolent allocation, as a share of that month (assumed)
SERVED = 0.6  # weight of service in public recognition; trust and security share the rest (assumed; YZ)
HEADLINE = ("formalism", "blame_shifting", "selective_attention", "inaction", "slack", "initiative", "true_outcome",
            "satisfaction", "burden", "score_truth")  # fmt: skip
SHARE, MONTH, YEARLY = "share", "share of the month", "per township and year"
ORDERED = "times what was ordered"

Function = Callable[..., Any]


class Hours(NamedTuple):
    """Hours of a township that measures need, share of the month (means over its cadres), and events to expect."""

    real: float  # real work in all fields
    paper: float  # paper in all fields
    active: float  # both, showcases and initiative
    in_fields: float  # real work and paper, added up field by field
    reports: float  # that the levers in force order (eq. 162)
    exposures: float  # to expect this month, by weight
    answered: float  # expected size of a month's events, as far as blame for them rests with cadres
    spared: float  # part of it that offices do not pass on


@dataclass(frozen=True)
class Measure:
    """One outcome: row of table E, unit, range, better direction (+1, -1, 0), names, formula, and what computes it.

    compute: a function of (parameters, county, township, its `Hours`), or of (parameters, county, townships) where
    the measure is not `by_township`. It may call kernels only, and becomes one.
    """

    id: str
    row: str
    unit: str
    low: float
    high: float
    better: int
    en: str
    zh: str
    formula: str
    compute: Function = field(repr=False, compare=False)
    by_township: bool = True


@kernel
def hours_of(p, county, t, b, reports):
    """The `Hours` of a township this month; reports: time for them that the levers in force order."""
    real = paper = in_fields = exposures = answered = spared = 0.0
    failed = failure_chance(p, t)
    expect_finds(p, county, t, b)
    for d in each_field(p):
        real += t.real_hours[d]
        paper += t.paper[d]
        in_fields += t.real_hours[d] + t.paper[d]
        exposures += t.weight[d] * b.exposures[d]
        rests = t.rest[d, Party.LEADERS] + t.rest[d, Party.STAFF]
        size = event_size(p, county, t, d, t.hazard[d], b.exposing[d], failed)
        answered += (size + finds_size(p, t, d, b.neglect[d], b.missing[d])) * rests
        found = p.event_exposed * t.weight[d] * b.exposing[d] + finds_size(p, t, d, b.neglect[d], 0.0)
        spared += county.unreported[d] * found * rests
    active = paper + t.showcase + real + t.initiative
    return Hours(real, paper, active, in_fields, reports, exposures, answered, spared)


@kernel
def outcome_of(p, t):
    """True outcome of a township: sum of need times true level."""
    outcome = 0.0
    for d in each_field(p):
        outcome += t.need[d] * t.level[d]
    return outcome


@kernel
def part_moved(t, direction):
    """Share of avoidable responsibility that moved first in one `Direction`; 0 without hazard."""
    return t.moved_to[direction] / t.movable if t.movable > 0.0 else 0.0


@kernel
def form_hours(t, hours):
    """Hours of a township on paper, imposed or chosen, and showcases."""
    return t.imposed_paper + hours.paper + t.showcase


@kernel
def attention_to(t, hours, d):
    """Share of a township's real and paper hours that field d gets; 0 without hours."""
    return (t.real_hours[d] + t.paper[d]) / hours.in_fields if hours.in_fields > 0.0 else 0.0


@kernel
def distance_from_need(p, t, given, paper_part):
    """Half the distance between shares of hours and of needed hours: real work and `paper_part` of paper (E3).

    given: those hours in all fields; 0 without any.
    """
    needed, distance = 0.0, 0.0
    for d in each_field(p):
        needed += t.hours_needed[d]
    for d in each_field(p):
        share = (t.real_hours[d] + paper_part * t.paper[d]) / given if given > 0.0 else 0.0
        gap = share - t.hours_needed[d] / needed
        distance += 0.5 * max(gap, -gap)
    return distance if given > 0.0 else 0.0


def attention_to_veto(p, county, t, hours):
    """Attention to fields, by the share of each that is under veto (E3)."""
    under_veto = 0.0
    for d in each_field(p):
        under_veto += attention_to(t, hours, d) * p.veto[d]
    return under_veto


def inaction(p, county, t, hours):
    """What the benevolent allocation does in uncovered fields and in initiative, and this township does not (E4)."""
    uncovered_need, uncovered_hours = 0.0, 0.0
    for d in each_field(p):
        if p.covered[d] <= 0.0:
            uncovered_need += t.need[d]
            uncovered_hours += t.real_hours[d]
    benevolent = FULL_MONTH * ((1.0 - BENEVOLENT_INITIATIVE) * uncovered_need + BENEVOLENT_INITIATIVE)
    return 1.0 - min(1.0, (uncovered_hours + t.initiative) / benevolent)


def fabrication(p, county, t, hours):
    """Reported level minus true level, by weight (E1)."""
    gap = 0.0
    for d in each_field(p):
        gap += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    return gap


def complaints(p, county, t, hours):
    """Complaints of a month about all fields (E5)."""
    total = 0.0
    for d in each_field(p):
        total += t.complaints[d]
    return total


def reported(p, county, t, hours):
    """Reported level, by weight (E1)."""
    claims = 0.0
    for d in each_field(p):
        claims += t.weight[d] * (t.level[d] + (1.0 - t.level[d]) * t.fabricated[d])
    return claims


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
def by_weight(p, t, values):
    """Sum over fields of weight times a value: `values` (fields,)."""
    total = 0.0
    for d in each_field(p):
        total += t.weight[d] * values[d]
    return total


@kernel
def by_field(p, values):
    """Sum over fields of a value: `values` (fields,)."""
    total = 0.0
    for d in each_field(p):
        total += values[d]
    return total


@kernel
def over(delivered, ordered):
    """Delivered over ordered; 1 where nothing is ordered."""
    return delivered / ordered if ordered > 0.0 else 1.0


@kernel
def reports_ordered(p):
    """Time that the levers in force ask for reports on the indicators as written, at usual checks (eq. 162)."""
    return p.indicator_hours * indicators_ordered(p, True) * p.reporting_frequency * (1.0 - SAVED_BY_DATA * p.data)


def uncovered_gap(p, county, t, hours):
    """True level of uncovered fields minus that of covered fields, by need (E3); 0 if either is empty."""
    covered = uncovered = covered_need = uncovered_need = 0.0
    for d in each_field(p):
        if p.covered[d] > 0.0:
            covered += t.need[d] * t.level[d]
            covered_need += t.need[d]
        else:
            uncovered += t.need[d] * t.level[d]
            uncovered_need += t.need[d]
    if covered_need > 0.0 and uncovered_need > 0.0:
        return uncovered / uncovered_need - covered / covered_need
    return 0.0


@kernel
def hazards(p, t, in_veto_fields):
    """Expected incidents of a township in a month, all or by the share of the field under veto (E5)."""
    total = 0.0
    for d in each_field(p):
        total += t.hazard[d] * (p.veto[d] if in_veto_fields else 1.0)
    return total


def inequality(p, county, towns):
    """Standard deviation of the true outcome over townships (E5)."""
    n, mean, square = county.town_count, 0.0, 0.0
    for j in each_township(county):
        served = outcome_of(p, towns[j])
        mean += served
        square += served * served
    mean /= n
    return sqrt(max(0.0, square / n - mean * mean))


def mean_target(p, county, towns):
    """Mean target, by weight (E8)."""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            total += towns[j].weight[d] * towns[j].target[d]
    return total / county.town_count


@kernel
def mean_of_odds(p, county, towns, amplified):
    """Mean of what the centre asks as a level, by weight, before or after levels above the township add to it (E8)."""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            asked = towns[j].base_odds[d] * (county.amplified[d] if amplified else 1.0)
            total += towns[j].weight[d] * asked / (1.0 + asked)
    return total / county.town_count


@kernel
def extreme_amplification(p, county, largest):
    """Largest or smallest factor that levels add to the odds of an assessed field's target; 1 without any (E8)."""
    found = 0.0
    for d in each_field(p):
        if county.field_weight[d] > 0.0 and (found == 0.0 or (county.amplified[d] > found) == largest):
            found = county.amplified[d]
    return found if found > 0.0 else 1.0


def found_per_look(p, county, t, hours):
    """Exposures that a look at standing fabrication brings, by weight (E7): looks that this township gets."""
    met, more = 0.0, more_visits(county, t)
    for d in each_field(p):
        standing = (1.0 - t.level[d]) * t.fabricated[d]
        met += t.weight[d] * (county.looks[d] * more) * standing
    return hours.exposures / met if met > 0.0 else 0.0


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


MEASURES = (
    Measure("formalism", "E1", "share of working time", 0, 1, -1, "Formalism", "形式主义",
            "(imposed paperwork + paper + showcase hours) / (the month less slack); 0 without working time",
            lambda p, county, t, h: form_hours(t, h) / (1.0 - t.slack) if t.slack < 1.0 else 0.0),
    Measure("blame_shifting", "E2", "share of avoidable responsibility", 0, 1, -1, "Blame-shifting", "甩锅",
            "hazard-weighted share of avoidable responsibility that moves off its origin; 0 without hazard",
            lambda p, county, t, h: t.moved / t.movable if t.movable > 0.0 else 0.0),
    Measure("selective_attention", "E3 C6", "distance", 0, 1, -1, "Selective attention", "选择性关注",
            "0.5 sum |R_d - n_d|: R share of hours of real work, n share of needed hours; 0 without real work",
            lambda p, county, t, h: distance_from_need(p, t, h.real, 0.0)),
    Measure("inaction", "E4", "share of the benevolent allocation", 0, 1, -1, "Inaction", "不作为",
            "1 - (real work in uncovered fields + initiative) / the same in the benevolent allocation", inaction),
    Measure("initiative", "E4", "% of the month", 0, 100, 1, "Initiative", "创新担当", "100 x hours of initiative",
            lambda p, county, t, h: 100.0 * t.initiative),
    Measure("true_outcome", "E5", "level", 0, 1, 1, "True outcome", "真实成效", "sum of need x true level",
            lambda p, county, t, h: outcome_of(p, t)),
    Measure("satisfaction", "E5", "level", 0, 1, 1, "Satisfaction", "群众公认度",
            "0.6 true outcome + 0.2 public trust + 0.2 sense of security",
            lambda p, county, t, h: SERVED * outcome_of(p, t) + 0.5 * (1.0 - SERVED) * (t.trust + t.security)),
    Measure("burden", "E6", MONTH, 0, 1, -1, "Burden", "考核负担", "time taken by superiors' demands",
            lambda p, county, t, h: t.compulsory),
    Measure("score_truth", "E7", "rank correlation", -1, 1, 1, "Score-truth correlation", "得分与实绩相关",
            "correlation of ranks inside size classes, of the last yearly score with the true outcome adjusted to "
            "difficulty and capacity; 0 before the first",
            lambda p, county, towns: county.score_truth, False),
    Measure("chosen_formalism", "E1", "share of active time", 0, 1, -1, "Formalism, chosen", "主动形式主义",
            "(paper + showcase) / (paper + showcase + real work + initiative) hours; 0 without active time",
            lambda p, county, t, h: (h.paper + t.showcase) / h.active if h.active > 0.0 else 0.0),
    Measure("fabrication", "E1", "level", 0, 1, -1, "Reported minus true", "上报与真实之差",
            "sum w (1 - x) f over assessed fields; 0 where nothing is assessed", fabrication),
    Measure("imposed_paper", "E1", MONTH, 0, 1, -1, "Imposed paperwork", "被动填报",
            "part of compulsory time that goes into reports", lambda p, county, t, h: t.imposed_paper),
    Measure("visit_time", "E6", MONTH, 0, 1, -1, "Receiving visits", "迎检陪同",
            "part of compulsory time that goes into visits", lambda p, county, t, h: t.visit_time),
    Measure("meeting_time", "E6", MONTH, 0, 1, -1, "Meetings and campaigns", "会议与创建",
            "part of compulsory time that goes into meetings, letters of responsibility and campaigns",
            lambda p, county, t, h: t.meeting_time),
    Measure("all_paper", "E1", MONTH, 0, 1, -1, "All paper and showcases", "全部形式化时间",
            "imposed paperwork + paper + showcase hours",
            lambda p, county, t, h: form_hours(t, h)),
    Measure("paper", "E1", MONTH, 0, 1, -1, "Paper work", "造材料", "paper hours chosen",
            lambda p, county, t, h: h.paper),
    Measure("showcase", "E1", MONTH, 0, 1, -1, "Showcases", "亮点工程", "showcase hours",
            lambda p, county, t, h: t.showcase),
    Measure("real_work", "E3", MONTH, 0, 1, 1, "Real work", "抓落实", "hours of real work",
            lambda p, county, t, h: h.real),
    Measure("shifted_down", "E2", SHARE, 0, 1, -1, "Shifted down", "向下推卸", "as blame-shifting, moved down first",
            lambda p, county, t, h: part_moved(t, Direction.DOWN)),
    Measure("shifted_sideways", "E2", SHARE, 0, 1, -1, "Shifted sideways", "横向推诿",
            "as blame-shifting, to neighbours", lambda p, county, t, h: part_moved(t, Direction.SIDEWAYS)),
    Measure("referred_up", "E2", SHARE, 0, 1, -1, "Referred upwards", "向上请示", "as blame-shifting, to offices",
            lambda p, county, t, h: part_moved(t, Direction.UP)),
    Measure("written_off", "E2", SHARE, 0, 1, -1, "Written off by papers", "自证清白",
            "as blame-shifting, written off by traces or checks",
            lambda p, county, t, h: part_moved(t, Direction.WRITTEN_OFF)),
    Measure("blame_realised", "E2", SHARE, 0, 1, -1, "Blame-shifting, realised", "甩锅(实际事件)",
            "as blame-shifting over the month's incidents; 0 without one",
            lambda p, county, t, h: t.realised_moved / t.realised_movable if t.realised_movable > 0.0 else 0.0),
    Measure("selective_hours", "E3", "distance", 0, 1, -1, "Selective hours", "工时选择性",
            "0.5 sum |A_d - n_d|: A share of real and paper hours, n share of needed hours; 0 without hours",
            lambda p, county, t, h: distance_from_need(p, t, h.in_fields, 1.0)),
    Measure("uncovered_gap", "E3", "level", -1, 1, 1, "Uncovered minus covered", "未考核与被考核领域之差",
            "need-weighted level of uncovered minus covered fields, coverage of the baseline; 0 if either is empty",
            uncovered_gap),
    Measure("slack", "E4", MONTH, 0, 1, -1, "Slack", "懈怠", "hours of slack", lambda p, county, t, h: t.slack),
    Measure("burnout", "E4", "index", 0, 1, -1, "Burnout", "职业倦怠", "mean burnout of cadres",
            lambda p, county, t, h: t.burnout),
    Measure("fear", "E4", "events a month", 0, 1, -1, "Perceived risk", "问责风险感知",
            "events expected a month by leaders, the mean of townships",
            lambda p, county, t, h: t.fear[Group.LEADERS]),
    Measure("time", "E4", MONTH, 0, 1, 1, "Discretionary time", "可支配时间", "1 - burden",
            lambda p, county, t, h: t.time),
    Measure("trust", "E5", "index", 0, 1, 1, "Public trust", "公信力", "mean public trust",
            lambda p, county, t, h: t.trust),
    Measure("security", "E5", "index", 0, 1, 1, "Sense of security", "群众安全感", "mean sense of security",
            lambda p, county, t, h: t.security),
    Measure("inequality", "E5", "level", 0, 0.5, -1, "Inequality", "乡镇差距",
            "standard deviation of the true outcome over townships", inequality, False),
    Measure("incidents", "E5", YEARLY, 0, 192, -1, "Incidents", "事故与事件", "12 x expected incidents a month",
            lambda p, county, t, h: 12.0 * hazards(p, t, False)),
    Measure("veto_incidents", "E5", YEARLY, 0, 192, -1, "Incidents in veto fields", "否决领域事件",
            "12 x expected incidents a month, weighed by the share of the field under veto",
            lambda p, county, t, h: 12.0 * hazards(p, t, True)),
    Measure("indicators", "E6", "indicators", 0, 1e5, -1, "Indicators", "指标数",
            "indicators a township carries, with what is asked as assistance",
            lambda p, county, towns: county.total_count, False),
    Measure("visits", "E6", "per month", 0, 1e4, -1, "Visits", "检查次数", "visits a township receives in a month",
            lambda p, county, t, h: t.visits),
    Measure("reports", "E6", "per year", 0, 1e7, -1, "Reports", "报送材料", "indicators x reports of each a year",
            lambda p, county, towns: county.total_count * 12.0 * p.reporting_frequency, False),
    Measure("village_burden", "E6", MONTH, 0, 1, -1, "Village burden", "村级负担",
            "compulsory work passed on to villages", lambda p, county, t, h: t.village_load),
    Measure("checks", "E6", "times", 0, 1e4, 0, "Checks of documents", "部门查台账强度",
            "checking of documents by offices against the usual, fields by their weight; 0 where nothing is assessed",
            lambda p, county, t, h: by_weight(p, t, county.checks)),
    Measure("letters", "E6", "intensity", 0, 1e4, 0, "Letters handed down", "部门下达责任书强度",
            "letters of responsibility, fields by their weight; 0 where nothing is assessed",
            lambda p, county, t, h: by_weight(p, t, county.letters)),
    Measure("support", "E6", "times", 0, 1e4, 0, "Support from offices", "部门帮扶强度",
            "support by offices against the usual, fields by their weight; 0 where nothing is assessed",
            lambda p, county, t, h: by_weight(p, t, county.support)),
    Measure("money", "E6", "share of funds a year", 0, 10, -1, "Money in showcases", "亮点耗资",
            "12 x 0.05 x showcase hours, the project funds showcases use up",
            lambda p, county, t, h: 12.0 * SHOWCASE_MONEY * t.showcase),
    Measure("score_truth_raw", "E7", "rank correlation", -1, 1, 1, "Score against raw truth", "得分与原始实绩相关",
            "Spearman correlation of the yearly score with the true outcome, over the county",
            lambda p, county, towns: county.score_truth_raw, False),
    Measure("score_truth_adjusted", "E7", "rank correlation", -1, 1, 1, "Score against adjusted truth",
            "得分与难度调整实绩相关",
            "Spearman correlation of the yearly score with the true outcome adjusted to difficulty",
            lambda p, county, towns: county.score_truth_adjusted, False),
    Measure("noise_share", "E7", SHARE, 0, 2, -1, "Rank due to noise", "名次中的运气成分",
            "1 - Spearman correlation of the score with itself without noise",
            lambda p, county, towns: county.noise_share, False),
    Measure("false_alarms", "E7", SHARE, 0, 1, -1, "False alarms", "误伤",
            "share of last-ranked townships not among the truly last; 0 without a last rung",
            lambda p, county, towns: county.false_alarms, False),
    Measure("misses", "E7", SHARE, 0, 1, -1, "Misses", "遗漏",
            "share of truly first townships not on a first rung; 0 without one",
            lambda p, county, towns: county.misses, False),
    Measure("bunching", "E7", SHARE, 0, 1, 0, "Bunching at targets", "踩线达标",
            "claims in [target, target + .02) over these and the mean of the bins on both sides, by weight, yearly; .5 "
            "if there are none",
            lambda p, county, towns: county.bunching, False),
    Measure("just_met", "E7", SHARE, 0, 1, 0, "Targets just met", "刚好达标",
            "claims in [target, target + .02) over these and those short by up to .02, by weight, yearly; .5 if there "
            "are none",
            lambda p, county, towns: county.just_met, False),
    Measure("cramming", "E1", "times", 0, 1e4, -1, "Cramming", "年底突击",
            "paper hours of the last December over the mean of the eleven months before; 1 is even, or no paper; "
            "0 before the first",
            lambda p, county, towns: county.cramming, False),
    Measure("visits_delivered", "E6 E9", ORDERED, 0, 1e4, 0, "Visits, delivered over ordered", "检查次数：实际/规定",
            "visits received / visits as the levers in force order them (whole years); 1 where none are",
            lambda p, county, towns: over(county.visits, visits_ordered(p)), False),
    Measure("indicators_delivered", "E6 E9", ORDERED, 0, 1e4, 0, "Indicators, delivered over ordered",
            "指标数：实际/规定", "indicators carried / indicators as written, with the levers in force; 1 without any",
            lambda p, county, towns: over(county.total_count, indicators_ordered(p, False)), False),
    Measure("reporting_delivered", "E6 E9", ORDERED, 0, 1e4, 0, "Reporting hours, delivered over ordered",
            "填报用时：实际/规定",
            "time reports ask / time as the levers in force order it, at usual checks; 1 where none is",
            lambda p, county, t, h: over(reporting_time(p, county, t), h.reports)),
    Measure("vetoes_delivered", "E8", ORDERED, 0, 1, 0, "Vetoes, delivered over ordered", "一票否决：实际/规定",
            "incidents in veto fields, by hazard and veto, that neither showcases nor shifted blame get past the veto, "
            "over all; 1 where there are none",
            vetoes_delivered),
    Measure("sanctions_delivered", "E2", ORDERED, 0, 1, 0, "Sanctions, delivered over ordered", "问责处分：实际/规定",
            "sanctions to expect / the same if offices passed on all that they find; 1 where there are none",
            sanctions_delivered),
    Measure("tolerance_delivered", "E4 E9", ORDERED, 0, 1, 1, "Fault tolerance, delivered over promised",
            "容错：实际/承诺", "fault tolerance that arrives / tolerance promised; 1 where none is",
            lambda p, county, towns: over(county.tolerance, p.tolerance), False),
    Measure("ranks_delivered", "E8", ORDERED, 1, 1e4, 0, "Stakes of ranks, in practice over ordered",
            "排名利害：实际/规定",
            "stakes of ranks in practice, with unofficial rankings, / as ordered; 1 where none are",
            lambda p, county, towns: over(p.rank_stakes, county.ranks_ordered), False),
    Measure("assistance", "E6", "indicators", 0, 1e5, -1, "Asked as assistance", "以协助名义下派",
            "what offices ask outside the duty list and above the cap, in indicators; part of indicators",
            lambda p, county, towns: by_field(p, county.assisted), False),
    Measure("target", "E8", "level", 0, 1, 0, "Targets", "目标", "weighted mean target; 0 where nothing is assessed",
            mean_target, False),
    Measure("target_centre", "E8", "level", 0, 1, 0, "Targets at the centre", "中央目标",
            "weighted mean target before any level adds to it: the base of the ratchet; 0 where nothing is assessed",
            lambda p, county, towns: mean_of_odds(p, county, towns, False), False),
    Measure("target_county", "E8", "level", 0, 1, 0, "Targets at the county", "县级目标",
            "weighted mean target after every level above the township has added to it; 0 where nothing is assessed",
            lambda p, county, towns: mean_of_odds(p, county, towns, True), False),
    Measure("reported", "E1", "level", 0, 1, 0, "Reported level", "上报水平", "weighted mean claim", reported),
    Measure("attention_to_veto", "E3", SHARE, 0, 1, 0, "Attention to veto fields", "否决领域注意力",
            "share of real and paper hours in fields, weighed by their veto", attention_to_veto),
    Measure("load", "E4", "ratio", 0, 1e7, -1, "Load", "负荷", "required work over time and capacity",
            lambda p, county, t, h: t.load),
    Measure("found_per_look", "E7", "per look", 0, 1.2, 0, "Found per look", "每次检查发现率",
            "exposures a month over looks times standing fabrication, both summed over fields by weight, of the looks "
            "that the township gets; 0 where they meet none",
            found_per_look),
    Measure("sanctions", "E2", YEARLY, 0, 1e4, 0, "Sanctions", "问责处分",
            "12 x severity x accountability pressure x expected size of a month's events x share of the blame that "
            "rests with leaders and staff; an assessed incident with all blame is 1; red lights as they were shown, "
            "finds as far as offices pass them on",
            lambda p, county, t, h: 12.0 * p.severity * p.accountability_pressure * (h.answered - h.spared)),
    Measure("amplified_most", "E8", "times", 0, 1e4, 0, "Most amplified target", "加码最多的目标",
            "odds of the county's target over the centre's, largest of assessed fields; 1 where nothing is assessed",
            lambda p, county, towns: extreme_amplification(p, county, True), False),
    Measure("amplified_least", "E8", "times", 0, 1e4, 0, "Least amplified target", "加码最少的目标",
            "odds of the county's target over the centre's, smallest of assessed fields; 1 where nothing is assessed",
            lambda p, county, towns: extreme_amplification(p, county, False), False),
    Measure("error_harm", "E4", YEARLY, 0, 1e4, -1, "Harm from errors", "创新失误损害",
            "12 x expected size of failed initiatives, tolerated or not; an assessed incident is 1",
            lambda p, county, t, h: 12.0 * p.error_loss * failure_chance(p, t)),
    Measure("inner_drive", "E4 C19", "times", 0, 1e4, 1, "Inner drive", "内生动力",
            "factor on what serving need is worth to cadres, mean of townships; 1 at the start",
            lambda p, county, t, h: t.inner_drive),
    Measure("vetoed", "E2", SHARE, 0, 1, -1, "Struck by a veto", "被一票否决",
            "share of townships that a veto has struck in the year so far", lambda p, county, t, h: t.vetoed),
    Measure("complaints", "E5", "a month a cadre", 0, 40, -1, "Complaints", "群众投诉",
            "complaints of citizens in a month, for each cadre", complaints),
    Measure("complaint_time", "E6", MONTH, 0, 1, -1, "Answering complaints", "投诉办理",
            "part of compulsory time that goes into answering complaints", lambda p, county, t, h: t.complaint_time),
    Measure("no_activity", "", "flag", 0, 1, 0, "No active time", "无有效时间", "1 where no hours were active",
            lambda p, county, t, h: 0.0 if h.active > 0.0 else 1.0),
)  # fmt: skip
NAMES = tuple(measure.id for measure in MEASURES)
N_MEASURES = len(MEASURES)


@kernel
def _nothing(p, county, place, hours, out):
    pass


def _writer(number: int, measure: Measure) -> Function:
    """A kernel that writes one measure to its place in `out`, or adds a township's part to it."""
    compute = kernel(_called(f"compute_{measure.id}", measure.compute))

    def add_township(p, county, t, hours, out):
        out[number] += compute(p, county, t, hours)

    def write_county(p, county, towns, hours, out):
        out[number] = compute(p, county, towns)

    return kernel(_called(f"write_{measure.id}", add_township if measure.by_township else write_county))


def _called(name: str, function: Function) -> Function:
    """The function under a name that no other has: Numba tells machine code of several processes apart by names."""
    function.__qualname__ = name
    return function


def _all(writers: list[Function]) -> Function:
    """One kernel that calls all of these, eight at a time: Numba cannot go through a list of functions."""
    if len(writers) == 1:
        return writers[0]
    writers = writers + [_nothing] * (-len(writers) % 8)
    return _all([_eight(*writers[i : i + 8]) for i in range(0, len(writers), 8)])


def _eight(a: Function, b: Function, c: Function, d: Function, e: Function, f: Function, g: Function, h: Function):
    def each(p, county, place, hours, out):
        a(p, county, place, hours, out)
        b(p, county, place, hours, out)
        c(p, county, place, hours, out)
        d(p, county, place, hours, out)
        e(p, county, place, hours, out)
        f(p, county, place, hours, out)
        g(p, county, place, hours, out)
        h(p, county, place, hours, out)

    return kernel(_called(f"eight_from_{a.__qualname__}", each))


_add_township = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if measure.by_township])
_write_county = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if not measure.by_township])


@kernel
def measure_month(p, county, towns, b, out, levels):
    """Write the month's outcomes of one county, (measures,), and the mean true level of every field, (fields,)."""
    n, fields, reports = county.town_count, int(p.n_fields), reports_ordered(p)
    for m in range(N_MEASURES):
        out[m] = 0.0
    for d in range(fields):
        levels[d] = 0.0
    for j in each_township(county):
        t = towns[j]
        _add_township(p, county, t, hours_of(p, county, t, b, reports), out)
        for d in range(fields):
            levels[d] += t.level[d] / n
    for m in range(N_MEASURES):
        out[m] /= n
    _write_county(p, county, towns, 0.0, out)
