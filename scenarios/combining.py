"""Two scenarios that add to the same one, as a third that adds both; their files are not read again."""

from __future__ import annotations

from dataclasses import replace

from .errors import ScenarioError
from .languages import NOTHING, phrase
from .scenario import Scenario


def combined(base: Scenario, one: Scenario, other: Scenario) -> Scenario:
    """What `load` gives for the text of `base` with what `one` and `other` add to it.

    Both texts begin with that of `base`, and go on with a plus sign. Raises `ScenarioError` where the two cannot stand
    together, as two forms of one reform.
    """
    first, second = sorted((one, other), key=lambda each: each.id)
    mine, others = ({*each.parts[1]} - {*base.parts[1]} for each in (first, second))
    for twice in {part[0] for part in mine} & {part[0] for part in others}:
        raise ScenarioError(phrase("scenarios.reforms.reform_twice", reform=twice, whence=NOTHING))
    files = {name: (name, about, assumed) for each in (first, second) for name, about, assumed in each.files[1:]}
    return replace(
        first,
        id=first.id + second.id.removeprefix(base.id),
        name_en=first.name_en + second.name_en.removeprefix(base.name_en),
        name_zh=first.name_zh + second.name_zh.removeprefix(base.name_zh),
        changes=tuple({*first.changes, *second.changes}),
        parts=(base.parts[0], tuple(sorted({*first.parts[1], *second.parts[1]}))),
        files=(*base.files[:1], *(files[name] for name in sorted(files))),
    )
