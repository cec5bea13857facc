"""The page opened in a real browser from its file: what every test of it shares."""

import shutil
from time import monotonic

import pytest

from kaohe.page.document import PAGE
from sim.compile.kernel import rules_hash

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 120_000  # milliseconds that a page may take on a busy machine
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Opens the page; at the end nothing may have left the file and nothing been complained about."""
    complaints, contexts = [], []

    def opened(address="", size=DESK, locale="en-GB", path=PAGE, **options):
        context = browser.new_context(viewport=size, locale=locale, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if leaves(request.url) else None)
        page.goto(path.as_uri() + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def until(page, holds):
    """Wait for what a test can say of a page only in Python; what it waits for, or a failure that names it."""
    begun = monotonic()
    while not holds() and monotonic() - begun < PATIENCE / 1000:
        page.wait_for_timeout(50)
    assert holds()


def leaves(url):
    return not url.startswith(("file:", "blob:", "data:"))


def rules():
    """Version of the rules, as it stands in addresses."""
    return rules_hash()[:8]


def address(view="", **study):
    """An address of the page: a short study of the class county, and texts of a view, such as `.tab=learn`."""
    words = {"p": "class", "s": 1, "m": 36, "w": 12, "b": "generalised", "c": "generalised"} | study
    return f"#v=1&r={rules()}&" + "&".join(f"{name}={value}" for name, value in words.items()) + view
