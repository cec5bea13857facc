"""Does every lever, reform and parameter have an effect: does moving it move an outcome, beyond its noise?

A parameter without any effect is a defect. Each is taken from the low to the high end of its range (a reform from dose
0 to 1) in a named world, under common random numbers. It is called *alive* where in at least one world at least one
outcome moves by more than its noise, in paired differences over replicates, and *dead* where none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import list_reforms, load, load_place
from scenarios.columns import TABLES
from scenarios.expression import exact
from sim.compile.kernel import announce_compilation
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Rung
from sim.world import Case

from ..run.runner import Announce, Progress, Runs, run_cases

NOISE = 4.0  # standard errors of the paired difference that count as more than chance
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
PLACE, SEED = "yinzhou", 1
# What else is set where a parameter belongs to an option, which has an effect only where the option is chosen.
BESIDE = {"diminishing_base": {"diminishing": 1.0}, "readings.served": {"crowding": 1.0}}
# Columns that count against those of other rows: shares and ranks only change if some rows stay.
RELATIVE = ("weight", "need", "post_weight", "items", "prize", "organ_class", "harm",
            "responsibility", "closeness", "knowledge")  # fmt: skip

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Probe:
    """One thing to move: its kind, name, rows of the requirements, two ends, and how a case changes with it."""

    kind: str
    name: str
    rows: str
    low: float
    high: float
    change: Callable[[Case, float], Case]


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


# --- what is moved


def probes(kinds: Iterable[str] = ("lever", "reform", "behaviour", "column")) -> list[Probe]:
    """All probes of the given kinds: levers (table B), reforms (table D), behaviour, columns of the five tables."""
    return [probe for kind in kinds for probe in PROBES[kind]()]


def _levers() -> Iterator[Probe]:
    for name, m in meanings(Levers).items():
        yield Probe("lever", name, m.rows, m.low, m.high, partial(_set_lever, name))


def _behaviour() -> Iterator[Probe]:
    for name, m in meanings(Behaviour).items():
        yield Probe("behaviour", name, m.rows, m.low, m.high, partial(_set_behaviour, name))


def _reforms() -> Iterator[Probe]:
    """Probes of reforms, from dose 0 to dose 1, in force from the first month."""
    for entry in list_reforms():
        yield Probe("reform", entry.id, str(entry.row), 0.0, 1.0, partial(_set_dose, entry.id))


def _columns() -> Iterator[Probe]:
    """Probes of columns: all rows of a table where a column matters are moved to the low or high end of its range."""
    for table, row in TABLES.items():
        for name, m in meanings(row).items():
            yield Probe("column", f"{table}.{name}", m.rows, m.low, m.high, partial(_set_column, table, name))


PROBES = {"lever": _levers, "reform": _reforms, "behaviour": _behaviour, "column": _columns}


def _set_lever(name: str, case: Case, value: float) -> Case:
    levers = replace(case.regime.levers, **{name: value})
    return replace(case, regime=replace(case.regime, levers=levers))


def _set_behaviour(name: str, case: Case, value: float) -> Case:
    return replace(case, behaviour=replace(case.behaviour, **BESIDE.get(name, {}), **{name: value}))


def _set_dose(reform: str, case: Case, value: float) -> Case:
    return replace(case, overlays=load(f"{case.regime.id}+{reform}={exact(value)}@0").overlays)


def _set_column(table: str, name: str, case: Case, value: float) -> Case:
    """A case with one column of a table moved, in the rows where it can matter (`_moved`)."""
    rows = [_moved(table, name, row, value, i) for i, row in enumerate(getattr(case.regime, table))]
    changed: dict[str, Any] = {table: tuple(rows)}
    people = replace(case.behaviour, **BESIDE.get(f"{table}.{name}", {}))
    return replace(case, behaviour=people, regime=replace(case.regime, **changed))


def _moved(table: str, name: str, row: Any, value: float, i: int) -> Any:
    """The i-th row of a table with a column at a value, or as it is where the column cannot matter there.

    A period takes only some values. Of columns that are relative to other rows, every second stays. Weights, items and
    samples go no further than 20, beyond which more of them changes nothing.
    """
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


# --- what that moves


def examine(
    chosen: Sequence[Probe],
    *,
    months: int = 84,
    replicates: int = 6,
    threads: int | None = None,
    progress: Progress | None = None,
    announce: Announce = announce_compilation,
) -> list[Finding]:
    """Try every probe in one world after another until it has an effect; findings in the order of `chosen`.

    What seems dead is tried once more, with `CLOSER` times the replicates.
    """
    run = partial(run_cases, threads=threads, progress=progress, announce=announce)
    found: dict[int, Finding] = {}
    for count in (replicates, CLOSER * replicates):
        dead = {i: probe for i, probe in enumerate(chosen) if i not in found or not found[i].alive}
        found |= _findings(dead, months, count, run)
    return [found[i] for i in range(len(chosen))]


def _findings(
    chosen: Mapping[int, Probe], months: int, replicates: int, run: Callable[[Sequence[Case]], Runs]
) -> dict[int, Finding]:
    """What each probe did where it did most; worlds are tried one after another until it has an effect."""
    found: dict[int, Finding] = {}
    place = load_place(PLACE)
    for world in WORLDS:
        waiting = [i for i in chosen if i not in found or not found[i].alive]
        cases = [load(world).case(place, months=months, seed=SEED + r) for r in range(replicates)]
        pairs = {i: ends for i in waiting if (ends := _ends(chosen[i], cases))}
        if not pairs:
            continue
        series = run([case for ends in pairs.values() for case in ends]).series
        means = series[:, -24:].mean(axis=1).reshape(len(pairs), 2, replicates, -1)
        for (low, high), i in zip(means, pairs, strict=True):
            finding = _compare(chosen[i], world, low, high)
            if i not in found or abs(finding.signal) > abs(found[i].signal) or finding.alive:
                found[i] = finding
    nothing = {i: Finding(probe, "", "", np.nan, np.nan, 0.0, False) for i, probe in chosen.items()}
    return nothing | found


def _ends(probe: Probe, cases: Sequence[Case]) -> list[Case]:
    """Every replicate at the low end, then every one at the high end; nothing where an end is no possible regime."""
    try:
        return [probe.change(case, end) for end in (probe.low, probe.high) for case in cases]
    except (ParameterError, ValueError):
        return []


def _compare(probe: Probe, world: str, low: Array, high: Array) -> Finding:
    """The outcome with the clearest paired difference between the two ends: (replicate, outcome)."""
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
