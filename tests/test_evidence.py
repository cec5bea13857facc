"""Evidence: figures are complete, experiments can fail, too small runs are refused; intervals over plausible people."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from small import QUICK, in_chinese, kaohe, write_county

from analysis.effects import Effects
from analysis.effects_of_results import effects_of, effects_of_dataset
from analysis.statistics import Estimate, middle
from analysis.tables.comparison import about
from docs.files import ROOT
from experiments.compare.comparison import comparisons_of
from experiments.compare.plausible import ROWS, SAMPLE, people, sample
from experiments.compare.running import run_comparison
from experiments.compare.window import FIRST_SCORE
from experiments.credibility.evidence import studies
from experiments.credibility.evidence.evaluation import Runs, evaluate, months_needed
from experiments.credibility.evidence.figures import (
    FIGURES,
    MAPPINGS,
    SHOWN,
    Compared,
    compare,
    read_figures,
    shown,
    targets,
)
from experiments.credibility.evidence.lines import figures_text, study_text
from experiments.credibility.evidence.plausible_inference import Evidence, gather, infer_plausible
from experiments.credibility.evidence.worlds import BASE, MARCH_2019, OCTOBER_2018, as_ordered, find, from_month, world
from experiments.study.approximate_bayes import INFORMED, Posterior, resampled
from experiments.study.plausible_ranges import plausible_axes
from experiments.study.statistic import Statistic, Term, relative_change
from kaohe.functions import design_comparison
from scenarios import load, load_place
from scenarios.errors import ScenarioError
from scenarios.languages import LANGUAGES, translate
from sim.measures import NAMES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError

EXPERIMENTS = studies.all_experiments()
CHECKS = [(experiment.id, check) for experiment in EXPERIMENTS for check in experiment.checks]


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return load_place(write_county(tmp_path_factory.mktemp("county")))


# Figures


def test_every_figure_says_where_it_comes_from_in_both_languages():
    figures = read_figures()
    assert len({figure.id for figure in figures}) == len(figures) > 15
    for figure in figures:
        assert figure.what_en.isascii() and figure.source and figure.argued and figure.unit
        assert any("\u4e00" <= sign <= "\u9fff" for sign in figure.what_zh)
        assert (figure.use in SHOWN) == bool(figure.mapping)


def test_compared_figures_have_counterparts_that_can_be_run(county):
    assert set(targets(read_figures())) < set(shown(read_figures()))
    for figure in shown(read_figures()):
        known = {scenario.id for scenario in figure.scenarios}
        assert all(term.scenario in known and term.measure in NAMES for term in figure.statistic.terms)
        assert figure.target.discrepancy > 0
        Runs(place=county).comparison(figure.scenarios)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('grade = "C"', 'grade = "D"'),
        ('use = "target"', 'use = "proof"'),
        ("low = 100", "low = 500"),
        ('mapping = "mean"', 'mapping = "median"'),
        ("discrepancy = 50", "discrepancie = 50"),
        ("discrepancy = 50", ""),
        ("high = 480", 'high = "many"'),
        ('argued = "single cases', '# argued = "single cases'),
    ],
)
def test_a_malformed_figure_is_refused(old, new, tmp_path):
    text = FIGURES.read_text(encoding="utf-8")
    path = tmp_path / "figures.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match="inspections_2020s"):
        read_figures(path)


def test_mappings_of_amplification_give_back_what_was_put_in():
    figures = {figure.mapping: figure for figure in shown(read_figures())}
    assert set(figures) == set(MAPPINGS)
    total = np.array([1.1, 1.2]) ** load(BASE).regime.levers.levels
    assert figures["factor"].statistic.formula(total) == pytest.approx([1.1, 1.2])
    assert figures["fall"].statistic.formula(total, total**2) == pytest.approx([0.5, 0.5])


def test_amplification_is_measured_where_indicators_are_most_and_least_visible(county):
    regime, found = load(BASE).regime, run_comparison(design_comparison([BASE], county, 3, 1))
    points, seen = Counter(), Counter()
    for row in regime.indicators:
        points[row.field] += row.weight
        seen[row.field] += row.weight * row.visible
    steps = [1 + regime.levers.amplification * seen[field] / points[field] for field in points]
    for measure, step in (("amplified_most", max(steps)), ("amplified_least", min(steps))):
        assert found.of(measure) == pytest.approx(step**regime.levers.levels)


def test_figures_of_the_years_with_a_regime_are_matched():
    """Within one and a half standard deviations; inspections of the 2020s are single extreme cases."""
    found = {each.figure.id: each for each in compare(read_figures(), Runs(replicates=3))}
    assert set(found) == {figure.id for figure in shown(read_figures())}
    far = {name for name, each in found.items() if each.distance > 1}
    assert far <= {"inspections_2020s", "amplification_fall"}
    assert max(each.distance for each in found.values() if not each.inside) < 1.7
    assert {"inspections_2005", "reports_2005"} <= {name for name, each in found.items() if each.inside}
    assert found["accountable_fall"].distance < 0.6  # -.265 where -.27 to -.37 is published


def test_orders_start_when_they_were_given(county):
    """Inspections from October 2018, all else from March 2019, with the doses of the reform."""
    starts = {change.column: change.start for change in as_ordered().changes}
    assert starts.pop("visits") == starts.pop("visit_cap") == OCTOBER_2018
    assert set(starts.values()) == {MARCH_2019} and len(starts) == 4
    doses = {(change.column, change.mode, change.value) for change in load(f"{BASE}+burden_reduction").changes}
    assert {(change.column, change.mode, change.value) for change in as_ordered().changes} == doses
    assert find(as_ordered().id) == as_ordered() and find(BASE) == load(BASE)


def test_sanctions_follow_severity_and_fall_with_clean_work(county):
    """Twice the severity is twice the sanctions where nobody reacts to it; there are some in every regime."""
    worlds, still = [BASE, world("severe", {"severity": 2.0}), "minimal"], Behaviour(adjustment=1e-4, order_kept=1.0)
    found = run_comparison(design_comparison(worlds, county, 1, 1, behaviour=still, warmup=0)).of("sanctions")[:, 0, 0]
    assert found[1] == pytest.approx(2 * found[0], rel=1e-3) and 0 < found[2] < found[0]


# Experiments


def test_worlds_differ_and_hold_what_checks_look_at():
    for experiment in EXPERIMENTS:
        ids = [each.id for each in experiment.worlds]
        assert len(set(ids)) == len(ids) >= 2
        assert len({(each.regime, each.changes) for each in experiment.worlds}) == len(ids)
        for check in experiment.checks:
            assert {term.scenario for term in check.statistic.terms} <= set(ids)
            assert check.text.render("en") and check.text.render("zh") and check.sign in (-1, 1)
    assert len({check.id for _, check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.1, 0.2, "sign"), (0.25, 0.5, "size"), (-0.1, 0.2, "open"), (-0.4, -0.2, "against"), (0.6, 0.7, "sign")],
)
def test_verdicts(low, high, said):
    check = studies.Check("V1", Statistic((), lambda: np.zeros(1)), 1, 0.0, (0.3, 0.5))
    assert studies.verdict(check, Estimate(0.0, low, high)) == said
    turned = replace(check, sign=-1, published=(-0.5, -0.3))
    assert studies.verdict(turned, Estimate(0.0, -high, -low)) == said


def test_a_statistic_is_the_formula_of_means(county):
    pair = Statistic((Term("visits", "minimal", "", 3, 5), Term("visits")), lambda one, other: one - other)
    found = evaluate({"pair": pair}, [load("generalised"), load("minimal")], Runs(12, 2, place=county))
    series = run_comparison(design_comparison(["generalised", "minimal"], county, 12, 2, warmup=0)).of("visits")
    assert found["pair"].tolist() == (series[1, :, 2:5].mean(axis=1) - series[0].mean(axis=1)).tolist()


def test_hiding_the_evaluator_counts_only_where_showcases_impress(county):
    """The check of V10 fails in a world where its mechanism is cut."""
    bare = {"shine": 0.0}
    blind = {reading.id: bare for reading in load(BASE).regime.readings}
    hidden = blind | {"organisation": bare | {"announced": 0.5}}
    worlds = [world("blind", readings=blind), world("hidden", readings=hidden)]
    check, cut = studies.hidden().checks[0], relative_change("hidden", "blind", "showcase")
    found = evaluate({"cut": cut}, worlds, Runs(36, 3, place=county))
    assert studies.judge("V10", check, found["cut"]).verdict == studies.OPEN


def test_what_is_switched_on_at_a_month_changes_nothing_before(county):
    on = world("on", later=[from_month(6, "data", 1.0)])
    series = run_comparison(design_comparison([BASE, on], county, 12, 1)).series
    assert np.array_equal(series[0, :, :6], series[1, :, :6])
    assert not np.array_equal(series[0, :, 6:], series[1, :, 6:])


def test_a_field_without_points_keeps_its_documents():
    bare = world("bare", unassessed=[studies.ASSESSED]).regime
    for before, after in zip(load(BASE).regime.indicators, bare.indicators, strict=True):
        assert after.items == before.items and after.burden == before.burden
        assert (after.weight == 0) == (before.field == studies.ASSESSED)


@pytest.mark.slow
def test_published_signs_are_met_in_yinzhou_too_but_the_one_that_refutes_the_model():
    """In the county of the defaults it is tested with the validation; the model card says where it is refuted."""
    found = studies.run(EXPERIMENTS, Runs(place=load_place("yinzhou")))
    assert {each.check.id for each in found if each.verdict not in ("sign", "size")} == {"V1.faded"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_say_what_was_found(lang):
    experiment = studies.inspection()
    found = [studies.judge("V8", check, np.array([-0.31, -0.32, -0.33])) for check in experiment.checks]
    lines = study_text(experiment, found, lang)
    assert len(lines) == 5 and "−0.3200" in lines[1]
    sign, size = (translate(f"experiments.verdicts.{verdict}", lang) for verdict in ("sign", "size"))
    assert sign in lines[1] and size in lines[2]
    figure = targets(read_figures())[0]
    lines = list(figures_text(read_figures(), [Compared(figure, 123.4, True, 1.6)], lang))
    assert "123.4" in lines[0] and len(lines) == len(read_figures())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_do_not_call_far_what_is_inside_a_published_range(lang):
    figures = read_figures()
    figure = targets(figures)[0]
    inside, outside = (
        next(figures_text(figures, [Compared(figure, mean, figure.low <= mean <= figure.high, 1.6)], lang))
        for mean in (113.8, 90)
    )
    assert translate("experiments.figures.inside", lang, x=1.6) in inside
    assert translate("experiments.figures.apart_from_middle", lang, x=1.6) in outside
    single = next(each for each in targets(figures) if each.low == each.high)
    by_id = [line for line in figures_text(figures, [Compared(single, 0.2, False, 0.7)], lang) if single.id in line]
    assert translate("experiments.figures.apart", lang, x=0.7) in by_id[0]


# Runs long enough


@pytest.mark.parametrize(("id", "least"), [("V1", 36), ("V2", 36), ("V2b", 60), ("V4", 36), ("V8", 36), ("V10", 36)])
def test_experiments_know_the_months_they_need(id, least, county):
    """The means they name lie inside a run, those they do not after the first yearly score."""
    statistics = [check.statistic for name, check in CHECKS if name == id]
    assert max(map(months_needed, statistics)) == least
    with pytest.raises(ScenarioError, match=f"months: {least - 1} .* at least {least}, the months that {id}"):
        studies.run([studies.EXPERIMENTS[id]()], Runs(least - 1, 2))
    with pytest.raises(ScenarioError, match="replicates: 1"):
        studies.run([studies.EXPERIMENTS[id]()], Runs(least, 1))


def test_the_shortest_runs_give_numbers():
    """And one month less would average what is not there yet."""
    found = studies.run(studies.all_experiments(["V1", "V8"]), Runs(36, 2))
    assert all(np.isfinite([each.estimate.mean, each.estimate.low, each.estimate.high]).all() for each in found)
    assert all(np.isfinite(each.mean) for each in compare(read_figures(), Runs(36, 1)))
    shares = run_comparison(design_comparison([BASE], "330213", 13, 2, warmup=0)).of("cramming")[0]
    assert not shares[:, : FIRST_SCORE - 1].any() and shares[:, FIRST_SCORE - 1 :].all()


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        ("V8 --months 24", "months: 24 is not possible; expected at least 36, the months that V8", "V8 至少需要 36"),
        ("V2b --months 40", "months: 40 is not possible; expected at least 60", "至少需要 60 个月"),
        ("V1 --months 5", "months: 5 is not possible", "months：不能为 5"),
        ("V1 --replicates 1", "replicates: 1 is not possible; expected at least 2", "replicates：不能为 1"),
        ("figures --months 24", "months: 24 is not possible; expected at least 36", "至少需要 36 个月"),
        ("plausible --months 24", "months: 24 is not possible; expected at least 60", "至少需要 60 个月"),
        (
            "plausible --points 12",
            "points: 12 is not possible; expected a whole number of at least 40",
            "不小于 40 的整数",
        ),
        ("plausible --points 3 --truths 1 --replicates 1", "replicates: 1 is not possible", "replicates：不能为 1"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_refuses_runs_too_small_for_an_answer(words, en, zh, lang, tmp_path, capsys):
    assert kaohe("evidence", *words.split(), "--out", tmp_path, "--lang", lang) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and {"en": en, "zh": zh}[lang] in said.err
    if lang == "zh":
        in_chinese(said.err.strip())


def test_a_reader_who_leaves_early_is_no_error(tmp_path):
    """`... | head -0`: the pipe is closed before anything is written."""
    words = [sys.executable, "-m", "kaohe", "evidence", "V10", "--months", "36", "--replicates", "2"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(words, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


# The plausible set


def test_the_sample_has_a_column_for_every_uncertain_parameter_within_its_range():
    axes, rows = plausible_axes(), sample()
    assert len(rows) == ROWS
    assert SAMPLE.read_text(encoding="utf-8").partition("\n")[0].split(",") == [axis.target for axis in axes]
    for axis in axes:
        values = np.array([getattr(row, axis.target) for row in rows])
        assert values.min() >= axis.low and values.max() <= axis.high
        assert len(set(values)) > ROWS / 2
    assert SAMPLE.stat().st_size < 300_000


def test_only_informed_parameters_are_adjusted():
    flat, far = np.full(30, 1 / 30), np.zeros(1, bool)
    kept = Posterior(np.column_stack([np.linspace(0, 1, 30)] * 2), flat, np.array([0.3, 0.3]), 1.0, far)
    moved = replace(kept, values=np.column_stack([np.linspace(0.4, 0.5, 30), np.linspace(0.1, 1, 30)]))
    assert moved.shrinkage[0] < INFORMED < moved.shrinkage[1]
    unit = resampled(moved, kept, 60, 1)
    assert unit[:, 0].min() >= 0.4 and unit[:, 0].max() <= 0.5
    assert sorted(set(unit[:, 1])) == sorted(kept.values[:, 1])


def test_evidence_for_the_sample_is_figures_and_signs_that_are_not_built_in():
    evidence = gather()
    names = [target.name for target in evidence.targets]
    assert isinstance(evidence, Evidence) and len(set(names)) == len(names)
    assert "V10" not in names and "V2b" not in names and "V8.cases" not in names
    assert {"V1", "accountable_fall"} <= {names[k] for k in evidence.sized}


@pytest.mark.slow
def test_the_whole_inference_in_small():
    found = infer_plausible(Runs(replicates=2), points=96, truths=4, rows=20, share=0.6)
    assert found.unit.shape == (20, len(plausible_axes()))
    assert 0 < found.record["kept_by_history"] <= 1


# Intervals that hold what is not known


def test_replicate_r_has_row_r_under_every_scenario_and_rows_come_again(county):
    study = design_comparison(["minimal", BASE], county, 12, ROWS + 2, uncertainty="plausible")
    behaviours = [case.behaviour for case in study.cases()]
    assert behaviours[::2] == behaviours[1::2]
    behaviours = behaviours[::2]
    assert tuple(behaviours[:ROWS]) == sample() == people(ROWS)
    assert behaviours[ROWS : ROWS + 2] == list(sample()[:2])


def test_the_record_holds_the_rows_and_gives_the_same_bits(county):
    study = design_comparison([BASE], county, 6, 3, uncertainty="plausible")
    record = json.loads(json.dumps(study.record()))
    scenarios = {BASE: load(BASE).record()}
    (again,) = comparisons_of({"studies": [record], "scenarios": scenarios})
    assert again == study and again.uncertainty == "plausible"
    assert run_comparison(again).digest == run_comparison(study, threads=1).digest
    assert "people" not in design_comparison([BASE], county, 6, 3).record()
    for malformed in ({"rows": []}, {"names": ["precision"]}, {"rows": [[1]]}):
        with pytest.raises((ScenarioError, ParameterError)):
            malformed = record | {"people": record["people"] | malformed}
            comparisons_of({"studies": [malformed], "scenarios": scenarios})


def test_plausible_people_are_refused_beside_other_people(county):
    with pytest.raises(ParameterError, match="uncertainty"):
        design_comparison([BASE], county, uncertainty="plausible", behaviour=sample()[0])
    with pytest.raises(ParameterError, match=r"luck, plausible, \*\.csv"):
        design_comparison([BASE], county, uncertainty="all")


def test_the_interval_is_the_middle_of_replicates_and_does_not_shrink():
    values = np.random.default_rng(1).permutation(np.arange(1.0, 400.0))
    found = middle(values)
    assert (found.low, found.high) == pytest.approx((10, 390))
    enough = middle(values[:39])
    assert (enough.low, enough.high) == pytest.approx((values[:39].min(), values[:39].max()))
    assert np.isnan(middle(values[:38]).low)


def test_plausible_studies_have_replicates_enough_for_an_interval(county):
    study = design_comparison(["minimal"], county, 1, uncertainty="plausible")
    assert (study.replicates, design_comparison(["minimal"], county, 1).replicates) == (40, 30)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_say_which_interval_they_show(county, lang):
    pair = [BASE, "minimal"]
    said = {}
    for kind in ("luck", "plausible"):
        results = run_comparison(design_comparison(pair, county, 12, 3, uncertainty=kind))
        found = effects_of(results)
        assert effects_of_dataset(results.dataset()).uncertainty == found.uncertainty == kind
        said[kind] = about(found, lang)
    words = {"en": "not known", "zh": "行为参数"}[lang]
    assert words not in said["luck"] and words in said["plausible"]


def test_verdicts_need_nearly_every_replicate():
    values = np.zeros((2, 100, len(NAMES)))
    values[1] = np.where(np.arange(100) < 90, 1.0, -0.5)[:, None]
    study = Effects(("a", "b"), {}, "a", {}, 24, values, ())
    assert study.difference("b", "true_outcome").sure
    assert not replace(study, uncertainty="plausible").difference("b", "true_outcome").sure


def test_the_option_and_redo(tmp_path, capsys):
    place, out = write_county(tmp_path), tmp_path / "out"
    words = ("compare", BASE, "minimal", "--place", place, *QUICK, "--uncertainty", "plausible")
    assert kaohe(*words, "--out", out) == 0
    assert len(json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"][0]["people"]["rows"]) == 3
    assert kaohe("redo", out / "run.json") == 0
    assert "Same bits" in capsys.readouterr().out
    assert kaohe("run", BASE, "--place", place, "--uncertainty", "both") == 2
    assert "luck, plausible or a sample" in capsys.readouterr().err
