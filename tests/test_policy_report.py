"""The report for policy advisers: words follow from numbers, names are data, folders are read back or refused."""

import csv
import io
import json
import math
import re
import shutil
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from openpyxl import load_workbook
from small import CHINESE, kaohe, write_county

from analysis.additions import combinations
from analysis.certainty import Finding
from analysis.effects_of_results import effects_of
from analysis.figures.style import width_of
from analysis.files import save_comparison
from analysis.files.explanations import read_explanations, write_explanations
from analysis.files.kept import read_results
from analysis.horizons import Course
from analysis.plan import Step, plan, within
from analysis.policy_report.build import report_of
from analysis.policy_report.compared import described
from analysis.policy_report.document import Cell, Listing, Paragraph, Table
from analysis.policy_report.html import html_of
from analysis.policy_report.material import Material
from analysis.policy_report.numbering import numbered
from analysis.policy_report.screen import page_one, sentences
from analysis.policy_report.sheets import csv_of, write_tables
from analysis.policy_report.sure import replicates_enough
from analysis.policy_report.timing import lasting
from analysis.policy_report.together import beyond_sum
from analysis.policy_report.word import docx_of
from analysis.policy_report.wording import Wording, number
from analysis.precision import Width, widest
from analysis.regret import rank_agreement, ranks
from analysis.statistics import Estimate, regret, student_quantile
from experiments.compare.results import Precision
from experiments.compare.running import run_comparison
from kaohe.functions import design_comparison
from scenarios import load, load_place
from scenarios.errors import ScenarioError
from sim.measures import HEADLINE

DUTIES, JOINT = "generalised+duty_list", "generalised+mutual_recognition"
BOTH = "generalised+duty_list+mutual_recognition"
SCENARIOS = ("generalised", JOINT, DUTIES, BOTH, "generalised+fault_tolerance,visits=0.5", "minimal")
NASTY = '=1+1<script>alert("x")</script>&'
LANGS = ("en", "zh")
KNOWN = r"kaohe( [a-z]+)?|Benjamini-Hochberg|--[a-z]+|county|run\.json|{[^}]*}|[0-9a-f]{12}"
SECTIONS = ["summary", "sure", "timing", "costs", "who", "together", "why", "limits"]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    place = load_place(write_county(tmp_path_factory.mktemp("county")))
    design = design_comparison(SCENARIOS, place, months=26, warmup=6, replicates=4, worlds=3, rules=True)
    return replace(run_comparison(design), precision=Precision("true_outcome", 0.5))


@pytest.fixture(scope="module")
def folder(results, tmp_path_factory):
    out = tmp_path_factory.mktemp("results") / "out"
    save_comparison([results], out, ["compare", *SCENARIOS])
    return out


@pytest.fixture(scope="module", params=LANGS)
def material(request, results):
    return Material(results, request.param, thresholds={"burden": {"at_most": 0.4}})


def texts(report):
    """Every text of a report."""
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Listing):
                yield from block.items
            elif isinstance(block, Table):
                yield from (block.title, block.note, *block.heads, *(cell.text for row in block.rows for cell in row))
            else:
                yield from (block.title, block.alt)


# How sure


def finding(effect=(2.0, 1.5, 2.5), worlds=(40, 40), rules=(5, 5), reach=2.5, chance=0.001, least=0.1):
    return Finding("s", "burden", -1, Estimate(*effect), None, worlds, rules, least, reach, chance)


@pytest.mark.parametrize(
    ("given", "degree"),
    [
        ({}, "sure"),
        ({"worlds": (36, 40)}, "sure"),
        ({"worlds": (35, 40)}, "probable"),
        ({"rules": (3, 5)}, "probable"),
        ({"rules": None}, "sure"),
        ({"worlds": (27, 40)}, "probable"),
        ({"worlds": (26, 40)}, "undecided"),
        ({"worlds": None, "rules": None}, "probable"),
        ({"chance": 0.06}, "undecided"),
        ({"effect": (2.0, -0.1, 4.1)}, "undecided"),
        ({"effect": (0.05, 0.04, 0.06), "reach": 0.2}, "undecided"),
        ({"effect": (0.05, 0.04, 0.06), "reach": 0.06}, "small"),
        ({"effect": (0.0, -0.09, 0.09), "reach": 0.09}, "small"),
        ({"effect": (np.nan, np.nan, np.nan)}, "unknown"),
    ],
)
def test_how_sure_an_effect_is(given, degree):
    assert finding(**given).degree == degree


def test_a_direction_is_said_only_where_it_is_decided():
    assert (finding().sign, finding().verdict) == (1, -1)
    assert (finding(chance=0.2).sign, finding(chance=0.2).verdict) == (0, 0)


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        ({}, "raises burden by", "使考核负担提高"),
        ({"effect": (-2.0, -2.5, -1.5)}, "lowers burden by", "使考核负担降低"),
        ({"worlds": None, "rules": None}, "probably raises burden", "可能使考核负担提高"),
        ({"chance": 0.5}, "is undecided", "影响未定"),
        (
            {"effect": (0.0, -0.09, 0.09), "reach": 0.09},
            "no effect on burden larger than 10.0",
            "不超过 10.0",
        ),
    ],
)
def test_sentences_are_no_surer_than_numbers(results, given, english, chinese):
    found = replace(finding(**given), scenario="minimal")
    for lang, words in zip(LANGS, (english, chinese), strict=True):
        assert words in Wording(effects_of(results), lang).effect(found)


def test_intervals_over_worlds_stand_beside_those_for_chance(results):
    found = replace(finding(), scenario="minimal", plausible=Estimate(2.0, -1.0, 6.0))
    for lang, words in zip(
        LANGS, ("−100.0 to 600.0 with what is not known", "连同未知之处 −100.0 至 600.0"), strict=True
    ):
        assert words in Wording(effects_of(results), lang).effect(found)
    said = Wording(effects_of(results), "en").effect(replace(found, plausible=None))
    assert "95\u00a0% interval 150.0 to 250.0)" in said


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (None, "Were 4 replicates enough?", "4 次重复试验够不够？"),
        (1.0, "and 4 replicates reached it", "4 次重复试验已达到"),
        (1e-6, "4 replicates did not reach it for all", "4 次重复试验未能全部达到"),
    ],
)
def test_it_is_said_whether_a_precision_was_reached(results, asked, english, chinese):
    for lang, words in zip(LANGS, (english, chinese), strict=True):
        material = Material(replace(results, precision=asked and Precision("true_outcome", asked)), lang)
        said, found = replicates_enough(material), widest(material.effects, ("true_outcome",))
        assert words in said and material.words.quoted(found.scenario) in said
        assert material.words.fine("true_outcome", found.half) in said
        assert (said in list(sentences(material))) == (asked is not None)
        other = replace(material, goal="burden")  # of which nothing was asked
        plainly = {"en": "Were 4 replicates enough?", "zh": "4 次重复试验够不够？"}[lang]
        assert plainly in replicates_enough(other) and not any(plainly in each for each in sentences(other))


def test_the_widest_interval_is_that_of_the_largest_share(results):
    effects = effects_of(results)
    shares = {
        (scenario, measure): effects.difference(scenario, measure).half_width / effects.scale(measure)
        for scenario in effects.others
        for measure in ("burden", "formalism")
    }
    found = widest(effects, ("burden", "formalism"))
    assert shares[found.scenario, found.measure] == max(shares.values()) == found.share
    assert found.needed(4, found.share) == 4
    assert Width("x", "formalism", 0.0, 0.0).needed(4, 0.01) == 4, "nothing differs, as before a reform begins"
    needed = found.needed(4, found.share / 10)  # error falls as 1/√n, and Student's quantile with it
    for replicates, narrow in ((needed, True), (needed - 1, False)):
        half = found.share * student_quantile(replicates - 1) / student_quantile(3) * math.sqrt(4 / replicates)
        assert (half <= found.share / 10) == narrow


def test_a_precision_that_the_most_replicates_do_not_give_is_said(results, monkeypatch):
    monkeypatch.setattr("analysis.policy_report.sure.MOST", 4)
    said = [
        replicates_enough(Material(replace(results, precision=Precision("true_outcome", 1e-6)), lang)) for lang in LANGS
    ]
    assert "no more than 4 replicates" in said[0] and "至多重复 4 次" in said[1]


def test_small_sizes_have_two_digits(results):
    words = Wording(effects_of(results), "en")
    assert [words.fine("burden", size) for size in (0.1234, 0.00123, 0.0, np.nan)] == [
        f"{size} percentage points" for size in ("12.3", "0.12", "0.0", "–")
    ]


def test_numbers_have_no_sign_before_a_zero():
    assert [number(x, 1, True) for x in (1.25, -1.25, -0.01, 0.0, np.nan)] == ["+1.2", "−1.2", "0.0", "0.0", "–"]


def test_regret_is_what_the_best_in_each_world_would_add():
    good = np.array([[1.0, 5.0, 2.0], [3.0, 4.0, 2.0], [0.0, 0.0, 0.0]])
    assert regret(good).tolist() == [[2, 0, 0], [0, 1, 0], [3, 5, 2]]
    assert ranks(good).tolist() == [[2, 1, 1], [1, 2, 1], [3, 3, 3]]
    assert rank_agreement(np.array([[3.0, 3.0], [2.0, 2.0], [1.0, 1.0]])) == 1.0
    assert rank_agreement(np.array([[4.0, 1.0], [1.0, 2.0]])) == 0.0


# The report


def test_each_language_is_its_own(material):
    report = report_of(material)
    for text in texts(report):
        if material.lang == "en":
            assert not CHINESE.search(text), text
        else:
            left = re.sub(KNOWN, "", text)
            assert not re.search("[A-Za-z]{3,}", left), text
    assert not any(re.search("运气|抽签|赔率|杠杆", text) for text in texts(report))
    assert [section.id for section in report.sections] == SECTIONS


def test_the_first_page_answers(material):
    first = report_of(material).sections[0]
    kinds = [type(block).__name__ for block in first.blocks]
    assert kinds == ["Paragraph", "Paragraph", "Listing", "Table", "Paragraph", "Paragraph"]
    assert len(first.blocks[2].items) == 3
    assert len(first.blocks[3].rows) == len(SCENARIOS) - 1


def test_thresholds_count_worlds(material):
    (table,) = [each for each in report_of(material).tables if each.id == "regret"]
    worlds = material.effects.worlds
    burden = worlds.values[:, :, worlds.column("burden")]
    for scenario, row in zip((*material.shown, "generalised"), table.rows, strict=True):
        own = burden[material.effects.scenarios.index(scenario)]
        assert row[-1].value == pytest.approx(100 * (own <= 0.4).mean())


def test_names_of_users_are_data(results, tmp_path):
    own = replace(load("minimal"), name_en=NASTY, name_zh=NASTY)
    comparison = results.comparison
    named = replace(results, comparison=replace(comparison, scenarios=(*comparison.scenarios[:-1], own)))
    report = report_of(Material(named, "en"))
    page = html_of(report)
    assert "<script" not in page and "&lt;script&gt;" in page
    write_tables(report, tmp_path)
    for sheet in load_workbook(tmp_path / "tables_en.xlsx"):
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for path in (tmp_path / "tables_en").iterdir():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("\ufeff") and not re.search(r'(^|,)"?=', text, re.MULTILINE)


def test_townships_have_names_only_where_asked_for(results, tmp_path):
    page, named = (report_of(Material(results, "zh", named=asked)) for asked in (False, True))
    assert not any("甲镇" in cell.text for table in page.tables for row in table.rows for cell in row)
    units = next(table for table in named.tables if table.id == "units")
    assert [row[0].text for row in units.rows] == ["甲镇", "乙乡", "丙镇"]
    mark = "模型假设，非真实评价"
    html = html_of(named)
    assert html.count(mark) >= len(named.figures) * 2 + html.count("<caption>") and mark not in html_of(page)
    write_tables(named, tmp_path)
    assert all(mark in sheet["A1"].value for sheet in load_workbook(tmp_path / "tables_zh.xlsx"))
    assert all(mark in path.read_text(encoding="utf-8") for path in (tmp_path / "tables_zh").iterdir())


def test_tables_apart_hold_numbers():
    table = Table("t", "T", ("a", "b"), ((Cell("+ a, b"), Cell("↑ better", 1.25)),))
    rows = list(csv.reader(io.StringIO(csv_of(table).removeprefix("\ufeff"))))
    assert rows == [["a", "b"], ["'+ a, b", "1.25"]]


def test_a_combination_is_held_against_the_sum_of_its_parts(material):
    assert combinations(material.results.comparison) == {BOTH: [DUTIES, JOINT]}
    effects = material.effects
    level = {name: effects.sample(name, "burden") for name in ("generalised", DUTIES, JOINT, BOTH)}
    gap = level[BOTH] - level[DUTIES] - level[JOINT] + level["generalised"]
    assert beyond_sum(effects, BOTH, [DUTIES, JOINT], "burden") == pytest.approx(-gap)  # less burden is better


@pytest.mark.parametrize(
    ("years", "word"),
    [
        ({1: 0.5, 3: 1.0, 5: 0.9}, "lasts"),
        ({1: 0.5, 3: 1.0, 5: 0.6}, "weakens"),
        ({1: 1.0, 3: 0.6, 5: 0.3}, "fades"),
        ({1: -0.5, 3: 0.2, 5: 1.0}, "turns"),
        ({1: 0.01, 3: 0.02, 5: 0.01}, "small"),
        ({1: 1.0}, "short"),
    ],
)
def test_whether_an_effect_lasts(years, word):
    sure = {year: Estimate(mean, mean - 0.005, mean + 0.005) for year, mean in years.items()}
    assert lasting(Course(sure, 0.0, 0, 0), 0.1) == word


def test_a_budget_buys_what_fits_in_order():
    steps = [Step("a", -1.0, 1.0, -1.0, 1.0), Step("b", 1.0, 2.0, 0.0, 3.0), Step("c", 3.0, 3.0, 3.0, 6.0)]
    steps.append(Step("d", 0.5, 0.1, 3.5, 6.1))
    assert [step.scenario for step in within(steps, 1.0)] == ["a", "b", "d"]


def test_reforms_come_in_the_order_of_gain_by_cost(material):
    found = {key: replace(each, least=0.0, reach=1.0, chance=0.0) for key, each in material.found.items()}
    steps = plan(material.results, material.effects, found, "burden")
    assert {step.scenario for step in steps} <= {DUTIES, JOINT}
    assert steps and sum(step.cost for step in steps) == pytest.approx(steps[-1].cost_so_far)
    assert [step.cost > 0 for step in steps] == sorted(step.cost > 0 for step in steps)


def test_every_table_has_a_caption_and_a_name_of_its_own(material):
    report = report_of(material)
    assert {table.id for table in report.shown} <= numbered(report).keys()
    names = [table.id for table in report.tables]
    assert len(names) == len(set(names))


def test_the_document_has_headings_and_tables(material, tmp_path):
    import docx

    report = report_of(material)
    docx_of(report).save(str(tmp_path / "report.docx"))
    document = docx.Document(str(tmp_path / "report.docx"))
    heads = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert heads == [f"{number} {section.title}" for number, section in enumerate(report.sections, 1)]
    own = report.shown
    assert [[cell.text for cell in table.rows[0].cells] for table in document.tables] == [
        list(each.heads) for each in own
    ]
    assert [len(table.rows) - 1 for table in document.tables] == [len(each.rows) for each in own]
    assert len(document.inline_shapes) == len(report.figures)
    pictures = [each for each in document.paragraphs if each._p.xpath(".//w:drawing")]
    captions = numbered(report)
    assert [each.text.strip() for each in pictures] == [captions[figure.id] for figure in report.figures]
    assert all(each.paragraph_format.keep_together for each in pictures)  # no caption goes to the next page alone


def test_no_page_of_the_document_begins_with_what_belongs_to_the_row_above(material):
    document = docx_of(report_of(material))
    table = next(each for each in report_of(material).shown if each.id == "certainty")
    shown = next(each for each in document.tables if [c.text for c in each.rows[0].cells] == list(table.heads))
    stays = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in shown.rows]
    breaks = [number for number, together in enumerate(stays[:-1]) if not together]
    assert all(table.rows[number][0].text for number in breaks)  # only before a row that begins with a name


def test_figures_are_text_and_are_described(results):
    page = html_of(report_of(Material(results, "zh")))
    for figure in report_of(Material(results, "zh")).figures:
        assert f'aria-label="{figure.alt}"' in page
    assert re.search(r"<text[^>]*>[^<]*月份", page)


def test_an_explained_effect_is_kept_and_told(results, tmp_path):
    from experiments.credibility.explain.split import Question, explain

    scenarios = {each.id: each for each in results.comparison.scenarios}
    question = Question(scenarios[JOINT], scenarios["generalised"], results.comparison.place, "burden", 6, 2)
    found = explain(replace(question, mechanisms=question.mechanisms[:2]))
    write_explanations({"county": [found]}, tmp_path / "explanations.json")
    (again,) = read_explanations(tmp_path / "explanations.json", [results])["county"]
    assert (again.whole, again.parts, again.scenario) == (found.whole, found.parts, found.scenario)
    why = report_of(Material(results, "en", explanations=(again,))).sections[6]
    assert "again, 2 times" in why.blocks[0].text and why.blocks[2].id == "why_1"
    assert "lowers burden by 0.0" in why.blocks[1].text and "no effect is left to see" in why.blocks[1].text


def test_everything_that_is_compared_is_said_in_words(results):
    """Scenarios in the words of their own files, the baseline on page one, and outcomes."""
    for lang in LANGS:
        report, material = report_of(Material(results, lang)), Material(results, lang)
        tables = {table.id: table for table in report.tables}
        about = load("generalised").about
        line = about.zh if lang == "zh" else about.en
        assert [row[0].text for row in tables["compared"].rows] == [
            material.words.scenario(each) for each in (material.effects.baseline, *material.shown)
        ]
        assert tables["compared"].rows[0][1].text == line and all(row[1].text for row in tables["compared"].rows)
        assert {row[0].text for row in tables["meanings"].rows} == {material.words.heading(each) for each in HEADLINE}
        assert line[:-1] in report.sections[0].blocks[1].text


def test_what_is_no_addition_is_described_with_its_regime(tmp_path):
    """A reform on another regime than the baseline's, a package, and a reform in a file."""
    mine = tmp_path / "mine.toml"
    mine.write_text('[about]\nrow = "D17"\nen = "Mine."\nzh = "我的。"\n[levers]\nvisits = 0.2\n', encoding="utf-8")
    scenarios = [load(each) for each in ("generalised", "minimal+duty_list", "generalised+zhou", f"generalised+{mine}")]
    comparison = SimpleNamespace(scenarios=scenarios, baseline="generalised")
    joined = SimpleNamespace(joined=" ".join)
    material = SimpleNamespace(results=SimpleNamespace(comparison=comparison), lang="en", words=joined)
    of = [described(material, each.id) for each in scenarios]
    assert of[1].startswith(load("minimal").about.en) and of[1].endswith(load("generalised+duty_list").files[1][1].en)
    assert of[2] and not of[2].startswith(of[0]) and of[3] == "Mine."


def test_scenarios_stand_in_the_order_of_the_goal(results):
    for goal, way in (("true_outcome", -1), ("burden", 1)):
        material = Material(results, "en", goal)
        effects = [way * material.found[each, goal].effect.mean for each in material.additions]
        assert effects == sorted(effects)


# Folders


def test_results_are_read_back_as_they_were(results, folder):
    (found,) = read_results(folder).results
    assert (found.comparison, found.precision) == (results.comparison, results.precision)
    assert np.array_equal(found.series, results.series, equal_nan=True)
    assert np.array_equal(found.townships, results.townships, equal_nan=True)
    first, again = effects_of(results), effects_of(found)
    for scenario in first.others:
        assert first.whole_cost(scenario) == again.whole_cost(scenario)
        assert first.worlds.whole_cost(scenario).mean == again.worlds.whole_cost(scenario).mean
        for measure in first.headline:
            assert first.worlds_agreeing(scenario, measure) == again.worlds_agreeing(scenario, measure)
            assert first.rules_agreeing(scenario, measure) == again.rules_agreeing(scenario, measure)


@pytest.fixture
def copied(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copied")


@pytest.mark.parametrize("name", ["worlds.parquet", "checksums.sha256"])
def test_a_partial_folder_is_refused(copied, name):
    (copied / name).unlink()
    with pytest.raises(ScenarioError, match=f"{name} is missing"):
        read_results(copied)


@pytest.mark.parametrize("name", ["series.parquet", "run.json", "summary.csv", "accounts.csv"])
def test_a_changed_folder_is_refused(copied, name):
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content.replace(b'"seed": 1', b'"seed": 2') + b" " * (name != "run.json"))
    with pytest.raises(ScenarioError, match=f"{name} was changed"):
        read_results(copied)


def test_a_record_that_was_edited_is_refused_before_it_is_read(copied):
    text = (copied / "run.json").read_text(encoding="utf-8")
    (copied / "run.json").write_text(text.replace('"precision"', '"x"'), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"run\.json was changed"):
        read_results(copied)


def test_another_version_is_named(results, monkeypatch, folder):
    ours = json.loads((folder / "run.json").read_text(encoding="utf-8"))["versions"]
    monkeypatch.setattr("analysis.files.kept.versions", lambda: ours | {"kaohe": "9.9"})
    kept = read_results(folder)
    assert kept.other == {"kaohe": ours["kaohe"]}
    (warning,) = report_of(Material(results, "en", other=kept.other)).warnings
    assert ours["kaohe"] in warning


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("lang", LANGS)
def test_page_one_breaks_no_heading_on_a_narrow_screen(results, lang, width):
    from rich.console import Console

    own = Material(results, lang)
    screen = Console(width=width, record=True, file=io.StringIO())
    screen.print(page_one(own, width), width=width)
    lines = screen.export_text().splitlines()
    assert all(width_of(line.rstrip()) <= width for line in lines)
    heads = " ".join(" ".join(lines[:4]).split())
    for measure in own.outcomes:
        assert all(word in heads for word in re.split("[ -]", own.words.heading(measure)))


# The command


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_writes_into_the_folder(copied, lang, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert kaohe("report", copied, "--lang", lang, "--at-most", "burden=0.4") == 0
    said = capsys.readouterr().out
    lines = [line for line in said.splitlines() if str(copied) not in line]
    assert max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line.rstrip()) for line in lines) <= 100
    assert sum(bool(re.match(r"[123]\. ", line)) for line in lines) == 3
    assert (copied / "report" / f"report_{lang}.html").stat().st_size < 5_000_000
    assert (copied / "report" / f"report_{lang}.docx").exists()
    assert kaohe("plan", copied, "--lang", lang, "--budget", 2) == 0
    assert kaohe("report", copied, "--budget", "much") == kaohe("plan", copied, "--payer", "me") == 2
    capsys.readouterr()
    assert kaohe("report", copied, "--at-least", "nothing=1") == 2
    assert "nothing" in capsys.readouterr().err
    with (copied / "report" / f"report_{lang}.docx").open("ab") as edited:
        edited.write(b"edited")
    assert kaohe("report", copied, "--lang", lang) == 2  # what somebody has edited is not replaced
    assert f"report_{lang}.docx" in capsys.readouterr().err
    assert kaohe("compare", "minimal", "minimal+duty_list", "--out", copied, "--lang", lang) == 2  # nor by results
    said = capsys.readouterr()
    assert f"report_{lang}.docx" in said.err and not said.out
    assert (copied / "report" / f"report_{lang}.docx").read_bytes().endswith(b"edited")
