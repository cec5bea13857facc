"""An explanation in a few sentences that are never surer than their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statistics import Estimate
from scenarios.languages import Both, Joined, Text, phrase
from sim.measures import MEASURES

from .split import Explanation, Part

FEW = 4  # mechanisms named with their numbers; the others stand in the table
NOTHING_BELOW = 1e-4  # a part of an effect that is written as 0


def sentences(found: Explanation) -> Text:
    """What the effect is, what carries it, what works against it, what is undecided, and what remains."""
    measure = next(each for each in MEASURES if each.id == found.outcome)
    names = {"outcome": Both(measure.en, measure.zh), "scenario": found.scenario.id, "baseline": found.baseline.id}
    if not found.whole.sure:
        said: list[Text] = [phrase("experiments.explain.undecided", effect=numbers(found.whole), **names)]
        carry, against = [part for part in found.parts if part.share.sure], []
        said += [phrase("experiments.explain.within", parts=_named(carry))] if carry else []
    else:
        rises = found.whole.mean > 0
        way = "rises" if rises else "falls"
        said = [phrase(f"experiments.explain.{way}", effect=numbers(found.whole), **names)]
        carry = [part for part in found.parts if part.share.sure and (part.share.mean > 0) == rises]
        against = [part for part in found.parts if part.share.sure and (part.share.mean > 0) != rises]
        said += [phrase("experiments.explain.carry", parts=_named(carry))] if carry else []
        said += [phrase("experiments.explain.against", parts=_named(against))] if against else []
    unsure = [part for part in found.parts if not part.share.sure]
    if unsure:
        named = Joined(tuple(part.mechanism.name for part in unsure), "scenarios.marks.comma")
        said.append(phrase("experiments.explain.unsure", parts=named))
    said.append(phrase("experiments.explain.remains", effect=numbers(found.remainder)))
    return Joined(tuple(said), "experiments.explain.between")


def numbers(value: Estimate) -> Text:
    """A value with its interval."""
    return phrase(
        "experiments.explain.numbers", mean=_short(value.mean), low=_short(value.low), high=_short(value.high)
    )


def _named(parts: Sequence[Part]) -> Text:
    """The largest of some mechanisms with their parts, and how many there are besides."""
    named = Joined(
        tuple(
            phrase("experiments.explain.part", name=part.mechanism.name, effect=_short(part.share.mean))
            for part in parts[:FEW]
        ),
        "scenarios.marks.comma",
    )
    more = len(parts) - FEW
    return phrase("experiments.explain.and_more", parts=named, n=more) if more > 0 else named


def _short(value: float) -> str:
    """Three significant digits with a sign and a true minus; 0 where less than a ten-thousandth."""
    text = f"{value:+.3g}"
    return "0" if abs(value) < NOTHING_BELOW else text.replace("-", "−")
