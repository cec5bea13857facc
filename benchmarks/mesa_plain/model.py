"""The model: a county of agents, month by month (odd.md, section 3)."""

from __future__ import annotations

from typing import Any

import mesa
from mesa.datacollection import DataCollector

from sim.measures import NAMES

from .agents import Cadre, Office, Township
from .rules import rules


class CountyModel(mesa.Model):
    """One case as a Mesa model. `datacollector` holds every measure of every month."""

    def __init__(self, case: Any) -> None:
        super().__init__(seed=case.seed)
        make = (case.regime, case.behaviour, case.covered)
        self.p: Any = rules.scheme.make_scheme(*make)
        self.reforms = rules.scheme.Reforms(self.p, rules.scheme.make_scheme(*make), case.overlays)
        self.reforms.lay(-1)
        self.county: Any = rules.county.County(self.p, case.place, case.seed, lambda p, row: Township(self, row))
        both = zip(self.p.offices, self.county.offices, strict=True)
        self.county.offices = [Office(self, written, start) for written, start in both]
        self.offices, self.townships = self.agents_by_type[Office], self.agents_by_type[Township]
        self.cadres = self.agents_by_type[Cadre]
        self.month, self.row = 0, dict.fromkeys(NAMES, 0.0)
        self.datacollector = DataCollector(model_reporters={name: _reporter(name) for name in NAMES})
        rules.model.set_up(self.p, self.county)

    def step(self) -> None:
        """One month."""
        p, c = self.p, self.county
        self.reforms.lay(self.month)
        rules.county.refresh_weights(p, c)
        self.offices.do("act", rules.offices.proliferation(p, c), self.month)
        rules.offices.act_together(p, c)
        rules.county.spread_burden(p, c)
        self.townships.do("receive_load")
        self.townships.do("weigh_up")
        self.cadres.do("draw")
        self.townships.do("allow_for_colleagues")
        self.cadres.do("move")
        self.townships.do("add_up_work")
        rules.work.spill_over(p, c)
        self.townships.do("move_stocks")
        self.townships.do("answer_for_events")
        self.townships.do("book_points")
        rules.readings.take(p, c, self.month)
        if self.month % 12 == 11:
            self.end_year()
        rules.learning.learn_fear(p, c)
        self.townships.do("learn")
        rules.learning.inform_offices(p, c)
        if self.month % 12 == 0 and self.month > 0:
            self.begin_year()
        self.row, _ = rules.measures.of_month(p, c)
        self.datacollector.collect(self)
        self.month += 1

    def end_year(self) -> None:
        """December: the ladder."""
        rules.ladder.climb(self.p, self.county, self.month)
        rules.offices.grade(self.p, self.county)
        rules.measures.assess_quality(self.p, self.county)
        self.townships.do("remember_claims")

    def begin_year(self) -> None:
        """End of January: priorities, habits, principals, targets."""
        rules.county.set_priorities(self.p, self.county, self.month)
        rules.learning.imitate(self.p, self.county)
        self.townships.do("turn_year")


def _reporter(name: str) -> Any:
    return lambda model: model.row[name]
