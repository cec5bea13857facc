"""`python -m docs.gallery [FOLDER]`: reports that a county desk might get, printed by Chromium and LibreOffice.

Reports of the two texts' counties, of one of the register, and of a county and a scheme that are filled in as workbooks
with unit costs and a budget of their own; small, in both languages, as HTML and for Word, with pages as PDF and PNG to
be looked at. The folder is not part of the repository. `faults` and `word_faults` are what a test asks of any report:
nothing overflows its page, no word is broken, every character has a glyph, the summary is one page, and there are no
more pages than anybody reads. Without LibreOffice the documents for Word are left out, and this is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from analysis.figures.style import FONT
from kaohe.cli import run
from scenarios import converting
from scenarios.languages import LANGUAGES, translate
from scenarios.places import write_template

PLACES = ("yinzhou", "leping", "430903")
REFORMS = ("mutual_recognition", "duty_list", "empowerment", "burden_reduction", "fault_tolerance", "citizens_weight")
SIZES = ("--months", "72", "--replicates", "6", "--worlds", "40", "--rules")
TOWNSHIPS = (
    ("甲镇", "大型", "中心城镇", 90, 22), ("乙乡", "小型", "山区乡镇", 48, 12), ("丙镇", "中型", "中心城镇", 70, 18),
    ("丁乡", "小型", "山区乡镇", 45, 10), ("戊镇", "中型", "中心城镇", 66, 15), ("己乡", "小型", "山区乡镇", 50, 14),
)  # fmt: skip
VISIT, BUDGET = 24, 2  # hours for a visit, per cent of the personnel cost a year: what the county fills in
MOST_PAGES = 16
PAGE_WIDTH, PAGE_HEIGHT = 794, 1123  # of A4 in CSS pixels
MARGINS = 121  # above and below, of what is printed
WIDE = """() => [...document.querySelectorAll("main *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.outerHTML.slice(0, 80))"""
BROKEN = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("svg")) continue;
    for (const word of node.data.matchAll(/[A-Za-z]{2,}|[+−]?[0-9][0-9.,]*/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(each => Math.round(each.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
WORD = re.compile(r"[A-Za-z]{2,}|[+−]?[0-9][0-9.,]*[0-9]")  # what is not to be broken
OWN_PAGES = re.compile(rf"(page|report)_({'|'.join(LANGUAGES)})(-\d+\.png|\.pdf)")  # names of files of the gallery
UNSEEN = {"Cn", "Co", "Cs"}  # categories of characters that no text should have, whatever some font shows for them


def faults(browser: Any, page: Path, pdf: Path | None = None) -> list[str]:
    """What is wrong with a report on A4. browser: of Playwright; pdf: where to print it."""
    opened = browser.new_page(viewport={"width": PAGE_WIDTH - MARGINS, "height": PAGE_HEIGHT})
    try:
        opened.goto(page.absolute().as_uri())
        opened.emulate_media(media="print")
        found = [f"too wide: {each}" for each in opened.evaluate(WIDE)]
        found += [f"broken word: {each}" for each in opened.evaluate(BROKEN)]
        height = opened.evaluate("() => document.querySelector('#summary').getBoundingClientRect().bottom")
        if height > PAGE_HEIGHT - MARGINS:
            found.append(f"the summary is {height:.0f} pixels long")
        printed = opened.pdf(prefer_css_page_size=True, print_background=True)
        pages = printed.count(b"/Type /Page") - printed.count(b"/Type /Pages")
        if pages > MOST_PAGES:
            found.append(f"{pages} pages")
        if pdf:
            pdf.write_bytes(printed)
        found += [f"no glyph for {sign}" for sign in without_glyph(opened.inner_text("body"))]
        return found
    finally:
        opened.close()


def without_glyph(text: str) -> list[str]:
    """Characters that the house font cannot show."""
    from fontTools.ttLib import TTFont

    known = TTFont(FONT).getBestCmap()
    return sorted({sign for sign in text if not sign.isspace() and ord(sign) not in known})


def word_faults(document: Path, below: Path) -> list[str]:
    """What is wrong with a report for Word as LibreOffice lays it out; `below`: for a PDF and a PNG of each page."""
    _call("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(below), str(document))
    printed = below / f"{document.stem}.pdf"
    if not printed.exists():
        return ["LibreOffice makes no PDF of it"]
    show_pages(printed)
    found = []
    pages = int(re.findall(r"Pages:\s+(\d+)", _call("pdfinfo", str(printed)))[0])
    if pages > MOST_PAGES:
        found.append(f"{pages} pages")
    for line in _call("pdffonts", str(printed)).splitlines()[2:]:
        if re.search(r"\bno\s+(yes|no)\s+(yes|no)\s+\d", line):
            found.append(f"a font that is not in it: {line.split()[0]}")
    said, meant = _call("pdftotext", "-layout", str(printed), "-"), "\n".join(texts_of(document))
    found += [f"no glyph for {sign}" for sign in without_font(meant)]
    found += [f"broken word: {word}" for word in broken_words(meant, said)]
    first = said.split("\f")[0]
    if translate("report.summary.caution", "zh" if document.stem.endswith("zh") else "en")[:12] not in first.replace(
        "\n", " "
    ):
        found.append("the summary is more than a page")
    return found


def show_pages(printed: Path) -> None:
    """A PNG of each page of a PDF, beside it."""
    _call("pdftoppm", "-r", "80", "-png", str(printed), str(printed.with_suffix("")))


def cleared(folder: Path) -> Path:
    """The folder, with no pages in it that an earlier gallery left there; other files stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if OWN_PAGES.fullmatch(old.name):
            old.unlink()
    return folder


def texts_of(document: Path) -> Iterator[str]:
    """Every text of a document for Word: paragraphs, cells, footers."""
    import docx

    opened = docx.Document(str(document))
    for part in (opened, *(section.footer for section in opened.sections)):
        yield from (paragraph.text for paragraph in part.paragraphs)
        yield from (cell.text for table in part.tables for row in table.rows for cell in row.cells)


def broken_words(meant: str, shown: str) -> list[str]:
    """Words and numbers of a text that are shown whole less often than it has them."""
    counts = [Counter(WORD.findall(unicodedata.normalize("NFKC", text))) for text in (meant, shown)]
    return sorted(counts[0] - counts[1])


def without_font(text: str) -> list[str]:
    """Characters that no font of this machine has, which a document for Word shows as boxes."""
    return sorted(
        sign
        for sign in set(text)
        if not sign.isspace()
        and (sign == "\ufffd" or unicodedata.category(sign) in UNSEEN or not any(ord(sign) in own for own in _fonts()))
    )


@cache
def _fonts() -> set[range]:
    """Characters of the fonts of this machine."""
    ends = (part.split("-") for part in _call("fc-list", "--format", "%{charset} ").split())
    return {range(int(each[0], 16), int(each[-1], 16) + 1) for each in ends}


def _call(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, timeout=300).stdout


def filled_county(path: Path) -> Path:
    """A county as somebody fills it in: townships, one unit cost, a budget."""
    path.unlink(missing_ok=True)
    write_template(path, lang="zh")
    book = openpyxl.load_workbook(path)
    for row, township in enumerate(TOWNSHIPS, start=3):
        for column, value in enumerate((row - 2, *township), start=1):
            book["乡镇"].cell(row, column).value = value
    costs = book["成本"]
    for row in range(4, costs.max_row + 1):
        name = str(costs.cell(row, 1).value)
        if name == translate("scenarios.forms.budget", "zh"):
            costs.cell(row, 2).value = BUDGET
        elif name.startswith("一次检查"):
            costs.cell(row, 2).value, costs.cell(row, 7).value = VISIT, "县财政局测算"
    book.save(path)
    return path


def filled_scheme(path: Path) -> Path:
    """A scheme as somebody fills it in: that of Yinzhou under another name."""
    path.unlink(missing_ok=True)
    converting.convert("yinzhou", str(path), "zh")
    book = openpyxl.load_workbook(path)
    names = {"方案名称": "某县乡镇综合考核办法", "方案英文名称": "township scheme of a county"}
    for row in book["说明"].iter_rows():
        if row[0].value in names:
            row[1].value = names[row[0].value]
    book.save(path)
    return path


def orders(folder: Path) -> dict[str, list[str]]:
    """The commands of the gallery, by the name of the folder of results; files that they read are made."""
    on = ["generalised", *(f"generalised+{reform}" for reform in REFORMS)]
    found = {place: [*on, "extreme", "--place", place] for place in PLACES}
    scheme, county = filled_scheme(folder / "方案.xlsx"), filled_county(folder / "某县.xlsx")
    own = [str(scheme), *(f"{scheme}+{reform}" for reform in REFORMS)]
    return found | {"own": [*own, "--place", str(county), "--report"]}


def main(folder: Path) -> int:
    """Write the gallery and say what is wrong; the exit code."""
    from playwright.sync_api import sync_playwright

    wrong, documents = 0, bool(shutil.which("soffice") and shutil.which("pdftoppm"))
    folder.mkdir(parents=True, exist_ok=True)
    if not documents:
        print("LibreOffice or poppler is not here: reports for Word are not looked at")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, words in orders(folder).items():
            out = folder / name
            if run(["compare", *words, *SIZES, "--out", str(out)]) != 0:
                return 1
            below = cleared(folder / "pages" / name)
            for lang in LANGUAGES:
                run(["report", str(out), "--lang", lang])
                page, printed = out / "report" / f"report_{lang}.html", below / f"page_{lang}.pdf"
                found = faults(browser, page, printed)
                if documents:
                    show_pages(printed)
                    found += word_faults(page.with_suffix(".docx"), below)
                for fault in found:
                    wrong += 1
                    print(f"{page}: {fault}")
        browser.close()
    print(f"{folder}: {(len(PLACES) + 1) * len(LANGUAGES)} reports, {wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")))
