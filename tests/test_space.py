"""The space of uncertain parameters: ranges, designs that fill it, people at its points."""

import re
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.study.space import (
    GRADES,
    PLAUSIBLE,
    Axis,
    Space,
    latin_hypercube,
    plausible_space,
    sobol,
    validity_space,
)
from scenarios.errors import ScenarioError
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, meanings

SPACE = Space((Axis("precision", 1, 100, "log"), Axis("patience", 0.9, 0.99), Axis("rotation", 0, 1)))

# Ranges


def test_every_behavioural_parameter_has_one_row():
    keys = re.findall(r"^(\w+) = ", PLAUSIBLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(meanings(Behaviour))
    assert plausible_space().names == [name for name in meanings(Behaviour) if name not in fixed()]


def fixed():
    """Parameters that are no uncertainty."""
    return re.findall(r"^(\w+) = .*\bfixed = true", PLAUSIBLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_plausible_ranges_are_valid_and_hold_the_default():
    space = plausible_space()
    for axis, declared in zip(space.axes, validity_space(space.names).axes, strict=True):
        assert declared.low <= axis.low <= getattr(Behaviour(), axis.name) <= axis.high <= declared.high, axis.name
        assert axis.grade in GRADES and axis.source


def test_a_factor_is_centred_on_the_default():
    axis = plausible_space(["visit_hours"]).axes[0]
    default = Behaviour().visit_hours
    assert (axis.low, axis.high, axis.scale) == (default / 2, default * 2, "log")
    assert axis.value(np.array([0.5]))[0] == pytest.approx(default)


def test_declared_ranges_of_many_decades_are_logarithmic():
    scales = {axis.name: axis.scale for axis in validity_space(["precision", "mass_real", "patience"]).axes}
    assert scales == {"precision": "log", "mass_real": "linear", "patience": "linear"}


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
        plausible_space(path=rows_but(tmp_path, "rotation", row))
    assert said in str(refused.value) and "ranges.toml" in str(refused.value)


def test_a_fixed_parameter_is_no_axis(tmp_path):
    path = rows_but(tmp_path, "rotation", 'rotation = { fixed = true, grade = "assumed", source = "an option" }')
    space = plausible_space(path=path)
    assert "rotation" not in space.names and len(space) == len(plausible_space()) - 1
    assert space.behaviours(np.full((1, len(space)), 0.3))[0].rotation == Behaviour().rotation
    with pytest.raises(ScenarioError, match="unknown parameter"):
        plausible_space(["rotation"], path)


def test_a_row_given_twice_is_refused(tmp_path):
    path = tmp_path / "ranges.toml"
    path.write_text(PLAUSIBLE.read_text(encoding="utf-8") + '\ncoping = { factor = 2, grade = "A", source = "" }\n')
    with pytest.raises(ScenarioError, match="not valid TOML"):
        plausible_space(path=path)


# Mapping


def test_ends_of_the_cube_are_ends_of_the_ranges():
    assert np.array_equal(SPACE.values(np.array([[0.0] * 3, [1.0] * 3])), [[1, 0.9, 0], [100, 0.99, 1]])
    assert SPACE.values(np.full((1, 3), 0.5))[0] == pytest.approx([10, 0.945, 0.5])


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_values_and_coordinates_undo_each_other(point):
    unit = np.array([point])
    values = SPACE.values(unit)
    assert np.allclose(SPACE.unit(values), unit, atol=1e-10)
    assert np.all((values >= [1, 0.9, 0]) & (values <= [100, 0.99, 1]))


def test_people_have_the_values_of_their_point_and_else_those_of_the_base():
    unit = np.array([[0.5, 0.0, 1.0]])
    [person] = SPACE.behaviours(unit, Behaviour(contagion=0.1))
    expected = asdict(Behaviour(contagion=0.1)) | {"precision": 10.0, "patience": 0.9, "rotation": 1.0}
    assert asdict(person) == expected


def test_a_parameter_that_is_none_of_behaviour_makes_no_people():
    with pytest.raises(ParameterError, match="precisoin"):
        Space((Axis("precisoin", 1, 2),)).behaviours(np.array([[0.5]]))


def test_part_of_a_space():
    assert SPACE.only(["rotation", "precision"]).names == ["precision", "rotation"]
    with pytest.raises(ScenarioError, match="did you mean"):
        SPACE.only(["rotatoin"])
    inner = SPACE.narrowed(np.array([[0.5, 1.0], [0.0, 0.5], [0.25, 0.75]]))
    assert [(axis.low, axis.high) for axis in inner.axes] == [(10, 100), (0.9, 0.945), (0.25, 0.75)]


# Designs


@pytest.mark.parametrize("points", [1, 7, 50])
def test_a_latin_hypercube_has_one_point_in_each_stratum(points):
    unit = latin_hypercube(SPACE, points).unit
    assert np.array_equal(np.sort(np.floor(unit * points), axis=0), np.repeat(np.arange(points)[:, None], 3, axis=1))


def test_sobol_points_are_balanced_over_every_pair_of_axes():
    unit = sobol(SPACE, 64).unit
    for one, other in ((0, 1), (0, 2), (1, 2)):
        cells = np.floor(unit[:, one] * 4) * 4 + np.floor(unit[:, other] * 4)
        assert np.all(np.bincount(cells.astype(int), minlength=16) == 4)


@pytest.mark.parametrize("make", [latin_hypercube, sobol])
def test_the_seed_makes_the_design(make):
    assert np.array_equal(make(SPACE, 8, seed=3).unit, make(SPACE, 8, seed=3).unit)
    assert not np.array_equal(make(SPACE, 8, seed=3).unit, make(SPACE, 8, seed=4).unit)
    record = make(SPACE, 8, seed=3).record()
    assert (record["kind"], record["seed"], record["points"]) == (make.__name__, 3, 8)
    assert record["axes"][0]["name"] == "precision"


def test_a_design_over_all_parameters_makes_possible_people():
    design = sobol(plausible_space(), 16)
    assert len(design.behaviours()) == 16 and design.values.shape == (16, len(design.space))
