"""The schedule, phase by phase: odd.md, section 3; `sim/month.py`."""

from . import (
    choice,
    complaints,
    contests,
    detection,
    exemptions,
    indicators,
    ladder,
    learning,
    load,
    measures,
    motivation,
    offices,
    people,
    production,
    rankings,
    readings,
    responsibility,
    step,
    targets,
    vetoes,
    warmup,
    weights,
    worth,
)
from .county import County
from .scheme import Reforms, make_scheme


class Twin:
    """One case, month by month: what `sim.world.World` computes, in plain Python.

    rows, levels: for each month run, the measures in the order of `sim.measures`, and mean true levels by field.
    """

    def __init__(self, case):
        warm = getattr(case, "warmup", None)  # tied counties have none
        first, before = warm or case, warm.months if warm else 0
        make = (first.regime, case.behaviour, case.covered)
        self.p = make_scheme(*make)
        self.reforms = Reforms(self.p, make_scheme(*make), warmup.shifted(first.overlays, before))
        self.case, self.warm, self.months, self.month = case, before, before + case.months, 0
        self.rows, self.levels = [], []
        self.reforms.lay(-1)
        self.c = County(self.p, case.place, case.seed)
        set_up(self.p, self.c)

    def run(self):
        """Run all months that are left; the model itself."""
        while self.month < self.months:
            self.step()
        return self

    def step(self):
        """One month: phases 1 to 8, phase 9 in January, and the measures; before it, the end of a warm-up."""
        if self.warm and self.month == self.warm:
            warmup.take_over(self, self.case)
        self.run_month()
        if self.month % 12 == 0 and self.month > 0:
            self.january()
        self.measure()

    def run_month(self):
        """Phases 1 to 8."""
        p, c, month = self.p, self.c, self.month
        self.reforms.lay(month)
        rankings.rank_unofficially(p, self.reforms.as_written.rank_stakes, c)
        weights.refresh_weights(p, c)
        offices.act(p, c, month)
        weights.spread_burden(p, c)
        for t in c.towns:
            load.take_load(p, c, t)
            responsibility.set_means(p, c, t)
            t.vetoed = 0.0 if month % 12 == 0 else t.vetoed
        for t in c.towns:
            for turn in range(int(p.choices)):
                if turn > 0:
                    production.intend(p, c, t)
                elif p.choices >= 2.0 or month == 0:
                    production.note_effort(t)
                worth.value_township(p, c, t, month)
                choice.choose(p, c, t)
        for t in c.towns:
            production.add_up_work(p, c, t)
        production.share_work(p, c)
        for t in c.towns:
            production.move_stocks(p, c, t)
            detection.inspect(p, c, t, month)
            detection.look_further(p, c, t, month)
        for t in c.towns:
            responsibility.draw_events(p, c, t, month)
            responsibility.hold_to_account(p, c, t)
            vetoes.strike(p, c, t, month)
        for t in c.towns:
            readings.book_points(p, c, t, month)
            complaints.complain(p, t)
        if month % 12 == 11 and p.step_seen > 0.0:
            for t in c.towns:
                step.top_up(p, c, t)
        readings.take_readings(p, c, month)
        measures.note_paper(c, month)
        if month % 12 == 11:
            self.december()
        learning.learn_fear(p, c)
        for t in c.towns:
            learning.burn_out(p, t)
            learning.answer_citizens(p, t)
            learning.wear_villages(p, t)
            learning.observe(t)
            motivation.move_drive(p, c, t)
        learning.inform_offices(p, c)
        exemptions.grant_exemptions(p, c)
        complaints.hear_complaints(p, c)

    def measure(self):
        """The month's row of measures, and true levels."""
        row, levels = measures.of_month(self.p, self.c)
        self.rows.append(row)
        self.levels.append(levels)
        self.month += 1

    def december(self):
        """Second part of phase 7, in December: the ladder, grades of offices, quality of the assessment."""
        ladder.climb(self.p, self.c, self.month)
        offices.grade_offices(self.p, self.c)
        measures.assess_quality(self.p, self.c)
        for t in self.c.towns:
            targets.remember_claims(self.p, t)

    def january(self):
        """Phase 9, at the end of January: priorities, habits, targets, principals."""
        p, c = self.p, self.c
        targets.set_priorities(p, c, self.month)
        learning.imitate(p, c)
        for t in c.towns:
            targets.ratchet(p, t)
            people.change_principal(p, c, t, self.month)
            targets.set_targets(p, c, t, self.month)


def set_up(p, c):
    """What precedes the first month: townships and cadres are drawn, targets set, hours divided by habit."""
    targets.set_priorities(p, c, 0)
    for t in c.towns:
        people.draw_township(p, c, t)
    weights.refresh_weights(p, c)
    indicators.own_indicators(p, c)
    indicators.count_indicators(p, c)
    weights.spread_burden(p, c)
    contests.set_blurs(p, c)
    for t in c.towns:
        production.start_stocks(p, t)
        targets.set_targets(p, c, t, 0)
        people.start_shares(t)
