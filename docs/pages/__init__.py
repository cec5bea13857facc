"""The list of pages: what fills the sections between markers, and the pages that are written whole.

A new section is one function of the page's language and one line here; its marker may stand on any page of `docs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .. import causal_diagram, month_figure
from ..files import HOME
from ..markdown import MARKED, fill
from . import (
    claims,
    falsifiability,
    known_answers,
    long_run,
    model_card,
    odd,
    parameters,
    patterns,
    robustness,
    rows,
    same_bits,
    surprises,
    teaching,
    tutorial,
)

SECTIONS: Mapping[str, Callable[[str], str]] = {
    "parameters": odd.parameters,
    "schedule": odd.schedule,
    "submodels": odd.submodels,
    "measures": odd.measures,
    "scenarios": odd.shipped,
    "evidence": model_card.evidence,
    "long_run": long_run.long_run,
    "predictions": falsifiability.predicted,
    "falsifiability": falsifiability.found,
    "known_answers": known_answers.known_answers,
    "patterns_sizes": patterns.sizes,
    "patterns_summary": patterns.summary,
    "patterns": patterns.claims,
    "patterns_loops": patterns.loops,
    "patterns_chains": patterns.chains,
    **{f"tried_{name}": lambda language, name=name: robustness.section(name) for name in ("damage", "fuzz", "kills")},
    "surprise_inspection": lambda language: surprises.by_year("inspection", language),
    "surprise_assessment": lambda language: surprises.by_year("assessment", language),
    "surprise_inspection_places": lambda language: surprises.by_place("inspection", language),
    "surprise_assessment_places": lambda language: surprises.by_place("assessment", language),
    "surprise_explained": surprises.explained,
    "surprise_commands": surprises.commands,
    "arrows": causal_diagram.table_of_rules,
    "same_bits": same_bits.settings,
}
WHOLE: Mapping[str, Callable[[], str]] = {
    "rows.md": rows.page,
    "parameters.md": parameters.page,
    "claims.md": lambda: claims.page("en"),
    "claims.zh.md": lambda: claims.page("zh"),
    "teaching.md": lambda: teaching.page("en"),
    "teaching.zh.md": lambda: teaching.page("zh"),
    "tutorial.ipynb": lambda: tutorial.notebook("tutorial.md"),
    "tutorial.zh.ipynb": lambda: tutorial.notebook("tutorial.zh.md"),
}


def pages() -> dict[Path, str]:
    """Every generated page and figure as it should be."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(HOME.glob("*.md"))}
    filled = {path: fill(text, SECTIONS, language(path)) for path, text in texts.items() if MARKED.search(text)}
    figures = causal_diagram.figures() | month_figure.figures()
    return filled | {HOME / name: page() for name, page in WHOLE.items()} | figures


def language(path: Path) -> str:
    """The language of a page, by its name."""
    return "zh" if path.name.endswith(".zh.md") else "en"
