"""Reports in a real browser, as they are printed: nothing overflows, the answer is one page, colours can be read."""

import shutil

import pytest
from browsing import browser, needs_chromium  # noqa: F401  (a fixture)
from small import write_county

from analysis.policy_report.build import report_of
from analysis.policy_report.html import html_of
from analysis.policy_report.material import Material
from docs.gallery import broken_words, cleared, faults, main, texts_of, without_font, word_faults
from experiments.compare.running import run_comparison
from kaohe.functions import design_comparison
from scenarios import load_place

pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium
SCENARIOS = ("generalised", "generalised+mutual_recognition", "generalised+fault_tolerance", "extreme")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    place = load_place(write_county(folder))
    results = run_comparison(
        design_comparison(SCENARIOS, place, months=26, warmup=6, replicates=3, worlds=3, rules=True)
    )
    for lang in ("en", "zh"):
        (folder / f"{lang}.html").write_text(html_of(report_of(Material(results, lang))), encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_report_is_fit_to_print(browser, pages, lang):  # noqa: F811
    assert faults(browser, pages / f"{lang}.html") == []


def test_what_does_not_fit_is_found(browser, pages, tmp_path):  # noqa: F811
    text = (pages / "en.html").read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    wide = '<div style="width: 3000px">\ufffd</div>' + "<p>more</p>" * 2000
    wide += '<p style="width: 2em; overflow-wrap: anywhere">accountability</p>'
    broken.write_text(text.replace("</section>", wide + "</section>", 1), encoding="utf-8")
    said = " ".join(faults(browser, broken))
    assert "too wide" in said and "summary is" in said and "pages" in said and "glyph" in said
    assert "broken word: accountability" in said


def test_broken_words_and_numbers_are_counted():
    meant = "Blame-shifting of principals −26.1 and +3.5"
    assert broken_words(meant, meant.replace("-", "-\n")) == []
    assert broken_words(meant, "Blame-shifting of princi\npals −26.\n1 and +3.5") == ["principals", "−26.1"]


@pytest.mark.skipif(not shutil.which("fc-list"), reason="needs fontconfig")
def test_characters_that_no_font_has_are_found():
    assert without_font("abc 中文 ↑ ≈ “−”") == []
    assert without_font("a\ufffd b\ue123 c\U000e0041") == ["\ue123", "\ufffd", "\U000e0041"]


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftoppm")), reason="needs LibreOffice and poppler")
def test_what_word_does_not_show_is_found(tmp_path):
    import docx
    from docx.shared import Cm

    document = docx.Document()
    document.add_paragraph("All of this comes from a model\ue123")
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (1, 15), strict=True):
        cell.width = Cm(width)
    table.columns[0].width = Cm(1)
    table.cell(0, 0).text = "responsibility"
    document.save(str(tmp_path / "report_en.docx"))
    assert "responsibility" in list(texts_of(tmp_path / "report_en.docx"))
    found = word_faults(tmp_path / "report_en.docx", tmp_path)
    assert found == ["no glyph for \ue123", "broken word: responsibility"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_colours_can_be_read(browser, pages, lang):  # noqa: F811
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page()
    page.goto((pages / f"{lang}.html").as_uri())
    found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    page.close()
    assert [each["id"] for each in found] == []


def test_the_gallery_clears_pages_that_it_wrote_and_nothing_else(tmp_path):
    for name in ("report_zh-12.png", "page_en.pdf", "page_en-01.png", "mine.png", "report_zh.docx"):
        (tmp_path / name).touch()
    assert sorted(each.name for each in cleared(tmp_path).iterdir()) == ["mine.png", "report_zh.docx"]


@pytest.mark.slow
def test_the_gallery_has_no_faults(tmp_path):
    assert main(tmp_path) == 0
