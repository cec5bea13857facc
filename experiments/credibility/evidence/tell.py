"""What came out, in one line each, in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .effects import Experiment, Found
from .figures import Compared, Figure

LANGUAGES = ("en", "zh")

VERDICTS = {
    "size": ("sign and size as published", "符号与大小均与文献一致"),
    "sign": ("sign as published", "符号与文献一致"),
    "against": ("against the published sign", "与文献符号相反"),
    "open": ("no measurable effect", "无可测作用"),
}
BUILT_IN = ("sign built in", "符号由设定决定")
PUBLISHED = ("published", "文献值")
MODEL = ("model", "模型")
PROXY = ("compared by", "对应方式")
USES = {
    "check": ("check only", "仅供核对"),
    "input": ("input of the regimes", "已用作制度输入"),
    "none": ("no counterpart", "模型中无对应量"),
}
KEPT = (
    "{x:.1f} % of {n} points are not ruled out; share that each target rules out alone:",
    "{n} 个点中有 {x:.1f}% 未被排除；各目标单独排除的比例：",
)
SIGNS = ("share of all points that have the published sign: ", "全部点中符号与文献一致的比例：")
INFORMED_WORDS = (
    "informed parameters (posterior over prior spread; 95 % interval in the unit of the range):",
    "证据有所限定的参数（后验与先验离散度之比；以区间为单位的 95% 区间）：",
)
UNINFORMED = (
    "no parameter alone is informed: evidence rules out combinations, and leaves every range as wide as it was",
    "没有单个参数被证据限定：证据排除的是参数组合，各参数范围不变",
)
BEYOND = ("outside what the kept points give: ", "超出所留各点范围：")
COVERAGE = ("coverage on {n} synthetic truths: ", "{n} 个合成真值上的覆盖率：")
INSIDE = ("inside", "在区间内")
APART = ("{x:.1f} standard deviations apart", "相距 {x:.1f} 个标准差")
FROM_MIDDLE = ("outside, {x:.1f} standard deviations from the middle", "在区间外，距中点 {x:.1f} 个标准差")


def experiment_lines(experiment: Experiment, found: Sequence[Found], lang: str) -> list[str]:
    """The study, the proxy, and a line for each check."""
    k = LANGUAGES.index(lang)
    stop, colon = ("", ": ") if lang == "en" else ("", "：")
    name = experiment.zh if k else experiment.en
    lines = [f"{experiment.id} {name} ({experiment.source}, {experiment.grade})"]
    lines += [_line(each, k, colon) + stop for each in found if each.experiment == experiment.id]
    return [*lines, f"  {PROXY[k]}{colon}{experiment.proxy}"]


def _line(found: Found, k: int, colon: str) -> str:
    check = found.check
    size = ""
    if check.low is not None and check.high is not None:
        size = f" [{PUBLISHED[k]} {_span(check.low, check.high)}]"
    built = f" ({BUILT_IN[k]})" if check.kind == "built_in" else ""
    number = f"{found.estimate.mean:+.4f} ({found.estimate.low:+.4f} … {found.estimate.high:+.4f})"
    return f"  {check.zh if k else check.en}{colon}{number}{size} {VERDICTS[found.verdict][k]}{built}"


def figure_lines(figures: Sequence[Figure], compared: Sequence[Compared], lang: str) -> list[str]:
    """A line for each figure, compared or not."""
    k, colon = LANGUAGES.index(lang), ": " if lang == "en" else "："
    by_id = {each.figure.id: each for each in compared}
    lines = []
    for figure in figures:
        start = f"{figure.id} ({figure.grade}) {figure.what_zh if k else figure.what_en}{colon}"
        start += f"{PUBLISHED[k]} {_span(figure.low, figure.high)} {figure.unit}"
        each = by_id.get(figure.id)
        if each is None:
            lines.append(f"{start}; {USES.get(figure.use, ('', ''))[k]}: {figure.argued}")
        else:
            only = f"; {USES[figure.use][k]}" if figure.use in USES else ""
            lines.append(f"{start}; {MODEL[k]} {each.mean:.4g}; {_where(each, k)}{only}")
    return lines


def _where(compared: Compared, k: int) -> str:
    """Inside a range, or how far off; from its middle, as history matching counts."""
    if compared.inside:
        return INSIDE[k]
    single = compared.figure.low == compared.figure.high
    return (APART if single else FROM_MIDDLE)[k].format(x=compared.distance)


def _span(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}"


def plausible_lines(record: dict[str, Any], lang: str) -> list[str]:
    """What was ruled out by what, and which parameters evidence informs."""
    k, colon = LANGUAGES.index(lang), ": " if lang == "en" else "："
    lines = [KEPT[k].format(x=100 * record["kept_by_history"], n=record["points"])]
    lines += [f"  {name}{colon}{100 * share:.1f} %" for name, share in record["ruled_out"].items() if share > 0]
    lines.append(SIGNS[k] + ", ".join(f"{name} {share:.0%}" for name, share in record["signs_hold"].items()))
    lines.append(INFORMED_WORDS[k] if record["informed"] else UNINFORMED[k])
    for row in record["parameters"]:
        if row["parameter"] in record["informed"]:
            lines.append(f"  {row['parameter']}{colon}{row['shrinkage']:.2f}, {row['low']:.2f} … {row['high']:.2f}")
    if record["beyond"]:
        lines.append(BEYOND[k] + ", ".join(record["beyond"]))
    if record["coverage"]:
        shares = [f"{level:.0%} {share:.1%}" for level, share in _levels(record["coverage"])]
        lines.append(COVERAGE[k].format(n=record["coverage"]["truths"]) + ", ".join(shares))
    return lines


def _levels(coverage: dict[str, Any]) -> list[tuple[float, float]]:
    return list(zip(coverage["levels"], coverage["mean_share"], strict=True))
