"""Which parameters of behaviour drive each headline outcome over their plausible ranges, as lines of a validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from tempfile import TemporaryDirectory

import numpy as np

from scenarios import load
from scenarios.languages import Both, phrase, unit
from sim.measures import HEADLINE, MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

from ...compare.window import window
from ...study.designs import points_of
from ...study.engine import run_study
from ...study.opening import prepare
from ...study.plausible_ranges import plausible_axes
from ...study.sensitivity import analyse
from ...study.specification import Design, Outcome
from ..evidence.evaluation import Runs
from ..evidence.worlds import BASE
from ..section import REPORTED, Line, Section
from .size import Size

NAMED = 10  # parameters of each outcome
LEVELS = 4  # of the grid of Morris; a step is two thirds of a range
MEASURED = {measure.id: measure for measure in MEASURES}


def drivers(size: Size, threads: int | None) -> Iterator[Section]:
    """Which ten parameters drive each headline outcome (elementary effects, Morris 1991)."""
    runs, axes = Runs(size.months, 1, threads=threads), plausible_axes()
    design = Design("morris", runs.seed, {"trajectories": size.trajectories, "levels": LEVELS})
    first = size.months - window(size.months) + 1
    study = replace(
        runs.study("drivers", [load(BASE)], axes, design),
        outcomes=tuple(Outcome(name, name, first, size.months) for name in HEADLINE),
    )
    with TemporaryDirectory() as folder:
        store = prepare(study, points_of(design, axes), "", folder)
        run_study(store, threads)
        effects = analyse(store)["mu_star"].isel(place=0, scenario=0).transpose("outcome", "axis").values
    words, about = meanings(Behaviour), phrase("experiments.sections.drivers_about")
    for outcome, sizes in zip(HEADLINE, effects, strict=True):
        measure, lines = MEASURED[outcome], []
        for k in np.argsort(-sizes, kind="stable")[:NAMED].tolist():
            parameter, effect = axes[k].target, float(sizes[k])
            statement = Both(words[parameter].en, words[parameter].zh)
            lines.append(Line(parameter, statement, "", f"{effect:.4g}", REPORTED, effect))
        title = phrase("experiments.sections.drivers", measure=Both(measure.en.lower(), measure.zh))
        axis = phrase("experiments.sections.drivers_axis", unit=unit(measure.unit))
        yield Section(f"drivers_{outcome}", title, about, tuple(lines), axis)
