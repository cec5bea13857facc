"""`--precision`: replicates are added until intervals in the goal are narrow enough; nothing is run twice."""

from collections import Counter

import pytest
from small import write_county

import experiments.compare.running as running
from analysis.effects_of_results import effects_of
from analysis.files.kept import read_results
from analysis.precision import widest
from experiments.compare.results import Precision, precision_of
from kaohe.cli import run as command
from scenarios.errors import ScenarioError

SHORT = ("--months", "14", "--warmup", "0", "--threads", "1")


@pytest.fixture
def runs(monkeypatch):
    """How often each run was made: replicates of each scenario by seed and rule of decision."""
    made, run_cases = Counter(), running.run_cases

    def counting(cases, **options):
        made.update((each.seed, each.behaviour, len(cases)) for each in cases)
        return run_cases(cases, **options)

    monkeypatch.setattr(running, "run_cases", counting)
    return made


def test_it_is_reached_without_a_run_made_twice_and_kept_when_the_folder_is_redone(runs, tmp_path, capsys):
    scenarios, out = ("generalised", "generalised+duty_list"), tmp_path / "out"
    asked = ("--precision", "0.0004", "--goal", "formalism", "--replicates", "2", "--rules")
    place = ("--place", str(write_county(tmp_path)))
    assert command(["compare", *scenarios, *place, *SHORT, *asked, "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "not precise enough yet" in said.err and "were asked for" in " ".join(said.out.split())
    assert set(runs.values()) == {len(scenarios)}
    (kept,) = read_results(out).results
    found = widest(effects_of(kept), ("formalism",))
    assert kept.comparison.replicates > 2 and found and found.share <= 0.0004
    assert kept.precision == Precision("formalism", 0.0004) and len(kept.rules) == 4
    runs.clear()
    assert command(["redo", str(out), "--out", str(tmp_path / "again"), "--threads", "1"]) == 0
    (again,) = read_results(tmp_path / "again").results
    assert again.precision == kept.precision and again.digest == kept.digest


@pytest.mark.parametrize(
    ("asked", "said"), [({"outcome": "x", "share": 0.1}, '"x"'), ({"outcome": "burden", "share": 2}, "0 to 1")]
)
def test_a_precision_changed_by_hand_is_refused(asked, said):
    with pytest.raises(ScenarioError, match=said):
        precision_of({"precision": asked}, "run.json")
