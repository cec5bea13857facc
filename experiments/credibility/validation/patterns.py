"""Patterns, claims and loops as lines."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, nan
from statistics import fmean

from scenarios.languages import Both, Joined, Text, phrase

from ..patterns import judge
from ..patterns.catalogue import PATTERNS
from ..patterns.loops import LOOPS
from ..patterns.pattern import ABOVE, Claim, Pattern
from ..patterns.report import Report, run_report
from .section import CONDITIONAL, FAILS, HOLDS, PARTLY, REPORTED, Line, Section
from .size import Size
from .words import bound, leans, percent, signed, standing

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
        "patterns",
        phrase("experiments.sections.patterns"),
        phrase("experiments.sections.patterns_about"),
        lines,
        phrase("experiments.sections.patterns_axis"),
        phrase("experiments.validation.undrawn", names=Joined(tuple(undrawn), "scenarios.marks.comma")),
    )


def pattern_lines(report: Report, pattern: Pattern) -> Iterator[Line]:
    yield _overall(report, pattern)
    before = Both(pattern.en, pattern.zh)
    for claim in pattern.claims:
        own = Both(claim.en, claim.zh)
        statement = standing(own, before)
        verdict = VERDICTS[report.state(pattern, claim)] if claim.judged else REPORTED
        yield _claim(report, pattern, claim, statement, verdict)
        if claim.where:
            yield _condition(report, pattern, claim.where, statement, verdict)
        before = before if leans(own) else own


def _overall(report: Report, pattern: Pattern) -> Line:
    states = [report.state(pattern, claim) for claim in pattern.claims if claim.judged]
    claims = phrase(
        "experiments.validation.states",
        **{name: states.count(name) for name in (HOLDS, CONDITIONAL, FAILS)},
    )
    share = report.shares.get(pattern.id)
    if share:
        expected = phrase("experiments.validation.pattern")
        obtained = phrase("experiments.validation.claims", claims=claims, share=f"{share.held}/{share.of}")
    else:
        expected = phrase("experiments.validation.pattern_alone")
        obtained = phrase("experiments.validation.claims_alone", claims=claims)
    verdict = VERDICTS[report.verdict(pattern)]
    return Line(pattern.id, Both(pattern.en, pattern.zh), expected, obtained, verdict)


def _claim(report: Report, pattern: Pattern, claim: Claim, statement: Text, verdict: str) -> Line:
    found = report.of(pattern, claim)
    whole = [each for each in found if isfinite(each.share)]  # in some places an effect cannot be formed
    share = fmean(each.share for each in whole) if whole else nan
    low = min((each.low / each.scale for each in whole), default=nan)
    high = max((each.high / each.scale for each in whole), default=nan)
    values = (share, low, high) if claim.outcome and whole else (None, None, None)
    effect = signed(share) if whole else "—"
    obtained = _held(effect, report.held(pattern, claim), len(found))
    if claim.off:
        obtained += phrase("experiments.validation.removed", share=percent(report.removed(pattern, claim)))
    among = report.shares.get(f"{pattern.id}.{claim.id}")
    if among:
        obtained += phrase("experiments.validation.people", share=f"{among.held}/{among.of}")
    wanted = bound(claim.kind, claim.sign, claim.size)
    return Line(f"{pattern.id}.{claim.id}", statement, wanted, obtained, verdict, *values)


def _condition(report: Report, pattern: Pattern, claim: Claim, parent: Text, verdict: str) -> Line:
    """The claim under its condition; only reported where it is not needed."""
    text = standing(Both(claim.en.removeprefix("where "), claim.zh), parent)
    statement = phrase("experiments.validation.where", text=text)
    if verdict in (HOLDS, REPORTED):
        return _claim(report, pattern, claim, statement, REPORTED)
    return _claim(report, pattern, claim, statement, HOLDS if report.stands(pattern, claim) else FAILS)


def loop_section(report: Report) -> Section:
    rows = []
    for loop in LOOPS:
        readings = [found[loop.id] for found in report.loops.values()]
        good = sum(each.holds for each in readings)
        gains = ", ".join(signed(each.gain) for each in readings)
        verdict = HOLDS if 3 * good >= 2 * len(readings) else FAILS
        obtained = _held(gains, good, len(readings))
        rows.append(Line(loop.id, Both(loop.en, loop.zh), bound(ABOVE, 1, 0.05), obtained, verdict))
    return Section(
        "loops",
        phrase("experiments.sections.loops"),
        phrase("experiments.sections.loops_about"),
        tuple(rows),
    )


def _held(effect: str, held: int, places: int) -> Text:
    return phrase("experiments.validation.held", effect=effect, held=held, places=places)
