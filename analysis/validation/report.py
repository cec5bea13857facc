"""Writes a validation into a folder: `report_en.html`, `report_zh.html`, `lines.csv` and the figures."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.credibility.section import REPORTED, VERDICTS, Section
from scenarios.languages import LANGUAGES, render, translate

from ..style import save
from .chart import charts
from .words import marked, plain

FIGURES = "figures"
Pictures = dict[str, list[list[Path]]]  # PNG and SVG of each figure, by section
COLUMNS = ("section", "id", "statement_en", "statement_zh", "expected_en", "expected_zh", "obtained_en",
           "obtained_zh", "verdict", "value", "low", "high")  # fmt: skip
STYLE = """
body { font: 15px/1.5 "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 62rem;
  margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; margin: 0.8rem 0 1.6rem; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #e4e6e8; }
td.number { white-space: nowrap; } .holds { color: #1b6ca8; } .fails { color: #c8501e; font-weight: 600; }
.conditional { color: #8a6d00; }
.in_part { color: #74478a; } img { max-width: 100%; } h2 { margin-top: 2.2rem; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def write_report(sections: Sequence[Section], folder: Path, command: str, version: str, rules: str) -> list[Path]:
    """Write everything into an existing folder; the files written."""
    (folder / FIGURES).mkdir(exist_ok=True)
    files = [_write_lines(sections, folder / "lines.csv")]
    for lang in LANGUAGES:
        pictures: Pictures = {section.id: _draw(section, folder, lang) for section in sections}
        files += [file for made in pictures.values() for pair in made for file in pair]
        page = folder / f"report_{lang}.html"
        page.write_text(_page(sections, pictures, lang, command, version, rules), encoding="utf-8")
        files.append(page)
    return files


def _draw(section: Section, folder: Path, lang: str) -> list[list[Path]]:
    """PNG and SVG of every figure of a section; a number in the name where there are several."""
    figures = charts(section, lang)
    names = [f"{section.id}_{k}" if len(figures) > 1 else section.id for k in range(1, len(figures) + 1)]
    pairs = zip(figures, names, strict=True)
    return [save(figure, folder / FIGURES / f"{name}_{lang}") for figure, name in pairs]


def _write_lines(sections: Sequence[Section], path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for section in sections:
            for line in section.lines:
                texts = [
                    plain(render(text, lang))
                    for text in (line.whole, line.expected, line.obtained)
                    for lang in LANGUAGES
                ]
                table.writerow((section.id, line.id, *texts, line.verdict, line.value, line.low, line.high))
    return path


def _page(
    sections: Sequence[Section],
    pictures: Pictures,
    lang: str,
    command: str,
    version: str,
    rules: str,
) -> str:
    title = translate("analysis.validation.title", lang)
    how = marked(translate("analysis.validation.how", lang, command=command, version=version, rules=rules))
    body = [f"<h1>{title}</h1>", f"<p>{how}</p>", _overview(sections, lang)]
    for section in sections:
        body.append(f'<h2 id="{section.id}">{escape(section.title.render(lang))}</h2>')
        body.append(f"<p>{marked(section.about.render(lang))}</p>")
        body += [_picture(made[1].name, section, lang) for made in pictures[section.id]]
        aside = render(section.aside, lang)
        body += [f"<p>{marked(aside)}</p>"] if aside else []
        body.append(_table(section, lang))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>\n' + "\n".join(body) + "\n</body></html>\n"
    )


def _picture(name: str, section: Section, lang: str) -> str:
    what = escape(section.title.render(lang))
    return f'<p><img src="{FIGURES}/{name}" alt="{what}"></p>'


def _overview(sections: Sequence[Section], lang: str) -> str:
    head = [translate("analysis.validation.section", lang)]
    head += [translate(f"analysis.verdicts.{kind}", lang) for kind in VERDICTS]
    rows = [
        [f'<a href="#{s.id}">{escape(s.title.render(lang))}</a>', *(str(s.count(v)) for v in VERDICTS)]
        for s in sections
        if any(line.verdict != REPORTED for line in s.lines)
    ]
    return _html(head, rows)


def _table(section: Section, lang: str) -> str:
    columns = ("id", "statement", "expected", "obtained", "verdict")
    head = [translate(f"analysis.validation.{column}", lang) for column in columns]
    rows = [
        [
            escape(line.id),
            marked(line.whole.render(lang)),
            marked(render(line.expected, lang)),
            marked(render(line.obtained, lang)),
            _verdict(line.verdict, lang),
        ]
        for line in section.lines
    ]
    return _html(head, rows)


def _verdict(verdict: str, lang: str) -> str:
    words = translate(f"analysis.verdicts.{verdict}", lang)
    return f'<span class="{verdict.replace(" ", "_")}">{words}</span>'


def _html(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{cell}</th>" for cell in head)
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n" + "\n".join(lines) + "\n</tbody></table>"
