"""`kaohe doctor`: the table of what moves which outcome, row ids included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .screen import compiling, console, progress, say
from .texts import text
from .views import table

if TYPE_CHECKING:
    from experiments.doctor import Finding

COLUMNS = ("kind", "name", "rows", "world", "outcome", "at_low", "at_high", "signal", "alive")


def doctor(threads: int | None, lang: str) -> bool:
    """Try everything, print the table; whether all of it is alive."""
    from experiments.doctor import examine, probes

    with progress(lang) as report:
        findings = examine(probes(), threads=threads, progress=report, announce=compiling(lang))
    console().print(table(text("doctor", lang), COLUMNS, [_row(finding, lang) for finding in findings], lang))
    dead = [finding.probe.name for finding in findings if not finding.alive]
    say(text("dead" if dead else "all_alive", lang, names=", ".join(dead), count=len(findings)))
    return not dead


def _row(finding: Finding, lang: str) -> tuple[str, ...]:
    from analysis.intervals import measure_name

    probe = finding.probe
    outcome = measure_name(finding.outcome, lang) if finding.outcome else ""
    numbers = (f"{finding.at_low:.4g}", f"{finding.at_high:.4g}", f"{finding.signal:+.1f}")
    kind, alive = text(f"probe_{probe.kind}", lang), "✓" if finding.alive else "✗"
    return (kind, probe.name, probe.rows, finding.world, outcome, *numbers, alive)
