"""What is compared: each scenario in the words of its own file, and what each outcome of page one means."""

from __future__ import annotations

from scenarios import Scenario
from scenarios.about import About
from scenarios.loading import read_part
from scenarios.shelf import shipped
from sim.measures import HEADLINE

from .document import Table
from .material import Material
from .wording import text


def described(material: Material, scenario: str) -> str:
    """What a scenario is: the lines of the reforms that it adds to the baseline, or of its regime and its reforms."""
    comparison = material.results.comparison
    own = next(each for each in comparison.scenarios if each.id == scenario)
    base, lang = comparison.baseline, material.lang
    if scenario.startswith((f"{base}+", f"{base},")):
        return material.words.joined(_lines(own, scenario.removeprefix(base), lang))
    return material.words.joined([_line(own.about, lang), *_lines(own, scenario.partition("+")[2], lang)])


def _lines(scenario: Scenario, added: str, lang: str) -> list[str]:
    """What reforms and packages say of themselves, in the order of a scenario's text; levers after a comma do not."""
    own, files = {name: about for name, about, _ in scenario.files}, shipped("reform") | shipped("package")
    names = [part.partition("=")[0].partition("@")[0] for part in added.partition(",")[0].split("+") if part]
    found = [read_part(files[name]).about if name in files else own.get(name) for name in names]
    return [_line(about, lang) for about in found if about]


def _line(about: About, lang: str) -> str:
    return about.zh if lang == "zh" else about.en


def scenarios_table(material: Material) -> Table:
    """Every scenario that the report shows, the baseline first, and what it is."""
    words = material.words
    rows = [
        (text(words.scenario(each)), text(described(material, each)))
        for each in (material.effects.baseline, *material.shown)
    ]
    heads = (words.say("compared.head_scenario"), words.say("compared.head_about"))
    return Table("compared", words.say("compared.scenarios"), heads, tuple(rows))


def outcomes_table(material: Material) -> Table:
    """The outcomes of page one, and what each means."""
    words = material.words
    rows = [
        (text(words.heading(each)), text(words.say(f"meanings.{each}")))
        for each in dict.fromkeys((*material.outcomes, *HEADLINE))
        if each in HEADLINE
    ]
    heads = (words.say("compared.head_outcome"), words.say("compared.head_meaning"))
    return Table("meanings", words.say("compared.outcomes"), heads, tuple(rows))
