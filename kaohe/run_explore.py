"""`kaohe study robust`: how scenarios compare over all points of a finished study."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.figures.robustness import draw_robustness
from analysis.robustness import tables, words
from experiments.run.disk import put
from experiments.study.axis_file import MOVING
from experiments.study.exploration.robustness import ENDS, RANDOM, robustness
from experiments.study.names import axis_name
from experiments.study.store import Store
from experiments.study.tables import tidy
from scenarios.languages import translate

from .console import console, say
from .running import RunOptions
from .studies import store_of, thresholds_of

Limits = Mapping[str, Mapping[str, float]]
DECIDED = ("lever", *MOVING)  # kinds of axes that somebody decides
ROBUST = "robustness.csv"


def robust(word: str, limits: Limits | None, options: RunOptions) -> None:
    """Regret, thresholds met and ranks: on the screen, as a table in the study's folder, and as figures."""
    store = store_of(word, options.out or "")
    found = robustness(store, thresholds_of(word, store, limits))
    for table in tables(found, options.lang):
        console().print(table)
    for sentence in words(found, options.lang):
        say(sentence)
    rest = "robust_worlds" if store.study.design.kind in RANDOM else "robust_no_worlds"
    about = options.text(rest, name=ROBUST, design=store.study.design.kind)
    say(options.text("robust_note", replicates=store.study.replicates, rest=about))
    _say_decided(store, options)
    put(
        store.folder / ROBUST,
        tidy(found.drop_vars("regret"), ENDS).to_csv(index=False, lineterminator="\n").encode("utf-8-sig"),
    )
    say(options.text("written", path=store.folder / ROBUST))
    draw_robustness(found, store.folder / "figures", options.lang)
    say(options.text("written", path=f"{store.folder / 'figures'}/"))


def _say_decided(store: Store, options: RunOptions) -> None:
    study = store.study
    decided = [axis_name(axis, study, options.lang) for axis in study.axes if axis.kind in DECIDED]
    if decided:
        say(options.text("robust_decided", axes=translate("scenarios.marks.comma", options.lang).join(decided)))
