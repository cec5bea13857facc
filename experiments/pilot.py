"""A pilot programme in a world of tied counties: where a reform begins, how it spreads, and what it truly does.

Each replicate has its own luck and its own pilot counties, drawn from it. Under one luck three kinds of worlds run:
nobody reforms, all counties of the place do, and the pilots do, for each number of pilots. What a pilot truly does is
the difference between worlds of one luck; what an evaluator sees is the world with the pilots alone (`analysis.pilot`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from typing import Any

from scenarios.errors import ScenarioError, expected
from scenarios.places.country import land
from sim.behaviour import Behaviour
from sim.nation import Rollout
from sim.parameters import ParameterError, build
from sim.tree import TreeParameters
from sim.world import MOST_MONTHS, Overlay

from .country_study import COUNTRY, CountryStudy, place_code
from .phrases import phrase
from .study import spoilt

MOST_REPLICATES, MOST_WAVES = 10_000, 50
FEWEST_COUNTIES = 4  # two pilots, and two to compare with
WAVE = 12  # months from one wave of pilots to the next


@dataclass(frozen=True)
class Pilot:
    """All that the results depend on.

    baseline: what every county lives under; reform: a scenario whose changes the pilots get, in its own order but
    beginning in month `start` (0 is the first). sizes: numbers of pilots to try, drawn anew in each replicate; or
    `codes`: the same counties in all. waves: pilots begin in so many waves, a year apart. pace: chance a year that
    a county takes the reform over from the foremost of its prefecture.
    """

    baseline: Any
    reform: Any
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
        for name, value, least, most in (
            ("months", self.months, 24, MOST_MONTHS), ("replicates", self.replicates, 1, MOST_REPLICATES),
            ("waves", self.waves, 1, MOST_WAVES), ("start", self.start, 12, self.months - 12),
        ):  # fmt: skip
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
                raise ParameterError(name, value, f"a whole number from {least} to {most}")
        if self.start + WAVE * (self.waves - 1) > self.months - 12:
            raise ParameterError("waves", self.waves, f"a last wave at least 12 months before month {self.months}")
        if self.waves > min(self.sizes):
            raise ParameterError("waves", self.waves, f"at most {min(self.sizes)}, the smallest number of pilots")
        if not self.reform.overlays:
            raise ScenarioError(expected(self.reform.id, phrase("no_reform")), "scenario")

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """The reform's changes; the first begins when a county does."""
        first = min(overlay.start for overlay in self.reform.overlays)
        return tuple(replace(overlay, start=overlay.start - first) for overlay in self.reform.overlays)

    def chosen(self, counties: Sequence[int], size: int, seed: int) -> dict[int, int]:
        """Pilots and the month each begins in: the first `size` of a random order that belongs to the seed."""
        order = list(self.codes) or sorted(map(int, counties), key=lambda code: _ticket(seed, code))
        return {code: self.start + WAVE * (i % self.waves) for i, code in enumerate(order[:size])}

    def study(self, seed: int, starts: dict[int, int], pace: float) -> CountryStudy:
        rollout = Rollout(self.overlays, starts, pace)
        return CountryStudy(self.place, {COUNTRY: self.baseline}, self.months, seed, self.behaviour, self.tree, rollout)

    def record(self) -> dict[str, Any]:
        """Plain values, scenarios by id."""
        names = ("place", "sizes", "codes", "start", "waves", "pace", "replicates", "months", "seed")
        plain = {name: getattr(self, name) for name in names}
        return plain | {
            "baseline": self.baseline.id,
            "reform": self.reform.id,
            "behaviour": asdict(self.behaviour),
            "tree": asdict(self.tree),
        }


def pilot_of(record: dict[str, Any]) -> Pilot:
    """The pilot that a record of kind `pilot` describes."""
    from scenarios import Scenario

    try:
        own = dict(record["studies"][0])
        scenarios = {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}
        own.pop("digest", None)
        own |= {"baseline": scenarios[own["baseline"]], "reform": scenarios[own["reform"]]}
        own |= {"sizes": tuple(own["sizes"]), "codes": tuple(own["codes"])}
        own |= {
            "behaviour": build(Behaviour, own["behaviour"], "behaviour."),
            "tree": build(TreeParameters, own["tree"]),
        }
        return Pilot(**own)
    except (ScenarioError, ParameterError):
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise spoilt(error) from None


def new_pilot(
    scenario: Any,
    place: int | str = 33,
    counties: int | str | Sequence[int] = 20,
    start: int = 36,
    waves: int = 1,
    spread: float | str = "none",
    replicates: int = 10,
    months: int = 96,
    seed: int = 1,
    baseline: Any = None,
    tree: TreeParameters | None = None,
) -> Pilot:
    """A pilot from words or objects. scenario: base and reforms, as `generalised+mutual_recognition`.

    counties: numbers of pilots to try, or codes of six digits. spread: `none`, `imitation`, or a chance a year.
    """
    import scenarios

    reform = scenario if hasattr(scenario, "regime") else scenarios.load(scenario)
    base = reform.parts[0] if baseline is None else baseline
    base = base if hasattr(base, "regime") else scenarios.load(base)
    region = place_code(place)
    there = [int(code) for code in land(region).counties]
    sizes, codes = _counties(counties, there)
    people = Behaviour()
    return Pilot(
        base, reform, region, sizes, codes, start, waves, _pace(spread, people), replicates, months, seed, people,
        tree or TreeParameters(),
    )  # fmt: skip


def _counties(given: int | str | Sequence[int], there: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sizes, or one size and the codes. Some counties must be left to compare with."""
    words = str(given).split(",") if isinstance(given, (int, str)) else [str(word) for word in given]
    if len(there) < FEWEST_COUNTIES:
        raise ScenarioError(phrase("few_counties", n=len(there), least=FEWEST_COUNTIES), "place")
    accepted = phrase("pilots", most=len(there) - 2)
    if not all(word.strip().isdecimal() for word in words):
        raise ScenarioError(expected(str(given), accepted), "counties")
    numbers = tuple(dict.fromkeys(int(word) for word in words))
    if all(number in there for number in numbers) and 2 <= len(numbers) <= len(there) - 2:
        return (len(numbers),), numbers
    if all(2 <= number <= len(there) - 2 for number in numbers):
        return tuple(sorted(numbers)), ()
    raise ScenarioError(expected(str(given), accepted), "counties")


def _pace(spread: float | str, people: Behaviour) -> float:
    if spread in ("none", "imitation"):
        return people.imitation if spread == "imitation" else 0.0
    try:
        pace = float(spread)
    except ValueError:
        pace = -1.0
    if not 0 <= pace <= 1:
        raise ParameterError("spread", spread, "none, imitation, or a number from 0 to 1 (chance a year)")
    return pace


def _ticket(seed: int, code: int) -> bytes:
    return blake2b(f"kaohe pilot {seed} {code}".encode(), digest_size=8).digest()
