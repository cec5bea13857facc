"""The command line, in both languages."""

import re
import subprocess
import sys

import pytest
from small import CHINESE, QUICK, kaohe, write_county

from kaohe.cli import language_in
from kaohe.run_comparisons import main_scenarios
from scenarios import list_history, list_packages, list_reforms, list_regimes
from sim.measures import HEADLINE, NAMES
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers


@pytest.fixture
def county(tmp_path):
    return write_county(tmp_path)


def test_version(capsys):
    assert kaohe("--version") == 0
    assert capsys.readouterr().out.startswith("kaohe ")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("run", "--help"), ("place", "--help")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_in_both_languages(arguments, lang, capsys):
    assert kaohe(*arguments, "--lang", lang) == 0
    out = capsys.readouterr().out
    assert {"en": "Usage: kaohe", "zh": "用法：kaohe"}[lang] in out
    assert bool(re.search(r"运行|地方", out)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", ["regimes", "history", "reforms", "packages", "places", "levers", "measures"])
def test_lists(what, lang, capsys):
    assert kaohe("list", what, "--lang", lang) == 0
    out = capsys.readouterr().out
    expected = {
        "regimes": [entry.id for entry in list_regimes()],
        "history": [entry.id for entry in list_history()],
        "reforms": [entry.id for entry in list_reforms()],
        "packages": [entry.id for entry in list_packages()],
        "places": ["yinzhou", "leping"],
        "levers": list(meanings(Levers)),
        "measures": list(NAMES),
    }[what]
    for word in expected:
        assert word in out
    assert lang == "en" or CHINESE.search(out)


def test_list_without_a_word_shows_what_a_scenario_is_made_of(capsys):
    assert kaohe("list") == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("Regimes", "Regimes of earlier years", "Reforms", "Packages", "Places"))


def test_show_says_what_a_reform_changed(capsys):
    assert kaohe("show", "generalised+mutual_recognition=0.5") == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("mutual_recognition "))
    assert "0 … 1" in line
    assert line.count("mutual_recognition") == 2  # the lever, and what changed it


def test_show_with_a_lever_set(capsys):
    assert kaohe("show", "minimal", "--set", "visits=0.77") == 0
    shown = capsys.readouterr().out
    assert "0.77" in shown and "Levers that move nothing here" in shown and "veto_loss" in shown.splitlines()[-1]


def test_a_place_from_form_to_run(tmp_path, capsys):
    form = tmp_path / "form.csv"
    assert kaohe("place", "template", form) == 0
    assert kaohe("check", form) == 2  # empty but for an example
    form.write_text(form.read_text(encoding="utf-8-sig").replace("# Example ", ""), encoding="utf-8")
    assert kaohe("check", form) == 0
    assert kaohe("place", "show", form) == 0
    assert "Sample Town" in capsys.readouterr().out
    assert kaohe("run", "minimal", "--place", form, "--months", 2, "--replicates", 1) == 0


def test_place_show_knows_the_register(capsys):
    assert kaohe("place", "show", "330212", "--lang", "zh") == 0
    assert "330212" in capsys.readouterr().out


def test_check_says_what_a_file_is(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_text('extends = "minimal"\n[about]\nen = "mine"\nzh = "自建"\n', encoding="utf-8")
    assert kaohe("check", path) == 0
    said = capsys.readouterr().out
    assert "a regime" in said and "Levers that move nothing here, whatever their value: " in said
    assert "calibration" in said and "indicator_load" not in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_run(county, lang, capsys):
    assert kaohe("run", "minimal", "--place", county, *QUICK, "--lang", lang) == 0
    said = capsys.readouterr()
    assert {"en": "Formalism", "zh": "形式主义"}[lang] in said.out
    assert bool(CHINESE.search(said.err)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_compare(county, lang, capsys):
    arguments = ("minimal", "extreme", "--baseline", "generalised", "--place", county, *QUICK, "--lang", lang)
    assert kaohe("compare", *arguments) == 0
    out = capsys.readouterr().out
    assert {"en": "Reforms by outcomes", "zh": "各项改革对各项结果的影响"}[lang] in out
    assert len(re.findall(r"^[123]\. ", out, re.MULTILINE)) == 3


def test_levers_can_be_set(county, capsys):
    outs = []
    for visits in (0.1, 3):
        assert kaohe("run", "generalised", "--place", county, *QUICK, "--set", f"visits={visits}") == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] != outs[1]


def test_the_main_job_is_every_regime_reform_and_package_once():
    scenarios = main_scenarios()
    assert scenarios[0] == "generalised"
    assert len(scenarios) == len(set(scenarios)) == len(list_regimes()) + len(list_reforms()) + len(list_packages())
    assert len(HEADLINE) == 10


def test_the_main_job_in_small(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "kaohe.run_comparisons.PLACES", (str(write_county(tmp_path)), str(write_county(tmp_path, "b.csv")))
    )
    monkeypatch.setattr("kaohe.run_comparisons.main_scenarios", lambda: ["generalised", "minimal"])
    reported = []
    monkeypatch.setattr("analysis.files.policy_report.write_reports", lambda *given: reported.append(given) or [])
    assert kaohe("main", "--months", 2, "--replicates", 2) == 0
    out = capsys.readouterr().out
    assert out.rstrip().endswith("Results are in results/")
    assert {path.name for path in (tmp_path / "results" / "figures").iterdir()} == {"county", "b"}
    [(materials, folder)] = reported
    assert [each.results.comparison.place.id for each in materials] == ["county", "b"] and folder.name == "report"


# Texts


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [((), "en"), (("--lang", "zh"), "zh"), (("--lang=zh",), "zh"), (("--lang", "fr"), "en"), (("zh",), "en")],
)
def test_the_language_is_known_first(arguments, lang):
    assert language_in(arguments) == lang


# Start


def test_nothing_heavy_is_imported_at_the_start():
    heavy = ("numba", "numpy", "pandas", "rich", "typer")
    code = f"import sys, kaohe, kaohe.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
