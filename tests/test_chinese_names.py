"""Chinese names in TOML: bare or quoted, as keys and as values, they are ordinary names."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import in_chinese

from scenarios import ScenarioError, list_rows, load
from scenarios.columns import LEVERS, TABLES
from scenarios.files import tables_of
from scenarios.vocabulary import column_names, lever_names

SCHEME = """
[说明]
一句话说明 = "某县考核方案"
一句话说明（英文） = "A county's scheme"
[部门]
发展和改革局 = {}
"政法委(公安)" = { 检查强度 = 1.5 }
社会工作部 = {}
[评价方式.年度目标责任考核得分]
年度得分权重 = 1
[指标]
地区生产总值 = { 工作领域 = 经济发展与招商引资, 牵头部门 = "发展和改革局", 分值 = 30 }
平安建设(综治) = { 工作领域 = "安全生产与社会稳定", 牵头部门 = 政法委(公安), 分值 = 20, 一票否决 = 是 }
志愿服务 = { 工作领域 = "party", 牵头部门 = 社会工作部, 适用乡镇类型 = ["山区乡镇"] }
[制度参数]
检查扎堆程度 = 0.4  # 季末集中
[奖惩]
完成目标奖 = { 奖惩幅度 = 0.5, 规则 = 完成目标 }
[取值范围]
制度参数.检查扎堆程度 = [0.2, 0.6]
"指标.地区生产总值.分值" = [20, 40]
"""
IN_IDS = """
[about]
zh = "某县考核方案"
en = "A county's scheme"
[offices]
development_reform = {}
politics_law = { weight = 1.5 }
"社会工作部" = { NAMED(社会工作部) }
[readings.target_score]
weight = 1
[indicators]
"地区生产总值" = { NAMED(地区生产总值), field = "economy", office = "development_reform", weight = 30 }
"平安建设_综治" = { NAMED(平安建设(综治)), field = "safety", office = "politics_law", weight = 20, veto = 1 }
"志愿服务" = { NAMED(志愿服务), field = "party", office = "社会工作部", kinds = ["mountain"] }
[levers]
bunching = 0.4
[rungs]
target_bonus = { prize = 0.5, rule = "target" }
[assumed]
"levers.bunching" = [0.2, 0.6]
"indicators.地区生产总值.weight" = [20, 40]
"""


def write(folder, text, name="mine.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path):
    with pytest.raises(ScenarioError) as caught:
        load(path)
    in_chinese(caught.value.render("zh"))
    return caught.value.render("zh")


def test_a_scheme_in_chinese_is_the_same_as_in_ids(tmp_path):
    chinese, ids = (
        load(write(tmp_path, SCHEME)),
        load(write(tmp_path, re.sub(r"NAMED\((.*)\)(?=[, ])", r'name_zh = "\1", name_en = "\1"', IN_IDS), "ids.toml")),
    )
    assert replace(chinese.regime, id="") == replace(ids.regime, id="")
    assert (chinese.assumed, chinese.about.zh, chinese.about.en) == (ids.assumed, ids.about.zh, ids.about.en)
    assert {office.name_zh for office in chinese.regime.offices} == {"发展和改革局", "政法委(公安)", "社会工作部"}


def test_a_file_that_extends_calls_rows_by_the_names_they_have_there(tmp_path):
    write(tmp_path, SCHEME)
    own = 'extends = "mine.toml"\n[about]\nzh = "改"\nen = "changed"\n[指标]\n"平安建设(综治)" = { 分值 = 25 }\n'
    weights = {row.id: row.weight for row in load(write(tmp_path, own, "own.toml")).regime.indicators}
    assert weights == {"地区生产总值": 30, "平安建设_综治": 25, "志愿服务": 1}


def test_a_scheme_needs_no_word_of_english(tmp_path):
    said = [line for line in SCHEME.split("\n") if "英文" not in line]
    text = "\n".join(said).replace('"party"', "党的建设与廉政建设")
    assert not re.search("[A-Za-z]", text)
    scenario = load(write(tmp_path, text, "某县.toml"))
    assert (scenario.about.zh, scenario.about.en) == ("某县考核方案", "某县考核方案")
    assert scenario.regime.indicators == load(write(tmp_path, SCHEME)).regime.indicators


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("分值 = 30", "分值 = 多"), "indicators.地区生产总值.weight（指标.地区生产总值.分值）：不能为"),
        (("检查扎堆程度 = 0.4", "检查扎堆程度 = 4"), "levers.bunching（制度参数.检查扎堆程度）：不能为"),
    ],
)
def test_a_mistake_is_placed_by_the_names_of_the_file(tmp_path, changed, said):
    assert said in refused(write(tmp_path, SCHEME.replace(*changed)))


def test_two_rows_of_one_name_are_refused(tmp_path):
    twice = 'a = { 名称 = "平安", 工作领域 = "party", 牵头部门 = 社会工作部 }\n'
    message = refused(write(tmp_path, SCHEME.replace("[制度参数]", twice + twice.replace("a =", "b =") + "[制度参数]")))
    assert "a 和 b 两行都叫 “平安”" in message


def test_columns_are_read_as_the_model_declares_them_too(tmp_path):
    own = SCHEME.replace("检查强度 = 1.5", '"条条/块块" = 否')
    offices = {office.id: office.line for office in load(write(tmp_path, own)).regime.offices}
    assert offices["politics_law"] == 0


def test_a_reform_in_chinese_moves_what_it_names(tmp_path):
    reform = '[说明]\nzh = "少查"\nen = "fewer visits"\nrow = "D6"\n[制度参数]\n每部门每月检查次数 = { scale = 0.5 }\n'
    path = write(tmp_path, reform, "reform.toml")
    (change,) = load(f"generalised+{path}").changes
    assert (change.target, change.mode, change.value) == ("levers.visits", "scale", 0.5)


def test_regimes_reforms_and_packages_are_called_by_their_chinese_names(tmp_path):
    assert load("考核泛化+结果互认互用=0.5+职责清单").id == load("generalised+mutual_recognition=0.5+duty_list").id
    own = '以何为基础 = 考核泛化\n[说明]\nzh = "改"\nen = "changed"\n'
    assert load(write(tmp_path, own, "own.toml")).regime.indicators == load("generalised").regime.indicators
    with pytest.raises(ScenarioError) as caught:
        load("考核泛化,foo=3")
    assert "[levers]（制度参数）：没有名为 “foo” 的制度参数" in caught.value.render("zh")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("牵头部门 = 公安局", "没有名为 “公安局” 的部门；应为：“发展和改革局”、“政法委(公安)”、“社会工作部” 之一。"),
        ("牵头部门 = 财政局", "“财政局” 不在本制度的部门之中；应为其中之一（"),
        ('适用乡镇类型 = ["海岛"]', "不能为 “海岛”；应为：“一般乡镇”、"),
        ("分值 = 多", "不能为 “多”；应为："),
        ("分值 = 3, weight = 4", "“weight” 出现了两次"),
        ("分直 = 3", "没有名为 “分直” 的列"),
    ],
)
def test_a_wrong_name_is_refused_in_chinese(tmp_path, changed, said):
    office = "" if "牵头部门" in changed else "牵头部门 = 社会工作部, "
    row = f'志愿服务 = {{ 工作领域 = "party", {office}{changed} }}'
    message = refused(write(tmp_path, re.sub("志愿服务 = .*", row, SCHEME)))
    assert said in message and message.startswith(str(tmp_path / "mine.toml"))


@pytest.mark.parametrize("sign", ["＝", "“", "，"])
def test_a_full_width_sign_is_named_with_its_place(tmp_path, sign):
    message = refused(write(tmp_path, SCHEME.replace("检查扎堆程度 =", f"检查扎堆程度 {sign}")))
    assert f"第 16 行第 8 列：“{sign}” 是全角符号" in message


def test_the_column_of_a_mistake_is_that_of_the_text_as_written(tmp_path):
    assert "第 16 行第 10 列" in refused(write(tmp_path, SCHEME.replace("检查扎堆程度 = 0.4", "检查扎堆程度 = = 0.4")))


@given(st.text(max_size=60))
def test_texts_in_quotation_marks_and_comments_are_left_as_they_are(text):
    plain = "".join(letter for letter in text if letter.isprintable() and letter not in "'\"\\")
    assert tables_of(f'键 = \'{plain}\' # {plain}，“\n甲 = """x{plain}\n“”"""', "x") == {
        "键": plain,
        "甲": f"x{plain}\n“”",
    }


def test_no_two_levers_or_columns_of_a_table_have_one_name():
    for named in (lever_names(), *map(column_names, TABLES)):
        for names in ([name.zh for name in named.values()], [name.en for name in named.values()]):
            assert len(set(names)) == len(names)
    assert list(lever_names()) == list(LEVERS)


@pytest.mark.parametrize("kind", ["fields", "offices", "readings", "rungs"])
def test_rows_of_the_catalogue_are_listed_with_what_they_say(kind):
    entries = list_rows(kind)
    assert len(entries) > 7 and all(entry.name_zh and entry.zh and entry.en for entry in entries)
