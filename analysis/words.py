"""Results in words: one paragraph, every statement of which follows from the numbers.

Effects are spoken of where they are significant and of some size (see `intervals`); all is said of the model.
"""

from __future__ import annotations

import re

from experiments.compare.window import FIRST_SCORE, window
from sim.measures import HEADLINE

from .effects import BY_ID, LEAST, Effects, measure_name
from .figures.words import unit
from .tables import scenario_name

NAMED = 4  # most scenarios named for one thing
LISTED = 5  # most outcomes named in one breath

WORDS = {
    "en": {
        "start": (
            "In {place}, {count} compared with {baseline} under common luck. Values are means of the last {window} "
            "of {months} months over {replicates}."
        ),
        "count": ("one scenario was", "{n} scenarios were"),
        "replicates": ("one replicate", "{n} replicates"),
        "best_reform": "The best single reform for each outcome: {items}.",
        "best_package": "The best package for each outcome: {items}.",
        "best_any": "The best scenario for each outcome: {items}.",
        "best_item": "{measure}, {scenario} ({change})",
        "unhelped_reform": "No single reform measurably improves {measures}.",
        "unhelped_package": "No package measurably improves {measures}.",
        "unhelped_any": "No scenario measurably improves {measures}.",
        "share": "{before} to {after} {unit}", "percent": "{x} %", "value": "{unit} {before} to {after}",
        "bare": "{before} to {after}",
        "clean": "No measurable loss in any headline outcome: {items}.",
        "clean_item": "{scenario} ({count} improved)",
        "trade": "Trade-offs: {items}.",
        "trade_item": "{scenario} improves {gains} but worsens {losses}",
        "more_trades": "{n} more trade off likewise (see the table)",
        "unassessed": "Not assessed yet, as the first yearly score comes in month {month}: {measures}.",
        "regimes": "Of the other regimes, {items}.",
        "gain_item": "{scenario} improves {gains}",
        "loss_item": "{scenario} worsens {losses}",
        "no_item": "{scenario} changes nothing measurably",
        "worse": "Only losses, no measurable gain: {items}.",
        "none": "No measurable effect on any headline outcome: {items}.",
        "alone": "With a single replicate there are no intervals, so nothing is said about effects.",
        "nothing": "In {place}, {scenario} was run alone: there is nothing to compare it with.",
        "end": (
            "An effect counts where its 95 % interval, {over} and not corrected for many "
            "comparisons, excludes zero and where it reaches {least} % of {scale}. All of it is conditional on the "
            "model and its assumed values: no claim about any real township."
        ),
        "over_luck": "over the model's own luck",
        "over_plausible": "the middle of replicates that differ in plausible behaviour as well as in luck,",
        "scale": ("the outcome's level in the baseline", "the outcome's range over the five regimes"),
        "and": " and ", "comma": ", ", "semicolon": "; ", "space": " ", "more": "{n} more",
        "many": "{n} outcomes",
    },
    "zh": {
        "start": (
            "在{place}，于公共随机数下将{count}与“{baseline}”相比。"
            "数值为 {months} 个月中最后 {window} 个月、{replicates}的均值。"
        ),
        "count": (" 1 个方案", " {n} 个方案"),
        "replicates": ("1 次重复试验", "{n} 次重复试验"),
        "best_reform": "各项结果的最佳单项改革：{items}。",
        "best_package": "各项结果的最佳组合：{items}。",
        "best_any": "各项结果的最佳方案：{items}。",
        "best_item": "{measure}—{scenario}（{change}）",
        "unhelped_reform": "没有单项改革能在可测范围内改善{measures}。",
        "unhelped_package": "没有组合能在可测范围内改善{measures}。",
        "unhelped_any": "没有方案能在可测范围内改善{measures}。",
        "share": "{unit}由 {before} 到 {after}", "percent": "{x}%", "value": "{unit}由 {before} 到 {after}",
        "bare": "由 {before} 到 {after}",
        "clean": "九项主要结果均无可测损失的：{items}。",
        "clean_item": "{scenario}（改善 {count} 项）",
        "trade": "此消彼长：{items}。",
        "trade_item": "{scenario}改善{gains}，但使{losses}恶化",
        "more_trades": "另有 {n} 个方案同样有得有失（见表）",
        "unassessed": "第一次年度得分在第 {month} 个月，因此尚未考核：{measures}。",
        "regimes": "其他制度：{items}。",
        "gain_item": "{scenario}改善{gains}",
        "loss_item": "{scenario}使{losses}恶化",
        "no_item": "{scenario}无可测变化",
        "worse": "只有损失、没有可测改善：{items}。",
        "none": "对主要结果均无可测影响：{items}。",
        "alone": "只有一次重复试验，没有区间，因此不对效果作任何判断。",
        "nothing": "在{place}只运行了“{scenario}”，没有可比较的方案。",
        "end": (
            "效果须 95% 区间（{over}，未作多重比较校正）不含零，且不小于{scale}的 {least}%，才予计入。"
            "结论以模型及其假定取值为条件，不代表任何真实乡镇。"
        ),
        "over_luck": "仅含模型自身随机性",
        "over_plausible": "各次重复的中间范围，含行为参数的不确定性与随机性",
        "scale": ("该结果的基准水平", "该结果在五种制度间的极差"),
        "and": "、", "comma": "、", "semicolon": "；", "space": "", "more": "另 {n} 个",
        "many": " {n} 项结果",
    },
}  # fmt: skip


def paragraph(effects: Effects, lang: str = "en") -> str:
    """What helps what most, what trades off, and what does nothing measurable."""
    words = WORDS[lang]
    if not effects.others:
        name = scenario_name(effects, effects.baseline, lang)
        return str(words["nothing"]).format(place=effects.place[lang], scenario=name)
    if effects.replicates < 2:
        return str(words["space"]).join([_start(effects, lang), str(words["alone"])])
    scale = words["scale"][bool(effects.ranges)]
    over = words[f"over_{effects.uncertainty}"]
    end = str(words["end"]).format(least=f"{100 * LEAST:g}", scale=scale, over=over)
    sentences = [
        _start(effects, lang),
        *_bests(effects, lang),
        *_sorted_out(effects, lang),
        _regimes(effects, lang),
        _unassessed(effects, lang),
        end,
    ]
    return str(words["space"]).join(sentence for sentence in sentences if sentence)


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
    return str(WORDS[lang]["start"]).format(
        place=effects.place[lang], window=window(effects.months), months=effects.months,
        replicates=_counted("replicates", effects.replicates, lang),
        count=_counted("count", len(effects.others), lang),
        baseline=scenario_name(effects, effects.baseline, lang),
    )  # fmt: skip


def _counted(key: str, n: int, lang: str) -> str:
    one, many = WORDS[lang][key]
    return one if n == 1 else many.format(n=n)


def _bests(effects: Effects, lang: str) -> list[str]:
    """For each kind of scenario: which helps each outcome most, and which outcomes none of them helps."""
    words, sentences = WORDS[lang], []
    explained: set[str] = set()  # outcomes whose unit has been given
    for kind, among in by_kind(effects).items():
        found = {measure: best(effects, measure, among) for measure in effects.assessed}
        items = [
            str(words["best_item"]).format(
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
            sentences.append(str(words[f"best_{kind}"]).format(items=str(words["semicolon"]).join(items)))
        if rest:
            sentences.append(str(words[f"unhelped_{kind}"]).format(measures=_listed(rest, lang)))
    return sentences


def _change(effects: Effects, scenario: str, measure: str, lang: str, explain: bool) -> str:
    """From the baseline's level to the scenario's; shares in per cent, of what is said where `explain`."""
    words, about = WORDS[lang], BY_ID[measure]
    share = about.unit.startswith(("share of ", "% of "))
    factor = 100 if about.unit.startswith("share of ") else 1
    before, after = (factor * effects.level(s, measure).mean for s in (effects.baseline, scenario))
    if share:
        pair = [str(words["percent"]).format(x=_number(x, 1)) for x in (before, after)]
        if lang == "en":
            pair[0] = pair[0].removesuffix(" %")
        of = about.unit.removeprefix("share ").removeprefix("% ")
        name = of if lang == "en" else unit(about, lang).removesuffix(" %").removesuffix("比重")
    else:
        pair, name = [_number(x, 3) for x in (before, after)], unit(about, lang)
    form = str(words[("share" if share else "value") if explain else "bare"])
    return form.format(before=pair[0], after=pair[1], unit=name)


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
    form = str(WORDS[lang]["clean_item"])
    items = [
        form.format(scenario=scenario_name(effects, s, lang), count=len(gains(effects, s))) for s in ordered[:NAMED]
    ]
    return _sentence("clean", items, len(ordered) - len(items), lang)


def _trades(effects: Effects, scenarios: list[str], lang: str) -> str:
    """The most divided first, measured in ranges of the outcomes where they are known."""
    words = WORDS[lang]
    ordered = sorted(scenarios, key=lambda s: (-_division(effects, s), s))
    items = [_balance(effects, scenario, lang) for scenario in ordered[:NAMED]]
    if len(ordered) > NAMED:
        items.append(str(words["more_trades"]).format(n=len(ordered) - NAMED))
    return str(words["trade"]).format(items=str(words["semicolon"]).join(items)) if items else ""


def _regimes(effects: Effects, lang: str) -> str:
    """Scenarios that are not the baseline with something added, each in a clause."""
    rest = [scenario for scenario in effects.others if scenario not in subjects(effects)]
    words, items = WORDS[lang], [_balance(effects, scenario, lang) for scenario in sorted(rest)]
    return str(words["regimes"]).format(items=str(words["semicolon"]).join(items)) if items else ""


def _unassessed(effects: Effects, lang: str) -> str:
    names = [_measure(measure, lang) for measure in HEADLINE if measure not in effects.assessed]
    form = str(WORDS[lang]["unassessed"])
    return form.format(month=FIRST_SCORE, measures=_listed(names, lang)) if names else ""


def _balance(effects: Effects, scenario: str, lang: str) -> str:
    """What a scenario improves and what it worsens."""
    up, down = gains(effects, scenario), losses(effects, scenario)
    key = {(True, True): "trade_item", (True, False): "gain_item", (False, True): "loss_item"}
    return str(WORDS[lang][key.get((bool(up), bool(down)), "no_item")]).format(
        scenario=scenario_name(effects, scenario, lang),
        gains=_measures(up, lang),
        losses=_measures(down, lang),
    )


def _measures(measures: list[str], lang: str) -> str:
    """Outcomes by name, or their number where the names would be too many to read."""
    if len(measures) > LISTED:
        return str(WORDS[lang]["many"]).format(n=len(measures))
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
    words = WORDS[lang]
    if left_out > 0:
        items = [*items, str(words["more"]).format(n=left_out)]
    return str(words[key]).format(items=_listed(items, lang)) if items else ""


def _listed(items: list[str], lang: str) -> str:
    words = WORDS[lang]
    return str(words["and"]).join([str(words["comma"]).join(items[:-1]), items[-1]] if items[1:] else items)


def _measure(measure: str, lang: str) -> str:
    name = measure_name(measure, lang)
    return name.lower() if lang == "en" else name
