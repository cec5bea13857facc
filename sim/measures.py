"""Outcomes: what is measured each month in one county (table E), defined once.

Every outcome has a formula, a unit, a range, and a value at the edges; none feeds back into the dynamics.
`MEASURES` lists them in the order of the series array. Townships count equally.
"""

from __future__ import annotations

from dataclasses import dataclass

from .compile.kernel import kernel
from .mathematics import exp, sqrt
from .rules.detection import expected_exposure
from .rules.production import SHOWCASE_MONEY
from .rules.responsibility import EVENT_FAILED, LEADERS, STAFF, event_size, failure_chance

FULL_MONTH = 0.8  # a month of work free of assessment, as a share (assumed; benchmark of E4)
BENEVOLENT_INITIATIVE = 0.05  # initiative in the benevolent allocation, as a share of that month (assumed)
WIDTH = 0.05  # bunching: claims this near the target (assumed)
RECOGNITION = (
    0.6,
    0.2,
    0.2,
)  # public recognition (YZ): what is served, trust, sense of security (assumed weights)


@dataclass(frozen=True)
class Measure:
    """One outcome: row of table E, unit, range, better direction (+1, -1, 0), names and formula."""

    id: str
    row: str
    unit: str
    low: float
    high: float
    better: int
    en: str
    zh: str
    formula: str


MEASURES = (
    Measure("formalism", "E1", "share of active time", 0, 1, -1, "Formalism", "形式主义",
            "(paper + showcase) / (paper + showcase + real work + initiative) hours; 0 without active time"),
    Measure("blame_shifting", "E2", "share of avoidable responsibility", 0, 1, -1, "Blame-shifting", "甩锅",
            "hazard-weighted share of avoidable responsibility that moves off its origin; 0 without hazard"),
    Measure("selective_attention", "E3", "distance", 0, 1, -1, "Selective attention", "选择性关注",
            "0.5 sum |A_d - n_d|: A share of real and paper hours, n share of needed hours; 0 without hours"),
    Measure("inaction", "E4", "share of the benevolent allocation", 0, 1, -1, "Inaction", "不作为",
            "1 - (real work in uncovered fields + initiative) / the same in the benevolent allocation"),
    Measure("initiative", "E4", "% of the month", 0, 100, 1, "Initiative", "创新担当",
            "100 x hours of initiative"),
    Measure("true_outcome", "E5", "level", 0, 1, 1, "True outcome", "真实成效",
            "sum of need x true level"),
    Measure("satisfaction", "E5", "level", 0, 1, 1, "Satisfaction", "群众公认度",
            "0.6 true outcome + 0.2 public trust + 0.2 sense of security"),
    Measure("burden", "E6", "share of the month", 0, 1, -1, "Burden", "考核负担",
            "time taken by superiors' demands"),
    Measure("score_truth", "E7", "rank correlation", -1, 1, 1, "Score-truth correlation", "得分与实绩相关",
            "Spearman correlation of the last yearly score with the true outcome; 0 before the first"),
    Measure("fabrication", "E1", "level", 0, 1, -1, "Reported minus true", "上报与真实之差",
            "sum w (1 - x) f over assessed fields; 0 where nothing is assessed"),
    Measure("imposed_paper", "E1", "share of the month", 0, 1, -1, "Imposed paperwork", "被动填报",
            "part of compulsory time that goes into reports"),
    Measure("visit_time", "E6", "share of the month", 0, 1, -1, "Receiving visits", "迎检陪同",
            "part of compulsory time that goes into visits"),
    Measure("meeting_time", "E6", "share of the month", 0, 1, -1, "Meetings and campaigns", "会议与创建",
            "part of compulsory time that goes into meetings, letters of responsibility and campaigns"),
    Measure("all_paper", "E1", "share of the month", 0, 1, -1, "All paper and showcases", "全部形式化时间",
            "imposed paperwork + paper + showcase hours"),
    Measure("paper", "E1", "share of the month", 0, 1, -1, "Paper work", "造材料", "paper hours chosen"),
    Measure("showcase", "E1", "share of the month", 0, 1, -1, "Showcases", "亮点工程", "showcase hours"),
    Measure("real_work", "E3", "share of the month", 0, 1, 1, "Real work", "抓落实", "hours of real work"),
    Measure("shifted_down", "E2", "share", 0, 1, -1, "Shifted down", "向下推卸", "as blame-shifting, moved down first"),
    Measure("shifted_sideways", "E2", "share", 0, 1, -1, "Shifted sideways", "横向推诿",
            "as blame-shifting, to neighbours"),
    Measure("referred_up", "E2", "share", 0, 1, -1, "Referred upwards", "向上请示", "as blame-shifting, to offices"),
    Measure("written_off", "E2", "share", 0, 1, -1, "Written off by papers", "自证清白",
            "as blame-shifting, written off by traces or checks"),
    Measure("blame_realised", "E2", "share", 0, 1, -1, "Blame-shifting, realised", "甩锅(实际事件)",
            "as blame-shifting over the month's incidents; 0 without one"),
    Measure("uncovered_gap", "E3", "level", -1, 1, 1, "Uncovered minus covered", "未考核与被考核领域之差",
            "need-weighted level of uncovered minus covered fields, coverage of the baseline; 0 if either is empty"),
    Measure("slack", "E4", "share of the month", 0, 1, -1, "Slack", "懈怠", "hours of slack"),
    Measure("burnout", "E4", "index", 0, 1, -1, "Burnout", "职业倦怠", "mean burnout of cadres"),
    Measure("fear", "E4", "events a month", 0, 1, -1, "Perceived risk", "问责风险感知",
            "events expected a month by leaders, the mean of townships"),
    Measure("time", "E4", "share of the month", 0, 1, 1, "Discretionary time", "可支配时间", "1 - burden"),
    Measure("trust", "E5", "index", 0, 1, 1, "Public trust", "公信力", "mean public trust"),
    Measure("security", "E5", "index", 0, 1, 1, "Sense of security", "群众安全感", "mean sense of security"),
    Measure("inequality", "E5", "level", 0, 0.5, -1, "Inequality", "乡镇差距",
            "standard deviation of the true outcome over townships"),
    Measure("incidents", "E5", "per township and year", 0, 192, -1, "Incidents", "事故与事件",
            "12 x expected incidents a month"),
    Measure("veto_incidents", "E5", "per township and year", 0, 192, -1, "Incidents in veto fields", "否决领域事件",
            "the same, weighed by the share of the field under veto"),
    Measure("indicators", "E6", "indicators", 0, 1e5, -1, "Indicators", "指标数", "indicators a township carries"),
    Measure("visits", "E6", "per month", 0, 1e4, -1, "Visits", "检查次数", "visits a township receives in a month"),
    Measure("reports", "E6", "per year", 0, 1e6, -1, "Reports", "报送材料", "indicators x reports of each a year"),
    Measure("village_burden", "E6", "share of the month", 0, 1, -1, "Village burden", "村级负担",
            "compulsory work passed on to villages"),
    Measure("money", "E6", "share of funds a year", 0, 10, -1, "Money in showcases", "亮点耗资",
            "12 x 0.05 x showcase hours, the project funds showcases use up"),
    Measure("score_truth_adjusted", "E7", "rank correlation", -1, 1, 1, "Score against adjusted truth",
            "得分与难度调整实绩相关",
            "Spearman correlation of the yearly score with the true outcome adjusted to difficulty"),
    Measure("noise_share", "E7", "share", 0, 2, -1, "Rank due to noise", "名次中的运气成分",
            "1 - Spearman correlation of the score with itself without noise"),
    Measure("false_alarms", "E7", "share", 0, 1, -1, "False alarms", "误伤",
            "share of last-ranked townships not among the truly last; 0 without a last rung"),
    Measure("misses", "E7", "share", 0, 1, -1, "Misses", "遗漏",
            "share of truly first townships not on a first rung; 0 without one"),
    Measure("bunching", "E7", "share", 0, 1, 0, "Bunching at targets", "踩线达标",
            "claims in [target, target + .05] over claims within .05 of it, by weight, yearly; .5 if there are none"),
    Measure("target", "E8", "level", 0, 1, 0, "Targets", "目标", "weighted mean target; 0 where nothing is assessed"),
    Measure("target_centre", "E8", "level", 0, 1, 0, "Targets at the centre", "中央目标",
            "the same before any level adds to it: the base of the ratchet"),
    Measure("target_county", "E8", "level", 0, 1, 0, "Targets at the county", "县级目标",
            "the same after every level above the township has added to it"),
    Measure("reported", "E1", "level", 0, 1, 0, "Reported level", "上报水平", "weighted mean claim"),
    Measure("attention_to_veto", "E3", "share", 0, 1, 0, "Attention to veto fields", "否决领域注意力",
            "share of real and paper hours in fields, weighed by their veto"),
    Measure("load", "E4", "ratio", 0, 1e4, -1, "Load", "负荷", "required work over time and capacity"),
    Measure("found_per_look", "E7", "chance", 0, 1, 0, "Found per look", "每次检查发现率",
            "exposures a month over looks times standing fabrication, fields by their weight; 0 without either"),
    Measure("sanctions", "E2", "per township and year", 0, 1e4, 0, "Sanctions", "问责处分",
            "12 x severity x accountability pressure x expected size of a month's events x share of the blame that "
            "rests with leaders and staff; an assessed incident with all blame is 1; red lights as they were shown"),
    Measure("amplified_most", "E8", "times", 0, 1e4, 0, "Most amplified target", "加码最多的目标",
            "odds of the county's target over the centre's, largest of assessed fields; 1 where nothing is assessed"),
    Measure("amplified_least", "E8", "times", 0, 1e4, 0, "Least amplified target", "加码最少的目标",
            "the same, the smallest"),
    Measure("error_harm", "E4", "per township and year", 0, 1e4, -1, "Harm from errors", "创新失误损害",
            "12 x expected size of failed initiatives, tolerated or not; an assessed incident is 1"),
    Measure("no_activity", "", "flag", 0, 1, 0, "No active time", "无有效时间", "1 where no hours were active"),
)  # fmt: skip
NAMES = tuple(m.id for m in MEASURES)
N_MEASURES = len(MEASURES)
HEADLINE = ("formalism", "blame_shifting", "selective_attention", "inaction", "initiative", "true_outcome",
            "satisfaction", "burden", "score_truth")  # fmt: skip


(
    FORMALISM, BLAME_SHIFTING, SELECTIVE_ATTENTION, INACTION, INITIATIVE, TRUE_OUTCOME, SATISFACTION, BURDEN,
    SCORE_TRUTH, FABRICATION, IMPOSED_PAPER, VISIT_TIME, MEETING_TIME, ALL_PAPER, PAPER, SHOWCASE, REAL_WORK,
    SHIFTED_DOWN, SHIFTED_SIDEWAYS, REFERRED_UP, WRITTEN_OFF, BLAME_REALISED, UNCOVERED_GAP, SLACK, BURNOUT, FEAR, TIME,
    TRUST, SECURITY, INEQUALITY, INCIDENTS, VETO_INCIDENTS, INDICATORS, VISITS, REPORTS, VILLAGE_BURDEN, MONEY,
    SCORE_TRUTH_ADJUSTED, NOISE_SHARE, FALSE_ALARMS, MISSES, BUNCHING, TARGET, TARGET_CENTRE, TARGET_COUNTY,
    REPORTED, ATTENTION_TO_VETO, LOAD, FOUND_PER_LOOK, SANCTIONS, AMPLIFIED_MOST, AMPLIFIED_LEAST,
    ERROR_HARM, NO_ACTIVITY,
) = range(N_MEASURES)  # fmt: skip


@kernel
def measure_hours(p, t, out):
    """E1, E4: how active discretionary time was spent."""
    real, paper = 0.0, 0.0
    for d in range(int(p.n_fields)):
        real += t.real_hours[d]
        paper += t.paper[d]
    active = paper + t.showcase + real + t.initiative
    out[FORMALISM] += (paper + t.showcase) / active if active > 0.0 else 0.0
    out[NO_ACTIVITY] += 0.0 if active > 0.0 else 1.0
    out[PAPER] += paper
    out[SHOWCASE] += t.showcase
    out[REAL_WORK] += real
    out[INITIATIVE] += 100.0 * t.initiative
    out[SLACK] += t.slack
    out[IMPOSED_PAPER] += t.imposed_paper
    out[VISIT_TIME] += t.visit_time
    out[MEETING_TIME] += t.meeting_time
    out[ALL_PAPER] += t.imposed_paper + paper + t.showcase
    out[MONEY] += 12.0 * SHOWCASE_MONEY * t.showcase


@kernel
def measure_attention(p, t, out):
    """E3, E4: attention against need, and what is left undone where nobody assesses."""
    hours, needed, uncovered_need, uncovered_hours = 0.0, 0.0, 0.0, 0.0
    for d in range(int(p.n_fields)):
        hours += t.real_hours[d] + t.paper[d]
        needed += t.hours_needed[d]
        if p.covered[d] <= 0.0:
            uncovered_need += t.need[d]
            uncovered_hours += t.real_hours[d]
    distance, to_veto = 0.0, 0.0
    for d in range(int(p.n_fields)):
        attention = (t.real_hours[d] + t.paper[d]) / hours if hours > 0.0 else 0.0
        gap = attention - t.hours_needed[d] / needed
        distance += 0.5 * max(gap, -gap)
        to_veto += attention * p.veto[d]
    out[SELECTIVE_ATTENTION] += distance if hours > 0.0 else 0.0
    out[ATTENTION_TO_VETO] += to_veto
    benevolent = FULL_MONTH * ((1.0 - BENEVOLENT_INITIATIVE) * uncovered_need + BENEVOLENT_INITIATIVE)
    out[INACTION] += 1.0 - min(1.0, (uncovered_hours + t.initiative) / benevolent)


@kernel
def measure_blame(t, out):
    """E2: responsibility that rests off its origin, by direction, expected and realised."""
    known = t.movable > 0.0
    out[BLAME_SHIFTING] += t.moved / t.movable if known else 0.0
    out[SHIFTED_DOWN] += t.moved_to[0] / t.movable if known else 0.0
    out[SHIFTED_SIDEWAYS] += t.moved_to[1] / t.movable if known else 0.0
    out[REFERRED_UP] += t.moved_to[2] / t.movable if known else 0.0
    out[WRITTEN_OFF] += t.moved_to[3] / t.movable if known else 0.0
    out[BLAME_REALISED] += t.realised_moved / t.realised_movable if t.realised_movable > 0.0 else 0.0


@kernel
def measure_sanctions(p, county, t, out):
    """E2, E4: sanctions to be expected on leaders and staff after blame was shifted, and what errors do harm."""
    failed, rests = failure_chance(p, t), 0.0
    for d in range(int(p.n_fields)):
        exposed = 1.0 - exp(-expected_exposure(p, county, t, d)) if t.assessed[d] > 0.0 else 0.0
        size = event_size(p, county, t, d, t.hazard[d], exposed, failed)
        rests += size * (t.rest[d, LEADERS] + t.rest[d, STAFF])
    out[SANCTIONS] += 12.0 * p.severity * p.accountability_pressure * rests
    out[ERROR_HARM] += 12.0 * EVENT_FAILED * p.error_loss * failed


@kernel
def measure_amplification(p, county, out):
    """E8: what levels above the township add to the targets of assessed fields, most and least."""
    most, least, assessed = 0.0, 0.0, False
    for d in range(int(p.n_fields)):
        if county.field_weight[d] > 0.0:
            most = max(most, county.amplified[d]) if assessed else county.amplified[d]
            least = min(least, county.amplified[d]) if assessed else county.amplified[d]
            assessed = True
    out[AMPLIFIED_MOST] = most if assessed else 1.0
    out[AMPLIFIED_LEAST] = least if assessed else 1.0


@kernel
def measure_targets(p, county, t, out):
    """E8: targets at the centre, at the county, and as they reach the township (B4)."""
    for d in range(int(p.n_fields)):
        asked = t.base_odds[d] * county.amplified[d]
        out[TARGET_CENTRE] += t.weight[d] * t.base_odds[d] / (1.0 + t.base_odds[d])
        out[TARGET_COUNTY] += t.weight[d] * asked / (1.0 + asked)
        out[TARGET] += t.weight[d] * t.target[d]


@kernel
def measure_service(p, t, out):
    """E1b, E3b, E5: what citizens get, what is reported. Returns the true outcome of the township."""
    outcome = covered = uncovered = covered_need = uncovered_need = 0.0
    reported = gap = hazards = under_veto = 0.0
    for d in range(int(p.n_fields)):
        level = t.level[d]
        outcome += t.need[d] * level
        if p.covered[d] > 0.0:
            covered += t.need[d] * level
            covered_need += t.need[d]
        else:
            uncovered += t.need[d] * level
            uncovered_need += t.need[d]
        gap += t.weight[d] * (1.0 - level) * t.fabricated[d]
        reported += t.weight[d] * (level + (1.0 - level) * t.fabricated[d])
        hazards += t.hazard[d]
        under_veto += t.hazard[d] * p.veto[d]
    out[TRUE_OUTCOME] += outcome
    out[SATISFACTION] += RECOGNITION[0] * outcome + RECOGNITION[1] * t.trust + RECOGNITION[2] * t.security
    if covered_need > 0.0 and uncovered_need > 0.0:
        out[UNCOVERED_GAP] += uncovered / uncovered_need - covered / covered_need
    out[FABRICATION] += gap
    out[REPORTED] += reported
    out[TRUST] += t.trust
    out[SECURITY] += t.security
    out[INCIDENTS] += 12.0 * hazards
    out[VETO_INCIDENTS] += 12.0 * under_veto
    return outcome


@kernel
def measure_load(p, county, t, out):
    """E4, E6, E7: load, strain, and what a look finds."""
    out[BURDEN] += t.compulsory
    out[TIME] += t.time
    out[BURNOUT] += t.burnout
    out[FEAR] += t.fear[0]
    out[LOAD] += t.load
    out[VISITS] += t.visits
    out[VILLAGE_BURDEN] += t.village_load
    looks, exposed, standing = 0.0, 0.0, 0.0
    for d in range(int(p.n_fields)):
        if t.assessed[d] > 0.0:
            looks += t.weight[d] * county.looks[d]
            exposed += t.weight[d] * expected_exposure(p, county, t, d)
            standing += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    out[FOUND_PER_LOOK] += exposed / (looks * standing) if looks * standing > 0.0 else 0.0


@kernel
def measure_month(p, county, towns, out, levels):
    """Write the month's outcomes of one county: the mean over townships of each."""
    first, n, fields = county.town_start, county.town_count, int(p.n_fields)
    for m in range(N_MEASURES):
        out[m] = 0.0
    for d in range(fields):
        levels[d] = 0.0
    mean, square = 0.0, 0.0
    for j in range(first, first + n):
        t = towns[j]
        measure_hours(p, t, out)
        measure_attention(p, t, out)
        measure_blame(t, out)
        outcome = measure_service(p, t, out)
        measure_targets(p, county, t, out)
        measure_load(p, county, t, out)
        measure_sanctions(p, county, t, out)
        mean += outcome
        square += outcome * outcome
        for d in range(fields):
            levels[d] += t.level[d] / n
    for m in range(N_MEASURES):
        out[m] /= n
    mean /= n
    out[INEQUALITY] = sqrt(max(0.0, square / n - mean * mean))
    measure_amplification(p, county, out)
    out[INDICATORS] = county.total_count
    out[REPORTS] = county.total_count * 12.0 * p.reporting_frequency
    out[SCORE_TRUTH], out[SCORE_TRUTH_ADJUSTED] = county.quality[0], county.quality[1]
    out[NOISE_SHARE], out[FALSE_ALARMS] = county.quality[2], county.quality[3]
    out[MISSES], out[BUNCHING] = county.quality[4], county.quality[5]


SCORE, CLEAN, TRUTH, ADJUSTED = 0, 1, 2, 3


@kernel
def note_outcomes(p, t):
    """True outcome of a township, and what it would be at average difficulty: odds times difficulty."""
    t.outcome = t.adjusted = 0.0
    for d in range(int(p.n_fields)):
        odds = t.level[d] / (1.0 - t.level[d]) * t.difficulty[d]
        t.outcome += t.need[d] * t.level[d]
        t.adjusted += t.need[d] * odds / (1.0 + odds)


@kernel
def seen_as(t, what):
    """A township's score, score without noise, true outcome, or true outcome adjusted to its difficulty."""
    if what == SCORE:
        return t.score
    if what == CLEAN:
        return t.clean_score
    return t.outcome if what == TRUTH else t.adjusted


@kernel
def mid_rank(county, towns, j, what):
    """Rank of township j from below; equal values share the mean of their ranks."""
    below, equal = 0.0, 0.0
    own = seen_as(towns[j], what)
    for k in range(county.town_start, county.town_start + county.town_count):
        value = seen_as(towns[k], what)
        below += 1.0 if value < own else 0.0
        equal += 1.0 if value == own else 0.0
    return below + 0.5 * (equal - 1.0)


@kernel
def rank_correlation(county, towns, one, other):
    """Spearman's correlation over the townships of a county; 0 where either does not vary."""
    n = float(county.town_count)
    middle = 0.5 * (n - 1.0)
    both = first = second = 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        a, b = mid_rank(county, towns, j, one) - middle, mid_rank(county, towns, j, other) - middle
        both += a * b
        first += a * a
        second += b * b
    return both / sqrt(first * second) if first * second > 0.0 else 0.0


@kernel
def graded_wrongly(county, towns, last):
    """Share of last-ranked that are not truly last, or of truly first that were not ranked first (E7)."""
    n, marked, wrong = float(county.town_count), 0.0, 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        marked += towns[j].bottom if last else towns[j].top
    for j in range(county.town_start, county.town_start + county.town_count):
        rank = mid_rank(county, towns, j, ADJUSTED)
        if last and towns[j].bottom > 0.0 and rank >= marked:
            wrong += 1.0
        if not last and towns[j].top <= 0.0 and rank >= n - marked:
            wrong += 1.0
    return wrong / marked if marked > 0.0 else 0.0


@kernel
def bunching(p, county, towns):
    """Claims just above the target over claims just above or below it; one half if there are none."""
    above, near = 0.0, 0.0
    for j in range(county.town_start, county.town_start + county.town_count):
        t = towns[j]
        for d in range(int(p.n_fields)):
            gap = t.level[d] + (1.0 - t.level[d]) * t.fabricated[d] - t.target[d]
            if t.assessed[d] > 0.0 and -WIDTH <= gap < WIDTH:
                near += t.weight[d]
                above += t.weight[d] if gap >= 0.0 else 0.0
    return above / near if near > 0.0 else 0.5


@kernel
def assess_quality(p, county, towns):
    """Quality of the yearly assessment (E7), kept until the next: see `MEASURES` for each."""
    for j in range(county.town_start, county.town_start + county.town_count):
        note_outcomes(p, towns[j])
    county.quality[0] = rank_correlation(county, towns, SCORE, TRUTH)
    county.quality[1] = rank_correlation(county, towns, SCORE, ADJUSTED)
    county.quality[2] = 1.0 - rank_correlation(county, towns, SCORE, CLEAN)
    county.quality[3] = graded_wrongly(county, towns, True)
    county.quality[4] = graded_wrongly(county, towns, False)
    county.quality[5] = bunching(p, county, towns)
