"""The page for everybody: axe finds nothing, the keyboard reaches everything and is seen, nothing overflows."""

import pytest
from browsing import DESK, PHONE, address, needs_chromium
from page_checks import LOST, OBSCURED, SMALL_TARGETS, SPREAD, steadily

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = needs_chromium
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DONE = "&.l_dilution=30.30.30.58.30.30.30_a_&.l_portfolio=0_b_220000000&.l_task=__220202000000"
VIEWS = {
    "explore": "&.xm=6&.xt=t1",
    "office": "&.xm=6&.xt=o1",
    "compare": "&.tab=compare&c=minimal",
    "prediction": "&.tab=learn&.l=inspection",
    "lesson": f"&.tab=learn&.l=dilution{DONE}",
    "package": f"&.tab=learn&.l=portfolio{DONE}",
    "task": f"&.tab=learn&.l=task{DONE}",
    "notes": "&.tab=learn&.l=notes",
}
SOON = (("explore", DESK, "en"), ("prediction", PHONE, "zh"), ("lesson", PHONE, "en"))  # in quick tests
OPENED = "for (const each of document.querySelectorAll('details:not(.menu)')) each.open = true"
# What is behind a word is made when it is opened; a panel that is asked for comes a frame after its county.
FILLED = """() => [...document.querySelectorAll('details')].every(each => each.children.length > 1)
  && !(location.hash.includes('.xt=') && document.querySelector('.county')
    && document.querySelector('.details[hidden]'))"""
SHOWN = """() => document.querySelector(
    '.county .hot, .overview, .lesson-plot [role=slider], .notes, .found-text p + p, .score')
  && !document.querySelector('.lesson:has(.found-text:empty):not(:has([role=slider]))')"""
ORDER = """() => [...document.querySelectorAll(
    '.explore .right > *, .explore > :not(.right), .learn > *, .compare > *')]
  .filter(each => getComputedStyle(each).position !== 'fixed' && each.checkVisibility())
  .map(each => Math.round(each.getBoundingClientRect().top + (each.className === 'sliders' ? -1e6 : 0)))"""
LOW = {"width": 740, "height": 360}  # a phone on its side
SMALL = {"width": 320, "height": 640}  # 1280 at 400 %
REACHED = """() => [...document.querySelectorAll('button, a[href], input, select, summary, [tabindex="0"]')]
  .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0).length"""
FOCUS = """() => { const at = document.activeElement; const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return { page: at === document.body, seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    what: at.outerHTML.slice(0, 90) }; }"""


def looked_at(visit, view, language, size, **options):
    page = visit(
        address(f"&.lang={language}{VIEWS[view]}", c="generalised*mutual_recognition~visits:0.3"), size, **options
    )
    page.wait_for_function(SHOWN)
    return page


def found(page):
    page.evaluate(OPENED)
    page.wait_for_function(FILLED)
    page.wait_for_timeout(300)
    response = axe.Axe().run(page, options={"runOnly": TAGS}).response
    assert len(response["passes"]) > 10  # it did look
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in response["violations"]]


@pytest.mark.parametrize(("view", "size", "language"), SOON)
def test_axe_finds_nothing(visit, view, size, language):
    assert found(looked_at(visit, view, language, size, bypass_csp=True)) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_anywhere(visit, view, size, language):
    assert found(looked_at(visit, view, language, size, bypass_csp=True)) == []


@pytest.mark.parametrize(
    ("view", "size"),
    [*((view, DESK) for view in ("explore", "compare", "prediction", "package")), ("explore", PHONE), ("explore", LOW)],
)
def test_the_keyboard_goes_through_everything_and_is_seen(visit, view, size):
    """On a phone, too, where the panel of a township covers the lower part of the window."""
    page = looked_at(visit, view, "en", size)
    if view == "explore":
        page.wait_for_selector(".details svg.chart rect")  # opened, the panel scrolls to what it is of
    count = page.evaluate(REACHED)
    stops = []
    for _ in range(3 * count):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["page"]:
            break
        assert stop["seen"] and not page.evaluate(OBSCURED), stop["what"]
        stops.append(stop["what"])
    radios = page.evaluate("() => new Set([...document.querySelectorAll('[type=radio]')].map(e => e.name)).size")
    inputs = page.evaluate("() => document.querySelectorAll('[type=radio]:not(:disabled)').length")
    assert len(stops) >= count - max(0, inputs - radios), "something cannot be reached"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_runs_off_a_window_of_320_nor_is_lost_when_texts_are_spread(visit, view):
    """Every fold open; what is pressed is large enough to be hit, or stands apart."""
    page = looked_at(visit, view, "en", SMALL)
    page.evaluate(OPENED)
    settled = "() => document.documentElement.scrollWidth <= innerWidth"
    page.wait_for_function(settled)
    assert page.evaluate(SMALL_TARGETS) == []
    order = page.evaluate(ORDER)
    assert order == sorted(order), "in one column what is read next stands below"
    page.set_viewport_size(PHONE)
    page.evaluate(SPREAD)
    page.wait_for_function(settled)
    page.wait_for_function(steadily(LOST))
