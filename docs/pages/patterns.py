"""Sections of `patterns.md` and its Chinese page: every pattern, claim and loop with its verdict, stored as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from experiments.compare.plausible import people
from experiments.credibility.patterns.catalogue import PATTERNS
from experiments.credibility.patterns.loops import LOOPS, Loop
from experiments.credibility.patterns.pattern import ABOVE, Claim, Pattern
from experiments.credibility.patterns.report import Report, from_record, run_report
from scenarios.languages import Both, render, translate
from sim.measures import MEASURES

from ..files import HOME, read_results, write_results
from ..markdown import heads, number, percent, table

RESULTS = HOME / "patterns.json"
MAIN = "yinzhou"  # the place whose effects are shown
NAMES = {measure.id: Both(measure.en.lower(), measure.zh) for measure in MEASURES}
SUMMARY = ("pattern", "verdict", "people")
CLAIMS = ("claim", "effect", "interval", "of_range", "places", "switched_off", "removed", "people")
LOOP_COLUMNS = ("loop", "measured", "with_it", "cut", "share", "interval", "places", "cut_by")


def run(rows: int, replicates: tuple[int, int], people_replicates: int, threads: int | None) -> None:
    """Run everything, about an hour on one core, and store the results.

    rows: of the plausible sample of behaviour. replicates: at the places of the texts, and in counties.
    """
    report = run_report(people(rows), None, replicates, people_replicates, threads)
    write_results(RESULTS, report.record())
    stored.cache_clear()


@cache
def stored() -> Report:
    return from_record(read_results(RESULTS))


def sizes(language: str) -> str:
    report = stored()
    counties = [count for place, count in report.replicates.items() if place.isdecimal()]
    counts = {"places": len(report.places), "first": report.replicates[MAIN], "second": counties[0]}
    counts |= {"people": report.people, "people_replicates": report.people_replicates}
    return translate("docs.pages.sizes", language, **counts) + "\n"


def summary(language: str) -> str:
    report = stored()
    rows = [
        (p.id, p.text.render(language), f"**{_verdict(report, p, language)}**", _people(report, p.id)) for p in PATTERNS
    ]
    return table(["", *heads(SUMMARY, language)], rows)


def claims(language: str) -> str:
    """A heading, statement, table of claims and note for every pattern."""
    return "\n" + "\n\n".join(part for p in PATTERNS for part in _pattern(stored(), p, language)) + "\n\n"


def _pattern(report: Report, pattern: Pattern, language: str) -> list[str]:
    head = f"## {pattern.id} · {_verdict(report, pattern, language)}"
    rows = [row for claim in pattern.claims for row in _rows(report, pattern, claim, language)]
    note = render(pattern.note, language)
    lines = table(heads(CLAIMS, language), rows).rstrip("\n")
    return [head, pattern.text.render(language), lines, *([note] if note else [])]


def _verdict(report: Report, pattern: Pattern, language: str) -> str:
    return translate(f"analysis.verdicts.{report.verdict(pattern)}", language)


def _rows(report: Report, pattern: Pattern, claim: Claim, language: str, condition: str = "") -> Iterator[list[str]]:
    """A claim, with a row for every further ablation, and the same claim under its condition."""
    finding = report.findings[MAIN][f"{pattern.id}.{claim.id}"]
    first = [
        condition + pattern.text_of(claim).render(language),
        number(finding.effect),
        f"{number(finding.low)} … {number(finding.high)}",
        percent(finding.share) if claim.outcome else percent(finding.effect),
        f"{report.held(pattern, claim)}/{len(report.places)}" if claim.judged or claim.kind == ABOVE else "",
    ]
    offs = [
        [off.text.render(language), percent(report.removed(pattern, claim, position))]
        for position, off in enumerate(claim.off)
    ]
    yield [*first, *(offs[0] if offs else ["", ""]), _people(report, f"{pattern.id}.{claim.id}")]
    yield from ([""] * 5 + off + [""] for off in offs[1:])
    if claim.where:
        yield from _rows(report, pattern, claim.where, language, translate("docs.pages.where", language))


def _people(report: Report, id: str) -> str:
    share = report.shares.get(id)
    return f"{share.held}/{share.of}" if share else ""


def loops(language: str) -> str:
    return table(heads(LOOP_COLUMNS, language), [_loop(stored(), loop, language) for loop in LOOPS])


def _loop(report: Report, loop: Loop, language: str) -> list[str]:
    reading = report.loops[MAIN][loop.id]
    held = sum(readings[loop.id].holds for readings in report.loops.values())
    return [
        loop.text.render(language),
        NAMES[loop.measured].render(language),
        number(reading.closed),
        number(reading.cut),
        f"{translate(f'docs.pages.{loop.kind}', language)} {percent(reading.gain)}",
        f"{percent(reading.low)} … {percent(reading.high)}",
        f"{held}/{len(report.places)}",
        loop.cut.text.render(language),
    ]


def chains(language: str) -> str:
    """How every link of a loop answers: in the year of the push, the next, and the last."""
    return "".join(f"- {_chain(stored(), loop, language)}\n" for loop in LOOPS)


def _chain(report: Report, loop: Loop, language: str) -> str:
    reading = report.loops[MAIN][loop.id]
    comma, semicolon = (translate(f"scenarios.marks.{mark}", language) for mark in ("comma", "semicolon"))
    links = semicolon.join(
        f"{NAMES[name].render(language)} " + comma.join(number(years[at]) for at in (0, 1, -1))
        for name, years in reading.answers.items()
    )
    sentences = [links + translate("docs.pages.stop", language)]
    if loop.also:
        also = {"name": NAMES[loop.also].render(language), "share": percent(reading.also)}
        sentences.append(translate("docs.pages.also", language, **also))
    sentences += filter(None, [render(loop.note, language)])
    name = loop.text.render(language).split(": ")[0].split("：")[0]
    return f"{name}: {translate('docs.pages.between', language).join(sentences)}"
