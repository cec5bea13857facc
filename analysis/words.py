"""A comparison in words: one paragraph in which every statement follows from the numbers.

Better and worse are said of effects beyond their interval and of some size, whose sign most plausible worlds share
where these were run (`analysis.effects`). Anything else is undecided, never called no effect. All of it is said of the
model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from experiments.compare.ledger import PAYERS
from experiments.compare.window import FIRST_SCORE, window
from scenarios.languages import translate
from sim.measures import HEADLINE

from .effects import LEAST, MEASURE, Effects
from .horizons import Agreement, Course, agreements_of, course_of
from .labels import brief_name, measure_name, unit_name
from .statistics import Estimate

NAMED = 4  # most scenarios named for one thing
LISTED = 5  # most outcomes named in one breath
FOLLOWED = 3  # most scenarios whose effect is followed over the years


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
    """The sentences of a paragraph on effects, in one language; each method gives one, or a part of one."""

    effects: Effects
    lang: str

    def whole(self) -> str:
        """The whole paragraph."""
        effects = self.effects
        if not effects.others:
            return self.say("nothing", place=effects.place[self.lang], scenario=self.name(effects.baseline))
        if effects.replicates < 2:
            return self.say("space").join([self.start(), self.say("alone")])
        sentences = [self.start(), *self.bests(), *self.sorted_out(), self.regimes(), self.over_years(), self.paid(),
                     self.unassessed(), self.end()]  # fmt: skip
        return self.say("space").join(sentence for sentence in sentences if sentence)

    def say(self, key: str, **values: object) -> str:
        return translate(f"analysis.paragraph.{key}", self.lang, **values)

    def name(self, scenario: str) -> str:
        return brief_name(self.effects, scenario, self.lang)

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
        """The last sentence: what counts as an effect, and that all of it holds for the model."""
        scale = self.say(f"scale_{'ranges' if self.effects.ranges else 'baseline'}")
        over = self.say(f"over_{self.effects.uncertainty}")
        worlds = self.say("end_worlds", n=self.effects.worlds.replicates) if self.effects.worlds else ""
        return self.say("end", least=f"{100 * LEAST:g}", scale=scale, over=over, worlds=worlds)

    def bests(self) -> list[str]:
        """Sentences on the best scenario of each kind: which helps each outcome most, and where that is undecided."""
        sentences = []
        explained: set[str] = set()  # outcomes whose unit has been given
        for kind, among in by_kind(self.effects).items():
            found = {measure: best(self.effects, measure, among) for measure in self.effects.assessed}
            items = []
            for measure, scenario in found.items():
                if scenario:
                    change = self.change(scenario, measure, measure not in explained)
                    change += self.signs(scenario, measure, full=not explained)
                    names = {"measure": self.measures([measure]), "scenario": self.name(scenario)}
                    items.append(self.say("best_item", **names, change=change))
                    explained.add(measure)
            rest = [measure for measure, scenario in found.items() if not scenario]
            sentences.append(self.clauses(f"best_{kind}", items))
            sentences.append(self.say(f"unhelped_{kind}", measures=self.measures(rest)) if rest else "")
        return sentences

    def change(self, scenario: str, measure: str, explain: bool) -> str:
        """An outcome's change from the baseline's level to the scenario's, shares in per cent.

        explain: also give the unit, or what the share is a share of.
        """
        unit = MEASURE[measure].unit
        before, after = (self.effects.level(s, measure).mean for s in (self.effects.baseline, scenario))
        share = unit.startswith(("share of ", "% of "))
        if share:
            factor = 100 if unit.startswith("share of ") else 1
            first = self.say("percent_first", x=_number(factor * before, 1))
            last = self.say("percent", x=_number(factor * after, 1))
        else:
            first, last = _number(before, 3), _number(after, 3)
        if not explain:
            return self.say("bare", before=first, after=last)
        name = translate(f"analysis.shares.{unit}", self.lang) if share else unit_name(measure, self.lang)
        return self.say("share" if share else "value", before=first, after=last, unit=name)

    def signs(self, scenario: str, measure: str, full: bool) -> str:
        """In how many plausible worlds and under how many rules of decision the change has its sign, where known.

        full: also say what the numbers are.
        """
        worlds = self.effects.worlds_agreeing(scenario, measure)
        rules = self.effects.rules_agreeing(scenario, measure)
        found = self.say("worlds_full" if full else "worlds_bare", n=worlds[0], of=worlds[1]) if worlds else ""
        return found + (self.say("rules_full" if full else "rules_bare", n=rules[0], of=rules[1]) if rules else "")

    def sorted_out(self) -> list[str]:
        """Every subject in one of four groups: gains only (most first), both (most divided first), losses, neither."""
        groups: dict[tuple[bool, bool], list[str]] = {}
        for scenario in sorted(subjects(self.effects)):
            key = bool(gains(self.effects, scenario)), bool(losses(self.effects, scenario))
            groups.setdefault(key, []).append(scenario)
        clean, trades, worse, undecided = (
            groups.get(key, []) for key in ((True, False), (True, True), (False, True), (False, False))
        )
        improved = {scenario: len(gains(self.effects, scenario)) for scenario in clean}
        clean.sort(key=lambda scenario: -improved[scenario])
        trades.sort(key=lambda scenario: -self.division(scenario))
        items = [self.say("clean_item", scenario=self.name(s), count=improved[s]) for s in clean[:NAMED]]
        return [
            self.words("clean", items + self.more("more", clean)),
            self.clauses("trade", [self.balance(s) for s in trades[:NAMED]] + self.more("more_trades", trades)),
            self.words("worse", [self.name(scenario) for scenario in worse]),
            self.words("none", [self.name(scenario) for scenario in undecided]),
        ]

    def more(self, key: str, scenarios: list[str]) -> list[str]:
        """How many scenarios are not named, if there are any."""
        return [self.say(key, n=len(scenarios) - NAMED)] if len(scenarios) > NAMED else []

    def division(self, scenario: str) -> float:
        """The smaller of what a scenario gains and what it loses, in ranges of the outcomes where they are known."""
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

    def over_years(self) -> str:
        """True outcome at every horizon, of the scenarios that change it most; nothing where there is but one."""
        courses = {scenario: course_of(self.effects, scenario, "true_outcome") for scenario in self.effects.others}
        known = {scenario: course for scenario, course in courses.items() if len(course.years) > 1}
        most = sorted(
            known, key=lambda scenario: (-abs(known[scenario].years[max(known[scenario].years)].mean), scenario)
        )
        items = [self.followed(scenario, known[scenario], scenario == most[0]) for scenario in most[:FOLLOWED]]
        return self.clauses("horizons", items)

    def paid(self) -> str:
        """What the scenarios cost that change the true outcome most, and what a per cent of it gains."""
        effects = self.effects
        if effects.accounts is None:
            return ""
        size = {scenario: abs(effects.difference(scenario, "true_outcome").mean) for scenario in effects.others}
        most = sorted(effects.others, key=lambda scenario: (-size[scenario], scenario))[:FOLLOWED]
        return self.clauses("costs", [self.bill(scenario) for scenario in most])

    def bill(self, scenario: str) -> str:
        """Costs of one scenario against the baseline, by payer."""
        costs = {payer: _money(self.effects.cost(scenario, payer).mean) for payer in PAYERS}
        item = self.say("cost_item", scenario=self.name(scenario), **costs)
        over = self.effects.cost_in_worlds(scenario)
        if over:
            item += self.say("cost_worlds", low=_money(over.low), high=_money(over.high))
        gain = self.effects.gain(scenario)
        if gain != gain:
            return item
        decided = self.effects.verdict(scenario, "true_outcome") != 0
        return item + (self.say("cost_gain", gain=_signed(gain)) if decided else self.say("cost_undecided"))

    def followed(self, scenario: str, course: Course, first: bool) -> str:
        """One scenario's true outcome over the years, and the dip where it ends better than that."""
        signs = agreements_of(self.effects, scenario, "true_outcome")
        years = [
            self.at(year, effect, signs[year], full=first and year == min(course.years))
            for year, effect in course.years.items()
        ]
        comma = translate("scenarios.marks.comma", self.lang)
        item = self.say("horizon_item", scenario=self.name(scenario), years=comma.join(years))
        last = course.years[max(course.years)].mean
        if course.dip_month and course.dip < min(0.0, last) - LEAST * self.effects.scale("true_outcome"):
            item += self.say("horizon_dip", size=_signed(course.dip), month=course.dip_month)
        return item

    def at(self, year: int, effect: Estimate, signs: Agreement, full: bool) -> str:
        """The effect at one horizon, how many plausible worlds share its sign, and whether it is undecided."""
        notes = [self.say("horizon_undecided")] if not effect.sure else []
        if signs.worlds:
            key = "horizon_worlds" if full else "bare_horizon"
            notes.append(self.say(key, n=signs.worlds[0], of=signs.worlds[1]))
        comma = translate("scenarios.marks.comma", self.lang)
        note = self.say("horizon_note", notes=comma.join(notes)) if notes else ""
        return self.say("horizon_year", year=year, effect=_signed(effect.mean)) + note

    def unassessed(self) -> str:
        """Which headline outcomes have no value yet."""
        rest = [measure for measure in HEADLINE if measure not in self.effects.assessed]
        return self.say("unassessed", month=FIRST_SCORE, measures=self.measures(rest)) if rest else ""

    def balance(self, scenario: str) -> str:
        """What a scenario improves and what it worsens; a number of outcomes where the names would be too many."""
        found = gains(self.effects, scenario), losses(self.effects, scenario)
        kinds = {(True, True): "trade", (True, False): "gain", (False, True): "loss"}
        kind = kinds.get((bool(found[0]), bool(found[1])), "no")
        up, down = (self.say("many", n=len(m)) if len(m) > LISTED else self.measures(m) for m in found)
        return self.say(f"{kind}_item", scenario=self.name(scenario), gains=up, losses=down)

    def measures(self, measures: list[str]) -> str:
        names = [measure_name(measure, self.lang) for measure in measures]
        return self.listed([name.lower() if self.lang == "en" else name for name in names])

    def counted(self, key: str, n: int) -> str:
        """A number with its noun, singular or plural."""
        return self.say(f"{key}_{'one' if n == 1 else 'many'}", n=n)

    def words(self, key: str, items: list[str]) -> str:
        """A sentence that lists words, or nothing."""
        return self.say(key, items=self.listed(items)) if items else ""

    def clauses(self, key: str, items: list[str]) -> str:
        """A sentence of several clauses, or nothing."""
        return self.say(key, items=translate("scenarios.marks.semicolon", self.lang).join(items)) if items else ""

    def listed(self, items: list[str]) -> str:
        """Words with commas, and `and` before the last."""
        first, last = items[:-1], items[-1:]
        comma = translate("scenarios.marks.comma", self.lang)
        return self.say("and").join([comma.join(first), *last] if first else last)


def _money(value: float) -> str:
    """A cost against the baseline, with its sign."""
    return f"{value:+z.2f}".replace("-", "−")


def _signed(value: float) -> str:
    """A change with its sign."""
    return f"{value:+z.3f}".replace("-", "−")


def _number(value: float, decimals: int) -> str:
    """A number with a true minus sign, and none before a zero."""
    return f"{value:z.{decimals}f}".replace("-", "−")
