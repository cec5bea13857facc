"""The plausible ranges of behaviour, as axes."""

import re

import numpy as np
import pytest

from experiments.study.plausible_ranges import PLAUSIBLE, plausible_axes
from scenarios.errors import ScenarioError
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings


def test_every_behavioural_parameter_has_one_row():
    keys = re.findall(r"^(\w+) = ", PLAUSIBLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(meanings(Behaviour))
    assert names(plausible_axes()) == [name for name in meanings(Behaviour) if name not in fixed()]


def names(axes):
    return [axis.target for axis in axes]


def fixed():
    """Parameters that are no uncertainty."""
    return re.findall(r"^(\w+) = .*\bfixed = true", PLAUSIBLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_plausible_ranges_are_valid_and_hold_the_default():
    for axis in plausible_axes():
        declared = meanings(Behaviour)[axis.target]
        assert axis.kind == "behaviour" and axis.low < axis.high
        assert declared.low <= axis.low <= getattr(Behaviour(), axis.target) <= axis.high <= declared.high, axis.name


def test_a_factor_is_centred_on_the_default():
    (axis,) = plausible_axes(["visit_hours"])
    default = Behaviour().visit_hours
    assert (axis.low, axis.high, axis.distribution) == (default / 2, default * 2, "log_uniform")
    assert axis.value(np.array([0.5]))[0] == pytest.approx(default)


def rows_but(tmp_path, name, row):
    """The shipped file with one row replaced, or left out."""
    lines = PLAUSIBLE.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{name} = ")]
    path = tmp_path / "ranges.toml"
    path.write_text("\n".join([*kept, row]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("", "no row for rotation"),
        ('rotatoin = { factor = 2, grade = "assumed", source = "" }', 'did you mean "rotation"'),
        ('rotation = { factor = 2, grade = "assumed", source = "", hihg = 1 }', 'did you mean "high"'),
        ('rotation = { factor = 0.5, grade = "assumed", source = "" }', "rotation.factor"),
        ('rotation = { factor = 2, low = 0, grade = "assumed", source = "" }', "factor, or low and high, or fixed"),
        ('rotation = { low = 0.1, grade = "assumed", source = "" }', "factor, or low and high, or fixed"),
        ('rotation = { fixed = true, low = 0.1, high = 1, grade = "A", source = "" }', "or fixed"),
        ('rotation = { fixed = false, grade = "A", source = "" }', "rotation.fixed"),
        ('rotation = { grade = "A", source = "" }', "or fixed"),
        ('rotation = { low = "a", high = 1, grade = "assumed", source = "" }', "rotation.low"),
        ('rotation = { low = 0.1, high = 7, grade = "assumed", source = "" }', "from 0 to 1"),
        ('rotation = { low = 0.4, high = 0.5, grade = "assumed", source = "" }', "leaves out the default"),
        ('rotation = { low = 0, high = 0.5, scale = "log", grade = "A", source = "" }', "logarithmic"),
        ('rotation = { low = 0.1, high = 0.5, grade = "D", source = "" }', '"assumed"'),
        ('rotation = { low = 0.1, high = 0.5, grade = "A" }', "rotation.source"),
        ("rotation = 2", "a table"),
    ],
)
def test_a_bad_row_is_refused_in_one_sentence(tmp_path, row, said):
    with pytest.raises(ScenarioError) as refused:
        plausible_axes(path=rows_but(tmp_path, "rotation", row))
    assert said in str(refused.value) and "ranges.toml" in str(refused.value)


def test_a_fixed_parameter_is_no_axis(tmp_path):
    path = rows_but(tmp_path, "rotation", 'rotation = { fixed = true, grade = "assumed", source = "an option" }')
    assert names(plausible_axes(path=path)) == [name for name in names(plausible_axes()) if name != "rotation"]
    with pytest.raises(ScenarioError, match="unknown parameter"):
        plausible_axes(["rotation"], path)


def test_some_come_in_the_order_of_behaviour():
    assert names(plausible_axes(["rotation", "precision"])) == ["precision", "rotation"]
    with pytest.raises(ScenarioError, match='did you mean "rotation"'):
        plausible_axes(["rotatoin"])


def test_a_row_given_twice_is_refused(tmp_path):
    path = tmp_path / "ranges.toml"
    path.write_text(PLAUSIBLE.read_text(encoding="utf-8") + '\ncoping = { factor = 2, grade = "A", source = "" }\n')
    with pytest.raises(ScenarioError, match="not valid TOML"):
        plausible_axes(path=path)
