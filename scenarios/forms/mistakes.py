"""Every mistake of a workbook at once: by sheet, row and column, and marked in a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ..errors import Mistakes, ScenarioError
from ..files import WORKBOOK, read_bytes
from ..languages import Text, phrase, translate
from ..vocabulary import both
from ..workbook import cell_name, open_workbook, read_workbook
from . import cells
from .cells import MISTAKE

MOST_COPIES = 1000
LIST_WIDTHS = (16, 10, 22, 90)


@dataclass(frozen=True)
class At:
    """A cell: sheet, row and column, counted from 1, and what the column is called if it has a name."""

    sheet: str
    row: int
    column: int
    called: Text | str = ""

    @property
    def words(self) -> tuple[Text, ...]:
        """The cell in a message."""
        head = phrase("scenarios.forms.column", name=self.called) if self.called else None
        where = (
            phrase("scenarios.tables.sheet", title=self.sheet),
            phrase("scenarios.tables.row_number", number=self.row),
        )
        return (*where, head or cell_name((self.row, self.column)))


@dataclass(frozen=True)
class Mark:
    """What is wrong with a cell."""

    at: At
    what: Text


class FormMistakes(Mistakes):
    """Everything wrong with a workbook, cell by cell; `marks` has what `errors` says, `path` the workbook."""

    def __init__(
        self, path: Path, name: str, marks: Sequence[Mark], errors: Sequence[ScenarioError] | None = None
    ) -> None:
        self.path, self.name, self.marks = path, name, tuple(marks)
        super().__init__(errors or [ScenarioError(mark.what, name, *mark.at.words) for mark in self.marks])

    def __reduce__(self) -> Any:
        return FormMistakes, (self.path, self.name, self.marks, self.errors)


def write_marked(mistakes: FormMistakes, lang: str) -> Path:
    """A copy of the workbook beside it, with its wrong cells coloured and noted and a list of them in front.

    An earlier copy is replaced; another file of that name is kept, and the copy gets a number. Raises `OSError` where
    nothing can be written.
    """
    path = mistakes.path
    workbook = open_workbook(read_bytes(path, path.name, (WORKBOOK,)), path.name)
    listed = workbook.create_sheet(translate("scenarios.sheets.mistakes", lang), 0)
    for column, key in enumerate(("sheet", "cell", "column", "mistake"), start=1):
        cells.put(listed, 1, column, translate(f"scenarios.form_heads.{key}", lang), "head")
    cells.widths(listed, *LIST_WIDTHS)
    for row, mark in enumerate(mistakes.marks, start=2):
        _list(listed, row, mark, lang)
        _mark(workbook[mark.at.sheet], mark, lang)
    cells.print_on_a4(listed, heading=1)
    workbook.active = 0
    return _put_beside(path, cells.content_of(workbook), lang)


def _list(sheet: object, row: int, mark: Mark, lang: str) -> None:
    coordinate = f"{cells.letters(mark.at.column)}{mark.at.row}"
    column = mark.at.called.render(lang) if isinstance(mark.at.called, Text) else mark.at.called
    for number, words in enumerate((mark.at.sheet, coordinate, column, mark.what.render(lang)), start=1):
        cell = cells.put(sheet, row, number, words, "text")
        if number == 2:
            cell.hyperlink = f"#'{mark.at.sheet}'!{coordinate}"


def _mark(sheet: object, mark: Mark, lang: str) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.styles import PatternFill

    cell = sheet.cell(mark.at.row, mark.at.column)  # type: ignore[attr-defined]
    if isinstance(cell, MergedCell):
        return
    cell.fill = PatternFill("solid", MISTAKE)
    before = f"{cell.comment.text}\n" if cell.comment and cell.fill.fgColor.rgb == MISTAKE and _marked(cell) else ""
    cells.add_note(cell, before + translate("scenarios.forms.mark", lang, what=mark.what.render(lang)))


def _marked(cell: object) -> bool:
    """Whether a note is one of ours on a mistake, and no explanation of the form."""
    return any(cell.comment.text.startswith(translate("scenarios.forms.mark", lang, what="")) for lang in ("en", "zh"))  # type: ignore[attr-defined]


def _put_beside(path: Path, content: bytes, lang: str) -> Path:
    """Write beside the workbook, in the place of an earlier copy; anybody else's file of that name is kept."""
    stem = path.stem + translate("scenarios.forms.marked_suffix", lang)
    for number in range(1, MOST_COPIES):
        target = path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not target.exists() or _is_copy(target):
            with NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(content)
            Path(file.name).replace(target)
            return target
    raise FileExistsError(str(path))


def _is_copy(path: Path) -> bool:
    """Whether a file is a marked copy: its first sheet is the list of mistakes."""
    try:
        sheets = read_workbook(path, path.name)
    except ScenarioError:
        return False
    return sheets[0].title in (both("scenarios.sheets.mistakes").en, both("scenarios.sheets.mistakes").zh)
