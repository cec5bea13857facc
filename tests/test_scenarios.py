"""Scenarios: every shipped file, texts that combine them, and records that bring them back."""

import json
import subprocess
import sys
import tomllib
from itertools import combinations, permutations
from math import isclose
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scenarios
from scenarios import REGIMES, Scenario, ScenarioError, load
from scenarios.checking import kind_of
from scenarios.columns import TABLES
from scenarios.combining import combined
from scenarios.shelf import FOLDERS, ROOT, shipped
from sim.parameters.tables import Field
from sim.state.layout import PARAMETERS

PACKAGES = {  # mechanisms.md, end of section D
    "zhang_three_paths": (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 19, 21, 23),
    "zhou": (1, 2, 6, 13, 18, 21, 25),
    "leping_next": (8, 9, 16, 17),
    "yinzhou_package": (9, 10, 11, 12, 13, 20, 22),
}
REFORMS = tuple(shipped("reform"))
SHIPPED = [source for kind in FOLDERS for source in shipped(kind).values()]


def reached(scenario):
    """Values with all reforms phased in, by section and name."""
    return {(line.section, line.name): line.reached for line in scenarios.explain(scenario)}


# What is shipped


def test_the_five_regimes_are_there():
    assert set(REGIMES) <= {entry.id for entry in scenarios.list_regimes()}


def test_regimes_of_earlier_years_are_listed_apart_and_run_like_any_other():
    ids = [entry.id for entry in scenarios.list_history()]
    assert "townships_2005" in ids and not set(ids) & {entry.id for entry in scenarios.list_regimes()}
    light = load("townships_2005+burden_reduction=0.5").regime
    assert light == load("townships_2005").regime and sum(row.items for row in light.indicators) == 42
    with pytest.raises(ScenarioError, match="townships_2005"):
        load("generalised+townships_2005")


def test_reforms_are_listed_in_the_order_of_their_rows():
    numbers = [int(entry.row.removeprefix("D")) for entry in scenarios.list_reforms()]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_hold_exactly_the_rows_of_their_text(package):
    rows = {entry.id: entry.row for entry in scenarios.list_reforms()}
    parts = load(f"generalised+{package}").parts[1]
    assert {rows[reform] for reform, *_ in parts} == {f"D{n}" for n in PACKAGES[package]}
    assert {dose for _, dose, *_ in parts} == {1.0}


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.name)
def test_every_shipped_file_says_where_it_comes_from_and_what_is_assumed(source):
    about = tomllib.loads(source.path.read_text("utf-8"))["about"]
    assert "\n" not in about["en"] + about["zh"]
    assert about["assumed"]
    # The control is in no text; other rules of decision are theory; studies, searches and targets ask.
    assert about.get("source") or source.id == "minimal" or source.kind in ("behaviour", "study", "search", "targets")


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.name)
def test_every_shipped_file_passes_its_own_check(source):
    assert scenarios.check(source.path) == source.kind.replace("history", "regime")


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("reform", (*REFORMS, *PACKAGES))
def test_every_reform_goes_with_every_regime(regime, reform):
    assert load(f"{regime}+{reform}").changes


@pytest.mark.parametrize("reform", REFORMS)
def test_every_reform_moves_the_baseline(reform):
    assert any(line.value != line.reached for line in scenarios.explain(load(f"generalised+{reform}")))


def test_no_reform_names_behaviour_outcomes_or_coverage():
    allowed = {"about", "phase", "assumed", "levers", "readings", "rungs", "fields"}
    for source in shipped("reform").values():
        assert set(tomllib.loads(source.path.read_text("utf-8"))) <= allowed


@pytest.mark.parametrize("kind", ["regime", "reform", "package", "history"])
def test_every_file_says_what_is_given_and_what_is_assumed(kind):
    for source in shipped(kind).values():
        about = tomllib.loads(source.path.read_text("utf-8"))["about"]
        for key in ("given", "assumed"):
            assert about[key].isascii() and about[f"{key}_zh"].strip() and not about[f"{key}_zh"].isascii(), source.name


def test_every_number_of_a_reform_is_from_a_source_or_has_a_range():
    """Those without a range are in the texts, or in orders of 2018-19 and 2024-25 (evidence, section 1)."""
    given = {
        ("burden_reduction", "levers.reporting_frequency"), ("burden_reduction_2019", "levers.reporting_frequency"),
        ("classified_assessment", "levers.within_class"), ("duty_list", "levers.letters"),
        ("duty_list_2025", "levers.letters"), ("shorter_chain", "levers.levels"),
    }  # fmt: skip
    bare = set()
    for reform in REFORMS:
        scenario = load(f"minimal+{reform}")
        [assumed] = [ranges for id, _, ranges in scenario.files if id == reform]
        bare |= {(reform, change.target) for change in scenario.changes if change.target not in assumed}
    assert bare == given


def test_a_reform_from_a_scheme_goes_as_far_as_the_scheme():
    """The same sentence of a text is one number, in the reform and in the regime of the scheme."""
    own = {
        "yinzhou": ("assessor_supervision", "classified_assessment", "one_assessment_body", "track_joining"),
        "leping": ("process_lights", "training_exchange"),
    }
    for regime, reforms in own.items():
        for reform in reforms:
            for change in load(f"minimal+{reform}").changes:
                assert change.value == getattr(load(regime).regime.levers, change.column), (reform, change.column)


def test_ordered_doses_stand_beside_full_ones():
    for ordered, full in (("burden_reduction_2019", "burden_reduction"), ("duty_list_2025", "duty_list")):
        doses = [
            {change.target: change.value for change in load(f"minimal+{word}").changes} for word in (ordered, full)
        ]
        assert set(doses[0]) <= set(doses[1])
    doses = {change.column: change.value for change in load("minimal+burden_reduction_2019").changes}
    assert doses == {"visits": 0.5, "reporting_frequency": 0.7, "letters": 0.7}
    doses = {change.column: change.value for change in load("minimal+duty_list_2025").changes}
    assert doses == pytest.approx({"clarity": (117 + 124) / 340, "letters": 1 - 124 / 340}, abs=0.006)


def test_ranges_of_what_is_assumed_are_shown_and_give_way_to_what_a_user_sets():
    def ranges(text):
        return {f"{line.section}.{line.name}": line.assumed for line in scenarios.explain(load(text))}

    there = ranges("generalised+veto_restraint+citizens_weight+mutual_recognition")
    assert there["levers.veto_loss"] == "× 0.1 … 0.6" and there["levers.mutual_recognition"] == "0.4 … 0.95"
    assert there["readings.citizens.weight"] == "30% … 50%" and there["levers.visits"] == "0.2 … 1"
    assert there["levers.gate"] == ""
    assert ranges("generalised,visits=3")["levers.visits"] == ""
    assert ranges("extreme")["levers.visits"] == "0.4 … 1.9" and ranges("extreme")["levers.service_users"] != ""


def test_places_are_listed_with_both_names():
    assert {"yinzhou", "leping"} <= {entry.id for entry in scenarios.list_places()}
    assert all(entry.name_zh and entry.zh and entry.en for entry in scenarios.list_places())


# Texts


def test_a_reform_is_dosed_and_dated_by_the_text():
    scenario = load("generalised+mutual_recognition=0.5@36+fault_tolerance")
    assert scenario.id == "generalised+fault_tolerance+mutual_recognition=0.5@36"
    assert scenario.parts == (
        "generalised",
        (("fault_tolerance", 1.0, 12.0, 12.0), ("mutual_recognition", 0.5, 36.0, 6.0)),
    )
    assert reached(scenario)["levers", "mutual_recognition"] == 0.5 * 0.8


@pytest.mark.parametrize("base", ["generalised", "leping+assessor_supervision"])
def test_what_two_scenarios_add_can_be_combined_without_reading_files(base):
    """To the scenario of the whole text; what cannot stand together is refused as it is there."""
    under = load(base)
    added = {each: load(f"{base}+{each}") for each in ("duty_list", "duty_list_2025", "zhou=0.5", "empowerment@24")}
    for one, other in combinations(added, 2):
        try:
            whole = load(f"{base}+{other}+{one}")
        except ScenarioError:
            with pytest.raises(ScenarioError):
                combined(under, added[one], added[other])
            continue
        pair = combined(under, added[one], added[other])
        assert pair == whole and pair.record() == whole.record() and pair.files == whole.files
    with pytest.raises(ScenarioError, match="duty_list"):
        combined(under, added["duty_list"], load(f"{base}+duty_list=0.5"))


def test_a_package_passes_its_dose_on():
    doses = {dose for _, dose, *_ in load("generalised+zhou=0.5").parts[1]}
    assert doses == {0.5}


@pytest.mark.parametrize("regime", REGIMES)
def test_dose_zero_is_no_reform_at_all(regime):
    nothing = load("+".join([regime, *(f"{reform}=0" for reform in REFORMS)]))
    assert nothing.overlays == () and nothing.changes == ()
    assert nothing.regime == load(regime).regime


def test_the_order_of_a_text_changes_nothing():
    parts = ("citizens_weight=0.4", "third_party_mystery", "burden_reduction", "duty_list@24")
    several = [load("+".join(["generalised", *order])) for order in permutations(parts)]
    assert len({scenario.id for scenario in several}) == 1
    assert all(other == several[0] and other.overlays == several[0].overlays for other in several)


def test_the_same_reform_twice_is_refused_with_where_it_came_from():
    with pytest.raises(ScenarioError, match='"duty_list" is given twice; expected every one once'):
        load("generalised+duty_list+duty_list")
    with pytest.raises(
        ScenarioError, match=r'"burden_reduction" is given twice \(from zhang_three_paths and from zhou\)'
    ):
        load("generalised+zhang_three_paths+zhou")


def test_single_levers_are_set_in_the_text_or_beside_it():
    scenario = load("generalised+zhou,indicator_load=1.5")
    assert scenario == load("generalised+zhou", set={"indicator_load": 1.5})
    assert scenario.regime.levers.indicator_load == 1.5
    assert scenario.id == "generalised+zhou,indicator_load=1.5"


def test_only_the_mystery_guests_of_d16_are_leping_s_next_step():
    rows = {change.row for change in load("generalised+leping_next").changes if change.table == "readings"}
    assert rows == {"citizens", "mystery"}


# What reforms do to values


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("text", ("citizens_weight", "citizens_weight+third_party_mystery+long_term_achievement"))
def test_citizens_reach_thirty_per_cent_of_the_score_whatever_else_is_added(regime, text):
    values = reached(load(f"{regime}+{text}"))
    weights = {section: value for (section, name), value in values.items() if name == "weight" and "reading" in section}
    assert isclose(weights["readings.citizens"] / sum(weights.values()), 0.30)


def test_at_least_and_at_most_undo_nothing():
    strict = load("generalised", set={"clarity": 0.95, "trace_weight": 0.05, "levels": 1})
    values = reached(
        load(
            "generalised+duty_list+burden_reduction+shorter_chain",
            set={"clarity": 0.95, "trace_weight": 0.05, "levels": 1},
        )
    )
    for name in ("clarity", "trace_weight", "levels"):
        assert values["levers", name] == getattr(strict.regime.levers, name)


@settings(max_examples=30, deadline=None)
@given(
    regime=st.sampled_from(REGIMES),
    doses=st.dictionaries(st.sampled_from(REFORMS), st.floats(0, 1), max_size=8),
)
def test_what_is_shown_is_what_the_kernel_puts_in_force(regime, doses):
    import numpy as np

    from sim.parameters.behaviour import Behaviour
    from sim.rules import reform
    from sim.state.parameter_record import parameters_of
    from sim.world import overlay_records

    scenario = load("+".join([regime, *(f"{name}={dose!r}" for name, dose in doses.items())]))
    row = parameters_of(scenario.regime, Behaviour())
    current = SimpleNamespace(**{name: row[name][0] for name in row.dtype.names})  # views
    base = SimpleNamespace(flat=current.flat.copy())
    rows = overlay_records([scenario.overlays]).view(np.recarray)
    county = SimpleNamespace(overlay_start=0, overlay_count=len(scenario.overlays))
    with pytest.MonkeyPatch.context() as plain:  # the rules as plain Python: nothing is compiled
        for name in ("phase", "blended", "for_share"):
            rule = getattr(reform, name)
            plain.setattr(reform, name, getattr(rule, "py_func", rule))
        apply_reforms = getattr(reform.apply_reforms, "py_func", reform.apply_reforms)
        apply_reforms(current, base, county, rows, 1199)
    from scenarios.explaining import settled

    assert np.array_equal(settled(scenario)[1], current.flat)


def test_explain_names_unit_range_rows_and_the_reform():
    lines = {(line.section, line.name): line for line in scenarios.explain(load("generalised+burden_reduction"))}
    visits = lines["levers", "visits"]
    assert visits.changed_by == ("burden_reduction",) and visits.reached == visits.value / 2
    assert visits.unit and visits.rows and visits.source and visits.low < visits.high and visits.zh
    assert lines["levers", "gate"].changed_by == ()
    declared = sum(len(getattr(load("generalised").regime, kind)) > 0 for kind in TABLES)
    assert len({section.split(".")[0] for section, _ in lines}) == declared + 1


# Files


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


MINE = """
extends = "generalised+mutual_recognition=0.5"
[about]
en = "a calmer county"
zh = "减压县"
[levers]
visits = 0.2
[readings.citizens]
weight = 0.4
"""


def test_a_file_extends_a_scenario(tmp_path):
    scenario = load(write(tmp_path / "mine.toml", MINE))
    assert scenario.id == "mine.toml" and scenario.name_en == "mine"
    assert scenario.regime.levers.visits == 0.2
    assert scenario.regime.indicators == load("generalised").regime.indicators
    assert scenario.parts[1] == (("mutual_recognition", 0.5, 12.0, 6.0),)


def test_a_file_is_a_regime_like_any_other(tmp_path, monkeypatch):
    write(tmp_path / "mine.toml", MINE)
    write(tmp_path / "next.toml", MINE.replace("generalised+mutual_recognition=0.5", "mine.toml+duty_list"))
    monkeypatch.chdir(tmp_path)
    assert [part[0] for part in load("next.toml+fault_tolerance").parts[1]] == [
        "duty_list",
        "fault_tolerance",
        "mutual_recognition",
    ]
    assert load("next.toml+fault_tolerance").id == "next.toml+fault_tolerance"


def test_a_path_may_hold_the_signs_of_the_text(tmp_path):
    path = write(tmp_path / "a+b,c=1@2.toml", MINE)
    assert load(str(path)).regime.levers.visits == 0.2
    assert scenarios.check(path) == "regime"


def test_a_reform_of_one_s_own_is_used_like_a_shipped_one(tmp_path):
    path = write(
        tmp_path / "calm.toml",
        '[about]\nen="x"\nzh="静"\n[levers]\nvisits={scale=0.1}\n[rungs.summons]\nfear={at_most=0}\n[phase]\nstart_month=6\n',
    )
    scenario = load(f"generalised+{path}=0.5@9")
    assert scenario.parts[1] == (("calm.toml", 0.5, 9.0, 0.0),)
    assert isclose(reached(scenario)["levers", "visits"], 0.55 * scenario.regime.levers.visits)
    assert scenarios.check(path) == "reform"


def permuted(tables):
    """The same tables with sections, rows and columns in the opposite order."""
    if not isinstance(tables, dict):
        return tables
    return {key: permuted(tables[key]) for key in reversed(tables)}


def as_toml(tables):
    """Enough of a TOML writer for regime files: inline tables below the first level."""

    def value(thing):
        if isinstance(thing, dict):
            return "{" + ", ".join(f"{key} = {value(part)}" for key, part in thing.items()) + "}"
        if isinstance(thing, list):
            return "[" + ", ".join(map(value, thing)) + "]"
        return json.dumps(thing, ensure_ascii=False)

    top = [f"{key} = {value(part)}" for key, part in tables.items() if not isinstance(part, dict)]
    rest = [
        f"[{key}]\n" + "\n".join(f"{name} = {value(part)}" for name, part in table.items())
        for key, table in tables.items()
        if isinstance(table, dict)
    ]
    return "\n".join([*top, *rest])


@pytest.mark.parametrize("regime", REGIMES)
def test_the_order_of_sections_rows_and_columns_changes_nothing(regime, tmp_path):
    tables = tomllib.loads((ROOT / "regimes" / f"{regime}.toml").read_text("utf-8"))
    texts = {"one": as_toml(tables), "two": as_toml(permuted(tables))}
    assert texts["one"] != texts["two"]
    folders = {}
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        folders[name] = load(write(tmp_path / name / "same.toml", text))
    assert folders["one"] == folders["two"]
    assert folders["one"].record() == folders["two"].record()


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + MINE.encode())
    assert load(path).regime.levers.visits == 0.2


def test_idle_offices_stay_out_and_every_reform_finds_its_rows():
    regime = load("minimal").regime
    assert {office.id for office in regime.offices} == {item.office for item in regime.indicators}
    assert {"citizens", "mystery", "latent"} <= {reading.id for reading in regime.readings}
    assert {"ballot_dismissal", "person_excellent"} <= {rung.id for rung in regime.rungs}
    assert "requests" in {item.id for item in regime.fields}


def test_points_scale_is_no_column_of_a_field():
    assert "points_scale" in PARAMETERS.names and not hasattr(Field, "points_scale")


@pytest.mark.parametrize(
    ("tables", "kind"),
    [
        ({"about": {"row": "D1"}, "levers": {}}, "reform"),
        ({"phase": {}}, "reform"),
        ({"reforms": {}}, "package"),
        ({"extends": "generalised", "phase": {}}, "regime"),
        ({"about": 3}, "regime"),
    ],
)
def test_a_file_is_known_by_its_sections(tables, kind):
    assert kind_of(tables) == kind


# Records and cases


@pytest.mark.parametrize("text", [*REGIMES, "yinzhou+zhang_three_paths=0.3@7,visits=0.7", "extreme+yinzhou_package"])
def test_a_record_brings_the_scenario_back_through_json(text):
    scenario = load(text)
    again = Scenario.from_record(json.loads(json.dumps(scenario.record(), allow_nan=False)))
    assert again == scenario and again.overlays == scenario.overlays
    assert again.record() == scenario.record()
    assert (again.name_en, again.about) == (scenario.name_en, scenario.about)


def test_a_case_has_all_that_a_run_depends_on():
    scenario = load("generalised+citizens_weight")
    case = scenario.case(scenarios.load_place("yinzhou"), months=24, seed=7, covered=["economy"])
    assert case.regime is scenario.regime and case.overlays == scenario.overlays
    assert (case.months, case.seed, case.covered) == (24, 7, frozenset({"economy"}))
    assert len(case.place.townships) == 20


def test_behaviour_may_be_set_apart():
    people = scenarios.load_behaviour({"intrinsic": 0.5})
    assert load("minimal").case(scenarios.load_place("yinzhou"), behaviour=people).behaviour.intrinsic == 0.5


def test_loading_and_listing_bring_no_compiler_along():
    code = (
        "import sys, scenarios; scenarios.load('yinzhou+zhou'); scenarios.list_reforms();"
        "scenarios.load_behaviour({}); sys.exit('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent).returncode == 0
