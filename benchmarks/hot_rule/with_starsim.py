"""starsim: one module; states are arrays over people, one for each field; township terms are looked up by index."""

from __future__ import annotations

from typing import Any

import numpy as np
import starsim as ss

from .inputs import TIRING, Inputs

NAME, PACKAGE = "starsim", "starsim"


class Choice(ss.Module):
    """The rule of `agents.choose` over arrays of all cadres; d is the number of fields, x the `Inputs`."""

    def __init__(self, inputs: Inputs, **kwargs: Any) -> None:
        super().__init__(name="choice", **kwargs)
        self.x, self.d = inputs, inputs.fields
        self.define_states(*[ss.FloatArr(name) for name in inputs.columns()])
        towns, posts = inputs.share.shape[:2]
        self.town = np.repeat(np.arange(towns), posts)
        self.hours = np.zeros(inputs.masses.shape)

    def init_post(self) -> None:
        super().init_post()
        for name, values in self.x.columns().items():
            getattr(self, name)[:] = values

    def all_of(self, kind: str, count: int) -> list[np.ndarray]:
        """States `kind_0` and the following, `count` in all, each (cadres,)."""
        return [getattr(self, f"{kind}_{k}").values for k in range(count)]

    def step(self) -> None:
        p, town, d = self.x.p, self.town, self.d
        worths, share = self.worths(), self.all_of("share", 2 * d + 4)
        portfolio = self.all_of("portfolio", d)
        best = np.maximum.reduce(worths)
        drawn = [np.exp(p.precision * (worth - best)) * self.x.masses[town, a] for a, worth in enumerate(worths)]
        for a in range(2 * d):
            drawn[a] *= portfolio[a % d]
        scale = p.adjustment / np.add.reduce(drawn)
        posts = np.bincount(town)
        for a, new in enumerate(drawn):
            moved = (1.0 - p.adjustment) * share[a] + scale * new
            getattr(self, f"share_{a}")[:] = moved
            self.hours[:, a] = np.bincount(town, moved) / posts

    def of_role(self, pair: np.ndarray) -> np.ndarray:
        """For each cadre the staff's or the leaders' value of its township; pair: (townships, 2)."""
        return pair[self.town, (self.leader.values > 0.0).astype(int)]

    def worths(self) -> list[np.ndarray]:
        """What an hour of each activity is worth to each cadre; letters as in `agents.choose`."""
        x, p, town, d = self.x, self.x.p, self.town, self.d
        money, post, exposed, moral = (getattr(self, name).values for name in ("money", "post", "exposed", "moral"))
        motivation, share, time = self.motivation.values, self.all_of("share", 2 * d + 4), x.time[town]
        fear, push = exposed * self.of_role(x.fear), exposed * self.of_role(x.push)
        shared = np.where(self.principal.values > 0.0, 1.0, p.team_share)
        ladder = money * self.drive.values
        team, own = ladder * shared, ladder * (1.0 - shared)
        effort = p.cost_total * (1.0 - time * share[-1])
        kind, field = p.cost_kind * time, p.cost_field * time
        skill, portfolio, vigour = self.all_of("skill", d), self.all_of("portfolio", d), self.vigour.values

        worths = []
        cost = effort + kind * np.add.reduce(share[:d])
        for k in range(d):
            m, s, f, e, v, g, o = x.real[town, :, k].T
            felt = money * m + post * s + fear * f + exposed * e + motivation * v + team * g + own * portfolio[k] * o
            worths.append(skill[k] * vigour * felt - cost - field * share[k])
        cost = effort + kind * np.add.reduce(share[d : 2 * d]) + moral * p.moral_cost
        for k in range(d):
            m, s, f, e, v, g, o = x.paper[town, :, k].T
            felt = money * m + post * s + fear * f + exposed * e + v + team * g + own * portfolio[k] * o
            worths.append(felt + push * x.defence[town, k] - cost - field * share[d + k])
        m, s, g = x.showcase[town].T
        tired = TIRING * kind
        worths.append(money * m + post * s + team * g - effort - tired * share[2 * d])
        m, s, f, e, v, g = x.initiative[town].T
        new = money * m + post * s + fear * f + exposed * (e - self.of_role(x.failure)) + motivation * v + team * g
        worths.append(new - effort - tired * share[2 * d + 1])
        worths.append(push * x.moved[town] - moral * x.social[town] - effort - tired * share[2 * d + 2])
        worths.append(p.slack_pay - exposed * x.slack_loss[town])
        return [np.where(x.masses[town, a] > 0.0, worth, -np.inf) for a, worth in enumerate(worths)]


class Contender:
    def __init__(self, inputs: Inputs) -> None:
        self.module = Choice(inputs)
        self.shape = inputs.share.shape
        self.sim = ss.Sim(n_agents=self.shape[0] * self.shape[1], modules=self.module, copy_inputs=False, verbose=0)
        self.sim.init()
        self.module = self.sim.get_module("choice")

    def step(self) -> None:
        self.module.step()

    def shares(self) -> np.ndarray:
        return np.stack(self.module.all_of("share", self.shape[2]), axis=1).reshape(self.shape)

    def hours(self) -> np.ndarray:
        return self.module.hours
