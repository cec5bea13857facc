"""Reports in a real browser, as they are printed: nothing overflows, the answer is one page, colours can be read."""

import pytest
from browsing import browser, needs_chromium  # noqa: F401  (a fixture)
from small import write_county

from analysis.policy_report.build import report_of
from analysis.policy_report.html import html_of
from analysis.policy_report.material import Material
from docs.gallery import faults, main
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
    broken.write_text(text.replace("</section>", wide + "</section>", 1), encoding="utf-8")
    said = " ".join(faults(browser, broken))
    assert "too wide" in said and "summary is" in said and "pages" in said and "glyph" in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_colours_can_be_read(browser, pages, lang):  # noqa: F811
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page()
    page.goto((pages / f"{lang}.html").as_uri())
    found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    page.close()
    assert [each["id"] for each in found] == []


@pytest.mark.slow
def test_the_gallery_has_no_faults(tmp_path):
    assert main(tmp_path) == 0
