"""Everything the program says, it says in English and in Chinese.

That each single complaint has no English left in Chinese is tested where it is provoked (`small.in_chinese`).
"""

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from small import CHINESE, QUICK, kaohe, write_county

import analysis.figures.words
import analysis.tables
import analysis.words
import experiments.phrases
import scenarios.phrases
from experiments.credibility.doctor import Finding, Probe
from experiments.phrases import ARGUMENTS, CHECKS
from experiments.run.errors import TEXTS as CHECKED
from kaohe import health
from kaohe.texts import PARSER, TEXTS
from scenarios.errors import complaint
from scenarios.foreign import FOREIGN, heard
from scenarios.language import LANGUAGES, Both, fill, recognised
from scenarios.units import UNITS
from sim.national.hierarchy import TreeParameters
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, check, meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung

ROOT = Path(__file__).resolve().parent.parent
BLANK = re.compile(r"{([^{}]*)}")
DECLARED = (Levers, Behaviour, TreeParameters, Field, Office, Indicator, Reading, Rung)
PHRASES = {"scenarios": scenarios.phrases.PHRASES, "experiments": experiments.phrases.PHRASES}
# Names, numbers and punctuation only.
NEUTRAL = {"stop", "see", "percent", "levels", "best_item", "and", "comma", "semicolon", "space"}


def templates():
    """Every template of every table of words: its name, English, Chinese."""
    pairs = {"kaohe": TEXTS, "figures": analysis.figures.words.WORDS} | PHRASES
    for name, table in pairs.items():
        yield from ((f"{name}.{key}", en, zh) for key, (en, zh) in table.items())
    for module in (analysis.tables, analysis.words):
        en, zh = (module.WORDS[lang] for lang in LANGUAGES)
        assert en.keys() == zh.keys()
        for key in en:
            forms = zip(en[key], zh[key], strict=True) if isinstance(en[key], tuple) else [(en[key], zh[key])]
            yield from ((f"{module.__name__}.{key}", *both) for both in forms)
    yield from (
        ("recognised", en, zh) for en, zh in chain(*map(dict.items, (FOREIGN, CHECKS, ARGUMENTS, PARSER, UNITS)))
    )


@pytest.mark.parametrize(("name", "en", "zh"), list(templates()))
def test_every_template_is_there_in_both_languages_with_the_same_blanks(name, en, zh):
    assert set(BLANK.findall(en)) == set(BLANK.findall(zh))
    assert not CHINESE.search(en.replace("考核", "").replace("考核办", ""))
    assert CHINESE.search(zh) or name.rpartition(".")[2] in NEUTRAL or en == zh == ""


def calls(path, *names):
    """Calls of functions with these names in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            yield node


def words_in(node):
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


@pytest.mark.parametrize("package", PHRASES)
def test_every_phrase_that_is_said_exists_and_every_phrase_is_said(package):
    files = {of: [path for path in (ROOT / of).rglob("*.py") if path.name != "phrases.py"] for of in PHRASES}
    said = set().union(*(words_in(call.args[0]) for path in files[package] for call in calls(path, "phrase")))
    made = {"_twice"}  # part of a key that is put together
    assert said - made <= PHRASES[package].keys()
    sources = [path.read_text(encoding="utf-8") for path in chain(*files.values())]
    written = set().union(*(words_in(ast.parse(source)) for source in sources))
    assert PHRASES[package].keys() - written <= {"code_twice", "name_twice"}


SPOKEN = ("scenarios", "kaohe", "experiments", "docs")


def test_no_complaint_is_written_in_one_language():
    """Texts come from the tables, never from the place where something is refused."""
    for path in chain(*((ROOT / place).rglob("*.py") for place in SPOKEN)):
        for call in calls(path, "ScenarioError", "OutputError", "SweepError"):
            assert not isinstance(call.args[0], ast.JoinedStr | ast.Constant), f"{path.name}:{call.lineno}"


def test_what_the_doctor_finds_is_told_in_chinese():
    for kind in ("lever", "reform", "behaviour", "column"):
        probe = Probe(kind, "visits", "B2", 0, 1, lambda case, value: case)
        row = health._row(Finding(probe, "minimal", "formalism", 0.1, 0.2, 5.0, True), "zh")
        assert row == (TEXTS[f"probe_{kind}"][1], "visits", "B2", "minimal", "形式主义", "0.1", "0.2", "+5.0", "✓")


def test_both_languages_are_filled_from_the_inside_out():
    kind = Both("lever", "杠杆")
    assert fill(("no {kind} {n:g}", "没有{kind} {n:g}"), kind=kind, n=0.5) == Both("no lever 0.5", "没有杠杆 0.5")
    assert kind + kind == Both("leverlever", "杠杆杠杆")
    assert (f"{kind}", kind.said("zh")) == ("lever", "杠杆")


def test_a_text_is_recognised_by_its_form():
    table = {"{n} of {m}": "{m} 中的 {n}", "none": "无"}
    assert recognised("3 of 5", table) == Both("3 of 5", "5 中的 3")
    assert recognised("none of", table) is None


# What others say in English only


def sample(node):
    """A text such as an expression makes; nothing where it is made elsewhere."""
    if isinstance(node, ast.BinOp):
        return sample(node.left) + "7"
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def refusals():
    """What `sim` and `experiments` say of values they refuse; the Mesa model is used from Python only."""
    found = chain(*((ROOT / floor).rglob("*.py") for floor in ("sim", "experiments")))
    for path in sorted(set(found) - set((ROOT / "sim").glob("mesa_*.py"))):
        texts = (sample(argument) for call in calls(path, "ParameterError") for argument in call.args[1:])
        yield from ((path.name, text) for text in texts if text not in ("", "missing"))


@pytest.mark.parametrize(("name", "text"), list(refusals()))
def test_what_a_check_refuses_can_be_said_in_chinese(name, text):
    assert CHINESE.search(heard(text, CHECKED).zh)


@pytest.mark.parametrize(
    ("field", "value", "expected", "told"),
    [
        ("readings.own.name_en", "missing", "a value", "缺少；应为：一个取值。"),
        ("offices", "25 rows", "1 to 24 rows", "不能为 25 行；应为：1 至 24 行。"),
        ("visits", 11, "a number from 0 to 10 (visits a month)", "不能为 11；应为：0 至 10 的数（次/月）。"),
    ],
)
def test_a_refusal_of_sim_is_told_with_its_value_and_unit(field, value, expected, told):
    assert complaint(ParameterError(field, value, expected), "f.toml").said("zh") == f"f.toml，{field}：{told}"


def test_every_parameter_that_is_out_of_range_is_refused_in_chinese():
    for name, meaning in meanings(Behaviour).items():
        with pytest.raises(ParameterError) as caught:
            check(Behaviour(**{name: meaning.high + 1}))
        assert re.search(r"[A-Za-z]{2}", complaint(caught.value).said("zh").replace(name, "")) is None


def test_what_the_toml_reader_says_is_known():
    reader = Path(tomllib.__file__).with_name("_parser.py")
    texts = {sample(call.args[-1]) for call in calls(reader, "suffixed_err")} - {""}
    assert len(texts) > 10
    assert all(CHINESE.search(heard(text).zh) for text in texts)


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
