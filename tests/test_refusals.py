"""Plausible ranges, inference and evidence refuse bad input in both languages, and their command on one line."""

import numpy as np
import pytest
from small import in_chinese, kaohe

from experiments.compare.plausible import sample
from experiments.credibility.evidence.figures import FIGURES, read_figures
from experiments.credibility.falsifiability.predictions import FILE as PREDICTIONS
from experiments.credibility.falsifiability.predictions import read as read_predictions
from experiments.run.errors import STOPPED, message_of, run_command
from experiments.study.approximate_bayes import infer
from experiments.study.history_matching import History, Target, Wave, between, combined, implausibility, match
from experiments.study.plausible_ranges import PLAUSIBLE, plausible_axes
from kaohe.functions import design_comparison
from sim.parameters.behaviour import Behaviour

TARGETS = [Target("a", 1.0, 0.1), Target("b", 1.0, 0.1)]
NUMBERS = np.linspace(0, 1, 40).reshape(20, 2)


def malformed(tmp_path, file, old, new):
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
    "an unknown parameter": lambda _: plausible_axes(["rotatoin"]),
    "an unknown row": lambda tmp: plausible_axes(path=malformed(tmp, PLAUSIBLE, "\nrotation =", "\nrotatoin =")),
    "a row too few": lambda tmp: plausible_axes(path=malformed(tmp, PLAUSIBLE, "\nrotation =", "\n# rotation =")),
    "a column too many": lambda tmp: plausible_axes(path=malformed(tmp, PLAUSIBLE, "{ factor =", "{ grades = 1, f =")),
    "two forms": lambda tmp: plausible_axes(path=malformed(tmp, PLAUSIBLE, "{ factor =", "{ low = 1, factor =")),
    "a negative factor": lambda tmp: plausible_axes(path=malformed(tmp, PLAUSIBLE, "{ factor = 2", "{ factor = -2")),
    "no file of ranges": lambda tmp: plausible_axes(path=tmp / "none.toml"),
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
    "a wrong grade": lambda tmp: read_figures(malformed(tmp, FIGURES, 'grade = "C"', 'grade = "D"')),
    "an unknown column": lambda tmp: read_figures(malformed(tmp, FIGURES, "\ndiscrepancy", "\ndiscrepancie")),
    "a figure upside down": lambda tmp: read_figures(malformed(tmp, FIGURES, "low = 100", "low = 500")),
    "an infinite figure": lambda tmp: read_figures(malformed(tmp, FIGURES, "low = 100", "low = -inf")),
    "a figure left out": lambda tmp: read_figures(malformed(tmp, FIGURES, "low = 100", "")),
    "a target without scenario": lambda tmp: read_figures(malformed(tmp, FIGURES, "discrepancy = 50", "")),
    "an unknown step": lambda tmp: read_predictions(malformed(tmp, PREDICTIONS, ".usual]", ".usal]")),
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


@pytest.mark.parametrize(("lang", "said"), [("en", "x: stopped\n"), ("zh", "已停止\n")])
def test_ctrl_c_is_told(lang, said, capsys):
    def work():
        raise KeyboardInterrupt

    assert run_command("x", work, lang) == STOPPED
    assert capsys.readouterr().err == said
