"""The page and its figures, made from the file of results alone."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from . import against_mesa, country, design, floor, frameworks, machine, scaling, start_up

DOCS = Path(__file__).resolve().parents[1] / "docs"
RESULTS, PAGE, FIGURES = DOCS / "benchmarks.json", DOCS / "benchmarks.md", DOCS / "figures"
TOPICS: dict[str, Any] = {
    "mesa": against_mesa,
    "floor": floor,
    "frameworks": frameworks,
    "scaling": scaling,
    "start": start_up,
    "design": design,
    "country": country,
}
COMMAND = "python -m benchmarks"
WIDTH = 118


def redirect(folder: Path) -> None:
    """Read and write in another folder than `docs`."""
    global RESULTS, PAGE, FIGURES
    folder.mkdir(parents=True, exist_ok=True)
    RESULTS, PAGE, FIGURES = folder / RESULTS.name, folder / PAGE.name, folder / FIGURES.name


def read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def write(results: dict[str, Any]) -> None:
    """Results, page and figures."""
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n")
    PAGE.write_text(page(results), encoding="utf-8", newline="\n")
    from . import figures

    figures.draw(results, FIGURES)


def page(results: dict[str, Any]) -> str:
    lines = [
        "# Benchmarks",
        "",
        *_filled(
            f"Written by `{COMMAND}` from `benchmarks.json`, which it also writes; edits by hand are lost. Packages of "
            "the other frameworks: `pip install --no-deps --require-hashes -r "
            "benchmarks/requirements.txt` (the file is "
            "complete; without `--no-deps` pip would heed that mesa-frames asks for NumPy 1, which it does not need). "
            "Everything is measured on a machine that others use as well: figures are medians, with "
            "quartiles, of rounds "
            "in which what is compared takes turns; what has one thread is timed by the processor time it used. "
            "Believe the ratios."
        ),
        "",
        *_filled(f"Measured on: {machine.tell(results['machine'])}. {_source(results['topics'])}"),
        "",
        *_summary(results["topics"]),
    ]
    for name, topic in TOPICS.items():
        if name in results["topics"]:
            lines += ["", f"## {topic.TITLE}", "", *_paragraphs(topic.tell(results["topics"][name]))]
    return "\n".join(lines) + "\n"


def _source(topics: dict[str, Any]) -> str:
    """Which state of the model's source was measured."""
    found = sorted({topic.get("source", "unknown") for topic in topics.values()})
    return f"Source of the model: {' and '.join(found)} (the hash of `sim/` in every run record)."


def _summary(topics: dict[str, Any]) -> list[str]:
    """What was asked for, and what came out."""
    rows = [line for name, topic in TOPICS.items() if name in topics for line in topic.judge(topics[name])]
    table = ["| | measured | asked for | aim | |", "| --- | --- | --- | --- | --- |"]
    for what, measured, asked, aim, unit, more_is_better in rows:
        met = measured >= asked if more_is_better else measured <= asked
        reached = measured >= aim if more_is_better else measured <= aim
        word = "aim reached" if reached else "met" if met else "**not met**"
        sign = "at least" if more_is_better else "at most"
        table.append(f"| {what} | {measured:.3g}{unit} | {sign} {asked:g}{unit} | {aim:g}{unit} | {word} |")
    return table


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _paragraphs(lines: list[str]) -> list[str]:
    """Tables and pictures as they are; other lines filled, paragraph by paragraph."""
    found: list[str] = []
    waiting: list[str] = []
    for line in [*lines, ""]:
        if line and not line.startswith(("|", "!")):
            waiting.append(line)
            continue
        found += _filled(" ".join(waiting))
        waiting = []
        found.append(line)
    return found[:-1]
