"""Warm-ups: all scenarios start from the state that the baseline left, and effects are read by horizon."""

from dataclasses import replace

import numpy as np
import pytest
import worlds

from analysis.effects_of_results import effects_of, effects_of_dataset
from analysis.horizons import course_of, rows
from docs.specification.model import Twin
from experiments.compare.comparison import Comparison, comparisons_of
from experiments.compare.extended import extended
from experiments.compare.plausible import people
from experiments.compare.results import record_of
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from experiments.run import shared_runs
from experiments.run.own_code import NO_CODE
from experiments.run.watched import run_watched
from scenarios import load
from sim.measures import NAMES
from sim.month import run_counties
from sim.world import Case, Warmup, World, may_follow

WARM = 13  # no whole year: nothing may rest on that
TEXTS = ("generalised", "generalised+duty_list@6", "extreme", "yinzhou", "generalised,visits=0.3")


def comparison(texts=TEXTS, months=12, warmup=WARM, **more):
    scenarios = tuple(load(text) for text in texts)
    return Comparison(scenarios, small_place(2), months, 2, 3, **more, warmup=warmup)


@pytest.fixture(scope="module")
def compared():
    return run_comparison(comparison(), threads=2)


def test_the_baseline_goes_on_as_if_nothing_had_been(compared):
    whole = run_comparison(comparison(TEXTS[:1], 12 + WARM, 0), threads=2)
    assert np.array_equal(compared.series[0], whole.series[0, :, WARM:])


def test_a_file_that_only_lays_reforms_on_the_baseline_is_its_expression(tmp_path):
    """Its regime has a name of its own, and yet nothing changes hands: effects begin with the reform."""
    file = tmp_path / "mine.toml"
    file.write_text('extends = "generalised+duty_list@6"\n[about]\nen = "x"\nzh = "我的"\n', encoding="utf-8")
    both = comparison(("generalised", "generalised+duty_list@6", str(file)))
    assert both.starts == [0, 6, 6]
    base, expression, own = run_comparison(both, threads=2).series
    assert np.array_equal(own, expression, equal_nan=True) and np.array_equal(own[:, :6], base[:, :6], equal_nan=True)


def test_a_reform_counts_its_months_from_the_end_of_the_warmup(compared):
    late = run_comparison(comparison(("generalised", f"generalised+duty_list@{6 + WARM}"), 12 + WARM, 0), threads=2)
    assert np.array_equal(compared.series[1], late.series[1, :, WARM:])
    assert np.array_equal(compared.series[1, :, :6], compared.series[0, :, :6])
    assert not np.array_equal(compared.series[1, :, 6:], compared.series[0, :, 6:])
    assert compared.comparison.starts == [0, 6, 0, 0, 0]


def test_another_regime_takes_over_the_stocks(compared):
    level, first = NAMES.index("true_outcome"), compared.series[:, :, 0]
    alone = run_comparison(comparison(("extreme",), 1 + WARM, 0), threads=2).series[0, :, WARM]
    assert abs(first[2, :, level] - first[0, :, level]).max() < abs(alone[:, level] - first[0, :, level]).min()
    assert np.isfinite(compared.series).all()
    assert not np.array_equal(first[2], first[0])


@pytest.mark.parametrize("text", TEXTS)
def test_the_twin_takes_over_in_the_same_way(text):
    case = comparison().cases()[TEXTS.index(text)]
    case = Case(**{**vars(case), "months": 14})
    world, twin = World([case]).run(), Twin(case).run()
    assert [list(row[name] for name in NAMES) for row in twin.rows] == world.series[0].tolist()


@pytest.mark.parametrize("text", ("extreme", "leping+need_orientation=0.5@2", "yinzhou", "generalised,visit_cap=3"))
def test_so_it_does_with_all_strengths_on(text):
    """What is memory is carried, by id where it belongs to rows of a table; what is computed is computed anew."""
    before, months = worlds.whole_core(), 16
    reforms = tuple(replace(overlay, start=overlay.start - months) for overlay in before.overlays)
    after = worlds.as_shipped(text, 14, 21, behaviour=before.behaviour, more=reforms[-2:])  # complaints go on
    case = replace(after, warmup=Warmup(months, before.regime, reforms))
    world, twin = World([case]).run(), Twin(case).run()
    assert [list(row[name] for name in NAMES) for row in twin.rows] == world.series[0].tolist()


def test_what_the_baseline_has_from_the_first_month_is_in_force_in_the_warmup():
    both = comparison(("generalised+duty_list@0", "generalised"), 3)
    done, plain = run_comparison(both, threads=2), run_comparison(comparison(("generalised",), 3), threads=2)
    whole = run_comparison(comparison(("generalised+duty_list@0",), 3 + WARM, 0), threads=2)
    assert np.array_equal(done.series[0], whole.series[0, :, WARM:])
    assert not np.array_equal(done.series[1], plain.series[0])


def test_fields_must_be_the_same():
    yinzhou, other = load("yinzhou").regime, load("generalised").regime
    assert may_follow(yinzhou, other)
    cut = replace(other, kinds=other.kinds[::-1])
    assert not may_follow(cut, other)
    with pytest.raises(ValueError, match="warmup"):
        Case(cut, small_place(2), warmup=Warmup(3, other))


def test_a_record_keeps_the_warmup(compared):
    record = record_of([compared])
    [again] = comparisons_of(record)
    assert again == compared.comparison and again.warmup == WARM
    del record["studies"][0]["warmup"]
    assert comparisons_of(record)[0].warmup == 0


def test_horizons_are_means_of_the_twelve_months_before(compared):
    effects = effects_of(compared)
    at = NAMES.index("true_outcome")
    gap = compared.series[2, :, :, at] - compared.series[0, :, :, at]
    found = course_of(effects, "extreme", "true_outcome")
    assert found.years[1].mean == pytest.approx(gap.mean())
    assert set(found.years) == {1} and not course_of(effects, TEXTS[1], "true_outcome").years
    assert found.dip < 0 and 1 <= found.dip_month <= 12
    again = course_of(effects_of_dataset(compared.dataset()), "extreme", "true_outcome")
    assert again == found
    assert course_of(effects, "extreme", "score_truth").years[1].known  # scored in the warm-up already
    assert {row["years"] for row in rows(effects)} == {1}


def test_invented_courses_have_the_dip_and_the_half_they_were_given(compared):
    effects = effects_of(compared)
    series = np.zeros((2, 2, 36, len(NAMES)))
    shape = np.concatenate([np.full(12, -0.1), np.full(24, 0.4)])
    series[1, ..., NAMES.index("true_outcome")] = shape + np.array([[0.0], [0.001]])
    invented = replace(effects, scenarios=("a", "b"), baseline="a", series=series, starts=(0, 0))
    found = course_of(invented, "b", "true_outcome")
    assert found.years[1].mean == pytest.approx(-0.0995) and found.years[3].mean == pytest.approx(0.4005)
    assert found.dip == pytest.approx(-0.0995) and 1 <= found.dip_month <= 12
    assert found.half == 12 + 8  # (8 x .4 - 4 x .1) / 12 = .233


@pytest.mark.parametrize("chunk", [1, 7, None])
def test_a_warmup_in_common_changes_no_bit(compared, chunk):
    """The warm-up is run once for all scenarios of a replicate; of `extreme`, which has other fields, for itself."""
    study = replace(compared.comparison, worlds=people(2), rules=True)
    found = run_comparison(study, threads=2, chunk=chunk)
    for part in (found, found.worlds, *found.rules.values()):
        for row, scenario in enumerate(study.scenarios):
            for column, case in enumerate(part.comparison.cases_of(scenario)):
                alone = World([case]).run()
                assert np.array_equal(part.series[row, column], alone.series[0, case.warmup_months :])


@pytest.mark.parametrize("warmup", [WARM, 0])
def test_equal_cases_are_run_once_wherever_they_stand(monkeypatch, warmup):
    """As in a Sobol design, where points that differ in a unit cost alone do not follow each other."""
    first, other = (comparison(TEXTS[:2], 6, warmup).cases_of(load(text))[0] for text in TEXTS[:2])
    cases = [first, other, replace(first), replace(other, seed=9), replace(first, months=6), replace(other)]
    months = []

    def counted(begin, end, w):
        months.append(int((w.counties["months"] - w.counties["first_month"])[begin:end].sum()))
        run_counties(begin, end, w)

    monkeypatch.setattr(shared_runs, "run_counties", counted)
    runs = run_watched(cases, NO_CODE)
    assert sum(months) == 3 * 6 + 2 * warmup
    for case, run in zip(cases, runs, strict=True):
        alone = World([case]).run()
        assert np.array_equal(run.series, alone.series[0, warmup:])
        assert np.array_equal(run.levels, alone.levels[0, warmup:], equal_nan=True)


def test_scenarios_that_are_added_are_those_of_the_larger_comparison(compared):
    study = compared.comparison
    fewer = run_comparison(replace(study, scenarios=study.scenarios[:3]), threads=2)
    grown = extended(fewer, study.scenarios[3:], lambda whole, only: run_comparison(whole, threads=2, only=only))
    assert grown.comparison == study and grown.digest == compared.digest
    assert np.array_equal(grown.townships, compared.townships)
