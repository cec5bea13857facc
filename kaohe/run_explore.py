"""`kaohe study explore` and `robust`: where a finished study reaches what it should, and how scenarios compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import exploration as found_words
from analysis.figures.exploration import draw_exploration
from analysis.figures.robustness import draw_robustness
from analysis.robustness import tables, words
from experiments.run.disk import put
from experiments.study.axis_file import MOVING
from experiments.study.exploration.listed import boxes_table, leaves_table, peeling_table, regions_table
from experiments.study.exploration.regions import explore as explore_regions
from experiments.study.exploration.robustness import ENDS, RANDOM, robustness
from experiments.study.names import axis_name
from experiments.study.store import Store
from experiments.study.tables import tidy
from scenarios.languages import translate

from .console import console, say
from .running import RunOptions
from .studies import store_of, thresholds_of

if TYPE_CHECKING:
    import pandas

Limits = Mapping[str, Mapping[str, float]]
DECIDED = ("lever", *MOVING)  # kinds of axes that somebody decides
EXPLORED, ROBUST = "exploration", "robustness.csv"


def explore(word: str, limits: Limits | None, density: float, options: RunOptions) -> None:
    """Boxes, trees and scores: on the screen, as tables in a folder of the study's, and as figures."""
    store = store_of(word, options.out or "")
    found = explore_regions(store, thresholds_of(word, store, limits), density)
    for table in found_words.tables(found, options.lang):
        console().print(table)
    for sentence in found_words.words(found, options.lang):
        say(sentence)
    made = {
        "regions": regions_table(found), "boxes": boxes_table(found), "peeling": peeling_table(found),
        "trees": leaves_table(found), "scores": tidy(found.scores),
    }  # fmt: skip
    for name, rows in made.items():
        _put_csv(store.folder / EXPLORED / f"{name}.csv", rows)
    say(options.text("written", path=f"{store.folder / EXPLORED}/"))
    draw_exploration(found, store.folder / "figures", options.lang)
    say(options.text("written", path=f"{store.folder / 'figures'}/"))


def robust(word: str, limits: Limits | None, options: RunOptions) -> None:
    """Regret, thresholds met and ranks: on the screen, as a table in the study's folder, and as figures."""
    store = store_of(word, options.out or "")
    found = robustness(store, thresholds_of(word, store, limits))
    for table in tables(found, options.lang):
        console().print(table)
    for sentence in words(found, options.lang):
        say(sentence)
    rest = "robust_worlds" if store.study.design.kind in RANDOM else "robust_no_worlds"
    about = options.text(
        rest, name=ROBUST, design=translate(f"analysis.designs.{store.study.design.kind}", options.lang)
    )
    say(options.text("robust_note", replicates=store.study.replicates, rest=about))
    _say_decided(store, options)
    _put_csv(store.folder / ROBUST, tidy(found.drop_vars("regret"), ENDS))
    say(options.text("written", path=store.folder / ROBUST))
    draw_robustness(found, store.folder / "figures", options.lang)
    say(options.text("written", path=f"{store.folder / 'figures'}/"))


def _say_decided(store: Store, options: RunOptions) -> None:
    study = store.study
    decided = [axis_name(axis, study, options.lang) for axis in study.axes if axis.kind in DECIDED]
    if decided:
        say(options.text("robust_decided", axes=translate("scenarios.marks.comma", options.lang).join(decided)))


def _put_csv(path: Path, rows: pandas.DataFrame) -> None:
    put(path, rows.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))
