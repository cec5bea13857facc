"""Which uncertain parameters move which headline outcome most, over their plausible ranges (Morris screening)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from scenarios import load, load_place
from scenarios.languages import Both, Joined, Text, translate, unit
from sim.measures import HEADLINE, MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

from ...run.runner import Progress
from ...study.screening import Screening, screen
from ...study.space import Space, plausible_space
from ...study.summaries import Summary, Term
from ...study.sweep import new_plan, simulator
from .statistics import MONTHS, PLACE
from .worlds import BASE

COLUMNS = ("outcome", "rank", "parameter", "mu", "mu_star", "sigma", "confidence", "unit")
NAMED = 5  # parameters that a line names


def screen_headline(
    trajectories: int = 20,
    months: int = MONTHS,
    replicates: int = 2,
    seed: int = 1,
    place: Any = PLACE,
    threads: int | None = None,
    folder: str | None = None,
    progress: Progress | None = None,
    scenario: str = BASE,
    space: Space | None = None,
) -> Screening:
    """Elementary effects of every uncertain parameter on every headline outcome in one world."""
    box = plausible_space() if space is None else space
    summaries = [Summary(measure, Term(measure)) for measure in HEADLINE]
    plan = new_plan([load(scenario)], [load_place(place)], summaries, months, replicates, seed)
    simulate = simulator(plan, box, folder=folder, threads=threads, progress=progress)
    return screen(simulate, box.names, list(HEADLINE), trajectories, seed)


def rows(screening: Screening) -> list[dict[str, Any]]:
    """The top ten of every outcome, with its unit."""
    units = {measure.id: measure.unit for measure in MEASURES}
    found = [{**row, "unit": units[row["outcome"]]} for row in screening.rows]
    return [{column: row[column] for column in COLUMNS} for row in found]


def write_rows(screening: Screening, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows(screening))


def screening_lines(screening: Screening, lang: str) -> list[str]:
    """A line for each outcome: its first parameters, and which way they move it."""
    known = {measure.id: measure for measure in MEASURES}
    lines = [translate("experiments.screening.head", lang)]
    for outcome in screening.outcomes:
        measure, items = known[outcome], Joined(_items(screening, outcome), "scenarios.marks.comma")
        name = Both(measure.en, measure.zh)
        values = {"outcome": name, "unit": unit(measure.unit), "items": items}
        lines.append(translate("experiments.screening.line", lang, **values))
    return lines


def _items(screening: Screening, outcome: str) -> tuple[Text, ...]:
    """One way means that effects hardly cancel: the mean is nearly that of their sizes."""
    words, items = meanings(Behaviour), []
    for each in screening.top(outcome, NAMED):
        sure = abs(each.mu) > 0.9 * each.mu_star
        size = f" {each.mu:+.2g}" if sure else f" ±{each.mu_star:.2g}"
        items.append(Both(each.parameter + size, words[each.parameter].zh + size))
    return tuple(items)
