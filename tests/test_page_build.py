"""The page that is committed is the one its sources make, and its JavaScript passes its own tests."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from browsing import needs_chromium
from PIL import Image

import app.build
from app.build import build, engine_sources
from app.exports import engine
from kaohe.page.document import PAGE, part, unpack

ROOT = Path(__file__).resolve().parent.parent
PACKED = ("contents", "engine")
EMPTY = {"texts": {language: {"errors": {"unable": ""}} for language in ("en", "zh")}}
MOST_BYTES = 1_500_000


def opened(page: str) -> list[object]:
    """A page with what is packed in it unpacked: compressed bytes differ between versions of zlib."""
    packed = {name: part(page, name) for name in PACKED}
    rest = page
    for text in packed.values():
        rest = rest.replace(text, "")
    return [rest, *(unpack(text) for text in packed.values())]


def test_the_committed_page_is_what_its_sources_make():
    page = PAGE.read_text(encoding="utf-8")
    assert f'name="kaohe-engine" content="{engine_sources()}"' in page, "the engine is old: make page"
    assert opened(build(part(page, "engine"), engine_sources())) == opened(page), "the page is old: make page"
    assert len(page.encode()) < MOST_BYTES


def test_a_page_has_one_hash_of_all_it_is_made_from(monkeypatch):
    page = PAGE.read_text(encoding="utf-8")

    def hash_with(sources: str) -> str:
        return re.search(r'name="kaohe-sources" content="(\w{64})"', app.build.build("", sources))[1]

    assert f'name="kaohe-sources" content="{hash_with(engine_sources())}"' in page
    seen = {hash_with(engine_sources()), hash_with("another engine")}
    for name, other in (("bundle", lambda *_: "another program"), ("contents", lambda version: EMPTY)):
        with monkeypatch.context() as changed:
            changed.setattr(app.build, name, other)
            seen.add(hash_with(engine_sources()))
    assert len(seen) == 4


@pytest.mark.slow
@needs_chromium
def test_the_pictures_in_readme_show_the_page_as_it_is():
    """In large, so that letters of other fonts do not matter."""
    picture = pytest.importorskip("app.picture")

    def coarse(image: Image.Image) -> np.ndarray:
        return np.asarray(image.convert("L").resize((80, 50), Image.Resampling.BOX), float)

    for lang, now in picture.pictures().items():
        kept = Image.open(picture.FIGURES / f"page_{lang}.png")
        assert np.abs(coarse(kept) - coarse(now)).mean() < 1.5, f"page_{lang}.png is old: python -m app.picture"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("wasm-ld"), reason="needs wasm-ld")
def test_the_committed_engine_is_what_its_sources_make():
    assert engine() == unpack(part(PAGE.read_text(encoding="utf-8"), "engine"))


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_pages_own_tests_pass():
    files = sorted((ROOT / "app").rglob("*.test.js"))
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout
