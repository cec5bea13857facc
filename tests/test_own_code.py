"""Measures and cadres of a user's own: in Python, on the command line, in studies, in records."""

import json
import shutil
from pathlib import Path

import mesa
import numpy as np
import own_module
import pandas
import pytest
from small import in_chinese, kaohe, write_county

import kaohe as front
from analysis.effects_of_results import effects_of_dataset
from analysis.tables.comparison import levels_table, summary
from experiments.run.own_code import PREFIXES, TAKEN
from scenarios.errors import Mistakes, ScenarioError
from sim.measures import NAMES

SCENARIOS = ["generalised", "generalised+mutual_recognition=0.5", "minimal"]
SIZES = {"months": 24, "warmup": 12, "replicates": 2}
MODULE = Path(own_module.__file__)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the user's with a county and a module, from which everything is run."""
    write_county(tmp_path)
    shutil.copy(MODULE, tmp_path / "my_module.py")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compare(scenarios=SCENARIOS, **more):
    return front.compare(scenarios, "county.csv", **SIZES | more)


def same(one, other):
    return all(np.array_equal(one[name], other[name], equal_nan=True) for name in NAMES)


# Measures


def test_a_built_in_measure_written_again_has_the_same_bits_and_nothing_else_changes():
    plain = compare()
    own = compare(measures={"again": own_module.burden_again, "count": own_module.months_so_far})
    assert same(plain, own) and np.array_equal(own.again, plain.burden)
    assert (own["count"] == own.month).all()  # from 1, after the warm-up


def test_no_bit_depends_on_threads_or_on_how_it_is_named():
    several = compare(measures=["my_module.py:gini_of_time"], threads=2, replicates=3)
    one = compare(measures={"gini_of_time": own_module.gini_of_time}, threads=1, replicates=3)
    assert np.array_equal(one.gini_of_time, several.gini_of_time)
    assert float(one.gini_of_time.min()) > 0 and float(one.gini_of_time.max()) < 1


def test_it_stands_in_tables_intervals_and_horizons():
    data = compare(measures=[own_module.gini_of_time], replicates=3, worlds=2)
    found = effects_of_dataset(data)
    row = summary(found).set_index(["scenario", "measure"]).loc[("minimal", "gini_of_time")]
    assert row["low"] < row["mean"] < row["high"] and row["unit"] == "index" and row["worlds"] == 2
    horizons = front.horizons(data).query("measure == 'gini_of_time' and scenario == 'minimal'")
    year = data.gini_of_time.sel(month=slice(1, 12)).mean("month")
    effect = (year.sel(scenario="minimal") - year.sel(scenario="generalised")).mean("replicate")
    assert horizons.years.tolist() == [1] and np.isclose(horizons.effect.iloc[0], effect)
    assert "抓落实时间差距" in list(levels_table(found, "minimal", "zh").columns[0].cells)


def test_every_quantity_of_a_county_can_be_read_and_none_be_changed():
    seen = {}

    def looks(county):
        for view in ("townships", "cadres", "higher_offices", "levers", "outcomes"):
            quantities = getattr(county, view)
            seen[view] = {name: np.shape(quantities[name]) for name in quantities}
        seen["axes"] = len(county.fields), len(county.activities), len(county.offices)
        return 0.0

    compare(["generalised"], measures={"looks": looks}, months=1, replicates=1)
    fields, activities, offices = seen["axes"]
    assert seen["townships"]["level"] == (3, fields) and seen["townships"]["trust"] == (3,)
    assert seen["cadres"]["share"] == (21, activities) and seen["cadres"]["burnout"] == (21,)
    assert seen["higher_offices"]["visit_rate"] == (offices,) and seen["levers"]["visits"] == ()
    with pytest.raises(ScenarioError, match="read-only"):
        compare(["generalised"], measures=[own_module.meddling])


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ("my_module.py:broken", r"my_module.py:broken, line \d+, month 5: ZeroDivisionError"),
        ("my_module.py:no_number", "my_module.py:no_number, month 1: .*one number"),
        ("my_module.py:gini_of_tine", 'unknown name "gini_of_tine"; did you mean "gini_of_time"'),
        ("nix.py:gini", "nix.py: no such file"),
        ("my_module.py", "in a Python|a Python file and a name"),
        ("my_module.py:FIRST_BROKEN", "a function of a county"),
        ("bad.py:gini", r"bad.py, line 2: cannot be loaded. NameError"),
        ({"burden": "my_module.py:broken"}, '"burden" is the name of something else'),
        ({"level": "my_module.py:broken"}, '"level" is the name of something else'),
        ({"a b": "my_module.py:broken"}, "a b"),
    ],
)
def test_what_is_wrong_is_one_message_that_names_file_function_and_month(folder, measures, said):
    (folder / "bad.py").write_text("import numpy\nx = numpi.zeros(3)\n")
    with pytest.raises(ScenarioError, match=said) as refused:
        compare(["generalised"], measures=measures)
    in_chinese(refused.value.render("zh"))


def test_no_name_of_labelled_results_is_free():
    data = compare(["generalised"], months=1, replicates=1, worlds=1, rules=True)
    known = {*TAKEN, *NAMES}
    assert [
        name for name in map(str, (*data.variables, *data.dims)) if name not in known and not name.startswith(PREFIXES)
    ] == []


# Cadres


def test_cadres_that_change_nothing_give_the_same_bits_after_a_warm_up_and_in_another_regime():
    assert same(compare(), compare(cadre_class=own_module.Same))


def test_cadres_that_decide_otherwise_change_outcomes_and_can_be_measured():
    plain = compare(["generalised"])
    own = compare(["generalised"], cadre_class="my_module.py:Stubborn", measures=["my_module.py:burden_again"])
    assert float(own.slack.min()) > float(plain.slack.max())
    assert np.array_equal(own.burden_again, own.burden)


def test_what_cadres_raise_is_told_with_class_and_month():
    with pytest.raises(ScenarioError, match=r"my_module.py:Confused.*in the warm-up: ParameterError.*sum"):
        compare(["generalised"], cadre_class="my_module.py:Confused")
    with pytest.raises(ScenarioError, match="a subclass of"):
        compare(["generalised"], cadre_class="my_module.py:broken")


# Command line and records


def test_results_keep_a_copy_and_redo_asks_and_refuses_what_has_changed(folder, capsys):
    sizes = [word for name, value in SIZES.items() for word in (f"--{name}", value)]
    own = ("--measure", "my_module.py:gini_of_time", "--cadre-class", "my_module.py:Same")
    assert kaohe("compare", *SCENARIOS[:2], "--place", "county.csv", *sizes, *own, "--out", "results") == 0
    assert "Inequality" in capsys.readouterr().out
    series = pandas.read_parquet(folder / "results" / "series.parquet")
    assert series.gini_of_time.notna().all() and "gini_of_time" in (folder / "results" / "horizons.csv").read_text()
    record = json.loads((folder / "results" / "run.json").read_text())["studies"][0]["own"]
    assert record["measures"][0]["source"]["name"] == "gini_of_time" and record["cadre_class"]["name"] == "Same"
    (folder / "my_module.py").unlink()  # the copy is enough
    assert kaohe("redo", "results") == 2
    assert "--own-code" in capsys.readouterr().err
    assert kaohe("redo", "results", "--own-code") == 0
    copy = folder / "results" / "code" / "my_module.py"
    copy.write_text(copy.read_text() + "\n")
    assert kaohe("redo", "results", "--own-code") == 2
    assert "has changed" in capsys.readouterr().err
    copy.unlink()
    assert kaohe("redo", "results", "--own-code", "--lang", "zh") == 2
    in_chinese(capsys.readouterr().err)


def test_what_was_typed_in_is_run_but_cannot_be_redone():
    from experiments.run.own_code import own_from
    from experiments.run.own_files import loaded, own_code

    own = own_code({"one": lambda county: 1.0})
    with pytest.raises(ScenarioError, match="not given from a file of its own"):
        loaded(own_from(json.loads(json.dumps(own.record()))), Path())


# Studies

STUDY = {
    "places": ["county.csv"], "scenarios": SCENARIOS[:2], "months": 24, "warmup": 12,
    "measures": ["my_module.py:gini_of_time", "my_module.py:burden_again"],
    "outcomes": {"burden": {"horizons": [1, 2]}, "gini": {"measure": "gini_of_time", "months": [13, 24]},
                 "again": {"measure": "burden_again", "horizons": [1, 2]}},
    "keep": {"series": ["gini_of_time"], "every": 12, "micro": ["township"]},
    "design": {"kind": "grid", "levels": 3}, "axes": {"lever": {"visits": {"low": 0.2, "high": 1.5}}},
}  # fmt: skip


def test_a_study_has_them_as_outcomes_and_series_and_is_redone_from_its_folder(capsys):
    data = front.study(STUDY)
    for year in ("y1", "y2"):
        assert np.array_equal(data[f"again_{year}"], data[f"burden_{year}"])
    kept = data["series_gini_of_time"].sel(month=24)
    assert np.allclose(kept, data.gini) and data.gini.attrs["long_name_zh"] == "抓落实时间差距"
    path = data.attrs["folder"]
    assert kaohe("study", "redo", path) == 2
    assert "--own-code" in capsys.readouterr().err
    assert kaohe("study", "redo", path, "--own-code") == 0
    (Path(path) / "code" / "my_module.py").write_text("")
    assert kaohe("study", "redo", path, "--own-code") == 2
    assert "has changed" in capsys.readouterr().err


def test_the_same_module_changed_is_another_study(folder):
    first = front.study(STUDY).attrs["folder"]
    (folder / "my_module.py").write_text(MODULE.read_text() + "\n# another thought\n")
    assert front.study(STUDY).attrs["folder"] != first


def test_a_measure_that_fails_is_a_failed_row_and_stops_nothing():
    own = STUDY | {"measures": {"bad": "my_module.py:broken"}, "outcomes": ["burden", "bad"], "keep": {}}
    data = front.study(own | {"cadre_class": "my_module.py:Stubborn"})
    runs = pandas.read_parquet(Path(data.attrs["folder"]) / "runs")
    assert set(runs.stage) == {"measure"} and runs.message.str.contains("my_module.py:broken, line .*month 5").all()


def test_every_mistake_about_own_code_in_a_file_is_told_at_once():
    own = STUDY | {"measures": {"a": "nix.py:a", "b": "my_module.py:nix"}, "cadre_class": "my_module.py:broken"}
    with pytest.raises(Mistakes) as refused:
        front.study(own)
    said = "\n".join(map(str, refused.value.errors))
    assert all(word in said for word in ("nix.py", '"nix"', "TownshipCadre", '"gini_of_time"'))


# Mesa's own batches


def test_a_batch_of_mesa_shares_seeds_between_scenarios_and_gives_the_same_bits():
    compared = front.compare(["generalised", "minimal"], "county.csv", months=12, warmup=0, replicates=2)
    seeds = compared.seed.values.tolist()
    parameters = {"scenario": ["generalised", "minimal"], "place": "county.csv", "months": 12, "seed": seeds}
    rows = pandas.DataFrame(mesa.batch_run(front.AssessmentModel, parameters, display_progress=False))
    for row in rows.itertuples():
        own = compared.isel(month=-1, replicate=seeds.index(row.seed)).sel(scenario=row.scenario)
        assert row.formalism == float(own.formalism) and row.complaints == float(own.complaints)


def test_levers_doses_and_a_warm_up_are_parameters_of_a_batch():
    parameters = {
        "scenario": "generalised", "place": "county.csv", "months": 12, "warmup": 12, "baseline": "generalised",
        "lever_visits": [0.3, 1.2], "dose_mutual_recognition": [0, 0.5],
        "measures": {"again": "my_module.py:burden_again"},
    }  # fmt: skip
    seed = int(front.simulate("generalised", "county.csv", months=1, warmup=0, replicates=1).seed[0])
    wrapped = parameters | {"measures": [parameters["measures"]], "seed": seed}
    rows = mesa.batch_run(front.AssessmentModel, wrapped, display_progress=False)
    texts = [
        f"generalised{'+mutual_recognition=0.5' * bool(row['dose_mutual_recognition'])},visits={row['lever_visits']}"
        for row in rows
    ]
    compared = front.compare(["generalised", *texts], "county.csv", months=12, warmup=12, replicates=1)
    assert int(compared.seed[0]) == seed and len(rows) == 4
    for row, text in zip(rows, texts, strict=True):
        assert row["burden"] == row["again"] == float(compared.burden.sel(scenario=text)[0, -1]), text
    with pytest.raises(ScenarioError, match="visits"):
        front.AssessmentModel("generalised", "county.csv", vists=1)
