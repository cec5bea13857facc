"""7.6 what cadres do about it: `sim/rules/choice.py`."""

from types import SimpleNamespace

from .congestion import allow_for_colleagues
from .county import SPECIAL
from .decision_rules import REINFORCEMENT, pace_of_search, patience, precision, starting_point
from .mathematics import exp, log, ordered_sum, quick_exp, sum_up


class Weighing:
    """One cadre (`q`) weighs what to do with the month's discretionary time (eq. 70 to 76), in utility an hour."""

    def __init__(self, p, c, t, cadre):
        self.p, self.c, self.t, self.q = p, c, t, cadre
        alone = p.punishment_individualisation
        self.fears = cadre.exposure * self.mixed(t.fear, alone * 12.0)
        self.means_worth = cadre.exposure * self.mixed(t.means_worth, alone)
        shared, ladder = cadre.principal + (1.0 - cadre.principal) * p.team_share, cadre.money_stake * cadre.drive
        self.team, self.own = ladder * shared, ladder * (1.0 - shared)  # worth of the personal ladder
        self.effort = p.cost_total * (1.0 - t.time * cadre.special["slack"])

    def mixed(self, pair, times):
        """The first of a pair, for leaders, or the second, for staff, multiplied by `times`."""
        return self.q.leader * (times * pair[0]) + (1.0 - self.q.leader) * (times * pair[1])

    def one_kind(self, shares):
        """Effort, and the rising cost of one kind of work."""
        return self.effort + self.p.cost_kind * self.t.time * sum_up(shares)

    def one_field(self, share):
        """The rising cost of one field's hours of that kind."""
        return self.p.cost_field * self.t.time * share

    def prizes(self, worth):
        """Worth of an hour through prizes in money and in posts."""
        return self.q.money_stake * worth.money + self.q.post_stake * worth.post

    def personal(self, worth, d):
        """Worth of an hour on the personal ladder, through the team's score and the own portfolio."""
        return self.team * worth.team + self.own * self.q.portfolio[d] * worth.own

    def real(self):  # eq. 71
        """Worth of an hour of real work, field by field."""
        q, cost = self.q, self.one_kind(self.q.real)
        for d, job in enumerate(self.t.jobs):
            worth = job.real_worth
            threat = self.fears * worth.fear + q.exposure * worth.exposed
            pays = self.prizes(worth) + threat + q.motivation * worth.service + self.personal(worth, d) + job.real_eased
            yield q.skill[d] * q.vigour * pays - cost - self.one_field(q.real[d])

    def paper(self):  # eq. 72
        """Worth of an hour of paper, field by field; None where nobody assesses."""
        p, t, q, cost = self.p, self.t, self.q, self.one_kind(self.q.paper)
        for d, job in enumerate(t.jobs):
            if job.assessed <= 0.0:
                yield None
                continue
            worth, keep = job.paper_worth, patience(p) * job.keep_traces
            defence = t.means.files * job.weight * job.to_traces * keep / (1.0 - keep)
            value = self.prizes(worth) + self.fears * worth.fear + q.exposure * worth.exposed
            value = value + (job.paper_eased - job.hiding_cost)
            value = value + self.personal(worth, d) + self.means_worth * defence
            yield value - q.morals * p.moral_cost - cost - self.one_field(q.paper[d])

    def special(self):  # eq. 73 to 76
        """Worth of an hour of the other activities."""
        p, t, q = self.p, self.t, self.q
        tiring = p.tiring * p.cost_kind * t.time
        shown = self.prizes(t.showcase_worth) + self.team * t.showcase_worth.team
        new = self.prizes(t.initiative_worth)
        threat = self.fears * t.initiative_worth.fear + q.exposure * t.initiative_worth.exposed
        new += threat + q.motivation * t.initiative_worth.service
        new += self.team * t.initiative_worth.team
        new += t.initiative_eased
        failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - self.c.tolerance)
        failure = q.exposure * self.mixed(t.own_rest, failing * p.punishment_individualisation)
        means = t.means.down + t.means.side + t.means.up
        disliked = q.morals * p.shift_cost
        moved = self.means_worth * means
        # What leaders move may get their township past a veto (eq. 129).
        past = q.leader * (q.money_stake * (t.push.money * means) + q.post_stake * (t.push.post * means))
        return {
            "showcase": shown - self.effort - tiring * q.special["showcase"],
            "initiative": new - failure - self.effort - tiring * q.special["initiative"],
            "shifting": moved - disliked - self.effort - tiring * q.special["shifting"] + past,
            "slack": p.slack_pay - q.exposure * t.slack_loss,
        }


class Draw:
    """How the logit would have one cadre divide the month, by activity (eq. 77)."""

    def __init__(self, p, c, t, cadre):
        weighing = Weighing(p, c, t, cadre)
        self.fears = weighing.fears
        real, paper, special = list(weighing.real()), list(weighing.paper()), weighing.special()
        in_real = [t.habit["real"] * job.need for job in t.jobs]
        in_paper = [t.habit["paper"] * job.burden * job.assessed for job in t.jobs]
        open_to = [value for value, mass in zip(real + paper, in_real + in_paper, strict=True) if mass > 0.0]
        best = max(open_to + [special[kind] for kind in SPECIAL if t.habit[kind] > 0.0], default=0.0)

        def mass_of(habit, share, part, value):
            part = 1.0 if int(p.decision_rule) == REINFORCEMENT else part
            start = starting_point(p, share, habit * part)
            return start * quick_exp(precision(p) * (value - best)) if habit > 0.0 else 0.0

        self.masses = SimpleNamespace(
            real=list(map(mass_of, in_real, cadre.real, cadre.portfolio, real)),
            paper=list(map(mass_of, in_paper, cadre.paper, cadre.portfolio, paper)),
            special={kind: mass_of(t.habit[kind], cadre.special[kind], 1.0, special[kind]) for kind in SPECIAL},
        )
        done = [*zip(in_real, cadre.real, real, strict=True), *zip(in_paper, cadre.paper, paper, strict=True)]
        done += [(t.habit[kind], cadre.special[kind], special[kind]) for kind in SPECIAL]
        self.experienced = sum_up(share * value for habit, share, value in done if habit > 0.0)
        scale = self.scale()
        self.real, self.paper = [m * scale for m in self.masses.real], [m * scale for m in self.masses.paper]

    def scale(self):
        """One over the sum of masses: what turns masses into shares."""
        total = sum_up([*self.masses.real, *self.masses.paper, *self.masses.special.values()])
        return 1.0 / total if total > 0.0 else 0.0

    def leave(self, left):
        """Keep of the masses what colleagues leave (eq. 77c)."""
        self.masses.real = [of_work * mass for (of_work, _), mass in zip(left, self.masses.real, strict=True)]
        self.masses.paper = [of_paper * mass for (_, of_paper), mass in zip(left, self.masses.paper, strict=True)]


def choose(p, c, t):
    """All cadres of a township move towards what is left of their draws (eq. 77 to 77d)."""
    turns = float(int(p.choices))
    # eq. 77a
    pace = p.adjustment if p.choices < 2.0 else 1.0 - exp(log(1.0 - p.adjustment) / turns)
    draws = [Draw(p, c, t, cadre) for cadre in t.cadres]
    pace = pace_of_search(p, t, pace, ordered_sum(draw.experienced for draw in draws) / float(t.n))
    left = allow_for_colleagues(p, c, t, pace, draws)
    for draw, cadre in zip(draws, t.cadres, strict=True):
        draw.leave(left)
        masses, scale = draw.masses, draw.scale()
        for d in range(len(t.jobs)):
            cadre.real[d] += pace * (masses.real[d] * scale - cadre.real[d])
            cadre.paper[d] += pace * (masses.paper[d] * scale - cadre.paper[d])
        for kind in SPECIAL:
            cadre.special[kind] += pace * (masses.special[kind] * scale - cadre.special[kind])
