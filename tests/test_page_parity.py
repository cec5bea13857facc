"""The page gives the very bits of the program: every outcome in every month, whatever is in a scenario."""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from small import kaohe, write_county

from experiments.compare.comparison import new_comparison
from kaohe.page.document import PAGE
from scenarios import list_packages, list_reforms, list_regimes, load, load_place
from sim.world import World

RUNNER = Path(__file__).with_name("wasm") / "page.mjs"
REPLICATES = 20
needs_node = pytest.mark.skipif(not shutil.which("node"), reason="needs node")
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


def native(baseline, scenario, place, warmup, months, seed, replicate) -> str:
    base, own = load(baseline), load(scenario)
    both = [base] if own.id == base.id else [base, own]
    compared = new_comparison(both, load_place(place), months, replicate, seed, base, warmup=warmup)
    case = compared.cases_of(compared.scenarios[-1])[replicate - 1]
    return sha256(World([case]).run().series.tobytes()).hexdigest()


def browser(folder, asks, months, page=PAGE) -> list[str]:
    """asks: (baseline, scenario, place, warmup, seed, replicate) as the page knows them."""
    given = [
        {
            "study": {"place": place, "seed": seed, "months": months, "warmup": warmup},
            "baseline": baseline,
            "scenario": scenario,
            "replicate": replicate,
        }
        for baseline, scenario, place, warmup, seed, replicate in asks
    ]
    (folder / "asks.json").write_text(json.dumps(given), encoding="utf-8")
    done = subprocess.run(["node", RUNNER, page, folder / "asks.json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


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


@needs_node
@pytest.mark.slow
def test_every_regime_reform_and_package_has_the_same_bits_with_twenty_seeds(tmp_path):
    regimes = [entry.id for entry in list_regimes()]
    parts = [entry.id for entry in (*list_reforms(), *list_packages())]
    scenarios = [*regimes, *(f"generalised+{part}" for part in parts)]
    asks = [("generalised", s, "class", 36, 1, r) for s in scenarios for r in range(1, REPLICATES + 1)]
    expected = [native(*ask[:4], 120, *ask[4:]) for ask in asks]
    assert browser(tmp_path, asks, 120) == expected
