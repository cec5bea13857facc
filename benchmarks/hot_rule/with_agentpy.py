"""agentpy: agents with attributes in an `AgentList`, whose methods are called on all of it."""

from __future__ import annotations

import agentpy

from . import agents
from .inputs import Inputs

NAME, PACKAGE = "agentpy", "agentpy"


class Township(agents.Township, agentpy.Agent):
    """A township as an agent of agentpy, which calls `setup` with the arguments that it is created with."""


class Cadre(agents.Cadre, agentpy.Agent):
    """A cadre as an agent of agentpy, which calls `setup` with the arguments that it is created with."""


class Contender(agents.Results, agentpy.Model):
    def __init__(self, inputs: Inputs) -> None:
        super().__init__({"seed": 1})
        towns, posts = inputs.share.shape[:2]
        self.townships = agentpy.AgentList(self, [Township(self, inputs, j) for j in range(towns)])
        both = [(township, j, i) for j, township in enumerate(self.townships) for i in range(posts)]
        self.cadres = agentpy.AgentList(self, [Cadre(self, township, inputs, j, i) for township, j, i in both])

    def step(self) -> None:
        self.cadres.choose()
        self.townships.add_up()
