"""Completeness is one report: its gaps are those named here, and every stated direction of an effect is the model's.

A lever, a behavioural parameter or a reform that ships needs a sign in `experiments/credibility/coverage/signs.toml`,
or a reason here why none follows. No regime has to name a lever: the report lists that all the same.
"""

import re
import shutil

import pytest

import scenarios
from docs.files import HOME as DOCS
from docs.pages.parameters import screening
from experiments.credibility.coverage import numbers, signs
from experiments.credibility.coverage.constants import HOME, UNGRADED, constants, constants_of
from experiments.credibility.coverage.report import BASELINE, report
from experiments.credibility.coverage.rows import cited
from scenarios import load
from scenarios.shelf import FOLDERS, ROOT
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

KNOWN = {
    # Calibration moves no outcome of a shipped regime; what it does alone stands in test_rows_by_effect.py.
    "lever_sign": {"calibration"},
    # Speeds and steps of computation have no direction in the long run; of two spreads none is clear, nor of how
    # sharply offices choose. Rules of decision are compared apart (tests/test_decision_rules.py).
    "behaviour_sign": {
        "adjustment", "choices", "decision_rule", "fear_learning", "trust_rate", "news_rate",
        "office_precision",
    },
    # A flag that no shipped world raises, and a share that takes many replicates to tell.
    "measure_sign": {"false_alarms", "no_activity"},
}  # fmt: skip
MOST_NUMBERS = 232
SIGNS = signs.read()


def gaps():
    return {check.id: set(check.gaps) for check in report() if check.binding and check.gaps}


def test_gaps_are_those_that_are_known():
    assert gaps() == KNOWN, "see `kaohe doctor --coverage`"
    assert {check.id: check.gaps for check in report()}["reform_sign"] == ()


@pytest.fixture(scope="module")
def measured():
    """The effect on every outcome, by sign."""
    return dict(zip(map(name, SIGNS), signs.measured(SIGNS), strict=True))


def name(sign):
    return f"{sign.kind} {sign.name}"


@pytest.mark.parametrize("sign", SIGNS, ids=name)
def test_effects_have_the_stated_direction(sign, measured):
    assert sign.outcomes
    for outcome, direction in sign.outcomes.items():
        effect = measured[name(sign)][outcome]
        assert effect.sure and direction * effect.mean > 0, (outcome, effect)


def test_an_effect_that_is_none_has_no_sign():
    """Without lights no card is shown."""
    [effect] = signs.measured([signs.Sign("lever", "cards", up=("fabrication",))])
    assert not effect["fabrication"].sure


def test_a_second_reform_of_a_row_is_one_file(tmp_path, monkeypatch):
    """Nothing else has to know of it; the report lists that no sign of it is tested."""
    for folder in FOLDERS.values():
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (ROOT / "reforms" / "mutual_recognition.toml").read_text(encoding="utf-8")
    (tmp_path / "reforms" / "half_recognition.toml").write_text(text.replace("0.8", "0.4"), encoding="utf-8")
    monkeypatch.setattr("scenarios.shelf.ROOT", tmp_path)
    assert [entry.id for entry in scenarios.list_reforms() if entry.row == "D6"] == [
        "half_recognition",
        "mutual_recognition",
    ]
    assert load(f"{BASELINE}+half_recognition+duty_list").changes
    assert gaps() == KNOWN
    assert {check.id: check.gaps for check in report()}["reform_sign"] == ("half_recognition",)


def test_ranges_of_rows_are_spread_and_whole_tables_are_not():
    assert cited("rows C3 to C5, B30 and K6") == {"C3", "C4", "C5", "B30"}
    assert cited("reforms D1 to D25") == set()


def test_numbers_are_counted_once_and_no_more_than_was_agreed():
    """A number more needs a reason; `kaohe doctor --numbers` prints the table, and decision 20 says what counts."""
    counted = {kind.id: kind.count for kind in numbers.kinds() if kind.counted}
    assert sum(counted.values()) == numbers.total() <= MOST_NUMBERS
    assert counted["levers"] == len(meanings(Levers))
    assert ("rules/weights.py", "field_verifiability", 0.3) in set(numbers.in_formulas())


def test_why_each_number_stays_is_said():
    """Decision 20 counts what the model has, and names its constants and what moves little."""
    text = (DOCS / "decisions" / "0020-fewer-numbers.md").read_text(encoding="utf-8").split("**Why each")[1]
    row = re.compile(r"^\| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
    first, second = text.split("| parameter |")
    kinds, faint = row.findall(first)[2:], row.findall(second)[1:]  # without heads and rules
    stated = {kind: int(number) for kind, number, _ in kinds}
    assert sum(stated.values()) == numbers.total() and stated["levers"] == len(meanings(Levers))
    assert set(re.findall(r"`([A-Z_]+)`", str(kinds))) == {c.name for c in constants() if c.grade != "derived"}
    moved = {each.name: each.effect for each in screening()}
    little = {f"`{name}`": f"{effect:.3f}"[1:] for name, effect in moved.items() if effect < 0.03}
    assert little == {name: effect for name, effect, _ in faint}
    assert stated["parameters that do not"] == len(little)
    assert stated["parameters that move conduct by .03"] == len(moved) - len(little)


def test_numbers_in_the_rules_are_collected_and_indices_are_not(tmp_path):
    found = {constant.name: constant for constant in constants()}
    assert found["DATA_SEES"].grade == "assumed" and found["DATA_SEES"].value == "0.6"
    assert found["OFF_LIST"].grade == "published"
    assert found["POINTS_OF_QUADRATURE"].grade == "derived"
    assert found["JOINT_LENGTH"].value == "1.3" and found["HABIT"].value.count(",") == 4
    rules = "".join(path.read_text(encoding="utf-8") for path in HOME.glob("rules/*.py"))
    assert set(re.findall(r"^([A-Z_]+) = .*\(assumed", rules, re.MULTILINE)) <= set(found)
    assert not {"MONEY", "CHECK", "OFFICE", "ALL", "CLOSED", "N_MEASURES"} & set(found)
    bare = tmp_path / "bare.py"
    bare.write_text("PACE = 0.3\nKNOWN = 0.4  # pace (assumed)\n", encoding="utf-8")
    assert [each.grade for each in constants_of(bare, tmp_path)] == [UNGRADED, "assumed"]
