"""Sections of `patterns.md` and its Chinese page: every pattern, claim and loop with its verdict, stored as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from experiments.compare.plausible import people
from experiments.credibility.patterns.catalogue import PATTERNS
from experiments.credibility.patterns.judge import CONDITIONAL, FAILS, HOLDS, PARTLY
from experiments.credibility.patterns.loops import AMPLIFIES, LOOPS, TAKES_BACK, Loop
from experiments.credibility.patterns.pattern import ABOVE, Claim, Pattern
from experiments.credibility.patterns.report import Report, from_record, run_report
from sim.measures import MEASURES

from ..files import HOME, read_results, write_results
from ..markdown import number, percent, table

RESULTS = HOME / "patterns.json"
MAIN = "yinzhou"  # the place whose effects are shown
NAMES = {measure.id: {"en": measure.en.lower(), "zh": measure.zh} for measure in MEASURES}
WORDS = {
    HOLDS: {"en": "holds", "zh": "成立"},
    CONDITIONAL: {"en": "conditional", "zh": "有条件成立"},
    PARTLY: {"en": "in part", "zh": "部分成立"},
    FAILS: {"en": "fails", "zh": "不成立"},
    AMPLIFIES: {"en": "amplifies", "zh": "放大"},
    TAKES_BACK: {"en": "takes back", "zh": "抵消"},
}
SUMMARY = {"en": ("", "pattern", "verdict", "people"), "zh": ("", "模式", "结论", "人群占比")}
CLAIMS = {
    "en": ("claim", "effect", "95 %", "of range", "places", "switched off", "removed", "people"),
    "zh": ("主张", "效应", "95% 区间", "占极差", "地点", "切断", "去除", "人群占比"),
}
CONDITION = {"en": "*where* ", "zh": "*条件* "}
LOOP_HEADS = {
    "en": ("loop", "measured", "with it", "cut", "share", "95 %", "places", "cut by"),
    "zh": ("回路", "量", "闭合", "切断", "份额", "95% 区间", "地点", "切断方式"),
}
# Between years, between links, at the end, between sentences, and a second share.
CHAIN = {
    "en": (", ", "; ", ".", " ", "The same share for {name}: {share}."),
    "zh": ("、", "；", "。", "", "{name}的同一份额：{share}。"),
}
SIZES = {
    "en": "Stored results: {places} places, the two of the texts with {first} replicates each and the counties with "
    "{second}; {people} kinds of people with {people_replicates} replicates each.\n",
    "zh": "存储的结果：{places} 个地点，其中文本中的两地各 {first} 次重复，县各 {second} 次；{people} 类人群，各 "
    "{people_replicates} 次重复。\n",
}


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
    return SIZES[language].format(
        places=len(report.places), first=report.replicates[MAIN], second=counties[0], people=report.people,
        people_replicates=report.people_replicates,
    )  # fmt: skip


def summary(language: str) -> str:
    report = stored()
    rows = [
        (p.id, getattr(p, language), f"**{WORDS[report.verdict(p)][language]}**", _people(report, p.id))
        for p in PATTERNS
    ]
    return table(SUMMARY[language], rows)


def claims(language: str) -> str:
    """A heading, statement, table of claims and note for every pattern."""
    return "\n" + "\n\n".join(part for p in PATTERNS for part in _pattern(stored(), p, language)) + "\n\n"


def _pattern(report: Report, pattern: Pattern, language: str) -> list[str]:
    head = f"## {pattern.id} · {WORDS[report.verdict(pattern)][language]}"
    rows = [row for claim in pattern.claims for row in _rows(report, pattern, claim, language)]
    note = getattr(pattern, f"note_{language}")
    lines = table(CLAIMS[language], rows).rstrip("\n")
    return [head, getattr(pattern, language), lines, *([note] if note else [])]


def _rows(report: Report, pattern: Pattern, claim: Claim, language: str, condition: str = "") -> Iterator[list[str]]:
    """A claim, with a row for every further ablation, and the same claim under its condition."""
    finding = report.findings[MAIN][f"{pattern.id}.{claim.id}"]
    first = [
        condition + getattr(claim, language),
        number(finding.effect),
        f"{number(finding.low)} … {number(finding.high)}",
        percent(finding.share) if claim.outcome else percent(finding.effect),
        f"{report.held(pattern, claim)}/{len(report.places)}" if claim.judged or claim.kind == ABOVE else "",
    ]
    offs = [
        [getattr(switch, language), percent(report.removed(pattern, claim, position))]
        for position, switch in enumerate(claim.off)
    ]
    yield [*first, *(offs[0] if offs else ["", ""]), _people(report, f"{pattern.id}.{claim.id}")]
    yield from ([""] * 5 + off + [""] for off in offs[1:])
    if claim.where:
        yield from _rows(report, pattern, claim.where, language, CONDITION[language])


def _people(report: Report, id: str) -> str:
    share = report.shares.get(id)
    return f"{share.held}/{share.of}" if share else ""


def loops(language: str) -> str:
    return table(LOOP_HEADS[language], [_loop(stored(), loop, language) for loop in LOOPS])


def _loop(report: Report, loop: Loop, language: str) -> list[str]:
    reading = report.loops[MAIN][loop.id]
    held = sum(readings[loop.id].holds for readings in report.loops.values())
    return [
        getattr(loop, language),
        NAMES[loop.measured][language],
        number(reading.closed),
        number(reading.cut),
        f"{WORDS[loop.kind][language]} {percent(reading.gain)}",
        f"{percent(reading.low)} … {percent(reading.high)}",
        f"{held}/{len(report.places)}",
        getattr(loop.cut, language),
    ]


def chains(language: str) -> str:
    """How every link of a loop answers: in the year of the push, the next, and the last."""
    return "".join(f"- {_chain(stored(), loop, language)}\n" for loop in LOOPS)


def _chain(report: Report, loop: Loop, language: str) -> str:
    reading, (comma, semicolon, stop, space, share) = report.loops[MAIN][loop.id], CHAIN[language]
    links = semicolon.join(
        f"{NAMES[name][language]} " + comma.join(number(years[at]) for at in (0, 1, -1))
        for name, years in reading.answers.items()
    )
    also = share.format(name=NAMES[loop.also][language], share=percent(reading.also)) if loop.also else ""
    sentences = [part for part in (links + stop, also, getattr(loop, f"note_{language}")) if part]
    name = getattr(loop, language).partition({"en": ": ", "zh": "："}[language])[0]
    return f"{name}: {space.join(sentences)}"
