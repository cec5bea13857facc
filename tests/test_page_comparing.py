"""What the page makes of its runs is what the program makes of its own: effects by horizon, costs, and why."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from analysis.accounts import rows
from analysis.effects_of_results import effects_of
from analysis.horizons import course_of
from experiments.compare.comparison import new_comparison
from experiments.compare.running import run_comparison
from experiments.credibility.explain.split import Question, explain
from scenarios import load, load_place

RUNNER = Path(__file__).with_name("wasm") / "comparing.mjs"
MEASURES = ["formalism", "score_truth"]
MONTHS, WARMUP, SEED, REPLICATES, SPLIT = 36, 6, 3, 3, 2
pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs node")
# Baseline and scenario: a reform that begins later with one that is paid once, and another regime with a lever moved.
PAIRS = (
    ("generalised", "generalised+mutual_recognition=0.5@12+data_driven@12"),
    ("generalised+third_party_mystery@0", "minimal+training_exchange,visits=0.4"),
)


@pytest.fixture(scope="module", params=PAIRS, ids=lambda pair: pair[1])
def both(request, tmp_path_factory):
    """The page's answers, and the two scenarios that they are about."""
    baseline, scenario = request.param
    study = {"place": "class", "seed": SEED, "months": MONTHS, "warmup": WARMUP}
    asked = {"study": study, "baseline": baseline, "scenario": scenario, "count": REPLICATES, "measures": MEASURES}
    file = tmp_path_factory.mktemp("asked") / "asked.json"
    file.write_text(json.dumps(asked | {"split": SPLIT}), encoding="utf-8")
    done = subprocess.run(["node", RUNNER, file], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), load(baseline), load(scenario)


@pytest.fixture(scope="module")
def effects(both):
    _, baseline, scenario = both
    compared = new_comparison([scenario], load_place("class"), MONTHS, REPLICATES, SEED, baseline, warmup=WARMUP)
    return effects_of(run_comparison(compared))


def close(found, expected):
    """A number, its interval's ends: the same but for the order of sums."""
    ends = [found[name] for name in ("mean", "low", "high")]
    assert ends == pytest.approx([expected.mean, expected.low, expected.high], rel=1e-9, abs=1e-12)


def test_effects_by_horizon(both, effects):
    found, _, scenario = both
    seen = 0
    for measure in MEASURES:
        for years, expected in course_of(effects, scenario.id, measure).years.items():
            close(found["horizons"][f"{measure} {years}"], expected)
            seen += 1
    assert seen == len(found["horizons"]) >= 2


def test_costs_by_line(both, effects):
    found, _, scenario = both
    table = [row for row in rows(effects) if row["scenario"] == scenario.id]
    assert {row["line"] for row in table} == set(found["lines"])
    for row in table:
        own = found["lines"][row["line"]]
        assert own["cost"]["mean"] == pytest.approx(row["cost"], rel=1e-9, abs=1e-12), row["line"]
        ends = [own["more"][name] for name in ("mean", "low", "high")]
        assert ends == pytest.approx([row["difference"], row["low"], row["high"]], rel=1e-9, abs=1e-9), row["line"]
    assert sum(abs(row["difference"]) > 1e-6 for row in table) > 5


def test_mechanisms_carry_what_kaohe_explain_says(both):
    found, baseline, scenario = both
    place = [load(own).id for _, own in PAIRS].index(scenario.id)  # one outcome for each pair
    question = Question(scenario, baseline, load_place("class"), MEASURES[place], MONTHS, SPLIT, SEED, WARMUP)
    expected, own = explain(question), found["explained"][place]
    close(own["whole"], expected.whole)
    close(own["remainder"], expected.remainder)
    assert own["level"] == pytest.approx(expected.level)
    parts = {part["id"]: part for part in own["parts"]}
    for part in expected.parts:
        close(parts[part.mechanism.id]["share"], part.share)
        close(parts[part.mechanism.id]["alone"], part.alone)
    assert sum(abs(part.share.mean) > 1e-6 for part in expected.parts) > 3
