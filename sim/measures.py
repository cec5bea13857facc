"""Outcomes: what is measured each month in one county (table E), each declared where it is computed.

A measure is one function under `of_township` (the outcome is its mean over townships, which count equally) or under
`of_county`. The name of the function is the measure's id, its docstring the formula, and the order of the functions
the order of the series array. Every outcome has a unit, a range, and a value at the edges; none feeds back into the
dynamics. Where nobody assesses, weights are zero, and so are sums by weight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .compile.kernel import kernel
from .mathematics import exp, sqrt
from .rules.detection import clear_sight, expected_exposure
from .rules.production import SHOWCASE_MONEY
from .rules.responsibility import EVENT_FAILED, event_size, failure_chance
from .state.arrays import each_field, each_township
from .state.enumerations import Direction, Group, Party

FULL_MONTH = 0.8  # a month of work free of assessment, as a share (assumed; benchmark of E4)
BENEVOLENT_INITIATIVE = 0.05  # initiative in the benevolent allocation, as a share of that month (assumed)
SERVED, TRUSTED, SECURE = 0.6, 0.2, 0.2  # weights of public recognition (assumed; YZ)
HEADLINE = ("formalism", "blame_shifting", "selective_attention", "inaction", "initiative", "true_outcome",
            "satisfaction", "burden", "score_truth")  # fmt: skip
SHARE, MONTH = "share", "share of the month"
YEARLY = "per township and year"

Function = Callable[..., Any]


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
    function: Function = field(repr=False, compare=False)  # (p, county, t, hours) or (p, county, towns) to a number
    by_township: bool = True


class Hours(NamedTuple):
    """Hours of a township that several measures need, share of the month (means over its cadres)."""

    real: float  # real work in all fields
    paper: float  # paper in all fields
    active: float  # both, showcases and initiative
    in_fields: float  # real work and paper, field by field


_declared: list[Measure] = []


def of_township(
    row: str, unit: str, low: float, high: float, better: int, en: str, zh: str, by_township: bool = True
) -> Callable[[Function], Function]:
    """Declare a measure by its function (parameters, county, township, `Hours`), and compile it."""

    def declare(function: Function) -> Function:
        formula = " ".join((function.__doc__ or "").split())
        compiled = kernel(function)
        _declared.append(
            Measure(function.__name__, row, unit, low, high, better, en, zh, formula, compiled, by_township)
        )
        return compiled

    return declare


def of_county(
    row: str, unit: str, low: float, high: float, better: int, en: str, zh: str
) -> Callable[[Function], Function]:
    """Declare a measure by its function (parameters, county, towns), and compile it."""
    return of_township(row, unit, low, high, better, en, zh, by_township=False)


@of_township("E1", "share of active time", 0, 1, -1, "Formalism", "形式主义")
def formalism(p, county, t, hours):
    """(paper + showcase) / (paper + showcase + real work + initiative) hours; 0 without active time"""
    return (hours.paper + t.showcase) / hours.active if hours.active > 0.0 else 0.0


@of_township("E2", "share of avoidable responsibility", 0, 1, -1, "Blame-shifting", "甩锅")
def blame_shifting(p, county, t, hours):
    """hazard-weighted share of avoidable responsibility that moves off its origin; 0 without hazard"""
    return t.moved / t.movable if t.movable > 0.0 else 0.0


@of_township("E3", "distance", 0, 1, -1, "Selective attention", "选择性关注")
def selective_attention(p, county, t, hours):
    """0.5 sum |A_d - n_d|: A share of real and paper hours, n share of needed hours; 0 without hours"""
    needed, distance = 0.0, 0.0
    for d in each_field(p):
        needed += t.hours_needed[d]
    for d in each_field(p):
        gap = attention_to(t, hours, d) - t.hours_needed[d] / needed
        distance += 0.5 * max(gap, -gap)
    return distance if hours.in_fields > 0.0 else 0.0


@of_township("E4", "share of the benevolent allocation", 0, 1, -1, "Inaction", "不作为")
def inaction(p, county, t, hours):
    """1 - (real work in uncovered fields + initiative) / the same in the benevolent allocation"""
    uncovered_need, uncovered_hours = 0.0, 0.0
    for d in each_field(p):
        if p.covered[d] <= 0.0:
            uncovered_need += t.need[d]
            uncovered_hours += t.real_hours[d]
    benevolent = FULL_MONTH * ((1.0 - BENEVOLENT_INITIATIVE) * uncovered_need + BENEVOLENT_INITIATIVE)
    return 1.0 - min(1.0, (uncovered_hours + t.initiative) / benevolent)


@of_township("E4", "% of the month", 0, 100, 1, "Initiative", "创新担当")
def initiative(p, county, t, hours):
    """100 x hours of initiative"""
    return 100.0 * t.initiative


@of_township("E5", "level", 0, 1, 1, "True outcome", "真实成效")
def true_outcome(p, county, t, hours):
    """sum of need x true level"""
    return outcome_of(p, t)


@of_township("E5", "level", 0, 1, 1, "Satisfaction", "群众公认度")
def satisfaction(p, county, t, hours):
    """0.6 true outcome + 0.2 public trust + 0.2 sense of security"""
    return SERVED * outcome_of(p, t) + TRUSTED * t.trust + SECURE * t.security


@of_township("E6", MONTH, 0, 1, -1, "Burden", "考核负担")
def burden(p, county, t, hours):
    """time taken by superiors' demands"""
    return t.compulsory


@of_county("E7", "rank correlation", -1, 1, 1, "Score-truth correlation", "得分与实绩相关")
def score_truth(p, county, towns):
    """Spearman correlation of the last yearly score with the true outcome; 0 before the first"""
    return county.score_truth


@of_township("E1", "level", 0, 1, -1, "Reported minus true", "上报与真实之差")
def fabrication(p, county, t, hours):
    """sum w (1 - x) f over assessed fields; 0 where nothing is assessed"""
    gap = 0.0
    for d in each_field(p):
        gap += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    return gap


@of_township("E1", MONTH, 0, 1, -1, "Imposed paperwork", "被动填报")
def imposed_paper(p, county, t, hours):
    """part of compulsory time that goes into reports"""
    return t.imposed_paper


@of_township("E6", MONTH, 0, 1, -1, "Receiving visits", "迎检陪同")
def visit_time(p, county, t, hours):
    """part of compulsory time that goes into visits"""
    return t.visit_time


@of_township("E6", MONTH, 0, 1, -1, "Meetings and campaigns", "会议与创建")
def meeting_time(p, county, t, hours):
    """part of compulsory time that goes into meetings, letters of responsibility and campaigns"""
    return t.meeting_time


@of_township("E1", MONTH, 0, 1, -1, "All paper and showcases", "全部形式化时间")
def all_paper(p, county, t, hours):
    """imposed paperwork + paper + showcase hours"""
    return t.imposed_paper + hours.paper + t.showcase


@of_township("E1", MONTH, 0, 1, -1, "Paper work", "造材料")
def paper(p, county, t, hours):
    """paper hours chosen"""
    return hours.paper


@of_township("E1", MONTH, 0, 1, -1, "Showcases", "亮点工程")
def showcase(p, county, t, hours):
    """showcase hours"""
    return t.showcase


@of_township("E3", MONTH, 0, 1, 1, "Real work", "抓落实")
def real_work(p, county, t, hours):
    """hours of real work"""
    return hours.real


@of_township("E2", SHARE, 0, 1, -1, "Shifted down", "向下推卸")
def shifted_down(p, county, t, hours):
    """as blame-shifting, moved down first"""
    return part_moved(t, Direction.DOWN)


@of_township("E2", SHARE, 0, 1, -1, "Shifted sideways", "横向推诿")
def shifted_sideways(p, county, t, hours):
    """as blame-shifting, to neighbours"""
    return part_moved(t, Direction.SIDEWAYS)


@of_township("E2", SHARE, 0, 1, -1, "Referred upwards", "向上请示")
def referred_up(p, county, t, hours):
    """as blame-shifting, to offices"""
    return part_moved(t, Direction.UP)


@of_township("E2", SHARE, 0, 1, -1, "Written off by papers", "自证清白")
def written_off(p, county, t, hours):
    """as blame-shifting, written off by traces or checks"""
    return part_moved(t, Direction.WRITTEN_OFF)


@of_township("E2", SHARE, 0, 1, -1, "Blame-shifting, realised", "甩锅(实际事件)")
def blame_realised(p, county, t, hours):
    """as blame-shifting over the month's incidents; 0 without one"""
    return t.realised_moved / t.realised_movable if t.realised_movable > 0.0 else 0.0


@of_township("E3", "level", -1, 1, 1, "Uncovered minus covered", "未考核与被考核领域之差")
def uncovered_gap(p, county, t, hours):
    """need-weighted level of uncovered minus covered fields, coverage of the baseline; 0 if either is empty"""
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


@of_township("E4", MONTH, 0, 1, -1, "Slack", "懈怠")
def slack(p, county, t, hours):
    """hours of slack"""
    return t.slack


@of_township("E4", "index", 0, 1, -1, "Burnout", "职业倦怠")
def burnout(p, county, t, hours):
    """mean burnout of cadres"""
    return t.burnout


@of_township("E4", "events a month", 0, 1, -1, "Perceived risk", "问责风险感知")
def fear(p, county, t, hours):
    """events expected a month by leaders, the mean of townships"""
    return t.fear[Group.LEADERS]


@of_township("E4", MONTH, 0, 1, 1, "Discretionary time", "可支配时间")
def time(p, county, t, hours):
    """1 - burden"""
    return t.time


@of_township("E5", "index", 0, 1, 1, "Public trust", "公信力")
def trust(p, county, t, hours):
    """mean public trust"""
    return t.trust


@of_township("E5", "index", 0, 1, 1, "Sense of security", "群众安全感")
def security(p, county, t, hours):
    """mean sense of security"""
    return t.security


@of_county("E5", "level", 0, 0.5, -1, "Inequality", "乡镇差距")
def inequality(p, county, towns):
    """standard deviation of the true outcome over townships"""
    n, mean, square = county.town_count, 0.0, 0.0
    for j in each_township(county):
        served = outcome_of(p, towns[j])
        mean += served
        square += served * served
    mean /= n
    return sqrt(max(0.0, square / n - mean * mean))


@of_township("E5", YEARLY, 0, 192, -1, "Incidents", "事故与事件")
def incidents(p, county, t, hours):
    """12 x expected incidents a month"""
    hazards = 0.0
    for d in each_field(p):
        hazards += t.hazard[d]
    return 12.0 * hazards


@of_township("E5", YEARLY, 0, 192, -1, "Incidents in veto fields", "否决领域事件")
def veto_incidents(p, county, t, hours):
    """the same, weighed by the share of the field under veto"""
    hazards = 0.0
    for d in each_field(p):
        hazards += t.hazard[d] * p.veto[d]
    return 12.0 * hazards


@of_county("E6", "indicators", 0, 1e5, -1, "Indicators", "指标数")
def indicators(p, county, towns):
    """indicators a township carries"""
    return county.total_count


@of_township("E6", "per month", 0, 1e4, -1, "Visits", "检查次数")
def visits(p, county, t, hours):
    """visits a township receives in a month"""
    return t.visits


@of_county("E6", "per year", 0, 1e6, -1, "Reports", "报送材料")
def reports(p, county, towns):
    """indicators x reports of each a year"""
    return county.total_count * 12.0 * p.reporting_frequency


@of_township("E6", MONTH, 0, 1, -1, "Village burden", "村级负担")
def village_burden(p, county, t, hours):
    """compulsory work passed on to villages"""
    return t.village_load


@of_township("E6", "share of funds a year", 0, 10, -1, "Money in showcases", "亮点耗资")
def money(p, county, t, hours):
    """12 x 0.05 x showcase hours, the project funds showcases use up"""
    return 12.0 * SHOWCASE_MONEY * t.showcase


@of_county("E7", "rank correlation", -1, 1, 1, "Score against adjusted truth", "得分与难度调整实绩相关")
def score_truth_adjusted(p, county, towns):
    """Spearman correlation of the yearly score with the true outcome adjusted to difficulty"""
    return county.score_truth_adjusted


@of_county("E7", SHARE, 0, 2, -1, "Rank due to noise", "名次中的运气成分")
def noise_share(p, county, towns):
    """1 - Spearman correlation of the score with itself without noise"""
    return county.noise_share


@of_county("E7", SHARE, 0, 1, -1, "False alarms", "误伤")
def false_alarms(p, county, towns):
    """share of last-ranked townships not among the truly last; 0 without a last rung"""
    return county.false_alarms


@of_county("E7", SHARE, 0, 1, -1, "Misses", "遗漏")
def misses(p, county, towns):
    """share of truly first townships not on a first rung; 0 without one"""
    return county.misses


@of_county("E7", SHARE, 0, 1, 0, "Bunching at targets", "踩线达标")
def bunching(p, county, towns):
    """claims in [target, target + .05] over claims within .05 of it, by weight, yearly; .5 if there are none"""
    return county.bunching


@of_county("E8", "level", 0, 1, 0, "Targets", "目标")
def target(p, county, towns):
    """weighted mean target; 0 where nothing is assessed"""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            total += towns[j].weight[d] * towns[j].target[d]
    return total / county.town_count


@of_county("E8", "level", 0, 1, 0, "Targets at the centre", "中央目标")
def target_centre(p, county, towns):
    """the same before any level adds to it: the base of the ratchet"""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            base = towns[j].base_odds[d]
            total += towns[j].weight[d] * base / (1.0 + base)
    return total / county.town_count


@of_county("E8", "level", 0, 1, 0, "Targets at the county", "县级目标")
def target_county(p, county, towns):
    """the same after every level above the township has added to it"""
    total = 0.0
    for j in each_township(county):
        for d in each_field(p):
            asked = towns[j].base_odds[d] * county.amplified[d]
            total += towns[j].weight[d] * asked / (1.0 + asked)
    return total / county.town_count


@of_township("E1", "level", 0, 1, 0, "Reported level", "上报水平")
def reported(p, county, t, hours):
    """weighted mean claim"""
    claims = 0.0
    for d in each_field(p):
        claims += t.weight[d] * (t.level[d] + (1.0 - t.level[d]) * t.fabricated[d])
    return claims


@of_township("E3", SHARE, 0, 1, 0, "Attention to veto fields", "否决领域注意力")
def attention_to_veto(p, county, t, hours):
    """share of real and paper hours in fields, weighed by their veto"""
    under_veto = 0.0
    for d in each_field(p):
        under_veto += attention_to(t, hours, d) * p.veto[d]
    return under_veto


@of_township("E4", "ratio", 0, 1e4, -1, "Load", "负荷")
def load(p, county, t, hours):
    """required work over time and capacity"""
    return t.load


@of_township("E7", "chance", 0, 1, 0, "Found per look", "每次检查发现率")
def found_per_look(p, county, t, hours):
    """exposures a month over looks times standing fabrication, fields by their weight; 0 without either"""
    looks, exposed, standing, sight = 0.0, 0.0, 0.0, clear_sight(p, t)
    for d in each_field(p):
        if t.assessed[d] > 0.0:
            looks += t.weight[d] * county.looks[d]
            exposed += t.weight[d] * expected_exposure(p, county, t, d, sight)
            standing += t.weight[d] * (1.0 - t.level[d]) * t.fabricated[d]
    return exposed / (looks * standing) if looks * standing > 0.0 else 0.0


@of_township("E2", YEARLY, 0, 1e4, 0, "Sanctions", "问责处分")
def sanctions(p, county, t, hours):
    """12 x severity x accountability pressure x expected size of a month's events x share of the blame that rests with
    leaders and staff; an assessed incident with all blame is 1; red lights as they were shown"""
    failed, rests, sight = failure_chance(p, t), 0.0, clear_sight(p, t)
    for d in each_field(p):
        exposed = 1.0 - exp(-expected_exposure(p, county, t, d, sight)) if t.assessed[d] > 0.0 else 0.0
        size = event_size(p, county, t, d, t.hazard[d], exposed, failed)
        rests += size * (t.rest[d, Party.LEADERS] + t.rest[d, Party.STAFF])
    return 12.0 * p.severity * p.accountability_pressure * rests


@of_county("E8", "times", 0, 1e4, 0, "Most amplified target", "加码最多的目标")
def amplified_most(p, county, towns):
    """odds of the county's target over the centre's, largest of assessed fields; 1 where nothing is assessed"""
    most = 0.0
    for d in each_field(p):
        if county.field_weight[d] > 0.0:
            most = max(most, county.amplified[d])
    return most if most > 0.0 else 1.0


@of_county("E8", "times", 0, 1e4, 0, "Least amplified target", "加码最少的目标")
def amplified_least(p, county, towns):
    """the same, the smallest"""
    least = 0.0
    for d in each_field(p):
        if county.field_weight[d] > 0.0 and (least == 0.0 or county.amplified[d] < least):
            least = county.amplified[d]
    return least if least > 0.0 else 1.0


@of_township("E4", YEARLY, 0, 1e4, -1, "Harm from errors", "创新失误损害")
def error_harm(p, county, t, hours):
    """12 x expected size of failed initiatives, tolerated or not; an assessed incident is 1"""
    return 12.0 * EVENT_FAILED * p.error_loss * failure_chance(p, t)


@of_township("", "flag", 0, 1, 0, "No active time", "无有效时间")
def no_activity(p, county, t, hours):
    """1 where no hours were active"""
    return 0.0 if hours.active > 0.0 else 1.0


MEASURES = tuple(_declared)
NAMES = tuple(measure.id for measure in MEASURES)
N_MEASURES = len(MEASURES)


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
def attention_to(t, hours, d):
    """Share of a township's real and paper hours that field d gets; 0 without hours."""
    return (t.real_hours[d] + t.paper[d]) / hours.in_fields if hours.in_fields > 0.0 else 0.0


@kernel
def hours_of(p, t):
    """The `Hours` of a township this month."""
    real, paper, in_fields = 0.0, 0.0, 0.0
    for d in each_field(p):
        real += t.real_hours[d]
        paper += t.paper[d]
        in_fields += t.real_hours[d] + t.paper[d]
    return Hours(real, paper, paper + t.showcase + real + t.initiative, in_fields)


@kernel
def _nothing(p, county, place, hours, out):
    pass


def _writer(number: int, measure: Measure) -> Function:
    """A kernel that adds one measure to its place in `out`: (p, county, township or townships, hours, out)."""
    function = measure.function

    @kernel
    def add_township(p, county, t, hours, out):
        out[number] += function(p, county, t, hours)

    @kernel
    def write_county(p, county, towns, hours, out):
        out[number] = function(p, county, towns)

    return add_township if measure.by_township else write_county


def _all(writers: list[Function]) -> Function:
    """One kernel that calls all of these, eight at a time: Numba cannot go through a list of functions."""
    if len(writers) == 1:
        return writers[0]
    writers = writers + [_nothing] * (-len(writers) % 8)
    return _all([_eight(*writers[i : i + 8]) for i in range(0, len(writers), 8)])


def _eight(a: Function, b: Function, c: Function, d: Function, e: Function, f: Function, g: Function, h: Function):
    @kernel
    def each(p, county, place, hours, out):
        a(p, county, place, hours, out)
        b(p, county, place, hours, out)
        c(p, county, place, hours, out)
        d(p, county, place, hours, out)
        e(p, county, place, hours, out)
        f(p, county, place, hours, out)
        g(p, county, place, hours, out)
        h(p, county, place, hours, out)

    return each


_add_township = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if measure.by_township])
_write_county = _all([_writer(number, measure) for number, measure in enumerate(MEASURES) if not measure.by_township])


@kernel
def measure_month(p, county, towns, out, levels):
    """Write the month's outcomes of one county, (measures,), and the mean true level of every field, (fields,)."""
    n, fields = county.town_count, int(p.n_fields)
    for m in range(N_MEASURES):
        out[m] = 0.0
    for d in range(fields):
        levels[d] = 0.0
    for j in each_township(county):
        t = towns[j]
        _add_township(p, county, t, hours_of(p, t), out)
        for d in range(fields):
            levels[d] += t.level[d] / n
    for m in range(N_MEASURES):
        out[m] /= n
    _write_county(p, county, towns, hours_of(p, towns[county.town_start]), out)
