"""What tables and figures of a pilot say, in English and Chinese."""

from __future__ import annotations

from scenarios.language import LANGUAGES

WORDS = {
    "bias": (
        "{reform} against {baseline} · {size} pilot counties · {place}",
        "{reform}（基准：{baseline}）· {size} 个试点县 · {place}",
    ),
    "outcome": ("outcome", "结果指标"),
    "estimate": ("estimate", "估计"),
    "estimate_near": ("with spill-over", "含外溢项"),
    "estimate_cohort": ("by cohort", "分批估计"),
    "pilots": ("true, pilots", "真值：试点县"),
    "others": ("true, others", "真值：其他县"),
    "all": ("true, if all", "真值：全面推行"),
    "bias_is": ("bias ± se", "偏差±标准误"),
    "coverage": ("coverage", "覆盖率"),
    "bias_cohort": ("bias by cohort", "分批估计偏差"),
    "coverage_cohort": ("coverage by cohort", "分批估计覆盖率"),
    "unit": ("unit", "单位"),
    "caption": (
        "Two-way fixed effects, errors clustered by county, {years} year(s) after the start; means over {n} "
        "replicate(s). Truth: worlds of the same luck with and without the reform; others: counties that do not have "
        "it. Coverage: 95 % intervals that hold the truth for the pilots.",
        "双向固定效应，标准误按县聚类，开始后 {years} 年；{n} 次重复的均值。真值：相同随机数下有无改革之差；"
        "其他县：尚无改革的县。覆盖率：95% 区间含试点县真值的比例。",
    ),
    "caption_staggered": (
        " Pilots begin in waves: one slope for all of them then weighs effects oddly, some negatively, where effects "
        "grow or differ (Goodman-Bacon; de Chaisemartin and D'Haultfoeuille). By cohort: effects by wave and year "
        "against counties not reformed yet, and their mean (Wooldridge; Callaway and Sant'Anna).",
        "试点分批开始：若效应随时间或批次而变，统一系数的权重失当，甚至为负（Goodman-Bacon；de Chaisemartin 与 "
        "D'Haultfoeuille）。分批估计：按批次与年份、以尚未改革的县为对照，再取均值（Wooldridge；Callaway 与 "
        "Sant'Anna）。",
    ),
    "caption_few": (
        " A wave here has one or two counties: errors by cohort are then too small, and their 95 % intervals hold the "
        "truth in 50 to 70 % of cases only.",
        "这里每批只有一两个县：分批估计的标准误偏小，其 95% 区间仅在 50% 至 70% 的情形下含真值。",
    ),
    "power_caption": (
        "Two-way fixed effects, {n} replicate(s) each: with few replicates the shares are coarse, and where pilots are "
        "few, clustered errors are too small and power too high.",
        "双向固定效应，每格 {n} 次重复：次数少时比例较粗；试点县少时聚类标准误偏小，效能偏高。",
    ),
    "power": ("Power: share of replicates in which zero is excluded", "检验效能：区间不含零的重复试验比例"),
    "size_years": ("{size} counties, {years} y", "{size} 县 {years} 年"),
    "honest": (
        "The truth is the model's own: this says how far an evaluation of such a pilot can be trusted if the world were"
        " like the model, not what the reform would do in {place}.",
        "真值是模型的真值：这里说明若现实如模型，这类试点评估有多可信，并不说明该改革在{place}会有何效果。",
    ),
    "event_title": ("Event study: {reform} · {place}", "事件研究：{reform} · {place}"),
    "event": (
        "Against {baseline}; {size} pilot counties; points: estimates against the year before, mean and middle 95 % of "
        "{n} replicates; line: true effect in them",
        "基准：{baseline}；{size} 个试点县；点：以前一年为基准的估计值，{n} 次重复的均值及中间 95% 范围；"
        "线：其真实效果",
    ),
    "since": ("years since the start", "开始后年数"),
}


def say(key: str, lang: str, **values: object) -> str:
    return WORDS[key][LANGUAGES.index(lang)].format(**values)
