"""What the model cannot say, which assumptions matter most for the first finding, and how to redo all of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.run.record import versions
from scenarios.assumed import in_range
from scenarios.columns import LEVERS
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import Meaning, meanings

from ..statistics import SIGNIFICANCE, Array, false_discovery
from .document import Block, Listing, Paragraph, Section, Table
from .material import Material
from .wording import amount, text

CANNOT = ("numbers", "townships", "politics", "people", "additions")
MOST = 6  # assumptions shown
FEWEST_WORLDS = 10  # to look for assumptions that matter in


def limits(material: Material) -> Section:
    """The section on limits: what the model cannot say, which assumptions matter most, how to redo the results."""
    words = material.words
    blocks: list[Block] = [Listing(tuple(words.say(f"limits.cannot_{name}") for name in CANNOT))]
    blocks += _assumptions(material)
    blocks += [Paragraph(words.say("limits.redo_about")), Listing(tuple(_redo(material)))]
    return Section("limits", words.say("limits.title"), tuple(blocks))


def _assumptions(material: Material) -> list[Block]:
    """Which of what was drawn for plausible worlds goes with the size of the first finding."""
    words, best = material.words, material.best
    if best is None or material.effects.known_worlds is None:
        return [Paragraph(words.say("limits.no_assumptions"))]
    found = assumptions_that_matter(material, best)
    blanks: dict[str, Any] = {
        "scenario": words.quoted(best),
        "measure": words.measure(material.goal),
        "n": material.effects.known_worlds.replicates,
    }
    if blanks["n"] < FEWEST_WORLDS:
        return [Paragraph(words.say("limits.too_few", n=blanks["n"], least=FEWEST_WORLDS))]
    if not found:
        return [Paragraph(words.say("limits.none_stands_out", **blanks))]
    rows = [
        (text(name), amount(share, 2, tone=""), text(words.say(f"limits.{'larger' if share > 0 else 'smaller'}")))
        for name, share in found[:MOST]
    ]
    heads = tuple(words.say(f"limits.head_{column}") for column in ("assumption", "correlation", "way"))
    return [
        Paragraph(words.say("limits.assumptions", **blanks)),
        Table("assumptions", words.say("limits.table", **blanks), heads, tuple(rows)),
    ]


def assumptions_that_matter(material: Material, scenario: str) -> list[tuple[str, float]]:
    """Names of assumptions, and Spearman's correlation over worlds of each with the effect on the goal, largest first.

    Only those that stay significant with all of them tested at once.
    """
    from scipy.stats import spearmanr

    effects = material.effects.known_worlds
    assert effects is not None
    gaps = effects.sample(scenario, material.goal) - effects.sample(effects.baseline, material.goal)
    drawn = _drawn(material, scenario, len(gaps))
    varying = {name: values for name, values in drawn.items() if np.ptp(values) > 0}
    if len(gaps) < FEWEST_WORLDS or not varying or np.ptp(gaps) == 0:
        return []
    tests = {name: spearmanr(values, gaps) for name, values in varying.items()}
    chances = dict(zip(tests, false_discovery([test.pvalue for test in tests.values()]), strict=True))
    kept = [(name, float(test.statistic)) for name, test in tests.items() if chances[name] < SIGNIFICANCE]
    return sorted(kept, key=lambda each: -abs(each[1]))


def _drawn(material: Material, scenario: str, worlds: int) -> dict[str, Array]:
    """What differs between plausible worlds, by what it means: behaviour, and levers assumed by the two scenarios."""
    comparison, lang = material.results.comparison, material.lang
    people = comparison.worlds or comparison.people
    found = {
        _meant(meaning, lang): np.array([getattr(people[number % len(people)], name) for number in range(worlds)])
        for name, meaning in meanings(Behaviour).items()
    }
    both = [each for each in comparison.scenarios if each.id in (scenario, comparison.baseline)]
    ranges: dict[str, tuple[float, ...]] = {key: ends for each in both for key, ends in each.assumed}
    ranges |= {change.target: change.assumed for each in both for change in each.changes if change.assumed}
    for key, ends in ranges.items():
        table, _, name = key.partition(".")
        if table == "levers" and name in LEVERS:
            values = [in_range((ends[0], ends[1]), key, number) for number in range(1, worlds + 1)]
            found[_meant(LEVERS[name], lang)] = np.array(values)
    return found


def _meant(meaning: Meaning, lang: str) -> str:
    return meaning.zh if lang == "zh" else meaning.en


def _redo(material: Material) -> list[str]:
    """Command, seed, versions."""
    words, comparison = material.words, material.results.comparison
    said = [words.say("limits.redo_command", command="kaohe " + " ".join(material.command))] if material.command else []
    said.append(words.say("limits.redo_record"))
    ours = versions() | dict(material.other)
    said.append(
        words.say("limits.redo_versions", seed=comparison.seed, version=ours["kaohe"], rules=ours["rules"][:12])
    )
    return said
