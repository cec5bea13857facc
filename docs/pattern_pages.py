"""Writes `docs/patterns.md` and `docs/patterns.zh.md` from stored results: `python -m docs.pattern_pages`.

`python -m docs.pattern_pages --run` first runs everything anew (about an hour on one core) and stores the results.
Words and results stand in `docs/patterns`; `tests/test_patterns.py` fails where a page does not say what the
results say.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from experiments.compare.plausible import people
from experiments.credibility.patterns.catalogue import PATTERNS
from experiments.credibility.patterns.loops import LOOPS, Loop
from experiments.credibility.patterns.pattern import ABOVE, Claim, Pattern
from experiments.credibility.patterns.report import Report, from_record, run_report
from experiments.run.errors import Parser, carried_out
from scenarios.languages import LANGUAGES, Both, translate
from sim.measures import MEASURES

from .generate import heads

HOME = Path(__file__).resolve().parent
RESULTS = HOME / "patterns" / "results.json"
WORDED = {"en": HOME / "patterns" / "page.md", "zh": HOME / "patterns" / "page.zh.md"}
COMMAND = "python -m docs.pattern_pages"
MAIN = "yinzhou"  # the place whose effects are shown
NAMES = {measure.id: Both(measure.en.lower(), measure.zh) for measure in MEASURES}
HEADS = {
    "patterns": ("pattern", "verdict", "people"),
    "claims": ("claim", "effect", "interval", "of_range", "places", "switched_off", "removed", "people"),
    "loops": ("loop", "measured", "with_it", "cut", "share", "interval", "places", "cut_by"),
}


# --- pages


def pages(report: Report | None = None) -> dict[Path, str]:
    """Both pages as they should be."""
    results = report or stored()
    return {HOME / name: page(results, lang) for lang, name in (("en", "patterns.md"), ("zh", "patterns.zh.md"))}


@cache
def stored() -> Report:
    return from_record(json.loads(RESULTS.read_text(encoding="utf-8")))


def page(report: Report, lang: str) -> str:
    """The words of a page, filled from a report."""
    counties = [count for place, count in report.replicates.items() if place.isdecimal()]
    return (
        WORDED[lang]
        .read_text(encoding="utf-8")
        .format(
            command=COMMAND,
            first=report.replicates[MAIN],
            second=counties[0],
            places=len(report.places),
            people=report.people,
            people_replicates=report.people_replicates,
            summary=_summary(report, lang),
            patterns="\n\n".join(part for pattern in PATTERNS for part in _pattern(report, pattern, lang)),
            loops=_loops(report, lang),
            chains=_chains(report, lang),
        )
    )


def _summary(report: Report, lang: str) -> str:
    rows = [
        [pattern.id, _say(pattern, lang), _bold(_verdict(report, pattern, lang)), _people(report, pattern.id)]
        for pattern in PATTERNS
    ]
    return table(["", *heads(HEADS["patterns"], lang)], rows)


def _pattern(report: Report, pattern: Pattern, lang: str) -> list[str]:
    verdict = _verdict(report, pattern, lang)
    head = f"## {pattern.id} · {verdict}\n\n{_say(pattern, lang)}"
    note = Both(pattern.note_en, pattern.note_zh).render(lang)
    rows = [row for claim in pattern.claims for row in _rows(report, pattern, claim, lang)]
    return [head, table(heads(HEADS["claims"], lang), rows), *([note] if note else [])]


def _rows(report: Report, pattern: Pattern, claim: Claim, lang: str, condition: bool = False) -> Iterator[list[str]]:
    """A claim, with a row for every further ablation, and the same claim under its condition."""
    finding = report.findings[MAIN][f"{pattern.id}.{claim.id}"]
    name = translate("docs.pages.where", lang) if condition else ""
    first = [
        name + _say(claim, lang),
        number(finding.effect),
        f"{number(finding.low)} … {number(finding.high)}",
        percent(finding.share) if claim.outcome else percent(finding.effect),
        f"{report.held(pattern, claim)}/{len(report.places)}" if claim.judged or claim.kind == ABOVE else "",
    ]
    offs = [
        [_say(switch, lang), percent(report.removed(pattern, claim, position))]
        for position, switch in enumerate(claim.off)
    ]
    yield [*first, *(offs[0] if offs else ["", ""]), _people(report, f"{pattern.id}.{claim.id}")]
    yield from ([""] * 5 + off + [""] for off in offs[1:])
    if claim.where:
        yield from _rows(report, pattern, claim.where, lang, condition=True)


def _verdict(report: Report, pattern: Pattern, lang: str) -> str:
    return translate(f"analysis.verdicts.{report.verdict(pattern)}", lang)


def _people(report: Report, id: str) -> str:
    share = report.shares.get(id)
    return f"{share.held}/{share.of}" if share else ""


def _loops(report: Report, lang: str) -> str:
    return table(heads(HEADS["loops"], lang), [_loop(report, loop, lang) for loop in LOOPS])


def _loop(report: Report, loop: Loop, lang: str) -> list[str]:
    reading = report.loops[MAIN][loop.id]
    held = sum(readings[loop.id].holds for readings in report.loops.values())
    return [
        _say(loop, lang),
        NAMES[loop.measured].render(lang),
        number(reading.closed),
        number(reading.cut),
        f"{translate(f'docs.pages.{loop.kind}', lang)} {percent(reading.gain)}",
        f"{percent(reading.low)} … {percent(reading.high)}",
        f"{held}/{len(report.places)}",
        _say(loop.cut, lang),
    ]


def _chains(report: Report, lang: str) -> str:
    lines = []
    for loop in LOOPS:
        reading = report.loops[MAIN][loop.id]
        comma, semicolon = (translate(f"scenarios.marks.{mark}", lang) for mark in ("comma", "semicolon"))
        links = semicolon.join(
            f"{NAMES[name].render(lang)} " + comma.join(number(years[at]) for at in (0, 1, -1))
            for name, years in reading.answers.items()
        )
        also = ""
        if loop.also:
            also = translate("docs.pages.also", lang, name=NAMES[loop.also].render(lang), share=percent(reading.also))
        note = Both(loop.note_en, loop.note_zh).render(lang)
        links += translate("docs.pages.stop", lang)
        words = translate("docs.pages.between", lang).join(part for part in (links, also, note) if part)
        lines.append(f"- {_say(loop, lang).split(': ')[0].split('：')[0]}: {words}")
    return "\n".join(lines)


# --- words and numbers


def _say(what: object, lang: str) -> str:
    return str(getattr(what, lang))


def _bold(text: str) -> str:
    return f"**{text}**"


def number(value: float) -> str:
    """Three significant digits, a true minus, and none before a zero."""
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return "" if value != value else text.replace("-0", "0" if float(text) == 0 else "-0").replace("-", "−")


def percent(share: float) -> str:
    return "" if share != share else f"{100 * share:z.0f} %".replace("-", "−")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


# --- command


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.relative_to(HOME.parent).as_posix()} written")


def main() -> int:
    parser = Parser(prog=COMMAND, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", action="store_true", help="run everything anew")
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--replicates", type=int, nargs=2, default=(24, 12), help="at the two places, in counties")
    parser.add_argument("--people", type=int, default=48, help="rows of the plausible sample")
    parser.add_argument("--people-replicates", type=int, default=2)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="of messages")
    chosen = parser.parse_words(sys.argv[1:])
    return carried_out(COMMAND, lambda: carry_out(chosen), chosen.lang)


def carry_out(chosen: argparse.Namespace) -> None:
    """Run what is asked for, then write both pages."""
    if chosen.run:
        report = run_report(
            people(chosen.people), replicates=tuple(chosen.replicates),
            people_replicates=chosen.people_replicates, threads=chosen.threads,
        )  # fmt: skip
        record = report.record()
        write(RESULTS, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        stored.cache_clear()
    for path, text in pages().items():
        write(path, text)


if __name__ == "__main__":
    sys.exit(main())
