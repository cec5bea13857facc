"""The site that `make docs` builds: whole, without a dead link, read and searched from disk in both languages."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from docutils.utils.math import MathError
from small import in_chinese

import kaohe
from docs.files import ROOT
from docs.site.__main__ import build
from docs.site.bigrams import Bigrams
from docs.site.formulas import cells, mathml
from docs.site.navigation import one_title, trees
from scenarios.errors import Refusal

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BUILD = "import sys, pathlib, docs.site.__main__ as site; sys.exit(site.build(pathlib.Path(sys.argv[1])))"
INSIDE = ["docs/decisions/1"]  # a page that a page of its folder holds


class Links(HTMLParser):
    """Ids of a page, where it leads to, and what it loads."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.targets, self.loaded, self.numbers = set(), [], [], []
        self.cell = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        if tag == "a" and given.get("href"):
            self.targets.append(given["href"])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "prefetch"):
            self.loaded.append(given["href"])
        elif given.get("src"):
            self.loaded.append(given["src"])
        self.cell = given.get("class", "") if tag == "td" else ""

    def handle_data(self, data):
        if self.cell == "number":
            self.numbers.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as the command builds it: nothing may be warned of."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path: Links(path) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_file_and_an_anchor(site, pages):
    dead = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme in ("http", "https"):
                continue
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchored = not parts.fragment or file not in pages or unquote(parts.fragment) in pages[file].ids
            if not (file.is_file() and file.is_relative_to(site) and anchored):
                dead.append(f"{path.relative_to(site)}: {target}")
    assert len(pages) > 50 and dead == []


def test_nothing_is_loaded_from_elsewhere(site, pages):
    for path, page in pages.items():
        for source in page.loaded:
            if source.startswith("data:"):  # within the page itself
                continue
            parts = urlsplit(source)
            assert not parts.scheme and not parts.netloc, (path, source)
            assert (path.parent / unquote(parts.path)).is_file(), (path, source)


def test_every_page_is_in_the_site_and_reached_from_the_first(site, pages):
    written = [path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md")]
    first = {(site / target.split("#")[0]).resolve() for target in pages[site / "README.html"].targets}
    for page in [Path("README.zh.md"), Path("CHANGELOG.md"), *written]:
        built = site / page.with_suffix(".html")
        assert built in pages, page
        inside = page.parent.name in ("decisions", "python") and page.name != "README.md"
        assert inside or built in first, page
    assert {"tutorial.ipynb", "tutorial.zh.ipynb"} <= {path.name for path in site.rglob("*.ipynb")}


def test_every_public_name_is_described(pages):
    ids = set().union(*(page.ids for page in pages.values()))
    assert {f"kaohe.{name}" for name in kaohe.__all__ if name != "__version__"} <= ids
    assert {"sim.mesa.agents.TownshipCadre.decide", "experiments.study.tables.dataset"} <= ids


def test_every_number_of_an_equation_stands_beside_its_formula(site, pages):
    tags = re.findall(r"\\tag\{(\w+)\}", (ROOT / "docs" / "equations.md").read_text(encoding="utf-8"))
    numbers = [number for number in pages[site / "docs" / "equations.html"].numbers if number.strip()]
    assert numbers == [f"({tag})" for tag in tags]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_a_browser_reads_and_searches_it_from_disk(site):
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    asked, wrong = [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))

        def found(words):
            page.goto(f"{site.as_uri()}/search.html?q={words}")
            page.wait_for_selector("#search-results .search-summary:not(:empty)")
            return [link.get_attribute("href") for link in page.query_selector_all("#search-results li a")]

        page.goto(f"{site.as_uri()}/index.html")
        page.wait_for_url("**/README.html")
        assert page.get_attribute("html", "lang") == "en"
        page.goto(f"{site.as_uri()}/docs/tutorial.zh.html")
        assert page.get_attribute("html", "lang") == "zh-CN"
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        page.goto(f"{site.as_uri()}/docs/equations.html")
        drawn = page.evaluate("document.querySelector('table.formulas mfrac').getBoundingClientRect().height")
        assert drawn > 20  # a numerator above a denominator
        assert "docs/model.zh.html" in found("痕迹")
        assert "docs/tutorial.zh.html" in found("结果互认互用")
        assert not found("互痕")
        assert "docs/tutorial.html" in found("recognised mutually")
        assert any(target.endswith("#kaohe.AssessmentModel") for target in found("AssessmentModel"))
        browser.close()
    assert wrong == []
    assert all(url.startswith((f"{site.as_uri()}/", "data:")) for url in asked), asked


def test_chinese_is_split_into_pairs_and_english_into_words():
    split = Bigrams({}).split
    assert split("痕迹管理 of 12345热线") == ["痕迹", "迹管", "管理", "of", "12345", "热线"]
    assert split("县") == ["县"]


def test_formulas_are_cut_into_rows_and_cells_outside_of_braces():
    assert cells(r"a&=\{b\\ c\\ d&=\begin{cases}x&1\\y&2\end{cases}") == [
        ["a", r"=\{b"],
        [" c"],
        [" d", r"=\begin{cases}x&1\\y&2\end{cases}"],
    ]


def test_formulas_keep_their_meaning_in_mathml():
    squeezed = re.sub(r"\s", "", mathml(r"\tfrac12x+\hat y_s"))
    assert "<mn>1</mn><mn>2</mn></mfrac><mi>x</mi>" in squeezed
    assert squeezed.index("</mover>") < squeezed.index("<mi>s</mi>")  # the index belongs to the whole
    with pytest.raises(MathError):
        mathml(r"\nosuchcommand x")


def test_new_pages_find_their_place_without_an_entry():
    made = trees(["README", "README.zh", "docs/index", "docs/new", "docs/new.zh", "docs/decisions/README", *INSIDE])
    english, chinese = made.split("中文")
    assert "/docs/new\n" in english and "/docs/new.zh\n" in chinese
    assert f"/{INSIDE[0]}\n" not in made and "/docs/tutorial\n" not in made


def test_a_page_with_several_titles_keeps_the_first():
    page = "# A\n\n## a\n\n```sh\n# not a title\n```\n\n# B\n\n## b\n"
    assert one_title(page) == page.replace("\n## ", "\n### ").replace("\n# B", "\n## B")
    assert one_title("# A\n\n## a\n") == "# A\n\n## a\n"


def test_without_sphinx_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "furo", None)
    with pytest.raises(Refusal) as refused:
        build(tmp_path / "site")
    assert "pip install kaohe[docs]" in refused.value.render("en")
    assert "kaohe[docs]" in in_chinese(refused.value.render("zh"))
