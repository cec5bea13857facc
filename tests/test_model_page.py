"""The page one can read: its figures are drawn from data, and data, program, equations and both languages agree."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest

from docs import causal_diagram, month_figure
from docs.drawing import Box, width_of
from sim.measures import HEADLINE, MEASURES

ROOT = Path(causal_diagram.__file__).resolve().parents[1]
DOCS = ROOT / "docs"
NODES: dict[str, dict[str, Any]] = causal_diagram.data()["nodes"]
EDGES: list[dict[str, Any]] = causal_diagram.data()["edges"]
PHASES: list[dict[str, Any]] = month_figure.data()["phases"]
EQUATIONS = (DOCS / "equations.md").read_text(encoding="utf-8")
PAGES = {language: DOCS / f"model{'' if language == 'en' else '.zh'}.md" for language in causal_diagram.LANGUAGES}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LETTERS_A_PAGE = {"en": 3400, "zh": 2000}  # of running text, as printed
COMMANDS = """
    alpha bar big Big chi delta Delta dots ell eta frac hat iota kappa Lambda lambda leftarrow ln mathrm max mu nu
    omega partial Phi pi Psi qquad quad rho sigma sum tau text textstyle tfrac theta times to varepsilon varphi varrho
    vartheta xi zeta
"""
FIGURES = 1.1  # pages both figures take


def texts() -> dict[str, str]:
    return {language: path.read_text(encoding="utf-8") for language, path in PAGES.items()}


def equation_numbers() -> set[str]:
    """Numbers of the formulas of `equations.md`."""
    return set(re.findall(r"\\tag\{(\d+[a-d]?)\}", EQUATIONS))


def rules_called(stem: str) -> list[Path]:
    return [path for path in (ROOT / "sim").rglob(f"{stem}.py") if path.parent.name != "__pycache__"]


# The data of the diagram


@pytest.mark.parametrize("name", NODES)
def test_every_box_is_named_in_both_languages_and_has_a_kind(name: str) -> None:
    node = NODES[name]
    assert node["kind"] in causal_diagram.LOOKS
    assert not CHINESE.search(node["en"]) and CHINESE.search(node["zh"]) and "\n" not in node["en"]
    assert "measure" not in node or node["measure"] in {m.id for m in MEASURES}
    assert "measure" in node or node["kind"] != "outcome"


def test_every_headline_outcome_is_in_the_diagram() -> None:
    assert set(HEADLINE) <= {node.get("measure") for node in NODES.values()}


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge['from']}-{edge['to']}")
def test_every_arrow_has_a_sign_a_rule_and_equations_that_exist(edge: dict[str, Any]) -> None:
    assert edge["sign"] in causal_diagram.SIGNS
    assert edge["from"] in NODES and edge["to"] in NODES and edge["from"] != edge["to"]
    assert len(rules_called(edge["rule"])) == 1, f"{edge['rule']}: not one file of sim"
    assert {str(number) for number in edge["equations"]} <= equation_numbers()


def test_no_arrow_is_drawn_twice() -> None:
    assert len({(edge["from"], edge["to"]) for edge in EDGES}) == len(EDGES)


def test_every_box_hangs_together_with_every_other() -> None:
    graph = networkx.DiGraph((edge["from"], edge["to"]) for edge in EDGES)
    assert set(graph) == set(NODES) and networkx.is_weakly_connected(graph)


def test_levers_begin_and_feedbacks_close() -> None:
    graph = networkx.DiGraph((edge["from"], edge["to"]) for edge in EDGES)
    for name, node in NODES.items():
        assert (graph.in_degree(name) == 0) == (node["kind"] == "lever"), name
        led_to = {NODES[end]["kind"] for end in networkx.descendants(graph, name)}
        assert node["kind"] == "outcome" or "outcome" in led_to or name in {"slack"}, name
    coping = ["shortfall", "paper", "fabrication", "score", "target", "shortfall"]
    control = ["events", "office_visits", "burden", "real_work", "level", "events"]
    work = ["shortfall", "real_work", "level", "shortfall"]
    signs = {(edge["from"], edge["to"]): 1 if edge["sign"] == "+" else -1 for edge in EDGES}
    for loop, whole in ((coping, 1), (control, 1), (work, -1)):
        product = 1
        for step in pairwise(loop):
            product *= signs[step]
        assert product == whole, loop


# The pictures


def test_letters_in_figures_are_outlines() -> None:
    """So Chinese shows without a Chinese font. That figures are what the code draws is seen in `test_docs.py`."""
    figures = [DOCS / "figures" / f"{name}_{lang}.svg" for name in ("causal_diagram", "month") for lang in ("en", "zh")]
    assert all("<text" not in path.read_text(encoding="utf-8") for path in figures)


def test_boxes_keep_apart() -> None:
    for (a, first), (b, second) in combinations(causal_diagram.boxes().items(), 2):
        assert not first.meets(second, 12.0), (a, b)


@pytest.mark.parametrize("language", causal_diagram.LANGUAGES)
def test_labels_fit_into_their_boxes(language: str) -> None:
    for name, box in causal_diagram.boxes().items():
        text = NODES[name][language]
        size, lines = causal_diagram.size_of(text, box), causal_diagram.label(text, box)
        assert len(lines) <= 3 and max(width_of(line, size) for line in lines) <= box.width - 6, name


def test_no_arrow_runs_through_a_box_or_a_sign_of_another() -> None:
    for route in causal_diagram.routes():
        own = (route.edge["from"], route.edge["to"])
        for name, box in causal_diagram.boxes().items():
            inside = [point for point in between(route.line) if box.holds(point, 0.0 if name in own else 2.0)]
            assert len(inside) <= (2 if name in own else 0), (own, name)


def between(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of a line, at most four units apart."""
    found = []
    for (x, y), (u, v) in pairwise(line):
        steps = max(1, int(max(abs(u - x), abs(v - y)) / 4))
        found += [(x + (u - x) * i / steps, y + (v - y) * i / steps) for i in range(steps)]
    return found


def test_signs_keep_apart_and_off_the_boxes() -> None:
    signs = [route.sign for route in causal_diagram.routes()]
    assert not [pair for pair in combinations(signs, 2) if pair[0].meets(pair[1])]
    for sign in signs:
        core = Box(sign.x, sign.y, 6.0, 6.0)
        assert not [name for name, box in causal_diagram.boxes().items() if core.meets(box)]


# The month


def test_the_month_is_that_of_the_program() -> None:
    text = (ROOT / "sim/month.py").read_text(encoding="utf-8").split('"""')[1]
    lines = re.findall(r"^ *(\d+) (.+?) {2,}(.+)$", text, re.MULTILINE)
    assert [phase["name"]["en"] for phase in PHASES] == [name for _, name, _ in lines]
    for phase, (_, _, files) in zip(PHASES, lines, strict=True):
        named = {
            stem for stem in re.findall(r"[a-z]+", files) if any(p.parent.name == "rules" for p in rules_called(stem))
        }
        assert named <= set(phase["rules"])
        assert all(len(rules_called(stem)) == 1 for stem in phase["rules"])


def test_the_month_is_told_in_both_languages() -> None:
    for phase in PHASES:
        assert set(phase["who"]) <= set(month_figure.data()["actors"]) and phase["when"] in month_figure.data()["when"]
        for key in ("name", "does", "writes"):
            assert not CHINESE.search(phase[key]["en"]) and CHINESE.search(phase[key]["zh"])


# The pages


@pytest.mark.parametrize("language", causal_diagram.LANGUAGES)
def test_the_page_shows_both_figures_and_is_short(language: str) -> None:
    text = texts()[language]
    for figure in ("causal_diagram", "month"):
        assert f"](figures/{figure}_{language}.svg)" in text
    assert len(text) / LETTERS_A_PAGE[language] + FIGURES <= 10.0


def outline(text: str) -> list[list[str]]:
    """Sections by number, and in each the numbered concepts, equations, and ids of outcomes."""
    parts = re.split(r"^## (\d)\. ", text, flags=re.MULTILINE)[1:]
    pick = re.compile(r"^\*\*(K\d+|\d+\.)|^\| `(\w+)`|^!\[.*?\]\(figures/(\w+)_", re.MULTILINE)
    return [
        [number, *(next(filter(None, found)) for found in pick.findall(body))]
        for number, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def test_both_pages_have_the_same_sections() -> None:
    first, second = (outline(text) for text in texts().values())
    assert first == second
    assert [section[0] for section in first] == [str(n) for n in range(1, 8)]
    assert first[3][1:] == [f"K{n}" for n in range(1, 13)]
    assert first[4][1:] == [f"{n}." for n in range(1, 11)]


def test_both_pages_display_the_same_equations_by_numbers_that_exist() -> None:
    numbers = [re.findall(r"\(([\d, ]+)\)\n\$\$$", text, re.MULTILINE) for text in texts().values()]
    assert numbers[0] == numbers[1] and len(numbers[0]) == 10
    assert {n for line in numbers[0] for n in line.split(", ")} <= equation_numbers()


@pytest.mark.parametrize("language", causal_diagram.LANGUAGES)
def test_outcomes_are_called_as_the_program_calls_them(language: str) -> None:
    names = {m.id: getattr(m, language) for m in MEASURES}
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", texts()[language].partition("## 6.")[2], re.MULTILINE))
    assert list(rows)[: len(HEADLINE)] == list(HEADLINE)
    assert rows == {key: names[key] for key in rows}


def test_a_concept_takes_three_to_five_sentences() -> None:
    for language, stop in (("en", r"\.(?:\s|$)"), ("zh", "。")):
        explained = re.findall(r"^\*\*K\d+ .+?\*\* (.+?)\n\n", texts()[language], re.MULTILINE | re.DOTALL)
        assert len(explained) == 12 and all(3 <= len(re.findall(stop, each)) <= 5 for each in explained)


def test_formulas_are_such_as_every_reader_of_markdown_shows() -> None:
    """No backslash before a sign, which Markdown would take away; only common commands."""
    for text in texts().values():
        formulas = " ".join(re.findall(r"\$([^$]+)\$", text))
        assert set(re.findall(r"\\([a-zA-Z]+)", formulas)) <= set(COMMANDS.split())
        assert text.count("$") % 2 == 0
        for formula in re.findall(r"\$\$\n(.+)\n\$\$", text):
            assert formula.count("{") == formula.count("}") and not re.search(r"\\[^a-zA-Z]", formula), formula


def test_words_that_are_not_terms_are_absent() -> None:
    assert not re.search(r"\blanes?\b|\bluck", texts()["en"])
    assert not re.search("杠杆|赔率|抽签", texts()["zh"])
