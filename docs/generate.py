"""Fills the tables of the pages, and writes `rows.md`, `parameters.md` and figures: `python -m docs.generate`.

`tests/test_docs.py` fails where a page no longer says what the code says.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import scenarios
from experiments.credibility.falsifiability import predictions
from scenarios.languages import LANGUAGES, names, translate
from scenarios.lists import Entry
from sim.measures import MEASURES
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

from . import causal_diagram, month_figure, parameters

COMMAND = "python -m docs.generate"
FILLED = (
    "odd.md",
    "model.md",
    "model.zh.md",
    "model_card.md",
    "model_card.zh.md",
    "falsifiability.md",
    "falsifiability.zh.md",
    "known_answers.md",
    "known_answers.zh.md",
)
FROM_RUNS = {"falsifiability", "known_answers"}  # filled from results of runs, not from the code
HOME = Path(__file__).resolve().parent
ROOT = HOME.parent
TABLE_CLASSES = {"fields": Field, "offices": Office, "indicators": Indicator, "readings": Reading, "rungs": Rung}
PREDICTIONS = ("id", "step", "starts_from", "then", "behaviour", "months", "predicted")
MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
RANGE = re.compile(r"\b([A-E])(\d+) to \1?(\d+)\b")
ROW = re.compile(r"\b[A-E]\d{1,2}\b")
ROWS = names("docs.rows")
WHOLE = {"A1 to A9", "B1 to B30", "C0 to C17", "D1 to D25", "E1 to E8"}  # a whole table names no row in particular


# --- pages


def pages() -> dict[Path, str]:
    """Every generated page as it should be."""
    filled = {HOME / name: fill((HOME / name).read_text(encoding="utf-8")) for name in FILLED}
    pictures = causal_diagram.figures() | month_figure.figures()
    return filled | pictures | {HOME / "rows.md": rows_page(), HOME / "parameters.md": parameters_page()}


def fill(text: str) -> str:
    """A page with the part between each pair of markers written anew."""
    return MARKED.sub(_section, text)


def _section(found: re.Match[str]) -> str:
    """One part between markers; what another command fills from runs stays as it is."""
    return found[0] if found[2] in FROM_RUNS else f"{found[1]}{SECTIONS[found[2]]()}{found[3]}"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _cell(value: object) -> str:
    return (f"{value:g}" if isinstance(value, float | int) else str(value)).replace("|", "\\|")


# --- tables of odd.md

# Columns that name rows of other tables.
LINKS = {
    "part_of": "id of the field this one is a part of; none: it is whole",
    "field": "id of the field it assesses",
    "office": "id of the office that owns it",
    "kinds": "kinds of township it applies to; none: all",
    "group": "group of readings whose weight it shares; none: it has its own",
    "source": "id of the reading it looks at; none: the yearly score, or the judgement for posts",
}


def parameters_section() -> str:
    parts = [_parameters("Levers of a regime", Levers), _parameters("Behaviour", Behaviour)]
    parts.append(_parameters("The tree, where counties are tied", TreeParameters))
    parts += [_parameters(f"Columns of `{name}`", declared) for name, declared in TABLE_CLASSES.items()]
    return "\n" + "\n".join(parts) + "\n"


def _parameters(title: str, declared: Any) -> str:
    rows: list[list[object]] = []
    known = meanings(declared)
    for column in dataclasses.fields(declared):
        name = f"`{column.name}`"
        if column.name in known:
            m = known[column.name]
            rows.append([name, column.default, f"{m.low:g} to {m.high:g}", m.unit, m.rows, m.source, m.en])
        elif "options" in column.metadata:
            about = column.metadata
            rows.append([name, column.default, ", ".join(about["options"]), "", about["rows"], "", about["en"]])
        elif column.name not in ("id", "name_en", "name_zh"):
            rows.append([name, "", "", "", "", "", LINKS[column.name]])
    return f"*{title}*\n\n" + table(("name", "default", "range", "unit", "rows", "source", "meaning"), rows)


def schedule_section() -> str:
    """The numbered lines of the docstring of `sim/month.py`: number, phase, rules."""
    lines = re.findall(r"^ *(\d+) (.+?) {2,}(.+)$", _docstring(ROOT / "sim/month.py"), re.MULTILINE)
    return table(("phase", "what happens", "files of `sim/rules`"), lines)


def submodels_section() -> str:
    """The files of `sim/rules`, in the order of the sections of `equations.md` that state them."""
    equations = (HOME / "equations.md").read_text(encoding="utf-8")
    places = re.findall(r"^## (7\.\d+) \S.*?\(`((?:rules/)?\w+\.py)`", equations, re.MULTILINE)
    head = ("section", "file of `sim`", "what it does", "concept", "rows", "when")
    return table(head, [(number, f"`{name}`", *_summary(ROOT / "sim" / name)) for number, name in places])


def _summary(path: Path) -> tuple[str, str, str, str]:
    """First line, concepts, rows and time of a rule, as its docstring says them."""
    text = _docstring(path)
    flat = " ".join(text.split())
    concepts = re.search(r"Concepts? (K\d+(?:, K\d+)*)", flat)
    rows = re.search(r"\brows ([A-E]\d+(?:,? (?:to |and )?[A-E]\d+)*)", flat)
    when = re.search(r"· ([^·.]*\bphases? [^.]*)\.", flat)
    return (text.partition("\n")[0].rstrip("."), *(found[1] if found else "" for found in (concepts, rows, when)))


def measures_section() -> str:
    direction = {1: "higher", -1: "lower", 0: ""}
    rows = [(f"`{m.id}`", m.row, m.unit, f"{m.low:g} to {m.high:g}", direction[m.better], m.formula) for m in MEASURES]
    return table(("id", "row", "unit", "range", "better", "formula"), rows)


def scenarios_section() -> str:
    parts = [
        _entries("Regimes", scenarios.list_regimes()),
        _entries("Regimes of earlier years", scenarios.list_history()),
        _entries("Reforms", scenarios.list_reforms()),
        _entries("Packages", scenarios.list_packages()),
    ]
    return "\n" + "\n".join(parts) + "\n"


def _entries(title: str, entries: Iterable[Entry]) -> str:
    rows = [(f"`{e.id}`", e.name_zh, e.row, ", ".join(e.source), e.en) for e in entries]
    return f"*{title}*\n\n" + table(("id", "name", "rows", "source", "what it is"), rows)


# --- tables of the model card and of falsifiability, in both languages


def evidence_section(lang: str) -> str:
    (levers, sourced), (behaviour, known) = _sourced(Levers), _sourced(Behaviour)
    counts = {"levers": levers, "sourced": sourced, "behaviour": behaviour, "known": known}
    return translate("docs.pages.evidence", lang, **counts) + "\n"


def _sourced(declared: Any) -> tuple[int, int]:
    """How many parameters there are, and how many of them name a source."""
    known = meanings(declared).values()
    return len(known), sum(meaning.source != "assumed" for meaning in known)


def predictions_section(lang: str) -> str:
    return table(heads(PREDICTIONS, lang), predictions.rows(lang))


def heads(columns: Iterable[str], lang: str) -> list[str]:
    """Heads of a table in one language."""
    return [translate(f"docs.heads.{column}", lang) for column in columns]


SECTIONS: Mapping[str, Callable[[], str]] = {
    "parameters": parameters_section,
    "schedule": schedule_section,
    "measures": measures_section,
    "scenarios": scenarios_section,
    "submodels": submodels_section,
    "evidence": lambda: evidence_section("en"),
    "evidence_zh": lambda: evidence_section("zh"),
    "predictions": lambda: predictions_section("en"),
    "predictions_zh": lambda: predictions_section("zh"),
    "arrows": lambda: causal_diagram.table_of_rules("en"),
    "arrows_zh": lambda: causal_diagram.table_of_rules("zh"),
}


# --- where each row lives


@dataclasses.dataclass
class Places:
    """Where one row is found, by kind of place."""

    levers: list[str] = dataclasses.field(default_factory=list)
    behaviour: list[str] = dataclasses.field(default_factory=list)
    columns: list[str] = dataclasses.field(default_factory=list)
    rules: list[str] = dataclasses.field(default_factory=list)
    reforms: list[str] = dataclasses.field(default_factory=list)
    files: list[str] = dataclasses.field(default_factory=list)
    measures: list[str] = dataclasses.field(default_factory=list)
    tests: list[str] = dataclasses.field(default_factory=list)

    @property
    def in_code(self) -> int:
        """Places in `sim/` and `scenarios/`; tests and packages do not count."""
        return sum(len(getattr(self, kind)) for kind in CODE)


CODE = ("levers", "behaviour", "columns", "rules", "reforms", "files", "measures")


def cited(text: str) -> set[str]:
    """Row ids in a text; `C0 to C9` means all between, a whole table means none."""
    found: set[str] = set()

    def spread(match: re.Match[str]) -> str:
        letter, first, last = match[1], int(match[2]), int(match[3])
        if f"{letter}{first} to {letter}{last}" not in WHOLE:
            found.update(f"{letter}{number}" for number in range(first, last + 1))
        return ""

    return found.union(ROW.findall(RANGE.sub(spread, text))) & set(ROWS)


@cache
def coverage() -> dict[str, Places]:
    """The places of every row."""
    places = {row: Places() for row in ROWS}

    def note(text: str, kind: str, word: str) -> None:
        for row in cited(text):
            getattr(places[row], kind).append(word)

    for kind, declared, prefix in (
        ("levers", Levers, ""),
        ("behaviour", Behaviour, ""),
        *(("columns", declared, f"{name}.") for name, declared in TABLE_CLASSES.items()),
    ):
        for name, rows in _declared_rows(declared).items():
            note(rows, kind, prefix + name)
    for path in sorted([*ROOT.glob("sim/**/*.py"), *ROOT.glob("scenarios/**/*.py")]):
        note(_docstrings(path), "rules", _short(path))
    reforms = scenarios.list_reforms()
    for entry in reforms:
        note(entry.row, "reforms", entry.id)
    for folder in ("catalogue", "regimes", "history"):
        for path in sorted(ROOT.glob(f"scenarios/{folder}/*.toml")):
            note(path.read_text(encoding="utf-8"), "files", f"{folder}/{path.name}")
    for measure in MEASURES:
        note(measure.row, "measures", measure.id)
    for path in sorted(ROOT.glob("tests/test_*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name != "test_docs.py":
            named = [entry.row for entry in reforms if re.search(rf"\b{entry.id}\b", text)]
            note(" ".join([text, *named]), "tests", path.name)
    return places


def _declared_rows(declared: Any) -> dict[str, str]:
    known = meanings(declared)
    found = {}
    for column in dataclasses.fields(declared):
        found[column.name] = known[column.name].rows if column.name in known else column.metadata.get("rows", "")
    return found


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def _docstrings(path: Path) -> str:
    """All docstrings of a file: of the module, its classes and functions."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return "\n".join(ast.get_docstring(node) or "" for node in nodes if isinstance(node, owners))


def rows_page() -> str:
    words = {
        "levers": "levers",
        "behaviour": "behaviour",
        "columns": "columns",
        "rules": "rules and code",
        "reforms": "reforms",
        "files": "scenario files",
        "measures": "measures",
        "tests": "tests",
    }
    lines = [
        "# Where each row lives\n",
        f"Written by `{COMMAND}`; edits by hand are lost. Rows are the requirements drawn from the source texts.",
        "Levers, behaviour and columns are those declared with the row in `sim/`; code is any file whose docstrings",
        "name it; scenario files are those of `scenarios/regimes`, `history` and `catalogue` that name it; tests are",
        "those that name the row or a reform of it. Citing a whole table (B1 to B30) counts for no row.\n",
    ]
    places = coverage()
    for letter in names("docs.tables"):
        en, zh = (translate(f"docs.tables.{letter}", lang) for lang in LANGUAGES)
        lines.append(f"## {letter}. {en} {zh}\n")
        for row in ROWS:
            if row[0] == letter:
                en, zh = (translate(f"docs.rows.{row}", lang) for lang in LANGUAGES)
                lines.append(f"### {row} · {en} · {zh}\n")
                found = [(word, getattr(places[row], kind)) for kind, word in words.items()]
                lines += [f"- {word}: " + ", ".join(f"`{each}`" for each in names) for word, names in found if names]
                lines.append("")
    thin = [row for row in ROWS if places[row].in_code <= 2]
    untested = [row for row in ROWS if not places[row].tests]
    lines.append("## Thin coverage\n")
    lines.append(f"At most two places in code and scenario files: {', '.join(thin) or 'none'}.\n")
    lines.append(f"Named by no test: {', '.join(untested) or 'none'}. (A test may exercise a row without naming it.)")
    return "\n".join(lines) + "\n"


def parameters_page() -> str:
    """Every default in one place."""
    record, constants = parameters.about_sample(), parameters.constants()
    head = ("name", "default", "range", "unit", "grade", "source", "meaning")
    parts = [
        "# Every default\n",
        f"Written by `{COMMAND}`; edits by hand are lost. *Assumed* means that no source gives the number;",
        "*published*, that one does. A range says what the model takes, a plausible range what a township could have",
        "(`experiments/study/plausible_ranges.toml`), and *inferred* is the middle 90 % of the shipped sample",
        f"(`{' '.join(record['command'])}`), where evidence says more than the plausible range. Regimes and reforms",
        "set levers and columns; what their files do not give is what stands here.\n",
        "## Behaviour\n",
        table((*head[:3], "plausible", "inferred", *head[3:]), parameters.behaviour_rows()),
        "## Levers\n",
        table(head, parameters.declared_rows(Levers)),
    ]
    for name, declared in parameters.TABLES.items():
        parts += [f"## Columns of `{name}`\n", table(head, parameters.declared_rows(declared))]
    parts += [
        "## Numbers in the rules\n",
        f"{len(constants)} numbers stand in the code of the rules and of the measures, each with its grade; *derived*",
        "means that it follows from a definition or from the method.\n",
        table(
            ("name", "value", "grade", "file of `sim`", "what the code says"),
            [(f"`{each.name}`", each.value, each.grade, f"`{each.file}`", each.comment) for each in constants],
        ),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def main() -> None:
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{_short(path)} written")


if __name__ == "__main__":
    main()
