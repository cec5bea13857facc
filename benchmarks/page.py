"""The page `docs/benchmarks.md`, its figures and the file of results it is made from; and how topics word figures."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from . import figures, machine

DOCS = Path(__file__).resolve().parents[1] / "docs"
RESULTS, PAGE, FIGURES = "benchmarks.json", "benchmarks.md", "figures"
COMMAND = "python -m benchmarks"
WIDTH = 118

Topics = Mapping[str, ModuleType]


def read(folder: Path = DOCS) -> dict[str, Any]:
    """Results by topic: what its `measure` gave, its `machine` and the `source` of the model; {} where none are."""
    path = folder / RESULTS
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(results: dict[str, Any], topics: Topics, folder: Path = DOCS) -> None:
    """Results, page and figures."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1) + "\n"
    (folder / RESULTS).write_text(text, encoding="utf-8", newline="\n")
    (folder / PAGE).write_text(page(results, topics), encoding="utf-8", newline="\n")
    figures.draw(results, folder / FIGURES)


def page(results: dict[str, Any], topics: Topics) -> str:
    """The whole page, with a section for each topic that has results."""
    measured = {name: topic for name, topic in topics.items() if name in results}
    blocks = [
        "# Benchmarks",
        f"""Written by `{COMMAND}` from `{RESULTS}`, which it also writes; edits by hand are lost. Packages of the other
        frameworks: `pip install --no-deps --require-hashes -r benchmarks/requirements.txt` (the file is complete;
        without `--no-deps` pip would heed that mesa-frames asks for NumPy 1, which it does not need). Everything is
        measured on a machine that others use as well: figures are medians, with quartiles, of rounds in which what is
        compared takes turns; what has one thread is timed by the processor time it used. Believe the ratios.""",
        *_machines(results, measured),
        _requirements(line for name, topic in measured.items() for line in topic.judge(results[name])),
    ]
    for name, topic in measured.items():
        blocks += [f"## {topic.TITLE}", *topic.tell(results[name])]
    return "\n\n".join(block if block.startswith(("|", "#", "!")) else _filled(block) for block in blocks) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def quartiles(found: Mapping[str, float], form: str, scale: float = 1.0) -> str:
    """Lower and upper quartile of a `timing.spread`, each times `scale`, in this format."""
    return f"{scale * found['lower']:{form}} to {scale * found['upper']:{form}}"


def median(found: Mapping[str, float], form: str) -> str:
    """The median of a `timing.spread` with its quartiles in brackets, in this format."""
    return f"{found['median']:{form}} ({quartiles(found, form)})"


def _machines(results: dict[str, Any], topics: Topics) -> list[str]:
    """What was measured on which machine, from which state of the model's source, and with how much of a core."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name in topics:
        groups.setdefault((machine.tell(results[name]["machine"]), results[name]["source"]), []).append(name)
    blocks = []
    for (where, source), names in groups.items():
        titles = ", ".join(f"*{topics[name].TITLE}*" for name in names)
        least = min(results[name]["machine"]["share_of_core"] for name in names)
        blocks.append(f"""{"Measured" if len(groups) == 1 else f"{titles}: measured"} on {where}. Of a core this process
        got {least:.0%} at worst, as far as tried. Source of the model: {source} (the hash of `sim/` in every run
        record).""")
    return blocks


def _requirements(lines: Iterable[Any]) -> str:
    """What was asked for, and what came out."""
    rows = []
    for what, measured, limit, aim, unit, more_is_better in lines:
        met = measured >= limit if more_is_better else measured <= limit
        reached = measured >= aim if more_is_better else measured <= aim
        word = "aim reached" if reached else "met" if met else "**not met**"
        sign = "at least" if more_is_better else "at most"
        rows.append((what, f"{measured:.3g}{unit}", f"{sign} {limit:g}{unit}", f"{aim:g}{unit}", word))
    return table(["", "measured", "asked for", "aim", ""], rows)


def _filled(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False))
