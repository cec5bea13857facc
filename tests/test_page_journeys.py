"""What people come for, from first sight to a lesson, on a phone, a laptop and a projector, in both languages."""

import re

import pytest
from browsing import DESK, PHONE, address, needs_chromium

pytestmark = needs_chromium
sync_api = pytest.importorskip("playwright.sync_api")
PROJECTOR = {"width": 1920, "height": 1080}
AGREED = "() => /8 of 10 runs|80%/.test(document.querySelector('.told')?.textContent)"
COMPARED = "() => [...document.querySelectorAll('.overview > .quiet')].some(each => each.textContent.includes('95'))"
ANSWERED = "() => document.querySelectorAll('.found-text p').length > 2"
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
# Words of the view that is shown, as soon as some are there.
WORDS = "() => [...document.querySelectorAll('#views > section')].find(each => !each.hidden)?.innerText"


def fits_and_speaks(page, language):
    """Nothing runs off sideways, no blank is left open, and no word is of the other language."""
    page.wait_for_function(FITS)
    words = page.evaluate(WORDS)
    assert len(words) > 200 and not re.search("undefined|NaN|[{}]", words)
    other = r"[\u4e00-\u9fff]+" if language == "en" else r"[a-z]{5,}"
    assert re.findall(other, words.replace("kaohe", "")) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [PHONE, DESK, PROJECTOR], ids=lambda size: str(size["width"]))
def test_from_first_sight_to_a_lesson(visit, size, language):
    page = visit(address(f"&.lang={language}&.xm=6&.l=citizens", m=24, w=0), size=size)
    page.wait_for_selector(".county .hot")
    page.wait_for_function("() => document.querySelector('.told')?.textContent")
    sync_api.expect(page.locator(".county")).to_be_in_viewport(ratio=0.5)
    fits_and_speaks(page, language)

    page.locator("#slider-indicator_load").fill("0.4")
    page.wait_for_function(AGREED)
    fits_and_speaks(page, language)
    page.wait_for_function("() => location.hash.includes('indicator_load:0.4')")
    other = visit(page.evaluate("location.hash"), size=size, locale="fr-FR")  # whoever is sent the link
    other.wait_for_function(AGREED)
    assert other.locator(".told").text_content() == page.locator(".told").text_content()
    assert other.locator("#slider-indicator_load").input_value() == "0.4"

    page.locator("#tab-compare").click()
    page.wait_for_function(COMPARED)
    assert page.locator(".overview thead .letter").all_inner_texts() == ["A"]
    fits_and_speaks(page, language)

    page.locator("#tab-learn").click()
    page.locator(".lesson-plot [role=slider]").last.press("Home")
    page.locator("#commit").click()
    page.wait_for_function(ANSWERED)
    sync_api.expect(page.locator(".step h2", has=page.locator("xpath=self::*[@tabindex='-1']"))).to_be_focused()
    fits_and_speaks(page, language)
