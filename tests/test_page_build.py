"""The page that is committed is the one its sources make, and its JavaScript passes its own tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.build import build, engine_sources
from app.exports import engine
from kaohe.page.document import PAGE, part, unpack

ROOT = Path(__file__).resolve().parent.parent
PACKED = ("contents", "engine")
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


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("wasm-ld"), reason="needs wasm-ld")
def test_the_committed_engine_is_what_its_sources_make():
    assert engine() == unpack(part(PAGE.read_text(encoding="utf-8"), "engine"))


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_pages_own_tests_pass():
    files = sorted((ROOT / "app").rglob("*.test.js"))
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout
