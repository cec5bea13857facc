"""What figures say, in English and Chinese, and the names of scenarios and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.language import LANGUAGES
from scenarios.units import unit as unit_name
from sim.measures import MEASURES, Measure

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MEASURE = {measure.id: measure for measure in MEASURES}

WORDS = {
    "trajectories": ("Headline outcomes over time", "主要结果的变化轨迹"),
    "forest": ("Effects against the baseline: {baseline}", "与基准方案的差异：{baseline}"),
    "heat_map": ("Standardised effects: scenarios by outcomes", "标准化效应：方案与结果"),
    "network": ("Offices, townships and villages", "部门、乡镇与村(社区)"),
    "trailing": ("means of the last twelve months", "过去十二个月均值"),
    "band": ("bands: central 95% of {n} replicates", "色带：{n} 次重复的中间 95%"),
    "window": ("means of the last {n} months", "最后 {n} 个月均值"),
    "paired": ("paired differences under common luck, 95% intervals", "公共随机数下的配对差值及 95% 区间"),
    "paired_plausible": (
        "paired differences, middle 95% of replicates with plausible behaviour and luck",
        "配对差值；各次重复（行为参数不确定性与随机性）的中间 95%",
    ),
    "replicates": ("{n} replicates", "{n} 次重复"),
    "per_range": (
        "difference from the baseline over the outcome's range across {which}",
        "与基准之差除以该结果在{which}间的极差",
    ),
    "regimes": ("regimes", "各考核制度"),
    "scenarios": ("all scenarios", "全部方案"),
    "month": ("Month", "月份"),
    "start": ("reforms start", "改革开始"),
    "others": ("other scenarios ({n})", "其他方案({n})"),
    "baseline": ("{name} (baseline)", "{name}(基准)"),
    "lower": ("lower is better", "越低越好"),
    "higher": ("higher is better", "越高越好"),
    "neither": ("neither better nor worse", "无优劣之分"),
    "better": ("better", "更好"),
    "worse": ("worse", "更差"),
    "unsure": ("no clear difference", "无明显差异"),
    "not_yet": ("not assessed yet", "尚未考核"),
    "beyond": ("beyond the axis, value given", "超出坐标范围(标注数值)"),
    "level": ("Level in the baseline", "基准水平"),
    "range": ("Range (= 1)", "极差(=1)"),
    "scale": ("effect in ranges of the outcome", "效应(以极差为单位)"),
    "one_month": ("first replicate, last month", "首次重复、最后一个月"),
    "office": ("office, size and lines: its visits", "部门(大小与连线：检查次数)"),
    "township": ("township, size: cadres", "乡镇(大小：干部人数)"),
    "village": ("village", "村(社区)"),
    "peers": ("neighbours", "相邻乡镇"),
}


def say(key: str, lang: str, **values: object) -> str:
    """One phrase in the language asked for."""
    return WORDS[key][LANGUAGES.index(lang)].format(**values)


def joined(lang: str, *parts: str) -> str:
    """Parts of a subtitle as one line."""
    text = {"en": "; ", "zh": "；"}[lang].join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def measure_name(measure: Measure, lang: str) -> str:
    """The outcome's name."""
    return measure.zh if lang == "zh" else measure.en


def unit(measure: Measure, lang: str) -> str:
    """The outcome's unit."""
    return unit_name(measure.unit).said(lang)


def not_yet(axes: Axes, lang: str) -> None:
    """Say in an empty panel why it is empty."""
    box = {"fc": "white", "lw": 0}
    axes.text(0.5, 0.5, say("not_yet", lang), transform=axes.transAxes, ha="center", va="center", zorder=5, bbox=box)


def direction(measure: Measure, lang: str) -> str:
    """Which way is better."""
    return say({-1: "lower", 1: "higher"}.get(measure.better, "neither"), lang)


def place(data: xr.Dataset, lang: str) -> str:
    """Name of the place, or nothing."""
    return str(data.attrs.get(f"place_name_{lang}", ""))


def headed(data: xr.Dataset, lang: str, title: str) -> str:
    """A title with the place it speaks of."""
    name = place(data, lang)
    return f"{title} — {name}" if name else title


def scenario_name(data: xr.Dataset, scenario: str, lang: str) -> str:
    """The scenario's name."""
    return str(data[f"scenario_name_{lang}"].sel(scenario=scenario).item())


def short_name(data: xr.Dataset, scenario: str, lang: str) -> str:
    """The name with the baseline's left out: what is added to the baseline is named by the addition."""
    name = scenario_name(data, scenario, lang)
    base = scenario_name(data, data.attrs["baseline"], lang)
    added = name.removeprefix(base).lstrip()
    if name != base and name.startswith(base) and added[:1] in "+＋":
        return "+ " + added[1:].strip()
    return name[:1].upper() + name[1:]
