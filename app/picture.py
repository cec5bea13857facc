"""The picture of the page in README: `python -m app.picture` opens the page in Chromium with fewer indicators.

It shows the class county with its first seed, and needs `pip install kaohe[browser]` and Chromium. A slow test
holds the committed picture to the page.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from kaohe.page.document import PAGE
from sim.compile.kernel import rules_hash

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "figures"
SIZE = {"width": 1280, "height": 800}
COLOURS = 200  # enough for a page of plain colours, the rare ones too; less than half of the bytes
ADDRESS = "#v=1&r={rules}&p=class&s=1&m=120&w=36&b=generalised&c=generalised~indicator_load:0.4&.xm=90&.lang={lang}"
MONTH = "() => /8/.test(document.querySelector('.when').textContent) && document.querySelector('.legend b').textContent"
ALL_RUNS = "() => document.querySelector('.told')?.textContent.match(/8 of 10|80%/)"


def pictures() -> dict[str, Image.Image]:
    """What the page shows now, by language."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    found = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for lang in ("en", "zh"):
            page = chromium.new_page(viewport=SIZE, reduced_motion="reduce")
            page.goto(PAGE.as_uri() + ADDRESS.format(rules=rules_hash()[:8], lang=lang))
            page.wait_for_function(ALL_RUNS)
            page.wait_for_function(MONTH)
            found[lang] = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
            page.close()
        chromium.close()
    return found


def main() -> int:
    """Write docs/figures/page_en.png and page_zh.png."""
    for lang, picture in pictures().items():
        picture.save(FIGURES / f"page_{lang}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
