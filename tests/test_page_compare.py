"""Compare as a person uses it: scenarios side by side, differences with intervals, costs, why; in a real browser."""

import csv
import re

import pytest
from browsing import address, needs_chromium

from sim.measures import HEADLINE

pytestmark = needs_chromium
sync_api = pytest.importorskip("playwright.sync_api")
PAIR = "generalised*mutual_recognition:0.5!0&c=minimal"
DONE = "() => [...document.querySelectorAll('.overview > .quiet')].some(each => each.textContent.includes('95'))"


def compared(visit, scenarios=PAIR, view="", **options):
    """A short study, with all its runs there."""
    page = visit(address(f"&.tab=compare{view}", c=scenarios, m=12, w=0), **options)
    page.wait_for_function(DONE)
    return page


def cells(page, row):
    """The differences of one row of the table, by scenario."""
    return page.locator(".overview tbody tr", has=page.locator(f"#outcome-{row}")).locator("td").all_text_contents()[1:]


def test_four_scenarios_are_compared_under_the_same_luck(visit):
    page = visit(address("&.tab=compare", w=0))
    sync_api.expect(page.locator(".invite")).to_contain_text("same random numbers")
    page.locator("#ready-packages").click()
    page.wait_for_function(DONE)
    assert page.locator(".overview thead .letter").all_inner_texts() == ["A", "B", "C", "D"]
    assert page.locator("#compare-add").count() == 0, "four are the most"
    assert len(cells(page, "formalism")) == 4
    assert all(re.match(r"[+−]?[\d.]+ (better|worse|undecided|identical)", text) for text in cells(page, "burden"))
    assert page.locator(".outcome path.line").count() == 4
    assert "no effect" not in re.sub(r"does not mean that there is no effect", "", page.locator("#views").inner_text())
    page.get_by_role("button", name="Take D away").click()
    page.wait_for_function("() => document.querySelectorAll('.outcome path.line').length === 3")
    sync_api.expect(page.locator("#compare-add")).to_be_focused()
    page.locator("#compare-add").select_option("regime minimal")
    assert page.locator(".card-head .letter").count() == 4, "nothing is added before the button is pressed"
    page.locator("#compare-put").press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.outcome path.line').length === 4")


def test_a_difference_that_is_undecided_says_so_and_its_point_is_hollow(visit):
    page = compared(visit)
    name = next(name for name in HEADLINE if "undecided" in cells(page, name)[0])
    assert any("undecided" not in cells(page, each)[0] for each in HEADLINE)
    page.locator(f"#outcome-{name}").click()
    page.wait_for_function("() => document.querySelector('.outcome .told-small').textContent.includes('undecided')")
    assert page.locator(".outcome circle").first.get_attribute("fill") == "#ffffff"


def test_an_address_gives_the_same_figures_in_both_languages(visit):
    pages = [compared(visit, view=f"&.lang={language}") for language in ("en", "zh")]
    texts = [page.locator(".overview tbody td").all_text_contents() for page in pages]
    english, chinese = ([re.findall(r"[+−]?\d[\d.]*", text) for text in all_of_one] for all_of_one in texts)
    assert english == chinese
    assert sum(len(found) == 3 for found in english) > 20, "a mean and its interval"


def test_doses_are_moved_and_what_cannot_be_is_refused(visit):
    page = compared(visit)
    before = cells(page, "formalism")
    page.locator("#compare-dose-0-0").fill("100")
    page.locator("#compare-dose-0-0").press("Enter")
    page.wait_for_function("() => location.hash.includes('mutual_recognition!0')")
    first = ".overview tr:has(#outcome-formalism) td:nth-of-type(2)"
    changed = "([cell, before]) => document.querySelector(cell).textContent !== before"
    page.wait_for_function(changed, arg=[first, before[0]])
    page.wait_for_function(DONE)
    after = cells(page, "formalism")
    assert after[0] != before[0]
    assert after[1] == before[1]
    page.locator("#compare-dose-0-0").fill("300")
    page.locator("#compare-dose-0-0").press("Enter")
    assert "300 is not possible" in page.locator(".message").text_content()
    sync_api.expect(page.locator("#compare-dose-0-0")).to_have_value("100")
    assert cells(page, "formalism") == after


def test_a_scenario_is_shown_in_explore_and_pinned_from_there(visit):
    page = compared(visit)
    page.get_by_role("button", name="Show it in Explore").click()
    page.wait_for_selector("#view-explore .county .hot")
    sync_api.expect(page.locator("#set-regime")).to_have_value("minimal")
    page.locator("#slider-inspection_frequency").fill("2")
    page.locator("#tab-compare").click()
    page.locator("#compare-add").select_option("pin explore")
    page.locator("#compare-put").click()
    sync = "() => document.querySelectorAll('.card-head .letter').length === 4"
    page.wait_for_function(sync)
    assert page.locator(".card h2").all_inner_texts()[1] == page.locator(".card h2").all_inner_texts()[3]


def test_why_splits_the_effect_into_parts_that_add_up(visit, tmp_path):
    page = compared(visit, "generalised*burden_reduction!0", accept_downloads=True)
    page.locator("#why-begin").click()
    page.wait_for_selector(".waterfall rect")
    page.locator("#why-stop").click()
    page.locator(".why details.data summary").click()
    rows = page.locator(".why details.data tbody tr")
    sync_api.expect(rows).to_have_count(17)  # the table is filled when it is open
    values = [float(row.locator("td").first.text_content().split(" ")[0].replace("−", "-")) for row in rows.all()]
    assert sum(values[:-1]) == pytest.approx(values[-1], abs=0.9), "parts are rounded"
    assert "falls under A" in page.locator(".why .told-small").inner_text()
    sync_api.expect(page.locator(".why")).to_contain_text("mean of the last 12 months")
    with page.expect_download() as download:
        page.locator("#compare-data").click()
    download.value.save_as(tmp_path / "table.csv")
    table = list(csv.DictReader((tmp_path / "table.csv").open(encoding="utf-8-sig")))
    assert {row["years"] for row in table if row["outcome"] == "formalism"} == {"1"}
    assert {"cost_county", "cost_total"} <= {row["outcome"] for row in table}
