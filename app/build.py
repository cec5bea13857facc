"""Build the page: `python -m app.build` writes kaohe/page/kaohe.html from app/ and the kernels of sim/.

The engine is compiled, which needs `wasm-ld` and a minute, only where the one in the page is of other sources; the page
holds their hash. `--engine` compiles it in any case. Another hash in the page is of everything it is made from.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kaohe.page.contents import contents
from kaohe.page.document import PAGE, fill, pack, pack_bytes, part
from sim.compile.kernel import rules_hash

from .bundle import bundle
from .exports import engine

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "templates" / "index.html"
ENTRY = HERE / "main.js"


def engine_sources() -> str:
    """Hash of what the engine is compiled from: the rules, the page's own kernels, and the way to compile them."""
    digest = sha256(rules_hash().encode())
    for name in ("exports.py", "kernels.py", "build_engine.py"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def build(module: str, sources: str) -> str:
    """The page with a packed engine, and the hash of its sources."""
    version = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    known = contents(version=version)
    template = TEMPLATE.read_text(encoding="utf-8")
    style = "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "styles").glob("*.css")))
    program = bundle(ENTRY, HERE / "vendor")
    parts = {
        "engine_sources": sources,
        "sources": hash_of(sources, template, style, program, json.dumps(known, ensure_ascii=False)),
        "style": style,
        "contents": pack(known),
        "engine": module,
        "program": program,
        **{f"unable_{language}": texts["errors"]["unable"] for language, texts in known["texts"].items()},
    }
    return fill(template, parts)


def hash_of(*texts: str) -> str:
    """One hash of several texts."""
    digest = sha256()
    for text in texts:
        digest.update(sha256(text.encode()).digest())
    return digest.hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Write the page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sources = engine_sources()
    known = f'name="kaohe-engine" content="{sources}"' in page and "--engine" not in arguments
    module = part(page, "engine") if known else pack_bytes(engine())
    PAGE.write_text(build(module, sources), encoding="utf-8")
    print(f"{PAGE.name}: {PAGE.stat().st_size / 1e3:.0f} kB, of which the engine {len(module) / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
