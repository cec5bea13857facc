"""Is everything alive? For each lever, reform and parameter: does moving it move an outcome, beyond its luck?

A parameter nobody feels is a defect. Each is taken from the low to the high end of its range (a reform from dose 0
to 1) in a named world, under common luck; alive means that in at least one world at least one outcome moves by
more than its noise, in paired differences over replicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario, list_reforms, load, load_place
from sim.compile.kernel import announce_compilation
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung
from sim.world import Case

from ..run.runner import Announce, Progress, run_cases

NOISE = 4.0  # standard errors of the paired difference that count as more than luck
CLOSER = 3  # times the replicates, for a second look at what seems dead
LEAST = 1e-4  # the least share of an outcome's spread that counts as a movement at all
# Some levers only matter beside others: depth of joint visits where visits are joint, liability with tolerance.
WORLDS = (
    "generalised",
    "generalised+fault_tolerance+long_term_achievement+milder_competition+mutual_recognition",
    "leping",
    "yinzhou",
    "extreme",
    "minimal",
)
PLACE = "yinzhou"
# A parameter of an option is alive where the option is chosen.
BESIDE = {"diminishing_base": {"diminishing": 1.0}}
# Columns that count against those of other rows: shares and ranks only change if some rows stay.
RELATIVE = ("weight", "need", "post_weight", "items", "prize", "organ_class", "harm",
            "responsibility", "closeness", "knowledge")  # fmt: skip

Change = Callable[[Case, float], Case]


@dataclass(frozen=True)
class Probe:
    """One thing to move: its kind, name, rows, two ends, and how a case changes with it."""

    kind: str
    name: str
    rows: str
    low: float
    high: float
    change: Change


@dataclass(frozen=True)
class Finding:
    """What moving one thing did where it did most: world, outcome, its value at both ends, and the signal.

    signal: mean paired difference over its standard error; alive: beyond `NOISE` somewhere.
    """

    probe: Probe
    world: str
    outcome: str
    at_low: float
    at_high: float
    signal: float
    alive: bool


def lever_probes() -> Iterator[Probe]:
    """One probe for each lever of a regime (table B)."""
    for name, m in meanings(Levers).items():
        yield Probe("lever", name, m.rows, m.low, m.high, _set_lever(name))


def behaviour_probes() -> Iterator[Probe]:
    """One probe for each behavioural parameter."""
    for name, m in meanings(Behaviour).items():
        yield Probe("behaviour", name, m.rows, m.low, m.high, _set_behaviour(name))


def reform_probes() -> Iterator[Probe]:
    """One probe for each reform (table D), from dose 0 to dose 1 from the first month."""
    for entry in list_reforms():
        yield Probe("reform", entry.id, str(entry.row), 0.0, 1.0, _dose(entry.id))


def column_probes() -> Iterator[Probe]:
    """One probe for each column of the five tables: all rows of the table moved to its low or high end."""
    tables = {"fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung}
    for table, row in tables.items():
        for name, m in meanings(row).items():
            yield Probe("column", f"{table}.{name}", m.rows, m.low, m.high, _set_column(table, name))


def _set_lever(name: str) -> Change:
    def change(case: Case, value: float) -> Case:
        levers = replace(case.regime.levers, **{name: value})
        return replace(case, regime=replace(case.regime, levers=levers))

    return change


def _set_behaviour(name: str) -> Change:
    def change(case: Case, value: float) -> Case:
        return replace(case, behaviour=replace(case.behaviour, **BESIDE.get(name, {}), **{name: value}))

    return change


def _dose(reform: str) -> Change:
    def change(case: Case, value: float) -> Case:
        return replace(case, overlays=load(f"{case.regime.id}+{reform}={value:g}@0").overlays)

    return change


def _set_column(table: str, name: str) -> Change:
    """Move one column, in the rows where it can matter, part of the way to an end of its range."""

    def change(case: Case, value: float) -> Case:
        rows = [_moved(table, name, row, value, i) for i, row in enumerate(getattr(case.regime, table))]
        changed: dict[str, Any] = {table: tuple(rows)}
        return replace(case, regime=replace(case.regime, **changed))

    return change


def _moved(table: str, name: str, row: Any, value: float, i: int) -> Any:
    if (table, name) == ("readings", "period"):
        return replace(row, period=3 if value < 6 else 12)
    if name in RELATIVE and i % 2:
        return row
    if table == "rungs" and not _possible(name, row):
        return row
    if name in ("sample", "items", "weight") and table != "offices":
        value = min(value, 20.0)
    return replace(row, **{name: value})


def _possible(name: str, rung: Rung) -> bool:
    """Whether a rung can have this column moved: persons are ranked; ranks and thresholds have consequences."""
    if name in ("funds", "removal", "fear", "promotion"):
        return rung.rule not in ("target", "points")
    return name != "person" or (rung.rule in ("top", "bottom") and not rung.source)


def probes(kinds: Iterable[str] = ("lever", "reform", "behaviour", "column")) -> list[Probe]:
    """All probes of the given kinds."""
    makers = {
        "lever": lever_probes,
        "reform": reform_probes,
        "behaviour": behaviour_probes,
        "column": column_probes,
    }
    return [probe for kind in kinds for probe in makers[kind]()]


def examine(
    chosen: Sequence[Probe],
    *,
    worlds: Sequence[str] = WORLDS,
    place: str = PLACE,
    months: int = 84,
    replicates: int = 6,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
) -> list[Finding]:
    """Try every probe in world after world until it shows life; findings in the order of `chosen`.

    What seems dead is looked at once more, with `CLOSER` times the replicates.
    """
    look = partial(
        _look,
        worlds=worlds,
        place=place,
        months=months,
        seed=seed,
        threads=threads,
        progress=progress,
        announce=announce,
    )
    found = look(chosen, replicates=replicates)
    dead = [i for i, finding in enumerate(found) if not finding.alive]
    again = look([chosen[i] for i in dead], replicates=CLOSER * replicates) if dead else []
    for i, finding in zip(dead, again, strict=True):
        found[i] = finding
    return found


def _look(
    chosen: Sequence[Probe],
    *,
    worlds: Sequence[str],
    place: str,
    months: int,
    replicates: int,
    seed: int,
    threads: int | None,
    progress: Progress | None,
    announce: Announce,
) -> list[Finding]:
    """One look at every probe, in world after world until it shows life."""
    found: dict[int, Finding] = {}
    where = load_place(place)
    for world in worlds:
        waiting = [i for i in range(len(chosen)) if i not in found or not found[i].alive]
        if not waiting:
            break
        scenario = load(world)
        cases, pairs = _cases(scenario, [chosen[i] for i in waiting], where, months, replicates, seed)
        runs = run_cases(cases, threads=threads, progress=progress, announce=announce) if cases else None
        series = runs.series if runs else np.zeros((0, months, 1))
        means = series[:, -24:].mean(axis=1)
        for position, i in enumerate(waiting):
            if pairs[position] is None:
                continue
            low, high = pairs[position]  # type: ignore[misc]
            finding = _compare(chosen[i], world, means[low], means[high])
            if i not in found or abs(finding.signal) > abs(found[i].signal) or finding.alive:
                found[i] = finding
    nothing = [Finding(p, "", "", np.nan, np.nan, 0.0, False) for p in chosen]
    return [found.get(i, nothing[i]) for i in range(len(chosen))]


def _cases(
    scenario: Scenario, chosen: Sequence[Probe], place: Any, months: int, replicates: int, seed: int
) -> tuple[list[Case], list[tuple[slice, slice] | None]]:
    """Cases at both ends of every probe, and where to find them; None where an end is not a possible regime."""
    cases: list[Case] = []
    pairs: list[tuple[slice, slice] | None] = []
    for probe in chosen:
        try:
            ends = [
                [probe.change(scenario.case(place, months=months, seed=seed + r), end) for r in range(replicates)]
                for end in (probe.low, probe.high)
            ]
        except (ParameterError, ValueError):
            pairs.append(None)
            continue
        start = len(cases)
        cases += ends[0] + ends[1]
        pairs.append((slice(start, start + replicates), slice(start + replicates, start + 2 * replicates)))
    return cases, pairs


def _compare(probe: Probe, world: str, low: NDArray[np.float64], high: NDArray[np.float64]) -> Finding:
    """The outcome with the clearest paired difference between the two ends."""
    gap = high - low
    error = gap.std(axis=0, ddof=1) / np.sqrt(len(gap))
    scale = np.abs(low).mean(axis=0) + np.abs(high).mean(axis=0) + 1e-12
    moved = np.abs(gap.mean(axis=0)) > LEAST * scale
    signal = np.where(moved, gap.mean(axis=0) / np.maximum(error, 1e-9 * scale), 0.0)
    best = int(np.argmax(np.abs(signal)))
    return Finding(
        probe, world, MEASURES[best].id, float(low[:, best].mean()), float(high[:, best].mean()),
        float(signal[best]), bool(abs(signal[best]) > NOISE),
    )  # fmt: skip
