"""The page as a file: its parts, which stand in elements of their own, and how one of them is exchanged."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("kaohe.html")
POLICY = (
    "default-src 'none'; script-src 'sha256-{program}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
)


def pack_bytes(content: bytes) -> str:
    """Bytes as the page takes them: gzip, base64; the same text for the same bytes."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def pack(values: Any) -> str:
    """Plain values as the page takes them: JSON, packed."""
    return pack_bytes(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: str) -> bytes:
    """The bytes that were packed."""
    return gzip.decompress(base64.b64decode(packed))


def fill(template: str, parts: Mapping[str, str]) -> str:
    """A template with its parts in the place of {{names}}, and a policy that allows its program and nothing else."""
    digest = base64.b64encode(sha256(parts["program"].encode()).digest()).decode()
    filled = {**parts, "policy": POLICY.format(program=digest)}
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], template)


def part(page: str, name: str) -> str:
    """One packed part of a page: `contents` or `engine`; `ValueError` where there is none."""
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page, re.S)
    if found is None:
        raise ValueError(f"no page of kaohe: it has no {name}")
    return found[1]


def with_contents(page: str, values: Any) -> str:
    """A page that knows something else; its engine and program stay."""
    return page.replace(part(page, "contents"), pack(values), 1)
