"""What the rule takes: cadres and townships of real counties of the model after a year, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scenarios import load, load_place
from sim.compile.kernel import kernel
from sim.month import choose_month, close_month, draw_county, open_month
from sim.rules.worth import value_township
from sim.state.arrays import each_township
from sim.state.buffers import BUFFER
from sim.state.enumerations import Channel, Direction, Trait
from sim.world import World

from ..mesa_plain.choice import BURNOUT_SLACK, SHOWCASE_EFFORT, TIRING, Terms

CADRES_PER_TOWNSHIP, TOWNSHIPS = 50, 20
MONTHS_BEFORE = 12
CADRE_TRAITS = {
    "money": Trait.MONEY_STAKE, "post": Trait.POST_STAKE, "exposed": Trait.EXPOSURE, "motivation": Trait.MOTIVATION,
    "moral": Trait.MORALS, "burnout": Trait.BURNOUT, "vigour": Trait.VIGOUR, "drive": Trait.DRIVE,
    "leader": Trait.LEADER, "principal": Trait.PRINCIPAL,
}  # fmt: skip
SHOWCASE = [Channel.MONEY, Channel.POST, Channel.TEAM]
INITIATIVE = [Channel.MONEY, Channel.POST, Channel.FEAR, Channel.SERVICE, Channel.TEAM]
COMMON = (
    "cost_total", "cost_kind", "cost_field", "moral_cost", "team_share", "precision", "adjustment", "slack_pay",
    "shift_cost", "patience", "punishment_individualisation",
)  # fmt: skip
SOCIAL_COST = np.array([0.85, 1.15, 1.0])


@dataclass
class Inputs:
    """T townships of n cadres; D fields; activities: D of real work, D of paper, then four others.

    cadres: traits by name, each (T, n); skill, portfolio: (T, n, D); share: (T, n, 2 D + 4).
    real, paper: (T, 7, D): what an hour pays in money, posts, fear, exposure, service, the team's and the own score;
    defence: (T, D), how paper serves to push blame away; masses: (T, 2 D + 4), 0 where an activity is closed;
    the others (T, ...) are as in `Terms`. p: parameters all share.
    """

    world: World
    buffers: np.ndarray  # (T,): what hours are worth in each township, as the kernels have it
    p: Any
    cadres: dict[str, np.ndarray]
    skill: np.ndarray
    portfolio: np.ndarray
    share: np.ndarray
    real: np.ndarray
    paper: np.ndarray
    defence: np.ndarray
    masses: np.ndarray
    showcase: np.ndarray
    initiative: np.ndarray
    fear: np.ndarray  # (T, 2): of staff, of leaders; so are push and failure
    push: np.ndarray
    failure: np.ndarray
    moved: np.ndarray
    social: np.ndarray
    slack_loss: np.ndarray
    time: np.ndarray

    @property
    def fields(self) -> int:
        return int(self.skill.shape[2])

    def terms(self, j: int) -> Terms:
        """Township j's, as the plain-Mesa model has them."""
        d, p, time = self.fields, self.p, float(self.time[j])
        real = np.vstack([self.real[j], self.masses[j, :d]]).T
        paper = np.vstack([self.paper[j], self.masses[j, d : 2 * d], self.defence[j]]).T
        return Terms(
            fear=tuple(self.fear[j].tolist()),
            push=tuple(self.push[j].tolist()),
            failure=tuple(self.failure[j].tolist()),
            real=[tuple(row) for row in real.tolist()],
            paper=[tuple(row) for row in paper.tolist()],
            showcase=tuple(self.showcase[j].tolist()),
            initiative=tuple(self.initiative[j].tolist()),
            moved=float(self.moved[j]),
            social=float(self.social[j]),
            slack_pay=p.slack_pay,
            slack_loss=float(self.slack_loss[j]),
            masses=tuple(self.masses[j, 2 * d :].tolist()),
            time=time,
            cost_total=p.cost_total,
            cost_kind=p.cost_kind * time,
            cost_field=p.cost_field * time,
            tiring=TIRING * p.cost_kind * time,
            moral_cost=p.moral_cost,
            team_share=p.team_share,
            precision=p.precision,
            adjustment=p.adjustment,
        )


def inputs(cadres: int) -> Inputs:
    """So many cadres (a multiple of 1,000), in counties of 20 townships that differ by luck."""
    world = world_after_a_year(cadres // (CADRES_PER_TOWNSHIP * TOWNSHIPS))
    towns, row, buffers = world.towns, world.params[0], np.zeros(len(world.towns), BUFFER)
    value_townships(world.arrays(), buffers, MONTHS_BEFORE)
    d, n = int(row["n_fields"]), CADRES_PER_TOWNSHIP
    p = _Parameters({name: float(row[name]) for name in COMMON})
    means, alone = towns["means"], p.punishment_individualisation
    moved = means[:, Direction.DOWN] + means[:, Direction.SIDEWAYS] + means[:, Direction.UP]
    keep = p.patience * towns["keep_traces"][:, :d]
    failing = row["error"] * row["error_loss"] * row["severity"] * row["accountability_pressure"] * alone
    tolerance = np.repeat(world.counties["tolerance"], TOWNSHIPS)
    habits, paper = towns["mass"], buffers["paper_worth"][:, :, :d].copy()
    paper[:, Channel.SERVICE] = -buffers["hiding_cost"][:, :d]
    return Inputs(
        world=world,
        buffers=buffers,
        p=p,
        cadres={name: world.traits[:, trait, :n].copy() for name, trait in CADRE_TRAITS.items()},
        skill=world.skill[:, :, :n].transpose(0, 2, 1).copy(),
        portfolio=world.portfolio[:, :, :n].transpose(0, 2, 1).copy(),
        share=world.share[:, :, :n].transpose(0, 2, 1).copy(),
        real=buffers["real_worth"][:, :, :d].copy(),
        paper=paper,
        defence=means[:, Direction.WRITTEN_OFF, None]
        * towns["weight"][:, :d]
        * buffers["to_traces"][:, :d]
        * keep
        / (1.0 - keep),
        masses=np.hstack(
            [
                habits[:, :1] * towns["need"][:, :d],
                habits[:, 1:2] * towns["burden"][:, :d] * towns["assessed"][:, :d],
                habits[:, 2:],
            ]
        ),
        showcase=buffers["showcase_worth"][:, SHOWCASE],
        initiative=buffers["initiative_worth"][:, INITIATIVE],
        fear=12.0 * alone * towns["fear"][:, ::-1],
        push=alone * buffers["means_worth"][:, ::-1],
        failure=(failing * (1.0 - tolerance))[:, None] * towns["own_rest"][:, ::-1],
        moved=moved,
        social=p.shift_cost * (means[:, :3] @ SOCIAL_COST) / moved,
        slack_loss=buffers["slack_loss"].copy(),
        time=towns["time"].copy(),
    )


@kernel
def value_townships(w, buffers, month):
    """What hours are worth in every township, at the state a month's choice finds; buffers: (townships,)."""
    for c in range(w.counties.size):
        for j in each_township(w.counties[c]):
            value_township(w.params[c], w.counties[c], w.towns[j], buffers[j], month)


class _Parameters:
    def __init__(self, values: dict[str, float]) -> None:
        vars(self).update(values)


def world_after_a_year(counties: int) -> World:
    """Counties in the middle of a month: township values are worked out, cadres are about to choose again."""
    place = load_place("yinzhou")
    townships = tuple(replace(township, cadres=CADRES_PER_TOWNSHIP) for township in place.townships[:TOWNSHIPS])
    scenario, place = load("generalised"), replace(place, townships=townships)
    world = World([scenario.case(place, months=MONTHS_BEFORE + 1, seed=1 + c) for c in range(counties)])
    arrays: Any = world.arrays()
    for c in range(counties):
        draw_county(arrays, c)
        for month in range(MONTHS_BEFORE):
            open_month(arrays, c, month)
            choose_month(arrays, c, month)
            close_month(arrays, c, month)
        open_month(arrays, c, MONTHS_BEFORE)
        choose_month(arrays, c, MONTHS_BEFORE)
    return world


__all__ = ["BURNOUT_SLACK", "SHOWCASE_EFFORT", "TIRING", "Inputs", "inputs"]
