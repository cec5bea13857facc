"""Mesa: the cadres of the plain-Mesa model, asked by `AgentSet.do`."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np

from ..mesa_plain.choice import choose
from . import agents
from .inputs import Inputs

NAME, PACKAGE = "Mesa", "mesa"


class Township(mesa.Agent):
    def __init__(self, model: Any, inputs: Inputs, j: int) -> None:
        super().__init__(model)
        self.terms, self.cadres = inputs.terms(j), []
        self.hours: list[float] = []

    def add_up(self) -> None:
        self.hours = agents.add_up(self.cadres)


class Cadre(mesa.Agent):
    def __init__(self, model: Any, township: Township, inputs: Inputs, j: int, i: int) -> None:
        super().__init__(model)
        self.township = township
        township.cadres.append(self)
        agents.give_traits(self, inputs, j, i)

    def choose(self) -> None:
        choose(self, self.township.terms)


class Contender(mesa.Model):
    def __init__(self, inputs: Inputs) -> None:
        super().__init__(seed=1)
        for j in range(len(inputs.share)):
            township = Township(self, inputs, j)
            for i in range(inputs.share.shape[1]):
                Cadre(self, township, inputs, j, i)
        self.townships, self.cadres = self.agents_by_type[Township], self.agents_by_type[Cadre]

    def step(self) -> None:
        self.cadres.do("choose")
        self.townships.do("add_up")

    def shares(self) -> np.ndarray:
        return agents.shares_of(township.cadres for township in self.townships)

    def hours(self) -> np.ndarray:
        return np.array([township.hours for township in self.townships])
