"""The page with a county and scenarios of one's own: what it knows is exchanged, its engine stays."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scenarios import Scenario
from scenarios.loading import is_file
from scenarios.places import Place
from sim.compile.kernel import rules_hash

from .contents import Json, add_regime, place_contents
from .document import part, unpack, with_contents


def own_page(page: str, place: Place | None, scenarios: Sequence[tuple[str, Scenario]]) -> str:
    """A page that begins with this county and these scenarios, by the words that name them.

    A scenario of a file is there as a regime of its own, under the name of the file, with the reforms that it has.
    """
    known: Json = json.loads(unpack(part(page, "contents")))
    if known["rules"] != rules_hash():
        raise ValueError("the page was built from other rules: python -m app.build")
    start: Json = {"scenarios": []}
    if place is not None:
        known["places"] = {place.id: place_contents(place), **known["places"]}
        start["place"] = place.id
    for word, scenario in scenarios:
        start["scenarios"].append(add_regime(known, scenario) if is_file(word) else scenario.id)
    return with_contents(page, known | {"start": start})
