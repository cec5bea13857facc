"""Lessons in a real browser: a learner predicts, is answered by the model, explains and is asked; a teacher prints."""

import re

import pytest
from browsing import DESK, PHONE, address, needs_chromium, until

from experiments.compare.comparison import new_comparison
from kaohe.page.lessons import lessons
from scenarios import load, load_place
from sim.measures import NAMES
from sim.world import World

pytestmark = needs_chromium
ANSWERED = "() => document.querySelectorAll('.found-text p').length > 2"
COUNTS = {lesson["id"]: len(lesson["axis"]["values"]) if "axis" in lesson else 1 for lesson in lessons()}


def lesson(visit, name, progress="", language="en", **options):
    """A lesson at what a learner has done in it."""
    kept = f"&.l_{name}={progress}" if progress else ""
    page = visit(address(f"&.tab=learn&.lang={language}&.l={name}{kept}"), **options)
    page.wait_for_selector(".lesson")
    return page


def native(scenario, measure, replicates=10):
    """What the program itself gives: mean of the last of five years over runs, after three years of the baseline."""
    base, own = load("generalised"), load(scenario)
    both = [base] if own.id == base.id else [base, own]
    compared = new_comparison(both, load_place("class"), 60, replicates, 1, base, warmup=36)
    series = World(compared.cases_of(compared.scenarios[-1])).run().series
    return series[:, -12:, NAMES.index(measure)].mean()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_prediction_is_drawn_by_pointer_and_keyboard_and_then_stands(visit, size):
    page = lesson(visit, "dilution", size=size)
    page.wait_for_selector(".lesson-plot [role=slider]")
    assert not page.locator(".found-text").is_visible()
    points = page.locator(".lesson-plot [role=slider]")
    assert points.count() == COUNTS["dilution"] - 1  # the county as it is cannot be moved
    before = float(points.first.get_attribute("aria-valuenow"))
    points.first.focus()
    page.keyboard.press("ArrowUp")
    assert float(points.first.get_attribute("aria-valuenow")) > before
    box = page.locator(".lesson-plot").bounding_box()
    drawn = points.last.get_attribute("aria-valuenow")
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] - 90)
    page.mouse.down()
    assert points.last.get_attribute("aria-valuenow") == drawn, "nothing is done by pressing"
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] - 80)
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] - 30)
    page.mouse.up()
    assert points.last.get_attribute("aria-valuenow") == drawn, "let go outside, it is taken back"
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + box["height"] - 60)
    assert float(points.last.get_attribute("aria-valuenow")) < 0.2
    page.locator("#commit").press("Enter")
    page.wait_for_function(ANSWERED)
    assert points.count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_what_the_model_answers_is_what_the_program_computes(visit):
    page = lesson(visit, "dilution", "50.50.50.58.50.50.50__")
    page.wait_for_function(ANSWERED)
    told = page.locator(".found-text").inner_text()
    first, last = (float(value) for value in re.search(r"from (0\.\d+) at ×\s0\.1 to (0\.\d+) at ×\s3", told).groups())
    assert first == pytest.approx(native("generalised,indicator_load=0.1", "true_outcome"), abs=6e-4)
    assert last == pytest.approx(native("generalised,indicator_load=3", "true_outcome"), abs=6e-4)
    rows = page.locator(".lesson .scroll tbody tr")
    assert rows.count() == 6
    share = float(rows.nth(2).locator("td").nth(3).inner_text().split()[0]) / 100
    assert share == pytest.approx(native("generalised", "real_work"), abs=6e-3)


def test_every_lesson_answers_in_both_languages(visit):
    known = {name: ".".join(["30"] * count) if count > 1 else "0" for name, count in COUNTS.items() if name != "task"}
    kept = "".join(f"&.l_{name}={progress}_a_" for name, progress in known.items())
    page = visit(address(f"&.tab=learn&.lang=en{kept}"))
    for language in ("en", "zh"):
        for name in known:
            page.locator(f"#lesson-{name}").click()
            page.wait_for_function(ANSWERED)
            page.locator(".explained summary").click()
            words = page.locator("#views").inner_text()
            assert "{" not in words and "NaN" not in words and "undefined" not in words
            assert bool(re.search(r"[\u4e00-\u9fff]", words)) == (language == "zh")
            left = re.findall(r"[a-z]{4,}", words.replace("kaohe", ""))
            assert bool(left) == (language == "en"), (name, left)
        page.locator("#language").click()


def test_own_settings_other_luck_and_the_second_axis_run_anew(visit):
    page = lesson(visit, "vetoes", "50.50.9.50.50.50__")
    page.wait_for_function(ANSWERED)
    heading = page.locator(".lesson .scroll thead th")
    assert heading.count() == 7
    page.locator("#own-vetoes").fill("8")
    page.wait_for_function("() => document.querySelectorAll('.lesson .scroll thead th').length === 8")
    cells = page.locator(".lesson .scroll tbody tr").first.locator("td")
    before = cells.first.inner_text()
    page.locator("#also-vetoes").fill("5")
    page.wait_for_function("b => document.querySelector('.lesson .scroll tbody td').textContent !== b", arg=before)
    told = page.locator(".found-text").inner_text()
    page.locator("#luck").click()
    page.wait_for_function("b => document.querySelector('.found-text').innerText !== b", arg=told)
    page.locator("#to-explore").click()
    page.wait_for_selector(".county .hot")
    page.wait_for_function("() => /veto_loss:8/.test(location.hash) && /rank_stakes:5/.test(location.hash)")


def test_progress_is_in_the_address_and_a_hand_edited_one_does_no_harm(visit):
    page = lesson(visit, "portfolio")
    assert page.locator("#commit").is_disabled()
    page.locator("#package-1").check()
    page.locator("#commit").click()
    page.wait_for_function(ANSWERED)
    page.locator("#check-portfolio-a").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    until(page, lambda: page.locator(".verdict").inner_text().startswith("Yes."))
    page.wait_for_function("() => location.hash.includes('l_portfolio=1_a_')")
    other = visit(page.evaluate("location.hash"))
    other.wait_for_function(ANSWERED)
    assert other.locator("#lesson-portfolio").inner_text().endswith("done")
    assert other.locator("#package-1").is_checked() and other.locator("#package-1").is_disabled()
    page.evaluate("location.hash = location.hash.replace('l_portfolio=1_a_', 'l_portfolio=7_z_99')")
    page.wait_for_function("() => document.querySelector('.message').textContent.includes('7_z_99')")
    assert page.locator("#package-1").is_checked(), "the last good state stays"


def test_what_is_drawn_and_set_is_in_the_address_and_outlives_the_language(visit):
    page = lesson(visit, "dilution")
    page.locator(".lesson-plot [role=slider]").first.press("Home")
    page.wait_for_function("() => location.hash.includes('l_dilution=d0.')")
    drawn = "() => document.querySelector('.lesson-plot [role=slider]')?.getAttribute('aria-valuenow') === '0.000'"
    for other in (page, visit(page.evaluate("location.hash"))):
        other.locator("#language").click()
        other.wait_for_selector("[lang=zh-Hans] .lesson-plot [role=slider]")
        other.wait_for_function(drawn)
    page.locator("#commit").click()
    page.wait_for_function(ANSWERED)
    page.locator("#own-dilution").fill("2.014")
    page.locator("#also-dilution").fill("0.9")
    page.wait_for_function("() => location.hash.includes('__2.014_0.9')")
    other = visit(page.evaluate("location.hash"))
    other.wait_for_function("() => document.querySelectorAll('.lesson .scroll thead th').length === 9")
    assert other.locator("#own-dilution").input_value() == "2.014"
    assert other.locator("#also-dilution").input_value() == "0.9"
    page.locator("#check-dilution-b").check()  # chosen, not yet given
    page.wait_for_function("() => location.hash.includes('_db_')")
    other = visit(page.evaluate("location.hash"))
    other.wait_for_function("() => document.querySelector('#check-dilution-b')?.checked")
    assert other.locator("#check-dilution-b").is_enabled() and not other.locator(".verdict").inner_text()


def test_the_task_scores_within_its_budget_and_always_the_same(visit):
    chosen = ("burden_reduction", "duty_list", "mutual_recognition")
    pages = [lesson(visit, "task") for _ in range(2)]
    for page, names in zip(pages, (chosen, chosen[::-1]), strict=True):
        page.wait_for_function("() => document.querySelector('.score').textContent.startsWith('0 of 100')")
        for name in names:  # as they come, they are run
            page.locator(f"#offer-task-{name}").select_option("2")
        page.wait_for_function("() => Number.parseInt(document.querySelector('.score').textContent) > 30")
    until(page, lambda: len({each.locator(".score").inner_text() for each in pages}) == 1)
    page.locator("#offer-task-empowerment").select_option("2")
    page.locator("#offer-task-training_exchange").select_option("2")
    until(page, lambda: "Too much" in page.locator(".account").inner_text())
    until(page, lambda: "No score" in page.locator(".score").inner_text())


def test_answers_are_sealed_on_the_students_print(visit):
    page = lesson(visit, "notes")
    secret = "An indicator is not free"
    page.evaluate("window.print = () => { window.printed = [document.querySelector('.notes').className,"
                  " document.querySelector('.sealed').open]; }")  # fmt: skip
    page.emulate_media(media="print")
    assert secret not in page.locator(".notes").inner_text()
    assert page.locator(".sheet").first.is_visible() and not page.locator(".for-teacher").first.is_visible()
    page.emulate_media(media="screen")
    assert page.get_by_text("A script of 45 minutes").first.is_visible()
    page.locator("#print-students").click()
    assert page.evaluate("window.printed") == ["lesson notes", False]
    page.locator("#print-teacher").click()
    assert page.evaluate("window.printed") == ["lesson notes with-answers", True]
    assert secret not in page.locator(".notes").inner_text()
