"""A search: which portfolios are possible, what they are judged by, and how long is searched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario

from ...run.record import reading_a_record, version, versions
from ..axes import StudyAxis
from ..specification import Outcome, Study, study_from

FORMAT = "kaohe search 1"
MEAN, WORST = "mean", "worst"
BUDGET = "budget"  # name of the outcome that the budget limits

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Search:
    """All that a search depends on.

    study: two scenarios, of which one is the baseline and the other, the portfolio, has all reforms that there may be;
    axes, which move the portfolio alone; objectives as its first outcomes and the budget's cost as its last; replicates
    are worlds. aims: 1 for an objective to lower, -1 for one to raise. limit: most that the budget's payer may pay
    beyond the baseline, in per cent of the county's personnel cost a year; None: no budget. robust: how worlds are
    summarised: `mean`, `worst`, or a share of worlds from 0.5 to 1
    in which it is at least as good.
    """

    study: Study
    aims: tuple[int, ...]
    population: int
    generations: int
    seed: int
    robust: str | float
    limit: float | None = None

    @property
    def axes(self) -> tuple[StudyAxis, ...]:
        """What portfolios differ in."""
        return self.study.axes

    @property
    def portfolio(self) -> Scenario:
        """The scenario with all reforms that a portfolio may have."""
        return next(each for each in self.study.scenarios if each.id != self.study.baseline)

    @property
    def objectives(self) -> tuple[Outcome, ...]:
        """What is lowered or raised."""
        return self.study.outcomes[: len(self.aims)]

    @property
    def names(self) -> list[str]:
        """Names of all outcomes: objectives, and the budget's cost where there is a budget."""
        return [outcome.name for outcome in self.study.outcomes]

    def summary(self, differences: Array) -> Array:
        """Differences from the baseline by world (world, outcome), summarised over worlds: outcome."""
        if self.robust == MEAN:
            return np.asarray(differences.mean(axis=0))
        share = 1.0 if self.robust == WORST else float(self.robust)
        bad = np.array([*self.aims, *([1] if self.limit is not None else [])])  # the way that is not wanted
        return np.asarray(bad * np.quantile(bad * differences, share, axis=0))

    def losses(self, changes: Array) -> Array:
        """Objectives as what is to be lowered (portfolio, objective), from changes (portfolio, outcome)."""
        return np.asarray(changes[:, : len(self.aims)] * np.array(self.aims, float))

    def excess(self, changes: Array) -> Array:
        """How far each portfolio is beyond the budget, 0 within it; infinite where its runs failed."""
        if self.limit is None:
            found = np.zeros(len(changes))
        else:
            found = np.maximum(0.0, changes[:, -1] - self.limit)
        return np.where(np.isnan(changes).any(axis=1), np.inf, found)

    @cached_property
    def record(self) -> dict[str, Any]:
        """What `record.json` holds: versions, the search, and the study in full."""
        own = {name: getattr(self, name) for name in ("population", "generations", "seed", "robust", "limit")}
        used = versions() | {"pymoo": version("pymoo")}
        record = {"format": FORMAT, "versions": used, "search": own | {"aims": self.aims}, "study": self.study.record}
        return dict(json.loads(json.dumps(record)))  # as it is read back


def search_from(record: Mapping[str, Any]) -> Search:
    """The search of a record; `ScenarioError` where it is not as kaohe wrote it."""
    with reading_a_record():
        own = dict(record["search"])
        aims = tuple(int(aim) for aim in own.pop("aims"))
        return Search(study_from(record["study"]), aims, **own)
