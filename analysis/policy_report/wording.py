"""How a report says things: names, numbers with their units, effects with how sure they are; one language at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf, log10

from scenarios.columns import LEVERS
from scenarios.languages import Both, translate
from sim.measures import Measure

from ..certainty import PROBABLE, SMALL, SURE, UNDECIDED, UNKNOWN, Finding
from ..effects import Effects
from ..labels import measure_name, scenario_name, unit_name
from ..statistics import Estimate
from .document import BETTER, PLAIN, UNSURE, WORSE, Cell

LEVER = re.compile(r",(\w+)=([-\d.e]+)")
HUNDRED = ("level", "distance from need", "index")  # units that are shown from 0 to 100
TONES = {1: BETTER, -1: WORSE, 0: UNSURE}
NONE = "–"


@dataclass(frozen=True)
class Scale:
    """How numbers of an outcome are shown: what they are multiplied by, decimals, the unit behind a number and above a
    column.
    """

    factor: float
    decimals: int
    unit: str
    head: str


@dataclass(frozen=True)
class Wording:
    """The words of one report: of the effects of one place, in one language."""

    effects: Effects
    lang: str

    def say(self, key: str, **blanks: object) -> str:
        """A text of `report`, by table and name."""
        return translate(f"report.{key}", self.lang, **blanks)

    # Names

    def scenario(self, scenario: str) -> str:
        """A scenario's name; what is added to the baseline is named by the addition alone."""
        name, base = (scenario_name(self.effects, each, self.lang) for each in (scenario, self.effects.baseline))
        added = name.removeprefix(base)
        short = added.lstrip(" +＋,") if name != base and added != name and added[:1] in " +＋," else name
        if added.startswith(","):
            short = added
        return self._levers(short)

    def quoted(self, scenario: str) -> str:
        """The name as it stands in a sentence."""
        return self.say("words.named", name=self.scenario(scenario))

    def measure(self, measure: str) -> str:
        """An outcome's name as it stands in a sentence."""
        name = measure_name(self.effects.measures[measure], self.lang)
        return name[:1].lower() + name[1:] if self.lang == "en" else name

    def heading(self, measure: str) -> str:
        """An outcome's name as it stands above a column."""
        return measure_name(self.effects.measures[measure], self.lang)

    def listed(self, words: Sequence[str]) -> str:
        """Words with commas, and `and` before the last."""
        comma = translate("scenarios.marks.comma", self.lang)
        return self.say("words.and").join([comma.join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

    def either(self, words: Sequence[str]) -> str:
        """Words with commas, and `or` before the last."""
        comma = translate("scenarios.marks.comma", self.lang)
        return self.say("words.or").join([comma.join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

    def joined(self, sentences: Sequence[str]) -> str:
        """Sentences one after the other."""
        return self.say("words.space").join(sentence for sentence in sentences if sentence)

    def _levers(self, name: str) -> str:
        """A name in which levers that were set are called by what they mean."""
        comma = translate("scenarios.marks.comma", self.lang)

        def meant(found: re.Match[str]) -> str:
            meaning = LEVERS.get(found[1])
            lever = found[1] if meaning is None else (meaning.zh if self.lang == "zh" else meaning.en)
            return comma + self.say("words.lever", lever=lever, value=found[2])

        return LEVER.sub(meant, name).lstrip(", ，、")

    def choice(self, names: Mapping[str, Both], word: str) -> str:
        """What a country pack calls one of its words, such as a class of township."""
        return names[word].render(self.lang) if word in names else word

    # Numbers

    def scale(self, measure: str) -> Scale:
        """How numbers of an outcome are shown."""
        return scale_of(self.effects.measures[measure], self.lang)

    def unit(self, measure: str) -> str:
        """The unit of an outcome as it stands above a column."""
        return self.scale(measure).head

    def level(self, measure: str, value: float) -> str:
        """A level without its unit."""
        scale = self.scale(measure)
        return number(scale.factor * value, scale.decimals)

    def change(self, measure: str, value: float) -> str:
        """A change with its sign, without its unit."""
        scale = self.scale(measure)
        return number(scale.factor * value, scale.decimals, sign=True)

    def size(self, measure: str, value: float) -> str:
        """How large a change is, with its unit."""
        return self.say("words.with_unit", x=self.level(measure, abs(value)), unit=self.scale(measure).unit)

    def fine(self, measure: str, value: float) -> str:
        """How large something is that may be small: to two digits at least, with its unit."""
        scale = self.scale(measure)
        size = scale.factor * abs(value)
        decimals = max(scale.decimals, 1 - floor(log10(size))) if 0.0 < size < inf else scale.decimals
        return self.say("words.with_unit", x=number(size, decimals), unit=scale.unit)

    def interval(self, measure: str, found: Estimate) -> str:
        """Both ends of an interval; a dash where there is none."""
        if found.low != found.low:
            return NONE
        low, high = self.level(measure, found.low), self.level(measure, found.high)
        return self.say("words.interval", low=low, high=high)

    def scale_name(self) -> str:
        """What effects are a share of."""
        return self.say(f"sure.scale_{'ranges' if self.effects.ranges else 'baseline'}")

    def of(self, agreeing: tuple[int, int] | None) -> str:
        """How many of how many."""
        return self.say("words.of", n=agreeing[0], of=agreeing[1]) if agreeing else NONE

    # Effects

    def effect(self, found: Finding) -> str:
        """An effect as a clause, never surer than its numbers."""
        names = {"scenario": self.quoted(found.scenario), "measure": self.measure(found.measure)}
        if found.degree in (SURE, PROBABLE):
            way = "raises" if found.sign > 0 else "lowers"
            key = way if found.degree == SURE else f"probably_{way}"
            size = self.size(found.measure, found.effect.mean)
            return self.say(f"effects.{key}", size=size, spread=self.spread(found), **names)
        if found.degree == SMALL:
            return self.say("effects.small", least=self.fine(found.measure, found.least), **names)
        if found.degree == UNDECIDED:
            return self.say("effects.undecided", spread=self.spread(found), **names)
        return self.say("effects.unknown", **names)

    def unsure(self, words: str, found: Finding) -> str:
        """Words on an effect; that it is only probable, where it is no more."""
        return self.say("words.probably", text=words) if found.degree == PROBABLE else words

    def spread(self, found: Finding) -> str:
        """The interval of an effect, and that over plausible worlds where these were run beside."""
        interval, beside = self.interval(found.measure, found.effect), found.plausible
        if beside is None or beside.low != beside.low:
            return self.say("effects.one_interval", interval=interval)
        plausible = self.interval(found.measure, beside)
        return self.say("effects.both_intervals", interval=interval, plausible=plausible)

    def cell(self, found: Finding) -> Cell:
        """An effect as an arrow and a word; the number is the mean in the outcome's unit as shown."""
        value = None if not found.effect.known else self.scale(found.measure).factor * found.effect.mean
        if not found.decided:
            return Cell(self.say(f"cells.{found.degree}"), value, PLAIN if found.degree == UNKNOWN else UNSURE)
        arrow = "↑" if found.sign > 0 else "↓"
        word = {1: "better", -1: "worse", 0: "changed"}[found.verdict]
        key = word if found.degree == SURE else f"probably_{word}"
        return Cell(self.say("cells.arrow", arrow=arrow, word=self.say(f"cells.{key}")), value, TONES[found.verdict])

    def change_cell(self, measure: str, found: Estimate, tone: str = PLAIN) -> Cell:
        """A change as a number; in brackets where it is unsure."""
        if not found.known:
            return Cell(NONE)
        return self.toned(self.change(measure, found.mean), self.scale(measure).factor * found.mean, tone)

    def toned(self, shown: str, value: float, tone: str) -> Cell:
        """A number that is shown in brackets where it is unsure, as colours are not seen by all."""
        return Cell(self.say("cells.unsure", x=shown) if tone == UNSURE else shown, value, tone)

    def interval_cell(self, measure: str, found: Estimate | None) -> Cell:
        """Both ends of an interval in a cell."""
        return Cell(self.interval(measure, found) if found else NONE)


def scale_of(measure: Measure, lang: str) -> Scale:
    """Shares and levels from 0 to 100, correlations with two decimals, anything else in its own unit."""
    unit = measure.unit
    if unit.startswith("share") or unit.startswith("% of"):
        key, factor, decimals = "percentage_points", 1.0 if unit.startswith("%") else 100.0, 1
    elif unit in HUNDRED:
        key, factor, decimals = "points", 100.0, 1
    elif unit == "rank correlation":
        key, factor, decimals = "correlation", 1.0, 2
    else:
        return Scale(1.0, 3, unit_name(measure, lang), unit_name(measure, lang))
    return Scale(factor, decimals, *(translate(f"report.{table}.{key}", lang) for table in ("units", "unit_heads")))


def number(value: float, decimals: int, sign: bool = False) -> str:
    """A number with a true minus sign, and no sign before a zero; a dash where there is none."""
    if value != value:
        return NONE
    text = f"{value:{'+' if sign else ''}z.{decimals}f}"
    return text.lstrip("+") if not float(text) else text.replace("-", "−")


def text(words: object) -> Cell:
    """A cell of words."""
    return Cell(str(words))


def amount(value: float, decimals: int = 2, sign: bool = True, tone: str = PLAIN) -> Cell:
    """A cell with a number."""
    return Cell(number(value, decimals, sign), None if value != value else value, tone)
