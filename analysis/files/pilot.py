"""An evaluation as files: summary.csv, estimates.csv, events.csv, the figure, and the record that can redo it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.run.folder_contents import FIGURES, SUMMARY
from experiments.run.record import write_record

from ..figures.pilot import event_figure
from ..figures.style import save
from ..pilot import Evaluation
from .formats import write_csv


def write_pilot(evaluation: Evaluation, folder: Path, command: Sequence[str] = (), lang: str = "en") -> None:
    """Write all files into a folder that exists."""
    frames = {SUMMARY: evaluation.summary(), "estimates.csv": evaluation.estimates, "events.csv": evaluation.events}
    for name, frame in frames.items():
        write_csv(frame, folder / name)
    (folder / FIGURES).mkdir()
    save(event_figure(evaluation, lang), folder / FIGURES / f"events_{lang}")
    pilot = evaluation.pilot
    studies = [pilot.record() | {"digest": evaluation.digest}]
    write_record(folder, command, kind="pilot", **pilot.spec() | {"studies": studies})
