"""What came out, in one line each, in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence

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
USES = {"input": ("input of the regimes", "已用作制度输入"), "none": ("no counterpart", "模型中无对应量")}
APART = ("{x:.1f} standard deviations apart", "相距 {x:.1f} 个标准差")


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
    number = f"{found.mean:+.4f} ({found.low:+.4f} … {found.high:+.4f})"
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
            lines.append(f"{start}; {MODEL[k]} {each.mean:.4g}; {APART[k].format(x=each.distance)}")
    return lines


def _span(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}"
