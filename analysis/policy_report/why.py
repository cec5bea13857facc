"""Why: the mechanisms behind the main effects with their numbers, and what the source texts say of the same changes."""

from __future__ import annotations

from experiments.credibility.claims.catalogue import Claim, everything

from ..effects import MEASURE
from .document import Block, Cell, Figure, Paragraph, Section, Table
from .figures import explanation
from .material import Material
from .wording import text

NAMABLE = 0.05  # of the whole effect: smaller parts are not named
NAMED = 3  # mechanisms named on a side
AS_SAID = {("up", 1), ("down", -1), ("not up", -1), ("not down", 1)}


def why(material: Material) -> Section:
    """The section on reasons: mechanisms that carry the main effects, and what the source texts say of the changes."""
    words = material.words
    blocks: list[Block] = []
    for number in range(len(material.explanations)):
        found = material.explanations[number]
        blanks = {"scenario": words.quoted(found.scenario.id), "measure": words.measure(found.outcome)}
        if number == 0:
            blocks.append(Paragraph(words.say("why.about", n=found.replicates)))
        blocks.append(Paragraph(chain(material, number)))
        picture = Figure(
            f"why_{number + 1}", words.say("why.figure", **blanks), words.say("why.alt", **blanks),
            lambda number=number: explanation(material, number),  # type: ignore[misc]
        )  # fmt: skip
        blocks.append(picture)
    if not blocks:
        blocks.append(Paragraph(words.say("why.not_explained")))
    claims = claims_table(material)
    blocks += [claims] if claims else [Paragraph(words.say("why.no_claims"))]
    return Section("why", words.say("why.title"), tuple(blocks))


def chain(material: Material, number: int) -> str:
    """What carries an effect, and what works against it."""
    words, found = material.words, material.explanations[number]
    blanks = {"scenario": words.quoted(found.scenario.id), "measure": words.measure(found.outcome)}
    verb = "raises" if found.whole.mean > 0 else "lowers"
    size = words.fine(found.outcome, found.whole.mean)
    said = [words.say(f"why.whole_{verb}", size=size, **blanks)]
    sign, least = 1 if found.whole.mean > 0 else -1, NAMABLE * abs(found.whole.mean)
    for key, way in (("carried", sign), ("against", -sign)):
        parts = [part for part in found.parts if part.share.sure and part.share.mean * way > least]
        sizes = {part.mechanism.name: words.change(found.outcome, part.share.mean) for part in parts[:NAMED]}
        items = [words.say("why.item", name=name.render(material.lang), size=size) for name, size in sizes.items()]
        if items:
            said.append(words.say(f"why.{key}", items=words.listed(items)))
    left = words.change(found.outcome, found.remainder.mean)
    key = "remains" if any(digit in "123456789" for digit in left) else "nothing_remains"
    said.append(words.say(f"why.{key}", size=left))
    return words.joined(said)


def claims_table(material: Material) -> Table | None:
    """Claims of the texts on a change and outcome that this comparison has, and whether it comes out as they say."""
    words, base = material.words, material.effects.baseline
    rows: list[tuple[Cell, ...]] = []
    groups, last = list[int](), ""
    for claim in everything().of_texts():
        for trial in claim.trials:
            if trial.before != base or trial.after not in material.shown or trial.about.en:
                continue
            for outcome, direction in trial.expect.items():
                if (trial.after, outcome) in material.found:
                    if claim.id != last:
                        groups.append(len(rows))
                    rows.append(_claim(material, claim, trial.after, outcome, direction, claim.id == last))
                    last = claim.id
    if not rows:
        return None
    heads = tuple(
        words.say(f"why.head_{column}") for column in ("text", "claim", "scenario", "outcome", "says", "finds")
    )
    return Table("claims", words.say("why.claims"), heads, tuple(rows), words.say("why.claims_note"), tuple(groups[1:]))


def _claim(
    material: Material, claim: Claim, scenario: str, outcome: str, direction: str, again: bool
) -> tuple[Cell, ...]:
    """A row of the table; again: whether the claim stands in the row above."""
    words, found = material.words, material.found[scenario, outcome]
    if found.degree == "small" and direction == "flat":
        verdict, tone = "as_said", "better"
    elif not found.decided:
        verdict, tone = found.degree, "unsure"
    elif (direction, found.sign) in AS_SAID:
        verdict, tone = "as_said", "better"
    else:
        verdict, tone = "opposite", "worse"
    return (
        text("" if again else claim.id), text("" if again else claim.says.render(material.lang)),
        text(words.scenario(scenario)),
        text(words.heading(outcome) if outcome in MEASURE else outcome),
        text(words.say(f"why.{direction.replace(' ', '_')}")), Cell(words.say(f"why.{verdict}"), tone=tone),
    )  # fmt: skip
