"""Writes cells: text that stays text, colours that say what a cell is for, drop-downs and notes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from ..errors import ScenarioError, shortened
from ..languages import Text, phrase, translate

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the beginning of a formula
LINE = 15  # height of a line, in points
LONGEST = 32_767  # letters of a cell
HEAD, ENTRY, GREY, MISTAKE = "FFDCE6F1", "FFFFFDE7", "FFF2F2F2", "FFFFC7CE"  # fills, as ARGB
GREY_TEXT, LINES = "FF6B6B6B", "FFBFBFBF"


def new_workbook() -> Any:
    """A workbook without sheets."""
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    return workbook


def content_of(workbook: Any) -> bytes:
    """A workbook as the bytes of its file."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def put(sheet: Any, row: int, column: int, value: object, style: str = "", note: str = "") -> Any:
    """Write a cell: text is text whatever it begins with. style: title, note, aside, head, entry, text or grey.

    An entry of the style text is broken into lines, for which its row is high enough.
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = sheet.cell(row, column)
    if style:
        cell.style = _named(sheet.parent, style)
    if isinstance(value, str):
        if len(value) > LONGEST or ILLEGAL_CHARACTERS_RE.search(value):
            raise ScenarioError(phrase("scenarios.forms.no_cell", text=shortened(value)))
        cell.value, cell.data_type = value, "s"
        if value.startswith(FORMULA_SIGNS):
            cell.quotePrefix = True
        if style == "text":
            lines = -(-_width(value) // int(sheet.column_dimensions[letters(column)].width))
            sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, LINE * lines)
    else:
        cell.value = value
    if note:
        add_note(cell, note)
    return cell


def _named(workbook: Any, style: str) -> str:
    """The name of a style in a workbook, which gets all of ours with the first; a cell then only points to one."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    name = f"kaohe {style}"
    if name not in workbook.named_styles:
        line, grey, top = Side("thin", LINES), Font(color=GREY_TEXT), Alignment(vertical="top")
        box, several = Border(line, line, line, line), Alignment(vertical="top", wrap_text=True)
        centred = Alignment(wrap_text=True, vertical="center")
        looks: dict[str, dict[str, Any]] = {
            "title": {"font": Font(bold=True, size=13)},
            "note": {"font": grey},
            "aside": {"font": grey, "alignment": Alignment(vertical="top", indent=1)},
            "head": {"font": Font(bold=True), "fill": HEAD, "alignment": centred, "border": box},
            "entry": {"fill": ENTRY, "alignment": top, "border": box},
            "text": {"fill": ENTRY, "alignment": several, "border": box},
            "grey": {"font": grey, "fill": GREY, "alignment": top, "border": box},
        }
        for each, look in looks.items():
            fill = {"fill": PatternFill("solid", look["fill"])} if "fill" in look else {}
            workbook.add_named_style(NamedStyle(f"kaohe {each}", **{**look, **fill}))
    return name


def _width(words: str) -> int:
    """Width of a text in letters, of which a Chinese one takes two."""
    return sum(1 if letter.isascii() else 2 for letter in words) + 1


def add_note(cell: Any, words: str) -> None:
    """Put a note on a cell, large enough for its words."""
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // 22 for line in words.split("\n"))
    cell.comment = Comment(words, "kaohe", height=30 + 20 * lines, width=340)


def letters(column: int) -> str:
    """A column as a spreadsheet calls it."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def offer(sheet: Any, cells: str, words: Iterable[str] | str, lang: str, others: bool = False) -> None:
    """A drop-down: words of our own, or those of a range as `'Sheet'!$A$1:$A$9`. others: what else is typed stays."""
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = f"={words}" if isinstance(words, str) else '"' + ",".join(words) + '"'
    rule = DataValidation("list", formula1=formula, allow_blank=True)
    _complain(rule, translate("scenarios.forms.pick", lang), lang, shown=not others)
    rule.add(cells)
    sheet.add_data_validation(rule)


def bound(sheet: Any, cells: str, low: float, high: float, accepted: Text, lang: str) -> None:
    """Let a spreadsheet program refuse what is no number from `low` to `high`."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("decimal", operator="between", formula1=repr(low), formula2=repr(high), allow_blank=True)
    _complain(rule, translate("scenarios.forms.enter", lang, accepted=accepted.render(lang)), lang, shown=True)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _complain(rule: Any, words: str, lang: str, shown: bool) -> None:
    rule.showErrorMessage, rule.showInputMessage = shown, False
    rule.errorTitle, rule.error = translate("scenarios.forms.not_possible", lang), words[:250]


def widths(sheet: Any, *sizes: float, first: int = 1) -> None:
    """Widths of columns from the first on, in letters of the default font."""
    for number, size in enumerate(sizes, start=first):
        sheet.column_dimensions[letters(number)].width = size


def fold(sheet: Any, first: int, last: int) -> None:
    """Fold columns away behind a plus sign."""
    if last >= first:
        sheet.column_dimensions.group(letters(first), letters(last), outline_level=1, hidden=True)


def print_on_a4(sheet: Any, heading: int = 0) -> None:
    """Landscape, as wide as a page; the row `heading`, if there is one, is repeated on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = _fit()
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if heading:
        sheet.print_title_rows = f"{heading}:{heading}"


def _fit() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)
