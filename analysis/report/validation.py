"""Writes a validation into a folder: `report_en.html`, `report_zh.html`, `lines.csv` and the figures."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.credibility.section import REPORTED, VERDICTS, Section
from experiments.run.folder_contents import FIGURES
from scenarios.languages import LANGUAGES, Text, render, translate

from ..figures.style import save
from ..figures.validation import charts
from ..labels import CODE, plain

COLUMNS = ("section", "id", "statement_en", "statement_zh", "expected_en", "expected_zh", "obtained_en",
           "obtained_zh", "verdict", "value", "low", "high")  # fmt: skip
STYLE = Path(__file__).with_name("page.css")


def write_report(sections: Sequence[Section], folder: Path, command: str, version: str, rules: str) -> list[Path]:
    """Write everything into an existing folder; the files written."""
    (folder / FIGURES).mkdir(exist_ok=True)
    files = [_write_lines(sections, folder / "lines.csv")]
    for lang in LANGUAGES:
        drawn = {section.id: _draw(section, folder / FIGURES, lang) for section in sections}
        files += [file for pairs in drawn.values() for pair in pairs for file in pair]
        how = translate("analysis.validation.how", lang, command=command, version=version, rules=rules)
        page = folder / f"report_{lang}.html"
        pictures = {section: [svg.name for _, svg in pairs] for section, pairs in drawn.items()}
        page.write_text(_page(sections, pictures, how, lang), encoding="utf-8")
        files.append(page)
    return files


def _draw(section: Section, folder: Path, lang: str) -> list[list[Path]]:
    """PNG and SVG of every figure of a section; a number in the name where there are several."""
    figures = charts(section, lang)
    ends = [f"_{k}" for k in range(1, len(figures) + 1)] if len(figures) > 1 else [""]
    return [save(figure, folder / f"{section.id}{end}_{lang}") for figure, end in zip(figures, ends, strict=False)]


def _write_lines(sections: Sequence[Section], path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for section in sections:
            for line in section.lines:
                worded = (line.whole, line.expected, line.obtained)
                texts = [plain(render(text, lang)) for text in worded for lang in LANGUAGES]
                table.writerow((section.id, line.id, *texts, line.verdict, line.value, line.low, line.high))
    return path


def _page(sections: Sequence[Section], pictures: dict[str, list[str]], how: str, lang: str) -> str:
    """The whole page; pictures: names of the files to show in each section."""
    title = translate("analysis.validation.title", lang)
    body = [f"<h1>{title}</h1>", f"<p>{_marked(how, lang)}</p>", _overview(sections, lang)]
    for section in sections:
        name = _marked(section.title, lang)
        body.append(f'<h2 id="{section.id}">{name}</h2>')
        body.append(f"<p>{_marked(section.about, lang)}</p>")
        body += [f'<p><img src="{FIGURES}/{file}" alt="{name}"></p>' for file in pictures[section.id]]
        aside = _marked(section.aside, lang)
        body += [f"<p>{aside}</p>"] if aside else []
        body.append(_lines(section, lang))
    head = f'<meta charset="utf-8"><title>{title}</title><style>\n{STYLE.read_text(encoding="utf-8")}</style>'
    whole = "\n".join(body)
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>\n{whole}\n</body></html>\n'


def _marked(text: Text | str, lang: str) -> str:
    """A text as HTML: escaped, with code marked as such."""
    return CODE.sub(r"<code>\1</code>", escape(render(text, lang)))


def _overview(sections: Sequence[Section], lang: str) -> str:
    """How many lines of each section have which verdict."""
    head = [translate("analysis.validation.section", lang)]
    head += [translate(f"analysis.verdicts.{kind}", lang) for kind in VERDICTS]
    rows = [
        [f'<a href="#{s.id}">{_marked(s.title, lang)}</a>', *(str(s.count(v)) for v in VERDICTS)]
        for s in sections
        if any(line.verdict != REPORTED for line in s.lines)
    ]
    return _table(head, rows)


def _lines(section: Section, lang: str) -> str:
    """Every line of a section."""
    columns = ("id", "statement", "expected", "obtained", "verdict")
    rows = []
    for line in section.lines:
        verdict = translate(f"analysis.verdicts.{line.verdict}", lang)
        coloured = f'<span class="{line.verdict.replace(" ", "_")}">{verdict}</span>'
        worded = (line.whole, line.expected, line.obtained)
        rows.append([escape(line.id), *(_marked(text, lang) for text in worded), coloured])
    return _table([translate(f"analysis.validation.{column}", lang) for column in columns], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{cell}</th>" for cell in head)
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n" + "\n".join(lines) + "\n</tbody></table>"
