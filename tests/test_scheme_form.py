"""Schemes in workbooks: the form, what it says of blanks, conversion without loss, and every mistake at once."""

import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from small import in_chinese

from kaohe.cli import run as command
from scenarios import ScenarioError, load
from scenarios.columns import LEVERS
from scenarios.converting import convert, write_scheme_form
from scenarios.forms.layout import ABOUT, FIRST, SHEETS, columns_in_order
from scenarios.forms.mistakes import FormMistakes, write_marked
from scenarios.loading import open_tables
from scenarios.shelf import find_regime, regimes
from scenarios.vocabulary import about_names, column_names

WORKBOOKS = Path(__file__).resolve().parent.parent / "scenarios" / "workbooks"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The empty form, in Chinese."""
    path = tmp_path_factory.mktemp("form") / "空表.xlsx"
    write_scheme_form(path, "zh")
    return path


class Desk:
    """Somebody who fills in a form in a spreadsheet program."""

    def __init__(self, form, path):
        self.book, self.path = openpyxl.load_workbook(form), path

    def row(self, sheet, name):
        return next(cell.row for cell in self.book[sheet]["A"] if cell.value == name)

    def column(self, sheet, head):
        rows = self.book[sheet].iter_rows()
        return next(cell.column for row in rows if row[0].value in ("名称", "表") for cell in row if cell.value == head)

    def free_row(self, sheet):
        start = self.row(sheet, "名称") + 2
        return next(row for row in range(start, 500) if self.book[sheet].cell(row, 1).value is None)

    def enter(self, sheet, name, **cells):
        """Fill in cells of a row, a new one if there is none of this name; returns its number."""
        known = [cell.value for cell in self.book[sheet]["A"]]
        number = self.row(sheet, name) if name in known else self.free_row(sheet)
        self.book[sheet].cell(number, 1).value = name
        for head, value in cells.items():
            self.book[sheet].cell(number, self.column(sheet, head)).value = value
        return number

    def set(self, sheet, item, value, low=None, high=None):
        for column, entry in enumerate((value, low, high), start=2):
            self.book[sheet].cell(self.row(sheet, item), column).value = entry

    def save(self):
        self.book.save(self.path)
        return self.path


@pytest.fixture
def desk(empty, tmp_path):
    """A form filled in as a county might do it."""
    desk = Desk(empty, tmp_path / "某县方案.xlsx")
    for office in ("发展和改革局", "政法委(公安)"):
        desk.enter("部门", office, 是否考核乡镇="是")
    desk.enter("部门", "社会工作部", 是否考核乡镇="是", 检查强度=1.2)
    desk.enter("指标", "地区生产总值", 工作领域="经济发展与招商引资", 分值=30, 牵头部门="发展和改革局", 可核查性="40%")
    desk.enter("指标", "平安建设", 工作领域="安全生产与社会稳定", 分值=20, 牵头部门="政法委(公安)", 一票否决="是")
    desk.enter("指标", "志愿服务", 工作领域="公共服务", 牵头部门="社会工作部", 适用乡镇类型="山区乡镇、旅游乡镇")
    desk.enter("评价方式", "年度目标责任考核得分", 年度得分权重=0.7)
    desk.enter("评价方式", "群众满意度调查", 年度得分权重=0.3, 样本量=300)
    desk.enter("奖惩", "末位告诫", 奖惩幅度=0.3, 约谈告诫=0.2)
    desk.set("督查", "每部门每月检查次数", 0.5, 0.3, 0.8)
    desk.set("说明", "方案名称", "某县综合考核办法")
    for column, value in enumerate(("指标", "地区生产总值", "分值", 20, 40), start=1):
        desk.book["取值范围"].cell(desk.row("取值范围", "表") + 1, column).value = value
    return desk


IN_TOML = """
[about]
name_zh = "某县综合考核办法"
zh = "某县综合考核办法"
en = "某县综合考核办法"
[部门]
发展和改革局 = {}
"政法委(公安)" = {}
社会工作部 = { 检查强度 = 1.2 }
[指标]
地区生产总值 = { 工作领域 = 经济发展与招商引资, 分值 = 30, 牵头部门 = 发展和改革局, 可核查性 = 0.4 }
平安建设 = { 工作领域 = 安全生产与社会稳定, 分值 = 20, 牵头部门 = 政法委(公安), 一票否决 = 是 }
志愿服务 = { 工作领域 = 公共服务, 牵头部门 = 社会工作部, 适用乡镇类型 = [山区乡镇, 旅游乡镇] }
[评价方式]
年度目标责任考核得分 = { 年度得分权重 = 0.7 }
群众满意度调查 = { 年度得分权重 = 0.3, 样本量 = 300 }
[奖惩]
末位告诫 = { 奖惩幅度 = 0.3, 约谈告诫 = 0.2 }
[制度参数]
每部门每月检查次数 = 0.5
[取值范围]
制度参数.每部门每月检查次数 = [0.3, 0.8]
指标.地区生产总值.分值 = [20, 40]
"""


def mistakes(path):
    with pytest.raises(FormMistakes) as caught:
        load(path)
    in_chinese(caught.value.render("zh").replace(str(path), ""))
    return caught.value


# The form


def test_every_lever_and_every_column_is_on_the_form_once():
    settings = [key for layout in SHEETS for key in layout.settings]
    assert sorted(key for key in settings if key.startswith("levers.")) == sorted(f"levers.{key}" for key in LEVERS)
    assert set(ABOUT) == set(about_names())
    for kind in FIRST:
        assert sorted((*columns_in_order(kind), "name_zh", "name_en")) == sorted(column_names(kind))


def test_the_form_shows_what_a_blank_stands_for(empty):
    book = openpyxl.load_workbook(empty)
    visits = next(row for row in book["督查"].iter_rows(values_only=True) if row[0] == "每部门每月检查次数")
    assert visits[1] is None and visits[4] == 1 and visits[5].startswith("0 至 10 的数")
    citizens = next(row for row in book["评价方式"].iter_rows(values_only=True) if row[0] == "群众满意度调查")
    assert any("评价噪声 1.2；样本量 100" in str(cell) for cell in citizens)


def test_the_form_has_drop_downs_and_notes(empty):
    sheet = openpyxl.load_workbook(empty)["指标"]
    formulas = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert any("'部门'!$A$" in formula for formula in formulas) and any("'工作领域'!$A$" in f for f in formulas)
    assert all(sheet.cell(3, column).comment.text for column in range(2, 10))


def test_the_empty_form_and_its_example_never_run(empty, desk):
    assert "没有考核乡镇的部门" in mistakes(empty).render("zh")
    desk.book.remove(desk.book["部门"])
    desk.book["示例"].title = "部门"
    assert any("这是示例，不会读取" in mark.what.render("zh") for mark in mistakes(desk.save()).marks)


def test_a_form_on_the_base_of_a_regime_changes_only_what_is_filled_in(tmp_path):
    write_scheme_form(tmp_path / "f.xlsx", "zh", "yinzhou")
    desk = Desk(tmp_path / "f.xlsx", tmp_path / "f2.xlsx")
    assert (
        desk.book["督查"].cell(desk.row("督查", "每部门每月检查次数"), 5).value == load("yinzhou").regime.levers.visits
    )
    desk.set("督查", "每部门每月检查次数", 0.2)
    regime, base = load(desk.save()).regime, load("yinzhou").regime
    assert replace(regime, id="") == replace(base, id="", levers=replace(base.levers, visits=0.2))


# Read and converted


def test_a_filled_form_is_the_scheme_that_toml_would_say(desk, tmp_path):
    (tmp_path / "s.toml").write_text(IN_TOML, encoding="utf-8")
    form, file = load(desk.save()), load(tmp_path / "s.toml")
    assert replace(form.regime, id="") == replace(file.regime, id="") and form.assumed == file.assumed
    assert (form.about.name_zh, form.name_zh) == ("某县综合考核办法", "某县综合考核办法")


def test_a_form_is_taken_wherever_a_scenario_is(desk, tmp_path):
    path = desk.save()
    assert load(f"{path}+mutual_recognition=0.5").id == "某县方案.xlsx+mutual_recognition=0.5"
    own = tmp_path / "own.toml"
    own.write_text(
        'extends = "某县方案.xlsx"\n[about]\nen = "x"\nzh = "某"\n[指标]\n平安建设 = { 分值 = 5 }\n', encoding="utf-8"
    )
    assert {row.id: row.weight for row in load(own).regime.indicators}["平安建设"] == 5


def plain(tables):
    """Sections without an empty list of sources, which says as much as none."""
    about = {key: value for key, value in tables["about"].items() if value != []}
    return tables | {"about": about}


@pytest.mark.parametrize("word", sorted(regimes()))
def test_every_regime_becomes_a_workbook_and_toml_again_without_loss(word, tmp_path):
    lang = "en" if word in ("minimal", "leping") else "zh"
    convert(word, tmp_path / "a.xlsx", lang)
    convert(str(tmp_path / "a.xlsx"), tmp_path / "b.toml")
    there, back = (open_tables(find_regime(str(tmp_path / name), Path())) for name in ("a.xlsx", "b.toml"))
    shipped = open_tables(find_regime(word, Path()))
    assert plain(shipped) == plain(there) == plain(back)


@pytest.mark.parametrize("word", ["leping", "yinzhou"])
def test_schemes_that_ship_as_workbooks_are_the_regimes(word):
    """`kaohe regime convert` with `--lang zh` makes them again."""
    file = WORKBOOKS / f"{word}.xlsx"
    assert plain(open_tables(find_regime(str(file), Path()))) == plain(open_tables(find_regime(word, Path())))


def test_texts_of_users_start_no_formula(tmp_path):
    said = "=HYPERLINK(1)"
    text = IN_TOML.replace('zh = "某县综合考核办法"\nen', f'zh = "{said}"\nen').replace("志愿服务 =", '"+志愿" =')
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    convert(str(tmp_path / "s.toml"), tmp_path / "s.xlsx", "zh")
    cells = [c for sheet in openpyxl.load_workbook(tmp_path / "s.xlsx") for row in sheet.iter_rows() for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {cell.value for cell in cells if cell.quotePrefix} == {said, "+志愿"}
    assert load(tmp_path / "s.xlsx").about.zh == said


def test_nothing_is_overwritten_and_other_endings_are_refused(tmp_path):
    (tmp_path / "s.xlsx").write_text("mine")
    for call in (lambda: convert("leping", tmp_path / "s.xlsx"), lambda: write_scheme_form(tmp_path / "s.xlsx")):
        with pytest.raises(ScenarioError, match="exists"):
            call()
    with pytest.raises(ScenarioError, match="ends in"):
        convert("leping", tmp_path / "s.ods")
    assert (tmp_path / "s.xlsx").read_text() == "mine"


# Mistakes


def wrong(desk):
    """Twelve mistakes, of twelve kinds, in the form."""
    gdp = desk.enter("指标", "地区生产总值", 分值="三十分")
    desk.enter("指标", "平安建设", 牵头部门="公安局", 可核查性=1.5)
    desk.enter("指标", "志愿服务", 工作领域=None, 适用乡镇类型="海岛乡镇")
    twice = desk.free_row("指标")
    for column, head in ((1, "地区生产总值"), (2, "公共服务")):
        desk.book["指标"].cell(twice, column).value = head
    desk.book["指标"].cell(twice + 1, desk.column("指标", "分值")).value = "=1+2"
    desk.enter("部门", "教育局", 检查强度=2)
    desk.set("督查", "检查扎堆程度", None, 0.1, 0.3)
    desk.set("督查", "事先通知的检查占比", 0.9, 0.1, 0.3)
    desk.enter("奖惩", "末位告诫", 依据的评价="群众打分")
    desk.book["责任"]["A4"].value = "目标责任状"
    desk.book["责任"].merge_cells("B9:C9")
    return gdp, twice


SAID = {
    ("部门", "是否考核乡镇"): "没有说明该部门是否考核乡镇",
    ("指标", "分值"): "不能为 “三十分”；应为：0 至 1000 的数（分）。",
    ("指标", "牵头部门"): "没有名为 “公安局” 的部门",
    ("指标", "可核查性"): "不能为 1.5",
    ("指标", "工作领域"): "缺少",
    ("指标", "适用乡镇类型"): "不能为 “海岛乡镇”",
    ("指标", "名称"): "“地区生产总值” 出现了两次",
    ("奖惩", "依据的评价"): "没有名为 “群众打分” 的评价方式",
    ("督查", "可能最低"): "给出了范围，却没有取值",
    ("责任", "项目"): "没有名为 “目标责任状” 的项目",
}


def test_every_mistake_is_found_at_once_with_its_cell(desk):
    wrong(desk)
    found = [(mark.at, mark.what.render("zh")) for mark in mistakes(desk.save()).marks]
    for (sheet, column), words in SAID.items():
        assert [w for at, w in found if at.sheet == sheet and str(at.called and at.called.zh) == column and words in w]
    said = [words for _, words in found]
    assert any("公式没有计算结果" in words for words in said) and any(
        "合并了单元格（B9:C9）" in words for words in said
    )
    assert any("区间 [下限, 上限]，须包含文件中的取值 0.9" in words for words in said)
    assert len(found) == len(SAID) + 3


def test_a_wrong_cell_is_told_what_the_form_takes(desk):
    """Yes and no, choices, shares: in the words of the form, whatever was typed."""
    desk.enter("部门", "发展和改革局", 是否考核乡镇="也许", 是否条线部门="条条")
    desk.enter("指标", "地区生产总值", 一票否决="对", 可核查性="140%", 适用乡镇类型="plain")
    desk.enter("奖惩", "末位告诫", 规则="last")
    said = {mark.at.called.zh: mark.what for mark in mistakes(desk.save()).marks}
    for column in ("是否考核乡镇", "是否条线部门", "一票否决"):
        assert "应为：“是”或“否”" in said[column].render("zh") and "yes or no" in said[column].render("en")
    assert said["可核查性"].render("zh") == "不能为 1.4；应为：0 至 1 的数。"
    assert "“一般乡镇”、" in said["适用乡镇类型"].render("zh") and "“排名靠后”" in said["规则"].render("zh")


@pytest.mark.parametrize("again", ["平安建设", " 平安建设", "ｉｄ平安"])
def test_two_rows_of_one_name_are_told(desk, again):
    for name in ("平安建设", "id平安"):
        desk.enter("指标", name, 工作领域="公共服务", 牵头部门="社会工作部")
    number = desk.free_row("指标")
    desk.book["指标"].cell(number, 1).value = again
    desk.book["指标"].cell(number, desk.column("指标", "分值")).value = 10
    (mark,) = mistakes(desk.save()).marks
    assert (mark.at.sheet, mark.at.row) == ("指标", number) and "出现了两次" in mark.what.render("zh")


def test_two_rows_of_one_name_and_different_ids_are_told(desk):
    desk.enter("指标", "平安建设", 代号="first")
    number = desk.free_row("指标")
    for head, value in (("名称", "平安建设"), ("工作领域", "公共服务"), ("牵头部门", "社会工作部"), ("代号", "second")):
        desk.book["指标"].cell(number, desk.column("指标", head)).value = value
    (mark,) = mistakes(desk.save()).marks
    assert mark.at.row == number and "first 和 second 两行都叫 “平安建设”" in mark.what.render("zh")


def test_an_office_that_is_listed_twice_is_told_whatever_it_says(desk):
    number = desk.free_row("部门")
    for column, value in enumerate(("社会工作部", "否"), start=1):
        desk.book["部门"].cell(number, column).value = value
    (mark,) = mistakes(desk.save()).marks
    assert (mark.at.sheet, mark.at.row) == ("部门", number) and "出现了两次" in mark.what.render("zh")


def test_brackets_of_a_chinese_keyboard_make_no_other_office(desk):
    desk.enter("指标", "平安建设", 牵头部门="政法委（公安）")
    assert "politics_law" in {row.office for row in load(desk.save()).regime.indicators}


def test_mistakes_are_marked_in_a_copy_and_listed_in_front(desk):
    wrong(desk)
    path = desk.save()
    before, refused = path.read_bytes(), mistakes(path)
    copy = write_marked(refused, "zh")
    book = openpyxl.load_workbook(copy)
    assert copy.name == "某县方案-标注.xlsx" and path.read_bytes() == before
    assert book.sheetnames[0] == "错误清单" and book["错误清单"].max_row == len(refused.marks) + 1
    for mark in refused.marks:
        cell = book[mark.at.sheet].cell(mark.at.row, mark.at.column)
        assert cell.fill.fgColor.rgb == "FFFFC7CE" and mark.what.render("zh") in cell.comment.text
    assert write_marked(refused, "zh") == copy
    copy.write_text("of somebody else")
    assert write_marked(refused, "zh").name == "某县方案-标注-2.xlsx"


def test_whoever_mends_what_is_marked_is_done(desk):
    wrong(desk)
    load_after = Desk(desk.save(), desk.path)
    load_after.enter("指标", "地区生产总值", 分值=30)
    left = mistakes(load_after.save())
    assert len(left.marks) == len(SAID) + 2


def test_the_command_says_all_and_marks_them(desk, capsys, monkeypatch):
    wrong(desk)
    monkeypatch.chdir(desk.save().parent)
    assert command(["run", "某县方案.xlsx", "--lang", "zh"]) == 2
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith("某县方案.xlsx，工作表 ")]
    assert len(lines) == len(SAID) + 3 and "某县方案-标注.xlsx" in out + err
    assert sorted(os.listdir()) == ["某县方案-标注.xlsx", "某县方案.xlsx"]


def test_a_sheet_under_another_name_is_not_passed_over(desk):
    desk.book["奖惩"].title = "奖惩办法"
    desk.book.create_sheet("我的笔记")["A1"] = "随便写写"
    (mark,) = mistakes(desk.save()).marks
    assert mark.at.sheet == "奖惩办法" and "没有名为 “奖惩办法” 的工作表；是否想写 “奖惩”？" in mark.what.render("zh")


def test_commands_write_a_form_and_convert(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command(["regime", "template", "方案.xlsx", "--lang", "zh"]) == 0
    assert command(["regime", "convert", "yinzhou", "鄞州.xlsx", "--lang", "zh"]) == 0
    assert command(["check", "鄞州.xlsx", "--lang", "zh"]) == 0
    assert "鄞州.xlsx：无误（制度）。" in capsys.readouterr().out
    assert command(["regime", "convert", "鄞州.xlsx", "鄞州.toml"]) == 0
    assert load("鄞州.toml").regime.indicators == load("yinzhou").regime.indicators
