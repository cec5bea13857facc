"""7.9 events and responsibility."""

from .functions import exp, sum_up
from .luck import EVENTS
from .offices import CHECK_MEANS, LETTER_MEANS

PARTIES = ("office", "leaders", "staff", "village", "neighbours", "nobody")
PUSHING = PARTIES[:3]
LEADERS_PART, STAFF_PART = 0.45, 0.35


def set_means(p, c, t):  # eq. 51
    """What an hour of shifting moves down, sideways, up, and what traces write off."""
    letters = sum_up(job.weight * field.letters for job, field in zip(t.jobs, c.fields, strict=True))
    effect = {"down": 1.0 - t.resentment, "side": 0.6, "up": 0.3 * exp(-1.2 * letters) * 2.0}
    ease = {"down": effect["down"] / 0.85, "side": effect["side"] / 1.15, "up": effect["up"] / 1.0}
    total = sum_up(ease.values())
    for way in ease:
        setattr(t.means, way, p.shift_yield * effect[way] * ease[way] / total)
    t.means.files = p.write_off * p.trace_weight


def draw_events(p, c, t, month):
    luck = c.luck
    for field, job in zip(p.fields, t.jobs, strict=True):
        distrust = exp(p.trust_work * (0.5 - t.trust))
        job.hazard = min(0.9, field.hazard * exp(-p.hazard_slope * job.level) * distrust)
        job.incident = 1.0 if luck.uniform(EVENTS, t.code, 1, field.key, month) < job.hazard else 0.0
        job.red = 0.0
        if p.lights > 0.0 and month % 3 == 2 and job.assessed > 0.0:
            claim = job.level + (1.0 - job.level) * job.fabricated * (1.0 - 0.6 * p.data)
            read = (1.0 - p.trace_weight) * claim + p.trace_weight * job.traces
            if read + 0.1 * luck.normal(EVENTS, t.code, 2, field.key, month) < job.target - 0.2:
                job.red = 1.0
    chance = 1.0 - exp(-2.0 * p.error * t.initiative)
    t.failed = 1.0 if luck.uniform(EVENTS, t.code, 3, 0, month) < chance else 0.0


class Incident:
    """Blame for one incident in one field of one township: who pushes what to whom (eq. 52 to 56)."""

    def __init__(self, p, c, t, d):
        self.p, job, field = p, t.jobs[d], c.fields[d]
        self.push = {party: dict.fromkeys(PARTIES, 0.0) for party in PUSHING}
        files = t.means.files * job.traces * job.assessed
        for party, hours in zip(("leaders", "staff"), t.shifting, strict=True):
            means = hours * (t.means.down + t.means.side + t.means.up) + files
            if means > 0.0:
                self.spread(self.push[party], self.pushed(means) / means, hours, t.means, files)
        leaders = self.push["leaders"]
        leaders["staff"], leaders["village"] = 0.5 * leaders["village"], (1.0 - 0.5) * leaders["village"]
        letters, checks = LETTER_MEANS * field.letters, CHECK_MEANS * field.checks * job.assessed
        if letters + checks > 0.0:
            share = self.pushed(letters + checks) / (letters + checks)
            self.push["office"].update(leaders=share * letters, nobody=share * checks)
        self.avoidable = 1.0 - exp(-p.unavoidable * (1.0 - job.level))
        self.own = self.avoidable * (1.0 - p.office_authority)  # what arises in the township
        self.moved, self.rest = self.settle()

    def pushed(self, means):
        return (1.0 - self.p.clarity) * (1.0 - exp(-means))

    @staticmethod
    def spread(push, share, hours, means, files):
        push["village"] = share * hours * means.down
        push["neighbours"] = share * hours * means.side
        push["office"] = share * hours * means.up
        push["nobody"] = share * files

    def settle(self):
        """What moved off its origin, and where all of it comes to rest; what moved once may move once more."""
        local = 1.0 - self.p.office_authority
        origin = {
            "office": self.avoidable * self.p.office_authority,
            "leaders": self.avoidable * (local * LEADERS_PART),
            "staff": self.avoidable * (local * STAFF_PART),
        }
        rest = dict.fromkeys(PARTIES, 0.0)
        rest["village"] = self.avoidable * local * (1.0 - LEADERS_PART - STAFF_PART)
        moved = 0.0
        for first in PUSHING:
            left = 1.0
            for second in PARTIES:
                part = origin[first] * self.push[first][second]
                left -= self.push[first][second]
                if part > 0.0:
                    moved += part
                    onward = self.pass_on(rest, first, second, part)
                    rest[second] += part * (1.0 - onward)
            rest[first] += origin[first] * left
        return moved, rest

    def pass_on(self, rest, first, second, part):
        """What the second party pushes on, never back to the first."""
        onward = 0.0
        for third in PARTIES:
            if second in PUSHING and third not in (first, second):
                onward += self.push[second][third]
                rest[third] += part * self.push[second][third]
        return onward

    def arrivals(self):
        """Blame that arrives at leaders and at staff, wherever it goes from there."""
        leaders = self.own * LEADERS_PART + self.avoidable * self.p.office_authority * self.push["office"]["leaders"]
        staff = self.own * STAFF_PART + leaders * self.push["leaders"]["staff"]
        return leaders + self.p.joint_duty * staff, staff

    def goes_down(self):
        """What leaves its party for one below."""
        from_office = self.avoidable * self.p.office_authority * self.push["office"]["leaders"]
        from_leaders = self.own * LEADERS_PART * (self.push["leaders"]["staff"] + self.push["leaders"]["village"])
        return from_office + from_leaders + self.own * STAFF_PART * self.push["staff"]["village"]

    def goes_to_nobody(self):
        """Written off by checks of the office and by traces."""
        from_office = self.avoidable * self.p.office_authority * self.push["office"]["nobody"]
        return from_office + self.own * self.goes_to("nobody")

    def goes_to(self, place):
        """Part of the township's blame that leaders and staff push there."""
        return LEADERS_PART * self.push["leaders"][place] + STAFF_PART * self.push["staff"][place]


def event_size(p, c, t, job):
    size = job.incident * (1.0 if job.assessed > 0.0 else 0.5)
    size += 4.0 * job.weight * job.exposed + 3.2 * job.weight * job.red * p.lights
    return size + 0.5 * p.error_loss * job.need * t.failed * (1.0 - c.tolerance)


def hold_to_account(p, c, t):
    t.moved = t.movable = t.realised_moved = t.realised_movable = 0.0
    t.moved_to = dict.fromkeys(("down", "side", "up", "nobody"), 0.0)
    t.arrived = [0.0, 0.0]
    off, all_need = {"leaders": 0.0, "staff": 0.0}, 0.0
    for d, job in enumerate(t.jobs):
        case = Incident(p, c, t, d)
        job.rest = case.rest
        rate = job.hazard * (1.0 if job.assessed > 0.0 else 0.5)
        t.moved += rate * case.moved
        t.movable += rate * case.avoidable
        t.realised_moved += job.incident * case.moved
        t.realised_movable += job.incident * case.avoidable
        t.moved_to["down"] += rate * case.goes_down()
        t.moved_to["side"] += rate * case.own * case.goes_to("neighbours")
        t.moved_to["up"] += rate * case.own * case.goes_to("office")
        t.moved_to["nobody"] += rate * case.goes_to_nobody()
        size = event_size(p, c, t, job)
        for party, arrived in enumerate(case.arrivals()):
            t.arrived[party] += size * arrived / 0.4
        all_need += job.need
        for party in off:
            for place in PARTIES:
                off[party] += job.need * case.push[party][place]
    t.own_rest = [1.0 - off[party] / all_need for party in ("leaders", "staff")]
