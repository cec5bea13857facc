"""Counts of `model_card.md` and its Chinese page: how many defaults have a source."""

from __future__ import annotations

from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers


def evidence(language: str) -> str:
    """Of how many levers and behavioural parameters a source gives the default."""
    (levers, known), (behaviour, known_too) = _sourced(Levers), _sourced(Behaviour)
    if language == "zh":
        return (
            f"{levers} 个杠杆中，默认值有出处的 {known} 个；{behaviour} 个行为参数中，"
            f"有出处的 {known_too} 个。其余默认值均为假设。\n"
        )
    return (
        f"Of {levers} levers, {known} {'has' if known == 1 else 'have'} a default with a source; of "
        f"{behaviour} behavioural parameters, {known_too or 'none'}. Every other default is assumed.\n"
    )


def _sourced(declared: type) -> tuple[int, int]:
    """How many parameters there are, and how many of them name a source."""
    sources = [meaning.source for meaning in meanings(declared).values()]
    return len(sources), sum(source != "assumed" for source in sources)
