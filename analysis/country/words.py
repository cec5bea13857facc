"""What tables and figures of a country say, in English and Chinese, and how its units are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.places import register

if TYPE_CHECKING:
    from experiments.country import Country

LANGUAGES = ("en", "zh")
WORDS = {
    "country": ("China, as in the register", "全国（按名册）"),
    "headline": ("Headline outcomes · {place}", "主要结果 · {place}"),
    "outcome": ("outcome", "结果指标"),
    "first_year": ("year 1", "第 1 年"),
    "last_year": ("year {year}", "第 {year} 年"),
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
    "ambition": ("ambition (1 at start)", "进取心（起始为 1）"),
    "caption": (
        "Factors that a level puts on target odds, and leaders, in year {year}",
        "第 {year} 年各级对目标赔率的放大倍数与主官情况",
    ),
    "honest": (
        "All of it is what the model makes of register and assumptions: cadres, difficulty, resources and regimes of "
        "the {townships} townships are assumed, so nothing here is a statement about any real place.",
        "以上均为模型依据名册与假定所得：{townships} 个乡镇的干部、难度、资源与制度都是假定，不代表任何真实地方。",
    ),
    "map": ("One tile for each {unit}, means of year {year}", "每格一个{unit}单位，第 {year} 年均值"),
    "map_title": ("Where outcomes stand · {place}", "各地结果 · {place}"),
    "course_title": ("Headline outcomes month by month · {place}", "主要结果逐月变化 · {place}"),
    "course": (
        "line: mean over townships; band: from the 10th to the 90th percentile of the {n} units below",
        "线：乡镇均值；色带：下辖 {n} 个单位的 10% 至 90% 分位",
    ),
    "cascade_title": ("Amplification of targets, level by level · {place}", "目标逐级加码 · {place}"),
    "cascade": (
        "factor on target odds (required work) that a level adds, mean over its units",
        "各级对目标赔率（所需工作量）的放大倍数，各单位均值",
    ),
    "spread_title": ("How townships differ in the last month · {place}", "最后一个月各乡镇的分布 · {place}"),
    "spread": ("share of {n} townships", "占 {n} 个乡镇的比重"),
    "year": ("year", "年"),
    "month": ("month", "月"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    return WORDS[key][LANGUAGES.index(lang)].format(**values)


def place_name(place: int, lang: str) -> str:
    """The country, or the unit's name as the register has it (Chinese)."""
    return register.full_name(place) if place else say("country", lang)


def region_kind(country: Country, lang: str) -> str:
    """What the units below the place are: provinces, prefectures or counties."""
    return say(f"region_{len(str(int(country.regions[0])))}", lang)


def short_names(country: Country) -> list[str]:
    """Two characters for a tile, as people say them: 浙江, 内蒙."""
    names = [register.unit_name(int(code)) for code in country.regions]
    return [name[:3] if name[:3] in ("内蒙古", "黑龙江") else name[:2] for name in names]
