"""Comparisons: labelled, under common luck, and the same bits however they are run."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import ROWS, write_county

import kaohe
from analysis.effects_of_results import effects_of, effects_of_dataset
from analysis.statistics import estimate, student_quantile
from analysis.tables.comparison import levels_table, summary
from experiments.compare.comparison import Comparison, comparisons_of
from experiments.compare.running import run_comparison
from experiments.compare.window import FIRST_SCORE, YEARLY, summarise, window
from experiments.run.runner import chunks
from experiments.run.seeds import replicate_seed
from kaohe.functions import design_comparison
from scenarios import REGIMES, load, load_behaviour, load_place
from scenarios.errors import ScenarioError
from sim.measures import HEADLINE, MEASURES, NAMES
from sim.parameters.declaration import ParameterError

SCENARIOS = ("generalised", "generalised+mutual_recognition=0.5", "minimal", "yinzhou")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return load_place(write_county(tmp_path_factory.mktemp("county")))


@pytest.fixture(scope="module")
def study(county):
    return design_comparison(SCENARIOS, county, months=14, replicates=4)


@pytest.fixture(scope="module")
def results(study):
    return run_comparison(study, threads=2)


@pytest.fixture(scope="module")
def effects(results):
    return effects_of(results)


def same_bits(one, other):
    return np.array_equal(one, other, equal_nan=True)


# Same bits


@pytest.mark.parametrize(("threads", "chunk"), [(1, None), (1, 1), (3, 5), (2, 100)])
def test_threads_and_chunks_change_nothing(study, results, threads, chunk):
    again = run_comparison(study, threads=threads, chunk=chunk)
    assert same_bits(again.series, results.series)
    assert same_bits(again.level, results.level)
    assert again.digest == results.digest


def test_the_order_of_scenarios_changes_nothing(study, results):
    turned = replace(study, scenarios=study.scenarios[::-1])
    again = run_comparison(turned, threads=2)
    assert same_bits(again.series[::-1], results.series)
    assert again.fields == results.fields
    assert same_bits(again.level[::-1], results.level)
    assert again.digest == results.digest


def test_the_order_of_townships_in_a_file_changes_nothing(study, results, tmp_path):
    turned = load_place(write_county(tmp_path, rows=ROWS[::-1]))
    assert run_comparison(replace(study, place=turned)).digest == results.digest


def test_more_replicates_leave_the_first_ones_as_they_were(study, results):
    fewer = run_comparison(replace(study, replicates=2))
    assert same_bits(fewer.series, results.series[:, :2])


def test_a_scenario_alone_is_the_scenario_as_a_baseline(study, results):
    alone = run_comparison(design_comparison([SCENARIOS[0]], study.place, months=14, replicates=4))
    assert same_bits(alone.series[0], results.series[0])


def test_a_reform_at_dose_zero_is_no_reform(county):
    pair = design_comparison(["generalised", "generalised+fault_tolerance=0"], county, months=14, replicates=2)
    series = run_comparison(pair).series
    assert same_bits(series[0], series[1])


# Common luck


def test_every_scenario_meets_the_same_seeds(study):
    seeds = np.array([case.seed for case in study.cases()]).reshape(-1, len(SCENARIOS)).T
    assert (seeds == seeds[0]).all()
    assert len(set(seeds[0])) == study.replicates


@given(st.integers(0, 2**62), st.integers(1, 100_000))
def test_seeds_of_replicates_are_seeds_of_the_model(seed, replicate):
    assert 0 <= replicate_seed(seed, replicate) < 2**62
    assert replicate_seed(seed, replicate) != replicate_seed(seed, replicate + 1)
    assert replicate_seed(seed, replicate) != replicate_seed(seed + 1, replicate)


def test_coverage_is_the_baselines(county):
    study = design_comparison(["minimal", "generalised"], county)
    minimal = {item.field for item in load("minimal").regime.indicators}
    assert {case.covered for case in study.cases()} == {frozenset(minimal)}
    assert {case.covered for case in replace(study, baseline="generalised").cases()} != {frozenset(minimal)}


# Labels


def test_the_dataset_says_what_is_in_it(study, results):
    data = results.dataset()
    assert dict(data["formalism"].sizes) == {"scenario": 4, "replicate": 4, "month": 14}
    for measure in MEASURES:
        variable = data[measure.id]
        assert variable.attrs["units"] == measure.unit
        assert variable.attrs["formula"] == measure.formula
        assert same_bits(variable.values, results.of(measure.id))
    assert list(data["scenario"].values) == study.ids
    assert list(data["scenario_kind"].values) == ["regime", "reform", "regime", "regime"]
    assert list(data["township_name_zh"].values) == ["甲镇", "乙乡", "丙镇"]
    assert data["scenario_name_zh"].sel(scenario="minimal").item() == load("minimal").name_zh


def test_levels_are_labelled_by_field(results):
    data = results.dataset()
    level = data["level"].sel(scenario="generalised")
    assert ((level > 0) & (level < 1)).all()
    needs = {field.id: field.need for field in load("generalised").regime.fields}
    total = sum(needs.values())
    outcome = sum(level.sel(field=name) * need / total for name, need in needs.items())
    np.testing.assert_allclose(outcome, data["true_outcome"].sel(scenario="generalised"), atol=1e-9)


def test_the_last_month_is_there_for_the_network(results):
    data = results.dataset()
    assert data["township_fear"].dims == ("scenario", "township")
    last = data["true_outcome"].isel(replicate=0, month=-1)
    np.testing.assert_allclose(data["township_true_outcome"].mean("township"), last, atol=1e-9)
    assert set(data["edge"].values.ravel()) <= set(data["township"].values)
    snapshot = results.snapshots("zh")["minimal"]
    assert len(snapshot["visits"]) == len(snapshot["offices"]) == len(load("minimal").regime.offices)


def test_effects_are_the_same_from_results_and_from_the_dataset(results, effects):
    other = effects_of_dataset(results.dataset())
    np.testing.assert_allclose(other.values, effects.values, rtol=1e-12)
    assert (other.scenarios, other.names, other.baseline) == (effects.scenarios, effects.names, effects.baseline)


# The public names


def test_words_are_enough(county):
    data = kaohe.compare(["minimal"], county, months=2, replicates=2, baseline="extreme")
    assert list(data["scenario"].values) == ["extreme", "minimal"]
    assert data.attrs["baseline"] == "extreme"
    assert dict(kaohe.simulate("minimal", county, months=2, replicates=1)["burden"].sizes)["scenario"] == 1


def test_progress_counts_every_run(study):
    seen = []
    run_comparison(study, threads=2, chunk=3, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (16, 16)
    assert seen == sorted(seen)


def test_a_failing_run_is_not_swallowed(study):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_comparison(study, threads=2, chunk=1, progress=stop)


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": 0},
        {"months": 1201},
        {"months": 1.5},
        {"replicates": 0},
        {"seed": -1},
        {"seed": True},
        {"seed": 2**63},
    ],
)
def test_numbers_outside_their_range_are_refused(study, wrong):
    with pytest.raises(ParameterError):
        replace(study, **wrong)


def test_a_scenario_given_twice_is_refused(county):
    with pytest.raises(ScenarioError, match="twice"):
        design_comparison(["minimal", "minimal"], county)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.one_of(st.none(), st.integers(1, 9)))
@settings(deadline=None)
def test_chunks_cover_every_case_once(months, size):
    place = load_place("yinzhou")
    cases = [load_cached().case(place, months=30 * m) for m in months]
    ranges = list(chunks(cases, size))
    assert [position for first, last in ranges for position in range(first, last)] == list(range(len(cases)))


def load_cached(store={}):  # noqa: B006 (one load for all examples)
    return store.setdefault("minimal", load("minimal"))


# Records


def recorded(study):
    return {"studies": [study.record()], "scenarios": {each.id: each.record() for each in study.scenarios}}


def test_a_record_makes_the_same_study(study):
    assert comparisons_of(recorded(study)) == [study]


def test_a_spoilt_record_is_refused(study):
    record = recorded(study)
    for key in study.record().keys() - {"warmup"}:  # records without one had none
        lacking = {k: v for k, v in study.record().items() if k != key}
        with pytest.raises((ScenarioError, ParameterError)):
            comparisons_of(record | {"studies": [lacking]})


@pytest.mark.parametrize("wrong", [3, None, 0.5, True])
def test_what_is_no_scenario_is_refused_in_words(county, wrong):
    for ask in (kaohe.simulate, kaohe.compare, kaohe.load, lambda word: kaohe.compare(["minimal", word])):
        with pytest.raises(ScenarioError, match=r"expected the text of a scenario, a path or a Scenario"):
            ask(wrong)


def test_simulate_takes_one_scenario():
    with pytest.raises(ScenarioError, match=r"\['minimal'\] is not possible; expected the text of a scenario"):
        kaohe.simulate(["minimal"])


@pytest.mark.parametrize("wrong", [None, 0.5, True, []])
def test_what_is_no_place_is_refused_in_words(wrong):
    with pytest.raises(ScenarioError, match=r"place: .* is not possible; expected the name or code of a place"):
        kaohe.compare("minimal", place=wrong)


def test_a_scenario_alone_is_one_of_one(county):
    many = [kaohe.compare(each, county, months=2, replicates=1) for each in ("minimal", ["minimal"], load("minimal"))]
    many.append(kaohe.simulate("minimal", county, months=2, replicates=1))
    assert all(each.identical(many[0]) for each in many)
    assert list(many[0]["scenario"].values) == ["minimal"]


def test_behaviour_may_be_values_by_name(county):
    by_name, as_object = (
        kaohe.simulate("minimal", county, months=2, replicates=1, behaviour=behaviour)
        for behaviour in ({"patience": 0.9}, load_behaviour({"patience": 0.9}))
    )
    assert by_name.identical(as_object)
    with pytest.raises(ScenarioError, match="expected a Behaviour, or values by name"):
        kaohe.simulate("minimal", county, behaviour=0.9)


def test_an_empty_study_is_refused(county):
    with pytest.raises(ScenarioError, match="no scenario"):
        Comparison((), county)


# Intervals, tables, words


@pytest.mark.parametrize(("months", "expected"), [(1, 1), (11, 11), (12, 12), (23, 12), (24, 24), (120, 24)])
def test_a_summary_covers_whole_years(months, expected):
    assert window(months) == expected


def test_students_interval_holds_the_mean_as_often_as_it_says():
    luck = np.random.default_rng(1)
    held = [(e := estimate(luck.normal(2, 3, 5))).low <= 2 <= e.high for _ in range(4000)]
    assert abs(np.mean(held) - 0.95) < 0.012
    assert student_quantile(29) == pytest.approx(2.0452, abs=1e-4)


@pytest.mark.parametrize(("months", "first"), [(11, None), (12, 12), (14, 12), (24, 12), (30, 12), (40, 17)])
def test_outcomes_of_the_yearly_score_are_summed_up_from_the_first_one_on(months, first):
    """`first` is the first month of those that the mean is taken over."""
    series = np.zeros((2, months, len(NAMES)))
    series[:, FIRST_SCORE - 1 :] = np.arange(FIRST_SCORE, months + 1)[None, :, None]
    found = summarise(series)
    yearly = [NAMES.index(name) for name in YEARLY]
    expected = np.nan if first is None else (first + months) / 2
    np.testing.assert_allclose(found[:, yearly], expected)
    other = [column for column in range(len(NAMES)) if column not in yearly]
    np.testing.assert_allclose(found[:, other], series[:, -window(months) :, other].mean(axis=1))


def test_outcomes_of_the_yearly_score_are_zero_before_the_first_one(county, results):
    """Without a warm-up there is none for eleven months; with the three years that go before by default there is."""
    cold = run_comparison(design_comparison(SCENARIOS, county, months=14, replicates=4, warmup=0)).dataset()
    for name in YEARLY:
        assert (cold[name].sel(month=slice(1, FIRST_SCORE - 1)) == 0).all()
    for data in (cold.sel(month=slice(FIRST_SCORE, None)), results.dataset()):
        assert (data["score_truth_raw"].isel(month=0) != 0).any()  # the other needs two townships of a class


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_not_assessed_yet_is_said_and_not_counted(county, lang):
    """In the first months of a comparison without a warm-up; after one all is assessed from the first month on."""
    warm, early = (
        effects_of(
            run_comparison(design_comparison(["minimal", "extreme"], county, months=3, replicates=2, warmup=warmup))
        )
        for warmup in (36, 0)
    )
    assert set(HEADLINE) == set(warm.assessed)
    assert set(HEADLINE) - set(early.assessed) == {"score_truth"}
    note = {"en": "not assessed yet: the first yearly score comes in month 12", "zh": "第一次年度得分在第 12 个月"}[
        lang
    ]
    table = levels_table(early, "minimal", lang)
    assert note in str(table.caption) and table.row_count == len(HEADLINE)
    assert [cell for column in table.columns for cell in column.cells].count("–") == 2
    row = summary(early).set_index(["scenario", "measure"]).loc[("extreme", "score_truth")]
    assert row[["mean", "difference"]].isna().all() and row["verdict"] == 0


def test_differences_are_paired(effects):
    for scenario in effects.others:
        found = effects.difference(scenario, "burden")
        levels = effects.level(scenario, "burden").mean - effects.level("generalised", "burden").mean
        assert found.mean == pytest.approx(levels, abs=1e-12)
        assert found.low < found.mean < found.high
    assert effects.verdict("minimal", "burden") == 1


def test_one_replicate_says_nothing_of_effects(results):
    alone = effects_of_dataset(results.dataset().isel(replicate=[0]))
    assert not any(alone.verdict(s, m) for s in alone.others for m in HEADLINE)


def test_effects_are_related_to_the_range_over_the_regimes(county, effects):
    assert np.isnan(effects.relative("minimal", "burden"))
    whole = effects_of(run_comparison(design_comparison(REGIMES, county, months=12, replicates=2)))
    low, high = (f([whole.level(r, "burden").mean for r in REGIMES]) for f in (min, max))
    assert whole.ranges["burden"] == pytest.approx(high - low)
    assert abs(whole.relative("minimal", "burden")) <= 1


def test_the_summary_is_tidy(effects):
    frame = summary(effects)
    assert len(frame) == len(SCENARIOS) * len(MEASURES)
    assert (frame[frame["scenario"] == "generalised"]["difference"] == 0).all()
    assert not frame[["scenario", "measure"]].duplicated().any()


@pytest.fixture(scope="module")
def reforms(county):
    """Single reforms, a package, two reforms together, and another regime."""
    ids = ["generalised"]
    ids += [f"generalised+{name}" for name in ("mutual_recognition", "burden_reduction", "zhou")]
    ids += ["generalised+mutual_recognition+burden_reduction", "minimal"]
    return effects_of(run_comparison(design_comparison(ids, county, months=24, replicates=4), threads=2))
