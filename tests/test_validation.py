"""The validation and its report: what is in it, that it can say no, and that the command writes it whole."""

import csv
import json
import subprocess
import sys
import time

import pytest

from analysis.validation import write_report
from experiments.validation import FAST, Line, Section
from experiments.validation.published import effects
from experiments.validation.run import known_answers
from experiments.validation.section import CONDITIONAL, FAILS, HOLDS, REPORTED

SECTION = Section(
    "trial", "Trial <1>", "试验", "About & so on.", "说明。",
    (
        Line("A", "a < b", "甲", "> 0", "+0.1", HOLDS, 0.1, 0.05, 0.15),
        Line("B", "b", "乙", "< 0", "+0.2", FAILS, 0.2),
        Line("C", "c", "丙", "", "1", REPORTED),
        Line("D", "d", "丁", "", "1", CONDITIONAL),
    ),
    "effect", "作用",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    files = write_report([SECTION], folder, "kaohe validate --fast", "0.0", "abc")
    assert all(file.exists() for file in files)
    return folder


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["Trial &lt;1&gt;", "a &lt; b", "fails"]), ("zh", ["试验", "甲", "不成立"])]
)
def test_the_page_says_everything_in_its_language(folder, lang, words):
    text = (folder / f"report_{lang}.html").read_text(encoding="utf-8")
    assert all(word in text for word in [*words, f'lang="{lang}"', "kaohe validate --fast"])
    assert (folder / f"figures/trial_{lang}.svg").exists() and f"figures/trial_{lang}.svg" in text


def test_the_table_holds_every_line(folder):
    rows = list(csv.DictReader((folder / "lines.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["id"], row["verdict"]) for row in rows] == [(line.id, line.verdict) for line in SECTION.lines]


def test_known_answers_are_met():
    [section] = known_answers(FAST, None)
    assert section.count(HOLDS) == len(section.lines) > 40


def test_published_effects_and_figures_are_met():
    found = list(effects(FAST, None))
    assert [section.id for section in found] == ["effects", "figures"]
    assert all(section.count(FAILS) == 0 and section.count(HOLDS) > 5 for section in found)


@pytest.mark.slow
def test_the_fast_validation_ends_within_three_minutes_and_writes_its_report(tmp_path):
    out, started = tmp_path / "report", time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kaohe", "validate", "--fast", "--lang", "zh", "--out", str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert time.monotonic() - started < 180
    assert "条成立" in done.stdout
    assert {"report_en.html", "report_zh.html", "lines.csv", "run.json", "figures"} == {f.name for f in out.iterdir()}
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["validation"]["replicates"] == FAST.replicates
