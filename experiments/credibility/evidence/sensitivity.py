"""Which uncertain parameters move which headline outcome most, over their plausible ranges (Morris screening)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from scenarios import load
from scenarios.languages import Both, Text, translate, unit
from sim.measures import HEADLINE, MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

from ...study.screening import Screening, screen
from ...study.space import Space, plausible_space
from ...study.summaries import Summary, Term
from ..section import in_a_row
from .evaluation import Runs
from .worlds import BASE

COLUMNS = ("outcome", "rank", "parameter", "mu", "mu_star", "sigma", "confidence", "unit")
NAMED = 5  # parameters that a line names
KNOWN = {measure.id: measure for measure in MEASURES}
PARAMETERS = meanings(Behaviour)


def screen_headline(trajectories: int, runs: Runs, space: Space | None = None) -> Screening:
    """Elementary effects of every uncertain parameter on every headline outcome in the base world."""
    box = plausible_space() if space is None else space
    simulate = runs.simulator([load(BASE)], [Summary(measure, Term(measure)) for measure in HEADLINE], box)
    return screen(simulate, box.names, list(HEADLINE), trajectories, runs.seed)


def write_rows(screening: Screening, path: Path) -> None:
    """The first ten parameters of every outcome, with its unit, as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows({**row, "unit": KNOWN[row["outcome"]].unit} for row in screening.rows)


def screening_text(screening: Screening, lang: str) -> list[str]:
    """A line for each outcome: its first parameters, and which way they move it."""
    lines = [translate("experiments.screening.head", lang)]
    for outcome in screening.outcomes:
        measure = KNOWN[outcome]
        values = {"outcome": Both(measure.en, measure.zh), "unit": unit(measure.unit)}
        items = in_a_row(_items(screening, outcome))
        lines.append(translate("experiments.screening.line", lang, items=items, **values))
    return lines


def _items(screening: Screening, outcome: str) -> Iterator[Text]:
    """A sign means that effects hardly cancel: their mean is nearly that of their sizes."""
    for each in screening.top(outcome, NAMED):
        sure = abs(each.mu) > 0.9 * each.mu_star
        size = f" {each.mu:+.2g}" if sure else f" ±{each.mu_star:.2g}"
        yield Both(each.parameter + size, PARAMETERS[each.parameter].zh + size)
