"""Places: checked townships, the two built-in ones, and a user's table with all that can be wrong in it."""

import csv
import pickle
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import in_chinese

from scenarios.countries import DEFAULT, find_country
from scenarios.errors import ScenarioError, expected, shown, suggest
from scenarios.forms.mistakes import FormMistakes, write_marked
from scenarios.languages import Both
from scenarios.places import Place, Township, load_place, read_table, write_template
from scenarios.places.fields import FIELDS
from scenarios.places.place import MOST_TOWNSHIPS

CHINA = find_country(DEFAULT)

HEADER = ("code", "name", "size_class", "kind", "cadres", "villages", "difficulty")
FIRST = (101, "甲镇", "large", "centre", 60, 20, 1.0)
SECOND = (102, "乙乡", "small", "mountain", 40, 9, 1.25)
THIRD = (103, "丙镇", "medium", "ordinary", 50, 12, "")


def township(code=101, **changes):
    known = {"name": f"T{code}", "size_class": "large", "kind": "ordinary", "cadres": 50, "villages": 12}
    return Township(code=code, **known | changes)


def place(*townships, **changes):
    known = {"id": "p", "name_en": "P", "name_zh": "地", "code": 999_002, "source": "test"}
    return Place(townships=townships, **known | changes)


def write_csv(path, *rows, encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path, *rows, sheet="townships"):
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def complaint(call, *arguments):
    with pytest.raises(ScenarioError) as caught:
        call(*arguments)
    in_chinese(caught.value.render("zh"))
    return str(caught.value)


# Townships and places

townships = st.builds(
    Township,
    code=st.integers(1, 999_999_999),
    name=st.uuids().map(str),
    size_class=st.sampled_from(sorted(CHINA.size_classes)),
    kind=st.sampled_from(sorted(CHINA.kinds)),
    cadres=st.integers(5, 500),
    villages=st.integers(0, 200),
    difficulty=st.floats(0.3, 3),
    resources=st.floats(0.3, 3),
    population=st.integers(0, 10**7),
    remoteness=st.floats(0, 1),
)


@given(st.data())
def test_the_order_of_townships_and_edges_changes_nothing(data):
    several = data.draw(st.lists(townships, min_size=2, max_size=8, unique_by=lambda one: one.code))
    edges = [(one.code, other.code) for one, other in pairwise(several)]
    shuffled = data.draw(st.permutations(several))
    turned = [(b, a) for a, b in data.draw(st.permutations(edges))]
    assert place(*several, neighbours=edges) == place(*shuffled, neighbours=turned)


@pytest.mark.parametrize(
    ("field", "value", "accepted"),
    [
        ("code", 0, "a whole number from 1 to 999999999"),
        ("name", " ", "a text of 1 to 60 printable characters"),
        ("size_class", "", "a text of 1 to 60 printable characters"),
        ("cadres", 4, "a whole number from 5 to 500"),
        ("cadres", True, "a whole number from 5 to 500"),
        ("cadres", 50.0, "a whole number from 5 to 500"),
        ("cadres", "50", "a whole number from 5 to 500"),
        ("villages", 201, "a whole number from 0 to 200"),
        ("difficulty", nan, "a number from 0.3 to 3"),
        ("difficulty", inf, "a number from 0.3 to 3"),
        ("difficulty", 10**400, "a number from 0.3 to 3"),
        ("resources", 0.29, "a number from 0.3 to 3"),
        ("population", -1, "a whole number from 0 to 10000000"),
        ("remoteness", None, "a number from 0 to 1"),
    ],
)
def test_a_township_refuses_what_cannot_be(field, value, accepted):
    said = complaint(lambda: township(**{field: value}))
    assert f'field "{field}": {shown(value)} is not possible; expected {accepted}.' in said


def test_numpy_numbers_are_numbers():
    numpy = pytest.importorskip("numpy")
    one = township(cadres=numpy.int64(50), difficulty=numpy.float32(1.5))
    assert (type(one.cadres), type(one.difficulty)) == (int, float)


@pytest.mark.parametrize(
    ("several", "message"),
    [
        (
            [],
            "0 townships given; expected at least 2, because assessment ranks townships against each other.",
        ),
        ([township(1)], "1 township given; expected at least 2"),
        (
            [township(1), township(1, name="other")],
            "two townships have the code 1; expected every code once.",
        ),
        (
            [township(1, name="A"), township(2, name="A")],
            "two townships have the name A; expected every name once.",
        ),
    ],
)
def test_a_place_refuses_too_few_and_twice_the_same(several, message):
    assert f'scenarios: place p (地), field "townships": {message}' in complaint(lambda: place(*several))


def test_a_place_larger_than_any_county_is_refused_before_it_takes_all_memory(tmp_path):
    many = [township(number) for number in range(1, 2002)]
    assert "2001 townships given; expected at most 2000" in complaint(lambda: place(*many))
    assert len(place(*many[:2000]).townships) == 2000
    rows = [(number, f"T{number}", "large", "centre", "?", 20, 1) for number in range(1, 3001)]
    said = complaint(read_table, write_csv(tmp_path / "c.csv", HEADER, *rows))
    assert said.startswith("scenarios: c.csv: 3000 townships given; expected at most 2000, because time and memory")


@pytest.mark.parametrize("edge", [(1, 1), (1, 3), (1,)])
def test_a_place_refuses_edges_to_nowhere(edge):
    said = complaint(lambda: place(township(1), township(2), neighbours=[edge]))
    assert 'field "neighbours"' in said
    assert "expected the codes of two different townships" in said


def test_labels_fall_back_on_the_name():
    assert township(name="甲镇").label("en") == "甲镇"
    assert township(name="甲镇", name_en="First").label("en") == "First"
    assert township(name="甲镇", name_en="First").label("zh") == "甲镇"


# Built-in places


def test_yinzhou_is_that_of_the_text():
    yinzhou = load_place("yinzhou")
    classes = Counter(one.size_class for one in yinzhou.townships)
    assert classes == {"large": 8, "medium": 7, "small": 5}
    assert yinzhou.cadres == 1000
    assert {one.kind for one in yinzhou.townships} == {
        "centre",
        "mountain",
        "tourism",
        "demolition",
        "ordinary",
    }
    assert yinzhou.townships[0].label("en") == "Large 1"
    assert yinzhou.townships[0].label("zh") == "大型镇1"
    assert yinzhou == load_place("yinzhou")


def test_leping_is_the_county_of_the_register_with_the_kinds_of_its_text():
    leping = load_place("leping")
    assert (leping.code, leping.name_zh, len(leping.townships)) == (360281, "江西省景德镇市乐平市", 20)
    kinds = Counter(one.kind for one in leping.townships)
    assert kinds == {"agricultural": 17, "county_seat": 2, "ordinary": 1}
    assert [one.name for one in leping.townships if one.kind == "county_seat"] == ["洎阳街道", "塔山街道"]


def test_a_place_by_its_code():
    assert load_place("330212").code == 330212


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("yinzou", 'unknown place "yinzou"; did you mean "yinzhou"? (kaohe list places)'),
        ("Leping", 'unknown place "Leping"; did you mean "leping"? (kaohe list places)'),
        ("鄞州区", "did you mean 330212 (浙江省宁波市鄞州区)? (kaohe list places)"),
        ("330219", "did you mean 330213 (浙江省宁波市奉化区), 330212 (浙江省宁波市鄞州区)"),
        ("9" * 5000, "no county has the code 999999999999"),
        (
            "atlantis",
            'expected "yinzhou", "leping", the six-digit code of a county, or a .csv or .xlsx file.',
        ),
        ("", 'unknown place ""; expected "yinzhou"'),
        ("nowhere.csv", "nowhere.csv: no such file"),
    ],
)
def test_an_unknown_place_gets_a_suggestion(name, message):
    assert message in complaint(load_place, name)


# Tables that are right


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_template_and_its_example_never_run(tmp_path, suffix):
    write_template(tmp_path / f"county{suffix}")
    assert "0 townships given" in complaint(read_table, tmp_path / f"county{suffix}")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_form_that_is_filled_in_is_a_county(tmp_path, lang):
    path = tmp_path / "county.xlsx"
    write_template(path, lang=lang)
    book = openpyxl.load_workbook(path)
    example = list(book[{"en": "Example", "zh": "示例"}[lang]].iter_rows(min_row=3, values_only=True))
    sheet = book[{"en": "townships", "zh": "乡镇"}[lang]]
    for row, sample in enumerate(example, start=3):
        for column, value in enumerate(sample[:11], start=1):
            sheet.cell(row, column).value = value
    borders = book[{"en": "borders", "zh": "相邻乡镇"}[lang]]
    for row, pair in enumerate((("示例镇", "示例乡"), (3, "示例乡")), start=2):
        borders.cell(row, 1).value, borders.cell(row, 2).value = pair
    book.save(path)
    county = load_place(str(path))
    assert [(one.name, one.kind) for one in county.townships] == [
        ("示例镇", "centre"), ("示例乡", "agricultural"), ("山区示例乡", "mountain"),
    ]  # fmt: skip
    assert county.neighbours == ((1, 2), (2, 3))
    assert (county.id, county.source) == ("county", "table county.xlsx")


def test_every_mistake_of_a_county_is_marked(tmp_path):
    path = tmp_path / "county.xlsx"
    write_template(path, lang="zh")
    book = openpyxl.load_workbook(path)
    rows = (
        (1, "甲镇", "大", "中心镇", 60, 20),
        (1, "乙镇", None, "一般乡镇", "五十", 9),
        (3, "丙乡", "小型", "山区乡镇", 40, -1),
    )
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=1):
            book["乡镇"].cell(number, column).value = value
    for column, value in enumerate(("甲镇", "丁乡"), start=1):
        book["相邻乡镇"].cell(2, column).value = value
    book.save(path)
    with pytest.raises(FormMistakes) as caught:
        read_table(path)
    at = [(mark.at.sheet, mark.at.row, mark.at.column) for mark in caught.value.marks]
    wrong = [(3, 3), (3, 4), (4, 3), (4, 5), (5, 6), (4, 1)]
    assert at == [*(("乡镇", *each) for each in wrong), ("相邻乡镇", 2, 2)]
    copy = openpyxl.load_workbook(write_marked(caught.value, "zh"))
    assert copy["乡镇"].cell(4, 5).fill.fgColor.rgb == "FFFFC7CE" and copy["错误清单"].max_row == 8
    assert "没有名为 “丁乡” 的乡镇" in copy["相邻乡镇"].cell(2, 2).comment.text


@pytest.mark.parametrize(
    ("lang", "title", "column", "words"),
    [
        ("en", "explanations", "cadres", "posts filled; a whole number from 5 to 500; required"),
        ("zh", "各列说明", "干部人数", "干部人数：在岗干部人数；5 至 500 的整数；必填"),
    ],
)
def test_the_template_explains_every_column_in_its_language(tmp_path, lang, title, column, words):
    write_template(tmp_path / "county.xlsx", lang=lang)
    book = openpyxl.load_workbook(tmp_path / "county.xlsx")
    rows = {row[0]: row[1] for row in book[title].iter_rows(min_row=2, values_only=True)}
    assert len(rows) == len(FIELDS) + 1 and rows[column] == words
    said = "".join([*book.sheetnames, *rows, *rows.values()])
    assert said.isascii() if lang == "en" else not set("abcdefghijklmnopqrstuvwxyz") & set(said)


def test_csv_and_xlsx_say_the_same(tmp_path):
    from_csv = read_table(write_csv(tmp_path / "c.csv", HEADER, FIRST, SECOND, THIRD))
    from_xlsx = read_table(write_xlsx(tmp_path / "c.xlsx", HEADER, FIRST, SECOND, THIRD))
    assert from_csv == replace(from_xlsx, source=from_csv.source, source_zh=from_csv.source_zh)
    assert [one.difficulty for one in from_csv.townships] == [1.0, 1.25, 1.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_usual_encodings_are_read(tmp_path, encoding):
    county = read_table(write_csv(tmp_path / "c.csv", HEADER, FIRST, SECOND, encoding=encoding))
    assert [one.name for one in county.townships] == ["甲镇", "乙乡"]


def test_chinese_columns_and_words_are_read(tmp_path):
    header = ("名称", "代码", "类型", "类别", "干部人数", "村数", "相邻乡镇")
    rows = (("甲镇", 101, "中心城镇", "大型", 60, 20, "102"), ("乙乡", 102, "山区乡镇", "小型", 40, 9, ""))
    county = read_table(write_xlsx(tmp_path / "c.xlsx", header, *rows, sheet="乡镇"))
    assert [(one.kind, one.size_class) for one in county.townships] == [
        ("centre", "large"),
        ("mountain", "small"),
    ]
    assert county.neighbours == ((101, 102),)


def test_semicolons_spaces_and_empty_rows_do_not_matter(tmp_path):
    plain = read_table(write_csv(tmp_path / "c.csv", HEADER, FIRST, SECOND))
    text = ";".join(HEADER) + "\n\n101; 甲镇 ;Large;centre;60.0;20;1\n102;乙乡;small;mountain;40;9;1.25\n;;;;;;\n\n"
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    assert read_table(tmp_path / "c.csv") == plain


def test_a_comma_may_be_the_decimal_sign_where_semicolons_separate(tmp_path):
    text = ";".join(HEADER) + "\n101;甲镇;large;centre;60;20;0,75\n102;乙乡;small;mountain;40;9;1.25\n"
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    assert [one.difficulty for one in read_table(tmp_path / "c.csv").townships] == [0.75, 1.25]


@settings(deadline=None)  # writes files
@given(st.permutations([FIRST, SECOND, THIRD]), st.permutations(range(len(HEADER))))
def test_the_order_of_rows_and_columns_changes_nothing(tmp_path_factory, rows, columns):
    folder = tmp_path_factory.mktemp("table")
    straight = read_table(write_csv(folder / "c.csv", HEADER, FIRST, SECOND, THIRD))
    turned = [[row[index] for index in columns] for row in (HEADER, *rows)]
    assert read_table(write_csv(folder / "c.csv", *turned)) == straight


def test_nine_digit_codes_give_the_county_its_code(tmp_path):
    rows = [(330212000 + row[0], *row[1:]) for row in (FIRST, SECOND)]
    assert read_table(write_csv(tmp_path / "c.csv", HEADER, *rows)).code == 330212
    assert read_table(write_csv(tmp_path / "c.csv", HEADER, FIRST, SECOND)).code == 999_999


# Tables that are wrong


def changed(row, **cells):
    return tuple(cells.get(name, cell) for name, cell in zip(HEADER, row, strict=True))


def test_the_complaint_is_the_one_in_the_style_guide(tmp_path):
    rows = [changed(FIRST, code=100 + number, name=f"T{number}") for number in range(1, 6)]
    path = write_xlsx(tmp_path / "county.xlsx", HEADER, *rows, changed(THIRD, code=110, cadres=-4))
    assert complaint(read_table, path) == (
        'scenarios: county.xlsx, sheet "townships", row 7, column "cadres": '
        "-4 is not possible; expected a whole number from 5 to 500."
    )


def test_a_complaint_in_chinese_calls_the_column_by_both_names(tmp_path):
    path = write_csv(tmp_path / "c.csv", HEADER, FIRST, changed(SECOND, cadres=-4), encoding="gbk")
    with pytest.raises(ScenarioError) as caught:
        read_table(path)
    assert caught.value.render("zh") == "c.csv，第 3 行，“干部人数”（cadres）列：不能为 -4；应为：5 至 500 的整数。"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"cadres": "many"}, 'column "cadres": "many" is not possible; expected a whole number'),
        ({"cadres": 50.5}, 'column "cadres": 50.5 is not possible'),
        ({"cadres": ""}, 'column "cadres": an empty value is not possible'),
        ({"cadres": "nan"}, 'column "cadres": nan is not possible'),
        ({"cadres": "9" * 5000}, f'column "cadres": {"9" * 40}… is not possible'),
        ({"cadres": "1e999"}, 'column "cadres": 1e999 is not possible'),
        ({"difficulty": "nan"}, 'column "difficulty": nan is not possible; expected a number from 0.3 to 3.'),
        ({"difficulty": "inf"}, 'column "difficulty": inf is not possible'),
        ({"difficulty": "1e999"}, 'column "difficulty": inf is not possible'),
        ({"difficulty": "hard"}, 'column "difficulty": "hard" is not possible'),
        ({"difficulty": "1_0"}, 'column "difficulty": "1_0" is not possible'),
        ({"name": ""}, 'column "name": an empty value is not possible; expected a text of 1 to 60'),
        ({"name": "x" * 61}, f'column "name": "{"x" * 40}…" is not possible'),
        ({"code": ""}, 'column "code": an empty value is not possible'),
        ({"code": "#REF!"}, 'column "code": "#REF!" is not possible'),
        ({"code": 101}, 'column "code": 101 is already in row 2; expected every one once.'),
        ({"name": "甲镇"}, 'column "name": 甲镇 is already in row 2; expected every one once.'),
        ({"kind": "montain"}, 'expected one of "ordinary", "agricultural", "county_seat", "centre"'),
        ({"kind": "montain"}, 'Did you mean "mountain"?'),
        ({"size_class": "L"}, 'column "size_class": "L" is not possible; expected one of "large"'),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(tmp_path, cells, message):
    said = complaint(read_table, write_csv(tmp_path / "c.csv", HEADER, FIRST, changed(SECOND, **cells)))
    assert said.startswith("scenarios: c.csv, row 3, column ")
    assert message in said


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [(*HEADER[:4], "cadre", *HEADER[5:]), FIRST],
            'row 1: unknown column "cadre"; did you mean "cadres"?',
        ),
        ([(*HEADER, "weather"), FIRST], 'row 1: unknown column "weather". (kaohe place template)'),
        ([(*HEADER, "干部数"), FIRST], 'unknown column "干部数"; did you mean "干部人数"?'),
        ([FIRST, SECOND], "row 1: no column names; expected code, name, size_class, kind, cadres, villages, and"),
        ([HEADER[2:], FIRST[2:]], 'row 1: missing columns "code", "name". (kaohe place template)'),
        ([(*HEADER, "code"), FIRST], 'row 1: two columns are called "code"; expected one.'),
        ([HEADER], "0 townships given; expected at least 2"),
        ([HEADER, FIRST], "1 township given; expected at least 2, because assessment ranks townships"),
        (
            [HEADER, FIRST, (*SECOND, "x")],
            "row 3: cell 8 has no column name above it; expected at most 7 cells",
        ),
        ([("", ""), ("", "")], "no rows; expected a header row"),
        (
            [(*HEADER, "neighbours"), (*FIRST, "109"), SECOND],
            'row 2, column "neighbours": unknown township "109"',
        ),
        (
            [(*HEADER, "neighbours"), (*FIRST, "101"), SECOND],
            'row 2, column "neighbours": "101" is the township itself; expected the codes of other townships.',
        ),
    ],
)
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_wrong_table_is_explained(tmp_path, write, rows, message):
    said = complaint(read_table, write(tmp_path / f"c.{write.__name__[6:]}", *rows))
    assert said.startswith(f"scenarios: c.{write.__name__[6:]}")
    assert said.count("c.") == 1  # the file is named once
    assert message in said


GOOD_WORKBOOK_CUT = 700  # bytes kept of a workbook that is cut off


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.csv", b"", "c.csv: the file is empty; expected a header row and townships below it."),
        ("c.csv", b" \n\n", "c.csv: the file is empty"),
        ("c.xlsx", b"", "c.xlsx: the file is empty"),
        ("c.xlsx", b"code,name\n1,a\n", "c.xlsx: not an XLSX workbook"),
        ("c.csv", b"PK\x03\x04rest", "c.csv: this is a workbook, not a CSV file; rename it to end in .xlsx."),
        ("c.xlsx", b"PK\x03\x04rest", "c.xlsx: the workbook is damaged (BadZipFile)"),
        (
            "c.csv",
            "code,name".encode("utf-16"),
            "c.csv, line 1: not readable as text; expected UTF-8 or GB18030",
        ),
        ("c.csv", b"code,name\n1,\xff\n", "c.csv, line 2: not readable as text"),
        ("c.csv", b'code,name\n1,"open\n', "c.csv: not a valid CSV file"),
        ("c.csv", b"code," + b"x" * 200_000, 'c.csv: not a valid CSV file ("field larger than field limit'),
        ("c.txt", b"code", "c.txt: expected a file whose name ends in .csv or .xlsx."),
    ],
)
def test_a_broken_file_is_explained(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    assert complaint(read_table, tmp_path / name).startswith(f"scenarios: {message}")


def test_a_workbook_cut_off_is_explained(tmp_path):
    path = write_xlsx(tmp_path / "c.xlsx", HEADER, FIRST, SECOND)
    path.write_bytes(path.read_bytes()[:GOOD_WORKBOOK_CUT])
    assert "the workbook is damaged" in complaint(read_table, path)


def test_a_workbook_without_the_sheet_lists_its_sheets(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.create_sheet("notes")
    workbook.save(tmp_path / "c.xlsx")
    said = complaint(read_table, tmp_path / "c.xlsx")
    assert 'no sheet called "townships" or "乡镇"; the workbook has "Sheet", "notes".' in said


def test_a_missing_file_gets_a_suggestion(tmp_path):
    write_template(tmp_path / "county.csv")
    assert 'conty.csv: no such file; did you mean "county.csv"?' in complaint(load_place, tmp_path / "conty.csv")
    assert "no such file" in complaint(load_place, tmp_path / "nowhere" / "c.csv")


def test_a_folder_is_not_a_table(tmp_path):
    (tmp_path / "c.csv").mkdir()
    assert "c.csv: is a directory; expected a .csv file." in complaint(read_table, tmp_path / "c.csv")


def test_the_last_township_that_may_be_has_its_drop_downs(tmp_path):
    path = tmp_path / "county.xlsx"
    write_template(path)
    offered = openpyxl.load_workbook(path).worksheets[0].data_validations.dataValidation
    ends = {area.max_row for each in offered for area in each.sqref.ranges}
    assert ends == {2 + MOST_TOWNSHIPS}  # below the names of columns and the note


def test_the_template_overwrites_nothing_and_knows_two_kinds_of_file(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("mine")
    assert "c.csv: exists already and was left as it is" in complaint(write_template, path)
    assert path.read_text() == "mine"
    assert "ends in .csv or .xlsx" in complaint(write_template, tmp_path / "c.ods")
    path = tmp_path / "nowhere" / "c.csv"
    assert f"{path}: cannot be written (No such file or directory)" in complaint(write_template, path)


@settings(deadline=None)  # writes files
@given(st.binary(max_size=200), st.sampled_from([".csv", ".xlsx"]))
def test_rubbish_is_refused_in_words(tmp_path_factory, content, suffix):
    path = tmp_path_factory.mktemp("rubbish") / f"c{suffix}"
    path.write_bytes(content)
    assert complaint(read_table, path).startswith(f"scenarios: c{suffix}")


@settings(deadline=None)  # writes files
@given(st.sampled_from(HEADER), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_cell_is_read_or_refused_in_words(tmp_path_factory, column, cell):
    path = tmp_path_factory.mktemp("cell") / "c.csv"
    write_csv(path, HEADER, FIRST, changed(SECOND, **{column: cell}))
    try:
        assert len(read_table(path).townships) == 2
    except ScenarioError as error:
        assert str(error).startswith("scenarios: c.csv")


# Words


def test_errors_survive_a_trip_to_another_process():
    error = ScenarioError(Both("b.", "乙。"), "a").at("file")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "scenarios: file, a: b."


@pytest.mark.parametrize(
    ("word", "choices", "said"),
    [
        ("mutual_recogniton", ["mutual_recognition", "tolerance"], '; did you mean "mutual_recognition"?'),
        ("zzz", ["large", "small"], '; expected one of "large", "small".'),
        ("zzz", [str(number) for number in range(50)], "."),
        ("zzz", [], "."),
    ],
)
def test_suggestions(word, choices, said):
    assert str(suggest(word, choices)) == said


def test_values_are_shown_short_and_on_one_line():
    assert str(expected("a\nb", Both("c", "丙"))) == '"a b" is not possible; expected c.'
    assert len(str(shown("x" * 10_000))) < 50
    assert str(Path("x")) == str(shown(Path("x")))
