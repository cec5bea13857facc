"""Build the page: `python -m app.build` writes kaohe/page/kaohe.html from app/ and the kernels of sim/.

Needs `wasm-ld`. The page holds the hash of all it is made of, so a test can tell when it is old.
"""

from __future__ import annotations

import base64
import gzip
import sys
from hashlib import sha256
from pathlib import Path

import numba
import numpy as np

from kaohe.page.contents import contents
from kaohe.page.document import PAGE, fill, pack
from scenarios import load, load_place
from sim.compile.kernel import rules_hash
from sim.month import run_counties
from sim.world import World

from .build_engine import build_engine
from .bundle import bundle
from .kernels import measure_townships, worth_of_hours

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "templates" / "index.html"
ENTRY = HERE / "main.js"


def engine() -> bytes:
    """The WebAssembly module of the page, with the exports `run`, `worth` and `measure`."""
    world = World([load("generalised").case(load_place("class"), months=1)])
    whole = numba.int64
    arrays = numba.typeof(world.arrays())
    single, double = (numba.typeof(np.zeros((1, 1), kind)) for kind in (np.float32, np.float64))
    return build_engine(
        {
            "run": (run_counties, (whole, whole, arrays)),
            "worth": (worth_of_hours, (arrays, whole, whole, single)),
            "measure": (measure_townships, (arrays, double, double)),
        }
    )


def sources_hash() -> str:
    """Hash of what the page is made of: the rules, and every file of app/ but its tests and documents."""
    digest = sha256(rules_hash().encode())
    for path in sorted(HERE.rglob("*")):
        if path.suffix in (".py", ".js", ".html", ".css") and not path.name.endswith(".test.js"):
            digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def build(module: bytes) -> str:
    """The page with this engine."""
    known = contents()
    parts = {
        "sources": sources_hash(),
        "style": "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "styles").glob("*.css"))),
        "contents": pack(known),
        "engine": base64.b64encode(gzip.compress(module, 9, mtime=0)).decode(),
        "program": bundle(ENTRY, HERE / "vendor"),
    }
    return fill(TEMPLATE.read_text(encoding="utf-8"), parts)


def main() -> int:
    """Write the page; the engine is taken from a file given on the command line, else built."""
    module = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else engine()
    PAGE.write_text(build(module), encoding="utf-8")
    print(f"{PAGE.name}: {PAGE.stat().st_size / 1e6:.2f} MB, engine {len(module) / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
