"""Runs every check, one section after the other, at one of two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scenarios import load_place
from scenarios.languages import Both, Text, phrase, unit
from sim.measures import MEASURES

from ..falsifiability.predictions import Prediction, read, word
from ..falsifiability.trial import Outcome, try_all
from ..known_answers import STATEMENTS
from .converging import convergence
from .patterns import patterns
from .published import effects, plausible
from .section import FAILS, HOLDS, REPORTED, Line, Section
from .size import FAST, Size
from .words import signed

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
    lines = []
    for statement in STATEMENTS:
        obtained = statement.obtain()
        off = (obtained - statement.expected) / statement.tolerance
        verdict = HOLDS if abs(off) <= 1 else FAILS
        numbers = f"{statement.expected:.4f} ± {statement.tolerance:g}", f"{obtained:.4f}"
        lines.append(Line(statement.id, statement.text, *numbers, verdict, off, source=statement.source))
    yield Section(
        "known_answers",
        phrase("experiments.sections.known_answers"),
        phrase("experiments.sections.known_answers_about"),
        tuple(lines),
        phrase("experiments.sections.known_answers_axis"),
    )


def opposite(size: Size, threads: int | None) -> Iterator[Section]:
    titles = {prediction.id: prediction for prediction in read()}
    found = try_all(size.places or ("yinzhou", "leping", "330212"), max(4, size.replicates // 2), 1, threads)
    lines = [opposite_line(each, titles[each.prediction]) for each in found]
    yield Section(
        "falsifiability",
        phrase("experiments.sections.falsifiability"),
        phrase("experiments.sections.falsifiability_about"),
        tuple(lines),
        phrase("experiments.sections.patterns_axis"),
    )


def opposite_line(found: Outcome, prediction: Prediction) -> Line:
    """What tells it from its neighbours comes first: the outcome, the place, the step."""
    place, measure = load_place(found.place), KNOWN[found.measure]
    statement = phrase(
        "experiments.validation.opposite",
        measure=Both(measure.en.lower(), measure.zh),
        place=Both(place.name_en, place.name_zh),
        step=word(found.step),
        title=Both(prediction.title_en, prediction.title_zh),
    )
    obtained = f"{signed(found.effect)} ({signed(found.low)} … {signed(found.high)})"
    verdict, values = HOLDS if found.holds else FAILS, (found.effect, found.low, found.high)
    return Line(found.prediction, statement, word(found.expected), obtained, verdict, *values)


def drivers(size: Size, threads: int | None) -> Iterator[Section]:
    """Which ten parameters drive each headline outcome."""
    from sim.parameters.behaviour import Behaviour
    from sim.parameters.declaration import meanings

    from ..evidence.sensitivity import screen_headline

    found = screen_headline(size.trajectories, size.months, 1, threads=threads)
    words = meanings(Behaviour)
    for outcome in found.outcomes:
        lines = tuple(
            Line(
                each.parameter,
                Both(words[each.parameter].en, words[each.parameter].zh),
                "",
                f"{each.mu_star:.4g}",
                REPORTED,
                each.mu_star,
            )
            for each in found.top(outcome, 10)
        )
        measure = KNOWN[outcome]
        yield Section(
            f"drivers_{outcome}",
            phrase("experiments.sections.drivers", measure=Both(measure.en.lower(), measure.zh)),
            phrase("experiments.sections.drivers_about"),
            lines,
            phrase("experiments.sections.drivers_axis", unit=unit(measure.unit)),
        )


STEPS = {
    "known_answers": known_answers,
    "convergence": convergence,
    "patterns": patterns,
    "effects": effects,
    "plausible": plausible,
    "opposite": opposite,
    "drivers": drivers,
}
