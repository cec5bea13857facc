"""Workbooks as they come: bounded before they are listed, and nothing in them passed over in silence."""

import io
import time
import zipfile

import openpyxl
import pytest
from small import in_chinese

from scenarios.errors import Mistakes, ScenarioError
from scenarios.places import read_table
from scenarios.workbook import MOST_UNPACKED, sheets_of

HEADER = ("code", "name", "size_class", "kind", "cadres", "villages")
ROWS = ((1, "甲镇", "large", "centre", 60, 20), (2, "乙镇", "small", "mountain", 40, 9))


@pytest.fixture
def county():
    """A workbook with a good table of two townships."""
    workbook = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        workbook.active.append(row)
    return workbook


def content(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def rewritten(data, change):
    """A workbook's bytes with the text of its first sheet changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, change(text) if part.filename.endswith("sheet1.xml") else text)
    return stream.getvalue()


def refused(data):
    """What is said of a workbook, within the time that even a bad one may take."""
    started = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        for sheet in sheets_of(data, "c.xlsx"):
            if sheet.unreadable:
                raise Mistakes([ScenarioError(why, "c.xlsx") for why in sheet.unreadable.values()])
    assert time.process_time() - started < 5
    in_chinese(caught.value.render("zh"))
    return str(caught.value)


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "XFD1"])
def test_a_stray_cell_is_named_at_once(county, tmp_path, cell):
    county.active[cell] = 1
    county.save(tmp_path / "c.xlsx")
    started = time.process_time()
    with pytest.raises(Mistakes, match=f"cell {cell}: outside the form"):
        read_table(tmp_path / "c.xlsx")
    assert time.process_time() - started < 2


def test_a_formula_without_a_result_and_merged_cells_are_named_together(county, tmp_path):
    county.active["E2"] = "=30+30"
    county.active.merge_cells("B3:C3")
    county.save(tmp_path / "c.xlsx")
    with pytest.raises(Mistakes) as caught:
        read_table(tmp_path / "c.xlsx")
    said = [str(error) for error in caught.value.errors]
    assert len(said) == 2
    assert "cell E2: a formula without a result" in said[0] and "cell B3: merged cells (B3:C3)" in said[1]


def test_a_formula_that_was_computed_counts_as_its_result(county):
    county.active["E2"] = 60
    computed = rewritten(content(county), lambda text: text.replace(b"<v>60</v>", b"<f>30+30</f><v>60</v>"))
    (sheet,) = sheets_of(computed, "c.xlsx")
    assert sheet.cells[(2, 5)] == 60 and not sheet.unreadable


def test_what_unpacks_to_more_than_a_form_is_refused_by_its_declared_size(county):
    bomb = rewritten(content(county), lambda text: text + b" " * MOST_UNPACKED)
    assert len(bomb) < 100_000
    assert "unpacks to more than 4 MB" in refused(bomb)


@pytest.mark.parametrize("tag", ["mergeCells><mergeCell", "hyperlinks><hyperlink"])
def test_ranges_over_whole_sheets_are_refused_before_memory_is_taken(county, tag):
    end = f'</sheetData><{tag} ref="A1:XFD1048576"/></{tag.split(">")[0]}>'.encode()
    assert "more than 10000 cells" in refused(
        rewritten(content(county), lambda text: text.replace(b"</sheetData>", end))
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.decode().encode("utf-16"),
        lambda text: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text,
        lambda text: text[: len(text) // 2],
    ],
)
def test_what_no_spreadsheet_program_writes_is_called_damaged(county, change):
    assert "the workbook is damaged" in refused(rewritten(content(county), change))
