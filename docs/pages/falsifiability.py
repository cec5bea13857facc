"""Tables of `falsifiability.md` and its Chinese page: what is predicted, and what the model did, stored as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace

from experiments.credibility.falsifiability import predictions
from experiments.credibility.falsifiability.trial import Outcome, try_all
from scenarios.languages import Both, translate
from sim.compile.kernel import rules_hash
from sim.measures import MEASURES

from ..files import HOME, read_results, write_results
from ..markdown import heads, table

RESULTS = HOME / "falsifiability.json"
PLACES = ("yinzhou", "leping", "330212")
REPLICATES = 12
DIGITS = 7  # decimals of a stored share: so many that rounding twice does not show
PREDICTED = ("id", "step", "starts_from", "then", "behaviour", "months", "predicted")
FOUND = ("id", "step", "place", "outcome", "predicted", "effect_range", "as_predicted")
NAMES = {measure.id: Both(f"`{measure.id}`", measure.zh) for measure in MEASURES}


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
    return table(heads(PREDICTED, language), predictions.rows(language))


def found(language: str) -> str:
    return table(heads(FOUND, language), [_row(outcome, language) for outcome in stored()])


def _row(outcome: Outcome, language: str) -> list[str]:
    return [
        outcome.prediction,
        predictions.word(outcome.step).render(language),
        f"`{outcome.place}`",
        NAMES[outcome.measure].render(language),
        predictions.word(outcome.expected).render(language),
        f"{100 * outcome.effect:+.1f} ({100 * outcome.low:+.1f} … {100 * outcome.high:+.1f})",
        translate(f"docs.pages.{'yes' if outcome.holds else 'no'}", language),
    ]
