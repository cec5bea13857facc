"""What the lines of a validation say beside their statements, in both languages."""

from __future__ import annotations

from math import isnan

from scenarios.language import Both, fill

from ..patterns.pattern import ABOVE, BELOW

PERCENT = ("{x:.{digits}f} %", "{x:.{digits}f}%")
WORDS = {
    # patterns
    "pattern": ("every claim holds; at least 2/3 of plausible people", "各主张均成立；至少三分之二的可能人群"),
    "pattern_alone": ("every claim holds", "各主张均成立"),
    "claims": ("{claims}; people {share}", "{claims}；人群 {share}"),
    "claims_alone": ("{claims}; people not run", "{claims}；未运行可能人群"),
    "states": ("claims that hold: {holds}, conditional: {conditional}, that fail: {fails}",
               "主张：{holds} 条成立，{conditional} 条有条件成立，{fails} 条不成立"),
    "held": ("{effect} ({held}/{places} places)", "{effect}（{held}/{places} 个地点）"),
    "removed": ("; removed {share}", "；去除 {share}"),
    "people": ("; people {share}", "；人群 {share}"),
    "where": ("where: {text}", "条件：{text}"),
    "within": ("within ±{size:.2f}", "±{size:.2f} 以内"),
    "context": ("{text} [of: {before}]", "{text}〔所指：{before}〕"),
    "undrawn": ("Not drawn, because their unit is another (relative change of hours): {names}.",
                "以下各条单位不同（工时的相对变化），图中未画：{names}。"),
    # effects
    "size": ("sign and size as published", "符号与大小均与文献一致"),
    "sign": ("sign as published", "符号与文献一致"),
    "sign_only": ("sign as published, size not", "符号与文献一致，大小不一致"),
    "against": ("against the published sign", "与文献符号相反"),
    "open": ("no measurable effect", "无可测作用"),
    "built_in": ("; sign built in", "；符号由设定决定"),
    # figures
    "apart": ("{x:.1f} standard deviations", "{x:.1f} 个标准差"),
    "fitted": ("the default is set by it, so it tests nothing", "默认值据此设定，不构成检验"),
    "target": ("target", "目标"),
    "check": ("check only", "仅供核对"),
    "input": ("input of the regimes", "已用作制度输入"),
    "none": ("no counterpart in the model", "模型中无对应量"),
    "unit": ("{unit}, grade {grade}", "{unit}，{grade} 级"),
    # plausible set
    "stored": ("stored record; made anew by `{command}`", "存档记录；重新生成：`{command}`"),
    "of_points": ("{share} of {points} points", "{points} 个点中的 {share}"),
    "rows": ("{rows} kinds of people", "{rows} 种人群"),
    "informed": ("{count} of {of}", "{of} 个中的 {count} 个"),
    "covered": ("{mean} (lowest of a parameter {lowest}); {within} of parameters within the band of luck",
                "{mean}（各参数最低 {lowest}）；{within} 的参数在随机误差带内"),
    "same_code": ("made under the same rules, ranges and figures", "所用规则、范围与数据与当前一致"),
    "other_code": ("made under other {parts}", "生成时的{parts}与当前不同"),
    "rules": ("rules", "规则"),
    "ranges": ("ranges", "范围"),
    "figures": ("figures", "数据"),
    # convergence
    "at_most": ("at most {band}", "至多 {band}"),
}  # fmt: skip
UNITS = {
    "a year": "每年",
    "a day": "每日",
    "days a year": "天/年",
    "share of the month": "占当月时间比例",
    "share of people": "占群众比例",
    "times, odds-like": "倍，按优势比",
    "ratio": "比值",
    "relative change": "相对变化",
    "indicators": "指标数",
    "indicators (10, 25, 78, 142)": "指标数：10、25、78、142",
    "rows": "项",
}
# Checks whose own words lean on the line before them; in a report every line stands alone.
ALONE = {
    "V1.faded": (
        "share just above among claims near the target: as written, less that at a fifth of the target's weight",
        "目标附近刚好达标的比例：现行设定，减去目标权重降至五分之一时的比例",
    ),
    "V2.true": (
        "a third of the change of the reported level under the prize of promotion, less the change of the true level",
        "晋升激励下上报水平变化的三分之一，减去真实水平的变化",
    ),
    "V2b": (
        "automatic measurement: relative change of the gap as read, first quarter",
        "自动监测：首季读数缺口的相对变化",
    ),
    "V2b.lasting": (
        "automatic measurement: relative change of the gap as read, third year",
        "自动监测：第三年读数缺口的相对变化",
    ),
    "V4.link": (
        "part of the gap closed by points: promotion at stake, less nothing at stake",
        "列入考核所缩小的缺口比例：与晋升挂钩时，减去无挂钩时",
    ),
    "V8.cases_year": (
        "relative change of sanctions, all of 2019",
        "2019年全年问责处分的相对变化",
    ),
}
LEANS = ("同上", "在该机会处")  # how a statement begins in Chinese that leans on one before


def word(name: str, **values: object) -> Both:
    return fill(WORDS[name], **values)


def percent(share: float, digits: int = 0) -> Both:
    """A share in percent; a dash for one that cannot be formed."""
    if isnan(share):
        return Both("—", "—")
    return fill(PERCENT, x=100 * share, digits=digits)


def joined(*parts: Both, between: tuple[str, str] = ("; ", "；")) -> Both:
    return Both(between[0].join(part.en for part in parts), between[1].join(part.zh for part in parts))


def bound(kind: str, sign: int, size: float) -> Both | str:
    """What a claim asks of an effect: a bound on the side of its sign, or a band."""
    if kind not in (ABOVE, BELOW):
        return word("within", size=size) if size else "0"
    at_least = (kind == ABOVE) == (sign > 0)
    return f"{'≥' if at_least else '≤'} {signed(sign * size, 2)}"


def signed(value: float, digits: int = 3) -> str:
    """With a sign; a true minus, and neither on zero."""
    text = f"{value:+.{digits}f}"
    return "0" if float(text) == 0 else minus(text)


def minus(text: str) -> str:
    """Numbers with a true minus."""
    return text.replace("-", "−")


def standing(text: Both, before: Both) -> Both:
    """A statement that leans on the one before, with what it leans on."""
    return word("context", text=text, before=before) if text.zh.startswith(LEANS) else text


def unit_of(unit: str) -> Both:
    return Both(unit, UNITS[unit])


def said_alone(id: str, en: str, zh: str) -> Both:
    return Both(*ALONE.get(id, (en, zh)))
