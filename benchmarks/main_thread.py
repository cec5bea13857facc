"""Tasks of the page's main thread while somebody uses it: the longest of each action, from the browser's own trace.

A trace tells processor time too, which other programs on the machine change little, and tasks below the 50 ms from
which on a page can see them itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kaohe.page.document import PAGE

from .browser import WINDOW, chromium
from .page import table
from .settings import Effort, Requirement

TITLE = "The longest tasks of the page"
MOST = 50.0  # ms that were asked for
CATEGORIES = ["toplevel", "devtools.timeline"]
TASKS = ("RunTask", "ThreadControllerImpl::RunTask")
PATIENCE = 120_000  # ms until an action that never ends is given up
LOOK = 200  # ms between two looks at whether an action is over
LOWER_LOAD = "generalised~indicator_load:0.4"
PRESS = "id => document.getElementById(id).click()"
CHOOSE = (
    "([id, value]) => { const s = document.getElementById(id); s.value = value; s.dispatchEvent(new Event('change')) }"
)
BANDED = "() => !!document.querySelectorAll('.chart-place svg path')[1]?.getAttribute('d')"
COMPARED = "() => document.querySelectorAll('.overview .interval').length > 10"
EXPLAINED = "() => document.getElementById('why-stop').hidden && document.getElementById('why-begin').hidden"
# By what is told of it: what is pressed or chosen, when it is over, and a view in which it begins.
ACTIONS: dict[str, tuple[str, Any, str, str]] = {
    "change of language": (PRESS, "language", BANDED, ""),
    "another county": (CHOOSE, ["set-place", "yinzhou"], BANDED, ""),
    "to Compare": (PRESS, "tab-compare", COMPARED, ""),
    "to Learn": (PRESS, "tab-learn", "() => !!document.querySelector('.lesson')", ""),
    "Why, from first to last replicate": (PRESS, "why-begin", EXPLAINED, "&.tab=compare"),
}
START = "start, and two seconds of play"
KINDS = {"processor": "tdur", "clock": "dur"}  # of time, and what a trace calls them


def measure(effort: Effort) -> dict[str, Any]:
    """Milliseconds of the longest task of each action over some rounds: of processor time, and by the clock."""
    rounds = range(effort.sights // 4 or 1)
    with chromium() as browser:
        found = {START: [_start(browser) for _ in rounds]}
        found |= {name: [_act(browser, *action) for _ in rounds] for name, action in ACTIONS.items()}
    return {"tasks": {name: {kind: max(each[kind] for each in all_) for kind in KINDS} for name, all_ in found.items()}}


def judge(found: dict[str, Any]) -> list[Requirement]:
    longest = max(task["processor"] for task in found["tasks"].values())
    return [Requirement("page: longest task of its main thread, processor time", longest, MOST, MOST, " ms")]


def tell(found: dict[str, Any]) -> list[str]:
    rows = [(name, *(f"{task[kind]:.0f} ms" for kind in KINDS)) for name, task in found["tasks"].items()]
    return [
        """What the page's main thread does in one go, so that nobody who uses the page is answered meanwhile: the
        longest of such tasks in each action, over all rounds. Asked for is that none takes more than 50 ms.
        Processor time is what the task itself takes; by the clock it also waits for whatever else the machine does.""",
        table(["", "processor time", "by the clock"], rows),
    ]


def _start(browser: Any) -> dict[str, float]:
    page = browser.new_page(viewport=WINDOW, locale="en-GB")

    def act() -> None:
        page.goto(PAGE.as_uri())
        _until(page, "() => !!document.querySelector('.county .hot')")
        page.wait_for_timeout(2000)

    try:
        return _traced(browser, page, act)
    finally:
        page.close()


def _act(browser: Any, script: str, what: Any, over: str, view: str) -> dict[str, float]:
    page = browser.new_page(viewport=WINDOW, locale="en-GB")
    page.goto(f"{PAGE.as_uri()}#v=1&r=0&p=class&s=1&m=60&w=24&b=generalised&c={LOWER_LOAD}&.xm=6{view}")
    _until(page, COMPARED if view else BANDED)

    def act() -> None:
        page.evaluate(script, what)
        page.wait_for_timeout(LOOK)
        _until(page, over)
        page.wait_for_timeout(2 * LOOK)

    try:
        return _traced(browser, page, act)
    finally:
        page.close()


def _until(page: Any, holds: str) -> None:
    """Wait with a look now and then, where Playwright by itself would ask in every frame."""
    page.wait_for_function(holds, polling=LOOK, timeout=PATIENCE)


def _traced(browser: Any, page: Any, act: Callable[[], None]) -> dict[str, float]:
    """The longest task of the page's main thread while something is done."""
    session = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    session.send("Tracing.start", {"traceConfig": {"includedCategories": CATEGORIES}, "transferMode": "ReportEvents"})
    act()
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    session.detach()
    of_page = {event["pid"] for event in events if PAGE.name in json.dumps(event.get("args", {}))}
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain" and event["pid"] in of_page
    }
    tasks = [event for event in events if event["name"] in TASKS and (event["pid"], event["tid"]) in main]
    return {kind: max(each.get(key, 0) for each in tasks) / 1000 for kind, key in KINDS.items()}
