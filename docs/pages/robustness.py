"""The counts of `robustness.md`, as the commands that tried it stored them in `robustness.json`.

    {"damage": {kind: {what came of it: how often}}, "fuzz": the same, "kills": the same}

The page is in English only. What has not been run yet is said so.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..files import TRIED, read_results
from ..markdown import table


def section(name: str) -> str:
    """A row for each kind of what was tried, a column for each thing that came of it, and their sums."""
    stored: dict[str, Any] = read_results(TRIED).get(name, {})
    if not stored:
        return "Not run yet for this page.\n"
    whole = sum(map(Counter, stored.values()), Counter())
    ends = [end for end, _ in whole.most_common()]
    rows = [(f"`{kind}`", sum(of.values()), *(of.get(end, 0) for end in ends)) for kind, of in stored.items()]
    rows.append(("all", whole.total(), *(whole[end] for end in ends)))
    return table(("kind", "tried", *ends), [(kind, *(f"{n:,}" for n in counts)) for kind, *counts in rows])
