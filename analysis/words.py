"""A comparison in words: one paragraph in which every statement follows from the numbers.

Better and worse are said of effects beyond their interval and of some size (`analysis.effects`). Anything else is
undecided, never called no effect. All of it is said of the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from experiments.compare.window import FIRST_SCORE, window
from scenarios.languages import translate
from sim.measures import HEADLINE

from .effects import LEAST, MEASURE, Effects
from .labels import brief_name, measure_name, unit_name

NAMED = 4  # most scenarios named for one thing
LISTED = 5  # most outcomes named in one breath


def paragraph(effects: Effects, lang: str = "en") -> str:
    """What helps what most, what trades off, and what stays undecided."""
    return _Writer(effects, lang).whole()


def gains(effects: Effects, scenario: str) -> list[str]:
    """Headline outcomes that a scenario improves beyond its interval."""
    return [measure for measure in HEADLINE if effects.verdict(scenario, measure) > 0]


def losses(effects: Effects, scenario: str) -> list[str]:
    """Headline outcomes that a scenario worsens beyond its interval."""
    return [measure for measure in HEADLINE if effects.verdict(scenario, measure) < 0]


def subjects(effects: Effects) -> list[str]:
    """What adds to the baseline (reforms and packages); if nothing does, every other scenario."""
    begins = (f"{effects.baseline}+", f"{effects.baseline},")
    return [scenario for scenario in effects.others if scenario.startswith(begins)] or effects.others


def by_kind(effects: Effects) -> dict[str, list[str]]:
    """Subjects that are single additions, and those that are packages or several together; else all as one kind."""
    found: dict[str, list[str]] = {"reform": [], "package": [], "any": []}
    for scenario in subjects(effects):
        added = re.split("[+,]", scenario.removeprefix(effects.baseline))[1:]
        kind = "package" if effects.kind(scenario) == "package" or len(added) > 1 else "reform"
        found[kind if scenario.startswith(effects.baseline) and added else "any"].append(scenario)
    return {kind: scenarios for kind, scenarios in found.items() if scenarios}


def best(effects: Effects, measure: str, among: list[str]) -> str | None:
    """The scenario that improves an outcome most, if any does so measurably; of equals, the first by id."""
    helping = [scenario for scenario in among if effects.verdict(scenario, measure) > 0]
    return min(helping, key=lambda s: (-abs(effects.difference(s, measure).mean), s), default=None)


@dataclass(frozen=True)
class _Writer:
    """The sentences of the paragraph."""

    effects: Effects
    lang: str

    def whole(self) -> str:
        effects = self.effects
        if not effects.others:
            return self.say("nothing", place=effects.place[self.lang], scenario=self.name(effects.baseline))
        if effects.replicates < 2:
            return self.say("space").join([self.start(), self.say("alone")])
        sentences = [self.start(), *self.bests(), *self.sorted_out(), self.regimes(), self.unassessed(), self.end()]
        return self.say("space").join(sentence for sentence in sentences if sentence)

    def say(self, key: str, **values: object) -> str:
        return translate(f"analysis.paragraph.{key}", self.lang, **values)

    def name(self, scenario: str) -> str:
        return brief_name(self.effects, scenario, self.lang)

    def measure(self, measure: str) -> str:
        name = measure_name(measure, self.lang)
        return name.lower() if self.lang == "en" else name

    def start(self) -> str:
        effects = self.effects
        return self.say(
            "start",
            place=effects.place[self.lang],
            window=window(effects.months),
            months=effects.months,
            replicates=self.counted("replicates", effects.replicates),
            count=self.counted("count", len(effects.others)),
            baseline=self.name(effects.baseline),
        )

    def end(self) -> str:
        """What counts as an effect, and of what all this is said."""
        scale = self.say(f"scale_{'ranges' if self.effects.ranges else 'baseline'}")
        return self.say("end", least=f"{100 * LEAST:g}", scale=scale, over=self.say(f"over_{self.effects.uncertainty}"))

    def bests(self) -> list[str]:
        """For each kind of scenario: which helps each outcome most, and for which outcomes that is undecided."""
        sentences = []
        explained: set[str] = set()  # outcomes whose unit has been given
        for kind, among in by_kind(self.effects).items():
            found = {measure: best(self.effects, measure, among) for measure in self.effects.assessed}
            items = []
            for measure, scenario in found.items():
                if scenario:
                    change = self.change(scenario, measure, explain=measure not in explained)
                    names = {"measure": self.measure(measure), "scenario": self.name(scenario)}
                    items.append(self.say("best_item", **names, change=change))
                    explained.add(measure)
            rest = [measure for measure, scenario in found.items() if not scenario]
            sentences.append(self.clauses(f"best_{kind}", items))
            sentences.append(self.say(f"unhelped_{kind}", measures=self.measures(rest)) if rest else "")
        return sentences

    def change(self, scenario: str, measure: str, explain: bool) -> str:
        """From the baseline's level to the scenario's; shares in per cent, of what is said where `explain`."""
        unit = MEASURE[measure].unit
        before, after = (self.effects.level(s, measure).mean for s in (self.effects.baseline, scenario))
        share = unit.startswith(("share of ", "% of "))
        if share:
            factor = 100 if unit.startswith("share of ") else 1
            first = self.say("percent_first", x=_number(factor * before, 1))
            last = self.say("percent", x=_number(factor * after, 1))
            name = translate(f"analysis.shares.{unit}", self.lang)
        else:
            first, last, name = _number(before, 3), _number(after, 3), unit_name(measure, self.lang)
        if not explain:
            return self.say("bare", before=first, after=last)
        return self.say("share" if share else "value", before=first, after=last, unit=name)

    def sorted_out(self) -> list[str]:
        """Every subject in one of four groups: gains only, both, losses only, neither."""
        groups: dict[tuple[bool, bool], list[str]] = {}
        for scenario in sorted(subjects(self.effects)):
            key = bool(gains(self.effects, scenario)), bool(losses(self.effects, scenario))
            groups.setdefault(key, []).append(scenario)
        worse, undecided = ([self.name(s) for s in groups.get((False, bad), [])] for bad in (True, False))
        return [
            self.clean(groups.get((True, False), [])),
            self.trades(groups.get((True, True), [])),
            self.sentence("worse", worse),
            self.sentence("none", undecided),
        ]

    def clean(self, scenarios: list[str]) -> str:
        """Those that improve most outcomes first."""
        count = {scenario: len(gains(self.effects, scenario)) for scenario in scenarios}
        ordered = sorted(scenarios, key=lambda scenario: -count[scenario])[:NAMED]
        items = [self.say("clean_item", scenario=self.name(scenario), count=count[scenario]) for scenario in ordered]
        left_out = len(scenarios) - len(items)
        return self.sentence("clean", [*items, self.say("more", n=left_out)] if left_out else items)

    def trades(self, scenarios: list[str]) -> str:
        """The most divided first, measured in ranges of the outcomes where they are known."""
        ordered = sorted(scenarios, key=lambda scenario: -self.division(scenario))
        items = [self.balance(scenario) for scenario in ordered[:NAMED]]
        left_out = len(ordered) - len(items)
        return self.clauses("trade", [*items, self.say("more_trades", n=left_out)] if left_out else items)

    def division(self, scenario: str) -> float:
        """The smaller of what a scenario gains and what it loses."""
        effects = self.effects
        sizes = (
            sum(abs(effects.difference(scenario, m).mean) / (effects.scale(m) or 1.0) for m in which(effects, scenario))
            for which in (gains, losses)
        )
        return min(sizes)

    def regimes(self) -> str:
        """Scenarios that are not the baseline with something added, each in a clause."""
        rest = set(self.effects.others) - set(subjects(self.effects))
        return self.clauses("regimes", [self.balance(scenario) for scenario in sorted(rest)])

    def unassessed(self) -> str:
        names = [self.measure(measure) for measure in HEADLINE if measure not in self.effects.assessed]
        return self.say("unassessed", month=FIRST_SCORE, measures=self.listed(names)) if names else ""

    def balance(self, scenario: str) -> str:
        """What a scenario improves and what it worsens."""
        up, down = gains(self.effects, scenario), losses(self.effects, scenario)
        kinds = {(True, True): "trade", (True, False): "gain", (False, True): "loss"}
        kind = kinds.get((bool(up), bool(down)), "no")
        texts = {"gains": self.few(up), "losses": self.few(down)}
        return self.say(f"{kind}_item", scenario=self.name(scenario), **texts)

    def few(self, measures: list[str]) -> str:
        """Outcomes by name, or their number where the names would be too many to read."""
        return self.say("many", n=len(measures)) if len(measures) > LISTED else self.measures(measures)

    def measures(self, measures: list[str]) -> str:
        return self.listed([self.measure(measure) for measure in measures])

    def counted(self, key: str, n: int) -> str:
        return self.say(f"{key}_{'one' if n == 1 else 'many'}", n=n)

    def sentence(self, key: str, items: list[str]) -> str:
        """A sentence of several words, or nothing."""
        return self.say(key, items=self.listed(items)) if items else ""

    def clauses(self, key: str, items: list[str]) -> str:
        """A sentence of several clauses, or nothing."""
        whole = translate("scenarios.marks.semicolon", self.lang).join(items)
        return self.say(key, items=whole) if items else ""

    def listed(self, items: list[str]) -> str:
        first, last = items[:-1], items[-1:]
        comma = translate("scenarios.marks.comma", self.lang)
        return self.say("and").join([comma.join(first), *last] if first else last)


def _number(value: float, decimals: int) -> str:
    """With a true minus, and none before a zero."""
    return f"{value:z.{decimals}f}".replace("-", "−")
