"""The model: a county of agents, month by month, in the order of docs/odd.md, section 3."""

from __future__ import annotations

from typing import Any

import mesa
from mesa.datacollection import DataCollector

from sim.measures import NAMES

from .agents import Cadre, Office, Township
from .rules import (
    complaints,
    county,
    exemptions,
    indicators,
    ladder,
    learning,
    measures,
    model,
    offices,
    production,
    rankings,
    readings,
    scheme,
    targets,
    weights,
)


class CountyModel(mesa.Model):
    """One case as a Mesa model; `datacollector` holds every outcome measure of every month."""

    def __init__(self, case: Any) -> None:
        super().__init__(seed=case.seed)
        make = (case.regime, case.behaviour, case.covered)
        self.p: Any = scheme.make_scheme(*make)
        self.reforms = scheme.Reforms(self.p, scheme.make_scheme(*make), case.overlays)
        self.reforms.lay(-1)
        self.county: Any = county.County(self.p, case.place, case.seed, lambda p, row: Township(self, row))
        both = zip(self.p.offices, self.county.offices, strict=True)
        self.county.offices = [Office(self, written, start) for written, start in both]
        self.offices, self.townships = self.agents_by_type[Office], self.agents_by_type[Township]
        self.cadres = self.agents_by_type[Cadre]
        self.month, self.row = 0, dict.fromkeys(NAMES, 0.0)
        self.datacollector = DataCollector(
            model_reporters={name: lambda model, name=name: model.row[name] for name in NAMES}
        )
        model.set_up(self.p, self.county)

    def step(self) -> None:
        """One month."""
        p, c = self.p, self.county
        self.reforms.lay(self.month)
        rankings.rank_unofficially(p, self.reforms.as_written.rank_stakes, c)
        weights.refresh_weights(p, c)
        indicators.own_indicators(p, c)
        self.offices.do("act", indicators.proliferation(p, c))
        offices.act_together(p, c, self.month)
        weights.spread_burden(p, c)
        for phase in ("receive_load", "choose", "add_up_work"):
            self.townships.do(phase)
        production.share_work(p, c)
        for phase in ("move_stocks", "answer_for_events", "book_points"):
            self.townships.do(phase)
        if self.month % 12 == 11 and p.step_seen > 0.0:
            self.townships.do("top_up")
        readings.take_readings(p, c, self.month)
        measures.note_paper(c, self.month)
        if self.month % 12 == 11:
            self.end_year()
        learning.learn_fear(p, c)
        self.townships.do("learn")
        learning.inform_offices(p, c)
        exemptions.grant_exemptions(p, c)
        complaints.hear_complaints(p, c)
        if self.month % 12 == 0 and self.month > 0:
            self.begin_year()
        self.row, _ = measures.of_month(p, c)
        self.datacollector.collect(self)
        self.month += 1

    def end_year(self) -> None:
        """December: awards, grades of offices, next year's comparison."""
        ladder.climb(self.p, self.county, self.month)
        offices.grade_offices(self.p, self.county)
        measures.assess_quality(self.p, self.county)
        self.townships.do("remember_claims")

    def begin_year(self) -> None:
        """End of January: priorities, habits, principals, targets."""
        targets.set_priorities(self.p, self.county, self.month)
        learning.imitate(self.p, self.county)
        self.townships.do("turn_year")
