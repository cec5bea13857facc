"""The folder of a calibration: what it is, every run, and what came of them.

    targets.toml            the file as it was given
    record.json             the calibration in full: study, targets, versions, hash of the rules
    runs/                   a study for each wave, for draws, for rows of the sample and for truths
    posterior.csv, .json    the sample of behaviour, and where it comes from
    parameters.csv, targets.csv, waves.csv, figures/

The folder is named by a hash of the record: other targets, or other rules, have another folder.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ...compare.plausible import posterior_files
from ...run.disk import put
from ...run.folder_contents import unwritable
from ..specification import digest_of_record
from .specification import Calibration

FILE, RECORD, RUNS, POSTERIOR = "targets.toml", "record.json", "runs", "posterior.csv"


@dataclass(frozen=True)
class CalibrationFolder:
    """A folder and the calibration in it."""

    path: Path
    calibration: Calibration

    @property
    def runs(self) -> Path:
        """Where the studies are."""
        return self.path / RUNS

    @property
    def posterior(self) -> Path:
        """The sample of behaviour."""
        return self.path / POSTERIOR


def plan(calibration: Calibration, parent: str | Path) -> CalibrationFolder:
    """The folder that a calibration would have below another; nothing is written."""
    name = f"{calibration.study.name}-{digest_of_record(calibration.record)[:12]}"
    return CalibrationFolder(Path(parent).absolute() / name, calibration)


def prepare(calibration: Calibration, content: str, parent: str | Path) -> CalibrationFolder:
    """The folder of a calibration below another, made where it is missing; `OutputError` where it cannot be."""
    found = plan(calibration, parent)
    try:
        if not (found.path / RECORD).exists():
            found.runs.mkdir(parents=True, exist_ok=True)
            put(found.path / FILE, content.encode())
            text = json.dumps(calibration.record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
            put(found.path / RECORD, text.encode())  # last: a folder without it is none yet
    except OSError as error:
        raise unwritable(found.path, error) from None
    return found


def write_posterior(folder: CalibrationFolder, table: str) -> None:
    """Put the sample and its record in place, the table last; `OutputError` where it cannot be."""
    about = {"calibration": folder.path.name, "targets": folder.calibration.record["targets"]}
    about |= {"seed": folder.calibration.seed}
    try:
        for path, content in posterior_files(folder.posterior, table, about):
            put(path, content)
    except OSError as error:
        raise unwritable(folder.path, error) from None
