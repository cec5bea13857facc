"""mesa-frames: an `AgentSetPolars` whose columns are attributes; townships' terms are joined, then expressions."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF
from polars import col

from .inputs import TIRING, Inputs

NAME, PACKAGE = "mesa-frames", "mesa-frames"
CHANNELS = ("money", "post", "fear", "exposed", "service", "team", "own")


class Cadres(AgentSetPolars):
    def __init__(self, model: Any, inputs: Inputs) -> None:
        super().__init__(model)
        self.fields, self.p = inputs.fields, inputs.p
        self.activities = [f"share_{a}" for a in range(2 * self.fields + 4)]
        towns, posts, _ = inputs.share.shape
        ids = {"unique_id": np.arange(towns * posts), "town": np.repeat(np.arange(towns), posts)}
        self += pl.DataFrame(ids | inputs.columns())
        self.terms = _terms(inputs)
        self.hours = pl.DataFrame()

    def step(self) -> None:
        p, activities, d = self.p, self.activities, self.fields
        worths = [f"worth_{a}" for a in range(len(activities))]
        steps = (
            self.agents.lazy()
            .join(self.terms.lazy(), on="town", how="left", maintain_order="left")
            .with_columns(**self.common())
        )
        steps = steps.with_columns(**dict(zip(worths, self.worths(), strict=True)))
        steps = steps.with_columns(best=pl.max_horizontal(worths))
        drawn = [(p.precision * (col(worth) - col("best"))).exp() * col(f"mass_{a}") for a, worth in enumerate(worths)]
        drawn = [part * col(f"portfolio_{a % d}") if a < 2 * d else part for a, part in enumerate(drawn)]
        steps = steps.with_columns(**dict(zip(worths, drawn, strict=True)))
        steps = steps.with_columns(scale=p.adjustment / pl.sum_horizontal(worths))
        moved = [
            (1.0 - p.adjustment) * col(activity) + col("scale") * col(worth)
            for activity, worth in zip(activities, worths, strict=True)
        ]
        chosen = steps.select("town", **dict(zip(activities, moved, strict=True))).collect()
        self.agents = self.agents.with_columns(chosen.select(activities))
        self.hours = chosen.group_by("town", maintain_order=True).agg(col(activities).mean())

    def common(self) -> dict[str, pl.Expr]:
        """What several activities need."""
        p, d = self.p, self.fields
        led, ladder = col("leader") > 0.0, col("money") * col("drive")
        shared = pl.when(col("principal") > 0.0).then(1.0).otherwise(p.team_share)
        found = {
            name: col("exposed") * pl.when(led).then(col(f"{name}_leaders")).otherwise(col(f"{name}_staff"))
            for name in ("fear", "push", "failure")
        }
        real, paper = (pl.sum_horizontal(self.activities[first : first + d]) for first in (0, d))
        return found | {
            "team": ladder * shared,
            "own": ladder * (1.0 - shared),
            "effort": p.cost_total * (1.0 - col("time") * col(self.activities[-1])),
            "real_kind": p.cost_kind * col("time") * real,
            "paper_kind": p.cost_kind * col("time") * paper,
        }

    def worths(self) -> list[pl.Expr]:
        p, d, activities = self.p, self.fields, self.activities
        dearer, tired = p.cost_field * col("time"), TIRING * p.cost_kind * col("time")
        found = []
        for k in range(d):
            felt = self.felt(f"real_{{}}_{k}", k) + col("motivation") * col(f"real_service_{k}")
            cost = col("effort") + col("real_kind") + dearer * col(activities[k])
            found.append(col(f"skill_{k}") * col("vigour") * felt - cost)
        for k in range(d):
            felt = self.felt(f"paper_{{}}_{k}", k) + col(f"paper_service_{k}") + col("push") * col(f"defence_{k}")
            cost = col("effort") + col("paper_kind") + col("moral") * p.moral_cost + dearer * col(activities[d + k])
            found.append(felt - cost)
        shown = sum((col(of) * col(f"showcase_{of}") for of in ("post", "team")), col("money") * col("showcase_money"))
        found.append(shown - col("effort") - tired * col(activities[2 * d]))
        cares = ("money", "post", "fear", "exposed", "motivation", "team")
        new = sum((col(of) * col(f"initiative_{of}") for of in cares), -col("failure"))
        found.append(new - col("effort") - tired * col(activities[2 * d + 1]))
        shifted = col("push") * col("moved") - col("moral") * col("social")
        found.append(shifted - col("effort") - tired * col(activities[2 * d + 2]))
        found.append(p.slack_pay - col("exposed") * col("slack_loss"))
        return [pl.when(col(f"mass_{a}") > 0.0).then(worth).otherwise(-np.inf) for a, worth in enumerate(found)]

    def felt(self, column: str, k: int) -> pl.Expr:
        """What an hour pays in all but service."""
        pays = {name: col(column.format(name)) for name in CHANNELS}
        prizes = col("money") * pays["money"] + col("post") * pays["post"]
        threat = col("fear") * pays["fear"] + col("exposed") * pays["exposed"]
        return prizes + threat + col("team") * pays["team"] + col("own") * col(f"portfolio_{k}") * pays["own"]


def _terms(inputs: Inputs) -> pl.DataFrame:
    columns: dict[str, np.ndarray] = {"town": np.arange(len(inputs.time))}
    for k in range(inputs.fields):
        for c, channel in enumerate(CHANNELS):
            columns[f"real_{channel}_{k}"] = inputs.real[:, c, k]
            columns[f"paper_{channel}_{k}"] = inputs.paper[:, c, k]
        columns[f"defence_{k}"] = inputs.defence[:, k]
    columns |= {f"mass_{a}": inputs.masses[:, a] for a in range(inputs.masses.shape[1])}
    columns |= {f"showcase_{of}": inputs.showcase[:, k] for k, of in enumerate(("money", "post", "team"))}
    cares = ("money", "post", "fear", "exposed", "motivation", "team")
    columns |= {f"initiative_{of}": inputs.initiative[:, k] for k, of in enumerate(cares)}
    for name in ("fear", "push", "failure"):
        pair = getattr(inputs, name)
        columns |= {f"{name}_staff": pair[:, 0], f"{name}_leaders": pair[:, 1]}
    for name in ("moved", "social", "slack_loss", "time"):
        columns[name] = getattr(inputs, name)
    return pl.DataFrame({name: np.ascontiguousarray(values) for name, values in columns.items()})


class Contender(ModelDF):
    def __init__(self, inputs: Inputs) -> None:
        super().__init__(seed=1)
        self.cadres = Cadres(self, inputs)
        self.agents += self.cadres
        self.shape = inputs.share.shape

    def step(self) -> None:
        self.agents.do("step", inplace=True)

    def shares(self) -> np.ndarray:
        held = self.get_agents_of_type(Cadres)
        return np.asarray(held.agents.select(held.activities).to_numpy()).reshape(self.shape)

    def hours(self) -> np.ndarray:
        held = self.get_agents_of_type(Cadres)
        return np.asarray(held.hours.select(held.activities).to_numpy())
