"""Numbers of tables and figures, in the order of a report, as their captions say them."""

from __future__ import annotations

from collections.abc import Sequence

from scenarios.languages import translate

from .document import Figure, Report, Table


def numbered(report: Report) -> dict[str, str]:
    """Captions by the ids of tables and figures of the sections; the mark of a named place behind each."""
    found = {}
    blocks: dict[str, Sequence[Table | Figure]] = {"table": report.shown, "figure": report.figures}
    for kind, own in blocks.items():
        for number, block in enumerate(own, 1):
            caption = translate(f"report.words.{kind}", report.lang, n=number, title=block.title)
            found[block.id] = f"{caption} — {report.mark}" if report.mark else caption
    return found
