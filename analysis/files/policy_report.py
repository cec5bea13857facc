"""Reports as files: `report_LANG.html`, `report_LANG.docx`, tables as `.xlsx` and `.csv`, figures as SVG and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..figures.style import save
from ..policy_report.build import report_of
from ..policy_report.html import html_of
from ..policy_report.material import Material
from ..policy_report.sheets import write_tables
from ..policy_report.word import docx_of
from .formats import write_text

FORMATS = ("html", "docx")


def write_reports(materials: Sequence[Material], folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write a report for each place, in a folder of its own where there are several; the reports written."""
    written = []
    for material in materials:
        own = folder / material.results.comparison.place.id if len(materials) > 1 else folder
        own.mkdir(parents=True, exist_ok=True)
        written += write_report(material, own, formats)
    return written


def write_report(material: Material, folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write the report of one place into a folder that exists, with its tables and figures; the reports written."""
    report, written = report_of(material), []
    if "html" in formats:
        written.append(folder / f"report_{material.lang}.html")
        write_text(html_of(report), written[-1])
    if "docx" in formats:
        written.append(folder / f"report_{material.lang}.docx")
        docx_of(report).save(str(written[-1]))
    write_tables(report, folder)
    for figure in report.figures:
        (folder / "figures").mkdir(exist_ok=True)
        save(figure.draw(), folder / "figures" / f"{figure.id}_{material.lang}")
    return written
