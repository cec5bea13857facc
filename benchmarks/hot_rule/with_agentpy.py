"""agentpy: agents with attributes in an `AgentList`, whose methods are called on all of it."""

from __future__ import annotations

from typing import Any

import agentpy
import numpy as np

from ..mesa_plain.choice import choose
from . import agents
from .inputs import Inputs

NAME, PACKAGE = "agentpy", "agentpy"


class Township(agentpy.Agent):
    def setup(self, inputs: Inputs, j: int) -> None:
        self.terms: Any = inputs.terms(j)
        self.cadres: list[Any] = []
        self.hours: list[float] = []

    def add_up(self) -> None:
        self.hours = agents.add_up(self.cadres)


class Cadre(agentpy.Agent):
    def setup(self, township: Township, inputs: Inputs, j: int, i: int) -> None:
        self.township = township
        township.cadres.append(self)
        agents.give_traits(self, inputs, j, i)

    def choose(self) -> None:
        choose(self, self.township.terms)


class Contender(agentpy.Model):
    def __init__(self, inputs: Inputs) -> None:
        super().__init__({"seed": 1})
        towns, posts = inputs.share.shape[:2]
        self.townships = agentpy.AgentList(self, [Township(self, inputs, j) for j in range(towns)])
        both = [(township, j, i) for j, township in enumerate(self.townships) for i in range(posts)]
        self.cadres = agentpy.AgentList(self, [Cadre(self, township, inputs, j, i) for township, j, i in both])

    def step(self) -> None:
        self.cadres.choose()
        self.townships.add_up()

    def shares(self) -> np.ndarray:
        return agents.shares_of(township.cadres for township in self.townships)

    def hours(self) -> np.ndarray:
        return np.array([township.hours for township in self.townships])
