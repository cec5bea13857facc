"""Counts of `model_card.md` and its Chinese page: how many defaults have a source."""

from __future__ import annotations

from scenarios.languages import translate
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers


def evidence(language: str) -> str:
    """A sentence on the numbers of levers and behavioural parameters, and how many defaults come from a source."""
    (levers, sourced), (behaviour, known) = _sourced(Levers), _sourced(Behaviour)
    counts = {"levers": levers, "sourced": sourced, "behaviour": behaviour, "known": known}
    return translate("docs.pages.evidence", language, **counts) + "\n"


def _sourced(declared: type) -> tuple[int, int]:
    """How many parameters there are, and how many of them name a source."""
    sources = [meaning.source for meaning in meanings(declared).values()]
    return len(sources), sum(source != "assumed" for source in sources)
