"""Cadres' choice, the rule that takes most of the time: 20 or so activities, one softmax, one step towards it.

What all cadres of a township have in common is worked out once a month (`Terms`), as anybody would who had looked at
a profile; `draw` and `move` then are passes over plain lists for each cadre (eq. 70 to 77 of docs/equations.md).
Between the two a township works out what is left of its cadres' draws (`colleagues`); `choose` is both at once, the
rule without that, which frameworks are compared by (`benchmarks/hot_rule`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf
from typing import Any

SPECIAL = ("showcase", "initiative", "shifting", "slack")
SHOWCASE_EFFORT, BURNOUT_SLACK, TIRING = 0.04, 0.06, 3.0
SOCIAL_COST = {"down": 0.85, "side": 1.15, "up": 1.0}

LOWEST = -1e300  # below any worth; closed activities are worth minus infinity

Pair = tuple[float, float]  # for staff, for leaders
Field = tuple[float, ...]  # money, post, fear, exposed, service or hiding, team, own, mass; for paper also defence


@dataclass(slots=True)
class Terms:
    """What an hour of each activity pays in one township this month, by what cadres care for; costs; habits."""

    fear: Pair
    push: Pair
    failure: Pair
    real: list[Field]
    paper: list[Field]
    showcase: tuple[float, float, float]
    initiative: tuple[float, float, float, float, float]
    moved: float
    social: float
    slack_pay: float
    slack_loss: float
    masses: tuple[float, float, float, float]
    time: float
    cost_total: float
    cost_kind: float
    cost_field: float
    tiring: float
    moral_cost: float
    team_share: float
    precision: float
    adjustment: float


def terms(p: Any, c: Any, t: Any) -> Terms:
    """The terms of one township, once it has weighed what an hour is worth."""
    alone, means = p.punishment_individualisation, t.means
    moved = means.down + means.side + means.up
    social = sum(getattr(means, way) * cost for way, cost in SOCIAL_COST.items())
    failing = p.error * p.error_loss * p.severity * p.accountability_pressure * (1.0 - c.tolerance) * alone
    return Terms(
        fear=_pair(t.fear, 12.0 * alone),
        push=_pair(t.push_worth, alone),
        failure=_pair(t.own_rest, failing),
        real=[_of_real(job.real_worth, t.habit["real"] * job.need) for job in t.jobs],
        paper=[_of_paper(p, t, job) for job in t.jobs],
        showcase=(t.showcase_worth.money, t.showcase_worth.post, t.showcase_worth.team),
        initiative=tuple(getattr(t.initiative_worth, name) for name in ("money", "post", "fear", "service", "team")),
        moved=moved,
        social=p.shift_cost * social / moved if moved > 0.0 else p.shift_cost,
        slack_pay=p.slack_pay,
        slack_loss=t.slack_loss,
        masses=tuple(t.habit[kind] for kind in SPECIAL),
        time=t.time,
        cost_total=p.cost_total,
        cost_kind=p.cost_kind * t.time,
        cost_field=p.cost_field * t.time,
        tiring=TIRING * p.cost_kind * t.time,
        moral_cost=p.moral_cost,
        team_share=p.team_share,
        precision=p.precision,
        adjustment=p.adjustment,
    )


def _pair(leaders_and_staff: list[float], times: float) -> Pair:
    leaders, staff = leaders_and_staff
    return times * staff, times * leaders


def _of_real(worth: Any, mass: float) -> Field:
    return (worth.money, worth.post, worth.fear, worth.exposed, worth.service, worth.team, worth.own, mass)


def _of_paper(p: Any, t: Any, job: Any) -> Field:
    keep = p.patience * job.keep_traces
    defence = t.means.files * job.weight * job.to_traces * keep / (1.0 - keep)
    return (*_of_real(job.paper_worth, t.habit["paper"] * job.burden * job.assessed), defence)


def choose(cadre: Any, x: Terms) -> None:
    """Move one cadre's shares of time towards the logit, as if nobody else moved."""
    move(cadre, draw(cadre, x), x.adjustment)


def draw(cadre: Any, x: Terms) -> list[float]:
    """Masses of the logit of what hours are worth to one cadre: real work by field, paper by field, then `SPECIAL`.

    cadre: traits and lists `skill`, `portfolio`, `real`, `paper` by field, and the dict `special`.
    """
    led = cadre.leader > 0.0
    money, post, exposed, moral = cadre.money_stake, cadre.post_stake, cadre.exposure, cadre.morals
    motivation, special = cadre.motivation, cadre.special
    fear, push = exposed * x.fear[led], exposed * x.push[led]
    shared = 1.0 if cadre.principal > 0.0 else x.team_share
    ladder = money * cadre.drive
    team, own = ladder * shared, ladder * (1.0 - shared)
    effort = x.cost_total * (1.0 - x.time * special["slack"])

    worths, masses = [], []
    cost, dearer, ability = effort + x.cost_kind * sum(cadre.real), x.cost_field, cadre.vigour
    for (m, s, f, e, v, g, o, mass), skill, part, share in zip(
        x.real, cadre.skill, cadre.portfolio, cadre.real, strict=True
    ):
        felt = money * m + post * s + fear * f + exposed * e + motivation * v + team * g + own * part * o
        worths.append(skill * ability * felt - cost - dearer * share if mass > 0.0 else -inf)
        masses.append(mass * part)
    cost = effort + x.cost_kind * sum(cadre.paper) + moral * x.moral_cost
    for (m, s, f, e, v, g, o, mass, defence), part, share in zip(x.paper, cadre.portfolio, cadre.paper, strict=True):
        felt = money * m + post * s + fear * f + exposed * e + v + team * g + own * part * o + push * defence
        worths.append(felt - cost - dearer * share if mass > 0.0 else -inf)
        masses.append(mass * part)
    _add_special(cadre, x, fear, push, team, effort, worths)
    masses += x.masses

    best, precision = max(max(worths), LOWEST), x.precision
    return [mass * exp(precision * (worth - best)) for mass, worth in zip(masses, worths, strict=True)]


def move(cadre: Any, masses: list[float], step: float) -> None:
    """Go that part of the way towards shares in proportion to the masses (eq. 77)."""
    total, n, special = sum(masses), len(cadre.real), cadre.special
    scale = step / total if total > 0.0 else 0.0
    stay = 1.0 - step
    cadre.real = [stay * share + scale * to for share, to in zip(cadre.real, masses[:n], strict=True)]
    cadre.paper = [stay * share + scale * to for share, to in zip(cadre.paper, masses[n : 2 * n], strict=True)]
    for kind, to in zip(SPECIAL, masses[2 * n :], strict=True):
        special[kind] = stay * special[kind] + scale * to


def _add_special(
    cadre: Any, x: Terms, fear: float, push: float, team: float, effort: float, worths: list[float]
) -> None:
    """Worth of showcase, initiative, shifting and slack."""
    money, post, exposed, special = cadre.money_stake, cadre.post_stake, cadre.exposure, cadre.special
    m, s, g = x.showcase
    shown = money * m + post * s + team * g - SHOWCASE_EFFORT - effort - x.tiring * special["showcase"]
    m, s, f, v, g = x.initiative
    new = money * m + post * s + fear * f + cadre.motivation * v + team * g
    new -= exposed * x.failure[cadre.leader > 0.0] + effort + x.tiring * special["initiative"]
    shifted = push * x.moved - cadre.morals * x.social - effort - x.tiring * special["shifting"]
    slack = x.slack_pay + BURNOUT_SLACK * cadre.burnout - exposed * x.slack_loss
    for worth, mass in zip((shown, new, shifted, slack), x.masses, strict=True):
        worths.append(worth if mass > 0.0 else -inf)
