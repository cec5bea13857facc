"""The sheet of unit costs and of the budget: the county's own numbers or the assumed ones, said to be so."""

import re

import openpyxl
import pytest
from small import in_chinese

from analysis.files.kept import read_results
from kaohe.cli import run as command
from scenarios import ScenarioError
from scenarios.costs import costs_file, load_budget, load_costs, own_costs
from scenarios.forms.mistakes import FormMistakes
from scenarios.places import write_template

TOWNSHIPS = ((1, "甲镇", "大型", "中心城镇", 60, 20), (2, "乙乡", "小型", "山区乡镇", 40, 9))
VISIT, BUDGET = "一次检查：两人一天，含路途和报告", "各项改革每年可比现在多花的经费"


@pytest.fixture
def county(tmp_path):
    """A county in a workbook, and what enters numbers into its sheet of costs."""
    path = tmp_path / "某县.xlsx"
    write_template(path, lang="zh")

    def enter(**lines):
        book = openpyxl.load_workbook(path)
        for row, township in enumerate(TOWNSHIPS, start=3):
            for column, value in enumerate(township, start=1):
                book["乡镇"].cell(row, column).value = value
        numbers = {cell.value: cell.row for cell in book["成本"]["A"]}
        for name, cells in lines.items():
            for column, value in cells.items():
                book["成本"].cell(numbers[{"visit": VISIT, "budget": BUDGET}[name]], column).value = value
        book.save(path)
        return path

    return enter


def test_a_blank_sheet_leaves_every_cost_as_it_ships(county):
    path = county()
    assert load_costs(path) == load_costs() and load_budget(path) is None and own_costs(load_costs(path)) == []


def test_what_is_filled_in_is_the_countys_own_with_its_source(county):
    path = county(visit={2: 24, 3: 20, 4: 30, 7: "县财政局测算"}, budget={2: 5})
    costs = load_costs(path)
    assert (costs["visits"].value, costs["visits"].range, costs["visits"].grade) == (24, (20, 30), "县财政局测算")
    assert own_costs(costs) == ["visits"] and load_budget(path) == 5
    assert load_costs(county(visit={7: None}))["visits"].grade == "某县.xlsx"


def test_the_countys_workbook_is_used_unless_another_file_is_named(county):
    path = county()
    assert costs_file(None, str(path)) == str(path) and costs_file("other.toml", str(path)) == "other.toml"
    assert costs_file(None, "yinzhou") is None


def test_every_mistake_of_the_sheet_is_told_with_its_cell(county):
    path = county(visit={2: -3, 3: 1, 4: 2}, budget={2: "不多", 3: 1, 4: 2})
    book = openpyxl.load_workbook(path)
    row = book["成本"].max_row
    for column, value in enumerate((5, 7, 9), start=2):
        book["成本"].cell(10, column).value = value
    book["成本"].cell(row, 3).value = 7
    book["成本"].cell(row + 1, 1).value = "打车费"
    book.save(path)
    with pytest.raises(FormMistakes) as caught:
        load_costs(path)
    said = [error.render("zh") for error in caught.value.errors]
    cells = [(mark.at.row, mark.at.column) for mark in caught.value.marks]
    assert cells == [(4, 2), (9, 2), (10, 3), (row, 2), (row + 1, 1)]
    assert "不能为 “不多”" in said[0] and "不能为 -3" in said[1] and "之间没有取值 5" in said[2]
    assert "却没有取值" in said[3] and "“打车费”" in said[4]
    in_chinese(caught.value.render("zh").replace(str(path), ""))


def test_a_workbook_without_the_sheet_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "c.xlsx")
    with pytest.raises(ScenarioError, match="no sheet of unit costs"):
        load_costs(tmp_path / "c.xlsx")


def test_the_countys_costs_and_budget_reach_screen_report_plan_and_redo(county, tmp_path, capsys):
    path, out = county(visit={2: 24}, budget={2: 3}), tmp_path / "out"
    short = ["--months", "12", "--warmup", "0", "--replicates", "2", "--lang", "zh"]
    scenarios = ["generalised", "generalised+duty_list", "minimal"]
    assert command(["compare", *scenarios, *short, "--place", str(path), "--out", str(out)]) == 0
    said = capsys.readouterr().out.replace("\n", "")
    assert "单位成本：1 项取自 某县.xlsx" in said and re.search("每年比现在多花不超过 3.0% 的有“[^”]+”", said)
    assert command(["plan", str(out), "--lang", "zh"]) == 0
    assert "3.0%" in capsys.readouterr().out
    assert command(["plan", str(out), "--lang", "zh", "--budget", "4"]) == 0  # to try another one
    assert "4.0%" in capsys.readouterr().out
    (kept,) = read_results(out).results
    assert kept.budget == 3 and kept.costs["visits"].value == 24
    assert command(["redo", str(out), "--out", str(tmp_path / "again")]) == 0
    assert read_results(tmp_path / "again").results[0].budget == 3
    capsys.readouterr()
    assert command(["compare", "generalised", "minimal", *short, "--place", "yinzhou"]) == 0
    assert "单位成本：" not in capsys.readouterr().out
