"""The page of claims in one language, as Markdown: each with its verdict, effects and what they depend on.

Expectations of the mechanisms follow the claims of the texts, counted and listed apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from math import isnan

from experiments.credibility.claims.catalogue import Claim
from experiments.credibility.claims.report import ClaimsReport
from experiments.credibility.claims.verdicts import Component
from scenarios.languages import render, translate
from sim.parameters.behaviour import Behaviour

FILES = {"en": "claims.md", "zh": "claims.zh.md"}
COUNTS = ("head_verdict", "head_claims", "head_expectations")
SUMMARY = ("head_id", "head_claim", "head_verdict")
EXPECTED = ("head_id", "head_expectation", "head_verdict")
PARTS = (
    "head_change", "head_outcome", "head_direction", "head_effect", "head_interval", "head_places", "head_worlds",
    "head_finding",
)  # fmt: skip
DIRECTIONS = {"up": "up", "down": "down", "flat": "flat", "not up": "not_up", "not down": "not_down"}


def claims_page(report: ClaimsReport, lang: str, command: str = "kaohe claims") -> str:
    """The whole page. command: what wrote it."""
    other = next(name for name in FILES if name != lang)
    least = translate("experiments.validation.percent", lang, x=100 * report.catalogue.least, digits=0)
    sizes = {"places": len(report.size.places), "replicates": report.size.replicates, "worlds": report.size.worlds}
    main = report.size.places[0]
    said, expected = report.catalogue.of_texts(), report.catalogue.expectations()
    lines = [
        f"# {_say('title', lang)}",
        _say("other", lang, file=FILES[other]),
        _say("what", lang, count=len(said), expected=len(expected), command=command, main=main),
        _say("how", lang, least=least, main=main, **sizes),
        _say("words", lang, least=least),
        f"## {_say('summary', lang)}",
        _table(COUNTS, _counts(report, said, expected, lang), lang),
    ]
    for heads, claims in ((SUMMARY, said), (EXPECTED, expected)):
        if claims:
            lines.append(_table(heads, (_line(report, claim, lang) for claim in claims), lang))
    for id, source in report.catalogue.texts.items():
        own = [claim for claim in report.catalogue.claims.values() if claim.text == id]
        if own:
            lines += [f"## {id} · {source.title.render(lang)}", source.because.render(lang)]
            lines += [part for claim in own for part in _claim(report, claim, lang)]
    return "\n\n".join(lines) + "\n"


def verdict_name(verdict: str, lang: str) -> str:
    """A verdict as pages and tables say it."""
    return translate(f"analysis.claims.{verdict}", lang)


def effect_text(part: Component) -> tuple[str, str]:
    """The effect at the main place and its interval, in per cent of the outcome's range; a dash where there is none."""
    effect, low, high = part.main.shares
    return _percent(effect), "" if isnan(low) else f"{_percent(low)} … {_percent(high)}"


def _counts(report: ClaimsReport, said: Sequence[Claim], expected: Sequence[Claim], lang: str) -> Iterator[list[str]]:
    """How many claims and how many expectations have each verdict that any has."""
    of_claims, of_expected = report.counts(said), report.counts(expected)
    for name, n in of_claims.items():
        if n or of_expected[name]:
            yield [verdict_name(name, lang), str(n), str(of_expected[name])]


def _line(report: ClaimsReport, claim: Claim, lang: str) -> list[str]:
    return [claim.id, claim.says.render(lang), f"**{verdict_name(report.verdict(claim), lang)}**"]


def _claim(report: ClaimsReport, claim: Claim, lang: str) -> Iterator[str]:
    """Heading, statement, mechanism, table of parts, and what is to be said of it beyond."""
    yield f"### {claim.id} · {verdict_name(report.verdict(claim), lang)}"
    yield claim.says.render(lang) + _say("between", lang) + _say("mechanism", lang, text=claim.mechanism.render(lang))
    rows = [_part(report, claim, part, lang) for part in report.parts(claim)]
    if rows:
        yield _table(PARTS, rows, lang)
    for key, text in (
        ("condition", render(report.condition(claim), lang)),
        ("because", claim.because.render(lang)),
        ("missing", claim.missing.render(lang)),
        ("cannot_because", claim.cannot.render(lang)),
        ("finding", claim.finding.render(lang)),
    ):
        if text:
            yield _say(key, lang, text=text)


def _part(report: ClaimsReport, claim: Claim, part: Component, lang: str) -> list[str]:
    trial = claim.trials[part.trial]
    effect, interval = effect_text(part)
    finding, _ = part.verdict(claim.least)
    about = trial.about.render(lang)
    change = f"`{trial.before}` → `{trial.after}`" if trial.before != trial.after else f"`{trial.before}`"
    return [
        (about + _say("colon", lang) if about else "")
        + change
        + _people(*(dict(run.people) for _, run in trial.parts[:2])),
        report.catalogue.name(part.outcome).render(lang),
        translate(f"experiments.claims.{DIRECTIONS[part.direction]}", lang),
        effect,
        interval,
        f"{len(part.held(claim.least))}/{len(part.places)}",
        f"{part.worlds[0]}/{part.worlds[1]}" if part.worlds else "",
        verdict_name(finding, lang),
    ]


def _people(after: Mapping[str, float], before: Mapping[str, float]) -> str:
    """Behaviour that is set in one of the runs, before and after; in both alike only once."""
    usual = asdict(Behaviour())
    words = [""]
    for name in sorted({*after, *before}):
        then, now = (values.get(name, usual[name]) for values in (before, after))
        words.append(f"`{name}={then:g}`" + (f" → `{now:g}`" if then != now else ""))
    return " ".join(words)


def _say(key: str, lang: str, **blanks: object) -> str:
    return translate(f"analysis.claims.{key}", lang, **blanks)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], lang: str) -> str:
    heads = [_say(column, lang) for column in columns]
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _percent(share: float) -> str:
    """A share of a range in per cent with its sign and a true minus."""
    return (
        "—" if isnan(share) else f"{100 * share:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")
    )
