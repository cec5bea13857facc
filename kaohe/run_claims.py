"""`kaohe claims`: claims of the source texts and expectations of the mechanisms, each with the model's verdict."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from analysis.report.claims import FILES, claims_page, effect_text, verdict_name
from experiments.compare.plausible import PLAUSIBLE, source_of
from experiments.credibility.claims.catalogue import Claim, everything
from experiments.credibility.claims.report import ClaimsReport
from experiments.credibility.claims.trial import FAST, full, try_claims
from experiments.run.record import write_record
from scenarios.languages import translate
from sim.compile.kernel import rules_hash

from .console import console, note, say
from .listings import table
from .running import RunOptions

RESULTS = "claims.json"
COLUMNS = ("id", "verdict", "effect", "claim")


def claims(fast: bool, only: str | None, options: RunOptions) -> None:
    """Try all claims and expectations, or those named, and show their verdicts; write both where a folder is given."""
    catalogue = everything().only([word.strip() for word in only.split(",")] if only is not None else [])
    size = FAST if fast else full()
    luck = options.uncertainty == "luck"
    size = replace(size, worlds=0) if luck else size
    sample, digest = source_of(PLAUSIBLE if luck else options.uncertainty)
    sizes = {"places": len(size.places), "replicates": size.replicates, "worlds": size.worlds}
    with options.folder() as folder:
        note(options.text("claims_start", claims=len(catalogue.claims), **sizes))
        with options.progress() as bar:
            found = try_claims(
                catalogue, size, options.seed, options.threads, bar, options.announce, options.behaviour, sample
            )
        report = ClaimsReport(catalogue, size, found, rules_hash(), digest)
        rows = [_row(report, claim, options.lang) for claim in catalogue.claims.values()]
        console().print(table(translate("kaohe.commands.claims", options.lang), COLUMNS, rows, options.lang))
        if folder:
            _write(report, folder, _command(fast, options))
            write_record(folder, options.command, claims=asdict(size))
    if said := catalogue.of_texts():
        say(options.text("claims_counts", **report.counts(said)))
    if expected := catalogue.expectations():
        say(options.text("expectations_counts", **report.counts(expected)))
    options.say_written()


def _command(fast: bool, options: RunOptions) -> str:
    """What wrote the page, as far as it moves what is on it."""
    people = f" --people {options.people}" if options.people else ""
    worlds = f" --uncertainty {options.uncertainty}" if options.uncertainty != PLAUSIBLE else ""
    return "kaohe claims" + " --fast" * fast + people + worlds


def _row(report: ClaimsReport, claim: Claim, lang: str) -> tuple[str, ...]:
    parts = report.parts(claim)
    effect = " ".join(effect_text(parts[0])).strip() if parts else ""
    return claim.id, verdict_name(report.verdict(claim), lang), effect, claim.says.render(lang)


def _write(report: ClaimsReport, folder: Path, command: str) -> None:
    """The results as one JSON file, and the page in both languages."""
    text = json.dumps(report.record(), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / RESULTS).write_text(text + "\n", encoding="utf-8", newline="\n")
    for lang, name in FILES.items():
        (folder / name).write_text(claims_page(report, lang, command), encoding="utf-8", newline="\n")
