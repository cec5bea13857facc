"""What a report wants beside a comparison: pairs of the best reforms, and the main effects split over mechanisms."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import combinations

from analysis.effects_of_results import effects_of
from analysis.policy_report.material import Material
from analysis.precision import MOST, widest
from experiments.compare.comparison import Comparison
from experiments.compare.extended import extended
from experiments.compare.results import Results
from experiments.compare.running import run_comparison
from experiments.credibility.explain.split import Explanation, Job, Question, explain
from scenarios import Scenario
from scenarios.combining import combined
from scenarios.errors import ScenarioError
from scenarios.unit_cost import Costs

from .console import note
from .running import RunOptions

BEST = 3  # reforms whose pairs are tried
SPLIT_REPLICATES, SPLIT_MONTHS = 4, 120  # of an effect that is split


def precise(comparison: Comparison, run: Callable[[Comparison], Results], options: RunOptions) -> Results:
    """The comparison, without what is run beside it, with as many replicates as a precision asks for.

    Half of the interval for chance of every effect on the goal is to be at most the share that was asked for of what
    effects are a share of; at most `precision.MOST` replicates. run: runs a comparison.
    """
    share = options.precision or 0.0
    while True:
        results = run(replace(comparison, worlds=(), rules=False))
        replicates = comparison.replicates
        found = widest(effects_of(results), (options.goal,))
        if replicates >= MOST or (found and found.share <= share):
            return results
        needed = found.needed(replicates, share) if found else 2 * replicates
        if needed > MOST:
            note(options.text("too_precise", needed=f"{needed:,}", n=f"{MOST:,}"))
        comparison = replace(comparison, replicates=min(MOST, max(replicates + 1, needed)))
        note(options.text("more_replicates", n=comparison.replicates))


def with_pairs(results: Results, options: RunOptions, costs: Costs) -> Results:
    """The results with pairs of the reforms that, alone, help the goal most."""
    known = results.comparison
    pairs = [pair for pair in _pairs(results, options) if pair.id not in known.ids]
    if not pairs or known.own:
        return results
    note(options.text("pairs", n=len(pairs)))

    def run(comparison: Comparison, only: Collection[str]) -> Results:
        with options.progress() as report:
            return run_comparison(
                comparison, options.threads, report, announce=options.announce, costs=costs, only=only
            )

    return extended(results, pairs, run)


def _pairs(results: Results, options: RunOptions) -> list[Scenario]:
    material = Material(results, options.lang, options.goal)
    helping = [each.scenario for each in sorted(material.steps, key=lambda step: (-step.gain, step.scenario))]
    scenarios = {each.id: each for each in results.comparison.scenarios}
    base, found = scenarios[results.comparison.baseline], []
    for one, other in combinations(helping[:BEST], 2):
        if one.startswith(f"{base.id}+") and other.startswith(f"{base.id}+"):  # else a file, or levers
            try:
                pair = combined(base, scenarios[one], scenarios[other])
            except ScenarioError:  # they cannot stand together
                continue
            found.append(pair)
    return found


def split_effects(results: Results, options: RunOptions) -> tuple[Explanation, ...]:
    """The largest effects on the goal for the better and for the worse, split over mechanisms."""
    material = Material(results, options.lang, options.goal)
    comparison = results.comparison
    decided = [each for each in material.shown if material.found[each, options.goal].decided]
    if comparison.own or comparison.people or not decided:
        return ()
    ways = sorted(decided, key=lambda each: material.found[each, options.goal].effect.mean)
    wanted = dict.fromkeys(each for each in (material.best, ways[0], ways[-1]) if each)
    scenarios = {each.id: each for each in comparison.scenarios}
    months, replicates = min(SPLIT_MONTHS, comparison.months), min(SPLIT_REPLICATES, comparison.replicates)
    explained, before = [], dict[Job, float]()
    for name in list(wanted)[:2]:
        question = Question(
            scenarios[name], scenarios[comparison.baseline], comparison.place, options.goal, months, replicates,
            comparison.seed,
        )  # fmt: skip
        note(options.text("splitting", scenario=material.words.scenario(name)))
        with options.progress() as report:
            explained.append(explain(question, options.threads, report, options.announce, before))
    return tuple(explained)
