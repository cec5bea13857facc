"""7.16 to 7.20: counties tied by the tree of government (`kaohe country`), which meet once a year.

Within a year counties know nothing of each other. After phase 8 of each January, and once before the first month, all
units meet: leaders move up, levels choose what they add to targets, offices of higher levels act, incidents elsewhere
become known, a reform spreads. What the meeting decides takes effect in phase 9 of that January.
"""

from dataclasses import replace
from types import SimpleNamespace

from . import offices
from .contests import rank_sensitivity, rung_noise
from .county import HABIT, County
from .mathematics import exp, lognormal, normal_quantile, sum_up
from .model import Twin
from .random_numbers import RandomNumbers
from .rankings import rank_unofficially
from .rungs import rung_scale
from .scheme import TOP, Reforms, make_scheme
from .targets import set_targets

CHINA = (10_000, 100)  # what codes of counties are divided by: provinces, prefectures
LEADERS, DIFFUSION = 9, 10  # streams of random numbers
RANK, POSTS, ROUTINE, PERSON, FIRST_STYLE = 0, 1, 2, 3, 10  # slots of leaders' random numbers
ORDINARY_AMPLIFICATION = 0.08  # the lever's default leaves levels free to add what they choose
KNOWN = (
    "news", "voice", "found", "shortfall", "office_exposure", "weight", "mean_claim", "mean_level", "mean_traces",
)  # fmt: skip


class Unit:
    """The centre, a province, a prefecture or a county: its place in the tree, its leader, and its offices in `c`."""

    def __init__(self, code, level, is_county, parent, policy, case):
        self.code, self.level, self.is_county = code, level, is_county
        self.parent, self.policy, self.case = parent, policy, case
        self.children, self.children_nationwide = [], 0
        self.start = None  # month in which the reform that spreads begins here
        self.successions, self.vacant, self.promoted = 0, True, False
        self.ambition, self.score, self.score_noise, self.loss = 0.0, 0.0, 0.0, 0.0
        self.visit_ratio = self.indicator_ratio = 1.0
        n = len(case.regime.fields)
        self.increment, self.last_increment, self.outside_news, self.rank_gain = ([0.0] * n for _ in range(4))
        if is_county:
            self.twin = Twin(case)
        else:
            self.p = make_scheme(case.regime, case.behaviour, case.covered)
            self.offices = County(self.p, SimpleNamespace(code=code, townships=(), neighbours=()), case.seed)

    @property
    def c(self):
        """The county with its offices and townships; of a higher unit, one of offices alone."""
        return self.twin.c if self.is_county else self.offices

    def superiors(self):
        """The units above, from the nearest to the centre."""
        unit = self.parent
        while unit is not None:
            yield unit
            unit = unit.parent


class TiedCounties:
    """Cases of counties by code, each with its own policy; a higher unit has that of its first county.

    nationwide: units directly below the centre (0), a province or a prefecture in the whole country, where these are
    more than here. rollout: overlays that begin in the months `starts` by code, and spread with chance `pace` a year.
    """

    def __init__(self, cases, tree, rollout, nationwide, divisors=CHINA):
        self.tree, self.rollout = tree, rollout
        self.units, above = [], {}
        divisors = (None, *divisors, 1)
        for level, divisor in enumerate(divisors):
            here, county = {}, level == len(divisors) - 1
            for code, case in sorted(cases.items()):
                here.setdefault(code // divisor if level else 0, case)
            for code, case in here.items():
                parent = above[code // (divisors[level - 1] // divisor) if level > 1 else 0] if level else None
                unit = Unit(code, level, county, parent, case.overlays, case)
                self.units.append(unit)
                if parent:
                    parent.children.append(unit)
            above = {unit.code: unit for unit in self.units if unit.level == level}
        for unit in self.units:
            unit.children_nationwide = max(len(unit.children), nationwide.get(unit.code, 0))
            unit.start = rollout.starts.get(unit.code) if unit.is_county else None
        self.counties = [unit for unit in self.units if unit.is_county]
        self.months = max(unit.case.months for unit in self.counties)

    def run(self):
        """Run to the end: before each year all units meet, then counties run through it one by one."""
        for unit in self.counties:
            inform_superiors(unit)
        for year in range(-(-self.months // 12)):
            self.meet(year)
            for unit in self.counties:
                self.run_year(unit, 12 * year)
                inform_superiors(unit)
        return self

    def meet(self, year):
        """The meeting before a year: careers and increments; from the second on also news, higher offices, adoption."""
        average_children(self.units)
        if year == 0:
            for unit in self.units:
                appoint(self.tree, unit)
        else:
            promote(self.tree, self.units, year)
        choose_increments(self.tree, self.units)
        if year > 0:
            for unit in self.units:
                if unit.is_county:
                    receive_news(self.tree, unit)
                else:
                    act_above(unit, 12 * year)
            adopt(self.counties, self.rollout.pace, 12 * year)

    def run_year(self, unit, begin):
        """From phase 9 of one January to phase 8 of the next."""
        twin, case = unit.twin, unit.case
        twin.p, written = (make_scheme(case.regime, case.behaviour, case.covered) for _ in range(2))
        for p in (twin.p, written):
            scale_by_superiors(self.tree, unit, p)
        spreading = () if unit.start is None else self.rollout.overlays
        later = [replace(overlay, start=overlay.start + unit.start) for overlay in spreading]
        twin.reforms = Reforms(twin.p, written, [*case.overlays, *later])
        twin.reforms.lay(begin if begin > 0 else -1)
        rank_unofficially(twin.p, written.rank_stakes, twin.c)
        if begin > 0:
            twin.january()
        self.carry_out_meeting(unit, begin)
        if begin > 0:
            twin.measure()
        while twin.month < min(begin + 12, case.months):
            twin.run_month()
            twin.measure()
        if twin.month < case.months:
            twin.run_month()

    def carry_out_meeting(self, unit, month):
        """What the meeting decided takes effect in a county: the leader's priorities, targets, news."""
        p, c = unit.twin.p, unit.c
        add_leader_priorities(self.tree, p, c, unit)
        if self.tree.cascade > 0.0:
            amplify(p, self.tree, unit, c)
            for t in c.towns:
                set_targets(p, c, t, month)
        respond_to_news(p, c, unit)


def inform_superiors(unit):
    """What superiors know of a county before a meeting: results as reported, their noise, and what is at stake."""
    p, c = unit.twin.p, unit.c
    unit.score, unit.score_noise = reported_results(p, c), c.post_noise
    unit.loss = p.accountability_pressure * p.severity
    unit.rank_gain = [rank_gain(p, c, field) for field in p.fields]


# --- 7.16 targets cascade


def rank_gain(p, c, field):  # eq. 101
    """Utility of one more unit of score in a field on the rank rungs."""
    worth = 0.0
    for rung in p.rungs:
        if rung.rule == TOP and rung.person <= 0.5 and rung.prize > 0.0:
            worth += rung_scale(p, rung) / rung_noise(p, c, rung)
    parts = [(mine, other) for mine, other in zip(c.fields, p.fields, strict=True) if other.key == field.key]
    return worth * sum_up(mine.weight * part.visible for mine, part in parts)  # parts are announced as one


def promotion_sensitivity(n, openings):  # eq. 102; K(n, m) is eq. 63, and K(n, 0) = 0
    """Gain in the chance of promotion among n leaders for a unit of score over noise; openings: posts for each."""
    if n < 2:
        return 0.0
    posts = openings * n
    whole = float(int(posts))
    fewer = rank_sensitivity(float(n), whole) if whole >= 1.0 else 0.0
    more = rank_sensitivity(float(n), whole + 1.0) if whole + 1.0 < n else fewer
    return fewer + (posts - whole) * (more - fewer)


def best_increment(gain, loss, doubt):  # eq. 103, in log odds
    """Increment of a target that balances the gain from announcing more and the loss where it is missed."""
    if gain <= 0.0:
        return 0.0
    return max(0.0, doubt * normal_quantile(gain / (gain + loss)))


def choose_increments(tree, units):  # eq. 104
    """Every unit below the centre sets its increments: its own best ones, and part of its foremost rival's lead."""
    for unit in units:
        unit.last_increment = list(unit.increment)
    for superior in units:
        sensitivity = promotion_sensitivity(superior.children_nationwide, tree.openings)
        like_oneself = superior.children_nationwide > len(superior.children)
        for unit in superior.children:
            rivals = [other for other in superior.children if other is not unit or like_oneself]
            for d, worth in enumerate(unit.rank_gain):
                gain = unit.ambition * sensitivity * worth
                lead = max([0.0, *(other.last_increment[d] for other in rivals)])
                own = best_increment(gain, tree.miss_loss * unit.loss, tree.doubt)
                unit.increment[d] = own + tree.neighbours * lead


def level_in_use(p, unit):
    """Part of its increment that a unit adds, where only `p.levels` levels set targets of their own."""
    turn = 1 if unit.level == 1 else (2 if unit.is_county else unit.level + 1)
    return min(1.0, max(0.0, p.levels - (turn - 1.0)))


def amplify(p, tree, county, c):  # eq. 105; targets are then set again (eq. 94)
    """Put the product of all levels' increments in place of a county's own amplification."""
    kept = min(1.0, p.amplification / ORDINARY_AMPLIFICATION)
    for d, mine in enumerate(c.fields):
        total = 0.0
        for unit in (county, *county.superiors()):
            if unit.parent:
                total += level_in_use(p, unit) * unit.increment[d]
        mine.amplified += tree.cascade * (exp(kept * total) - mine.amplified)


# --- 7.17 careers


def reported_results(p, c):  # eq. 106
    """Results of a county as its superiors know them: claims and documents, mean of townships."""
    total = 0.0
    for t in c.towns:
        for job in t.jobs:
            total += job.weight * ((1.0 - p.trace_weight) * job.last_claim + p.trace_weight * job.traces)
    return total / len(c.towns)


def random_of(unit):
    """The random numbers of a unit."""
    return RandomNumbers(unit.case.seed, unit.code)


def appoint(tree, unit):
    """A leader from elsewhere takes over a unit."""
    z = random_of(unit).normal(LEADERS, 0, PERSON, 0, unit.successions)
    unit.ambition, unit.vacant = lognormal(tree.ambition_sd, z), False


def judged_score(unit, year):
    """A unit's results as its superior judges them, with noise."""
    return unit.score + unit.score_noise * random_of(unit).normal(LEADERS, 0, RANK, 0, year)


def vacant_posts(tree, superior, year):  # eq. 107
    """Higher posts that fall free for the leaders below a superior, fewer than there are leaders."""
    n = len(superior.children)
    expected = tree.openings * n
    u = random_of(superior).uniform(LEADERS, 0, POSTS, 0, year)
    posts = int(expected) + (1 if u < expected - int(expected) else 0)
    return min(posts, n - 1) if n > 1 else 0


def promote(tree, units, year):
    """Fill vacant posts from the top down: with the best below, whose ambition moves with them, or somebody new."""
    for unit in units:
        posts = vacant_posts(tree, unit, year)
        ranked = sorted(unit.children, key=lambda child: -judged_score(child, year))
        if unit.vacant and (unit.children or unit.is_county):
            unit.successions += 1
            if posts > 0:
                unit.ambition, unit.vacant = ranked[0].ambition, False
            else:
                appoint(tree, unit)
        for rank, child in enumerate(ranked):
            child.promoted = rank < posts
            rotated = random_of(child).uniform(LEADERS, 0, ROUTINE, 0, year) < tree.rotation
            child.vacant = rotated or child.promoted


def add_leader_priorities(tree, p, c, unit):  # eq. 108
    """The leader's own emphasis on fields, mean 1, for as long as he stays."""
    for field, mine in zip(p.fields, c.fields, strict=True):
        z = random_of(unit).normal(LEADERS, 0, FIRST_STYLE + unit.successions, field.key, 0)
        mine.priority *= lognormal(tree.style_sd, z)


# --- 7.18 news


def news_of_siblings(unit, d):
    """Mean news of field d over the other units below a unit's superior; 0 without any."""
    n = len(unit.parent.children)
    return (unit.parent.c.fields[d].news * n - unit.c.fields[d].news) / (n - 1) if n > 1 else 0.0


def receive_news(tree, county):  # eq. 109
    """News of all other counties that reaches a county, by field."""
    for d in range(len(county.c.fields)):
        total, share = 0.0, tree.hearing
        for unit in (county, *county.superiors()):
            if unit.parent:
                total += share * max(0.0, news_of_siblings(unit, d))
                share *= tree.fading
        county.outside_news[d] = total


def respond_to_news(p, c, unit):  # eq. 110
    """Offices take news from outside as their own; cadres' fear rises."""
    for mine, outside in zip(c.fields, unit.outside_news, strict=True):
        mine.news += outside
    rise = min(1.0, 0.5 * p.contagion * sum_up(unit.outside_news))
    for t in c.towns:
        for party in (0, 1):
            t.fear[party] += rise * (1.0 - t.fear[party])


# --- 7.19 offices of higher levels


def average_children(units):  # eq. 111
    """What a higher unit knows: means over the units directly below, from the bottom up."""
    for unit in reversed(units):
        n = len(unit.children)
        if n:
            for name in ("score", "loss", "score_noise"):
                setattr(unit, name, sum_up(getattr(child, name) / n for child in unit.children))
            for d, mine in enumerate(unit.c.fields):
                unit.rank_gain[d] = sum_up(1.0 / n * child.rank_gain[d] for child in unit.children)
                for name in KNOWN:
                    setattr(mine, name, sum_up(1.0 / n * getattr(child.c.fields[d], name) for child in unit.children))


def act_above(unit, month):  # eq. 112; 1 where no office visits, or a regime has no indicators
    """Twelve months of a higher unit's offices, one grading, and their visits and indicators against habit."""
    p, c = unit.p, unit.c
    for k in range(12):
        offices.act(p, c, month + k)
    offices.grade_offices(p, c)
    both = list(zip(p.offices, c.offices, strict=True))
    visits = sum_up(office.weight * mine.share["visit"] / HABIT["visit"] for office, mine in both)
    weights = sum_up(office.weight for office in p.offices)
    indicators = sum_up(mine.indicators for mine in c.offices)
    written = sum_up(items for office in p.offices for items in office.items)
    unit.visit_ratio = visits / weights if weights > 0.0 else 1.0
    unit.indicator_ratio = indicators / written if written > 0.0 else 1.0


def scale_by_superiors(tree, county, p):  # eq. 113
    """Scale a county's visits and indicators by those of the offices above, as far as these come from there."""
    visits = indicators = 1.0
    for unit in county.superiors():
        near = tree.from_prefecture if unit is county.parent else tree.from_province
        share = near if unit.parent else tree.from_centre
        visits += share * (unit.visit_ratio - 1.0)
        indicators += share * (unit.indicator_ratio - 1.0)
    p.inspection_frequency *= visits
    p.indicator_load *= indicators


# --- 7.20 a reform spreads


def adopt(counties, pace, month):  # eq. 114
    """Counties take the reform over from the best-rated other county of their prefecture, with a chance."""
    for unit in counties:
        peers = [other for other in unit.parent.children if other is not unit]
        if unit.start is None and peers:
            best = max(peers, key=lambda other: other.score)  # the first of equals
            has_it = best.start is not None and best.start <= month
            if best.score > unit.score and has_it and random_of(unit).uniform(DIFFUSION, 0, 0, 0, month) < pace:
                unit.start = month + 1
