"""Designs, sweeps, inference and evidence refuse bad input in both languages, and their command on one line."""

import numpy as np
import pytest
from small import in_chinese, kaohe

from experiments.compare.plausible import sample
from experiments.credibility.evidence.figures import FIGURES, read_figures
from experiments.credibility.falsifiability.predictions import FILE as PREDICTIONS
from experiments.credibility.falsifiability.predictions import read as read_predictions
from experiments.run.errors import STOPPED, message_of, run_command
from experiments.study.calibration import infer
from experiments.study.history_matching import History, Target, Wave, between, combined, implausibility, match
from experiments.study.screening import Screening, elementary_effects, morris_points
from experiments.study.space import PLAUSIBLE, Axis, Space, latin_hypercube, plausible_space, sobol
from experiments.study.summaries import Summary, Term
from experiments.study.sweep import new_plan, simulator, sweep
from kaohe.functions import design_comparison
from scenarios import load, load_place
from sim.parameters.behaviour import Behaviour

SPACE = Space((Axis("precision", 1, 100, "log"), Axis("rotation", 0, 1)))
ONE = Summary("s", Term("formalism"))
TARGETS = [Target("a", 1.0, 0.1), Target("b", 1.0, 0.1)]
NUMBERS = np.linspace(0, 1, 40).reshape(20, 2)
SCREENING = Screening(("p",), ("visits",), *(np.zeros((1, 1)) for _ in range(4)), np.zeros(1, np.int64))


def plan(summaries=(ONE,), places=("yinzhou",)):
    return new_plan([load("minimal")], map(load_place, places), summaries, months=12, replicates=1)


def spoilt(tmp_path, file, old, new):
    """A copy of one of our tables with its first such text replaced."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / file.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def written(tmp_path, text):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def infers(**change):
    given = {"parameters": NUMBERS, "summaries": NUMBERS, "observed": np.full(2, 0.5)} | change
    return lambda tmp_path: infer(**given)


def history():
    wave = Wave(NUMBERS, NUMBERS, np.zeros(2), NUMBERS, np.zeros(20), np.zeros(20, bool))
    return History(tuple(TARGETS), (wave,), 3.0, 1)


WRONG = {
    "no axis": lambda _: Space(()),
    "an axis twice": lambda _: Space((Axis("x", 0, 1), Axis("x", 0, 1))),
    "an empty range": lambda _: Axis("x", 1, 1),
    "a range upside down": lambda _: Axis("x", 2, 1),
    "an infinite range": lambda _: Axis("x", 0, np.inf),
    "a range with no number": lambda _: Axis("x", np.nan, 1),
    "an unknown scale": lambda _: Axis("x", 0, 1, "ln"),
    "an unknown grade": lambda _: Axis("x", 0, 1, grade="D"),
    "zero on a logarithmic scale": lambda _: Axis("x", 0, 1, "log"),
    "an unknown parameter": lambda _: SPACE.only(["rotatoin"]),
    "a point outside": lambda _: SPACE.values(np.array([[0.5, 1.1]])),
    "a point with no number": lambda _: SPACE.values(np.array([[0.5, np.nan]])),
    "a point of another shape": lambda _: SPACE.values(np.zeros((2, 3))),
    "no points": lambda _: latin_hypercube(SPACE, 0),
    "part of a point": lambda _: latin_hypercube(SPACE, 2.5),
    "no power of two": lambda _: sobol(SPACE, 12),
    "an unknown row": lambda tmp: plausible_space(path=spoilt(tmp, PLAUSIBLE, "\nrotation =", "\nrotatoin =")),
    "a row too few": lambda tmp: plausible_space(path=spoilt(tmp, PLAUSIBLE, "\nrotation =", "\n# rotation =")),
    "a column too many": lambda tmp: plausible_space(path=spoilt(tmp, PLAUSIBLE, "{ factor =", "{ grades = 1, f =")),
    "two forms": lambda tmp: plausible_space(path=spoilt(tmp, PLAUSIBLE, "{ factor =", "{ low = 1, factor =")),
    "a negative factor": lambda tmp: plausible_space(path=spoilt(tmp, PLAUSIBLE, "{ factor = 2", "{ factor = -2")),
    "no file of ranges": lambda tmp: plausible_space(path=tmp / "none.toml"),
    "no summary": lambda _: plan(summaries=()),
    "no place": lambda _: plan(places=()),
    "a summary twice": lambda _: plan(summaries=(ONE, ONE)),
    "a place twice": lambda _: plan(places=("yinzhou", "yinzhou")),
    "a taken name": lambda _: plan(summaries=(Summary("point", Term("formalism")),)),
    "an unknown measure": lambda _: plan(summaries=(Summary("s", Term("formalsm")),)),
    "an unknown scenario": lambda _: plan(summaries=(Summary("s", Term("formalism", "minimum")),)),
    "an unknown place": lambda _: plan(summaries=(Summary("s", Term("formalism", place="leping")),)),
    "months outside": lambda _: plan(summaries=(Summary("s", Term("formalism", first=9, last=13)),)),
    "both ways": lambda _: Summary("s", Term("visits"), minus=Term("visits"), over=Term("visits")),
    "an unknown summary": lambda _: simulator(plan(), SPACE, ["t"]),
    "no people": lambda _: sweep(plan(), []),
    "impossible people": lambda _: sweep(plan(), [Behaviour(rotation=2.0)]),
    "an empty block": lambda _: sweep(plan(), [Behaviour()], block=0),
    "another sweep": lambda tmp: sweep(plan(), [Behaviour()], written(tmp, "notes")),
    "an unknown outcome": lambda _: SCREENING.top("visit"),
    "one trajectory": lambda _: morris_points(2, 1),
    "odd steps": lambda _: morris_points(2, 4, steps=3),
    "outcomes of other points": lambda _: elementary_effects(NUMBERS, NUMBERS[:3], ["a", "b"], ["x", "y"]),
    "a target with no number": lambda _: Target("a", np.nan),
    "a negative deviation": lambda _: Target("a", 1.0, -1.0),
    "an infinite discrepancy": lambda _: Target("a", 1.0, discrepancy=np.inf),
    "an unknown direction": lambda _: Target("a", 1.0, direction="up"),
    "ends in the wrong order": lambda _: between("a", 2, 1),
    "no variance": lambda _: implausibility(NUMBERS, [Target("a", 1.0), Target("b", 1.0)]),
    "an impossible rank": lambda _: combined(NUMBERS, 3),
    "no targets": lambda _: implausibility(NUMBERS, []),
    "other targets": lambda _: implausibility(NUMBERS, TARGETS[:1]),
    "nothing left": lambda _: history().box(),
    "part of a point in a wave": lambda _: match(lambda unit: unit, TARGETS, 2, points=1.5),
    "no dimension": lambda _: match(lambda unit: unit, TARGETS, 0),
    "no waves": lambda _: match(lambda unit: unit, TARGETS, 2, waves=0),
    "a share of nothing": infers(share=0.0),
    "a share too small": infers(share=0.05),
    "rows missing": infers(parameters=NUMBERS[:3]),
    "evidence of another shape": infers(observed=np.zeros(3)),
    "evidence with no number": infers(observed=np.array([0.0, np.nan])),
    "constant summaries": infers(summaries=np.ones((20, 2))),
    "summaries with no numbers": infers(summaries=np.full((20, 2), np.nan), scale=np.ones(2)),
    "points out of range": infers(low=0.2),
    "an unknown uncertainty": lambda _: design_comparison("minimal", uncertainty="all"),
    "people twice": lambda _: design_comparison("minimal", behaviour=Behaviour(), uncertainty="plausible"),
    "a wrong grade": lambda tmp: read_figures(spoilt(tmp, FIGURES, 'grade = "C"', 'grade = "D"')),
    "an unknown column": lambda tmp: read_figures(spoilt(tmp, FIGURES, "\ndiscrepancy", "\ndiscrepancie")),
    "a figure upside down": lambda tmp: read_figures(spoilt(tmp, FIGURES, "low = 100", "low = 500")),
    "an infinite figure": lambda tmp: read_figures(spoilt(tmp, FIGURES, "low = 100", "low = -inf")),
    "a figure left out": lambda tmp: read_figures(spoilt(tmp, FIGURES, "low = 100", "")),
    "a target without scenario": lambda tmp: read_figures(spoilt(tmp, FIGURES, "discrepancy = 50", "")),
    "an unknown step": lambda tmp: read_predictions(spoilt(tmp, PREDICTIONS, ".usual]", ".usal]")),
    "no sample": lambda tmp: sample(tmp / "none.csv"),
    "a sample of words": lambda tmp: sample(written(tmp, "rotation\nmuch\n")),
    "a sample out of range": lambda tmp: sample(written(tmp, "rotation\n7\n")),
    "a sample of strangers": lambda tmp: sample(written(tmp, "rotatoin\n0.5\n")),
    "an empty sample": lambda tmp: sample(written(tmp, "rotation\n")),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_bad_input_is_refused_in_both_languages(name, tmp_path):
    with pytest.raises(Exception) as caught:
        WRONG[name](tmp_path)
    english, chinese = message_of(caught.value, "en"), message_of(caught.value, "zh")
    assert english and len(english.splitlines()) == 1
    in_chinese(chinese)


# The command


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["V1", "--months", "0"], '--months: "0" is not possible', "--months：不能为 “0”"),
        (["V1", "--replicates", "0"], '--replicates: "0" is not possible', "--replicates：不能为 “0”"),
        (["V1", "--threads", "0"], '--threads: "0" is not possible', "--threads：不能为 “0”"),
        (["V1", "--seed", "-1"], '--seed: "-1" is not possible', "--seed：不能为 “-1”"),
        (["figures", "--place", "yinzho"], 'did you mean "yinzhou"', "是否想写 “yinzhou”"),
        (["plausible", "--points", "0"], '--points: "0" is not possible', "--points：不能为 “0”"),
        (["plausible", "--truths", "0"], '--truths: "0" is not possible', "--truths：不能为 “0”"),
        (["screening", "--trajectories", "1"], '--trajectories: "1" is not possible', "--trajectories：不能为 “1”"),
        (["screening", "--out", "/dev/null/x"], "/dev/null/x cannot be written", "/dev/null/x"),
        (["V0"], 'unknown word "V0"; expected one or several of V1', "没有 “V0”"),
        ([], "missing WHAT...", "缺少内容"),
        (["V1", "--months"], "option --months needs a value", "--months 之后应有取值"),
        (["V1", "--monts", "3"], "no such option --monts", "没有选项 --monts"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_refuses_on_one_line(words, en, zh, lang, tmp_path, capsys):
    assert kaohe("evidence", "--out", tmp_path, "--lang", lang, *words) == 2  # never into the shipped sample
    assert list(tmp_path.iterdir()) == []
    said = capsys.readouterr().err.strip()
    assert {"en": en, "zh": zh}[lang] in said
    assert len(said.splitlines()) == 1
    if lang == "zh":
        in_chinese(said)


def test_our_own_mistakes_are_not_hidden():
    with pytest.raises(ZeroDivisionError):
        run_command("x", lambda: print(1 / 0))


def test_ctrl_c_is_told(capsys):
    def work():
        raise KeyboardInterrupt

    assert run_command("x", work, "zh") == STOPPED
    assert capsys.readouterr().err == "x: 已停止\n"
