"""`kaohe viz`: a server as a user starts it, its page in a browser: a slider, a reset, steps, and what changes."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from small import CHINESE, kaohe, write_county

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
# The bytes of the network's picture, whose address says nothing of what it shows.
PICTURE = """async () => {
    const answer = await fetch(document.querySelectorAll("img")[0].src);
    return Array.from(new Uint8Array(await answer.arrayBuffer())).join();
}"""
PATIENCE = 120_000  # milliseconds that a page may take on a busy machine

needs_solara = pytest.mark.skipif(not find_spec("solara"), reason="solara is not installed (pip install kaohe[viz])")


@contextmanager
def served(folder, *more):
    """The command `kaohe viz` at work; the address it tells."""
    write_county(folder)
    command = [sys.executable, "-m", "kaohe", "viz", "generalised", "--place", "county.csv", "--no-open", *more]
    sizes = ["--months", "24", "--warmup", "12"]
    paths = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command + sizes, cwd=folder, env=os.environ | paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            told = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", told)
            assert found, told + server.stderr.read()
            yield found[0]
        finally:
            server.terminate()


@contextmanager
def page_of(address):
    """The page in Chromium, and every address that it asks for."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    from kaohe.viz_assets import fetched, folder_of_assets

    if not fetched(folder_of_assets()):
        pytest.skip("the page's scripts are not here, and npm could not bring them")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 1100})
        page.set_default_timeout(PATIENCE)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.get_by_role("button", name="Step").wait_for()
        yield page, asked
        browser.close()


def after_a_step(page):
    """The picture of the network after the first month, once the outcomes below it have their first point."""
    before = page.locator("img").nth(1).get_attribute("src")
    page.get_by_role("button", name="Step").click()
    page.get_by_text("Step: 1", exact=True).wait_for()
    redrawn(page, before)
    return page.evaluate(PICTURE)


def reset(page):
    before = page.locator("img").nth(1).get_attribute("src")
    page.get_by_role("button", name="Reset").click()
    page.get_by_text("Step: 0", exact=True).wait_for()
    redrawn(page, before)


def redrawn(page, before):
    page.wait_for_function("before => document.querySelectorAll('img')[1].src !== before", arg=before)


@needs_solara
def test_a_slider_moves_the_county_and_nothing_is_loaded_from_elsewhere(tmp_path):
    with served(tmp_path, "--port", "0") as address, page_of(address) as (page, asked):
        page.locator("img").nth(1).wait_for()
        as_written = after_a_step(page)
        reset(page)
        assert after_a_step(page) == as_written  # the same seed
        page.locator(".v-slider", has_text="Visits a month").get_by_role("slider").press("End")
        reset(page)
        assert after_a_step(page) != as_written
        elsewhere = [
            url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))
        ]
        assert asked and elsewhere == []


def test_the_page_begins_with_what_the_scenario_sets():
    from kaohe.running import RunOptions
    from kaohe.viz_county import parameters

    options = RunOptions(lang="zh")
    fixed, sliders = parameters("yinzhou+fault_tolerance=0.3+negotiation,visits=0.2,cards=0.1", options)
    assert fixed["scenario"] == "yinzhou+negotiation,cards=0.1"
    assert sliders["visits"]["value"] == 0.2 and sliders["dose_fault_tolerance"]["value"] == 0.3
    assert all(CHINESE.search(slider["label"]) for slider in sliders.values())
    assert all(slider["min"] <= slider["value"] <= slider["max"] for slider in sliders.values())


@needs_solara
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["generalisd"], "generalised"),
        (["generalised", "--port", "70000"], "65535"),
        (["leping", "--place", "x.csv"], "x.csv"),
    ],
)
def test_a_mistake_is_told_before_anything_is_served(words, said, capsys):
    assert kaohe("viz", *words, "--no-open") == 2
    assert said in capsys.readouterr().err
