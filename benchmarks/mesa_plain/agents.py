"""The agents: offices of the county, townships, cadres. Each acts by methods that `CountyModel.step` asks of all."""

from __future__ import annotations

from operator import mul
from typing import Any

import mesa

from . import choice, colleagues
from .rules import rules


class Office(mesa.Agent):
    """A county office: shares of its effort, indicators, visits, grade."""

    def __init__(self, model: Any, written: Any, start: Any) -> None:
        super().__init__(model)
        self.written = written  # the office as the regime in force has it
        self.share, self.indicators, self.visit_rate, self.grade = start.share, start.indicators, 0.0, start.grade

    def act(self, rivals: float, month: int) -> None:
        rules.offices.act_alone(self.model.p, self.model.county, self.written, self, rivals, month)


class Township(mesa.Agent, rules.county.Town):
    """A township: stocks, targets, beliefs and one job for each field."""

    def __init__(self, model: Any, row: Any) -> None:
        super().__init__(model, model.p, row)
        self.cadres = [Cadre(model, self, post, row.cadres) for post in range(row.cadres)]
        self.terms: Any = None
        self.left: list[float] = []  # of the draws of each activity

    def receive_load(self) -> None:
        rules.offices.take_load(self.model.p, self.model.county, self)
        rules.blame.set_means(self.model.p, self.model.county, self)

    def weigh_up(self) -> None:
        if self.model.month == 0:  # later it is noted when work is added up
            rules.work.note(self)
        rules.minds.weigh_up(self.model.p, self.model.county, self, self.model.month)
        self.terms = choice.terms(self.model.p, self.model.county, self)

    def allow_for_colleagues(self) -> None:
        self.left = colleagues.allow_for(self.model.p, self.model.county, self)

    def add_up_work(self) -> None:
        rules.work.add_up(self.model.p, self.model.county, self)

    def move_stocks(self) -> None:
        p, c = self.model.p, self.model.county
        rules.work.move_stocks(p, c, self)
        rules.work.inspect(p, c, self, self.model.month)
        rules.work.learn_looks(p, c, self)

    def answer_for_events(self) -> None:
        rules.blame.draw_events(self.model.p, self.model.county, self, self.model.month)
        rules.blame.hold_to_account(self.model.p, self.model.county, self)

    def book_points(self) -> None:
        rules.readings.book_points(self.model.p, self, self.model.month)

    def learn(self) -> None:
        p = self.model.p
        rules.learning.tire(p, self)
        rules.learning.answer_citizens(p, self)
        rules.learning.wear_villages(p, self)
        rules.learning.observe(self)

    def remember_claims(self) -> None:
        rules.county.remember_claims(self.model.p, self)

    def turn_year(self) -> None:
        p, c, month = self.model.p, self.model.county, self.model.month
        rules.county.ratchet(p, self)
        rules.learning.change_principal(p, c, self, month)
        rules.county.set_targets(p, c, self, month)


class Cadre(mesa.Agent, rules.county.Cadre):
    """A cadre: traits, skills, portfolio, and shares of discretionary time."""

    def __init__(self, model: Any, township: Township, post: int, posts: int) -> None:
        super().__init__(model, model.p, post, posts)
        self.township = township
        self.masses: list[float] = []

    def draw(self) -> None:
        self.masses = choice.draw(self, self.township.terms)

    def move(self) -> None:
        """Towards what colleagues leave of the draw (eq. 77, 77c)."""
        choice.move(self, list(map(mul, self.masses, self.township.left)), self.township.terms.adjustment)
