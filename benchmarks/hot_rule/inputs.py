"""What the rule takes: cadres and townships of real counties of the model after a year, as plain arrays."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from scenarios import load, load_place
from sim.compile.kernel import kernel
from sim.parameters.behaviour import OFF, Behaviour
from sim.rules.worth import value_township
from sim.state.arrays import each_township
from sim.state.buffers import BUFFER
from sim.state.enumerations import Activity, Channel, Direction, Trait
from sim.world import World

CADRES_PER_TOWNSHIP, TOWNSHIPS = 50, 20
MONTHS = 12
CADRE_TRAITS = {
    "money": Trait.MONEY_STAKE, "post": Trait.POST_STAKE, "exposed": Trait.EXPOSURE, "motivation": Trait.MOTIVATION,
    "moral": Trait.MORALS, "burnout": Trait.BURNOUT, "vigour": Trait.VIGOUR, "drive": Trait.DRIVE,
    "leader": Trait.LEADER, "principal": Trait.PRINCIPAL,
}  # fmt: skip
SHOWCASE = [Channel.MONEY, Channel.POST, Channel.TEAM]
INITIATIVE = [Channel.MONEY, Channel.POST, Channel.FEAR, Channel.EXPOSED, Channel.SERVICE, Channel.TEAM]
COMMON = (
    "cost_total", "cost_kind", "cost_field", "moral_cost", "team_share", "precision", "adjustment", "slack_pay",
    "shift_cost", "patience", "punishment_individualisation",
)  # fmt: skip
TIRING = 3.0


class Inputs:
    """So many cadres (a multiple of 1,000), in T townships of n; D fields; A = 2 D + 4 activities, all as arrays.

    Activities are real work by field, paper by field, showcase, initiative, shifting, slack. Units are the model's.
    """

    def __init__(self, cadres: int) -> None:
        self.world = world = world_after_a_year(cadres // (CADRES_PER_TOWNSHIP * TOWNSHIPS))
        towns, row = world.towns, world.params[0]
        self.buffers = b = np.zeros(len(towns), BUFFER)  # what hours are worth in each township, as the kernels have it
        value_townships(world.arrays(), b, MONTHS)
        self.fields = d = int(row["n_fields"])
        self.p = p = SimpleNamespace(**{name: float(row[name]) for name in COMMON})  # what all share
        self.cadres = {name: world.traits[:, k, :CADRES_PER_TOWNSHIP].astype(float) for name, k in CADRE_TRAITS.items()}
        self.skill, self.portfolio = _by_cadre(world.skill), _by_cadre(world.portfolio)  # (T, n, D)
        self.share = _by_cadre(world.share)  # (T, n, A)

        # What an hour pays, (T, 7, D): in money, posts, fear, exposure, service, the team's and the own score; and
        # (T, D): how an hour of paper serves to shift blame.
        means, keep = towns["means"], p.patience * towns["keep_traces"][:, :d]
        self.real, self.paper = b["real_worth"][:, :, :d].copy(), b["paper_worth"][:, :, :d].copy()
        self.paper[:, Channel.SERVICE] = -b["hiding_cost"][:, :d]
        written_off = means[:, Direction.WRITTEN_OFF, None] * towns["weight"][:, :d]
        self.defence = written_off * b["to_traces"][:, :d] * keep / (1.0 - keep)
        self.showcase = b["showcase_worth"][:, SHOWCASE]  # (T, 3): in money, posts, the team's score
        # (T, 6): in money, posts, fear, exposure, service, the team's score.
        self.initiative = b["initiative_worth"][:, INITIATIVE]

        # The mass of each activity in the logit, (T, A); 0 where it is closed.
        habits = towns["mass"]
        in_real, in_paper = towns["need"][:, :d], towns["burden"][:, :d] * towns["assessed"][:, :d]
        self.masses = np.hstack(
            [
                habits[:, : Activity.PAPER] * in_real,
                habits[:, Activity.PAPER, None] * in_paper,
                habits[:, Activity.SHOWCASE :],
            ]
        )

        # Of staff and of leaders, (T, 2): fear, what pushing blame away is worth, what a failed initiative costs.
        alone = p.punishment_individualisation
        failing = row["error"] * row["error_loss"] * row["severity"] * row["accountability_pressure"] * alone
        tolerated = np.repeat(world.counties["tolerance"], TOWNSHIPS)
        self.fear, self.push = 12.0 * alone * towns["fear"][:, ::-1], alone * b["means_worth"][:, ::-1]
        self.failure = (failing * (1.0 - tolerated))[:, None] * towns["own_rest"][:, ::-1]

        # (T,): blame that an hour moves, its social cost, what being idle costs, discretionary time.
        self.moved = means[:, Direction.DOWN] + means[:, Direction.SIDEWAYS] + means[:, Direction.UP]
        self.social = np.full(len(self.moved), p.shift_cost)
        self.slack_loss, self.time = b["slack_loss"].copy(), towns["time"].copy()

    def columns(self) -> dict[str, np.ndarray]:
        """Traits, skills, portfolios and shares of time, one array over all cadres each; `share_3` is activity 3's."""
        found = {name: values.ravel() for name, values in self.cadres.items()}
        for kind in ("skill", "portfolio", "share"):
            values = getattr(self, kind)
            found |= {f"{kind}_{k}": values[:, :, k].ravel() for k in range(values.shape[2])}
        return found


@kernel
def value_townships(w, buffers, month):
    """What hours are worth in every township, at the state a month's choice finds; buffers: (townships,)."""
    for c in range(w.counties.size):
        for j in each_township(w.counties[c]):
            value_township(w.params[c], w.counties[c], w.towns[j], buffers[j], month)


def _by_cadre(values: np.ndarray) -> np.ndarray:
    """An array of the world, (townships, k, padded cadres), as (townships, cadres, k) in double precision."""
    return values[:, :, :CADRES_PER_TOWNSHIP].transpose(0, 2, 1).astype(float, order="C")


def world_after_a_year(counties: int) -> World:
    """Counties of 20 townships of 50 cadres, as the last month of a run has left them.

    Mechanisms with a strength are off: what they add to the worth of an hour is no part of the rule compared.
    """
    place = load_place("yinzhou")
    townships = tuple(replace(township, cadres=CADRES_PER_TOWNSHIP) for township in place.townships[:TOWNSHIPS])
    scenario, place = load("generalised"), replace(place, townships=townships)
    people = Behaviour(**OFF)
    return World([scenario.case(place, MONTHS, 1 + c, people) for c in range(counties)]).run()
