"""The agents: offices of the county, townships, cadres. Their methods are the phases that `CountyModel.step` asks for.

p is the regime in force, c the county with what all agents share; both belong to the model.
"""

from __future__ import annotations

from typing import Any

import mesa

from .rules import (
    choice,
    complaints,
    county,
    detection,
    learning,
    load,
    motivation,
    offices,
    people,
    production,
    readings,
    responsibility,
    step,
    targets,
    vetoes,
    worth,
)


class Office(mesa.Agent):
    """A county office: shares of its effort by use, indicators, visits a month, grade between 0 and 1."""

    def __init__(self, model: Any, written: Any, start: Any) -> None:
        super().__init__(model)
        self.written = written  # the office as the regime in force has it
        self.share, self.indicators = start.share, start.indicators
        self.owned, self.visits_made = start.owned, start.visits_made
        self.visit_rate, self.grade = start.visit_rate, start.grade
        self.assists, self.compares = start.assists, start.compares

    def act(self, rivals: float) -> None:
        offices.act_alone(self.model.p, self.model.county, self.written, self, rivals, self.model.month)


class Township(mesa.Agent, county.Town):
    """A township: stocks, targets and beliefs, one job for each field, and its cadres, who choose together."""

    def __init__(self, model: Any, row: Any) -> None:
        super().__init__(model, model.p, row)
        self.cadres = [Cadre(model, model.p, post, row.cadres) for post in range(row.cadres)]

    def receive_load(self) -> None:
        load.take_load(self.model.p, self.model.county, self)
        responsibility.set_means(self.model.p, self.model.county, self)
        self.vetoed = 0.0 if self.model.month % 12 == 0 else self.vetoed

    def choose(self) -> None:
        """Cadres weigh what an hour is worth and move towards it, as often a month as the model's `choices` says."""
        p, c, month = self.model.p, self.model.county, self.model.month
        for turn in range(int(p.choices)):
            if turn > 0:
                production.intend(p, c, self)
            elif p.choices >= 2.0 or month == 0:
                production.note_effort(self)
            worth.value_township(p, c, self, month)
            choice.choose(p, c, self)

    def add_up_work(self) -> None:
        production.add_up_work(self.model.p, self.model.county, self)

    def move_stocks(self) -> None:
        p, c = self.model.p, self.model.county
        production.move_stocks(p, c, self)
        detection.inspect(p, c, self, self.model.month)
        detection.look_further(p, c, self, self.model.month)

    def answer_for_events(self) -> None:
        responsibility.draw_events(self.model.p, self.model.county, self, self.model.month)
        responsibility.hold_to_account(self.model.p, self.model.county, self)
        vetoes.strike(self.model.p, self.model.county, self, self.model.month)

    def book_points(self) -> None:
        readings.book_points(self.model.p, self.model.county, self, self.model.month)
        complaints.complain(self.model.p, self)

    def top_up(self) -> None:
        step.top_up(self.model.p, self.model.county, self)

    def learn(self) -> None:
        learning.burn_out(self.model.p, self)
        learning.answer_citizens(self.model.p, self)
        learning.wear_villages(self.model.p, self)
        learning.observe(self)
        motivation.move_drive(self.model.p, self.model.county, self)

    def remember_claims(self) -> None:
        targets.remember_claims(self.model.p, self)

    def turn_year(self) -> None:
        p, c, month = self.model.p, self.model.county, self.model.month
        targets.ratchet(p, self)
        people.change_principal(p, c, self, month)
        targets.set_targets(p, c, self, month)


class Cadre(mesa.Agent, county.Cadre):
    """A cadre: traits, skill and portfolio by field, and shares of discretionary time by activity."""
