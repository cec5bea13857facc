"""`kaohe doctor`: what moves which outcome, and what is incomplete. `kaohe validate`: all the model is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.languages import translate

from .screen import compiling, console, note, progress, say
from .views import table

if TYPE_CHECKING:
    from experiments.credibility.doctor import Finding

GAP_COLUMNS = ("gap", "asked", "gaps", "names")
COLUMNS = ("kind", "name", "rows", "world", "outcome", "at_low", "at_high", "signal", "alive")


def doctor(threads: int | None, lang: str) -> bool:
    """Try everything, print the table; whether all of it is alive."""
    from experiments.credibility.doctor import examine, probes

    with progress(lang) as report:
        findings = examine(probes(), threads=threads, progress=report, announce=compiling(lang))
    console().print(
        table(translate("kaohe.commands.doctor", lang), COLUMNS, [_row(finding, lang) for finding in findings], lang)
    )
    dead = [finding.probe.name for finding in findings if not finding.alive]
    say(
        translate(f"kaohe.messages.{'dead' if dead else 'all_alive'}", lang, names=", ".join(dead), count=len(findings))
    )
    return not dead


def _row(finding: Finding, lang: str) -> tuple[str, ...]:
    from analysis.effects import measure_name

    probe = finding.probe
    outcome = measure_name(finding.outcome, lang) if finding.outcome else ""
    numbers = (f"{finding.at_low:.4g}", f"{finding.at_high:.4g}", f"{finding.signal:+.1f}")
    kind, alive = translate(f"kaohe.probes.{probe.kind}", lang), "✓" if finding.alive else "✗"
    return (kind, probe.name, probe.rows, finding.world, outcome, *numbers, alive)


def completeness(lang: str) -> None:
    """List what is declared but not served, named, graded or tested."""
    from experiments.credibility.coverage.report import report

    rows = [
        (translate(f"kaohe.gaps.{check.id}", lang), str(check.asked), str(len(check.gaps)), ", ".join(check.gaps))
        for check in report()
    ]
    console().print(table(translate("kaohe.options.coverage", lang), GAP_COLUMNS, rows, lang))


def validate(fast: bool, threads: int | None, lang: str, out: str, command: tuple[str, ...]) -> None:
    """Run every check and write the report."""
    import json
    from dataclasses import asdict

    from analysis.validation import write_report
    from experiments.compare.record import FILE, validation_record
    from experiments.credibility import validation
    from experiments.credibility.validation.section import CONDITIONAL, FAILS, HOLDS, PARTLY
    from experiments.run.folder import ResultFolder
    from experiments.run.runner import warm_up
    from scenarios import load, load_place
    from sim.compile.kernel import rules_hash

    from . import _version

    size = validation.FAST if fast else validation.FULL
    with ResultFolder(out) as folder:
        warm_up(load("minimal").case(load_place("yinzhou"), months=1, seed=1), compiling(lang))
        sections = validation.validate(size, threads, lambda step: note(f"kaohe: {step.render(lang)}"))
        write_report(sections, folder, "kaohe validate" + (" --fast" if fast else ""), _version(), rules_hash()[:12])
        record = json.dumps(validation_record(command, asdict(size)), indent=2, ensure_ascii=False)
        (folder / FILE).write_text(record + "\n", encoding="utf-8")
    kinds = {"holds": HOLDS, "conditional": CONDITIONAL, "partly": PARTLY, "fails": FAILS}
    counts = {name: sum(section.count(kind) for section in sections) for name, kind in kinds.items()}
    say(translate("kaohe.messages.validated", lang, **counts, path=out))
