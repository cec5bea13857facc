"""7.9 events, and where responsibility for them comes to rest: `sim/rules/responsibility.py`."""

from .detection import finds_size, passed_on
from .mathematics import exp, sum_up
from .powers import duty_of_offices, excuse
from .random_numbers import EVENTS

PARTIES = ("office", "leaders", "staff", "village", "neighbours", "nobody")
SHIFTING = PARTIES[:3]


def set_means(p, c, t):  # eq. 51
    """Means to shift: blame that an hour of shifting moves down, sideways or up, and that traces write off.

    Cadres divide their hours between the three ways by how easily each is used.
    """
    letters = sum_up(job.weight * field.letters for job, field in zip(t.jobs, c.fields, strict=True))
    t.office_duty = duty_of_offices(p, letters)
    effect = {
        "down": (1.0 - t.resentment) * (1.0 - p.co_governance),
        "side": p.shift_away,
        "up": p.shift_away * exp(-letters),
    }
    total = sum_up(effect.values())
    for way, moves in effect.items():
        setattr(t.means, way, p.shift_yield * excuse(p, t) * moves * moves / total)
    t.means.files = p.write_off * p.trace_weight


def draw_events(p, c, t, month):
    """Draw the month's incidents and red lights, by field, and whether an initiative fails."""
    random = c.random
    for field, job in zip(p.fields, t.jobs, strict=True):
        distrust = exp(p.trust_work * (0.5 - t.trust))
        job.hazard = min(0.9, field.hazard * exp(-p.hazard_slope * job.level) * distrust)  # eq. 50
        job.incident = 1.0 if random.uniform(EVENTS, t.code, 1, field.event_key, month) < job.hazard else 0.0
        job.red = 0.0
        if p.lights > 0.0 and month % 3 == 2 and job.assessed > 0.0:
            claim = job.level + (1.0 - job.level) * job.fabricated * (1.0 - 0.6 * p.data)
            read = (1.0 - p.trace_weight) * claim + p.trace_weight * job.traces
            if (
                read + p.target_blur * random.normal(EVENTS, t.code, 2, field.key, month)
                < job.target - 2.0 * p.target_blur
            ):
                job.red = 1.0
    t.failed = 1.0 if random.uniform(EVENTS, t.code, 3, 0, month) < failure_chance(p, t) else 0.0


def failure_chance(p, t):
    """Chance that an initiative fails."""
    return 1.0 - exp(-p.error * t.initiative)


class Incident:
    """Blame for one incident in one field of one township: who shifts what to whom (eq. 52 to 56)."""

    def __init__(self, p, c, t, d):
        self.p, self.of_offices, job, field = p, t.office_duty, t.jobs[d], c.fields[d]
        self.shifted = {party: dict.fromkeys(PARTIES, 0.0) for party in SHIFTING}
        self.away = dict.fromkeys(SHIFTING, 0.0)  # what each shifts in all
        files = t.means.files * job.traces * job.assessed
        for party, hours in zip(("leaders", "staff"), t.shifting, strict=True):
            means = hours * (t.means.down + t.means.side + t.means.up) + files
            if means > 0.0:
                self.away[party] = self.shift_away(means)
                self.spread(party, self.away[party] / means, hours, t.means, files)
        letters = p.letter_means * field.letters
        means = letters + p.check_means * field.checks * job.assessed
        if means > 0.0:
            self.away["office"] = away = self.shift_away(means)
            handed = away * letters / means
            self.shifted["office"].update(leaders=handed, nobody=away - handed)
        self.avoidable = 1.0 - exp(-p.unavoidable * (1.0 - job.level))
        self.own = self.avoidable * (1.0 - self.of_offices)  # what arises in the township
        self.moved, self.rest = self.settle()

    def shift_away(self, means):  # eq. 52
        """Share of its blame that a party with these means shifts."""
        return (1.0 - self.p.clarity) * (1.0 - exp(-means))

    def spread(self, party, share, hours, means, files):  # eq. 54
        """What a party shifts, by direction; of what leaders shift down, staff take a part."""
        down = share * hours * means.down
        to_staff = self.p.shift_stops * down if party == "leaders" else 0.0
        self.shifted[party].update(
            staff=to_staff,
            village=down - to_staff,
            neighbours=share * hours * means.side,
            office=share * hours * means.up,
            nobody=share * files,
        )

    def settle(self):  # eq. 55
        """What moved off its origin, and where all of it comes to rest; what moved once may move once more."""
        origin = {
            "office": self.avoidable * self.of_offices,
            "leaders": self.own * self.p.leaders_part,
            "staff": self.own * self.p.staff_part,
        }
        rest = dict.fromkeys(PARTIES, 0.0)
        rest["village"] = self.own * (1.0 - self.p.leaders_part - self.p.staff_part)
        moved = 0.0
        for party, blame in origin.items():
            moved += blame * self.away[party]
            rest[party] += blame * (1.0 - self.away[party])
            for place in PARTIES[3:]:
                rest[place] += blame * self.shifted[party][place]
            for place in SHIFTING:
                if self.shifted[party][place] > 0.0:
                    self.pass_on(rest, party, place, blame * self.shifted[party][place])
        return moved, rest

    def pass_on(self, rest, first, second, part):
        """What reached the second party stays or is shifted on, never back to the first."""
        rest[second] += part * (1.0 - (self.away[second] - self.shifted[second][first]))
        for third in PARTIES:
            if third not in (first, second):
                rest[third] += part * self.shifted[second][third]

    def arrivals(self):  # eq. 56
        """Blame that arrives at leaders and at staff, wherever it goes from there."""
        leaders = self.own * self.p.leaders_part + self.avoidable * self.of_offices * self.shifted["office"]["leaders"]
        staff = self.own * self.p.staff_part + leaders * self.shifted["leaders"]["staff"]
        return leaders + self.p.joint_duty * staff, staff

    def directions(self, rate):
        """Amounts that move down, sideways, up and into files, at this rate of incidents, in order of adding up."""
        office = rate * self.avoidable * self.of_offices
        local = rate * self.avoidable * (1.0 - self.of_offices)
        leaders, staff = local * self.p.leaders_part, local * self.p.staff_part
        of_office, of_leaders, of_staff = (self.shifted[party] for party in SHIFTING)
        return {
            "down": (
                office * of_office["leaders"] + leaders * (of_leaders["staff"] + of_leaders["village"]),
                staff * of_staff["village"],
            ),
            "side": (leaders * of_leaders["neighbours"] + staff * of_staff["neighbours"],),
            "up": (leaders * of_leaders["office"] + staff * of_staff["office"],),
            "nobody": (office * of_office["nobody"] + leaders * of_leaders["nobody"] + staff * of_staff["nobody"],),
        }


def event_size(p, c, mine, job, incident, exposed, failed):  # eq. 57
    """Size of a field's events, where an incident in an assessed field is 1.

    incident, exposed, failed: 0 or 1 for what happened, or the chances of each.
    """
    size = incident * counted(p, job)
    size += p.event_exposed * job.weight * exposed + p.event_exposed * job.weight * mine.coverage * job.red * p.lights
    return size + p.error_loss * job.need * failed * (1.0 - c.tolerance)


def counted(p, job):
    """How far an incident in a field counts: whole where the field is assessed."""
    return 1.0 if job.assessed > 0.0 else p.event_unassessed


def hold_to_account(p, c, t):
    """Responsibility over all fields: how much moves, where it comes to rest, how much arrives at leaders and staff."""
    t.moved = t.movable = t.realised_moved = t.realised_movable = 0.0
    t.moved_to = dict.fromkeys(("down", "side", "up", "nobody"), 0.0)
    t.arrived, t.handed_down = [0.0, 0.0], 0.0
    off, all_need = {"leaders": 0.0, "staff": 0.0}, 0.0
    for d, job in enumerate(t.jobs):
        case = Incident(p, c, t, d)
        job.rest, job.shifted_by_leaders = case.rest, case.away["leaders"]
        rate = job.hazard * counted(p, job)
        t.moved += rate * case.moved
        t.movable += rate * case.avoidable
        t.realised_moved += job.incident * case.moved
        t.realised_movable += job.incident * case.avoidable
        t.handed_down += rate * case.avoidable * t.office_duty * case.shifted["office"]["leaders"]
        for way, amounts in case.directions(rate).items():
            for amount in amounts:
                t.moved_to[way] += amount
        passed = passed_on(c, d)
        size = event_size(p, c, c.fields[d], job, job.incident, job.exposed * passed, t.failed)
        size = (size + finds_size(p, job, job.neglected * passed, job.missing)) / p.event_arrival
        if size > 0.0:
            t.arrived = [known + size * more for known, more in zip(t.arrived, case.arrivals(), strict=True)]
        all_need += job.need
        for party in off:
            off[party] += job.need * case.away[party]
    t.own_rest = [1.0 - away / all_need for away in off.values()]
