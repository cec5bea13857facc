"""What tables and figures of a country say, in English and Chinese, and how its units are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.language import LANGUAGES
from scenarios.places import register
from scenarios.places.names import short_names

if TYPE_CHECKING:
    from experiments.national.country import CountryResults

MONTHS = 12
LINE = 4  # characters of a name in one line of a tile
KIND_OF_ZONE = re.compile(r"(?:经开|高新|管理|示范|工业园|产业园|开发|矿|实验|[左右]翼[前中后])[区旗]$")
WORDS = {
    "country": ("China, as in the register", "全国（按名册）"),
    "headline": ("Headline outcomes · {place}", "主要结果 · {place}"),
    "outcome": ("outcome", "结果指标"),
    "regions": ("lowest … highest {unit}", "最低 … 最高（{unit}单位）"),
    "unit": ("unit", "单位"),
    "region_2": ("province", "省级"),
    "region_4": ("prefecture", "地市级"),
    "region_6": ("county", "县级"),
    "amplification": ("Amplification and careers · {place}", "加码与晋升 · {place}"),
    "level": ("level", "层级"),
    "province": ("province", "省"),
    "prefecture": ("prefecture", "地市"),
    "county": ("county", "县"),
    "visible": ("most visible field: {field}", "最显性领域：{field}"),
    "hidden": ("least visible assessed field: {field}", "最不显性的考核领域：{field}"),
    "moved_up": ("leaders moved up a year", "主官年晋升比例"),
    "number": ("units", "单位数"),
    "ambition": ("mean ambition", "平均进取心"),
    "caption": (
        "Factors (1: nothing added) that leaders of a level put on target odds, the work asked, in year {year}. Moved "
        "up: mean of the meetings so far; – where a unit has no rivals in this world or nobody has met yet. Ambition: "
        "of the leaders in office, drawn with mean 1.",
        "第 {year} 年各级对目标赔率（所需工作量）的放大倍数（1 为不加码）。晋升：历次均值；“–”指该世界中没有竞争者或"
        "尚未晋升过。进取心：在任主官均值，抽取时均值为 1。",
    ),
    "honest": (
        "All of it is what the model makes of register and assumptions: cadres, difficulty, resources and regimes of "
        "the {townships} townships are assumed, so nothing here is a statement about any real place.",
        "以上均为模型依据名册与假定所得：{townships} 个乡镇的干部、难度、资源与制度都是假定，不代表任何真实地方。",
    ),
    "map": (
        "One tile for each {unit}, means of {when}; {where}; colours from the lowest unit of a panel to the highest, "
        "however near they are",
        "每格一个{unit}单位，{when}均值；{where}；各图颜色自最低至最高，差别再小也如此",
    ),
    "map_one": (
        "A single {unit}, means of {when}: nothing to compare it with",
        "仅一个{unit}单位，{when}均值，无可比较",
    ),
    "when_year": ("year {year}", "第 {year} 年"),
    "when_months": ("{months} month(s)", "前 {months} 个月"),
    "where_map": ("where provinces lie, roughly", "位置大致同地图"),
    "where_order": ("in the order of codes", "按代码排列"),
    "units": ("{level} (units: {n})", "{level}（{n} 个）"),
    "map_title": ("Where outcomes stand · {place}", "各地结果 · {place}"),
    "course_title": ("Headline outcomes month by month · {place}", "主要结果逐月变化 · {place}"),
    "course": (
        "line: mean over townships; band: from the 10th to the 90th percentile of the {n} units below",
        "线：乡镇均值；色带：下辖 {n} 个单位的 10% 至 90% 分位",
    ),
    "course_one": ("line: mean over townships", "线：乡镇均值"),
    "cascade_title": ("Amplification of targets, level by level · {place}", "目标逐级加码 · {place}"),
    "cascade": (
        "factor on target odds (required work) that a level adds, mean over its units; the {n} fields amplified most",
        "各级对目标赔率（所需工作量）的放大倍数，各单位均值；加码最多的 {n} 个领域",
    ),
    "spread_title": ("How townships differ in the last month · {place}", "最后一个月各乡镇的分布 · {place}"),
    "spread": (
        "share of {n} townships, month {month}; line: median; the outermost bars hold all beyond the middle 99 %",
        "占 {n} 个乡镇的比重，第 {month} 个月；竖线：中位数；最外两柱含中间 99% 以外的全部",
    ),
    "year": ("year", "年"),
    "month": ("month", "月"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    return WORDS[key][LANGUAGES.index(lang)].format(**values)


def bracketed(lang: str, *parts: str) -> str:
    """What stands in brackets behind a name."""
    return f"（{'；'.join(parts)}）" if lang == "zh" else f" ({'; '.join(parts)})"


def when(country: CountryResults, lang: str) -> str:
    """The time that means of the last whole year are of."""
    if country.months < MONTHS:
        return say("when_months", lang, months=country.months)
    return say("when_year", lang, year=country.whole_year)


def place_name(place: int, lang: str) -> str:
    """The country, or the unit's name as the register has it (Chinese)."""
    return register.full_name(place) if place else say("country", lang)


def region_kind(country: CountryResults, lang: str) -> str:
    """What the units below the place are: provinces, prefectures or counties."""
    return say(f"region_{len(str(int(country.regions[0])))}", lang)


def tile_names(country: CountryResults) -> list[str]:
    """Names for tiles, long ones in two lines; the kind of a zone in the second."""
    return [_in_lines(name) for name in short_names([int(code) for code in country.regions])]


def _in_lines(name: str) -> str:
    if len(name) <= LINE:
        return name
    kind = KIND_OF_ZONE.search(name)
    half = kind.start() if kind and kind.start() <= LINE + 1 else -(-len(name) // 2)
    return f"{name[:half]}\n{name[half:]}"
