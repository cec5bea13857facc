"""An empty form for a user's own county: columns, what each means in two languages, three sample rows."""

import csv
import io
from pathlib import Path

from ..errors import ScenarioError
from ..foreign import heard
from ..language import LANGUAGES, Both
from ..phrases import phrase
from .cells import COMMENT, SHEET, SUFFIXES, wrong_suffix
from .fields import FIELDS, REQUIRED, Field
from .table import NEIGHBOURS, NEIGHBOURS_ZH

EXPLANATIONS = "explanations 说明"
HEADER = (*(field.name for field in FIELDS), NEIGHBOURS)
ABOUT_NEIGHBOURS = "codes of adjacent townships, separated by spaces; may be left empty"
ABOUT_NEIGHBOURS_ZH = "相邻乡镇代码，以空格分隔，可不填"
SAMPLES = (
    (1, "示例镇", "large", "centre", 60, 20, 1, 1, 48000, 0.1, "Sample Town", "2"),
    (2, "示例乡", "medium", "agricultural", 50, 14, 1.1, 0.9, 21000, 0.6, "Sample Township", "1 3"),
    (3, "山区示例乡", "small", "mountain", 40, 9, 1.2, 0.8, 9000, 0.9, "Sample Hills", ""),
)


def write_template(path: str | Path) -> None:
    """Write the form as CSV or XLSX, by the file's ending; an existing file is left alone."""
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise ScenarioError(wrong_suffix(), str(path))
    content = _csv() if path.suffix.lower() == ".csv" else _xlsx()
    try:
        file = path.open("xb")
    except FileExistsError:
        raise ScenarioError(phrase("exists"), str(path)) from None
    except (OSError, ValueError) as error:
        raise _unwritable(error, path) from None
    try:
        with file:
            file.write(content)
    except OSError as error:
        path.unlink()
        raise _unwritable(error, path) from None


def _unwritable(error: OSError | ValueError, path: Path) -> ScenarioError:
    """With the system's words; a ValueError is Python's answer to a name with a zero byte."""
    reason = heard(str(error.strerror)) if isinstance(error, OSError) else phrase("no_name")
    return ScenarioError(phrase("unwritable", reason=reason), str(path))


def explanation(field: Field) -> Both:
    """What a column means and accepts."""
    accepted = field.value.accepted
    need = phrase("required") if field.default is REQUIRED else phrase("empty_means", default=field.default)
    return Both(f"{field.about}; {accepted.en}; {need.en}", f"{field.zh}：{field.about_zh}；{accepted.zh}；{need.zh}")


def _explanations() -> list[Both]:
    neighbours = Both(ABOUT_NEIGHBOURS, f"{NEIGHBOURS_ZH}：{ABOUT_NEIGHBOURS_ZH}")
    return [*(explanation(field) for field in FIELDS), neighbours]


def _csv() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for lang in LANGUAGES:
        first, *others = (words.said(lang) for words in _explanations())
        writer.writerow([COMMENT + first, *others])
    writer.writerows(SAMPLES)
    return text.getvalue().encode("utf-8-sig")  # the mark lets Excel see that it is UTF-8


def _xlsx() -> bytes:
    import openpyxl  # here, because nothing else needs it

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    for row in (HEADER, *SAMPLES):
        sheet.append(row)
    sheet.freeze_panes = "A2"
    about = workbook.create_sheet(EXPLANATIONS)
    about.append(("column 列", "meaning", "说明"))
    for name, words in zip(HEADER, _explanations(), strict=True):
        about.append((name, words.en, words.zh))
    for letter, width in zip("ABC", (16, 80, 80), strict=True):
        about.column_dimensions[letter].width = width
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
