"""The schedule: odd.md, section 3."""

from . import blame, county, ladder, learning, measures, minds, offices, readings, work
from .scheme import Reforms, make_scheme


class Twin:
    """One case, month by month; `rows` and `levels` grow by one entry a month."""

    def __init__(self, case):
        make = (case.regime, case.behaviour, case.covered)
        self.p = make_scheme(*make)
        self.reforms = Reforms(self.p, make_scheme(*make), case.overlays)
        self.months, self.month = case.months, 0
        self.rows, self.levels = [], []
        self.reforms.lay(-1)
        self.c = county.County(self.p, case.place, case.seed)
        set_up(self.p, self.c)

    def run(self):
        while self.month < self.months:
            self.step()
        return self

    def step(self):
        self.run_month()
        if self.month % 12 == 0 and self.month > 0:
            self.january()
        self.measure()

    def run_month(self):
        """Phases 1 to 8."""
        p, c, month = self.p, self.c, self.month
        self.reforms.lay(month)
        county.refresh_weights(p, c)
        offices.act(p, c, month)
        county.spread_burden(p, c)
        for t in c.towns:
            offices.take_load(p, c, t)
            blame.set_means(p, c, t)
        for t in c.towns:
            for turn in range(int(p.choices)):
                if turn > 0:
                    work.intend(p, c, t)
                elif p.choices >= 2.0 or month == 0:
                    work.note(t)
                minds.weigh_up(p, c, t, month)
                minds.choose(p, c, t)
        for t in c.towns:
            work.add_up(p, c, t)
        work.spill_over(p, c)
        for t in c.towns:
            work.move_stocks(p, c, t)
            work.inspect(p, c, t, month)
            work.learn_looks(p, c, t)
        for t in c.towns:
            blame.draw_events(p, c, t, month)
            blame.hold_to_account(p, c, t)
        for t in c.towns:
            readings.book_points(p, t, month)
        readings.take(p, c, month)
        if month % 12 == 11:
            self.december()
        learning.learn_fear(p, c)
        for t in c.towns:
            learning.tire(p, t)
            learning.answer_citizens(p, t)
            learning.wear_villages(p, t)
            learning.observe(t)
        learning.inform_offices(p, c)

    def measure(self):
        row, levels = measures.of_month(self.p, self.c)
        self.rows.append(row)
        self.levels.append(levels)
        self.month += 1

    def december(self):
        ladder.climb(self.p, self.c, self.month)
        offices.grade(self.p, self.c)
        measures.assess_quality(self.p, self.c)
        for t in self.c.towns:
            county.remember_claims(self.p, t)

    def january(self):
        """Phase 9."""
        p, c = self.p, self.c
        county.set_priorities(p, c, self.month)
        learning.imitate(p, c)
        for t in c.towns:
            county.ratchet(p, t)
            learning.change_principal(p, c, t, self.month)
            county.set_targets(p, c, t, self.month)


def set_up(p, c):
    county.set_priorities(p, c, 0)
    for t in c.towns:
        county.draw_town(p, c, t)
    county.refresh_weights(p, c)
    offices.count_indicators(p, c)
    county.spread_burden(p, c)
    ladder.set_blurs(p, c)
    for t in c.towns:
        for job in t.jobs:
            job.fabricated, job.traces = 0.1 * job.assessed, 0.4 * job.assessed
        work.expect_last_step(p, t)
        county.set_targets(p, c, t, 0)
        county.start_shares(t)
