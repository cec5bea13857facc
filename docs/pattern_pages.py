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
from experiments.credibility.patterns.judge import CONDITIONAL, FAILS, HOLDS, PARTLY
from experiments.credibility.patterns.loops import AMPLIFIES, LOOPS, TAKES_BACK, Loop
from experiments.credibility.patterns.pattern import ABOVE, Claim, Pattern
from experiments.credibility.patterns.report import Report, from_record, run_report
from experiments.run.errors import Parser, carried_out
from sim.measures import MEASURES

HOME = Path(__file__).resolve().parent
RESULTS = HOME / "patterns" / "results.json"
WORDED = (HOME / "patterns" / "page.md", HOME / "patterns" / "page.zh.md")
COMMAND = "python -m docs.pattern_pages"
LANGUAGES = ("en", "zh")
MAIN = "yinzhou"  # the place whose effects are shown
NAMES = {measure.id: (measure.en.lower(), measure.zh) for measure in MEASURES}
WORDS = {
    HOLDS: ("holds", "成立"),
    CONDITIONAL: ("conditional", "有条件成立"),
    PARTLY: ("in part", "部分成立"),
    FAILS: ("fails", "不成立"),
    AMPLIFIES: ("amplifies", "放大"),
    TAKES_BACK: ("takes back", "抵消"),
}
HEADS = {
    "patterns": (("", "pattern", "verdict", "people"), ("", "模式", "结论", "人群占比")),
    "claims": (
        ("claim", "effect", "95 %", "of range", "places", "switched off", "removed", "people"),
        ("主张", "效应", "95% 区间", "占极差", "地点", "切断", "去除", "人群占比"),
    ),
    "loops": (
        ("loop", "measured", "with it", "cut", "share", "95 %", "places", "cut by"),
        ("回路", "量", "闭合", "切断", "份额", "95% 区间", "地点", "切断方式"),
    ),
}
ALSO = ("The same share for {name}: {share}.", "{name}的同一份额：{share}。")


# --- pages


def pages(report: Report | None = None) -> dict[Path, str]:
    """Both pages as they should be."""
    told = report or stored()
    return {HOME / name: page(told, tongue) for tongue, name in enumerate(("patterns.md", "patterns.zh.md"))}


@cache
def stored() -> Report:
    return from_record(json.loads(RESULTS.read_text(encoding="utf-8")))


def page(report: Report, tongue: int) -> str:
    """The words of a page, filled from a report."""
    counties = [count for place, count in report.replicates.items() if place.isdecimal()]
    return (
        WORDED[tongue]
        .read_text(encoding="utf-8")
        .format(
            command=COMMAND,
            first=report.replicates[MAIN],
            second=counties[0],
            places=len(report.places),
            people=report.people,
            people_replicates=report.people_replicates,
            summary=_summary(report, tongue),
            patterns="\n\n".join(part for pattern in PATTERNS for part in _pattern(report, pattern, tongue)),
            loops=_loops(report, tongue),
            chains=_chains(report, tongue),
        )
    )


def _summary(report: Report, tongue: int) -> str:
    rows = [
        [pattern.id, _say(pattern, tongue), _bold(WORDS[report.verdict(pattern)][tongue]), _people(report, pattern.id)]
        for pattern in PATTERNS
    ]
    return table(HEADS["patterns"][tongue], rows)


def _pattern(report: Report, pattern: Pattern, tongue: int) -> list[str]:
    verdict = WORDS[report.verdict(pattern)][tongue]
    head = f"## {pattern.id} · {verdict}\n\n{_say(pattern, tongue)}"
    note = pattern.note_zh if tongue else pattern.note_en
    rows = [row for claim in pattern.claims for row in _rows(report, pattern, claim, tongue)]
    return [head, table(HEADS["claims"][tongue], rows), *([note] if note else [])]


def _rows(report: Report, pattern: Pattern, claim: Claim, tongue: int, condition: bool = False) -> Iterator[list[str]]:
    """A claim, with a row for every further ablation, and the same claim under its condition."""
    finding = report.findings[MAIN][f"{pattern.id}.{claim.id}"]
    name = ("*where* " if not tongue else "*条件* ") if condition else ""
    first = [
        name + _say(claim, tongue),
        number(finding.effect),
        f"{number(finding.low)} … {number(finding.high)}",
        percent(finding.share) if claim.outcome else percent(finding.effect),
        f"{report.held(pattern, claim)}/{len(report.places)}" if claim.judged or claim.kind == ABOVE else "",
    ]
    offs = [
        [_say(switch, tongue), percent(report.removed(pattern, claim, position))]
        for position, switch in enumerate(claim.off)
    ]
    yield [*first, *(offs[0] if offs else ["", ""]), _people(report, f"{pattern.id}.{claim.id}")]
    yield from ([""] * 5 + off + [""] for off in offs[1:])
    if claim.where:
        yield from _rows(report, pattern, claim.where, tongue, condition=True)


def _people(report: Report, id: str) -> str:
    share = report.shares.get(id)
    return f"{share.held}/{share.of}" if share else ""


def _loops(report: Report, tongue: int) -> str:
    return table(HEADS["loops"][tongue], [_loop(report, loop, tongue) for loop in LOOPS])


def _loop(report: Report, loop: Loop, tongue: int) -> list[str]:
    reading = report.loops[MAIN][loop.id]
    held = sum(readings[loop.id].holds for readings in report.loops.values())
    return [
        _say(loop, tongue),
        NAMES[loop.measured][tongue],
        number(reading.closed),
        number(reading.cut),
        f"{WORDS[loop.kind][tongue]} {percent(reading.gain)}",
        f"{percent(reading.low)} … {percent(reading.high)}",
        f"{held}/{len(report.places)}",
        _say(loop.cut, tongue),
    ]


def _chains(report: Report, tongue: int) -> str:
    lines = []
    for loop in LOOPS:
        reading = report.loops[MAIN][loop.id]
        comma, stop = (", ", "; ") if not tongue else ("、", "；")
        links = stop.join(
            f"{NAMES[name][tongue]} " + comma.join(number(years[at]) for at in (0, 1, -1))
            for name, years in reading.answers.items()
        )
        also = ""
        if loop.also:
            also = ALSO[tongue].format(name=NAMES[loop.also][tongue], share=percent(reading.also))
        note = loop.note_zh if tongue else loop.note_en
        said = ("" if tongue else " ").join(part for part in (links + ("。" if tongue else "."), also, note) if part)
        lines.append(f"- {_say(loop, tongue).split(': ')[0].split('：')[0]}: {said}")
    return "\n".join(lines)


# --- words and numbers


def _say(what: object, tongue: int) -> str:
    return str(getattr(what, LANGUAGES[tongue]))


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
