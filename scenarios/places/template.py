"""An empty form for a user's own county: columns, what each means in two languages, three sample rows."""

import csv
import io
from pathlib import Path

from ..countries import DEFAULT, CountryPack, find_country
from ..errors import ScenarioError
from ..files import new_file
from ..languages import LANGUAGES, Both, Joined, Text, phrase
from .cells import COMMENT, SHEET, SUFFIXES, wrong_suffix
from .fields import FIELDS, REQUIRED, Field, fields_of
from .table import NEIGHBOURS

EXPLANATIONS = "explanations 说明"
HEADER = (*(field.name for field in FIELDS), NEIGHBOURS)
SAMPLES = (
    (1, "示例镇", "large", "centre", 60, 20, 1, 1, 48000, 0.1, "Sample Town", "2"),
    (2, "示例乡", "medium", "agricultural", 50, 14, 1.1, 0.9, 21000, 0.6, "Sample Township", "1 3"),
    (3, "山区示例乡", "small", "mountain", 40, 9, 1.2, 0.8, 9000, 0.9, "Sample Hills", ""),
)


def write_template(path: str | Path, pack: CountryPack | None = None) -> None:
    """Write the form as CSV or XLSX, by the file's ending; an existing file is left alone.

    pack: of the country the county lies in; the default one if left out.
    """
    path, fields = Path(path), fields_of(pack or find_country(DEFAULT))
    if path.suffix.lower() not in SUFFIXES:
        raise ScenarioError(wrong_suffix(), str(path))
    content = _csv(fields) if path.suffix.lower() == ".csv" else _xlsx(fields)
    new_file(path, content)


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
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for lang in LANGUAGES:
        first, *others = (words.render(lang) for words in _explanations(fields))
        writer.writerow([COMMENT + first, *others])
    writer.writerows(SAMPLES)
    return text.getvalue().encode("utf-8-sig")  # the mark lets Excel see that it is UTF-8


def _xlsx(fields: tuple[Field, ...]) -> bytes:
    import openpyxl  # here, because nothing else needs it

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    for row in (HEADER, *SAMPLES):
        sheet.append(row)
    sheet.freeze_panes = "A2"
    about = workbook.create_sheet(EXPLANATIONS)
    about.append(("column 列", "meaning", "说明"))
    for name, words in zip(HEADER, _explanations(fields), strict=True):
        about.append((name, *map(words.render, LANGUAGES)))
    for letter, width in zip("ABC", (16, 80, 80), strict=True):
        about.column_dimensions[letter].width = width
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
