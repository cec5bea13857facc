"""Which uncertain parameters move which headline outcome most, over their plausible ranges (Morris screening)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
WORDS = {
    "en": ("{outcome} ({unit}): {items}", "{name} {mu:+.2g}", "{name} ±{mu:.2g}", ", "),
    "zh": ("{outcome}：{items}", "{name} {mu:+.2g}", "{name} ±{mu:.2g}", "、"),
}
HEADS = {
    "en": "Change of the outcome over the plausible range of each parameter; ± where the direction depends on others:",
    "zh": "各参数在其可能范围内变动时结果的变化；± 表示方向取决于其他参数：",
}


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
    plan = new_plan([scenario], [place], summaries, months, replicates, seed)
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
    line, sure, unsure, comma = WORDS[lang]
    known = {measure.id: measure for measure in MEASURES}
    return [
        HEADS[lang],
        *(
            line.format(
                outcome=known[outcome].zh if lang == "zh" else known[outcome].en,
                unit=known[outcome].unit,
                items=comma.join(_items(screening, outcome, sure, unsure, lang)),
            )
            for outcome in screening.outcomes
        ),
    ]


def _items(screening: Screening, outcome: str, sure: str, unsure: str, lang: str) -> Sequence[str]:
    """One way means that effects hardly cancel: the mean is nearly that of their sizes."""
    words = meanings(Behaviour)
    found = screening.top(outcome, NAMED)
    return [
        (sure if abs(each.mu) > 0.9 * each.mu_star else unsure).format(
            name=words[each.parameter].zh if lang == "zh" else each.parameter,
            mu=each.mu if abs(each.mu) > 0.9 * each.mu_star else each.mu_star,
        )
        for each in found
    ]
