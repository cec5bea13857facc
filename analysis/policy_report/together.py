"""Together: combinations of reforms that were also tried one by one, and whether they are worth more than their sum."""

from __future__ import annotations

import numpy as np

from ..additions import combinations
from ..certainty import SURE_WORLDS
from ..effects import LEAST, Effects
from ..statistics import Array, Estimate
from .document import Cell, Paragraph, Section, Table
from .material import Material
from .wording import TONES, text


def together(material: Material) -> Section:
    """The section on combinations of reforms; only its title and a line where none was tried with its parts."""
    words, found = material.words, combinations(material.results.comparison)
    title = words.say("together.title")
    if not found:
        return Section("together", title, (Paragraph(words.say("together.none")),))
    return Section("together", title, (Paragraph(_said(material, found)), together_table(material, found)))


def beyond_sum(effects: Effects, whole: str, parts: list[str], measure: str) -> Array:
    """What a combination adds to the sum of its parts, by replicate, for the better where positive."""
    base = effects.sample(effects.baseline, measure)
    each = [effects.sample(part, measure) - base for part in parts]
    gap = effects.sample(whole, measure) - base - np.sum(each, axis=0)
    return np.asarray(gap * (effects.measures[measure].better or 1))


def verdict(material: Material, found: Estimate, worlds: tuple[int, int] | None) -> int:
    """1 more than the sum, -1 less, 0 neither: beyond the interval, of some size, and in nine of ten worlds."""
    large = abs(found.mean) >= LEAST * material.effects.scale(material.goal)
    agreed = worlds is None or worlds[0] >= SURE_WORLDS * worlds[1]
    return int(np.sign(found.mean)) if found.sure and large and agreed else 0


def together_table(material: Material, found: dict[str, list[str]]) -> Table:
    """Each combination: the sum of its parts, what it does together, the difference, and in how many worlds."""
    words, effects, goal = material.words, material.effects, material.goal
    heads = [
        words.say(f"together.head_{column}")
        for column in ("combination", "sum", "whole", "beyond", "interval", "worlds", "word")
    ]
    rows: list[tuple[Cell, ...]] = []
    for whole, parts in found.items():
        total = sum(effects.difference(part, goal).mean for part in parts)
        beyond, worlds = _beyond(material, whole, parts)
        sign = verdict(material, beyond, worlds)
        rows.append((
            text(words.scenario(whole)),
            words.change_cell(goal, Estimate(total)),
            words.change_cell(goal, effects.difference(whole, goal)),
            words.change_cell(goal, beyond, TONES[sign]),
            words.interval_cell(goal, beyond),
            text(words.of(worlds)),
            text(words.say(f"together.{('about', 'more', 'less')[sign]}")),
        ))  # fmt: skip
    title = words.say("together.table", measure=words.measure(goal), unit=words.unit(goal))
    return Table("together", title, tuple(heads), tuple(rows), words.say("together.note"))


def _beyond(material: Material, whole: str, parts: list[str]) -> tuple[Estimate, tuple[int, int] | None]:
    effects, known = material.effects, material.effects.known_worlds
    found = effects.estimated(beyond_sum(effects, whole, parts, material.goal))
    if known is None:
        return found, None
    gaps = beyond_sum(known, whole, parts, material.goal)
    return found, (int((np.sign(gaps) == np.sign(found.mean)).sum()), len(gaps))


def _said(material: Material, found: dict[str, list[str]]) -> str:
    """Which combinations are worth more, and which less, than their sum."""
    words = material.words
    signs = {whole: verdict(material, *_beyond(material, whole, parts)) for whole, parts in found.items()}
    said = [words.say("together.about_all", n=len(found), measure=words.measure(material.goal))]
    for sign, key in ((1, "are_more"), (-1, "are_less")):
        names = [words.quoted(whole) for whole, own in signs.items() if own == sign]
        if names:
            said.append(words.say(f"together.{key}", names=words.listed(names)))
    if not any(signs.values()):
        said.append(words.say("together.nothing"))
    return words.joined(said)
