"""Patterns, claims and loops as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite, nan
from statistics import fmean

from scenarios.languages import NOTHING, Both, Text, phrase

from ...compare.plausible import people
from ..patterns.catalogue import PATTERNS
from ..patterns.judge import ENOUGH
from ..patterns.loops import LOOPS
from ..patterns.pattern import ABOVE, BELOW, LEAST, Claim, Pattern
from ..patterns.places import places
from ..patterns.report import Report, run_report
from ..section import (
    CONDITIONAL,
    FAILS,
    HOLDS,
    REPORTED,
    Line,
    Section,
    in_a_row,
    new_section,
    percent,
    signed,
    verdict_if,
)
from .size import FULL, Size

ANAPHOR = "同上"  # how a claim begins in Chinese that refers to the one before


def patterns(size: Size, threads: int | None) -> Iterator[Section]:
    """Patterns and loops, over the places of the size."""
    behaviours, replicates = people(size.people), (size.replicates, max(4, size.replicates // 2))
    report = run_report(behaviours, size.places or None, replicates, threads=threads, announce=lambda _: None)
    yield pattern_section(report)
    yield loop_section(report)


def pattern_section(report: Report) -> Section:
    """A line for each pattern, followed by those of its claims and their conditions."""
    lines = tuple(line for pattern in PATTERNS for line in pattern_lines(report, pattern))
    undrawn = in_a_row(f"{p.id}.{claim.id}" for p in PATTERNS for claim in p.all_claims() if not claim.outcome)
    aside = phrase("experiments.validation.undrawn", names=undrawn)
    section = new_section("patterns", lines, phrase("experiments.sections.patterns_axis"), aside)
    return replace(section, about=section.about + _how_small(report))


def _how_small(report: Report) -> Text:
    """That verdicts may differ from those of docs/patterns.md where less is run than there."""
    here, there = (len(report.findings), report.people), (len(places()), FULL.people)
    if here == there:
        return NOTHING
    sizes = {"places": here[0], "people": here[1], "all_places": there[0], "all_people": there[1]}
    return phrase("experiments.validation.smaller", **sizes)


def pattern_lines(report: Report, pattern: Pattern) -> Iterator[Line]:
    """The pattern, its claims, and each claim under its condition."""
    yield _overall(report, pattern)
    before: Text = pattern.text
    for claim in pattern.claims:
        own = pattern.text_of(claim)
        statement = with_context(own, before)
        verdict = report.state(pattern, claim) if claim.judged else REPORTED
        yield _claim(report, pattern, claim, statement, verdict)
        if claim.where:
            yield _condition(report, pattern, claim.where, statement, verdict)
        before = before if refers_back(own) else own


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
    verdict = report.verdict(pattern)
    return Line(pattern.id, pattern.text, expected, obtained, verdict)


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
    own = pattern.text_of(claim)
    text = with_context(Both(own.render("en").removeprefix("where "), own.render("zh")), parent)
    statement = phrase("experiments.validation.where", text=text)
    if verdict in (HOLDS, REPORTED):
        return _claim(report, pattern, claim, statement, REPORTED)
    return _claim(report, pattern, claim, statement, verdict_if(report.supported(pattern, claim)))


def loop_section(report: Report) -> Section:
    """A line for each loop with its gain in every place."""
    lines = []
    for loop in LOOPS:
        findings = [found[loop.id] for found in report.loops.values()]
        good = sum(each.holds for each in findings)
        links = sum(each.as_said for each in findings)
        obtained = _held(", ".join(signed(each.gain) for each in findings), good, len(findings))
        obtained += phrase("experiments.validation.links", links=f"{links}/{len(findings)}")
        verdict = verdict_if(good >= ENOUGH * len(findings))
        expected = phrase("experiments.validation.loop", bound=bound(ABOVE, 1, LEAST))
        lines.append(Line(loop.id, loop.text, expected, obtained, verdict))
    return new_section("loops", lines)


def _held(effect: str, held: int, places: int) -> Text:
    return phrase("experiments.validation.held", effect=effect, held=held, places=places)


def bound(kind: str, sign: int, size: float) -> Text | str:
    """What a claim asks of an effect: a bound on the side of its sign, or a band."""
    if kind not in (ABOVE, BELOW):
        return phrase("experiments.validation.within", size=size) if size else "0"
    at_least = (kind == ABOVE) == (sign > 0)
    return f"{'≥' if at_least else '≤'} {signed(sign * size, 2)}"


def refers_back(text: Text) -> bool:
    """Whether a claim speaks of the one before it."""
    return text.render("zh").startswith(ANAPHOR)


def with_context(text: Text, before: Text) -> Text:
    """A claim that refers to the one before, with what it refers to."""
    return phrase("experiments.validation.context", text=text, before=before) if refers_back(text) else text
