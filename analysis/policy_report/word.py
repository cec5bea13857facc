"""A report as a document for Word and WPS: real headings, lists and tables, pictures at 300 dots an inch."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from experiments.run.record import version
from scenarios.languages import translate

from ..figures.style import save_png
from .document import BETTER, UNSURE, WORSE, Figure, Listing, Paragraph, Report, Table
from .numbering import numbered
from .widths import printed, sizes

if TYPE_CHECKING:
    from docx.document import Document

INKS = {BETTER: "005A92", WORSE: "A83F00", UNSURE: "5F6368"}
MARGIN, MARGIN_ACROSS = 2.0, 1.6  # cm: left and right, above and below
MARGIN_OF_CELL = "60"  # twentieths of a point
GAP = 4  # points between a table and what stands below it
IN_CELL = "Table Text"  # a style of ours
PADDING, LONG = 7, 14  # points that a cell keeps free, letters of a word that is not broken
POINTS = 72 / 2.54  # in a centimetre
SIZES = {"title": 16, "body": 10, "table": 8, "note": 8.5}  # points
BETWEEN = 6  # points between paragraphs


def docx_of(report: Report) -> Document:
    """The whole report as a Word document, A4, with numbered captions and headings that Word can list."""
    import docx
    from docx.shared import Cm

    document, captions = docx.Document(), numbered(report)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(MARGIN)
    page.top_margin = page.bottom_margin = Cm(MARGIN_ACROSS)
    _set_fonts(document, report.lang)
    document.core_properties.title = report.title
    document.add_heading(report.title, 0)
    for line in filter(None, (report.mark, *report.warnings)):
        document.add_paragraph(line, style="Intense Quote")
    for number, section in enumerate(report.sections, 1):
        heading = document.add_heading(f"{number} {section.title}", 1)
        heading.paragraph_format.page_break_before = number == 2  # the answer has its page
        for block in section.blocks:
            if isinstance(block, Paragraph):
                _paragraph(document, block)
            elif isinstance(block, Listing):
                for item in block.items:
                    document.add_paragraph(item, style="List Number" if block.numbered else "List Bullet")
            elif isinstance(block, Table):
                _table(document, block, captions[block.id])
            else:
                _figure(document, block, captions[block.id])
    _foot(page.footer.paragraphs[0], translate("report.words.made_by", report.lang, version=version()))
    return document


def _foot(paragraph: Any, words: str) -> None:
    """Some words on the left, the number of the page on the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    paragraph.style = "Normal"  # that of footers has a tab stop in the middle, which longer words pass
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(21.0 - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.text = words + "\t"
    number = OxmlElement("w:fldSimple")
    number.set(_named("instr"), "PAGE")
    paragraph._p.append(number)


def _paragraph(document: Document, block: Paragraph) -> None:
    from docx.shared import Pt

    style = "Intense Quote" if block.kind == "caution" else None
    added = document.add_paragraph(block.text, style=style)
    if block.kind == "note":
        for run in added.runs:
            run.font.size = Pt(SIZES["note"])


def _table(document: Document, block: Table, caption: str) -> None:
    from docx.shared import Pt, RGBColor

    _caption(document, caption)
    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        _write(cell, head, bold=True)
        _shade(cell)
    _repeat(table.rows[0])
    for row in block.rows:
        cells = table.add_row().cells
        for cell, own in zip(cells, row, strict=True):
            run = _write(cell, own.text)
            if own.tone in INKS:
                run.font.color.rgb = RGBColor.from_string(INKS[own.tone])
                run.font.bold = own.tone == WORSE
    last = len(block.rows)
    together = set(range(last if block.short else 2))  # of the rows in Word, of which the headings are row 0
    together |= {number for number in range(last) if block.groups and number not in block.groups}
    together |= {last} if block.note else set()
    for number, row in enumerate(table.rows):
        _keep_whole(row)
        if number in together:
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    _set_widths(table, block)
    note = document.add_paragraph()  # without a note, room before what stands below
    note.paragraph_format.space_before = Pt(GAP)
    note.add_run(block.note).font.size = Pt(SIZES["note"] if block.note else GAP)
    if not block.note:
        note.paragraph_format.space_after = Pt(0)


def _figure(document: Document, block: Figure, caption: str) -> None:
    from docx.shared import Cm

    picture = io.BytesIO()
    save_png(block.draw(), picture)
    picture.seek(0)
    # lines of one paragraph, as LibreOffice parts paragraphs even where one is to stay with the next
    both = document.add_paragraph(style="Caption")
    both.paragraph_format.keep_together = True
    shape = both.add_run().add_picture(picture, width=Cm(21.0 - 2 * MARGIN))
    shape._inline.docPr.set("descr", block.alt)  # what screen readers read
    both.add_run().add_break()
    both.add_run(caption)


def _caption(document: Document, words: str) -> None:
    document.add_paragraph(words, style="Caption").paragraph_format.keep_with_next = True


def _write(cell: Any, words: str, bold: bool = False) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.style = IN_CELL
    run = paragraph.add_run(words)
    run.font.bold = bold
    return run


def _set_widths(table: Any, block: Table) -> None:
    """Columns as wide as what stands in them asks, within the page."""
    from docx.shared import Cm

    texts = [[head, *(row[column].text for row in block.rows)] for column, head in enumerate(block.heads)]
    room = int((21.0 - 2 * MARGIN) * POINTS) - PADDING * len(texts)
    wide = [size + PADDING for size in sizes(texts, room, lambda text: printed(text, SIZES["table"]), LONG)]
    table.autofit = False
    _narrow(table)
    for column, size in enumerate(wide):
        width = Cm((21.0 - 2 * MARGIN) * size / sum(wide))
        table.columns[column].width = width  # what LibreOffice goes by
        for cell in table.columns[column].cells:
            cell.width = width


def _narrow(table: Any) -> None:
    """Little room left and right of what stands in cells."""
    from docx.oxml import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(_named("w"), MARGIN_OF_CELL)
        margin.set(_named("type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement

    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EAED")):
        shade.set(_named(key), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _set_fonts(document: Document, lang: str) -> None:
    """Fonts by style, those of Chinese characters too, which Word keeps apart."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    latin = translate("report.fonts.latin", lang)
    body, heading = (translate(f"report.fonts.{kind}", lang) for kind in ("body", "heading"))
    styles = {"Normal": body, "Caption": body, "Intense Quote": body, "Title": heading, "Heading 1": heading}
    for name, chinese in styles.items():
        style = document.styles[name]
        style.font.name = latin
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        found = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [each for each in found.attrib if each.endswith("Theme")]:
            del found.attrib[attribute]
        for key, font in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
            found.set(_named(key), font)
        _speak(style)
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(SIZES["body"]), Pt(BETWEEN)
    in_cell = document.styles.add_style(IN_CELL, WD_STYLE_TYPE.PARAGRAPH)  # whose empty lines are as low as others
    in_cell.base_style, in_cell.font.size = document.styles["Normal"], Pt(SIZES["table"])
    in_cell.paragraph_format.space_before = in_cell.paragraph_format.space_after = Pt(1.5)
    quote = document.styles["Intense Quote"].paragraph_format
    quote.left_indent = quote.right_indent = quote.space_before = quote.space_after = Pt(BETWEEN)
    document.styles["Intense Quote"].font.italic = False  # Chinese characters have no slanted shapes
    document.styles["Intense Quote"].font.bold = False
    document.styles["Title"].font.size = Pt(SIZES["title"])


def _speak(style: Any) -> None:
    """The languages of a style: lines of Latin letters end between words, Chinese characters have China's shapes."""
    from docx.oxml import OxmlElement

    found = OxmlElement("w:lang")
    found.set(_named("val"), "en-GB")
    found.set(_named("eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(found)


def _repeat(row: Any) -> None:
    """Head a table on each of its pages."""
    _flag(row, "tblHeader")


def _keep_whole(row: Any) -> None:
    """Never break a row over two pages."""
    _flag(row, "cantSplit")


def _flag(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    found = OxmlElement(f"w:{name}")
    found.set(_named("val"), "true")
    row._tr.get_or_add_trPr().append(found)


def _named(key: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{key}"))
