"""The model as a function of points of the unit cube: every set of points is a study of its own in a folder.

So an inference that chooses its points as it goes resumes like any study, and a repeated call reads what is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from .designs import points_at
from .engine import Progress, run_study
from .history_matching import Simulator
from .opening import prepare
from .specification import Outcome, Study
from .statistic import Statistic, Term, months_of

Array = NDArray[np.float64]


def simulator(
    statistics: Sequence[Statistic],
    study: Study,
    folder: str | Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    content: str = "",
) -> Simulator:
    """Points of the unit cube (point, axis) to statistics (point, replicate, statistic); NaN where a run failed.

    study: what is run at each point, and its axes; its design and outcomes are not used. folder: where the studies
    are kept, each named after all that its bits depend on (None: nowhere). content: text of the file that asks
    for them.
    """
    terms = list(dict.fromkeys(term for statistic in statistics for term in statistic.terms))
    spans = list(dict.fromkeys((term.measure, *months_of(term, study.months)) for term in terms))
    outcomes = tuple(Outcome(f"mean_{k}", *span) for k, span in enumerate(spans))
    wanted = replace(study, outcomes=outcomes)
    places = [place.id for place in study.places]

    def simulate(unit: Array) -> Array:
        with TemporaryDirectory() if folder is None else nullcontext(folder) as parent:
            store = prepare(wanted, points_at(study.axes, unit), content, parent)
            run_study(store, workers, progress=progress)
            values = store.values([outcome.name for outcome in outcomes])

        def mean(term: Term) -> Array:
            place = places.index(term.place) if term.place else 0
            scenario = study.ids.index(term.scenario) if term.scenario else 0
            column = spans.index((term.measure, *months_of(term, study.months)))
            return np.asarray(values[:, place, scenario, :, column])

        return np.stack([statistic.of(mean) for statistic in statistics], axis=-1)

    return simulate
