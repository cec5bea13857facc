"""NumPy alone: whole arrays, township by township along the first axis, and products of matrices where they serve."""

from __future__ import annotations

import numpy as np

from .inputs import TIRING, Inputs

NAME, PACKAGE = "NumPy", "numpy"


class Contender:
    def __init__(self, inputs: Inputs) -> None:
        self.x, self.share = inputs, inputs.share.copy()
        q = inputs.cadres
        self.leads = q["leader"] > 0.0
        self.ability = inputs.skill * q["vigour"][:, :, None]
        self.habit = np.concatenate([inputs.portfolio, inputs.portfolio, np.ones((*self.leads.shape, 4))], axis=2)
        self.habit *= inputs.masses[:, None, :]
        self.closed = np.broadcast_to((inputs.masses <= 0.0)[:, None, :], self.share.shape)
        self.sums = np.zeros(inputs.masses.shape)

    def step(self) -> None:
        p, worth = self.x.p, self.worths()
        worth[self.closed] = -np.inf
        worth -= worth.max(axis=2, keepdims=True)
        worth *= p.precision
        drawn = np.exp(worth, out=worth)
        drawn *= self.habit
        drawn *= p.adjustment / drawn.sum(axis=2, keepdims=True)
        self.share *= 1.0 - p.adjustment
        self.share += drawn
        self.sums = self.share.mean(axis=1)

    def of_role(self, pair: np.ndarray) -> np.ndarray:
        """The leaders' value for leaders, the staff's for others: (T, n)."""
        return np.where(self.leads, pair[:, 1:], pair[:, :1])

    def worths(self) -> np.ndarray:
        """What an hour of each activity is worth to each cadre, (T, n, A); x: the `Inputs`, q: traits by name."""
        x, p, q, d = self.x, self.x.p, self.x.cadres, self.x.fields
        share, time = self.share, self.x.time[:, None]
        fear, push = q["exposed"] * self.of_role(x.fear), q["exposed"] * self.of_role(x.push)
        shared = np.where(q["principal"] > 0.0, 1.0, p.team_share)
        ladder = q["money"] * q["drive"]
        team, own = ladder * shared, ladder * (1.0 - shared)
        effort = p.cost_total * (1.0 - time * share[:, :, -1])
        kind, field = p.cost_kind * time, (p.cost_field * time)[:, :, None]

        worth = np.empty(share.shape)
        cares = np.stack([q["money"], q["post"], fear, q["exposed"], q["motivation"], team], axis=2)
        personal = own[:, :, None] * x.portfolio
        felt = cares @ x.real[:, :6] + personal * x.real[:, None, 6]
        cost = effort + kind * share[:, :, :d].sum(axis=2)
        worth[:, :, :d] = self.ability * felt - cost[:, :, None] - field * share[:, :, :d]

        cares = np.stack([q["money"], q["post"], fear, q["exposed"], np.ones_like(fear), team, push], axis=2)
        pays = np.concatenate([x.paper[:, :6], x.defence[:, None]], axis=1)
        cost = effort + kind * share[:, :, d : 2 * d].sum(axis=2) + q["moral"] * p.moral_cost
        felt = cares @ pays + personal * x.paper[:, None, 6]
        worth[:, :, d : 2 * d] = felt - cost[:, :, None] - field * share[:, :, d : 2 * d]

        tired = effort[:, :, None] + TIRING * kind[:, :, None] * share[:, :, 2 * d : 2 * d + 3]
        shown = np.stack([q["money"], q["post"], team], axis=2) @ x.showcase[:, :, None]
        cares = np.stack([q["money"], q["post"], fear, q["exposed"], q["motivation"], team], axis=2)
        new = (cares @ x.initiative[:, :, None])[:, :, 0] - q["exposed"] * self.of_role(x.failure)
        worth[:, :, 2 * d] = shown[:, :, 0] - tired[:, :, 0]
        worth[:, :, 2 * d + 1] = new - tired[:, :, 1]
        worth[:, :, 2 * d + 2] = push * x.moved[:, None] - q["moral"] * x.social[:, None] - tired[:, :, 2]
        seen = q["exposed"] * x.slack_loss[:, None]
        worth[:, :, 2 * d + 3] = p.slack_pay - seen
        return worth

    def shares(self) -> np.ndarray:
        return self.share

    def hours(self) -> np.ndarray:
        return self.sums
