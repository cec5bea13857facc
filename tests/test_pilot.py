"""Pilots: estimators against panels with a known effect, worlds against the truth, the command."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from small import CHINESE, in_chinese, kaohe

import kaohe as package
from analysis.pilot import difference_in_differences, effect_by_cohort, evaluate, event_study
from analysis.pilot.estimate import within
from analysis.pilot.evaluate import _years, true_effects
from analysis.tables.pilot import bias_table
from experiments.national.country import run_country
from experiments.national.design import design_of
from experiments.national.pilot import pilot_of
from experiments.national.pilot_worlds import PilotWorlds, exposure, run_pilot, treated
from experiments.run.errors import message_of
from experiments.run.record import FORMAT
from experiments.run.seeds import replicate_seed
from kaohe import screens
from kaohe.national import design_country, design_pilot
from scenarios.errors import ScenarioError
from scenarios.places.country import territory_of
from sim.measures import N_MEASURES, NAMES
from sim.national.country import Rollout
from sim.national.hierarchy import NEVER, TreeParameters
from sim.parameters.declaration import ParameterError

REFORM = "generalised+mutual_recognition"
SMALL = {"place": 3302, "months": 48, "start": 24, "replicates": 2}
COUNTIES = np.array([330201 + i + 100 * (i % 4) for i in range(40)])
COUNTIES.sort()


def panel(effect, spill=0.0, noise=0.05, seed=1, plan=None, years=8):
    """County and year effects, an effect on pilots, and one on others by the share of pilots near them."""
    luck = np.random.default_rng(seed)
    if plan is None:
        plan = np.full(len(COUNTIES), NEVER)
        plan[luck.permutation(len(COUNTIES))[:12]] = 36
    share = treated(plan, years)
    near = exposure(COUNTIES, share) * (1 - share)
    fixed = luck.normal(size=(len(COUNTIES), 1)) + luck.normal(size=(1, years))
    return fixed + effect * share + spill * near + noise * luck.normal(size=share.shape), plan


def test_within_takes_off_both_means():
    values = within(np.add.outer(np.arange(5.0), np.arange(3.0)))
    assert np.abs(values).max() < 1e-12


def test_without_noise_the_effect_is_found_exactly():
    outcome, plan = panel(0.3, noise=0)
    assert difference_in_differences(outcome, plan, COUNTIES).mean == pytest.approx(0.3, abs=1e-12)
    outcome, plan = panel(0.3, spill=0.5, noise=0)
    assert difference_in_differences(outcome, plan, COUNTIES, "spillover").mean == pytest.approx(0.3, abs=1e-12)


def test_unbiased_without_spill_over_and_biased_with_it():
    def estimates(spill, model):
        found = [panel(0.3, spill, seed=seed) for seed in range(60)]
        return np.array([difference_in_differences(y, plan, COUNTIES, model).mean for y, plan in found]) - 0.3

    clean, biased, mended = estimates(0, "plain"), estimates(0.3, "plain"), estimates(0.3, "spillover")
    assert abs(clean.mean()) < 3 * clean.std() / 60**0.5
    assert biased.mean() < -0.03  # others gain too, so the difference is too small
    known = mended[np.isfinite(mended)]  # not where all prefectures happen to have as many pilots
    assert len(known) > 50 and abs(known.mean()) < 3 * known.std() / len(known) ** 0.5


def test_intervals_cover_as_often_as_they_say():
    inside = 0
    for seed in range(200):
        outcome, plan = panel(0.3, seed=seed)
        found = difference_in_differences(outcome, plan, COUNTIES)
        inside += found.low <= 0.3 <= found.high
    assert 0.88 < inside / 200 < 0.99


def test_agrees_with_dummies_for_counties_and_years():
    import statsmodels.formula.api as smf
    from pandas import DataFrame

    outcome, plan = panel(0.3)
    rows = [
        {"y": outcome[c, t], "treated": treated(plan, 8)[c, t], "county": c, "year": t}
        for c in range(len(COUNTIES))
        for t in range(8)
    ]
    dummies = smf.ols("y ~ treated + C(county) + C(year)", DataFrame(rows)).fit()
    assert difference_in_differences(outcome, plan, COUNTIES).mean == pytest.approx(dummies.params["treated"], rel=1e-9)


def test_two_by_two_by_hand():
    """Pilots go from 2 to 4.5, others from 1 to 2.5. Their changes are each .5 off the mean: 4 squares of .25 / 4."""
    outcome = np.array([[1.0, 4.0], [3.0, 5.0], [2.0, 3.0], [0.0, 2.0]])
    plan, codes = np.array([12, 12, NEVER, NEVER]), np.array([330201, 330202, 330301, 330302])
    found = difference_in_differences(outcome, plan, codes)
    assert found.mean == pytest.approx(2.5 - 1.5)
    few_clusters = 4 / 3 * (8 - 1) / (8 - 1)
    assert found.error == pytest.approx((0.25 * few_clusters) ** 0.5)
    quantile = 3.182446  # of Student's t with 3 degrees of freedom
    assert found.high == pytest.approx(found.mean + quantile * found.error, rel=1e-6)
    assert effect_by_cohort(outcome, plan).mean == pytest.approx(found.mean)
    assert effect_by_cohort(outcome, plan).error == pytest.approx(found.error)


def staggered_panel(growth=0.1):
    """Two waves, whose effects grow by `growth` a year; the first starts with more. Without noise."""
    plan = np.full(len(COUNTIES), NEVER)
    plan[:10], plan[10:20] = 24, 60
    since = np.arange(8)[None, :] - np.where(plan == NEVER, 99, plan // 12)[:, None]
    gain = np.where(since >= 0, growth * (1 + since) + 0.2 * (plan == 24)[:, None], 0)
    return np.add.outer(np.arange(40.0), np.sin(np.arange(8))) + gain, plan, gain


def test_waves_bias_one_slope_for_all_and_not_the_estimate_by_cohort():
    outcome, plan, gain = staggered_panel()
    truth = gain[gain > 0].mean()
    assert effect_by_cohort(outcome, plan).mean == pytest.approx(truth)
    assert abs(difference_in_differences(outcome, plan, COUNTIES).mean - truth) > 0.05


def test_estimate_by_cohort_is_callaway_and_santannas_for_one_cell():
    """A cohort's effect in a year, against those not reformed yet: with one year before, four means."""
    luck = np.random.default_rng(4)
    outcome, plan = luck.normal(size=(40, 2)), np.where(np.arange(40) < 9, 12, NEVER)
    change = outcome[:, 1] - outcome[:, 0]
    assert effect_by_cohort(outcome, plan).mean == pytest.approx(change[:9].mean() - change[9:].mean())


def test_intervals_by_cohort_cover():
    inside = 0
    for seed in range(150):
        outcome, plan, gain = staggered_panel()
        found = effect_by_cohort(outcome + 0.1 * np.random.default_rng(seed).normal(size=gain.shape), plan)
        inside += found.low <= gain[gain > 0].mean() <= found.high
    assert 0.88 < inside / 150 < 0.99


def test_event_study_of_waves_is_that_of_each_wave():
    outcome, plan, _ = staggered_panel()
    found = event_study(outcome, plan)
    assert found[-2].mean == pytest.approx(0, abs=1e-12) and found[-5].mean == pytest.approx(0, abs=1e-12)
    assert found[0].mean == pytest.approx(0.2) and found[2].mean == pytest.approx(0.4)  # mean of both waves
    assert found[5].mean == pytest.approx(0.8)  # the first wave alone


def test_one_wave_needs_no_cohorts():
    outcome, plan = panel(0.3)
    one, all_ = effect_by_cohort(outcome, plan), difference_in_differences(outcome, plan, COUNTIES)
    assert one.mean == pytest.approx(all_.mean)


def test_event_study_finds_the_course():
    plan = np.full(len(COUNTIES), NEVER)
    plan[:12] = 36
    course = np.array([0, 0, 0, 0.1, 0.2, 0.3, 0.3, 0.3])
    outcome, _ = panel(0, noise=0, plan=plan)
    outcome = outcome + np.where(plan[:, None] == NEVER, 0, course)
    found = event_study(outcome, plan)
    assert [round(found[k].mean, 9) for k in range(-3, 5)] == [0, 0, 0, 0.1, 0.2, 0.3, 0.3, 0.3]


def test_what_cannot_be_told_apart_is_not_a_number():
    one = np.arange(330201, 330211)  # a single prefecture: everybody else has as many pilots near
    plan = np.array([24] * 4 + [NEVER] * 6)
    outcome = np.random.default_rng(1).normal(size=(10, 4))
    assert np.isnan(difference_in_differences(outcome, plan, one, "spillover").mean)
    waves = np.array([12, 12, 24, 24] + [NEVER] * 6)  # as many near all others, if more each year
    assert np.isnan(difference_in_differences(outcome, waves, one, "spillover").mean)


def test_shares_of_the_year_and_of_neighbours():
    plan = np.array([18, NEVER, 24, NEVER])
    assert treated(plan, 3).tolist() == [[0, 0.5, 1], [0, 0, 0], [0, 0, 1], [0, 0, 0]]
    near = exposure(np.array([330201, 330202, 330203, 330301]), treated(plan, 3))
    assert near[:, 2].tolist() == [0.5, 1, 0.5, 0]


def test_true_effects_weigh_years_under_reform():
    nobody, share = np.zeros((3, 2)), np.array([[0, 1.0], [0, 0], [0, 0]])
    seen = np.array([[0, 4.0], [0, 1.0], [0, 3.0]])
    all_ = pytest.approx(11 / 3)
    assert true_effects(seen, nobody, seen + 1, share, share == 0) == {"pilots": 4, "others": 2, "all": all_}


def test_spill_over_is_that_on_counties_without_the_reform():
    """A county that took the reform over has its direct effect; where all have, nobody is left to spill over to."""
    nobody, share = np.zeros((3, 3)), np.array([[0, 1.0, 1.0], [0, 0, 0], [0, 0, 0]])
    seen = np.array([[0, 4.0, 4.0], [0, 1.0, 4.0], [0, 3.0, 5.0]])
    free = np.array([[1, 0, 0], [1, 1, 0], [1, 1, 1]]) == 1
    assert true_effects(seen, nobody, seen, share, free)["others"] == pytest.approx((2 + 5) / 2)
    assert true_effects(seen, nobody, seen, share, np.array([True, False, False]) & free)["others"] is np.nan


def test_pilots_are_drawn_by_luck_and_begin_in_waves():
    pilot = design_pilot("generalised+mutual_recognition", counties="4", waves=2, **SMALL | {"months": 72})
    codes = list(range(330201, 330211))
    one, other = pilot.chosen(codes, 4, 11), pilot.chosen(codes[::-1], 4, 11)
    assert one == other and sorted(one.values()) == [24, 24, 36, 36] and one != pilot.chosen(codes, 4, 12)
    assert set(pilot.chosen(codes, 2, 11)) <= set(one)
    assert min(overlay.start for overlay in pilot.overlays) == 0


def test_without_ties_pilots_leave_others_alone():
    pilot = design_pilot("generalised+mutual_recognition", counties="3", tree=TreeParameters.closed(), **SMALL)
    for world in run_pilot(pilot, threads=1):
        pilots = world.plan != NEVER
        assert np.array_equal(world.seen[~pilots], world.nobody[~pilots])
        assert np.array_equal(world.seen[pilots], world.everybody[pilots]) and pilots.sum() == 3
        assert np.array_equal(world.seen[:, :2], world.nobody[:, :2])


def test_ties_let_pilots_reach_others_and_imitation_hides_the_effect():
    pilot = design_pilot("generalised+mutual_recognition", counties="3", spread=1.0, **SMALL | {"months": 60})
    found = evaluate(pilot, run_pilot(pilot, threads=1), ("burden",))
    last = found.estimates[(found.estimates["years"] == 3) & (found.estimates["model"] == "plain")]
    others = last["others"].dropna()  # there are none where everybody took it over
    assert len(others) and (others.abs() > 0).all()
    if last["adopted"].sum():
        assert last["estimate"].abs().mean() < last["pilots"].abs().mean()
    assert set(found.summary()["model"]) == {"plain", "cohort", "spillover"}
    assert found.dataset()["estimate"].dims == ("replicate", "size", "years", "outcome", "model")


def test_a_made_world_is_evaluated():
    pilot = design_pilot("generalised+mutual_recognition", counties="12", place=33, months=96)
    outcome, plan = panel(0.3, noise=0.0)
    wide = np.repeat(outcome[..., None], N_MEASURES, axis=2)
    nobody = wide - (0.3 * treated(plan, 8))[..., None]
    found = evaluate(pilot, [PilotWorlds(1, 12, COUNTIES, plan, plan, wide, nobody, nobody + 0.3)], ("burden",))
    last = found.summary().set_index("model").loc["plain"].iloc[-1]
    assert last["bias"] == pytest.approx(0, abs=1e-12) and last["all"] == pytest.approx(0.3)
    assert found.events["pilots"].max() == pytest.approx(0.3)


def test_counties_that_took_it_over_are_counted_year_by_year():
    pilot = design_pilot(REFORM, counties="12", place=33, months=96)
    outcome, plan = panel(0.3, noise=0.0)
    began = plan.copy()
    began[np.flatnonzero(plan == NEVER)[:2]] = 60, 84
    wide = np.repeat(outcome[..., None], N_MEASURES, axis=2)
    found = evaluate(pilot, [PilotWorlds(1, 12, COUNTIES, plan, began, wide, wide, wide)], ("burden",)).estimates
    assert found.groupby("years")["adopted"].first().tolist() == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(("counties", "said"), [(5, True), (6, False)])
def test_small_waves_have_their_caveat(counties, said):
    pilot = design_pilot(REFORM, 33, counties, waves=2, replicates=1)
    plan = np.full(len(COUNTIES), NEVER)
    plan[:counties] = [36, 48, 36, 48, 36, 48][:counties]
    outcome, _ = panel(0.3, plan=plan)
    wide = np.repeat(outcome[..., None], N_MEASURES, axis=2)
    found = evaluate(pilot, [PilotWorlds(1, counties, COUNTIES, plan, plan, wide, wide, wide)], ("burden",))
    for lang, words in (("en", "50 to 70 %"), ("zh", "50% 至 70%")):
        assert (words in bias_table(found, lang).caption) == said


def test_baseline_is_the_scenario_without_its_reforms(tmp_path, monkeypatch):
    pilot = design_pilot(f"{REFORM},inspection_frequency=4", counties=3, **SMALL)
    assert pilot.baseline.id == "generalised,inspection_frequency=4" and not pilot.baseline.changes
    assert pilot.baseline.regime == pilot.reform.regime and pilot.baseline.regime.levers.inspection_frequency == 4
    about = '[about]\nen = "Mine"\nzh = "我的"\n[levers]\nvisits = '
    for folder, visits in (("mine", 0.25), ("here", 0.75)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.toml").write_text(f'extends = "{REFORM}"\n{about}{visits}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    for text, name in (("own.toml", "own.toml=0"), ("own.toml+fault_tolerance", "own.toml")):
        pilot = design_pilot(f"{tmp_path / 'mine'}/{text}", counties=3, **SMALL)
        assert pilot.baseline.id == name and pilot.baseline.regime.levers.visits == 0.25
        assert pilot.overlays and not pilot.baseline.overlays
        assert pilot_of(recorded(pilot)) == pilot


def test_reforms_of_the_baseline_are_everybodys_and_no_part_of_the_pilot():
    alone = design_pilot(REFORM, counties=3, **SMALL)
    for text in (REFORM, f"{REFORM}+fault_tolerance"):
        pilot = design_pilot(text, counties=3, baseline="generalised+fault_tolerance", **SMALL)
        assert pilot.overlays == alone.overlays and pilot.baseline.changes
        assert pilot_of(recorded(pilot)) == pilot


def recorded(pilot, **changes):
    """A record as it is written and read, with other values."""
    scenarios = {scenario.id: scenario.record() for scenario in (pilot.baseline, pilot.reform)}
    return json.loads(json.dumps({"studies": [pilot.record() | changes], "scenarios": scenarios}))


def refusal(call, *arguments, **more):
    """What is said, on one line and in both languages."""
    with pytest.raises((ScenarioError, ParameterError)) as caught:
        call(*arguments, **more)
    in_chinese(message_of(caught.value, "zh"))
    return message_of(caught.value, "en")


@pytest.mark.parametrize(
    ("scenario", "baseline", "said"),
    [
        ("leping+mutual_recognition", "generalised", "reforms on the regime"),
        (REFORM, "generalised,visits=0.5", "reforms on the regime"),
        (REFORM, REFORM, "at least one reform that the baseline"), (REFORM, f"{REFORM}=0.5", "not the same"),
        ("generalised", None, "at least one reform, as in"),
    ],
)  # fmt: skip
def test_a_reform_that_the_baseline_cannot_take_is_refused(scenario, baseline, said):
    assert said in refusal(design_pilot, scenario, baseline=baseline, **SMALL)


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "x"}, {"place": 33.0}, {"sizes": [4.5]}, {"sizes": [99]}, {"sizes": [10]}, {"sizes": [-1]},
        {"sizes": []}, {"sizes": [3, 3]}, {"sizes": ["3"]}, {"seed": -1}, {"seed": 1.5}, {"pace": "often"},
        {"pace": True}, {"codes": [330203]}, {"codes": [330203, 330203, 330205]}, {"codes": [110101, 330203, 330205]},
        {"codes": ["330203", "330205", "330206"]}, {"months": "x"}, {"start": None}, {"waves": 0},
    ],
)  # fmt: skip
def test_a_spoilt_record_of_a_pilot_is_refused(changes):
    pilot = design_pilot(REFORM, counties="3", **SMALL)
    assert pilot_of(recorded(pilot)) == pilot
    said = refusal(pilot_of, recorded(pilot, **changes))
    assert said.startswith(f"{next(iter(changes))}: ") and "expected at most -1" not in said


@pytest.mark.parametrize("place", ["33", 33.5, None])
def test_a_spoilt_place_in_the_record_of_a_country_is_refused(place):
    study = design_country(3302)
    scenarios = {scenario.id: scenario.record() for scenario in study.scenarios.values()}
    record = {"studies": [study.record() | {"place": place}], "scenarios": scenarios}
    assert refusal(design_of, record).startswith("place: ")


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": -1}, {"seed": 1.5}, {"seed": 2**70}, {"spread": True}, {"spread": None}, {"spread": "0_1"},
        {"spread": float("nan")}, {"counties": 4.0}, {"counties": []}, {"counties": True}, {"counties": [4.0]},
        {"months": "x"}, {"start": 24.0},
    ],
)  # fmt: skip
def test_python_refuses_what_cannot_be(changes):
    said = refusal(package.pilot, REFORM, **{"counties": 3, **SMALL} | changes)
    assert said.startswith(f"{next(iter(changes))}: ")


@pytest.mark.parametrize(("place", "pilots"), [(33, 20), (3302, 3), (3309, 2)])
def test_pilots_are_a_third_of_a_small_place_unless_told_otherwise(place, pilots):
    assert design_pilot(REFORM, place).sizes == (pilots,)


@pytest.fixture(scope="module")
def tried():
    """A pilot in three counties and the worlds of its one replicate."""
    pilot = design_pilot(REFORM, counties="3", **SMALL | {"replicates": 1})
    return pilot, list(run_pilot(pilot, threads=1))


def test_truth_is_a_direct_comparison_of_two_worlds(tried):
    """What the evaluation calls the effect on pilots, from `kaohe.country` runs made by hand."""
    pilot, run = tried
    row = evaluate(pilot, run, ("burden",)).estimates.iloc[-1]
    seed = replicate_seed(pilot.seed, 1)
    starts = pilot.chosen(territory_of(3302).counties.tolist(), 3, seed)
    worlds = [
        run_country(
            design_country(3302, months=48, seed=seed, rollout=Rollout(pilot.overlays, begin)), threads=1
        ).frame()
        for begin in (starts, {})
    ]
    under, without = (frame[frame["county"].isin(starts) & (frame["year"] > 2)]["burden"].mean() for frame in worlds)
    assert row["pilots"] == pytest.approx(under - without, rel=1e-9) and row["pilots"] < -0.03


def test_the_first_yearly_score_is_not_thinned_by_months_before_it(tried):
    [world] = tried[1]
    m = NAMES.index("score_truth")
    assert np.abs(world.seen[:, 0, m]).max() <= 1 / 12  # one month of twelve
    assert _years(world.seen, "score_truth")[:, 0] == pytest.approx(12 * world.seen[:, 0, m])
    assert np.array_equal(_years(world.seen, "burden"), world.seen[..., NAMES.index("burden")])


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scenario": "generalised"}, ScenarioError), ({"counties": "1"}, ScenarioError),
        ({"counties": "9"}, ScenarioError), ({"counties": "330201,360281"}, ScenarioError),
        ({"start": 40}, ParameterError), ({"waves": 3}, ParameterError), ({"spread": "often"}, ParameterError),
        ({"counties": "3", "waves": 4, "months": 96}, ParameterError), ({"place": 4419}, ScenarioError),
        ({"place": ""}, ScenarioError),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(changes, error):
    options = {"scenario": "generalised+mutual_recognition", "counties": "3", **SMALL} | changes
    with pytest.raises(error):
        design_pilot(**options)


def test_command_writes_and_redoes(figures_drawn, tmp_path, capsys):
    arguments = ("--place", 3302, "--counties", "330203,330205,330206", "--start", 12, "--months", 24)
    out = tmp_path / "pilot"
    common = ("pilot", "generalised+mutual_recognition", *arguments, "--replicates", 2, "--threads", 1)
    with figures_drawn():
        assert kaohe(*common, "--out", out, "--lang", "zh") == 0
    shown = capsys.readouterr().out
    assert "试点" in shown and CHINESE.search(shown)
    files = {path.name for path in out.iterdir()}
    assert files == {"checksums.sha256", "summary.csv", "estimates.csv", "events.csv", "figures", "run.json"}
    assert {path.name for path in (out / "figures").iterdir()} == {"events_zh.png", "events_zh.svg"}
    [recorded] = json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"]
    assert recorded["codes"] == [330203, 330205, 330206]
    assert kaohe("redo", out, "--threads", 2) == 0
    assert "Same bits as recorded." in capsys.readouterr().out


def test_results_are_written_even_if_nobody_can_be_shown_them(tmp_path, monkeypatch):
    def gone():
        def broken(*_, **__):
            raise BrokenPipeError

        return SimpleNamespace(print=broken, width=100)

    monkeypatch.setattr(screens, "console", gone)
    short = ("--place", 3302, "--counties", 3, "--start", 12, "--months", 24, "--replicates", 1, "--threads", 1)
    kaohe("pilot", REFORM, *short, "--out", tmp_path / "pilot")
    assert (tmp_path / "pilot" / "run.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--start 13 --months 24", "--start: 13 is not possible; expected at most 12 with 24 months"),
        ("--stagger 4 --months 96 --counties 3", "--stagger: 4 is not possible; expected at most 3"),
        ("--stagger 3 --months 48", "--stagger: 3 is not possible; expected a last wave"),
        ("--counties 9", "--counties: 9 is not possible"), ("--spread often", '--spread: "often" is not possible'),
        ("--replicates 10001", "a whole number from 1 to 10000"), ("--place nowhere", '--place: "nowhere"'),
    ],
)  # fmt: skip
def test_complaints_name_the_option(words, said, capsys):
    common = ("pilot", REFORM, *([] if "--place" in words else ["--place", 3302]), *words.split())
    assert kaohe(*common) == 2
    assert said in capsys.readouterr().err
    assert kaohe(*common, "--lang", "zh") == 2
    assert words.split()[0] in in_chinese(capsys.readouterr().err)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_says_what_is_accepted(lang, capsys):
    assert kaohe("pilot", "--help", "--lang", lang) == 0
    said = capsys.readouterr().out
    assert "10000 " in said and "24 " in said and "100000" not in said
    assert ("whole country if left out" if lang == "en" else "不填为全国") not in " ".join(said.split())


def test_command_refuses_in_one_line(capsys):
    assert kaohe("pilot", "generalised", "--place", 3302, "--counties", 3, "--lang", "zh") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "至少含一项改革" in said


@pytest.mark.parametrize("kind", ["country", "pilot"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_spoilt_record_is_refused_in_one_line(kind, lang, tmp_path, capsys):
    record = {
        "format": FORMAT,
        "command": [],
        "versions": {},
        "studies": [{"place": 33}],
        "scenarios": {},
        "kind": kind,
    }
    (tmp_path / "run.json").write_text(json.dumps(record))
    assert kaohe("redo", tmp_path, "--lang", lang) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and bool(CHINESE.search(said)) == (lang == "zh")
