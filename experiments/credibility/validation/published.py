"""Published effects and figures, and the set of people they leave plausible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scenarios.language import Both

from ...compare.plausible import about_sample, sample
from ..evidence import effects as studies
from ..evidence.effects import Check, Experiment, Found
from ..evidence.figures import Compared, Figure, compare, read_figures
from ..evidence.plausible import code_hash
from ..evidence.statistics import MONTHS, PLACE
from .section import CONDITIONAL, FAILS, HOLDS, REPORTED, Line, Section
from .size import Size
from .words import joined, minus, percent, said_alone, unit_of, word

REPLICATES = 20  # fewer leave the small effects open
NEAR, FAR = 2.0, 3.0  # standard deviations: within the first a figure holds, beyond the second it fails
ENOUGH = 0.95  # of the parameters whose coverage lies within the band of luck
COMMAND = "python -m experiments.credibility.evidence plausible"


def effects(size: Size, threads: int | None) -> Iterator[Section]:
    """As-if experiments of published studies, and published figures."""
    experiments = studies.all_experiments(list(studies.EXPERIMENTS))
    found = studies.run(experiments, MONTHS, REPLICATES, 1, PLACE, threads, None)
    sources = {experiment.id: experiment for experiment in experiments}
    yield Section(
        "effects", "Published effects", "已发表的效应",
        "The design of each study, as if carried out in the model. Where a study gives a size that is comparable, a "
        "check with only the sign right is conditional.",
        "在模型中“仿照”各研究的设计。文献大小可比时，仅符号一致者为有条件成立。",
        tuple(effect_line(each, sources[each.experiment]) for each in found),
    )  # fmt: skip
    figures = read_figures()
    made = {each.figure.id: each for each in compare(figures, MONTHS, REPLICATES, 1, PLACE, threads)}
    yield Section(
        "figures", "Published figures", "已发表的数据",
        "Load, time shares, indicators and amplification of the years a regime describes. Within two standard "
        "deviations (observation and an argued discrepancy) a figure holds, up to three, where history matching keeps "
        "a point, it holds conditionally. A figure that a default is set by is only reported.",
        "制度所描述年份的负担、时间占比、指标数与加码。相距两个标准差（观测误差与所论证的偏差）以内为成立；"
        "三个以内（历史匹配所保留的范围）为有条件成立。默认值据以设定的数据仅作报告。",
        tuple(figure_line(figure, made.get(figure.id)) for figure in figures),
    )  # fmt: skip


def effect_line(found: Found, experiment: Experiment) -> Line:
    check = found.check
    wanted = f"{'>' if check.sign > 0 else '<'} {check.neutral:g}"
    if check.low is not None and check.high is not None:
        wanted = span(check.low, check.high)
    verdict, words = effect_verdict(check, found.verdict)
    numbers = minus(f"{found.estimate.mean:+.4f} ({found.estimate.low:+.4f} … {found.estimate.high:+.4f})")
    obtained = joined(Both(numbers, numbers), words)
    if check.kind == "built_in":
        obtained += word("built_in")
    said = said_alone(check.id, check.en, check.zh)
    return Line(check.id, said.en, said.zh, wanted, obtained, verdict, source=experiment.source)


def effect_verdict(check: Check, verdict: str) -> tuple[str, Both]:
    """Holds or not, and in words; the sign alone is not enough where there is a size."""
    if verdict == "sign" and check.sized:
        return CONDITIONAL, word("sign_only")
    return HOLDS if verdict in ("size", "sign") else FAILS, word(verdict)


def figure_line(figure: Figure, made: Compared | None) -> Line:
    unit = word("unit", unit=unit_of(figure.unit), grade=figure.grade)
    wanted, use = span(figure.low, figure.high), word(figure.use)
    if made is None:
        return Line(figure.id, figure.what_en, figure.what_zh, wanted, use, REPORTED, source=unit)
    mean = minus(f"{made.mean:.4g}")
    parts = [Both(mean, mean), word("apart", x=made.distance), use, *([word("fitted")] if figure.fitted else [])]
    verdict = figure_verdict(figure, made.distance)
    return Line(figure.id, figure.what_en, figure.what_zh, wanted, joined(*parts), verdict, source=unit)


def figure_verdict(figure: Figure, distance: float) -> str:
    """By distance in standard deviations; a figure that a default was set by cannot speak for the model."""
    if figure.fitted:
        return REPORTED
    return HOLDS if distance <= NEAR else (CONDITIONAL if distance <= FAR else FAILS)


def span(low: float, high: float) -> str:
    return minus(f"{low:.4g}" if low == high else f"{low:.4g} … {high:.4g}")


# --- the plausible set


def plausible(size: Size, threads: int | None) -> Iterator[Section]:
    """What history matching and Bayesian computation left, from the record that ships with the sample."""
    record = about_sample()
    lines = [*_kept(record), *(_covered(record["coverage"], k) for k in range(len(record["coverage"]["levels"])))]
    yield Section(
        "plausible", "Plausible set", "可能人群集",
        "Which kinds of people evidence does not contradict (history matching, then approximate Bayesian computation), "
        "and how often credible intervals hold synthetic truths that met another luck. Read from the record that ships "
        "with the sample, not run here.",
        "与证据不相矛盾的人群（先历史匹配，后近似贝叶斯计算），以及可信区间覆盖另一随机数下合成真值的频率。"
        "取自随样本附带的存档记录，此处不重新运行。",
        tuple(lines),
    )  # fmt: skip


def _kept(record: dict[str, Any]) -> Iterator[Line]:
    points = word("of_points", share=percent(record["kept_by_history"], 1), points=record["points"])
    informed = word("informed", count=len(record["informed"]), of=len(record["parameters"]))
    yield _stored(
        "kept", "points of the prior that history matching keeps", "历史匹配保留的先验点", "", points, REPORTED
    )
    yield _stored("informed", "parameters that evidence alone narrows", "被证据单独收窄的参数", "", informed, REPORTED)
    held = len(sample())
    verdict = HOLDS if held == record["rows"] else FAILS
    wanted, shipped = word("rows", rows=record["rows"]), word("rows", rows=held)
    yield _stored("sample", "size of the sample that ships", "随附样本的大小", wanted, shipped, verdict)
    yield code_line(record["code"], code_hash())


def code_line(made: dict[str, str], now: dict[str, str]) -> Line:
    """Whether the record speaks of the program as it is."""
    other = [word(part) for part in now if made.get(part) != now[part]]
    text = word("other_code", parts=joined(*other, between=(", ", "、"))) if other else word("same_code")
    verdict = CONDITIONAL if other else HOLDS
    return _stored("code", "what the record was made under", "记录生成时所用的设定", word("same_code"), text, verdict)


def _covered(coverage: dict[str, Any], k: int) -> Line:
    level, within = coverage["levels"][k], coverage["within_band"][k]
    numbers = {
        "mean": percent(coverage["mean_share"][k], 1),
        "lowest": percent(coverage["lowest_share"][k], 1),
        "within": percent(within),
    }
    en = f"{level:.0%} intervals: share of {coverage['truths']} synthetic truths they hold, mean over parameters"
    zh = f"{level:.0%} 区间：{coverage['truths']} 个合成真值落入区间的比例，各参数平均"
    verdict = HOLDS if within >= ENOUGH else FAILS
    return _stored(f"coverage_{100 * level:.0f}", en, zh, percent(level), word("covered", **numbers), verdict)


def _stored(id: str, en: str, zh: str, expected: Both | str, obtained: Both, verdict: str) -> Line:
    return Line(id, en, zh, expected, joined(obtained, word("stored", command=COMMAND)), verdict)
