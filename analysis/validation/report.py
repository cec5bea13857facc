"""Writes a validation into a folder: `report_en.html`, `report_zh.html`, `lines.csv` and the figures."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.validation.section import CONDITIONAL, FAILS, HOLDS, REPORTED, Section
from scenarios.language import LANGUAGES

from ..style import save
from .chart import chart

FIGURES = "figures"
COLUMNS = ("section", "id", "statement_en", "statement_zh", "expected", "obtained", "verdict", "value", "low", "high")
WORDS = {
    "title": ("Validation of kaohe", "kaohe 模型验证报告"),
    "id": ("id", "编号"),
    "statement": ("statement", "陈述"),
    "expected": ("expected", "应得"),
    "obtained": ("obtained", "所得"),
    "verdict": ("verdict", "结论"),
    HOLDS: ("holds", "成立"),
    CONDITIONAL: ("conditional", "有条件成立"),
    FAILS: ("fails", "不成立"),
    REPORTED: ("reported", "仅报告"),
    "section": ("section", "部分"),
    "lines": ("lines", "条数"),
    "how": (
        "Made by `{command}` in version {version}; rules {rules}. What fails or holds only under a condition is said "
        "as plainly as what holds. No line is a claim about any real place or person.",
        "由 `{command}` 生成，版本 {version}；规则 {rules}。不成立或有条件成立的，与成立的同样如实列出。"
        "任何一行都不是对现实地方或个人的判断。",
    ),
}
STYLE = """
body { font: 15px/1.5 "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 62rem;
  margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; margin: 0.8rem 0 1.6rem; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #e4e6e8; }
td.number { white-space: nowrap; } .holds { color: #1b6ca8; } .fails { color: #c8501e; font-weight: 600; }
.conditional { color: #8a6d00; } img { max-width: 100%; } h2 { margin-top: 2.2rem; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def write_report(sections: Sequence[Section], folder: Path, command: str, version: str, rules: str) -> list[Path]:
    """Write everything into an existing folder; the files written."""
    (folder / FIGURES).mkdir(exist_ok=True)
    files = [_write_lines(sections, folder / "lines.csv")]
    for lang in LANGUAGES:
        pictures = {}
        for section in sections:
            figure = chart(section, lang)
            if figure is not None:
                made = save(figure, folder / FIGURES / f"{section.id}_{lang}")
                pictures[section.id] = f"{FIGURES}/{made[1].name}"
                files += made
        page = folder / f"report_{lang}.html"
        page.write_text(_page(sections, pictures, lang, command, version, rules), encoding="utf-8")
        files.append(page)
    return files


def word(key: str, lang: str) -> str:
    return WORDS[key][LANGUAGES.index(lang)]


def _write_lines(sections: Sequence[Section], path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for section in sections:
            for line in section.lines:
                table.writerow(
                    (section.id, line.id, line.en, line.zh, line.expected, line.obtained, line.verdict,
                     line.value, line.low, line.high)
                )  # fmt: skip
    return path


def _page(
    sections: Sequence[Section], pictures: dict[str, str], lang: str, command: str, version: str, rules: str
) -> str:
    title = word("title", lang)
    how = escape(word("how", lang).format(command=command, version=version, rules=rules)).replace("`", "")
    body = [f"<h1>{title}</h1>", f"<p>{how}</p>", _overview(sections, lang)]
    for section in sections:
        body.append(f'<h2 id="{section.id}">{escape(section.zh if lang == "zh" else section.en)}</h2>')
        body.append(f"<p>{escape(section.about_zh if lang == 'zh' else section.about_en)}</p>")
        if section.id in pictures:
            name = escape(section.zh if lang == "zh" else section.en)
            body.append(f'<p><img src="{pictures[section.id]}" alt="{name}"></p>')
        body.append(_table(section, lang))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>\n' + "\n".join(body) + "\n</body></html>\n"
    )


def _overview(sections: Sequence[Section], lang: str) -> str:
    kinds = (HOLDS, CONDITIONAL, FAILS, REPORTED)
    head = [word("section", lang), *(word(kind, lang) for kind in kinds)]
    rows = [
        [f'<a href="#{s.id}">{escape(s.zh if lang == "zh" else s.en)}</a>', *(str(s.count(kind)) for kind in kinds)]
        for s in sections
        if any(line.verdict != REPORTED for line in s.lines)
    ]
    return _html(head, rows)


def _table(section: Section, lang: str) -> str:
    head = [word(key, lang) for key in ("id", "statement", "expected", "obtained", "verdict")]
    rows = [
        [
            escape(line.id),
            escape(line.text(lang)),
            escape(line.expected),
            escape(line.obtained),
            f'<span class="{line.verdict}">{word(line.verdict, lang)}</span>',
        ]
        for line in section.lines
    ]
    return _html(head, rows)


def _html(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{cell}</th>" for cell in head)
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table><thead><tr>{top}</tr></thead><tbody>\n" + "\n".join(lines) + "\n</tbody></table>"
