"""Patterns, claims and loops as lines."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, nan
from statistics import fmean

from scenarios.language import Both

from ..patterns import judge
from ..patterns.catalogue import PATTERNS
from ..patterns.loops import LOOPS
from ..patterns.pattern import ABOVE, Claim, Pattern
from ..patterns.report import Report, run_report
from .section import CONDITIONAL, FAILS, HOLDS, PARTLY, REPORTED, Line, Section
from .size import Size
from .words import bound, joined, percent, signed, standing, word

VERDICTS = {judge.HOLDS: HOLDS, judge.CONDITIONAL: CONDITIONAL, judge.PARTLY: PARTLY, judge.FAILS: FAILS}


def patterns(size: Size, threads: int | None) -> Iterator[Section]:
    """Patterns and loops, over the places of the size."""
    from ...compare.plausible import people

    report = run_report(
        people(size.people) if size.people else (), size.places or None,
        (size.replicates, max(4, size.replicates // 2)), threads=threads, say=lambda _: None,
    )  # fmt: skip
    yield pattern_section(report)
    yield loop_section(report)


def pattern_section(report: Report) -> Section:
    """A line for each pattern, followed by those of its claims and their conditions."""
    lines = tuple(line for pattern in PATTERNS for line in pattern_lines(report, pattern))
    undrawn = [f"{p.id}.{claim.id}" for p in PATTERNS for claim in p.all_claims() if not claim.outcome]
    return Section(
        "patterns", "Patterns", "规律",
        "What the calibrated defaults must show. A pattern: its verdict over all claims and, where plausible people "
        "were run, in how many kinds of them it holds (under two thirds: conditional). A claim: the effect as a share "
        "of the outcome's range over the five regimes (mean over the places where it can be formed), in how many "
        "places it holds, the part that goes when the mechanism named is switched off, and the people among whom it "
        "has its sign and size.",
        "默认参数必须呈现的规律。规律一行：各主张的总结论；运行了可能人群时，另列成立的人群数（不足三分之二即为有条件）。"
        "主张一行：作用占五种制度间结果区间的比例（可计算之各地点的平均）、成立的地点数、关闭所述机制后消失的部分，以及符号与大小成立的人群数。",
        lines, "effect, share of the outcome's range", "作用（占结果区间的比例）",
        word("undrawn", names=joined(*(Both(name, name) for name in undrawn), between=(", ", "、"))),
    )  # fmt: skip


def pattern_lines(report: Report, pattern: Pattern) -> Iterator[Line]:
    yield _overall(report, pattern)
    before = Both(pattern.en, pattern.zh)
    for claim in pattern.claims:
        said = standing(Both(claim.en, claim.zh), before)
        verdict = VERDICTS[report.state(pattern, claim)] if claim.judged else REPORTED
        yield _claim(report, pattern, claim, said, verdict)
        if claim.where:
            yield _condition(report, pattern, claim.where, said, verdict)
        if said.zh == claim.zh:
            before = said


def _overall(report: Report, pattern: Pattern) -> Line:
    states = [report.state(pattern, claim) for claim in pattern.claims if claim.judged]
    counts = {name: states.count(name) for name in (HOLDS, CONDITIONAL, FAILS)}
    share = report.shares.get(pattern.id)
    claims = word("states", **counts)
    if share:
        expected, obtained = word("pattern"), word("claims", claims=claims, share=f"{share.held}/{share.of}")
    else:
        expected, obtained = word("pattern_alone"), word("claims_alone", claims=claims)
    return Line(pattern.id, pattern.en, pattern.zh, expected, obtained, VERDICTS[report.verdict(pattern)])


def _claim(report: Report, pattern: Pattern, claim: Claim, said: Both, verdict: str) -> Line:
    found = report.of(pattern, claim)
    whole = [each for each in found if isfinite(each.share)]  # in some places an effect cannot be formed
    share = fmean(each.share for each in whole) if whole else nan
    low = min((each.low / each.scale for each in whole), default=nan)
    high = max((each.high / each.scale for each in whole), default=nan)
    values = (share, low, high) if claim.outcome and whole else (None, None, None)
    obtained = word("held", effect=signed(share) if whole else "—", held=report.held(pattern, claim), places=len(found))
    if claim.off:
        obtained += word("removed", share=percent(report.removed(pattern, claim)))
    among = report.shares.get(f"{pattern.id}.{claim.id}")
    if among:
        obtained += word("people", share=f"{among.held}/{among.of}")
    wanted = bound(claim.kind, claim.sign, claim.size)
    return Line(f"{pattern.id}.{claim.id}", said.en, said.zh, wanted, obtained, verdict, *values)


def _condition(report: Report, pattern: Pattern, claim: Claim, parent: Both, verdict: str) -> Line:
    """The claim under its condition; only reported where it is not needed."""
    text = standing(Both(claim.en, claim.zh), parent)
    said = word("where", text=Both(text.en.removeprefix("where "), text.zh))
    if verdict in (HOLDS, REPORTED):
        return _claim(report, pattern, claim, said, REPORTED)
    return _claim(report, pattern, claim, said, HOLDS if report.stands(pattern, claim) else FAILS)


def loop_section(report: Report) -> Section:
    rows = []
    for loop in LOOPS:
        readings = [found[loop.id] for found in report.loops.values()]
        good = sum(each.holds for each in readings)
        gains = ", ".join(signed(each.gain) for each in readings)
        verdict = HOLDS if 3 * good >= 2 * len(readings) else FAILS
        obtained = word("held", effect=gains, held=good, places=len(readings))
        rows.append(Line(loop.id, loop.en, loop.zh, bound(ABOVE, 1, 0.05), obtained, verdict))
    return Section(
        "loops", "Loops", "回路",
        "Each loop of the sources is pushed at the start of the fourth year, closed and cut: the share of the answer "
        "that came round the loop.",
        "第四年初分别在回路闭合与切断时施加推动：响应中经由回路的部分。",
        tuple(rows),
    )  # fmt: skip
