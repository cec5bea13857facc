"""Everything the program says, it says in English and in Chinese, from one catalogue.

That each single message has no English left in Chinese is tested where it is provoked (`small.in_chinese`).
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from small import CHINESE, QUICK, kaohe, write_county

from experiments.credibility.doctor import Finding, Probe
from experiments.credibility.evidence.figures import read_figures
from kaohe import run_checks
from scenarios.costs import load_costs
from scenarios.errors import complaint
from scenarios.languages import (
    LANGUAGES,
    NOTHING,
    Both,
    FromEnglish,
    Joined,
    listed,
    names,
    phrase,
    quoted,
    render,
    source,
    translate,
    unit,
)
from sim.measures import MEASURES
from sim.national.hierarchy import TreeParameters
from sim.parameters import declaration
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, Wording, check, meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "scenarios" / "languages"
FLOORS = ("scenarios", "experiments", "analysis", "report", "kaohe", "docs")  # `sim` says its English itself
CATALOGUES = (*FLOORS, "app", "compare", "learn")  # the page's texts are used by its JavaScript
KEY = re.compile(rf"(?:{'|'.join(FLOORS)})\.[a-z_]+\.|report\.…")
DECLARED = (Levers, Behaviour, TreeParameters, Field, Office, Indicator, Reading, Rung)
# Beginnings of keys whose ends are put together in code.
MADE = {
    "analysis.calibration.",
    "analysis.claims.",
    "analysis.country.",
    "analysis.country.region_",
    "analysis.country.where_",
    "analysis.delivered.",
    "analysis.designs.",
    "analysis.explain.",
    "analysis.exploration.",
    "analysis.figures.",
    "analysis.indices.",
    "analysis.pilot.",
    "analysis.portfolios.",
    "analysis.robustness.",
    "analysis.study.",
    "analysis.tables.",
    "analysis.validation.",
    "analysis.verdicts.",
    "docs.figures.",
    "docs.heads.",
    "docs.pages.",
    "docs.rows.",
    "docs.surprises.",
    "docs.tables.",
    "experiments.ablations.",
    "experiments.answers.",
    "experiments.checks.",
    "experiments.claims.",
    "experiments.claims.by_",
    "experiments.claims.on_",
    "experiments.convergence.",
    "experiments.explain.",
    "experiments.figures.",
    "experiments.folders.unwritable",
    "experiments.loops.",
    "experiments.names.",
    "experiments.names.rule_",
    "experiments.patterns.",
    "experiments.plausible.",
    "experiments.predictions.",
    "experiments.sections.",
    "experiments.steps.",
    "experiments.studies.",
    "experiments.study_checks.",
    "experiments.validation.",
    "experiments.verdicts.",
    "kaohe.columns.",
    "kaohe.commands.",
    "kaohe.errors.",
    "kaohe.gaps.",
    "kaohe.help.panel_",
    "kaohe.incentives.role_",
    "kaohe.incentives.work_",
    "kaohe.lists.",
    "kaohe.messages.",
    "kaohe.messages.is_",
    "kaohe.metavars.",
    "kaohe.numbers.",
    "kaohe.options.",
    "kaohe.probes.",
    "kaohe.viz_levers.",
    "scenarios.about_words.",
    "scenarios.column_words.",
    "scenarios.form_blanks.",
    "scenarios.form_column_notes.",
    "scenarios.form_hints.",
    "scenarios.row_words.",
    "scenarios.form_heads.",
    "scenarios.form_notes.",
    "scenarios.kinds.",
    "scenarios.levels.",
    "scenarios.marks.",
    "scenarios.places.",
    "scenarios.sections.",
    "scenarios.sheets.",
    "scenarios.system.",
    "scenarios.tables.missing_column",
    "report.",
    "report.fonts.",
    "report.words.",
}
# Keys whose ends come from elsewhere, a command, an option, a row, an errno, or are put together in turn.
ELSEWHERE = (
    "scenarios.row_words.",
    "docs.rows.",
    "docs.surprises.",
    "docs.tables.",
    "experiments.loops.",
    "experiments.patterns.",
    "experiments.sections.",
    "experiments.studies.",
    "experiments.study_checks.",
    "kaohe.commands.",
    "kaohe.options.",
    "scenarios.about_words.",
    "scenarios.column_words.",
    "report.",  # said by table and name: see the test of its own
    "scenarios.places.code_twice",
    "scenarios.places.name_twice",
    "scenarios.system.",
    *(made for made in MADE if not made.endswith(".")),
)
# Units that no parameter or outcome has: of doses and dates in scenario texts, and of what `kaohe show` explains.
OTHER_UNITS = {"dose", "months", "share of all weights", "chance a year"}
OTHER_UNITS |= {"hours a week", "hours a month", "percent", "a week"}  # of what users observe
# Files with Chinese that is no text: names and meanings declared beside what they are of, names looked for or read in
# files, glyphs of a font; and what is said before the catalogue can be reached.
WITH_CHINESE = (
    "sim/measures/table.py",
    "sim/national/hierarchy.py",
    "sim/parameters/*.py",
    "scenarios/change.py",
    "scenarios/places/*.py",
    "scenarios/forms/*.py",  # signs between the words of a cell
    "scenarios/toml_names.py",  # the signs of a Chinese keyboard
    "experiments/run/last_month.py",
    "experiments/national/units.py",
    "experiments/credibility/*.py",
    "experiments/credibility/validation/pattern_lines.py",
    "analysis/labels.py",
    "docs/gallery.py",  # what somebody fills in
    "analysis/font/build_font.py",
    "kaohe/shadowing.py",
    "docs/site/*.py",  # the heading of pages in Chinese, and the name of the program
)


@cache
def catalogue(language: str, floor: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HOME / language / f"{floor}.toml").read_text(encoding="utf-8"))


def blanks(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def keys(floor: str, language: str = "en") -> dict[str, str]:
    """The texts of a floor by key."""
    return {
        f"{floor}.{table}.{name}": text
        for table, texts in catalogue(language, floor).items()
        for name, text in texts.items()
    }


@cache
def sources() -> dict[str, ast.Module]:
    """Every Python file that is no test, parsed, by path."""
    found = (path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] in (*FLOORS, "sim"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in found}


def constants() -> set[str]:
    """Texts that stand as such in code, and how those begin that are put together."""
    found = set()
    for tree in sources().values():
        made = {id(node.values[0]) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) and node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value + "…" if id(node) in made else node.value)
    return found


# The catalogue


@pytest.mark.parametrize("floor", CATALOGUES)
def test_both_languages_have_the_same_keys_and_the_same_blanks(floor):
    english, chinese = keys(floor), keys(floor, "zh")
    assert english.keys() == chinese.keys()
    assert {key: blanks(text) for key, text in english.items()} == {key: blanks(text) for key, text in chinese.items()}


@pytest.mark.parametrize("floor", CATALOGUES)
def test_each_language_is_its_own(floor):
    """Numbers, ids, names and punctuation may be the same in both."""
    assert not [text for text in keys(floor).values() if CHINESE.search(re.sub("考核|全国", "", text))]
    for key, text in keys(floor, "zh").items():
        words = re.findall(r"(?<![\w`.-])[a-z]{3,}(?: [a-z]{3,})+", re.sub(r"{[^}]*}|`[^`]*`", "", text))
        assert not [each for each in words if not each.startswith(("kaohe ", "npm "))], key


def test_there_are_no_other_files():
    assert {path.stem for path in (HOME / "en").iterdir()} == set(CATALOGUES)
    assert {path.stem for path in (HOME / "zh").iterdir()} == {*CATALOGUES, "sim"}


def test_every_key_in_code_exists():
    modules = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in sources()}
    written = {text for text in constants() if KEY.match(text)} - modules
    made = {text.removesuffix("…") for text in written if text.endswith("…")}
    known = set().union(*(keys(floor) for floor in FLOORS))
    tables = {key.rpartition(".")[0] for key in known}
    assert {text for text in written if not text.endswith("…")} - known - tables - MADE == set()
    assert made == MADE


def test_every_key_is_used():
    written = constants()
    known = set().union(*(keys(floor) for floor in FLOORS))
    assert {key for key in known - written if not key.startswith(tuple(MADE))} == set()
    assert {
        key for key in known - written if key.split(".", 2)[2] not in written and not key.startswith(ELSEWHERE)
    } == set()


def test_every_text_of_the_report_is_used():
    """They are said by table and name, `summary.helps`, some with an end that is put together."""
    written = {text.removeprefix("report.") for text in constants()}
    made = tuple(text.removesuffix("…") for text in written if text.endswith("…") and "." in text)
    known = {key.removeprefix("report.") for key in keys("report")} - names_made()
    assert {key for key in known - written if not key.startswith(made)} == set()


def names_made() -> set[str]:
    """Texts of the report whose table is put together as well."""
    return {f"{table}.{name}" for table in ("units", "unit_heads") for name in names("report.units")} | {
        *(f"words.{kind}" for kind in ("table", "figure")),
        *(f"fonts.{kind}" for kind in ("body", "heading")),
    }


def test_what_is_unknown_has_a_name():
    trees = [node for tree in sources().values() for node in ast.walk(tree)]
    calls = [node for node in trees if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown"]
    kinds = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert len(kinds) > 10 and kinds <= set(names("scenarios.kinds"))


def test_no_message_is_written_in_one_language():
    """Texts come from the catalogue, never from the place where something is refused."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "Refusal",
                "ScenarioError",
                "OutputError",
                "SweepError",
            ):
                assert not isinstance(node.args[0], ast.JoinedStr | ast.Constant), f"{path}:{node.lineno}"


def test_no_chinese_stands_in_code():
    found = set()
    for path, tree in sources().items():
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                found |= {path} if CHINESE.search(node.value) else set()
    assert {path for path in found if not any(Path(path).match(allowed) for allowed in WITH_CHINESE)} == set()


# How texts are put together


def test_texts_are_filled_from_the_inside_out():
    kind = phrase("scenarios.kinds.lever")
    what = phrase("scenarios.values.unknown", kind=kind, word="x", hint=phrase("scenarios.marks.stop"))
    assert str(what) == 'unknown lever "x".' and what.render("zh") == "没有名为 “x” 的制度参数。"
    assert str(kind + kind) == "leverlever" and (kind + NOTHING).render("zh") == "制度参数"
    assert listed(["a", "b"]).render("zh") == "“a”、“b”" and str(quoted("a")) == '"a"'
    assert Joined((Both("a", "甲"), "b"), "scenarios.marks.semicolon").render("zh") == "甲；b"
    assert [render("as it is", lang) for lang in LANGUAGES] == ["as it is"] * 2
    assert translate("scenarios.values.number", "zh", low=0.0, high=1) == "0 至 1 的数"


def test_what_there_is_no_text_for_is_our_own_mistake():
    with pytest.raises(KeyError):
        translate("scenarios.values.nothing", "en")
    assert "ENOENT" in names("scenarios.system")


def test_what_the_doctor_finds_is_told_in_chinese():
    for kind in ("lever", "reform", "behaviour", "column"):
        probe = Probe(kind, "visits", "B2", 0, 1, lambda case, value: case)
        row = run_checks._row(Finding(probe, "minimal", "formalism", 0.1, 0.2, 5.0, True), "zh")
        named = translate(f"kaohe.probes.{kind}", "zh")
        assert row == (named, "visits", "B2", "minimal", "形式主义", "0.1", "0.2", "+5.0", "✓")


# What `sim` says in English


def test_nothing_is_translated_that_no_unit_or_source_says():
    """That none is missing is for the completeness report to say, but for those of unit costs."""
    declared = [meaning for each in DECLARED for meaning in meanings(each).values()]
    units = {m.unit for m in [*declared, *MEASURES]} | {figure.unit for figure in read_figures()} | OTHER_UNITS
    of_costs = {cost.unit for cost in load_costs().values()}
    grades = {cost.grade for cost in load_costs().values()}
    assert of_costs <= catalogue("zh", "sim")["units"].keys() <= units | of_costs
    assert grades <= catalogue("zh", "sim")["sources"].keys() <= {meaning.source for meaning in declared} | grades
    assert unit("levels").render("zh") == "级" and str(unit("levels")) == "levels"
    assert source("my own survey").render("zh") == "my own survey"


def wordings() -> set[str]:
    """What checks of `sim` find or accept; the Mesa face is used from Python only."""
    found = {declaration.NUMBER, declaration.NUMBER_OF, declaration.WHOLE, declaration.ONE_OF}
    for path, tree in sources().items():
        if not path.startswith("sim/") or path.startswith("sim/mesa/"):
            continue
        for node in ast.walk(tree):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            said = node.args[:1] if called == "Wording" else node.args[2:] if called == "ParameterError" else []
            found |= {each.value for each in said if isinstance(each, ast.Constant)}
    return found


def test_every_check_of_sim_has_a_translation_with_its_blanks():
    chinese = catalogue("zh", "sim")["checks"]
    assert chinese.keys() == wordings()
    for english, text in chinese.items():
        assert blanks(text) == blanks(english) and CHINESE.search(re.sub("{[^}]*}", "", text))


@pytest.mark.parametrize(
    ("field", "value", "expected", "message"),
    [
        ("readings.own.name_en", declaration.MISSING, "a value", "缺少；应为：一个取值。"),
        (
            "offices",
            Wording("{count} rows", count=25),
            Wording("{least} to {most} rows", least=1, most=24),
            "不能为 25 行；应为：1 至 24 行。",
        ),
        (
            "visits",
            11,
            Wording(declaration.NUMBER_OF, low=0, high=10, unit="visits a month"),
            "不能为 11；应为：0 至 10 的数（次/月）。",
        ),
        ("rule", "x", Wording(declaration.ONE_OF, words=("a", "b")), "不能为 “x”；应为：“a”、“b” 之一。"),
    ],
)
def test_a_refusal_of_sim_names_its_value_and_unit(field, value, expected, message):
    said = complaint(ParameterError(field, value, expected), "f.toml").render("zh")
    assert said.startswith(f"f.toml，{field}") and said.endswith(f"：{message}")  # its Chinese name stands between


def test_a_refusal_of_sim_is_english_by_itself():
    error = ParameterError("offices", Wording("{count} rows", count=25), Wording("one of {words}", words=("a", "b")))
    assert str(error) == "offices: 25 rows is not possible; expected one of a, b"
    assert str(FromEnglish("{n:g} of", "checks", {"n": 1.0})) == "1 of"


def test_every_parameter_that_is_out_of_range_is_refused_in_chinese():
    for name, meaning in meanings(Behaviour).items():
        with pytest.raises(ParameterError) as caught:
            check(Behaviour(**{name: meaning.high + 1}))
        assert re.search(r"[A-Za-z]{2}", complaint(caught.value).render("zh").replace(name, "")) is None


# On the screen


@pytest.mark.parametrize(
    "words", ["", "list", "show", "check", "place", "place template", "place show", "run", "compare", "main", "redo"]
)
def test_help_has_no_english_left(words, capsys):
    assert kaohe(*words.split(), "--help", "--lang", "zh") == 0
    out = capsys.readouterr().out
    assert "用法：" in out
    assert not re.search(r"Usage|OPTIONS|ARGS|default|required|Options|Arguments|Commands", out)


def test_the_language_of_help_does_not_stick(capsys):
    for lang, word in (("zh", "[默认：120]"), ("en", "[default: 120]")):
        assert kaohe("run", "--help", "--lang", lang) == 0
        assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        *(f"list {what}" for what in ("regimes", "history", "reforms", "packages", "places", "levers", "measures")),
        *(f"show {what}" for what in ("minimal", "generalised+zhou=0.5")),
        *(f"place show {what}" for what in ("yinzhou", "leping", "330212")),
    ],
)
def test_lists_have_no_english_left(words, capsys):
    """Ids are English in both languages; anything else of two small words side by side is a text."""
    assert kaohe(*words.split(), "--lang", "zh") == 0
    out = capsys.readouterr().out
    assert CHINESE.search(out)
    assert not re.findall(r"(?<![\w-])[a-z]+ [a-z]+(?![\w-])", out.replace("npm package", ""))


def test_a_run_has_no_english_left(tmp_path, capsys):
    county = write_county(tmp_path)
    assert kaohe("run", "minimal", "--place", county, *QUICK, "--out", tmp_path / "out", "--lang", "zh") == 0
    said = capsys.readouterr()
    assert not re.findall(r"(?<![\w/.-])[a-z]+ [a-z]+", said.out + said.err)
