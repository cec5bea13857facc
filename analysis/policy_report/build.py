"""A report of one place, put together from its sections."""

from __future__ import annotations

from .costs import costs, ledger
from .document import Report
from .limits import limits
from .material import Material
from .summary import summary
from .sure import certainty_table, sure
from .timing import timing, years_table
from .together import together
from .who import by_unit, who
from .why import why


def report_of(material: Material) -> Report:
    """The report that the material gives."""
    words = material.words
    sections = [part(material) for part in (summary, sure, timing, costs, who, together, why, limits)]
    sheets = [certainty_table(material, everything=True)]
    sheets += [years_table(material, measure, everything=True) for measure in material.effects.headline]
    sheets += [ledger(material), by_unit(material)]
    title = words.say("words.title", place=material.effects.place[material.lang])
    return Report(material.lang, title, tuple(sections), tuple(sheets), material.mark, warnings(material))


def warnings(material: Material) -> tuple[str, ...]:
    """What has to be known before anything else: that the results are of another version, where they are."""
    words = material.words
    if not material.other:
        return ()
    named = [words.say(f"words.version_{name}", version=value[:12]) for name, value in material.other.items()]
    return (words.say("words.other_version", versions=words.listed(named)),)
