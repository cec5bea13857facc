"""Runs of the page's engine under Node, and the same runs of the program, as digests of their outcomes."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import numpy as np

from experiments.compare.comparison import new_comparison
from kaohe.page.document import PAGE
from scenarios import load, load_place
from sim.world import World

RUNNER = Path(__file__).with_name("wasm") / "page.mjs"


def series_of(baseline, scenario, place, warmup, months, seed, replicate) -> np.ndarray:
    """Native outcomes of one run, warm-up included: (months, measures)."""
    base, own = load(baseline), load(scenario)
    both = [base] if own.id == base.id else [base, own]
    compared = new_comparison(both, load_place(place), months, replicate, seed, base, warmup=warmup)
    case = compared.cases_of(compared.scenarios[-1])[replicate - 1]
    return World([case]).run().series[0]


def native(*ask) -> str:
    return sha256(series_of(*ask).tobytes()).hexdigest()


def native_by_measure(baseline, scenario, place, warmup, months, seed, replicate) -> str:
    """The months after the warm-up, one outcome after the other."""
    series = series_of(baseline, scenario, place, warmup, months, seed, replicate)[warmup:]
    return sha256(np.ascontiguousarray(series.T).tobytes()).hexdigest()


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
