"""Results in words: one paragraph, every statement of which follows from the numbers.

Effects are spoken of where they are significant and of some size (see `intervals`); all is said of the model.
"""

from __future__ import annotations

import re

from experiments.compare.window import FIRST_SCORE, window
from scenarios.languages import translate
from sim.measures import HEADLINE

from .effects import BY_ID, LEAST, Effects, measure_name
from .figures.words import unit
from .tables import scenario_name

NAMED = 4  # most scenarios named for one thing
LISTED = 5  # most outcomes named in one breath


def paragraph(effects: Effects, lang: str = "en") -> str:
    """What helps what most, what trades off, and what does nothing measurable."""
    if not effects.others:
        name = scenario_name(effects, effects.baseline, lang)
        return translate("analysis.paragraph.nothing", lang, place=effects.place[lang], scenario=name)
    if effects.replicates < 2:
        return translate("analysis.paragraph.space", lang).join(
            [_start(effects, lang), translate("analysis.paragraph.alone", lang)]
        )
    scale = translate(f"analysis.paragraph.scale_{'ranges' if effects.ranges else 'baseline'}", lang)
    over = translate(f"analysis.paragraph.over_{effects.uncertainty}", lang)
    end = translate("analysis.paragraph.end", lang, least=f"{100 * LEAST:g}", scale=scale, over=over)
    sentences = [
        _start(effects, lang),
        *_bests(effects, lang),
        *_sorted_out(effects, lang),
        _regimes(effects, lang),
        _unassessed(effects, lang),
        end,
    ]
    return translate("analysis.paragraph.space", lang).join(sentence for sentence in sentences if sentence)


def gains(effects: Effects, scenario: str) -> list[str]:
    """Headline outcomes a scenario improves beyond its interval."""
    return [measure for measure in HEADLINE if effects.verdict(scenario, measure) > 0]


def losses(effects: Effects, scenario: str) -> list[str]:
    """Headline outcomes a scenario worsens beyond its interval."""
    return [measure for measure in HEADLINE if effects.verdict(scenario, measure) < 0]


def subjects(effects: Effects) -> list[str]:
    """What adds to the baseline (reforms and packages); if nothing does, every other scenario."""
    added = [
        scenario for scenario in effects.others if scenario.startswith((f"{effects.baseline}+", f"{effects.baseline},"))
    ]
    return added or effects.others


def by_kind(effects: Effects) -> dict[str, list[str]]:
    """Subjects that are single additions, and those that are packages or several together; else all as one kind."""
    found: dict[str, list[str]] = {}
    for scenario in subjects(effects):
        added = re.split("[+,]", scenario.removeprefix(effects.baseline))[1:]
        whole = dict(zip(effects.scenarios, effects.kinds, strict=False)).get(scenario) == "package"
        kind = "package" if whole or len(added) > 1 else "reform"
        found.setdefault(kind if scenario.startswith(effects.baseline) and added else "any", []).append(scenario)
    return {kind: found[kind] for kind in ("reform", "package", "any") if kind in found}


def best(effects: Effects, measure: str, among: list[str]) -> str | None:
    """The scenario that improves an outcome most, if any does so measurably; of equals, the first by id."""
    helping = [scenario for scenario in among if effects.verdict(scenario, measure) > 0]
    return min(helping, key=lambda s: (-abs(effects.difference(s, measure).mean), s), default=None)


def _start(effects: Effects, lang: str) -> str:
    return translate("analysis.paragraph.start", lang,
        place=effects.place[lang], window=window(effects.months), months=effects.months,
        replicates=_counted("replicates", effects.replicates, lang),
        count=_counted("count", len(effects.others), lang),
        baseline=scenario_name(effects, effects.baseline, lang),
    )  # fmt: skip


def _counted(key: str, n: int, lang: str) -> str:
    return translate(f"analysis.paragraph.{key}_{'one' if n == 1 else 'many'}", lang, n=n)


def _bests(effects: Effects, lang: str) -> list[str]:
    """For each kind of scenario: which helps each outcome most, and which outcomes none of them helps."""
    sentences, semicolon = [], translate("scenarios.marks.semicolon", lang)
    explained: set[str] = set()  # outcomes whose unit has been given
    for kind, among in by_kind(effects).items():
        found = {measure: best(effects, measure, among) for measure in effects.assessed}
        items = [
            translate(
                "analysis.paragraph.best_item",
                lang,
                measure=_measure(measure, lang),
                scenario=scenario_name(effects, scenario, lang),
                change=_change(effects, scenario, measure, lang, measure not in explained),
            )
            for measure, scenario in found.items()
            if scenario
        ]
        explained |= {measure for measure, scenario in found.items() if scenario}
        rest = [_measure(measure, lang) for measure, scenario in found.items() if not scenario]
        if items:
            sentences.append(translate(f"analysis.paragraph.best_{kind}", lang, items=semicolon.join(items)))
        if rest:
            sentences.append(translate(f"analysis.paragraph.unhelped_{kind}", lang, measures=_listed(rest, lang)))
    return sentences


def _change(effects: Effects, scenario: str, measure: str, lang: str, explain: bool) -> str:
    """From the baseline's level to the scenario's; shares in per cent, of what is said where `explain`."""
    about = BY_ID[measure]
    share = about.unit.startswith(("share of ", "% of "))
    factor = 100 if about.unit.startswith("share of ") else 1
    before, after = (factor * effects.level(s, measure).mean for s in (effects.baseline, scenario))
    if share:
        first = translate("analysis.paragraph.percent_first", lang, x=_number(before, 1))
        last = translate("analysis.paragraph.percent", lang, x=_number(after, 1))
        name = translate(f"analysis.shares.{about.unit}", lang)
    else:
        first, last, name = _number(before, 3), _number(after, 3), unit(about, lang)
    if not explain:
        return translate("analysis.paragraph.bare", lang, before=first, after=last)
    return translate(f"analysis.paragraph.{'share' if share else 'value'}", lang, before=first, after=last, unit=name)


def _number(value: float, decimals: int) -> str:
    """With a true minus, and none before a zero."""
    return f"{value:z.{decimals}f}".replace("-", "−")


def _sorted_out(effects: Effects, lang: str) -> list[str]:
    """Every subject in one of four groups: gains only, both, losses only, nothing."""
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for scenario in subjects(effects):
        kinds.setdefault((bool(gains(effects, scenario)), bool(losses(effects, scenario))), []).append(scenario)
    return [
        _clean(effects, kinds.get((True, False), []), lang),
        _trades(effects, kinds.get((True, True), []), lang),
        _plain(effects, kinds.get((False, True), []), "worse", lang),
        _plain(effects, kinds.get((False, False), []), "none", lang),
    ]


def _clean(effects: Effects, scenarios: list[str], lang: str) -> str:
    ordered = sorted(scenarios, key=lambda s: (-len(gains(effects, s)), s))
    items = []
    for scenario in ordered[:NAMED]:
        name, count = scenario_name(effects, scenario, lang), len(gains(effects, scenario))
        items.append(translate("analysis.paragraph.clean_item", lang, scenario=name, count=count))
    return _sentence("clean", items, len(ordered) - len(items), lang)


def _trades(effects: Effects, scenarios: list[str], lang: str) -> str:
    """The most divided first, measured in ranges of the outcomes where they are known."""
    ordered = sorted(scenarios, key=lambda s: (-_division(effects, s), s))
    items = [_balance(effects, scenario, lang) for scenario in ordered[:NAMED]]
    if len(ordered) > NAMED:
        items.append(translate("analysis.paragraph.more_trades", lang, n=len(ordered) - NAMED))
    return _clauses("trade", items, lang)


def _regimes(effects: Effects, lang: str) -> str:
    """Scenarios that are not the baseline with something added, each in a clause."""
    rest = [scenario for scenario in effects.others if scenario not in subjects(effects)]
    items = [_balance(effects, scenario, lang) for scenario in sorted(rest)]
    return _clauses("regimes", items, lang)


def _unassessed(effects: Effects, lang: str) -> str:
    names = [_measure(measure, lang) for measure in HEADLINE if measure not in effects.assessed]
    if not names:
        return ""
    return translate("analysis.paragraph.unassessed", lang, month=FIRST_SCORE, measures=_listed(names, lang))


def _balance(effects: Effects, scenario: str, lang: str) -> str:
    """What a scenario improves and what it worsens."""
    up, down = gains(effects, scenario), losses(effects, scenario)
    kinds = {(True, True): "trade", (True, False): "gain", (False, True): "loss"}
    return translate(
        f"analysis.paragraph.{kinds.get((bool(up), bool(down)), 'no')}_item",
        lang,
        scenario=scenario_name(effects, scenario, lang),
        gains=_measures(up, lang),
        losses=_measures(down, lang),
    )


def _measures(measures: list[str], lang: str) -> str:
    """Outcomes by name, or their number where the names would be too many to read."""
    if len(measures) > LISTED:
        return translate("analysis.paragraph.many", lang, n=len(measures))
    return _listed([_measure(measure, lang) for measure in measures], lang)


def _division(effects: Effects, scenario: str) -> float:
    """The smaller of what a scenario gains and what it loses."""
    return min(
        sum(_size(effects, scenario, measure) for measure in which(effects, scenario)) for which in (gains, losses)
    )


def _size(effects: Effects, scenario: str, measure: str) -> float:
    return abs(effects.difference(scenario, measure).mean) / (effects.scale(measure) or 1.0)


def _plain(effects: Effects, scenarios: list[str], key: str, lang: str) -> str:
    items = [scenario_name(effects, scenario, lang) for scenario in sorted(scenarios)]
    return _sentence(key, items, 0, lang)


def _sentence(key: str, items: list[str], left_out: int, lang: str) -> str:
    if left_out > 0:
        items = [*items, translate("analysis.paragraph.more", lang, n=left_out)]
    return translate(f"analysis.paragraph.{key}", lang, items=_listed(items, lang)) if items else ""


def _listed(items: list[str], lang: str) -> str:
    first, last = items[:-1], items[-1:]
    comma, and_ = translate("scenarios.marks.comma", lang), translate("analysis.paragraph.and", lang)
    return and_.join([comma.join(first), *last] if first else last)


def _clauses(key: str, items: list[str], lang: str) -> str:
    """A sentence of several clauses, or nothing."""
    whole = translate("scenarios.marks.semicolon", lang).join(items)
    return translate(f"analysis.paragraph.{key}", lang, items=whole) if items else ""


def _measure(measure: str, lang: str) -> str:
    name = measure_name(measure, lang)
    return name.lower() if lang == "en" else name
