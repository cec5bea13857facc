"""The validation and its report: what is in it, that it can say no, and that the command writes it whole."""

import csv
import json
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small import only_chinese

from analysis.figures.style import width_of
from analysis.figures.validation import LABEL, MOST, ROWS, charts, label
from analysis.report import write_report
from analysis.statistics import Estimate
from docs.pages.patterns import stored
from experiments.credibility.evidence.figures import FIGURES, Compared, read_figures, shown, targets
from experiments.credibility.evidence.lines import effect_line, effect_verdict, figure_line, figure_verdict
from experiments.credibility.evidence.studies import Check, Finding, all_experiments
from experiments.credibility.falsifiability.predictions import read
from experiments.credibility.falsifiability.trial import Outcome
from experiments.credibility.patterns.catalogue import PATTERNS, pattern
from experiments.credibility.patterns.pattern import ABOVE, BELOW, NEAR
from experiments.credibility.section import CONDITIONAL, FAILS, HOLDS, PARTLY, REPORTED, Line, Section
from experiments.credibility.validation import FAST, FULL
from experiments.credibility.validation.pattern_lines import bound, loop_section, pattern_section, refers_back
from experiments.credibility.validation.published_lines import code_line, effects, plausible
from experiments.credibility.validation.run import known_answers, opposite_line
from experiments.study.statistic import Statistic
from scenarios.errors import ScenarioError
from scenarios.languages import LANGUAGES, Both, render

NAME = Both("X", "甲")
SECTION = Section(
    "trial", Both("Trial <1>", "试验"), Both("About & so on.", "说明。"),
    (
        Line("A", Both("a < b", "甲"), "> 0", Both("all of it `x`", "全部 `x`"), HOLDS, 0.1, 0.05, 0.15, "Ho 2020"),
        Line("B", Both("b", "乙"), "< 0", "+0.2", FAILS, 0.2),
        Line("C", Both("c", "丙"), "", "1", REPORTED),
        Line("D", Both("d", "丁"), "", "1", CONDITIONAL),
    ),
    Both("effect", "作用"), Both("not drawn: D", "未画：丁"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    files = write_report([SECTION], folder, "kaohe validate --fast", "0.0", "abc")
    assert all(file.exists() for file in files)
    return folder


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Trial &lt;1&gt;", "a &lt; b (Ho 2020)", "fails", "all of it <code>x</code>", "not drawn: D"]),
        ("zh", ["试验", "甲（Ho 2020）", "不成立", "全部 <code>x</code>", "未画：丁"]),
    ],
)
def test_the_page_says_everything_in_its_language(folder, lang, words):
    text = (folder / f"report_{lang}.html").read_text(encoding="utf-8")
    assert all(word in text for word in [*words, f'lang="{lang}"', "kaohe validate --fast"])
    assert (folder / f"figures/trial_{lang}.svg").exists() and f"figures/trial_{lang}.svg" in text


def test_the_table_holds_every_line(folder):
    rows = list(csv.DictReader((folder / "lines.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["id"], row["verdict"]) for row in rows] == [(line.id, line.verdict) for line in SECTION.lines]


def test_known_answers_are_met():
    assert len(known_lines()) > 40 and all(line.verdict == HOLDS for line in known_lines())
    assert not any(refers_back(line.statement) or "the same" in str(line.statement) for line in known_lines())


def test_published_effects_and_figures_are_met():
    found = list(effects(FAST, None))
    assert [section.id for section in found] == ["effects", "figures"]
    assert all(section.count(HOLDS) > 5 for section in found)
    failing = {line.id for section in found for line in section.lines if line.verdict == FAILS}
    assert failing == {"V1.faded"}  # the model is refuted there, and says so (docs/model_card.md)
    lines = {line.id: line for section in found for line in section.lines}
    assert lines["V8.cases_year"].verdict == CONDITIONAL
    assert lines["meeting_time_2011"].verdict == lines["document_time_2011"].verdict == REPORTED
    for section in found:
        only_chinese(section.lines)


# --- published figures and effects


def null_of(figure):
    """What the figure would be if nothing were the case."""
    return 1.0 if figure.unit.startswith(("times", "ratio")) else 0.0


def distance(figure, value):
    return abs(value - figure.target.value) / figure.target.variance**0.5


@pytest.mark.parametrize("figure", targets(read_figures()), ids=lambda figure: figure.id)
def test_a_model_in_which_nothing_is_the_case_meets_no_target(figure):
    null = null_of(figure)
    assert not figure.low <= null <= figure.high
    assert figure_verdict(figure, distance(figure, null)) != HOLDS


def test_a_figure_holds_within_two_deviations_and_under_a_condition_within_three():
    figure = next(each for each in targets(read_figures()) if not each.fitted)
    found = [figure_verdict(figure, far) for far in (0, 1.99, 2.01, 2.99, 3.01)]
    assert found == [HOLDS, HOLDS, CONDITIONAL, CONDITIONAL, FAILS]


def test_a_figure_that_a_default_is_set_by_is_reported_and_says_so():
    fitted = [figure for figure in read_figures() if figure.fitted]
    assert fitted == [figure for figure in read_figures() if "is set by it" in figure.argued]
    assert {figure.id for figure in fitted} == {"meeting_time_2011", "document_time_2011"}
    for figure in fitted:
        line = figure_line(figure, Compared(figure, figure.low, True, 0.0))
        assert line.verdict == REPORTED
        assert "the default is set by it" in render(line.obtained, "en") and "默认值据此设定" in render(
            line.obtained, "zh"
        )


def test_whether_a_figure_is_fitted_is_yes_or_no(tmp_path):
    path = tmp_path / "figures.toml"
    text = FIGURES.read_text(encoding="utf-8").replace("fitted = true", 'fitted = "yes"', 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="meeting_time_2011"):
        read_figures(path)


@pytest.mark.parametrize(
    ("sized", "found", "verdict", "words"),
    [
        (True, "size", HOLDS, "sign and size as published"),
        (True, "sign", CONDITIONAL, "sign as published, size not"),
        (False, "sign", HOLDS, "sign as published"),
        (True, "open", FAILS, "no measurable effect"),
        (False, "against", FAILS, "against the published sign"),
    ],
)
def test_a_sign_is_not_enough_where_there_is_a_size(sized, found, verdict, words):
    check = Check("V1", Statistic((), lambda: np.zeros(1)), 1, published=(1.0, 1.0) if sized else None)
    assert effect_verdict(check, found) == (verdict, effect_verdict(check, found)[1])
    assert str(effect_verdict(check, found)[1]) == words


def test_no_check_leans_on_another():
    checks = {check.id: (each, check) for each in all_experiments() for check in each.checks}
    for experiment, check in checks.values():
        line = effect_line(Finding(experiment.id, check, Estimate(0.1, 0.05, 0.15), "sign"), experiment)
        en, zh = map(line.statement.render, LANGUAGES)
        assert "the same" not in en and "同上" not in zh and not zh.startswith("减去"), line
        assert experiment.source in str(line.whole)


def test_two_figures_are_those_that_defaults_were_set_by():
    assert len({figure.id for figure in shown(read_figures()) if figure.fitted}) == 2


# --- the plausible set


def test_the_plausible_set_is_said_to_be_a_record_with_its_coverage():
    [section] = plausible(FAST, None)
    ids = [line.id for line in section.lines]
    assert ids == ["kept", "informed", "sample", "code", "coverage_50", "coverage_80", "coverage_95"]
    for line in section.lines:
        assert "stored record" in render(line.obtained, "en") and "kaohe evidence plausible" in str(line)
    assert section.count(FAILS) == 0
    only_chinese(section.lines)


def test_a_record_made_under_other_rules_is_conditional():
    now = {"rules": "a", "ranges": "b", "figures": "c"}
    assert code_line(now, now).verdict == HOLDS
    old = code_line({**now, "figures": "d"}, now)
    assert old.verdict == CONDITIONAL and "other figures;" in render(old.obtained, "en")


# --- patterns


@pytest.fixture(scope="module")
def pattern_lines():
    return {line.id: line for line in pattern_section(stored()).lines}


def test_every_pattern_has_its_verdict_and_its_plausible_people(pattern_lines):
    """The verdicts of docs/patterns.md, from the same stored results."""
    for each in PATTERNS:
        line, share = pattern_lines[each.id], stored().shares[each.id]
        assert line.verdict == stored().verdict(each)
        assert f"people {share.held}/{share.of}" in render(line.obtained, "en")
        assert f"人群 {share.held}/{share.of}" in render(line.obtained, "zh")
    assert pattern_lines["P1"].verdict == pattern_lines["P13"].verdict == PARTLY


def test_too_few_plausible_people_make_a_pattern_conditional():
    few = replace(stored().shares["P7"], held=1)
    report = replace(stored(), shares={**stored().shares, "P7": few})
    assert next(line for line in pattern_section(report).lines if line.id == "P7").verdict == CONDITIONAL


def test_without_people_a_pattern_says_so():
    line = pattern_section(replace(stored(), shares={})).lines[0]
    assert "people not run" in render(line.obtained, "en") and "未运行可能人群" in render(line.obtained, "zh")
    assert 32 <= stored().people <= FULL.people


def test_a_smaller_validation_says_why_its_verdicts_may_differ():
    whole, small = (pattern_section(replace(stored(), people=people)).about for people in (FULL.people, 0))
    assert "docs/patterns" not in render(whole, "en") + render(whole, "zh")
    assert "docs/patterns.md" in render(small, "en") and "docs/patterns.zh.md" in render(small, "zh")


def test_a_loop_that_is_large_enough_but_not_as_declared_says_so():
    race = next(line for line in loop_section(stored()).lines if line.id == "concealment_race")
    assert race.verdict == "fails" and "every link as declared" in render(race.expected, "en")
    assert "链条方向如所述：0/12" in render(race.obtained, "zh")


def test_conditions_are_lines(pattern_lines):
    for each in PATTERNS:
        for claim in (claim for claim in each.claims if claim.where):
            line = pattern_lines[f"{each.id}.{claim.where.id}"]
            assert str(line.statement).startswith("where: ") and line.statement.render("zh").startswith("条件：")
            if pattern_lines[f"{each.id}.{claim.id}"].verdict == CONDITIONAL:
                assert line.verdict == HOLDS


def test_statements_of_patterns_stand_alone_and_are_chinese(pattern_lines):
    for line in pattern_lines.values():
        en, zh = map(line.statement.render, LANGUAGES)
        assert "同上" not in zh or "〔所指：" in zh, line
        assert not en.startswith("the same") or "[of: " in en, line
    only_chinese(pattern_lines.values())
    only_chinese(loop_section(stored()).lines)


@pytest.mark.parametrize(
    ("kind", "sign", "size", "wanted"),
    [
        (ABOVE, 1, 0.05, "≥ +0.05"),
        (ABOVE, -1, 0.05, "≤ −0.05"),
        (BELOW, 1, 0.25, "≤ +0.25"),
        (BELOW, -1, 0.25, "≥ −0.25"),
        (ABOVE, -1, 0.0, "≤ 0"),
        (NEAR, 1, 0.0, "0"),
    ],
)
def test_what_is_expected_is_a_bound_on_its_side(kind, sign, size, wanted):
    assert bound(kind, sign, size) == wanted


def test_a_band_is_said_in_both_languages():
    assert [bound(NEAR, 1, 0.05).render(lang) for lang in LANGUAGES] == ["within ±0.05", "±0.05 以内"]


def test_what_holds_lies_within_what_is_expected(pattern_lines):
    claims = {f"{each.id}.{claim.id}": claim for each in PATTERNS for claim in each.all_claims()}
    for id, claim in claims.items():
        line, finding = pattern_lines[id], stored().findings["yinzhou"][id]
        if finding.large and claim.kind == ABOVE:
            assert render(line.expected, "en").startswith("≥" if finding.share > 0 else "≤")


def test_a_place_where_an_effect_cannot_be_formed_does_not_hide_the_others(pattern_lines):
    shares = [finding.share for finding in stored().of(pattern("P1"), pattern("P1").claims[1].where)]
    assert np.isnan(shares).any()
    assert pattern_lines["P1.kink_without_ratchet"].value == pytest.approx(np.nanmean(shares))


def test_what_is_not_drawn_is_named():
    section = pattern_section(stored())
    for line in section.lines:
        if line.value is None and "." in line.id:
            assert line.id in render(section.aside, "en") and line.id in render(section.aside, "zh")
    assert "P11.held_back" in render(section.aside, "en") and pattern("P11").claims[0].outcome == ""


# --- the opposite sign


def test_predictions_are_told_apart_by_what_comes_first():
    [first, *_] = read()
    found = [
        Outcome(first.id, step, "yinzhou", measure, "not up", 0.1, 0.05, 0.15)
        for step in ("region", "usual") for measure in ("true_outcome", "slack")
    ]  # fmt: skip
    lines = [opposite_line(each, first) for each in found]
    assert len({label(line, lang) for line in lines for lang in ("en", "zh")}) == 8
    assert str(lines[0].statement).startswith("true outcome, Yinzhou")
    assert lines[0].statement.render("zh").startswith("真实成效，鄞州")
    assert all(line.verdict == FAILS and render(line.expected, "zh") == "不升" for line in lines)
    only_chinese(lines)


# --- figures


def many(count):
    verdicts = (HOLDS, CONDITIONAL, FAILS)
    return [Line(f"X{k}", Both(f"statement {k}", f"陈述 {k}"), "", "", verdicts[k % 3], float(k)) for k in range(count)]


@pytest.mark.parametrize("count", [1, MOST, MOST + 1, 93])
def test_figures_leave_no_line_out(count):
    section = Section("x", NAME, NAME, tuple(many(count)), NAME)
    figures = charts(section, "en")
    shown = [tick.get_text() for figure in figures for tick in figure.axes[0].get_yticklabels()]
    assert shown == [f"X{k} · statement {k}" for k in range(count)]
    assert all(len(figure.axes[0].get_yticklabels()) <= MOST for figure in figures)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["holds", "conditional", "fails"]), ("zh", ["成立", "有条件成立", "不成立"])]
)
def test_a_figure_says_what_its_colours_mean(lang, words):
    [figure] = charts(Section("x", NAME, NAME, tuple(many(3)), NAME), lang)
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == words


def test_where_nothing_is_judged_there_is_no_legend():
    lines = tuple(replace(line, verdict=REPORTED) for line in many(3))
    [figure] = charts(Section("x", NAME, NAME, lines, NAME), "en")
    assert figure.axes[0].get_legend() is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_labels_of_a_report_are_all_different_and_short(lang):
    drawn = [line for line in (*pattern_section(stored()).lines, *known_lines()) if line.value is not None]
    labels = [label(line, lang) for line in drawn]
    assert len(set(labels)) == len(labels)
    assert all(len(text.split("\n")) <= ROWS for text in labels)
    ends = {text.partition(" · ")[2] for text in map(lambda line: label(line, lang), known_lines())}
    assert len(ends) == len(known_lines()), "the statements differ, too"


def test_a_long_label_keeps_its_beginning_and_its_end():
    text = label(Line("T1", Both("first words " + "more `of` it " * 40 + "s = .5", "甲"), "", ""), "en")
    assert text.startswith("T1 · first words") and text.endswith("s = .5") and "`" not in text
    assert all(width_of(row) <= LABEL for row in text.split("\n"))


# --- helpers and the command


@cache
def known_lines():
    [section] = known_answers(FAST, None)
    return section.lines


@pytest.mark.slow
def test_the_fast_validation_ends_within_three_minutes_and_writes_its_report(tmp_path):
    out, started = tmp_path / "report", time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kaohe", "validate", "--fast", "--lang", "zh", "--out", str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert time.monotonic() - started < 180
    assert "条成立" in done.stdout
    assert {"report_en.html", "report_zh.html", "lines.csv", "run.json", "figures", "checksums.sha256"} == {
        f.name for f in out.iterdir()
    }
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["validation"]["replicates"] == FAST.replicates
