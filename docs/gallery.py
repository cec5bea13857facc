"""`python -m docs.gallery [FOLDER]`: reports of three counties, printed by Chromium and looked over by rules.

Reports of the two texts' counties and of one of the register, small, in both languages, with pages as PDF and PNG to be
looked at; the folder is not part of the repository. `faults` is what a test asks of any report: nothing overflows its
page, every character has a glyph, the summary is one page, and there are no more pages than anybody reads.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from analysis.files import save_comparison
from analysis.files.policy_report import write_reports
from analysis.policy_report.material import Material
from experiments.compare.results import run_comparison
from kaohe.functions import design_comparison
from scenarios.languages import LANGUAGES

PLACES = ("yinzhou", "leping", "430903")
REFORMS = ("mutual_recognition", "duty_list", "empowerment", "burden_reduction", "fault_tolerance", "citizens_weight")
SIZES = {"months": 72, "replicates": 6, "worlds": 40, "rules": True}
MOST_PAGES = 14
PAGE_WIDTH, PAGE_HEIGHT = 794, 1123  # of A4 in CSS pixels
MARGINS = 121  # above and below, of what is printed
WIDE = """() => [...document.querySelectorAll("main *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(each => each.outerHTML.slice(0, 80))"""


def faults(browser: Any, page: Path, pdf: Path | None = None) -> list[str]:
    """What is wrong with a report on A4. browser: of Playwright; pdf: where to print it."""
    opened = browser.new_page(viewport={"width": PAGE_WIDTH - MARGINS, "height": PAGE_HEIGHT})
    try:
        opened.goto(page.absolute().as_uri())
        opened.emulate_media(media="print")
        found = [f"too wide: {each}" for each in opened.evaluate(WIDE)]
        height = opened.evaluate("() => document.querySelector('#summary').getBoundingClientRect().bottom")
        if height > PAGE_HEIGHT - MARGINS:
            found.append(f"the summary is {height:.0f} pixels long")
        printed = opened.pdf(prefer_css_page_size=True, print_background=True)
        pages = printed.count(b"/Type /Page") - printed.count(b"/Type /Pages")
        if pages > MOST_PAGES:
            found.append(f"{pages} pages")
        if pdf:
            pdf.write_bytes(printed)
        if "\ufffd" in opened.inner_text("body"):
            found.append("a character without a glyph")
        return found
    finally:
        opened.close()


def main(folder: Path) -> int:
    """Write the gallery and say what is wrong; the exit code."""
    from playwright.sync_api import sync_playwright

    wrong = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for place in PLACES:
            scenarios = ["generalised", *(f"generalised+{reform}" for reform in REFORMS), "extreme"]
            results = run_comparison(design_comparison(scenarios, place, **SIZES))
            save_comparison([results], folder / place, ["compare", *scenarios, "--place", place])
            for lang in LANGUAGES:
                below = folder / f"{place}_report"
                write_reports([Material(results, lang)], below)
                page = below / f"report_{lang}.html"
                for fault in faults(browser, page, page.with_suffix(".pdf")):
                    wrong += 1
                    print(f"{page}: {fault}")
        browser.close()
    print(f"{folder}: {len(PLACES) * len(LANGUAGES)} reports, {wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")))
