"""An empty form for a user's own county: columns, what each means, borders, unit costs, and a filled-in example."""

import csv
import io
from pathlib import Path
from typing import Any

from ..costs import load_costs
from ..countries import DEFAULT, CountryPack, find_country
from ..errors import ScenarioError
from ..files import new_file
from ..forms import cells
from ..forms.costs_sheet import write_costs
from ..languages import LANGUAGES, Both, Joined, Text, phrase, translate
from .cells import BORDERS, COMMENT, EXAMPLE, SHEET, SHEET_ZH, SUFFIXES, wrong_suffix
from .fields import FIELDS, REQUIRED, Field, fields_of
from .place import MOST_TOWNSHIPS
from .table import NEIGHBOURS, NEIGHBOURS_ZH
from .values import Choice, Real, Whole

HEADER = (*(field.name for field in FIELDS), NEIGHBOURS)
SAMPLES = (
    (1, "示例镇", "large", "centre", 60, 20, 1, 1, 48000, 0.1, "Sample Town", "2"),
    (2, "示例乡", "medium", "agricultural", 50, 14, 1.1, 0.9, 21000, 0.6, "Sample Township", "1 3"),
    (3, "山区示例乡", "small", "mountain", 40, 9, 1.2, 0.8, 9000, 0.9, "Sample Hills", ""),
)
SPARE, LAST = 30, 2 + MOST_TOWNSHIPS  # rows that are coloured, and rows that have drop-downs


def write_template(path: str | Path, pack: CountryPack | None = None, lang: str = "en") -> None:
    """Write the form as CSV or XLSX, by the file's ending; an existing file is left alone.

    pack: of the country the county lies in; the default one if left out. lang: of the workbook; a CSV has both.
    """
    path, fields = Path(path), fields_of(pack or find_country(DEFAULT))
    if path.suffix.lower() not in SUFFIXES:
        raise ScenarioError(wrong_suffix(), str(path))
    new_file(path, _csv(fields) if path.suffix.lower() == ".csv" else _xlsx(fields, lang))


def explanation(field: Field) -> Text:
    """What a column means and accepts."""
    if field.default is REQUIRED:
        need = phrase("scenarios.tables.required")
    else:
        need = phrase("scenarios.tables.empty_means", default=field.default)
    about = Both(field.about, f"{field.zh}：{field.about_zh}")
    return Joined((about, field.value.accepted, need), "scenarios.marks.semicolon")


def _explanations(fields: tuple[Field, ...]) -> list[Text]:
    return [*(explanation(field) for field in fields), phrase("scenarios.tables.neighbours")]


def _csv(fields: tuple[Field, ...]) -> bytes:
    """Comments are what begins with "# ": explanations, and the sample townships, which are never read."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for lang in LANGUAGES:
        first, *others = (words.render(lang) for words in _explanations(fields))
        writer.writerow([COMMENT + first, *others])
    mark = COMMENT + translate("scenarios.forms.example_mark", "en")
    writer.writerows((f"{mark} {first}", *rest) for first, *rest in SAMPLES)
    return text.getvalue().encode("utf-8-sig")  # the mark lets Excel see that it is UTF-8


def _xlsx(fields: tuple[Field, ...], lang: str) -> bytes:
    workbook = cells.new_workbook()
    names = _townships(workbook.create_sheet(SHEET_ZH if lang == "zh" else SHEET), fields, lang)
    _borders(workbook.create_sheet(BORDERS.render(lang)), names, lang)
    write_costs(workbook.create_sheet(translate("scenarios.sheets.costs", lang)), load_costs(), lang)
    _example(workbook.create_sheet(translate("scenarios.sheets.example", lang)), fields, lang)
    _meanings(workbook.create_sheet(translate("scenarios.sheets.columns", lang)), fields, lang)
    return cells.content_of(workbook)


def _heads(fields: tuple[Field, ...], lang: str) -> list[str]:
    return [field.zh if lang == "zh" else field.name for field in fields]


def _townships(sheet: Any, fields: tuple[Field, ...], lang: str) -> str:
    """The table of townships; where the names of townships stand in it, as a range."""
    for column, (field, head) in enumerate(zip(fields, _heads(fields, lang), strict=True), start=1):
        cells.put(sheet, 1, column, head, "head", explanation(field).render(lang))
        blank = translate("scenarios.forms.required", lang) if field.default is REQUIRED else field.default
        cells.put(sheet, 2, column, blank, "grey")
        for row in range(3, 3 + SPARE):
            cells.put(sheet, row, column, None, "entry")
        where = f"{cells.letters(column)}3:{cells.letters(column)}{LAST}"
        if isinstance(field.value, Choice):
            cells.offer(sheet, where, [name.render(lang) for name in field.value.words.values()], lang)
        elif isinstance(field.value, (Whole, Real)):
            cells.bound(sheet, where, field.value.low, field.value.high, field.value.accepted, lang)
    cells.put(sheet, 2, 1, COMMENT + translate("scenarios.forms.blank_township", lang), "grey")
    cells.widths(sheet, 26, 20, 12, 16, *[12] * 7)
    cells.print_on_a4(sheet, heading=1)
    sheet.freeze_panes = "C3"
    return f"'{sheet.title}'!$B$3:$B${LAST}"


def _borders(sheet: Any, names: str, lang: str) -> None:
    """Pairs of townships that have a border, by name."""
    for column, key in enumerate(("township", "neighbour"), start=1):
        cells.put(sheet, 1, column, translate(f"scenarios.form_heads.{key}", lang), "head")
        for row in range(2, 2 + SPARE):
            cells.put(sheet, row, column, None, "entry")
    cells.put(sheet, 1, 4, translate("scenarios.form_notes.borders", lang), "aside")
    cells.offer(sheet, f"A2:B{LAST * 4}", names, lang, others=True)
    cells.widths(sheet, 24, 24)
    cells.print_on_a4(sheet, heading=1)


def _example(sheet: Any, fields: tuple[Field, ...], lang: str) -> None:
    """The sample townships on a sheet of their own, which is never read."""
    name = translate("scenarios.forms.example_county", lang)
    cells.put(sheet, 1, 1, f"{EXAMPLE[lang == 'zh']}{name}", "title")
    heads = [*_heads(fields, lang), NEIGHBOURS_ZH if lang == "zh" else NEIGHBOURS]
    for column, head in enumerate(heads, start=1):
        cells.put(sheet, 2, column, head, "head")
    for row, sample in enumerate(SAMPLES, start=3):
        for column, value in enumerate(sample, start=1):
            choice = fields[column - 1].value if column <= len(fields) else None
            words = choice.words[str(value)].render(lang) if isinstance(choice, Choice) else value
            cells.put(sheet, row, column, words, "entry")
    cells.widths(sheet, 12, 16, 12, 16, *[12] * 8)
    cells.print_on_a4(sheet)


def _meanings(sheet: Any, fields: tuple[Field, ...], lang: str) -> None:
    """What each column means and accepts, a row each."""
    for column, key in enumerate(("column", "about"), start=1):
        cells.put(sheet, 1, column, translate(f"scenarios.form_heads.{key}", lang), "head")
    heads = [*_heads(fields, lang), NEIGHBOURS_ZH if lang == "zh" else NEIGHBOURS]
    for row, (name, words) in enumerate(zip(heads, _explanations(fields), strict=True), start=2):
        for column, value in enumerate((name, words.render(lang)), start=1):
            cells.put(sheet, row, column, value)
    cells.widths(sheet, 16, 80)
    cells.print_on_a4(sheet, heading=1)
