"""The direction of effects: which outcome rises or falls with each lever, reform and behavioural parameter.

`signs.toml` states them, `measured` runs them in a small county, and `tests/test_coverage.py` compares the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from analysis.statistics import Estimate, estimate
from scenarios import load, load_place
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.world import Case

from ...compare.window import summarise
from ...run.runner import run_cases
from ...run.seeds import replicate_seed
from ..doctor import Probe, probes
from ..small_world import small_place

FILE = Path(__file__).resolve().parent / "signs.toml"
KINDS = ("lever", "behaviour", "reform", "column")
PLACE = "small"
MONTHS, REPLICATES = 84, 6


@dataclass(frozen=True)
class Sign:
    """What moves when one thing is moved from `low` to `high` (by default its range; a reform from dose 0 to 1).

    up, down: outcomes that rise and fall. world: the scenario text in which that holds, with behavioural parameters
    that differ from their defaults in `people`. place: a place's id or code, or "small".
    """

    kind: str
    name: str
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    world: str = "generalised"
    place: str = PLACE
    low: float | None = None
    high: float | None = None
    people: Mapping[str, float] = field(default_factory=dict)

    @property
    def outcomes(self) -> dict[str, int]:
        """The stated direction of each outcome: 1 up, -1 down."""
        return dict.fromkeys(self.up, 1) | dict.fromkeys(self.down, -1)


@cache
def read() -> tuple[Sign, ...]:
    """All stated signs, in the order of the file."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Sign(kind, name, **stated) for kind in KINDS for name, stated in tables[kind].items())


def measured(stated: Sequence[Sign]) -> list[dict[str, Estimate]]:
    """Of every sign, by outcome it names: paired difference of the last two years of a run, with its interval."""
    known = {(probe.kind, probe.name): probe for probe in probes(KINDS)}
    cases = [case for sign in stated for case in _cases(sign, known[sign.kind, sign.name])]
    means = summarise(run_cases(cases).series).reshape(len(stated), 2, REPLICATES, len(NAMES))
    return [
        {outcome: estimate(gap[:, NAMES.index(outcome)]) for outcome in sign.outcomes}
        for sign, gap in zip(stated, means[:, 1] - means[:, 0], strict=True)
    ]


def _cases(sign: Sign, probe: Probe) -> Iterator[Case]:
    """Every replicate at the low end, then every one at the high end."""
    place = small_place() if sign.place == PLACE else load_place(sign.place)
    case = load(sign.world).case(place, months=MONTHS, behaviour=Behaviour(**sign.people))
    for given, end in ((sign.low, probe.low), (sign.high, probe.high)):
        moved = probe.change(case, end if given is None else given)
        yield from (replace(moved, seed=replicate_seed(1, number)) for number in range(REPLICATES))
