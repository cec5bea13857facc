"""The documentation says what the code says: generated tables are up to date, examples run, every row has a place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs import generate
from experiments.credibility.falsifiability import predictions
from sim.measures import MEASURES, NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import build, meanings
from sim.parameters.levers import Levers

DOCS = Path(generate.__file__).parent
PAGES = sorted(generate.pages())
INDEX = (DOCS / "index.md").read_text(encoding="utf-8")
COUNTS = {"A": (1, 9), "B": (1, 30), "C": (0, 17), "D": (1, 25), "E": (1, 8)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_generated_pages_are_as_the_code_says(path: Path) -> None:
    same = path.read_text(encoding="utf-8") == generate.pages()[path]
    assert same, f"docs/{path.name} no longer says what the code says; run: {generate.COMMAND}"


def test_markers_are_all_known_and_used() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")}
    marked = {name: re.findall(r"<!-- generated: (\w+) -->", text) for name, text in texts.items()}
    assert set().union(*marked.values()) == set(generate.SECTIONS) | generate.FROM_RUNS
    assert {name for name, found in marked.items() if found} == set(generate.FILLED)
    assert all(text.count("<!-- generated: ") == text.count("<!-- end -->") for text in texts.values())


def test_tables_in_odd_are_filled() -> None:
    text = (DOCS / "odd.md").read_text(encoding="utf-8")
    assert all(f"| `{measure.id}` |" in text for measure in MEASURES)
    assert "| 9 | end of January | targets, people |" in text
    rules = [path.name for path in (generate.ROOT / "sim/rules").glob("[a-z]*.py")]
    assert all(re.search(rf"\| 7\.\d+ \| `rules/{name}` \| \w", text) for name in rules)


def test_what_runs_fill_is_left_alone() -> None:
    text = "<!-- generated: falsifiability -->\n| of | runs |\n<!-- end -->\n"
    assert generate.fill(text) == text


@pytest.mark.parametrize("prediction", predictions.read(), ids=lambda prediction: prediction.id)
def test_predictions_can_be_run(prediction: predictions.Prediction) -> None:
    assert {"region", "usual"} <= set(prediction.steps)
    for step in prediction.steps.values():
        predictions.scenario(step.before), predictions.scenario(step.after)
        build(Behaviour, {**step.people, **step.people_after})
        assert (step.before, dict(step.people)) != (step.after, {**step.people, **step.people_after})
        assert set(step.expect) <= set(NAMES) and set(step.expect.values()) <= set(predictions.EXPECTED)


@pytest.mark.parametrize("page", ["falsifiability.md", "falsifiability.zh.md", "model_card.md", "model_card.zh.md"])
def test_names_on_the_plain_pages_exist(page: str) -> None:
    named = re.findall(r"`([a-z]+(?:_[a-z]+)+)`", (DOCS / page).read_text(encoding="utf-8"))
    known = {*meanings(Levers), *meanings(Behaviour), *NAMES}
    assert not set(named) - known


def test_every_row_has_a_title_and_a_place_in_the_code() -> None:
    expected = [f"{letter}{n}" for letter, (first, last) in COUNTS.items() for n in range(first, last + 1)]
    assert expected == generate.ROWS
    nowhere = [row for row, places in generate.coverage().items() if not places.in_code]
    assert not nowhere, f"rows with no place in sim/ or scenarios/: {nowhere}"


def test_every_reform_row_is_one_reform() -> None:
    assert all(len(places.reforms) == (row[0] == "D") for row, places in generate.coverage().items())


def test_ranges_of_rows_are_spread_and_whole_tables_are_not() -> None:
    assert generate.cited("rows C3 to C5, B30 and K6") == {"C3", "C4", "C5", "B30"}
    assert generate.cited("reforms D1 to D25") == set()


def test_drift_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "MEASURES", MEASURES[1:])
    page = DOCS / "odd.md"
    assert generate.pages()[page] != page.read_text(encoding="utf-8")


def test_examples_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", INDEX, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    names: dict[str, Any] = {"__name__": "guide"}
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", INDEX, re.MULTILINE | re.DOTALL)):
        exec(compile(code, f"docs/index.md, example {number + 1}", "exec"), names)
    assert names["data"].sizes["scenario"] == 3 and names["paired"].sel(scenario="generalised").sum() == 0
    assert names["honest"].outcomes["initiative"] > names["model"].outcomes["initiative"]
    assert list(names["own"].scenario.values) == ["mine.toml", "mine.toml+quiet.toml=0.8"]
    visits = names["own"].visits.mean(("replicate", "month"))
    assert visits[1] < visits[0]


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links
