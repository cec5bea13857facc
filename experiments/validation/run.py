"""Runs every check, one section after the other, at one of two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scenarios.language import LANGUAGES

from ..falsifiability.predictions import EXPECTED, KINDS, read
from ..falsifiability.trial import try_all
from ..known_answers import STATEMENTS
from .section import FAILS, HOLDS, REPORTED, Line, Section

EVIDENCE_REPLICATES = 20  # fewer leave the small effects open
Tell = Callable[[str, str], None]  # the section that begins, in English and in Chinese


@dataclass(frozen=True)
class Size:
    """How much is run: places and replicates of patterns, evidence and predictions, trajectories of the screening."""

    places: tuple[str, ...]
    replicates: int
    trajectories: int
    months: int  # of the screening
    people: int  # kinds of plausible people under whom patterns are tried; 0 for none


FAST = Size(places=("yinzhou",), replicates=6, trajectories=4, months=60, people=0)
FULL = Size(places=(), replicates=24, trajectories=20, months=120, people=60)


def validate(size: Size = FAST, threads: int | None = None, tell: Tell = lambda en, zh: None) -> list[Section]:
    """All sections, in the order of the report. With no places in the size, patterns are tried in all of theirs."""
    found: list[Section] = []
    for en, zh, make in SECTIONS:
        tell(en, zh)
        found.extend(make(size, threads))
    return found


def known_answers(size: Size, threads: int | None) -> Iterator[Section]:
    lines = []
    for statement in STATEMENTS:
        obtained = statement.obtain()
        off = (obtained - statement.expected) / statement.tolerance
        verdict = HOLDS if abs(off) <= 1 else FAILS
        numbers = f"{statement.expected:.4f} ± {statement.tolerance:g}", f"{obtained:.4f}"
        en, zh = (f"{statement.what.said(lang)} ({statement.origin.said(lang)})" for lang in LANGUAGES)
        lines.append(Line(statement.id, en, zh, *numbers, verdict, off))
    yield Section(
        "known_answers", "Known answers", "已知解",
        "In limit cases theory has closed forms; the model, driven there by parameters alone, must give the number.",
        "在极限情形下理论有闭式解；仅凭参数把模型推到该处，必须得到同一数值。",
        tuple(lines), "obtained minus expected, in tolerances", "所得减应得(以容差为单位)",
    )  # fmt: skip


def patterns(size: Size, threads: int | None) -> Iterator[Section]:
    """Patterns and loops, over the places of the size."""
    from ..evidence.sample import people
    from ..patterns.catalogue import PATTERNS
    from ..patterns.loops import LOOPS
    from ..patterns.report import run_report

    report = run_report(
        people(size.people) if size.people else (), size.places or None,
        (size.replicates, max(4, size.replicates // 2)), threads=threads, say=lambda _: None,
    )  # fmt: skip
    lines = []
    for pattern in PATTERNS:
        for claim in pattern.claims:
            found = report.of(pattern, claim)
            share = sum(each.share for each in found) / len(found)
            low = min(each.low / each.scale for each in found)
            high = max(each.high / each.scale for each in found)
            verdict = report.state(pattern, claim) if claim.judged else REPORTED
            gone = f"; {100 * report.removed(pattern, claim):.0f} %" if claim.off else ""
            held = f"{share:+.2f} ({report.held(pattern, claim)}/{len(found)}){gone}"
            wanted = f"{claim.kind} {claim.sign * claim.size:+.2f}"
            values = (share, low, high) if claim.outcome else (None, None, None)
            lines.append(Line(f"{pattern.id}.{claim.id}", claim.en, claim.zh, wanted, held, verdict, *values))
    yield Section(
        "patterns", "Patterns", "规律",
        "What the calibrated defaults must show: the effect as a share of the outcome's range over the five regimes, "
        "in how many places it holds, and the part that goes when the mechanism named is switched off.",
        "默认参数必须呈现的规律：作用占五种制度间结果区间的比例、成立的地点数，以及关闭所述机制后消失的部分。",
        tuple(lines), "effect, share of the outcome's range", "作用(占结果区间的比例)",
    )  # fmt: skip
    rows = []
    for loop in LOOPS:
        readings = [found[loop.id] for found in report.loops.values()]
        good = sum(each.holds for each in readings)
        gains = ", ".join(f"{each.gain:+.2f}" for each in readings)
        verdict = HOLDS if 3 * good >= 2 * len(readings) else FAILS
        rows.append(Line(loop.id, loop.en, loop.zh, "≥ 0.05", f"{gains} ({good}/{len(readings)})", verdict))
    yield Section(
        "loops", "Loops", "回路",
        "Each loop of the sources is pushed at the start of the fourth year, closed and cut: the share of the answer "
        "that came round the loop.",
        "第四年初分别在回路闭合与切断时施加推动：响应中经由回路的部分。",
        tuple(rows),
    )  # fmt: skip


def effects(size: Size, threads: int | None) -> Iterator[Section]:
    """As-if experiments of published studies, and published figures."""
    from ..evidence import effects as studies
    from ..evidence.figures import compare, read_figures
    from ..evidence.statistics import MONTHS, PLACE
    from ..evidence.tell import VERDICTS

    experiments = studies.all_experiments(list(studies.EXPERIMENTS))
    found = studies.run(experiments, MONTHS, EVIDENCE_REPLICATES, 1, PLACE, threads, None)
    lines = []
    for each in found:
        check = each.check
        wanted = f"{'>' if check.sign > 0 else '<'} {check.neutral:g}"
        if check.low is not None and check.high is not None:
            wanted = f"{check.low:g} … {check.high:g}"
        got = f"{each.mean:+.4f} ({each.low:+.4f} … {each.high:+.4f}): {VERDICTS[each.verdict][0]}"
        verdict = HOLDS if each.verdict in ("size", "sign") else FAILS
        lines.append(Line(each.experiment, check.en, check.zh, wanted, got, verdict))
    yield Section(
        "effects", "Published effects", "已发表的效应",
        "The design of each study, as if carried out in the model; sign always, size where one is comparable.",
        "在模型中“仿照”各研究的设计；符号一律比较，可比时比较大小。",
        tuple(lines),
    )  # fmt: skip
    figures = read_figures()
    made = compare(figures, MONTHS, EVIDENCE_REPLICATES, 1, PLACE, threads)
    compared = {each.figure.id: each for each in made}
    rows = []
    for figure in figures:
        one = compared.get(figure.id)
        what = f"{figure.what_en} ({figure.unit}, {figure.grade})", figure.what_zh
        wanted = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} … {figure.high:g}"
        got = f"{one.mean:.4g}; {one.distance:.1f} sd; {figure.use}" if one else figure.use
        verdict = REPORTED if one is None else (HOLDS if one.distance <= 3 else FAILS)
        rows.append(Line(figure.id, *what, wanted, got, verdict))
    yield Section(
        "figures", "Published figures", "已发表的数据",
        "Load, time shares, indicators and amplification of the years a regime describes; within three standard "
        "deviations of an argued discrepancy.",
        "制度所描述年份的负担、时间占比、指标数与加码；在所论证偏差的三个标准差以内。",
        tuple(rows),
    )  # fmt: skip


def opposite(size: Size, threads: int | None) -> Iterator[Section]:
    titles = {prediction.id: prediction for prediction in read()}
    lines = []
    for each in try_all(size.places or ("yinzhou", "leping", "330212"), max(4, size.replicates // 2), 1, threads):
        prediction = titles[each.prediction]
        how = [f"{KINDS[each.step][k]}, {each.measure}, {each.place}" for k in range(2)]
        en, zh = f"{prediction.title_en}: {how[0]}", f"{prediction.title_zh}：{how[1]}"
        got = f"{each.effect:+.3f} ({each.low:+.3f} … {each.high:+.3f})"
        verdict = HOLDS if each.holds else FAILS
        values = each.effect, each.low, each.high
        lines.append(Line(each.prediction, en, zh, EXPECTED[each.expected][0], got, verdict, *values))
    yield Section(
        "falsifiability", "Findings of the opposite sign", "符号相反的发现",
        "Where the model was predicted, before any run, to show published findings that speak against it.",
        "在运行之前预测模型将在何处呈现与其相反的已发表发现。",
        tuple(lines), "effect, share of the outcome's range", "作用(占结果区间的比例)",
    )  # fmt: skip


def drivers(size: Size, threads: int | None) -> Iterator[Section]:
    """Which ten parameters drive each headline outcome."""
    from sim.behaviour import Behaviour
    from sim.measures import MEASURES
    from sim.parameters import meanings

    from ..evidence.sensitivity import screen_headline

    found = screen_headline(size.trajectories, size.months, 1, threads=threads)
    words, known = meanings(Behaviour), {measure.id: measure for measure in MEASURES}
    for outcome in found.outcomes:
        lines = tuple(
            Line(each.parameter, words[each.parameter].en, words[each.parameter].zh, "", f"{each.mu_star:.4g}",
                 REPORTED, each.mu_star)
            for each in found.top(outcome, 10)
        )  # fmt: skip
        measure = known[outcome]
        yield Section(
            f"drivers_{outcome}", f"What drives {measure.en.lower()}", f"{measure.zh}的主导参数",
            "Mean absolute effect of a parameter over its plausible range (Morris screening).",
            "参数在可能范围内变动的平均绝对作用(Morris 筛选)。",
            lines, f"mean absolute effect ({measure.unit})", "平均绝对作用",
        )  # fmt: skip


SECTIONS = (
    ("known answers", "已知解", known_answers),
    ("patterns and loops", "规律与回路", patterns),
    ("published effects and figures", "已发表的效应与数据", effects),
    ("findings of the opposite sign", "符号相反的发现", opposite),
    ("what drives the outcomes", "结果的主导参数", drivers),
)
