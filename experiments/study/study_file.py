"""A study from its TOML file: every mistake of the file at once, each named by line and key with what is accepted."""

from __future__ import annotations

from pathlib import Path

from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.shelf import Source, find, kind_of
from sim.measures import HEADLINE

from ..compare.window import unscored
from .axes import PEOPLE
from .design_file import points_of_design, read_design
from .designs import Points
from .exploration.thresholds import THRESHOLDS, read_thresholds
from .outcome_file import read_keep, read_outcomes
from .reading import Reading, Row, read_as
from .specification import Study
from .what_is_run import SIZES, read_fields

KEYS = (
    "about", "places", "scenarios", "baseline", "months", "warmup", "replicates", "seed", PEOPLE, "uncertainty",
    "costs", "measures", "cadre_class", "outcomes", "thresholds", "design", "axes", "keep",
)  # fmt: skip


def read_study(name: str | Path) -> tuple[Study, Points, str]:
    """A study, its points and the text of its file, by the id of a shipped file or a path.

    Raises `Mistakes` with all that is wrong.
    """
    source = find("study", str(name), Path())
    return read_text(text_of(source.path, source.name), source)


def read_text(content: str, source: Source) -> tuple[Study, Points, str]:
    """A study, its points and its text, from the text of a file; `source`: its name in messages, and its folder.

    Raises `Mistakes` with all that is wrong.
    """
    return (*read_as(_study, content, source), content)


def _study(reading: Reading, tables: Row) -> tuple[Study, Points] | None:
    """The study and its points; None where something is wrong."""
    if kind_of(tables) == "search":
        reading.wrong((), phrase("experiments.study.is_search"))
        return None
    reading.known((), tables, KEYS)
    fields = read_fields(reading, tables)
    sizes, own = {name: fields[name] for name in SIZES}, fields["own"]
    usual = [name for name in HEADLINE if unscored(name, sizes["warmup"]) < sizes["months"]]
    fields["outcomes"] = read_outcomes(reading, tables.get("outcomes", usual), sizes, fields["scenarios"], own)
    read_thresholds(reading, tables.get(THRESHOLDS, {}), fields["outcomes"])  # no run depends on them
    fields["keep"] = read_keep(reading, tables.get("keep", {}), sizes, own)
    design = read_design(reading, tables, fields["axes"], sizes["seed"])
    points = None if design is None else points_of_design(reading, design, fields["axes"], tables["design"])
    if reading.errors or design is None or points is None:
        return None
    return Study(design=design, **fields), points
