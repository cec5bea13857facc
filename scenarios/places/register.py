"""The national register: 31 provinces, 342 prefectures, 2,978 counties, 41,352 township-level units.

Rows A1, A6; evidence section 1. Codes are the statistical codes of 2023-06-30: two digits for a
province, four for a prefecture, six for a county, nine for a township-level unit, each beginning
with its parent's.
"""

from collections.abc import Iterable

from ..errors import ScenarioError
from ..languages import Joined, Text, phrase
from .derive import derived_townships
from .place import FEWEST_TOWNSHIPS, Place
from .register_file import COUNTRY, Unit, known, load, townships_below, townships_whose_line_has, units_below, upwards

__all__ = [
    "Unit",
    "counties",
    "county",
    "find",
    "full_name",
    "header",
    "is_known",
    "named",
    "prefectures",
    "provinces",
    "townships",
    "unit_name",
]

LEVEL_OF_DIGITS = {2: "province", 4: "prefecture", 6: "county", 9: "township"}
MOST_GUESSES = 3  # codes that a message offers
# Prefectures that exist only to hold counties have these in place of a name; a full name leaves them out.
FILLERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
ENGLISH = {330212: "Yinzhou District, Ningbo", 360281: "Leping City"}  # the register gives Chinese names only


def county(code: int) -> Place:
    """The county of a six-digit code, with the assumptions of ``derive`` for what the register lacks."""
    unit, name, below, origin = _unit(code, "county"), full_name(code), townships(code), header()
    if len(below) < FEWEST_TOWNSHIPS:
        raise ScenarioError(phrase("scenarios.places.lone_county", code=code, name=name, township=below[0].name))
    source = phrase(
        "scenarios.places.from_register", date=origin["data_date"], origin=origin["origin"], version=origin["version"]
    )
    return Place(
        id=str(code),
        name_en=ENGLISH.get(code, name),
        name_zh=name,
        code=code,
        townships=derived_townships(unit.name, below),
        source=source.render("en"),
        source_zh=source.render("zh"),
    )


def provinces() -> tuple[Unit, ...]:
    """The provinces, in the order of their codes."""
    return tuple(units_below(COUNTRY))


def prefectures(province: int | None = None) -> tuple[Unit, ...]:
    """The prefectures of one province, or all."""
    above = provinces() if province is None else (_unit(province, "province"),)
    return tuple(unit for parent in above for unit in units_below(parent.code))


def counties(prefecture: int | None = None) -> tuple[Unit, ...]:
    """The counties of one prefecture, or all; a city without counties, such as 4419 东莞, has one: itself."""
    above = prefectures() if prefecture is None else (_unit(prefecture, "prefecture"),)
    return tuple(unit for parent in above for unit in units_below(parent.code))


def townships(county: int | None = None) -> tuple[Unit, ...]:
    """The township-level units of one county, or all, with their number of villages."""
    above = counties() if county is None else (_unit(county, "county"),)
    return tuple(unit for parent in above for unit in townships_below(parent.code))


def unit_name(code: int) -> str:
    """A unit's own name."""
    unit = known(code)
    return unit.name if unit else str(code)


def is_known(code: int) -> bool:
    """Whether a province, prefecture, county or township has this code."""
    return known(code) is not None


def header() -> dict[str, str]:
    """Origin, version, licence, date and counts, as recorded in the file."""
    return dict(load().header)


def full_name(code: int) -> str:
    """A unit's name with those of the units it lies in: 浙江省宁波市鄞州区 for 330212."""
    names = [unit.name for unit in upwards(code) if unit.name not in FILLERS or unit.code == code]
    return "".join(dict.fromkeys(reversed(names)))  # a city without counties would be named twice


def find(text: str, limit: int = 20) -> tuple[Unit, ...]:
    """Units by Chinese name, best first: "鄞州", or "宁波 鄞州" to say where.

    The last word is looked for in a unit's own name, all words in its full name. Exact names
    come first, then beginnings, then larger units before smaller ones.
    """
    words = text.split()
    if not words:
        return ()
    own = words.pop()
    units = [*load().units.values(), *townships_whose_line_has(own)]
    named = [unit for unit in units if own in unit.name]
    found = [unit for unit in named if all(word in full_name(unit.code) for word in words)]
    return tuple(sorted(found, key=lambda unit: _distance(unit, own))[:limit])


def _distance(unit: Unit, word: str) -> tuple[bool, bool, int]:
    return unit.name != word, not unit.name.startswith(word), unit.code


def _level(code: int) -> str | None:
    return LEVEL_OF_DIGITS.get(len(str(code)))


def _unit(code: int, level: str) -> Unit:
    unit = known(code)
    if unit is not None and _level(code) == level:
        return unit
    raise ScenarioError(_wrong_code(code, level))


def _wrong_code(code: int, level: str) -> Text:
    """Why a code is not what was asked for, and which one may have been meant."""
    if code % 100 == 0 and known(code) is None and known(code // 100) is not None:
        code //= 100  # 330200 is how other lists write prefecture 3302
    unit = known(code)
    if unit is not None:
        own = phrase(f"scenarios.levels.{_level(code)}")
        return phrase(
            "scenarios.places.wrong_level",
            code=code,
            level=own,
            name=unit.name,
            wanted=phrase(f"scenarios.levels.{level}"),
            hint=_instead(code, level),
        )
    near = _similar(code, level)
    hint = phrase("scenarios.marks.did_you_mean", guess=named(near)) if near else phrase("scenarios.marks.stop")
    return phrase(
        "scenarios.places.no_code",
        level=phrase(f"scenarios.levels.{level}"),
        code=code,
        date=header()["data_date"],
        hint=hint,
    )


def _instead(code: int, level: str) -> Text:
    """The unit of the wanted level that holds this code, or the first ones that it holds."""
    above = [unit for unit in upwards(code) if _level(unit.code) == level]
    inside = [unit for unit in _all(level) if str(unit.code).startswith(str(code))]
    near = above or inside
    return (
        phrase("scenarios.places.for_example", units=named(near[:MOST_GUESSES]))
        if near
        else phrase("scenarios.marks.stop")
    )


def _similar(code: int, level: str) -> list[Unit]:
    """Units whose codes differ in one or two digits: fewest first, then nearest by number."""
    wrong = {
        unit: sum(mine != yours for mine, yours in zip(str(code), str(unit.code), strict=False))
        for unit in _all(level)
        if len(str(code)) >= len(str(unit.code))
    }
    near = sorted(wrong, key=lambda unit: (wrong[unit], abs(unit.code - code)))
    return [unit for unit in near if wrong[unit] <= min(2, wrong[near[0]])][:MOST_GUESSES]


def named(units: Iterable[Unit]) -> Text:
    """Codes with full names, for a message."""
    each = (phrase("scenarios.places.unit", code=unit.code, name=full_name(unit.code)) for unit in units)
    return Joined(tuple(each), "scenarios.marks.comma")


def _all(level: str) -> tuple[Unit, ...]:
    everyone = {"province": provinces, "prefecture": prefectures, "county": counties}
    return everyone[level]()
