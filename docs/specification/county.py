"""Who there is: offices, fields and rungs of a county, townships with a job in each field, cadres (odd.md, section 2).

Throughout the specification `p` are the levers and parameters in force with the rows of the regime's tables, `c` is the
county, `t` a township, `job` a township's work in one field. Where rows of a table (`field`, `office`, `reading`,
`rung`) are gone through together with the state that belongs to them, that state is called `mine`.
"""

from types import SimpleNamespace

from .mathematics import exp, single, sum_up
from .network import neighbours
from .random_numbers import RandomNumbers

USES = ("check", "visit", "letter", "support", "own")  # what an office divides itself between
HABIT = dict(zip(USES, (0.25, 0.25, 0.20, 0.10, 0.20), strict=True))  # shares at the start, and masses of the logit
SPECIAL = ("showcase", "initiative", "shifting", "slack")  # activities outside the fields
ACTIVITIES = ("real", "paper", *SPECIAL)
CHANNELS = ("money", "post", "fear", "exposed", "service", "team", "own")
# Measures of the quality of the last yearly assessment.
QUALITY = (
    "score_truth", "score_truth_raw", "score_truth_adjusted", "noise_share", "false_alarms", "misses", "bunching",
    "just_met", "cramming",
)  # fmt: skip
BACKGROUND = 0.004  # fear that no event explains
OF_FIELD = (
    "priority", "amplified", "weight", "manned", "coverage", "count", "trace_load", "checks", "letters", "support",
    "acts", "looks", "paper_looks", "news", "found", "shortfall", "office_exposure", "mean_level", "mean_claim",
    "mean_traces", "service", "voice", "assisted", "assisted_load", "independent", "unreported",
)  # fmt: skip
OF_JOB = (
    "need", "difficulty", "weight", "assessed", "burden", "hours_needed", "base_odds", "target", "level", "fabricated",
    "traces", "knowhow", "keep_level", "keep_fabricated", "keep_traces", "conceal", "expected_looks", "expected_papers",
    "expected_reading", "work", "real_hours", "skilled_hours", "paper", "filing_hours", "hazard", "incident", "exposed",
    "neglected", "missing", "red", "last_claim", "complaints",
)  # fmt: skip


def zeros(*names):
    """An object whose attributes of these names are 0."""
    return SimpleNamespace(**dict.fromkeys(names, 0.0))


class County:
    """Offices, fields, readings and rungs of a county, and its townships in the order of codes."""

    def __init__(self, p, place, seed, make_town=None):
        self.random = RandomNumbers(seed, place.code)
        self.fields = [zeros(*OF_FIELD) for _ in p.fields]
        self.offices = [
            SimpleNamespace(
                share=dict(HABIT),
                indicators=sum_up(office.items),
                owned=[],
                visit_rate=0.0,
                visits_made=0.0,
                grade=0.5,
                assists=0.0,
                compares=0.0,
            )
            for office in p.offices
        ]
        self.readings = [zeros("score_weight", "judgement_weight", "post_weight") for _ in p.readings]
        self.pools = [SimpleNamespace(mean=0.5, sd=0.03, rungs=[first_rung() for _ in p.rungs]) for _ in p.size_classes]
        self.unmeasured = self.total_count = self.visits = self.surprise = self.tolerance = 0.0
        self.seen_by = self.papers = self.rated_dossiers = 0.0
        self.listed = self.compared = self.ranks_ordered = 0.0
        self.score_noise = self.post_noise = 0.0
        vars(self).update(dict.fromkeys((*QUALITY, "paper_before"), 0.0))
        rows = sorted(place.townships, key=lambda row: row.code)
        self.towns = [(make_town or Town)(p, row) for row in rows]
        for town, near in zip(self.towns, neighbours([row.code for row in rows], place.neighbours), strict=True):
            town.near = [self.towns[j] for j in near]

    def pool(self, p, town):
        """Number of the pool a township is compared in."""
        return town.size_class if p.within_class > 0.5 else 0

    def members(self, p, pool):
        """Townships that are compared in a pool, by its number."""
        return [town for town in self.towns if self.pool(p, town) == pool]


def first_rung():
    """What is believed of a rung before the first December."""
    return SimpleNamespace(cutoff=0.5, blur=0.0, unit_blur=0.0, units=0.0, places=0.0)


class Town:
    """A township: stocks, beliefs, results of the last ladder, hours of the month; its jobs and its cadres."""

    def __init__(self, p, row):
        self.code, self.size_class, self.kind = row.code, p.size_classes.index(row.size_class), p.kinds.index(row.kind)
        self.base_difficulty, self.base_resources = float(row.difficulty), float(row.resources)
        self.villages = 1.0 - exp(-row.villages / 8.0)
        self.near = []
        self.jobs = [Job() for _ in p.fields]
        self.cadres = [Cadre(p, i, row.cadres) for i in range(row.cadres)]
        self.habit = {kind: getattr(p, f"mass_{kind}") for kind in ACTIVITIES}
        self.observed = dict.fromkeys(ACTIVITIES, 0.0)
        self.shine = self.ideas = self.offence = self.own_best = 0.0
        self.aspiration = 1.0  # utility an hour
        self.expected_ratchet, self.inner_drive = p.ratchet_belief, 1.0
        self.funds, self.trust, self.security = 1.0, 0.5, 1.0
        self.village_strength, self.resentment = self.villages, 0.0
        self.fear = [BACKGROUND, BACKGROUND]  # of leaders, of staff
        self.own_rest, self.shifting = [1.0, 1.0], [0.0, 0.0]
        self.standing = self.post_standing = self.grade = 0.5
        self.readings = [SimpleNamespace(noisy=0.0, clean=0.0, standing=0.5) for _ in p.readings]
        self.score = self.clean_score = self.post_score = self.clean_post = self.points = 0.0
        self.office_duty = self.vetoed = self.top = self.bottom = self.extra_visits = self.removed = self.promoted = 0.0
        self.rotations, self.burnout = 0, 0.0
        self.showcase = self.initiative = self.slack = self.shift_hours = self.failed = 0.0
        self.visits = self.seen_by = self.compulsory = self.village_load = 0.0
        self.imposed_paper = self.visit_time = self.meeting_time = self.complaint_time = 0.0
        self.time_asked = self.handed_down = 0.0
        self.noted_time = self.time = self.load = self.vigour = 0.0
        self.means = zeros("down", "side", "up", "files")

    @property
    def n(self):
        """Number of cadres."""
        return len(self.cadres)


class Job:
    """A township's work in one field."""

    def __init__(self):
        vars(self).update(dict.fromkeys(OF_JOB, 0.0))
        self.rest = {}

    @property
    def claim(self):
        """Reported level: the true one, and the share of the gap to 1 that is fabricated."""
        return self.level + (1.0 - self.level) * self.fabricated


class Cadre:
    """Holder of post i of n: traits, skill and portfolio by field, shares of discretionary time.

    All of its numbers are in single precision; a number of anything else is rounded to single where it meets one.
    """

    def __init__(self, p, i, n):
        self.i = i
        self.principal = single(i == 0)
        self.leader = single(i <= n // p.posts_per_deputy)
        self.money_stake = self.post_stake = self.exposure = self.motivation = self.morals = 0.0
        self.burnout = self.vigour = 0.0
        self.standing, self.drive, self.score = single(0.5), single(0.0), single(0.0)
        self.skill, self.portfolio = [0.0] * len(p.fields), [0.0] * len(p.fields)
        self.real, self.paper = [0.0] * len(p.fields), [0.0] * len(p.fields)
        self.special = dict.fromkeys(SPECIAL, 0.0)
