"""Runs every check, one section after the other, at one of two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scenarios import load_place
from scenarios.language import Both
from sim.measures import MEASURES

from ..falsifiability.predictions import EXPECTED, KINDS, Prediction, read
from ..falsifiability.trial import Outcome, try_all
from ..known_answers import STATEMENTS
from .converging import convergence
from .patterns import patterns
from .published import effects, plausible
from .section import FAILS, HOLDS, REPORTED, Line, Section
from .size import FAST, Size
from .words import signed, standing

KNOWN = {measure.id: measure for measure in MEASURES}
Tell = Callable[[str, str], None]  # the section that begins, in English and in Chinese


def validate(size: Size = FAST, threads: int | None = None, tell: Tell = lambda en, zh: None) -> list[Section]:
    """All sections, in the order of the report. With no places in the size, patterns are tried in all of theirs."""
    found: list[Section] = []
    for en, zh, make in SECTIONS:
        tell(en, zh)
        found.extend(make(size, threads))
    return found


def known_answers(size: Size, threads: int | None) -> Iterator[Section]:
    lines, before = [], STATEMENTS[0].what
    for statement in STATEMENTS:
        obtained = statement.obtain()
        off = (obtained - statement.expected) / statement.tolerance
        verdict = HOLDS if abs(off) <= 1 else FAILS
        numbers = f"{statement.expected:.4f} ± {statement.tolerance:g}", f"{obtained:.4f}"
        what = standing(statement.what, before)
        before = statement.what if what == statement.what else before
        lines.append(Line(statement.id, what.en, what.zh, *numbers, verdict, off, source=statement.origin))
    yield Section(
        "known_answers", "Known answers", "已知解",
        "In limit cases theory has closed forms; the model, driven there by parameters alone, must give the number.",
        "在极限情形下理论有闭式解；仅凭参数把模型推到该处，必须得到同一数值。",
        tuple(lines), "obtained minus expected, in tolerances", "所得减应得（以容差为单位）",
    )  # fmt: skip


def opposite(size: Size, threads: int | None) -> Iterator[Section]:
    titles = {prediction.id: prediction for prediction in read()}
    found = try_all(size.places or ("yinzhou", "leping", "330212"), max(4, size.replicates // 2), 1, threads)
    lines = [opposite_line(each, titles[each.prediction]) for each in found]
    yield Section(
        "falsifiability", "Findings of the opposite sign", "符号相反的发现",
        "Where the model was predicted, before any run, to show published findings that speak against it.",
        "在运行之前预测模型将在何处呈现与其相反的已发表发现。",
        tuple(lines), "effect, share of the outcome's range", "作用（占结果区间的比例）",
    )  # fmt: skip


def opposite_line(found: Outcome, prediction: Prediction) -> Line:
    """What tells it from its neighbours comes first: the outcome, the place, the step."""
    place, measure, step = load_place(found.place), KNOWN[found.measure], KINDS[found.step]
    en = f"{measure.en.lower()}, {place.name_en}, {step[0]}: {prediction.title_en}"
    zh = f"{measure.zh}，{place.name_zh}，{step[1]}：{prediction.title_zh}"
    obtained = f"{signed(found.effect)} ({signed(found.low)} … {signed(found.high)})"
    verdict, values = HOLDS if found.holds else FAILS, (found.effect, found.low, found.high)
    return Line(found.prediction, en, zh, Both(*EXPECTED[found.expected]), obtained, verdict, *values)


def drivers(size: Size, threads: int | None) -> Iterator[Section]:
    """Which ten parameters drive each headline outcome."""
    from sim.parameters.behaviour import Behaviour
    from sim.parameters.declaration import meanings

    from ..evidence.sensitivity import screen_headline

    found = screen_headline(size.trajectories, size.months, 1, threads=threads)
    words = meanings(Behaviour)
    for outcome in found.outcomes:
        lines = tuple(
            Line(each.parameter, words[each.parameter].en, words[each.parameter].zh, "", f"{each.mu_star:.4g}",
                 REPORTED, each.mu_star)
            for each in found.top(outcome, 10)
        )  # fmt: skip
        measure = KNOWN[outcome]
        yield Section(
            f"drivers_{outcome}", f"What drives {measure.en.lower()}", f"{measure.zh}的主导参数",
            "Mean absolute effect of a parameter over its plausible range (Morris screening).",
            "参数在可能范围内变动的平均绝对作用（Morris 筛选）。",
            lines, f"mean absolute effect ({measure.unit})", "平均绝对作用",
        )  # fmt: skip


SECTIONS = (
    ("known answers", "已知解", known_answers),
    ("convergence", "收敛性", convergence),
    ("patterns and loops", "规律与回路", patterns),
    ("published effects and figures", "已发表的效应与数据", effects),
    ("plausible set", "可能人群集", plausible),
    ("findings of the opposite sign", "符号相反的发现", opposite),
    ("what drives the outcomes", "结果的主导参数", drivers),
)
