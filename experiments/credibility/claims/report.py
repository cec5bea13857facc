"""What a trial of the claims found, as it is stored and read again, and on what a verdict depends, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from scenarios.languages import NOTHING, Joined, Text, phrase
from sim.compile.kernel import rules_hash

from ..section import CONDITIONAL, HOLDS
from .catalogue import Catalogue, Claim
from .trial import Size
from .verdicts import PLACES, RULES, VERDICTS, WORLDS, Component, ScaledEffect, verdict

DIGITS = 7  # decimals that are stored: so many that rounding twice does not show


@dataclass(frozen=True)
class ClaimsReport:
    """The claims that were tried, the size of the trial, what each part came to, and the hash of the rules.

    sample: hash of the user's file that plausible worlds are rows of; empty: the sample that ships.
    """

    catalogue: Catalogue
    size: Size
    components: tuple[Component, ...]
    rules: str = ""
    sample: str = ""

    def parts(self, claim: Claim) -> list[Component]:
        """The components of a claim, in the order of its trials."""
        return [each for each in self.components if each.claim == claim.id]

    def verdict(self, claim: Claim) -> str:
        """The verdict on a claim."""
        return verdict(claim, self.parts(claim))

    def counts(self, claims: Iterable[Claim] | None = None) -> dict[str, int]:
        """Number of claims by verdict, every verdict named; of those given, or of all."""
        found = list(map(self.verdict, self.catalogue.claims.values() if claims is None else claims))
        return {name: found.count(name) for name in VERDICTS}

    def condition(self, claim: Claim) -> Text:
        """On what a conditional claim depends: parts that hold and parts that do not, places, worlds and rules."""
        if self.verdict(claim) != CONDITIONAL:
            return NOTHING
        parts = [(part, *part.verdict(claim.least)) for part in self.parts(claim)]
        said: list[Text] = []
        if len({name for _, name, _ in parts}) > 1:
            by_verdict = {name: [part for part, own, _ in parts if own == name] for name in VERDICTS}
            said += [
                phrase(f"experiments.claims.on_{name}", parts=self.named(claim, found))
                for name, found in by_verdict.items()
                if found
            ]
        for part, _, depends in parts:
            if depends:
                said.append(self._depends(claim, part, depends))
        return Joined(tuple(said), "scenarios.marks.semicolon")

    def named(self, claim: Claim, parts: Sequence[Component]) -> Text:
        """Parts of a claim by their outcomes, and by their trials where it has several."""
        return Joined(tuple(self._name(claim, part) for part in parts), "scenarios.marks.comma")

    def _name(self, claim: Claim, part: Component) -> Text:
        name, about = self.catalogue.name(part.outcome), claim.trials[part.trial].about
        return phrase("experiments.claims.part", outcome=name, about=about) if about.en else name

    def _depends(self, claim: Claim, part: Component, what: str) -> Text:
        numbers: Mapping[str, tuple[int, int]] = {
            PLACES: (len(part.held(claim.least)), len(part.places)),
            WORLDS: part.worlds or (0, 0),
            RULES: (sum(f.state(part.direction, claim.least) == HOLDS for f in part.rules.values()), len(part.rules)),
        }
        n, of = numbers[what]
        return phrase(f"experiments.claims.by_{what}", part=self._name(claim, part), n=n, of=of)

    def record(self) -> dict[str, Any]:
        """The report as plain values that JSON can hold; verdicts are in it for whoever reads the file."""
        return {
            "rules": self.rules or rules_hash(),
            "places": list(self.size.places),
            "replicates": self.size.replicates,
            "worlds": self.size.worlds,
            **({"sample": self.sample} if self.sample else {}),
            "verdicts": {id: self.verdict(claim) for id, claim in self.catalogue.claims.items()},
            "components": [_component(each) for each in self.components],
        }


def from_record(record: Mapping[str, Any], catalogue: Catalogue) -> ClaimsReport:
    """The report that was stored, on the claims of the catalogue that it has."""
    size = Size(tuple(record["places"]), record["replicates"], record["worlds"])
    found = tuple(map(_from_row, record["components"]))
    return ClaimsReport(
        catalogue.only(list(record["verdicts"])), size, found, record["rules"], record.get("sample", "")
    )


def _component(part: Component) -> dict[str, object]:
    return {
        "claim": part.claim,
        "trial": part.trial,
        "outcome": part.outcome,
        "direction": part.direction,
        "places": {place: _plain(found) for place, found in part.places.items()},
        "worlds": list(part.worlds) if part.worlds else None,
        "rules": {rule: _plain(found) for rule, found in part.rules.items()},
    }


def _plain(found: ScaledEffect) -> list[float | None]:
    values = (found.effect, found.low, found.high, found.scale)
    return [None if isnan(value) else round(value, DIGITS) + 0.0 for value in values]


def _from_row(row: Mapping[str, Any]) -> Component:
    worlds = tuple(row["worlds"]) if row["worlds"] else None
    where = (row["claim"], row["trial"], row["outcome"], row["direction"])
    return Component(*where, _several(row["places"]), worlds, _several(row["rules"]))


def _several(table: Mapping[str, Iterable[float | None]]) -> dict[str, ScaledEffect]:
    return {
        name: ScaledEffect(*(float("nan") if value is None else value for value in values))
        for name, values in table.items()
    }
