"""The design of a pilot programme among tied counties: where a reform begins and how it spreads.

Each replicate has a seed of its own, from which its pilot counties are drawn. With one seed three kinds of worlds run
(`pilot_worlds`): nobody reforms, all counties of the place do, and the pilots do, for each number of pilots. What a
pilot truly does is the difference between worlds with the same random numbers; what an evaluator sees is the world with
the pilots alone (`analysis.pilot`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from scenarios import Scenario
from sim.national.country import Rollout
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import NUMBER_OF, ParameterError, Wording, build
from sim.world import MOST_MONTHS, MOST_SEED, Overlay

from ..run.checks import check_whole
from ..run.record import reading_a_record, scenarios_of
from ..run.seeds import address_hash
from .design import CountryDesign
from .pilot_checks import YEAR, added, check_counties, check_reform, check_times, county_codes, is_chance
from .units import COUNTRY

RANGES = {
    "months": (2 * YEAR, MOST_MONTHS),
    "replicates": (1, 10_000),
    "waves": (1, 50),
    "start": (YEAR, MOST_MONTHS - YEAR),
    "seed": (0, MOST_SEED),
}
NAMES = ("place", "sizes", "codes", "start", "waves", "pace", "replicates", "months", "seed")  # plain values of a pilot


@dataclass(frozen=True)
class Pilot:
    """All that the results of a pilot programme depend on.

    baseline: the scenario of every county; reform: a scenario on the same regime, whose changes the pilots get on top
    where the baseline lacks them, in its own order but beginning in month `start` (0 is the first). sizes: numbers of
    pilots to try, drawn anew in each replicate; or `codes`: the same counties in all. waves: pilots begin in so many
    waves, a year apart. pace: chance a year, 0 to 1, that a county takes the reform over from the best-rated one of its
    prefecture. Whole numbers lie within `RANGES`. Raises `ScenarioError` or `ParameterError` for what cannot be run or
    evaluated, whether it comes from words, from Python or from a record.
    """

    baseline: Scenario
    reform: Scenario
    place: int = 33
    sizes: tuple[int, ...] = (20,)
    codes: tuple[int, ...] = ()
    start: int = 36
    waves: int = 1
    pace: float = 0.0
    replicates: int = 10
    months: int = 96
    seed: int = 1
    behaviour: Behaviour = field(default_factory=Behaviour)
    tree: TreeParameters = field(default_factory=TreeParameters)

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            check_whole(name, getattr(self, name), least, most)
        if not is_chance(self.pace):
            raise ParameterError("pace", self.pace, Wording(NUMBER_OF, low=0, high=1, unit="chance a year"))
        check_counties(self.sizes, self.codes, county_codes(self.place))
        check_times(self.start, self.waves, self.months, min(self.sizes))
        check_reform(self.reform, self.baseline)

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What the reform adds to the baseline; the first begins when a county does."""
        more = added(self.reform, self.baseline)
        both = zip(self.reform.changes, self.reform.overlays, strict=True)
        overlays = [overlay for change, overlay in both if change in more]
        first = min(overlay.start for overlay in overlays)
        return tuple(replace(overlay, start=overlay.start - first) for overlay in overlays)

    def chosen(self, counties: Sequence[int], size: int, seed: int) -> dict[int, int]:
        """Pilots and the month each begins in: the first `size` of a random order that belongs to the seed."""
        order = list(self.codes) or sorted(
            map(int, counties), key=lambda code: address_hash(f"kaohe pilot {seed} {code}")
        )
        return {code: self.start + YEAR * (i % self.waves) for i, code in enumerate(order[:size])}

    def country(self, seed: int, starts: dict[int, int], pace: float) -> CountryDesign:
        """The country run in which the reform begins in given months by code of a county, and spreads at a pace."""
        rollout = Rollout(self.overlays, starts, pace)
        return CountryDesign(
            self.place, {COUNTRY: self.baseline}, self.months, seed, self.behaviour, self.tree, rollout
        )

    def record(self) -> dict[str, Any]:
        """Plain values, scenarios by id; `pilot_of` makes the same pilot again."""
        return {name: getattr(self, name) for name in NAMES} | {
            "baseline": self.baseline.id,
            "reform": self.reform.id,
            "behaviour": asdict(self.behaviour),
            "tree": asdict(self.tree),
        }

    def spec(self) -> dict[str, Any]:
        """All that its bits depend on, versions apart: itself, and its scenarios in full."""
        return {"studies": [self.record()], "scenarios": _named(self.baseline, self.reform)}


def _named(*scenarios: Scenario) -> dict[str, Any]:
    return {scenario.id: scenario.record() for scenario in scenarios}


def pilot_of(record: dict[str, Any]) -> Pilot:
    """The pilot that a record of kind `pilot` describes; its entry `scenarios` holds them in full.

    Raises `ScenarioError` or `ParameterError` where the record is not one that kaohe writes.
    """
    with reading_a_record():
        own, scenarios = dict(record["studies"][0]), scenarios_of(record)
        own.pop("digest", None)
        own |= {name: scenarios[own[name]] for name in ("baseline", "reform")}
        own |= {name: tuple(own[name]) for name in ("sizes", "codes")}
        own["behaviour"] = build(Behaviour, own["behaviour"], "behaviour.")
        own["tree"] = build(TreeParameters, own["tree"])
        return Pilot(**own)
