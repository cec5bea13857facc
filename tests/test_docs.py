"""The documentation says what the code says: generated tables are up to date, examples run, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from small import in_chinese

from docs import __main__, files
from docs.files import HOME, ROOT
from docs.markdown import MARKED, fill, number, percent, table
from docs.pages import SECTIONS, odd, pages, parameters
from experiments.credibility.falsifiability import predictions
from experiments.run.errors import REFUSED
from scenarios import list_behaviour, list_reforms
from scenarios.columns import TABLES
from sim.measures import MEASURES, NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import build, meanings
from sim.parameters.levers import Levers

INDEX = (HOME / "index.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """Every generated page and figure by its path below `docs`."""
    return {path.relative_to(HOME).as_posix(): text for path, text in pages().items()}


def test_generated_pages_are_as_code_and_stored_results_say(generated: dict[str, str]) -> None:
    old = [name for name, text in generated.items() if (HOME / name).read_text(encoding="utf-8") != text]
    assert len(generated) > 20 and not old, "pages no longer say what the code says; run: make docs"


def test_markers_are_all_closed_and_used() -> None:
    texts = [page.read_text(encoding="utf-8") for page in HOME.glob("*.md")]
    assert {name for text in texts for _, name, _ in MARKED.findall(text)} == set(SECTIONS)
    assert all(text.count("<!-- generated: ") == text.count("<!-- end -->") for text in texts)


def test_tables_in_odd_are_filled(generated: dict[str, str]) -> None:
    assert all(f"| `{measure.id}` |" in generated["odd.md"] for measure in MEASURES)
    assert "| 9 | end of January | targets, people |" in generated["odd.md"]
    rules = [path.relative_to(ROOT / "sim") for path in (ROOT / "sim").glob("**/rules/[a-z]*.py")]
    assert all(re.search(rf"\| 7\.\d+ \| `{rule.as_posix()}` \| \w", generated["odd.md"]) for rule in rules)


def test_works_that_are_cited_are_listed(generated: dict[str, str]) -> None:
    text, listed = generated["odd.md"].split("# References\n")
    theory = text.split("## 4.1 ")[1].split("## 4.2 ")[0] + (HOME / "equations.md").read_text(encoding="utf-8")
    cited = set(re.findall(r"([A-Z]\w+)(?: and (?:[A-Z]\w+|others))? \(?((?:19|20)\d\d)\b(?!-)", theory))
    cited -= {("Wei", "2018")}  # a figure of the evidence, with its source there
    works = listed.split("\n- ")
    assert len(cited) > 30 and not [c for c in cited if not any(c[0] in w and f"({c[1]})" in w for w in works)]


def test_the_page_of_defaults_has_every_parameter(generated: dict[str, str]) -> None:
    for declared in (Behaviour, Levers, *TABLES.values()):
        assert all(f"| `{name}` |" in generated["parameters.md"] for name in meanings(declared))
    assert parameters.page().count("| assumed |") > 100


def test_a_section_is_filled_in_the_language_of_its_page() -> None:
    text = "a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n"
    assert fill(text, {"x": lambda language: f"{language}\n"}, "zh") == text.replace("old", "zh")


def test_tables_and_numbers_are_written_one_way() -> None:
    assert table(("a", "b"), [(0.5, "x|y")]) == "| a | b |\n| --- | --- |\n| 0.5 | x\\|y |\n"
    assert number(-0.01234) == "−0.0123" and number(-0.0) == "0" and number(float("nan")) == ""
    assert percent(-0.001) == "0 %" and percent(-0.31) == "−31 %"


def test_drift_shows(monkeypatch: pytest.MonkeyPatch, generated: dict[str, str]) -> None:
    assert fill(generated["odd.md"], SECTIONS, "en") == generated["odd.md"]
    monkeypatch.setattr(odd, "MEASURES", MEASURES[1:])
    assert fill(generated["odd.md"], SECTIONS, "en") != generated["odd.md"]


def test_the_command_runs_what_is_named_and_writes_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Any] = []
    monkeypatch.setattr(files, "ROOT", tmp_path)
    monkeypatch.setattr(__main__, "pages", lambda: {tmp_path / "page.md": "text\n"})
    monkeypatch.setattr("docs.pages.patterns.run", lambda *given: ran.append(given))
    assert __main__.main(["--run", "patterns", "--replicates", "3", "2", "--people", "5", "--threads", "1"]) == 0
    assert ran == [(5, (3, 2), 2, 1)] and (tmp_path / "page.md").read_text(encoding="utf-8") == "text\n"
    assert __main__.main([]) == 0 and len(ran) == 1


@pytest.mark.parametrize("what", ["patterns", "falsifiability"])
def test_the_command_refuses_before_it_writes(what: str) -> None:
    words = ["-m", "docs", "--run", what, "--threads", "0", "--lang", "zh"]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (REFUSED, "")
    in_chinese(done.stderr.strip())


@pytest.mark.parametrize("prediction", predictions.read(), ids=lambda prediction: prediction.id)
def test_predictions_can_be_run(prediction: predictions.Prediction) -> None:
    assert {"region", "usual"} <= set(prediction.steps)
    for step in prediction.steps.values():
        predictions.scenario(step.before), predictions.scenario(step.after)
        build(Behaviour, {**step.people, **step.people_after})
        assert (step.before, dict(step.people)) != (step.after, {**step.people, **step.people_after})
        assert set(step.expect) <= set(NAMES) and set(step.expect.values()) <= set(predictions.EXPECTED)


@pytest.mark.parametrize("page", ["falsifiability.md", "falsifiability.zh.md", "model_card.md", "model_card.zh.md"])
def test_names_on_the_plain_pages_exist(page: str, generated: dict[str, str]) -> None:
    named = re.findall(r"`([a-z]+(?:_[a-z]+)+)`", generated[page])
    listed = (entry.id for entry in (*list_behaviour(), *list_reforms()))
    known = {*meanings(Levers), *meanings(Behaviour), *NAMES, *listed}
    assert not set(named) - known


def test_examples_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", INDEX, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    names: dict[str, Any] = {"__name__": "guide"}
    for position, code in enumerate(re.findall(r"^```python\n(.*?)^```", INDEX, re.MULTILINE | re.DOTALL)):
        exec(compile(code, f"docs/index.md, example {position + 1}", "exec"), names)
    assert names["data"].sizes["scenario"] == 3 and names["paired"].sel(scenario="generalised").sum() == 0
    assert names["honest"].outcomes["initiative"] > names["model"].outcomes["initiative"]
    assert list(names["own"].scenario.values) == ["mine.toml", "mine.toml+quiet.toml=0.8"]
    visits = names["own"].visits.mean(("replicate", "month"))
    assert visits[1] < visits[0]


@pytest.mark.parametrize("page", sorted(HOME.glob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links
