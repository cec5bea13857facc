"""A scenario that is taken away from the page as a file, and run by the command that stands in it: the same bits."""

import csv
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from browsing import address, needs_chromium, rules
from small import kaohe, write_county

from kaohe import run_comparisons
from sim.measures import NAMES

pytestmark = needs_chromium
sync_api = pytest.importorskip("playwright.sync_api")
MINE = 'extends = "generalised+mutual_recognition=0.5@6"\n[about]\nen = "x"\nzh = "我的"\n[levers]\nvisits = 0.4\n'
SHIPPED = {
    "reforms in doses from a month on": {"c": "generalised*burden_reduction:0.35!3*duty_list:0.5"},
    "levers, another seed": {"c": "generalised*zhou:0.6!5~indicator_load:0.4~visits:0.3", "s": 17},
    "another regime after a baseline with a reform": {
        "b": "generalised*mutual_recognition!0", "c": "minimal*mutual_recognition!0~base_target:0.65", "p": "yinzhou",
    },
    "townships of another kind of regime, no warm-up": {"c": "leping*citizens_weight:0.8", "p": "leping", "w": 0},
    "the baseline itself": {"c": "generalised"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def taken(page, name):
    """What an entry of the menu of files gives."""
    page.locator("#files").click()
    with page.expect_download() as download:
        page.locator(f"#file-{name}").click()
    path = Path(download.value.suggested_filename)
    download.value.save_as(path)
    return path


def by_month(path):
    """The table of data: outcomes of the scenario and of the baseline, by name."""
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def answered(file, monkeypatch):
    """What the command in a file gives."""
    found = []
    monkeypatch.setattr(run_comparisons, "_show", lambda results, options: found.extend(results))
    (command,) = [line[2:] for line in file.read_text("utf-8").splitlines() if line.startswith("# kaohe ")]
    assert kaohe(*shlex.split(command)[1:]) == 0
    return found[0]


def check_bits(page, monkeypatch):
    """Every outcome in every month, of the scenario and of its baseline, on the page and by the command."""
    data = by_month(taken(page, "data"))
    results = answered(taken(page, "scenario"), monkeypatch)
    assert results.comparison.ids[-1] == "kaohe-scenario.toml" and len(results.comparison.ids) == 2
    for k, side in enumerate(("baseline", "now")):
        for name in NAMES:
            assert np.array_equal(data[f"{name}.{side}"], results.of(name)[k, 0], equal_nan=True), (name, side)
    return results


@pytest.mark.parametrize("words", SHIPPED.values(), ids=SHIPPED)
def test_a_scenario_file_is_answered_with_the_bits_of_the_page(visit, monkeypatch, words):
    page = visit(address(**{"m": 24, **words}), accept_downloads=True)
    page.wait_for_selector(".county .hot")
    results = check_bits(page, monkeypatch)
    if words["c"].startswith("generalised*burden"):
        assert results.comparison.starts == [0, 3]
        page.wait_for_function("() => /of 10 runs/.test(document.querySelector('.told').textContent)", timeout=60_000)
        shown = page.locator(".figures strong").first.text_content()
        assert shown == f"{100 * results.of('formalism')[1, :, -12:].mean():.1f}\N{NO-BREAK SPACE}%"


def test_with_a_county_and_a_regime_of_ones_own(visit, monkeypatch):
    write_county(Path())
    Path("mine.toml").write_text(MINE, "utf-8")
    own = ("--scenario", "generalised", "--scenario", "./mine.toml+negotiation@4,clarity=0.7")
    assert kaohe("page", "--out", "own.html", "--place", "county.csv", *own) == 0
    page = visit(path=Path("own.html").resolve(), accept_downloads=True, reduced_motion="reduce")
    page.wait_for_selector(".county .hot")
    page.locator("#slider-indicator_load").fill("0.5")
    page.locator("#seed").evaluate("seed => { seed.value = 9; seed.dispatchEvent(new Event('change')); }")
    check_bits(page, monkeypatch)
    text = Path("kaohe-scenario.toml").read_text("utf-8")
    assert "county.csv, mine.toml" in text and "visits" not in text


def test_a_regime_of_ones_own_without_what_its_file_brings_is_no_file(visit):
    Path("mine.toml").write_text(MINE, "utf-8")
    assert kaohe("page", "--out", "own.html", "--scenario", "generalised", "--scenario", "./mine.toml") == 0
    page = visit(path=Path("own.html").resolve(), reduced_motion="reduce")
    page.wait_for_selector(".county .hot")
    page.locator("summary", has_text="Single reforms").click()
    page.locator("#reform-mutual_recognition").uncheck()
    page.locator("#files").click()
    page.locator("#file-scenario").click()
    said = page.locator(".message").text_content()
    assert "mine.toml" in said and "mutual_recognition" in said


def test_a_lessons_picture_says_what_the_lesson_shows(visit):
    """Not what Explore shows beside; and what a lesson does not have is not offered."""
    explored = {"p": "leping", "b": "leping", "c": "leping~visits:0.2", "s": 7}
    page = visit(address("&.tab=learn&.l=dilution", **explored), accept_downloads=True)
    page.wait_for_selector(".lesson-plot [role=slider]")
    said = taken(page, "svg").read_text("utf-8")
    assert "seed 1" in said and "visits" not in said and "seed 7" not in said
    page.locator("#files").click()
    sync_api.expect(page.locator("#file-data")).to_be_hidden()
    sync_api.expect(page.locator("#file-print")).to_be_visible()


def test_every_scenario_of_a_comparison_that_is_not_the_baseline_has_a_file_of_its_letter(visit):
    compared = "generalised&c=generalised*duty_list!0&c=minimal"
    page = visit(address("&.tab=compare", c=compared, m=12, w=0), accept_downloads=True)
    page.wait_for_selector(".overview table")
    names = []
    page.on("download", lambda download: names.append(download.suggested_filename))
    page.locator("#files").click()
    with page.expect_download(lambda download: download.suggested_filename == "kaohe-scenario-C.toml"):
        page.locator("#file-scenario").click()
    assert sorted(names) == ["kaohe-scenario-B.toml", "kaohe-scenario-C.toml"]


def test_a_link_has_the_month_and_the_language_that_are_seen(visit):
    page = visit(address())  # plays by itself
    page.wait_for_function("() => !/month 1$|^$/.test(document.querySelector('.when')?.textContent ?? '')")
    page.locator("#files").click()
    page.locator("#file-link").click()
    page.wait_for_function(r"() => /\.xm=([2-9]|\d\d)/.test(location.hash) && location.hash.includes('.lang=en')")


def test_a_picture_and_a_print_say_what_they_show(visit):
    page = visit(address("&.xm=7", c="generalised~visits:0.3", s=5), accept_downloads=True)
    page.wait_for_selector(".county .hot")
    page.wait_for_function("() => document.querySelector('.legend b').textContent")
    said = taken(page, "svg").read_text("utf-8")
    about = f"rules {rules()}; Class county, Year 1, month 7; generalised,visits=0.3, baseline generalised; seed 5"
    assert about in re.sub(r"</text><text[^>]*>", "", said)
    for meaning in page.locator(".legend li").all_text_contents():  # activities of the rings, and signs of events
        assert meaning in said, meaning
    assert "townships coloured by: Formalism" in re.sub(r"</text><text[^>]*>", "", said)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sync_api.expect(page.locator(".paper-note")).to_contain_text(about)
