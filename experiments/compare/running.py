"""Running a comparison: every scenario and replicate, then plausible worlds and rules of decision beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.costs import load_costs
from scenarios.unit_cost import Costs
from sim.compile.kernel import announce_compilation

from ..run.large import filled
from ..run.parts import Parts
from ..run.runner import Announce, Progress, run_cases
from .comparison import Comparison
from .results import Results, rows_by_id
from .window import window


def run_comparison(
    comparison: Comparison,
    threads: int | None = None,
    progress: Progress | None = None,
    chunk: int | None = None,
    announce: Announce = announce_compilation,
    costs: Costs | None = None,
    parts: Parts | None = None,
    name: str = "",
    only: Collection[str] = (),
    begun: Results | None = None,
) -> Results:
    """Run every scenario of a comparison, `replicates` times each.

    threads: 1 to 1024, all cores if left out; progress: called with the number of runs done and of all; chunk: runs in
    one world, by their size if left out; announce: called before a compilation. No bit depends on any of these.
    costs: unit costs of the accounts, the shipped ones if left out. Plausible worlds and rules of decision that the
    comparison names are run after it. parts: where finished parts are kept, and taken from; name: how theirs begin.
    only: ids of the scenarios to run, whose results are all there is then; all if left out. begun: what the comparison
    gave without plausible worlds and rules of decision, where that was run before; only those are run then.
    """
    units = costs or load_costs()
    run = partial(_run_one, threads=threads, chunk=chunk, announce=announce, costs=units, parts=parts, only=only)
    beside = [each for each in (comparison.in_worlds, *comparison.under_rules.values()) if each]
    wanted = list(enumerate((comparison, *beside)))[bool(begun) :]
    sizes = [len(only or each.scenarios) * each.replicates for _, each in wanted]
    found = [
        run(
            each,
            progress=_reporter(progress, sum(sizes[:done]), sum(sizes)),
            townships=each is comparison,
            name=f"{name}{number}-{each.replicates}",
        )
        for done, (number, each) in enumerate(wanted)
    ]
    plain = replace(begun, comparison=comparison) if begun else found.pop(0)
    worlds = found.pop(0) if comparison.worlds else None
    return replace(plain, worlds=worlds, rules=dict(zip(comparison.under_rules, found, strict=True)))


def _reporter(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Progress of one of several comparisons as that of all: `before` runs are done, of `total`."""
    return (lambda done, _: progress(before + done, total)) if progress else None


def _run_one(
    comparison: Comparison,
    *,
    threads: int | None,
    progress: Progress | None,
    chunk: int | None,
    announce: Announce,
    costs: Costs,
    townships: bool,
    parts: Parts | None,
    name: str,
    only: Collection[str],
) -> Results:
    """Run one comparison by itself; townships: whether means of single townships are kept."""
    own = [each for each in comparison.scenarios if not only or each.id in only]
    scenarios, replicates = len(own), comparison.replicates
    firsts = range(scenarios)  # in the first replicate
    cases = comparison.cases(own)
    runs = run_cases(
        cases, threads=threads, chunk=chunk, endings=firsts, progress=progress, announce=announce,
        own=comparison.own, townships_over=window(comparison.months) if townships else 0, parts=parts, name=name,
    )  # fmt: skip

    def by_scenario(values: NDArray[np.float64]) -> NDArray[np.float64]:
        """(run, ...) as (scenario, replicate, ...)."""
        return values.reshape(replicates, scenarios, *values.shape[1:]).swapaxes(0, 1)

    level, fields = _by_field(comparison, own, by_scenario(runs.levels), parts.folder if parts else None)
    endings = tuple(runs.endings[first] for first in firsts)
    by_township = by_scenario(runs.townships) if townships else np.empty(0)
    return Results(comparison, by_scenario(runs.series), level, fields, endings, by_township, costs)


def _by_field(
    comparison: Comparison, scenarios: Sequence[Scenario], levels: NDArray[np.float64], folder: Path | None
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Levels of some scenarios by the fields of all regimes, NaN where there is no such field; ids of the fields."""
    names = tuple(rows_by_id(comparison, "fields"))
    own = [[names.index(field.id) for field in scenario.regime.fields] for scenario in scenarios]
    if all(columns == list(range(len(names))) for columns in own):
        return levels, names
    wide = filled((*levels.shape[:3], len(names)), np.nan, folder)
    for number, columns in enumerate(own):
        for replicate, found in enumerate(levels[number]):
            wide[number, replicate][:, columns] = found[:, : len(columns)]
    return wide, names
