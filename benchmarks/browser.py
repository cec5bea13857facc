"""The page in a real browser: from a slider to the picture, from the file to the first picture, and memory in play."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from kaohe.page.document import PAGE

from .page import table
from .settings import Effort, Requirement
from .timing import spread

TITLE = "The page in a browser"
PROBE = Path(__file__).with_name("in_browser.js").read_text(encoding="utf-8")
WINDOW = {"width": 1280, "height": 800}
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
MONTHS = 120
COUNTIES = {"class": "class county", "yinzhou": "20 townships, 1,000 cadres"}
STEPS = ("first", "whole", "band")
# Milliseconds that were asked for, by county: to the first new picture, to all ten years, to the band of 20 runs.
LIMITS = {"class": (30.0, 120.0, 250.0), "yinzhou": (60.0, 120.0, 1000.0)}
LONGEST_TASK, START = 50.0, 1500.0  # ms
GROWTH = 0.5  # MB a minute of play that may be left; less than the noise of a collector
WORDS = {"first": "slider to first repaint", "whole": "slider to all ten years", "band": "slider to band of 20 runs"}
LESSON = "&.tab=learn&.l=dilution&.l_dilution=30.30.30.58.30.30.30_a_"  # predicted and answered
LESSON_WORDS = {"repaint": "slider of a lesson to repaint", "result": "slider of a lesson to its result, ten runs"}
SAMPLE = 5.0  # seconds between two looks at the memory


def measure(effort: Effort) -> dict[str, Any]:
    """Milliseconds and megabytes, with Chromium from the system."""
    with chromium() as browser:
        counties = {place: _sliders(browser, place, effort.sights) for place in COUNTIES}
        starts = np.array([_start(browser) for _ in range(effort.sights)])
        lesson = _lesson(browser, effort.sights)
        return {
            "counties": counties,
            "lesson": lesson,
            "start": _times(starts),
            "memory": _memory(browser, effort.play),
        }


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's browser, driven by Playwright."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("The topic `page` needs Chromium.")
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


def _opened(browser: Any, place: str) -> Any:
    """The page with a county that stands still in its sixth month, all seeds of the baseline there."""
    page = browser.new_page(viewport=WINDOW, locale="en-GB")
    page.goto(f"{PAGE.as_uri()}#v=1&r=0&p={place}&s=1&m={MONTHS}&w=36&b=generalised&c=generalised&.xm=6")
    page.wait_for_function("() => document.querySelector('.chart-place path')?.getAttribute('d')", timeout=120_000)
    page.evaluate(PROBE)
    return page


def _sliders(browser: Any, place: str, rounds: int) -> dict[str, Any]:
    """A slider moved again and again; the first two moves do not count."""
    page = _opened(browser, place)
    found = []
    for number in range(rounds + 2):
        value = round(0.45 + 0.1 * (7 * number % 11), 2)
        found.append(page.evaluate("([v, m]) => pageTimes.slider('indicator_load', v, m)", [value, MONTHS]))
        if number == 1:
            page.evaluate("pageTimes.longTasks()")
    longest = max(page.evaluate("pageTimes.longTasks()"), default=0.0)
    page.close()
    columns = np.array(found[2:]).T
    return {name: _times(column) for name, column in zip(STEPS, columns, strict=True)} | {"longest_task": longest}


def _lesson(browser: Any, rounds: int) -> dict[str, Any]:
    """The slider of a lesson whose runs are there, moved again and again; the first two moves do not count."""
    page = browser.new_page(viewport=WINDOW, locale="en-GB")
    page.goto(f"{PAGE.as_uri()}#v=1&r=0&p=class&s=1&m={MONTHS}&w=36&b=generalised&c=generalised{LESSON}")
    page.wait_for_selector(".found-text p + p", timeout=120_000)
    page.evaluate(PROBE)
    values = [round(0.55 + 0.02 * (37 * number % 101), 2) for number in range(rounds + 2)]
    found = [page.evaluate("v => pageTimes.lesson('dilution', v)", value) for value in values]
    page.close()
    columns = np.array(found[2:]).T
    return {name: _times(column) for name, column in zip(LESSON_WORDS, columns, strict=True)}


def _start(browser: Any) -> float:
    """Milliseconds from going to the file until its county has been drawn."""
    page = browser.new_page(viewport=WINDOW, locale="en-GB")
    page.goto(PAGE.as_uri())
    page.wait_for_selector(".county .hot", timeout=120_000)
    drawn: float = page.evaluate("new Promise((done) => requestAnimationFrame(() => done(performance.now())))")
    page.close()
    return drawn


def _memory(browser: Any, minutes: float) -> dict[str, float]:
    """Megabytes of the page's own heap, and of its process with workers, while a county is played on and on."""
    page = _opened(browser, "class")
    session, whole = page.context.new_cdp_session(page), browser.new_browser_cdp_session()
    session.send("Performance.enable")
    page.locator("#player-speed").select_option("16")
    page.evaluate("pageTimes.play()")
    rows, begun = [], time.monotonic()
    while not rows or time.monotonic() - begun < 60 * minutes:
        page.wait_for_timeout(1000 * min(SAMPLE, 60 * minutes))
        session.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        rows.append(((time.monotonic() - begun) / 60, metrics["JSHeapUsedSize"] / 1e6, _resident(whole)))
    page.close()
    at, heap, process = np.array(rows).T
    late = at >= at[-1] / 3  # what is kept on purpose, years of a session, is there by then
    growth = {
        name: float(np.polyfit(at[late], values[late], 1)[0]) if late.sum() > 1 else 0.0
        for name, values in (("heap", heap), ("process", process))
    }
    return {
        "minutes": float(at[-1]), "heap": float(heap[-1]), "process": float(process[-1]),
        "heap_begin": float(heap[0]), "heap_middle": float(heap[len(heap) // 2]),
        "heap_growth": growth["heap"], "process_growth": growth["process"],
    }  # fmt: skip


def _resident(whole: Any) -> float:
    """Megabytes of the largest renderer, which is the page with its workers; 0 where the system does not tell."""
    processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    files = [Path(f"/proc/{each['id']}/statm") for each in processes if each["type"] == "renderer"]
    return max((int(file.read_text().split()[1]) * 4096 / 1e6 for file in files if file.exists()), default=0.0)


def _times(values: np.ndarray) -> dict[str, float]:
    return spread(values) | {"p95": float(np.quantile(values, 0.95))}


def judge(found: dict[str, Any]) -> list[Requirement]:
    lines = [
        Requirement(f"page, {county}: {WORDS[step]}", found["counties"][place][step]["median"], limit, limit, " ms")
        for place, county in COUNTIES.items()
        for step, limit in zip(STEPS, LIMITS[place], strict=True)
    ]
    longest = max(county["longest_task"] for county in found["counties"].values())
    return [
        *lines,
        Requirement("page: longest task while sliders move (0: below 50)", longest, LONGEST_TASK, LONGEST_TASK, " ms"),
        Requirement("page: file to first picture", found["start"]["median"], START, START, " ms"),
        Requirement("page: growth of its heap in play", found["memory"]["heap_growth"], GROWTH, 0.0, " MB a minute"),
    ]


def tell(found: dict[str, Any]) -> list[str]:
    rows = []
    for place, county in COUNTIES.items():
        for step, limit in zip(STEPS, LIMITS[place], strict=True):
            rows.append((f"{county}: {WORDS[step]}", *_cells(found["counties"][place][step]), f"{limit:.0f} ms"))
    lesson = found.get("lesson", {})  # results of before it was measured have none
    rows += [(word, *_cells(lesson[name]), "–") for name, word in LESSON_WORDS.items() if name in lesson]
    rows.append(("file to first picture", *_cells(found["start"]), f"{START:.0f} ms"))
    memory = found["memory"]
    tasks = [county["longest_task"] for county in found["counties"].values()]
    longest = f"the longest took {max(tasks):.0f} ms" if max(tasks) else "none took more than 50 ms"
    return [
        table(["", "median", "95 in 100 within", "least", "asked for"], rows),
        f"""Chromium without a graphics processor, a window of {WINDOW["width"]} × {WINDOW["height"]}. From the input
        event to the end of the frame in which the first curve is drawn anew; with the band the page waits a moment for
        the slider to rest. Of the tasks of the main thread meanwhile {longest}. In {memory["minutes"]:.0f} minutes of
        play at 16 months a second (`--play 30` for half an hour) the page's heap holds {memory["heap_begin"]:.1f} MB
        at the beginning, {memory["heap_middle"]:.1f} in the middle and {memory["heap"]:.1f} at the end, its process
        with the workers {memory["process"]:.0f} MB; they grow by {memory["heap_growth"]:+.3f} and
        {memory["process_growth"]:+.2f} MB a minute. All of it is time by the clock: on a machine that others use it
        tells little.""",
    ]


def _cells(times: dict[str, float]) -> list[str]:
    return [f"{times[name]:.0f} ms" for name in ("median", "p95", "least")]
