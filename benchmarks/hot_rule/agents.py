"""The rule in plain Python, written for speed over lists: what agents of Mesa and of agentpy do."""

from __future__ import annotations

from math import exp, inf
from types import SimpleNamespace
from typing import Any

import numpy as np

from .inputs import TIRING, Inputs

OF_TOWNSHIP = ("showcase", "initiative", "fear", "push", "failure", "moved", "social", "slack_loss")


def terms(inputs: Inputs, j: int) -> SimpleNamespace:
    """What an hour of each activity pays in township j this month, what it costs, and habits, as lists and floats.

    real, paper: by field, what `Inputs` has of that name, then the mass, then for paper the defence; masses: of the
    four activities outside the fields; p: parameters; the others are as in `Inputs`.
    """
    d, p, masses, time = inputs.fields, inputs.p, inputs.masses[j], inputs.time[j].tolist()
    return SimpleNamespace(
        p=p,
        time=time,
        cost_kind=p.cost_kind * time,
        cost_field=p.cost_field * time,
        real=np.vstack([inputs.real[j], masses[:d]]).T.tolist(),
        paper=np.vstack([inputs.paper[j], masses[d : 2 * d], inputs.defence[j]]).T.tolist(),
        masses=masses[2 * d :].tolist(),
        **{name: getattr(inputs, name)[j].tolist() for name in OF_TOWNSHIP},
    )


class Township:
    """What a township is and does in each framework: its terms, its cadres, and the mean of their shares of time."""

    def setup(self, inputs: Inputs, j: int) -> None:
        self.terms = terms(inputs, j)
        self.cadres: list[Cadre] = []
        self.hours: list[float] = []

    def add_up(self) -> None:
        n = len(self.cadres)
        self.hours = [sum(shares) / n for shares in zip(*[cadre.share for cadre in self.cadres], strict=True)]


class Cadre:
    """Traits of cadre i of township j, and its shares of time: real work by field, paper by field, the other four."""

    def setup(self, township: Township, inputs: Inputs, j: int, i: int) -> None:
        township.cadres.append(self)
        self.terms = township.terms
        vars(self).update({name: float(values[j, i]) for name, values in inputs.cadres.items()})
        self.skill, self.portfolio = inputs.skill[j, i].tolist(), inputs.portfolio[j, i].tolist()
        self.share: list[float] = inputs.share[j, i].tolist()

    def choose(self) -> None:
        choose(self, self.terms)


class Results:
    """What a model of such townships gives back."""

    townships: Any

    def shares(self) -> np.ndarray:
        return np.array([[cadre.share for cadre in township.cadres] for township in self.townships])

    def hours(self) -> np.ndarray:
        return np.array([township.hours for township in self.townships])


def choose(cadre: Any, x: SimpleNamespace) -> None:
    """Move a cadre's shares of time towards the logit of what hours are worth, as if nobody else moved.

    x: the township's `terms`. In the loops, what an hour pays: m in money, s in posts, f in fear avoided, e in exposure
    avoided, v in service, g in the team's score, o in the own score.
    """
    p, share, portfolio, d = x.p, cadre.share, cadre.portfolio, len(cadre.skill)
    money, post, exposed, moral = cadre.money, cadre.post, cadre.exposed, cadre.moral
    led, motivation, ability = cadre.leader > 0.0, cadre.motivation, cadre.vigour
    fear, push = exposed * x.fear[led], exposed * x.push[led]
    shared = 1.0 if cadre.principal > 0.0 else p.team_share
    ladder = money * cadre.drive
    team, own = ladder * shared, ladder * (1.0 - shared)
    effort, dearer = p.cost_total * (1.0 - x.time * share[-1]), x.cost_field

    worths, masses = [], []
    cost = effort + x.cost_kind * sum(share[:d])
    for (m, s, f, e, v, g, o, mass), skill, part, now in zip(x.real, cadre.skill, portfolio, share, strict=False):
        felt = money * m + post * s + fear * f + exposed * e + motivation * v + team * g + own * part * o
        worths.append(skill * ability * felt - cost - dearer * now if mass > 0.0 else -inf)
        masses.append(mass * part)
    cost = effort + x.cost_kind * sum(share[d : 2 * d]) + moral * p.moral_cost
    for (m, s, f, e, v, g, o, mass, defence), part, now in zip(x.paper, portfolio, share[d:], strict=False):
        felt = money * m + post * s + fear * f + exposed * e + v + team * g + own * part * o + push * defence
        worths.append(felt - cost - dearer * now if mass > 0.0 else -inf)
        masses.append(mass * part)
    showcase, initiative, shifting = (effort + TIRING * x.cost_kind * now for now in share[2 * d : -1])
    m, s, g = x.showcase
    shown = money * m + post * s + team * g - showcase
    m, s, f, e, v, g = x.initiative
    new = money * m + post * s + fear * f + exposed * (e - x.failure[led]) + motivation * v + team * g - initiative
    shifted = push * x.moved - moral * x.social - shifting
    slack = p.slack_pay - exposed * x.slack_loss
    others = zip((shown, new, shifted, slack), x.masses, strict=True)
    worths += [worth if mass > 0.0 else -inf for worth, mass in others]
    masses += x.masses

    best, precision = max(worths), p.precision
    drawn = [mass * exp(precision * (worth - best)) for mass, worth in zip(masses, worths, strict=True)]
    stay, scale = 1.0 - p.adjustment, p.adjustment / sum(drawn)
    cadre.share = [stay * now + scale * to for now, to in zip(share, drawn, strict=True)]
