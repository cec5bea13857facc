"""`kaohe doctor`: what moves which outcome, and what is incomplete. `kaohe validate`: all the model is held to."""

from __future__ import annotations

from dataclasses import asdict

from analysis.labels import measure_name
from analysis.report import write_report
from experiments.credibility import validation
from experiments.credibility.coverage.numbers import kinds, total
from experiments.credibility.coverage.report import report as coverage_report
from experiments.credibility.doctor import Finding, examine, probes
from experiments.credibility.section import CONDITIONAL, FAILS, HOLDS, PARTLY
from experiments.run.folder import result_folder
from experiments.run.record import version, write_record
from experiments.run.runner import warm_up
from scenarios import load, load_place
from scenarios.languages import translate
from sim.compile.kernel import rules_hash

from .console import console, note, say
from .listings import table
from .running import RunOptions

NUMBER_COLUMNS = ("kind", "number", "counted")
GAP_COLUMNS = ("gap", "asked", "gaps", "names")
COLUMNS = ("kind", "name", "rows", "world", "outcome", "at_low", "at_high", "signal", "alive")
COUNTED = {"holds": HOLDS, "conditional": CONDITIONAL, "partly": PARTLY, "fails": FAILS}


def doctor(options: RunOptions) -> bool:
    """Try everything, print the table; whether all of it is alive."""
    with options.progress() as report:
        findings = examine(probes(), threads=options.threads, progress=report, announce=options.announce)
    rows = [_row(finding, options.lang) for finding in findings]
    console().print(table(translate("kaohe.commands.doctor", options.lang), COLUMNS, rows, options.lang))
    dead = [finding.probe.name for finding in findings if not finding.alive]
    say(options.text("dead" if dead else "all_alive", names=", ".join(dead), count=len(findings)))
    return not dead


def _row(finding: Finding, lang: str) -> tuple[str, ...]:
    probe = finding.probe
    outcome = measure_name(finding.outcome, lang) if finding.outcome else ""
    numbers = (f"{finding.at_low:.4g}", f"{finding.at_high:.4g}", f"{finding.signal:+.1f}")
    kind, alive = translate(f"kaohe.probes.{probe.kind}", lang), "✓" if finding.alive else "✗"
    return (kind, probe.name, probe.rows, finding.world, outcome, *numbers, alive)


def completeness(lang: str) -> None:
    """List what is declared but not served, named, graded or tested."""
    rows = [
        (translate(f"kaohe.gaps.{check.id}", lang), str(check.asked), str(len(check.gaps)), ", ".join(check.gaps))
        for check in coverage_report()
    ]
    console().print(table(translate("kaohe.options.coverage", lang), GAP_COLUMNS, rows, lang))


def count_numbers(lang: str) -> None:
    """List how many numbers of each kind the model has, and how many count."""
    rows = [
        (translate(f"kaohe.numbers.{kind.id}", lang), str(kind.count), "✓" if kind.counted else "") for kind in kinds()
    ]
    rows.append((translate("kaohe.numbers.total", lang), str(total()), "✓"))
    console().print(table(translate("kaohe.options.numbers", lang), NUMBER_COLUMNS, rows, lang))


def validate(fast: bool, out: str, options: RunOptions) -> None:
    """Run every check and write the report into a folder."""
    size = validation.FAST if fast else validation.FULL
    with result_folder(out) as folder:
        warm_up(load("minimal").case(load_place("yinzhou"), months=1, seed=1), options.announce)
        sections = validation.validate(size, options.threads, lambda step: note(f"kaohe: {step.render(options.lang)}"))
        write_report(sections, folder, "kaohe validate" + (" --fast" if fast else ""), version(), rules_hash()[:12])
        write_record(folder, options.command, validation=asdict(size))
    counts = {name: sum(section.count(kind) for section in sections) for name, kind in COUNTED.items()}
    say(options.text("validated", path=out, **counts))
