"""The page gives the very bits of the program: every outcome in every month, whatever is in a scenario."""

import shutil
from pathlib import Path

import pytest
from page_runs import browser, native, native_by_measure
from small import kaohe, write_county

from app.bundle import bundle
from kaohe.page.document import PAGE
from scenarios import list_packages, list_reforms, list_regimes, load, load_place

IN_CHROMIUM = Path(__file__).with_name("wasm") / "chromium.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
REPLICATES = 20
needs_node = pytest.mark.skipif(not shutil.which("node"), reason="needs node")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
# Baseline, scenario, place, warm-up: levers, another regime, reforms that stand from before, none of it.
SAMPLE = (
    ("generalised", "generalised", "class", 36),
    ("generalised", "generalised,base_target=0.6,visits=0.3", "class", 36),
    ("generalised", "minimal,base_target=0.6", "class", 24),
    ("extreme+mutual_recognition@0", "yinzhou+mutual_recognition@0", "class", 24),
    ("leping+mutual_recognition@0", "leping+mutual_recognition@0+empowerment", "class", 12),
    ("generalised", "generalised+zhou=0.5+citizens_weight@0", "yinzhou", 12),
    ("leping", "leping", "leping", 0),
)


def in_chromium(asks, months) -> list[list[str]]:
    """asks: (baseline, scenario, place, warmup, seed, replicates), run by the page's own workers in the browser."""
    given = [
        {
            "study": {"place": place, "seed": seed, "months": months, "warmup": warmup},
            "baseline": baseline,
            "scenario": scenario,
            "count": replicates,
        }
        for baseline, scenario, place, warmup, seed, replicates in asks
    ]
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(PAGE.as_uri())
        page.evaluate(bundle(IN_CHROMIUM))
        found = page.evaluate("asks => kaoheRuns(asks)", given)
        browser.close()
    return found


@needs_chromium
def test_a_sample_has_the_same_bits_in_chromium():
    asks = [(*row, 3, 2) for row in SAMPLE]
    expected = [[native_by_measure(*row, 30, 3, replicate) for replicate in (1, 2)] for row in SAMPLE]
    assert in_chromium(asks, 30) == expected


@needs_node
def test_a_sample_of_scenarios_has_the_same_bits(tmp_path):
    asks = [(*row, 3, 2) for row in SAMPLE]
    expected = [native(*row, 30, 3, 2) for row in SAMPLE]
    assert len(set(expected)) == len(expected)
    assert browser(tmp_path, asks, 30) == expected


@needs_node
def test_a_page_of_ones_own_has_the_bits_of_the_county_and_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_county(tmp_path)
    mine = Path("mine.toml")
    mine.write_text('extends = "leping+zhou=0.5@6"\n[about]\nen = "x"\nzh = "我的"\n[levers]\nvisits = 0.4\n', "utf-8")
    assert kaohe("page", "--out", "own.html", "--place", "county.csv", "--scenario", "./mine.toml") == 0
    place = load_place("county.csv")
    expected = [native("./mine.toml", "./mine.toml", "county.csv", 12, 24, 1, 1)]
    text = "mine.toml+" + "+".join(f"{r}={d}@{s:g}" for r, d, s, _ in load("./mine.toml").parts[1])
    assert browser(tmp_path, [(text, text, place.id, 12, 1, 1)], 24, Path("own.html")) == expected


def every_scenario() -> list[str]:
    parts = [entry.id for entry in (*list_reforms(), *list_packages())]
    return [*(entry.id for entry in list_regimes()), *(f"generalised+{part}" for part in parts)]


@needs_chromium
@pytest.mark.slow
def test_every_regime_reform_and_package_has_the_same_bits_in_chromium_with_twenty_seeds():
    scenarios, seeds = every_scenario(), range(1, REPLICATES + 1)
    found = in_chromium([("generalised", s, "class", 36, 1, REPLICATES) for s in scenarios], 120)
    assert found == [
        [native_by_measure("generalised", s, "class", 36, 120, 1, replicate) for replicate in seeds] for s in scenarios
    ]


@needs_node
@pytest.mark.slow
def test_every_regime_reform_and_package_has_the_same_bits_with_twenty_seeds(tmp_path):
    asks = [("generalised", s, "class", 36, 1, r) for s in every_scenario() for r in range(1, REPLICATES + 1)]
    expected = [native(*ask[:4], 120, *ask[4:]) for ask in asks]
    assert browser(tmp_path, asks, 120) == expected
