"""Tables of `falsifiability.md` and its Chinese page: what is predicted, and what the model did, stored as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from experiments.credibility.falsifiability import predictions
from experiments.credibility.falsifiability.trial import Outcome, try_all
from sim.compile.kernel import rules_hash
from sim.measures import MEASURES

from ..files import HOME, read_results, write_results
from ..markdown import table

RESULTS = HOME / "falsifiability.json"
PLACES = ("yinzhou", "leping", "330212")
REPLICATES = 12
DIGITS = 7  # decimals of a stored share: so many that rounding twice does not show
PREDICTED_HEADS = {
    "en": ("id", "step", "starts from", "then", "behaviour", "months", "predicted"),
    "zh": ("编号", "步骤", "起点", "改为", "行为参数", "月数", "预测"),
}
FOUND_HEADS = {
    "en": ("id", "step", "place", "outcome", "predicted", "effect, % of the range", "as predicted"),
    "zh": ("编号", "步骤", "地点", "结果", "预测", "作用(占区间 %)", "符合预测"),
}
NAMES = {measure.id: (f"`{measure.id}`", measure.zh) for measure in MEASURES}


def run(threads: int | None = None) -> None:
    """Run every step in each place, about a minute on one core, and store the results with the hash of the rules."""
    outcomes = [asdict(_rounded(outcome)) for outcome in try_all(PLACES, REPLICATES, threads=threads)]
    write_results(RESULTS, {"rules": rules_hash(), "replicates": REPLICATES, "outcomes": outcomes})


def _rounded(outcome: Outcome) -> Outcome:
    return replace(outcome, **{name: round(getattr(outcome, name), DIGITS) + 0.0 for name in ("effect", "low", "high")})


def stored() -> tuple[Outcome, ...]:
    """What every step did, when it was last run."""
    return tuple(Outcome(**row) for row in read_results(RESULTS)["outcomes"])


def predicted(language: str) -> str:
    return table(PREDICTED_HEADS[language], predictions.rows(language))


def found(language: str) -> str:
    return table(FOUND_HEADS[language], _rows(stored(), ("en", "zh").index(language)))


def _rows(outcomes: Sequence[Outcome], tongue: int) -> Iterator[list[str]]:
    for each in outcomes:
        effect = f"{100 * each.effect:+.1f} ({100 * each.low:+.1f} … {100 * each.high:+.1f})"
        yield [
            each.prediction, predictions.KINDS[each.step][tongue], f"`{each.place}`", NAMES[each.measure][tongue],
            predictions.EXPECTED[each.expected][tongue], effect, (("no", "否"), ("yes", "是"))[each.holds][tongue],
        ]  # fmt: skip
