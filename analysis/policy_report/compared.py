"""What is compared: each scenario in the words of its own file, and what each outcome of page one means."""

from __future__ import annotations

from scenarios.loading import read_part
from scenarios.shelf import shipped
from sim.measures import HEADLINE

from .document import Table
from .material import Material
from .wording import text


def described(material: Material, scenario: str) -> str:
    """What a scenario is: the line of its regime's file, or of the reforms that it adds to the baseline."""
    comparison = material.results.comparison
    known = {each.id: each for each in comparison.scenarios}
    lines = _lines(scenario.removeprefix(comparison.baseline), material.lang) if scenario != comparison.baseline else []
    if not lines and not scenario.startswith(f"{comparison.baseline},"):
        about = known[scenario].about
        lines = [about.zh if material.lang == "zh" else about.en]
    return material.words.joined(lines)


def _lines(added: str, lang: str) -> list[str]:
    """What shipped reforms and packages say of themselves, in the order of a scenario's text."""
    files = shipped("reform") | shipped("package")
    names = [part.partition("=")[0].partition("@")[0] for part in added.partition(",")[0].split("+") if part]
    abouts = [read_part(files[name]).about for name in names if name in files]
    return [about.zh if lang == "zh" else about.en for about in abouts]


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
