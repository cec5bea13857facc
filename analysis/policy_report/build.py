"""A report of one place, put together from its sections."""

from __future__ import annotations

from .document import Report
from .material import Material
from .summary import summary
from .sure import certainty_table, sure


def report_of(material: Material) -> Report:
    """The report that the material gives."""
    words = material.words
    warnings: tuple[str, ...] = ()
    if material.other:
        named = [words.say(f"words.version_{name}", version=value[:12]) for name, value in material.other.items()]
        warnings = (words.say("words.other_version", versions=words.listed(named)),)
    sections = (summary(material), sure(material))
    sheets = (certainty_table(material, everything=True),)
    title = words.say("words.title", place=material.effects.place[material.lang])
    return Report(material.lang, title, sections, sheets, warnings=warnings)
