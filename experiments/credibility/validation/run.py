"""Runs every check, one section after the other, at one of two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scenarios import load_place
from scenarios.languages import Both, Text, phrase
from sim.measures import MEASURES

from ..falsifiability.predictions import Prediction, read, word
from ..falsifiability.trial import Outcome, try_all
from ..known_answers.table import STATEMENTS, Statement
from ..section import Line, Section, new_section, signed, verdict_if
from .convergence_lines import convergence
from .driver_lines import drivers
from .pattern_lines import patterns
from .published_lines import effects, plausible
from .size import FAST, Size

KNOWN = {measure.id: measure for measure in MEASURES}
Announce = Callable[[Text], None]  # called with the step that begins


def validate(size: Size = FAST, threads: int | None = None, announce: Announce = lambda step: None) -> list[Section]:
    """All sections, in the order of the report. With no places in the size, patterns are tried in all of theirs."""
    found: list[Section] = []
    for step, make in STEPS.items():
        announce(phrase(f"experiments.steps.{step}"))
        found.extend(make(size, threads))
    return found


def known_answers(size: Size, threads: int | None) -> Iterator[Section]:
    """What the model gives where theory has a closed form."""
    axis = phrase("experiments.sections.known_answers_axis")
    yield new_section("known_answers", map(_known_answer, STATEMENTS), axis)


def _known_answer(statement: Statement) -> Line:
    obtained = statement.obtain()
    off = (obtained - statement.expected) / statement.tolerance
    numbers = f"{statement.expected:.4f} ± {statement.tolerance:g}", f"{obtained:.4f}"
    return Line(statement.id, statement.text, *numbers, verdict_if(abs(off) <= 1), off, source=statement.source)


def opposite(size: Size, threads: int | None) -> Iterator[Section]:
    """Published findings of the opposite sign, where the model was predicted to show them."""
    titles = {prediction.id: prediction for prediction in read()}
    found = try_all(size.places or ("yinzhou", "leping", "330212"), max(4, size.replicates // 2), 1, threads)
    lines = (opposite_line(each, titles[each.prediction]) for each in found)
    yield new_section("falsifiability", lines, phrase("experiments.sections.patterns_axis"))


def opposite_line(found: Outcome, prediction: Prediction) -> Line:
    """A line for one predicted finding; its statement begins with what differs between lines: outcome, place, step."""
    place, measure = load_place(found.place), KNOWN[found.measure]
    statement = phrase(
        "experiments.validation.opposite",
        measure=Both(measure.en.lower(), measure.zh),
        place=Both(place.name_en, place.name_zh),
        step=word(found.step),
        title=Both(prediction.title_en, prediction.title_zh),
    )
    obtained = f"{signed(found.effect)} ({signed(found.low)} … {signed(found.high)})"
    numbers = found.effect, found.low, found.high
    return Line(found.prediction, statement, word(found.expected), obtained, verdict_if(found.holds), *numbers)


STEPS = {
    "known_answers": known_answers,
    "convergence": convergence,
    "patterns": patterns,
    "effects": effects,
    "plausible": plausible,
    "opposite": opposite,
    "drivers": drivers,
}
