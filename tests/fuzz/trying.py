"""One input, or a batch of them in a process of its own: made, read, judged, and kept where it failed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import scenarios

from . import mutations
from .kinds import KINDS, names
from .verdict import judged

EXPRESSION = "expression"  # the one kind that is no file
ALL = (*KINDS, EXPRESSION)
Failure = tuple[str, int, str]  # kind, number, why


def one(kind: str, seed: int, number: int, folder: Path) -> tuple[str, str, bytes]:
    """What came of one input (`read`, `refused` or `failed`), why it failed, and the input itself."""
    rng = Random(f"{seed}/{kind}/{number}")
    if kind == EXPRESSION:
        text = mutations.expression(rng, names())
        return *judged(lambda: scenarios.load(text), ""), text.encode("utf-8", "replace")
    path = folder / f"input{KINDS[kind].suffix}"
    KINDS[kind].make(rng, path)
    content = path.read_bytes()
    return *judged(lambda: KINDS[kind].read(path), path.name, KINDS[kind].slowest), content


def batch(work: tuple[str, int, range, Path | None]) -> tuple[str, Counter[str], list[Failure]]:
    """Some inputs of one kind in a process of its own folder; what failed is kept."""
    kind, seed, numbers, keep = work
    counts: Counter[str] = Counter()
    failures = []
    with TemporaryDirectory(prefix="kaohe-fuzz-") as folder:
        for number in numbers:
            outcome, why, content = one(kind, seed, number, Path(folder))
            counts[outcome] += 1
            if outcome == "failed":
                failures.append((kind, number, why.replace(folder, "")))
                if keep:
                    suffix = KINDS[kind].suffix if kind in KINDS else ".txt"
                    (keep / f"{kind}-{seed}-{number}{suffix}").write_bytes(content)
    return kind, counts, failures
