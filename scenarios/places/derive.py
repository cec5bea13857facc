"""What the register does not say about a township, filled in by rule.

Row A6. **Assumptions, and no claim about any real township**: the register gives names, codes and
villages; everything here is a stand-in that has the right spread over the country. The rules are
explained in REGISTER.md. Draws are addressed by the township's code, so they never change.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import Protocol, TypedDict

from .place import Township

# Shares of large, medium and small townships: 8 : 7 : 5, as in Yinzhou (YZ).
LARGE_OF_20, LARGE_AND_MEDIUM_OF_20 = 8, 15
FEWEST_CADRES, MOST_CADRES = 40, 150  # posts per township (evidence section 1, grade B-)
SPREAD_OF_DIFFICULTY = 0.15  # sd of the logarithm
SPREAD_OF_RESOURCES = 0.2  # sd of the logarithm
SHARE_OF_LOCATION = 0.6  # correlation of log difficulty with location
SPREAD_OF_LOCATION = 0.8  # within a kind
SHIFT_OF_LOCATION = {"county_seat": -1.0, "centre": -1.0, "agricultural": 0.5, "mountain": 1.0}

# The first pattern found in the name decides; what none finds is ordinary.
KIND_BY_NAME = (
    ("tourism", re.compile("旅游|度假|景区|风景|名胜")),
    ("demolition", re.compile("开发区|园区|工业园|新区|新城|示范区|保税区")),
    ("mountain", re.compile("林场|民族乡|(山|岭).*(镇|乡)$")),
    ("agricultural", re.compile("(乡|苏木|农业.*园|农场|牧场|种场|渔场|茶场|畜场|马场|羊场|殖场|艺场)$")),
)


class Unit(Protocol):
    """What is needed of a register's line."""

    @property
    def code(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def villages(self) -> int: ...


class Character(TypedDict):
    """What is drawn for a township."""

    difficulty: float
    resources: float
    remoteness: float


def derived_townships(county: str, units: Iterable[Unit]) -> tuple[Township, ...]:
    """The townships of a county, made from the lines of the register."""
    units = sorted(units, key=lambda unit: unit.code)
    size_of = size_classes(units)
    kind_of = kinds(county, units)
    return tuple(
        Township(
            code=unit.code,
            name=unit.name,
            size_class=size_of[unit.code],
            kind=kind_of[unit.code],
            cadres=cadres(unit.villages),
            villages=unit.villages,
            **character(unit.code, kind_of[unit.code]),
        )
        for unit in units
    )


def size_classes(units: Iterable[Unit]) -> dict[int, str]:
    """Size class by rank of villages inside the county; ties go to the smaller code."""
    ranked = sorted(units, key=lambda unit: (-unit.villages, unit.code))
    large, medium = (round(len(ranked) * of_20 / 20) for of_20 in (LARGE_OF_20, LARGE_AND_MEDIUM_OF_20))
    return {
        unit.code: "large" if rank < large else "medium" if rank < medium else "small"
        for rank, unit in enumerate(ranked)
    }


def cadres(villages: int) -> int:
    """Posts: 50 at the national median of 12 villages, 1.25 more for each village, from 40 to 150."""
    return min(max(35 + 5 * villages // 4, FEWEST_CADRES), MOST_CADRES)


def kinds(county: str, units: list[Unit]) -> dict[int, str]:
    """Kind by name, except the seat of a county and the centre of a district, which have the first codes."""
    found = {unit.code: kind_by_name(unit.name) for unit in units}
    streets = [unit.code for unit in units if unit.name.endswith("街道")]
    if county.endswith("区"):
        central = streets[: max(1, len(streets) // 3)]
        return found | dict.fromkeys(central, "centre")
    towns = [unit.code for unit in units if unit.name.endswith("镇")]
    return found | dict.fromkeys((streets or towns)[:1], "county_seat")


def kind_by_name(name: str) -> str:
    """The kind that a township's name suggests; `ordinary` where it suggests none."""
    return next((kind for kind, pattern in KIND_BY_NAME if pattern.search(name)), "ordinary")


def character(code: int, kind: str) -> Character:
    """Difficulty, resources and remoteness of a township.

    Location is normal around the shift of the kind; remoteness is its quantile. Log difficulty
    is partly location, partly the township's own, so a regime that weighs items by location
    (D10) can get nearer to the truth but not reach it.
    """
    location = SHIFT_OF_LOCATION.get(kind, 0.0) + SPREAD_OF_LOCATION * normal("location", code)
    own = (1.0 - SHARE_OF_LOCATION**2) ** 0.5 * normal("difficulty", code)
    # Three digits: the last bits of exp and of the quantile differ between platforms, these do not.
    return {
        "difficulty": _bounded(exp(SPREAD_OF_DIFFICULTY * (SHARE_OF_LOCATION * location + own))),
        "resources": _bounded(exp(SPREAD_OF_RESOURCES * normal("resources", code))),
        "remoteness": round(NormalDist().cdf(location), 3),
    }


def normal(stream: str, code: int) -> float:
    """A standard normal number that belongs to this stream and code for ever (BLAKE2b, 53 bits)."""
    digest = blake2b(f"{stream}:{code}".encode(), digest_size=8).digest()
    uniform = ((int.from_bytes(digest, "big") >> 11) + 0.5) / 2**53
    return NormalDist().inv_cdf(uniform)


def _bounded(value: float) -> float:
    """A factor kept between .3 and 3, with three digits."""
    return round(min(max(value, 0.3), 3.0), 3)
