"""Mesa: agents with attributes in an `AgentSet`, whose `do` calls a method of each."""

from __future__ import annotations

from typing import Any

import mesa

from . import agents
from .inputs import Inputs

NAME, PACKAGE = "Mesa", "mesa"


class Township(agents.Township, mesa.Agent):
    """A township as an agent of Mesa."""

    def __init__(self, model: Any, inputs: Inputs, j: int) -> None:
        super().__init__(model)
        self.setup(inputs, j)


class Cadre(agents.Cadre, mesa.Agent):
    """A cadre as an agent of Mesa."""

    def __init__(self, model: Any, township: Township, inputs: Inputs, j: int, i: int) -> None:
        super().__init__(model)
        self.setup(township, inputs, j, i)


class Contender(agents.Results, mesa.Model):
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
