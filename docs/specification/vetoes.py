"""7.29 vetoes strike, and what it is worth to avoid them: `sim/rules/vetoes.py`."""

from .county import zeros
from .decision_rules import patience
from .horizons import months_to
from .mathematics import exp, normal_cdf, power
from .random_numbers import EVENTS
from .rungs import at_stake, rung_scale, rung_slope, standing_on
from .scheme import BOTTOM, POINTS, TARGET, TOP

FULL = 1.5  # loss at which every veto is applied


def certain(p, t):
    """How surely a veto is applied to an incident that nobody moves elsewhere, in a field all under veto."""
    return p.veto_strikes * min(1.0, p.veto_loss * p.accountability_pressure / FULL) * exp(-p.masking * t.shine)


def feared(p, field, t):  # eq. 126a
    """Loss by a veto that people fear besides what the ladder takes."""
    loss = p.veto_loss * p.accountability_pressure
    fined = (1.0 - p.veto_strikes) * p.veto_loss * p.accountability_pressure * field.veto * exp(-p.masking * t.shine)
    return fined + p.veto_strikes * max(0.0, loss - FULL) * field.veto


def strike(p, c, t, month):  # eq. 126
    """Incidents put a township under veto for the rest of the year, unless they get past."""
    if p.veto_strikes <= 0.0:
        return
    for field, job in zip(p.fields, t.jobs, strict=True):
        if job.incident * job.assessed > 0.0:
            chance = certain(p, t) * field.veto * (1.0 - job.shifted_by_leaders)
            if c.random.uniform(EVENTS, t.code, 4, field.event_key, month) < chance:
                t.vetoed = 1.0


class Vetoes:
    """What people expect of vetoes: chances to be spared, and what it is worth to avoid them (eq. 127 to 129).

    spared, year: chances to be spared until this December, and over a whole year. odds, eased: by field, the odds of a
    strike in a month, and the part that one more unit of means takes away. stake: rungs at stake, in money and posts.
    """

    def __init__(self, p, t, month):  # eq. 127
        self.p, self.t, self.month, self.ahead = p, t, month, months_to(12, month)
        self.spared = self.year = 1.0
        self.odds, self.eased = [0.0 for _ in t.jobs], [0.0 for _ in t.jobs]
        self.stake, t.push = zeros("money", "post"), zeros("money", "post")
        if p.veto_strikes <= 0.0:
            return
        month_spared, hours = 1.0, t.shifting[0] * (t.means.down + t.means.side + t.means.up)
        for d, (field, job) in enumerate(zip(p.fields, t.jobs, strict=True)):
            if field.veto * job.assessed <= 0.0:
                continue
            movable = (1.0 - p.clarity) * exp(-(hours + t.means.files * job.traces * job.assessed))
            stays = p.clarity + movable
            chance = job.hazard * certain(p, t) * field.veto * job.assessed * stays
            self.odds[d] = chance / (1.0 - chance)
            self.eased[d] = movable / stays if stays > 0.0 else 0.0
            month_spared *= 1.0 - chance
        self.year = power(month_spared, 12)
        self.spared = (1.0 - t.vetoed) * power(month_spared, self.ahead)

    def put_at_stake(self, c):  # eq. 128
        """Rungs that a veto takes, by the chance to be on their better side."""
        p, t = self.p, self.t
        met = 0.0
        for job in t.jobs:
            if job.assessed > 0.0:
                met += job.weight * normal_cdf((job.expected_reading - job.target) / p.target_blur)
        for k, rung in enumerate(p.rungs):
            if rung.prize <= 0.0 or not at_stake(rung):
                continue
            standing, mine = standing_on(t, rung), c.pools[c.pool(p, t)].rungs[k]
            if rung.rule == TARGET:
                lost = rung_scale(p, rung) * met
            elif rung.rule == POINTS:
                lost = rung_slope(p, c, t, k, standing) * max(0.0, standing)
            elif rung.rule in (TOP, BOTTOM) and mine.places == 0.0:
                continue
            else:
                lost = rung_scale(p, rung) * normal_cdf((standing - mine.cutoff) / max(mine.blur, 0.01))
            setattr(self.stake, "post" if rung.post else "money", self.stake_in(rung) + lost)

    def stake_in(self, rung):
        """What is at stake so far in what a rung pays in."""
        return self.stake.post if rung.post else self.stake.money

    def months_at_risk(self, keep):  # eq. 129
        """Discounted fall of the chances to be under veto, of odds that fall now and keep a part of it each month."""
        now, year, discount = power(keep, self.ahead), power(keep, 12), power(patience(self.p), 12)
        soon = self.spared * (1.0 - now)
        later = self.year * discount * now * (1.0 - year) / (1.0 - discount * year)
        return power(patience(self.p), self.ahead - 1) * (soon + later) / (1.0 - keep)

    def pay(self, worth, units):
        """Add what so many units of fewer odds are worth."""
        worth.money += self.stake.money * units
        worth.post += self.stake.post * units

    def add_in_fields(self, c):
        """Worth of work and of paper that clears, and of means to leaders."""
        p, t = self.p, self.t
        if p.veto_strikes <= 0.0:
            return
        self.put_at_stake(c)
        eased = 0.0
        for job, odds, part in zip(t.jobs, self.odds, self.eased, strict=True):
            if odds > 0.0:
                self.pay(job.real_worth, odds * p.hazard_slope * job.to_level * self.months_at_risk(job.keep_level))
                eased += odds * part
                cleared = odds * part * (t.means.files * job.to_traces)
                self.pay(job.paper_worth, cleared * self.months_at_risk(job.keep_traces))
        eased *= self.spared * power(patience(p), self.ahead - 1)
        self.pay(t.push, eased)

    def add_dazzle(self):
        """Worth of showcases by the vetoes that they get past."""
        if self.p.veto_strikes > 0.0:
            odds = 0.0
            for each in self.odds:
                odds += each
            lasting = self.months_at_risk(1.0 - self.p.showcase_decay)
            self.pay(self.t.showcase_worth, odds * self.p.masking * self.p.showcase_yield * lasting)
