"""Bad scenarios: whatever is wrong with a text or a file, one sentence says where, what, and what would do."""

import json
import pickle
import re
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import in_chinese

import scenarios
from scenarios import Scenario, ScenarioError, load, load_behaviour, load_place
from scenarios.errors import Mistakes
from scenarios.languages import Both
from scenarios.toml_mistakes import MOST
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

ABOUT = '[about]\nen = "x"\nzh = "某"\n'
# A regime on its own, without `extends`: two indicators, one reading that counts.
SMALL = f"""{ABOUT}
[offices]
finance = {{}}
ecology = {{}}
[readings.target_score]
weight = 1
[indicators.growth]
name_en = "growth"
name_zh = "增长"
field = "economy"
office = "finance"
[indicators.air]
name_en = "air"
name_zh = "空气"
field = "environment"
office = "ecology"
veto = 1
items = 9
"""


@pytest.fixture
def complaint(tmp_path):
    """The message about a file with this content."""

    def about(content, name="mine.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ScenarioError) as caught:
            scenarios.check(path)
        assert all(line.startswith("scenarios: ") for line in str(caught.value).split("\n"))  # one line a mistake
        in_chinese(caught.value.render("zh"))
        return str(caught.value).replace(str(path), name)

    return about


def refused(call, *arguments, **named):
    with pytest.raises(ScenarioError) as caught:
        call(*arguments, **named)
    in_chinese(caught.value.render("zh"))
    return str(caught.value)


def test_the_small_regime_is_good(tmp_path):
    (tmp_path / "mine.toml").write_text(SMALL, encoding="utf-8")
    assert scenarios.check(tmp_path / "mine.toml") == "regime"


# The file as such


def test_broken_toml_names_the_line(complaint):
    assert complaint(f"{ABOUT}[levers]\nvisits = = 3\n") == (
        'scenarios: mine.toml, line 5, column 10: not valid TOML ("Invalid value").'
    )
    assert "mine.toml, last line: not valid TOML" in complaint('[about]\nen = "')
    assert 'line 4, column 7: not valid TOML ("Cannot declare' in complaint(f"{ABOUT}[about]\n")
    assert "line 6" in complaint(f"{ABOUT}[levers]\nvisits = 1\nvisits = 2\n")
    assert "nested too deeply" in complaint("a = " + "[" * 5000)


@pytest.mark.parametrize(
    "content", ["某县考核".encode("gb18030"), "x = 1".encode("utf-16"), b"\xff\xfe\x00\x01", bytes(range(256))]
)
def test_other_encodings_are_refused(complaint, content):
    assert complaint(content) == "scenarios: mine.toml: not readable as text; expected the file saved as UTF-8."


@pytest.mark.parametrize("content", ["", "  \n", "# only a comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(complaint, content):
    assert complaint(content).startswith("scenarios: mine.toml: the file is empty; expected")


def test_a_directory_a_missing_file_and_another_suffix(tmp_path):
    (tmp_path / "mine.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.toml").mkdir()
    assert "is a directory; expected a .toml file." in refused(scenarios.check, tmp_path / "folder")
    assert "is a directory; expected a .toml file." in refused(load, tmp_path / "folder.toml")
    assert 'no such file; did you mean "mine.toml"?' in refused(scenarios.check, tmp_path / "mina.toml")
    assert "no such file" in refused(load, str(tmp_path / "mina.toml"))
    assert "expected a file whose name ends in .toml." in refused(scenarios.check, tmp_path / "mine.csv")


def test_all_mistakes_of_a_regime_are_told_by_line_and_key(tmp_path):
    wrong = SMALL.replace("veto = 1", "veto = 7").replace("ecology = {}", 'ecology = { weight = "much" }')
    (tmp_path / "mine.toml").write_text(f"{wrong}[levers]\nvisit = 1\nannounced = 3\n[lever]\n", encoding="utf-8")
    assert refused(scenarios.check, tmp_path / "mine.toml").replace(f"{tmp_path}/", "").split("\n") == [
        'scenarios: mine.toml, line 7, offices.ecology.weight: "much" is not possible; expected a number from 0 to 10 '
        "(times).",
        "scenarios: mine.toml, line 20, indicators.air.veto: 7 is not possible; expected yes or no (or 1 or 0).",
        'scenarios: mine.toml, line 23, [levers]: unknown lever "visit"; did you mean "visits"? (kaohe list levers)',
        "scenarios: mine.toml, line 24, levers.announced: 3 is not possible; expected a number from 0 to 1.",
        'scenarios: mine.toml, line 25: unknown section "lever"; did you mean "levers"?',
    ]


def test_all_mistakes_are_told_where_names_are_chinese(tmp_path):
    row = "平安建设 = { 工作领域 = 公共安全, 牵头部门 = 政法委(公安), 分值 = -20 }"
    text = f"以何为基础 = 考核泛化\n{ABOUT}[指标]\n{row}\n[制度参数]\n每部门每月检查次数 = 50\n"
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    lines = refused(scenarios.check, tmp_path / "mine.toml").split("\n")
    assert [re.search(r"line (\d), ([\w.]+):", line).groups() for line in lines] == [
        ("6", "indicators.平安建设.field"), ("6", "indicators.平安建设.weight"), ("8", "levers.visits"),
    ]  # fmt: skip


def test_all_mistakes_of_a_reform_are_told(tmp_path):
    text = f"{ABOUT}row = 'A1'\n[levers]\nvisits = {{ to = 99 }}\nvisit = {{ to = 1 }}\n"
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    lines = refused(scenarios.check, tmp_path / "mine.toml").split("\n")
    assert (
        len(lines) == 2 and "line 6, levers.visits" in lines[0] and 'line 7, [levers]: unknown lever "vis' in lines[1]
    )


# Sections, keys, values


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SMALL + "[lever]\nvisits = 1\n", 'mine.toml: unknown section "lever"; did you mean "levers"?'),
        (SMALL + "[levers]\nvisit = 1\n", 'mine.toml, [levers]: unknown lever "visit"; did you mean "visits"?'),
        (
            SMALL + "[levers]\nprecision = 1\n",
            '("precision" belongs to behaviour, which neither a regime nor a reform sets.)',
        ),
        (
            SMALL + "[readings.citizens]\nwieght = 1\n",
            'mine.toml, readings.citizens: unknown column "wieght"; did you mean "weight"?',
        ),
        (SMALL + "[readings.citizens]\nid = 'x'\n", 'unknown column "id"'),
        (
            '[about]\nen="x"\nzh="y"\nsauce="Z24"\n[levers]\n',
            'mine.toml, line 4, [about]: unknown key "sauce"; did you mean "source"?',
        ),
        (
            SMALL + "[levers]\nvisits = 11\n",
            "levers.visits: 11 is not possible; expected a number from 0 to 10 (visits a month",
        ),
        (
            SMALL + "[levers]\nvisits = -1\n",
            "mine.toml, levers.visits: -1 is not possible; expected a number from 0 to 10",
        ),
        (SMALL + "[levers]\nvisits = nan\n", "levers.visits: nan is not possible; expected a number"),
        (SMALL + "[levers]\nvisits = inf\n", "levers.visits: inf is not possible; expected a number"),
        (SMALL + "[levers]\nvisits = 1" + "0" * 400, "levers.visits: 1000"),
        (SMALL + "[levers]\nvisits = true\n", "levers.visits: True is not possible; expected a number"),
        (SMALL + '[levers]\nvisits = "many"\n', 'levers.visits: "many" is not possible; expected a number'),
        (SMALL + "[levers]\nvisits = [1]\n", "levers.visits: [1] is not possible; expected a number"),
        (SMALL + "[levers.visits]\nat_most = 1\n", "levers.visits: {'at_most': 1} is not possible; expected a number"),
        ("levers = 3\n" + SMALL, "mine.toml, [levers]: 3 is not possible; expected a table"),
        (SMALL + "[readings]\ncitizens = 3\n", "mine.toml, readings.citizens: 3 is not possible; expected a table"),
        (
            SMALL + '[rungs.summons]\nrule = "botom"\n',
            'expected one of "target", "threshold", "top", "bottom", "points". Did you mean "bottom"?',
        ),
        (
            SMALL + "[readings.citizens]\nperiod = 5\n",
            "mine.toml, readings.citizens.period: 5.0 is not possible; expected 1, 3, 6 or 12 months.",
        ),
        (SMALL + '[readings."a b"]\nweight = 5\n', '[readings]: "a b" is not possible; expected an id of letters'),
        (SMALL + "[readings.own]\nweight = 5\n", "mine.toml, readings.own.name_en: missing; expected a value."),
        (
            SMALL.replace('name_zh = "增长"', 'kinds = ["hilly"]'),
            'indicators.growth.kinds: "hilly" is not possible; expected one of "ordinary"',
        ),
        (
            SMALL.replace('name_zh = "增长"', 'kinds = "mountain"'),
            'indicators.growth.kinds: "mountain" is not possible; expected a list',
        ),
        (
            "class_coefficients = [1, 2]\n" + SMALL,
            "class_coefficients: [1, 2] is not possible; expected a list of 3 numbers, for large, medium, small "
            "townships.",
        ),
        (
            "class_coefficients = [1, 2, 0]\n" + SMALL,
            "class_coefficients: 0 is not possible; expected a number from 0.01 to 2.",
        ),
        (SMALL + "[groups]\nS1 = -1\n", "mine.toml, groups.S1: -1 is not possible; expected a number from 0 to 100."),
    ],
)
def test_keys_and_values(complaint, content, message):
    assert message in complaint(content)


@pytest.mark.parametrize(("key", "other"), [("en", "zh"), ("zh", "en")])
def test_one_language_is_enough_to_say_what_a_file_is(tmp_path, key, other):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL.replace(f"{key} = ", "given = ", 1), encoding="utf-8")
    about = load(path).about
    assert about.en == about.zh == {"en": "x", "zh": "某"}[other]


def test_a_file_that_does_not_say_what_it_is_is_refused(complaint):
    assert complaint(SMALL.replace(ABOUT, "[about]\nen = ' '\n")).startswith("scenarios: mine.toml, [about]: missing")
    assert "missing section [about]" in complaint("[levers]\nvisits = 1\n")
    assert "about.en: 3 is not possible; expected a text." in complaint('[about]\nen = 3\nzh = "x"\n')


# What only shows together


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            SMALL.replace('office = "finance"\n', ""),
            "mine.toml, indicators.growth.office: missing; expected the id of the office it belongs to.",
        ),
        (
            SMALL.replace('"finance"', '"finanse"'),
            'mine.toml, indicators.growth.office: unknown office "finanse"; did you mean "finance"?',
        ),
        (
            SMALL.replace('"economy"', '"economie"'),
            'mine.toml, indicators.growth.field: unknown field "economie"; did you mean "economy"?',
        ),
        (
            ABOUT + "[readings.target_score]\nweight = 1\n",
            "mine.toml, [offices]: none given, and a county without offices cannot assess; expected at least one",
        ),
        (
            SMALL.replace("[offices]\nfinance = {}\necology = {}\n", ""),
            "mine.toml, [offices]: none given, and a county without offices cannot assess; expected at least one, such "
            "as ecology (kaohe list offices).",
        ),
        (
            SMALL.replace("ecology = {}\n", ""),
            'mine.toml, indicators.air.office: "ecology" is not among the offices of this regime; expected one of them '
            "(finance), or ecology = {} in [offices], which takes it from the catalogue.",
        ),
        (
            SMALL.replace("finance = {}", "finance = { weight = 0 }").replace("ecology = {}", "ecology.weight = 0"),
            "mine.toml, offices.weight: 0 is not possible; expected at least one office with a weight above zero.",
        ),
        (
            SMALL.replace('field = "economy"\n', ""),
            "mine.toml, indicators.growth.field: missing; expected the id of the field it belongs to.",
        ),
        (
            SMALL.replace("[readings.target_score]\nweight = 1\n", ""),
            "mine.toml, readings.weight: 0 is not possible; expected at least one reading with a weight above zero.",
        ),
        (
            SMALL.replace(
                "[offices]",
                "[offices]\n" + "".join(f"o{n} = {{ name_en = 'o{n}', name_zh = '某{n}' }}\n" for n in range(24)),
            ),
            "mine.toml, offices: 26 rows is not possible; expected 1 to 24 rows.",
        ),
        (
            SMALL.replace('"finance"', '"finanse"'),
            'mine.toml, indicators.growth.office: unknown office "finanse"; did you mean "finance"?',
        ),
        (
            SMALL.replace('"economy"', '"economie"'),
            'mine.toml, indicators.growth.field: unknown field "economie"; did you mean "economy"?',
        ),
        (
            ABOUT + "[readings.target_score]\nweight = 1\n",
            "mine.toml, [offices]: none given, and a county without offices cannot assess; expected at least one",
        ),
        (
            SMALL.replace("[offices]\nfinance = {}\necology = {}\n", ""),
            "mine.toml, [offices]: none given, and a county without offices cannot assess; expected at least one, such "
            "as ecology (kaohe list offices).",
        ),
        (
            SMALL.replace("ecology = {}\n", ""),
            'mine.toml, indicators.air.office: "ecology" is not among the offices of this regime; expected one of them '
            "(finance), or ecology = {} in [offices], which takes it from the catalogue.",
        ),
        (
            SMALL.replace("finance = {}", "finance = { weight = 0 }").replace("ecology = {}", "ecology.weight = 0"),
            "mine.toml, offices.weight: 0 is not possible; expected at least one office with a weight above zero.",
        ),
        (
            SMALL.replace('field = "economy"\n', ""),
            "mine.toml, indicators.growth.field: missing; expected the id of the field it belongs to.",
        ),
        (
            SMALL.replace("[readings.target_score]\nweight = 1\n", ""),
            "mine.toml, readings.weight: 0 is not possible; expected at least one reading with a weight above zero.",
        ),
        (
            SMALL.replace(
                "finance = {}", "".join(f'o{n} = {{ name_en = "o{n}", name_zh = "某{n}" }}\n' for n in range(24))
            ),
            "mine.toml, line 38, indicators.growth.office",
        ),
        (
            SMALL.replace(
                "[offices]", "".join(f'offices.o{n} = {{ name_en = "o{n}", name_zh = "某{n}" }}\n' for n in range(24))
            )
            .replace("finance = {}", "offices.finance = {}")
            .replace("ecology = {}", "offices.ecology = {}")
            .replace(ABOUT, "")
            + ABOUT,
            "mine.toml, offices: 26 rows is not possible; expected 1 to 24 rows.",
        ),
        (
            SMALL.replace("weight = 1\n", "weight = 0\n"),
            "mine.toml, readings.weight: 0 is not possible; expected at least one reading",
        ),
        (
            SMALL.replace('name_en = "growth"', 'name_en = "growth"\nweight = 0').replace(
                "veto = 1", "veto = 1\nweight = 0"
            ),
            "indicators.weight: 0 is not possible; expected weights of common indicators that sum to more than zero.",
        ),
        (
            SMALL
            + "[fields]\n"
            + "".join(
                f"{name}.need = 0\n"
                for name in ("economy", "environment", "safety", "party", "rural", "services", "digital", "requests")
            ),
            "fields.economy.need: 0 is not possible; expected a number from 0.001 to 1",
        ),
        (
            SMALL.replace("weight = 1\n", 'weight = 1\ngroup = "S1"\n'),
            'readings.target_score.group: "S1" is not possible; expected a group named in [groups].',
        ),
        (
            SMALL.replace("weight = 1\n", 'weight = 1\ngroup = "S1"\n') + "[groups]\nS1 = 0\n",
            "readings.weight: 0 is not possible; expected at least one reading with a weight above zero",
        ),
        (SMALL + "[groups]\nS2 = 0.3\n", "mine.toml, groups.S2: no reading uses the weight 0.3"),
        (
            SMALL + '[rungs.person_excellent]\nsource = "citizens"\nprize = 1\n',
            'mine.toml, rungs.person_excellent.source: "citizens" is not possible; expected no source',
        ),
        (
            SMALL + '[rungs.summons]\nsource = "citizen"\n',
            'rungs.summons.source: unknown reading "citizen"; did you mean "citizens"?',
        ),
        (
            SMALL + "[rungs.team_good]\nprize = 1\nquota = 0.8\n[rungs.summons]\nfear = 1\nquota = 0.3\n",
            "rungs.team_good.quota: 0.8 at the top and 0.3 at the bottom (rungs.summons) make more than the whole",
        ),
        (SMALL + "[levers]\nindicator_cap = 8\n", "levers.indicator_cap: 8 is below the 9 items under one-vote veto"),
        (
            SMALL + "[rungs.ballot_dismissal]\nprize = 1\n",
            'rungs.ballot_dismissal: depends on the reading "staff_ballot", which has no weight',
        ),
    ],
)
def test_contradictions(complaint, content, message):
    assert message in complaint(content)


def test_a_reform_on_ballot_rungs_alone_is_refused_with_the_reason(complaint):
    message = complaint(f"{ABOUT}row = 'X'\n[rungs.ballot_dismissal]\nprize = {{ at_least = 1 }}\n")
    assert message.endswith(
        'rungs.ballot_dismissal: depends on the reading "staff_ballot", which has no weight in the score nor for '
        "posts; expected readings.staff_ballot.weight or post_weight above zero."
    )


def test_a_cap_that_a_reform_sets_too_low_is_laid_at_its_door(complaint):
    message = complaint(f"{ABOUT}row = 'X'\n[levers]\nindicator_cap = {{ at_most = 5 }}\n")
    assert "5 (set by mine.toml) is below the" in message


# Extending


def test_files_that_extend_each_other_are_stopped(tmp_path):
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.toml").write_text(f'extends = "{other}.toml"\n{ABOUT}', encoding="utf-8")
    assert "a.toml: extends itself, directly or through another file." in refused(load, tmp_path / "a.toml")


def test_a_regime_that_extends_another_has_its_offices(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(f'extends = "minimal"\n{ABOUT}', encoding="utf-8")
    assert [office.id for office in load(path).regime.offices] == ["civil_affairs", "development_reform"]


def test_an_empty_word_to_extend_names_the_file(complaint):
    assert complaint(f'extends = ""\n{ABOUT}').startswith("scenarios: mine.toml, extends: an empty value")


def test_a_regime_is_no_reform_and_a_reform_no_regime(tmp_path):
    (tmp_path / "regime.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "reform.toml").write_text(f"{ABOUT}row = 'D1'\n[levers]\nvisits = 1\n", encoding="utf-8")
    regime, reform = tmp_path / "regime.toml", tmp_path / "reform.toml"
    assert f'"{regime}" is a regime; expected one regime only' in refused(load, f"generalised+{regime}")
    assert f'"{reform}" is no regime; expected a regime first' in refused(load, str(reform))


def test_an_unknown_regime_to_extend_names_both_files(complaint):
    message = complaint(f'extends = "generalized"\n{ABOUT}')
    assert message == (
        'scenarios: mine.toml, extends: unknown regime "generalized"; did you mean "generalised"? (kaohe list regimes)'
    )


# Reforms and packages

REFORM = ABOUT + 'row = "D6"\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (REFORM, "mine.toml: changes nothing; expected at least one entry"),
        (
            REFORM + "[phase]\nstart = 3\n[levers]\nvisits=1\n",
            'mine.toml, [phase]: unknown key "start"; did you mean "start_month"?',
        ),
        (
            REFORM + "[phase]\nstart_month = -3\n[levers]\nvisits=1\n",
            "mine.toml, phase.start_month: -3 is not possible; expected a number from 0 to 1200 (months).",
        ),
        (REFORM + "[levers]\nvisitz = 1\n", 'mine.toml, [levers]: unknown lever "visitz"; did you mean "visits"?'),
        (REFORM + "[levers]\nslack_pay = 0\n", '("slack_pay" belongs to behaviour'),
        (
            REFORM + "[levers]\nvisits = { atleast = 1 }\n",
            'levers.visits: unknown word "atleast"; did you mean "at_least"?',
        ),
        (
            REFORM + "[levers]\nvisits = { share = 0.1 }\n",
            "levers.visits.share: only the weight or post_weight of a reading has a share.",
        ),
        (
            REFORM + "[levers]\nvisits = { at_least = 1, scale = 2 }\n",
            "expected exactly one of scale, add, at_least, at_most.",
        ),
        (REFORM + "[levers]\nvisits = {}\n", "expected exactly one of"),
        (
            REFORM + "[levers]\nvisits = { at_least = 11 }\n",
            "levers.visits.at_least: 11 is not possible; expected a number from 0 to 10",
        ),
        (
            REFORM + "[levers]\nvisits = { scale = -1 }\n",
            "levers.visits.scale: -1 is not possible; expected a number from 0 to 10 (times).",
        ),
        (REFORM + "[levers]\nvisits = { add = nan }\n", "levers.visits.add: nan is not possible"),
        (
            REFORM + "[readings.citizens]\nweight = { share = 1 }\n",
            "readings.citizens.weight.share: 1 is not possible; expected a number from 0 to 0.95",
        ),
        (REFORM + "[readings.citizens]\nperiod = 3\n", 'mine.toml, readings.citizens: unknown column "period"'),
        (REFORM + "[readings.citizen]\nsample = 3\n", '[readings]: unknown row "citizen"; did you mean "citizens"?'),
        (
            REFORM + "[fields.economy]\npoint_scale = 1\n",
            'fields.economy: unknown column "point_scale"; did you mean "points_scale"?',
        ),
        (REFORM + "[behaviour]\nslack_pay = 0\n", 'mine.toml: a reform may not set "behaviour"'),
        ("covered = []\n" + REFORM, 'mine.toml: a reform may not set "covered"'),
        (
            REFORM + "[offices.finance]\nweight = 0\n",
            'mine.toml: unknown section "offices"',
        ),
        (
            REFORM + '[levers]\ngate = 0.5\n[assumed]\n"levers.gates" = [0, 1]\n',
            'mine.toml, [assumed]: unknown word "levers.gates"',
        ),
        (
            REFORM + "[levers]\ngate = 0.5\n[assumed]\nlevers.gate = [0.6, 1]\n",
            "mine.toml, assumed.levers.gate: [0.6, 1] is not possible; "
            "expected a range [low, high] around the value that the file gives, 0.5",
        ),
        (ABOUT + "[reforms]\n", "mine.toml, [reforms]: none given"),
        (
            ABOUT + "[reforms]\nduty_lst = 1\n",
            'mine.toml, [reforms]: unknown reform "duty_lst"; did you mean "duty_list"? (kaohe list reforms)',
        ),
        (
            ABOUT + "[reforms]\nduty_list = 2\n",
            "mine.toml, reforms.duty_list: 2 is not possible; expected a number from 0 to 1 (dose).",
        ),
        (ABOUT + "[reforms]\nzhou = 1\n", "expected a reform, not a package"),
        (ABOUT + "[reforms]\nduty_list = { dos = 1 }\n", 'reforms.duty_list: unknown key "dos"; did you mean "dose"?'),
        (ABOUT + '[reforms]\nduty_list = { only = ["readings"] }\n', 'this reform does not change "readings".'),
    ],
)
def test_reforms_and_packages(complaint, content, message):
    assert message in complaint(content)


# Texts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("generalized", 'unknown regime "generalized"; did you mean "generalised"? (kaohe list regimes)'),
        (
            "generalised+mutual_recogniton",
            'unknown reform "mutual_recogniton"; did you mean "mutual_recognition"? (kaohe list reforms)',
        ),
        ("generalised+extreme", '"extreme" is a regime; expected one regime only, in front, and reforms after it.'),
        ("duty_list", '"duty_list" is no regime; expected a regime first, as in generalised+duty_list.'),
        ("", "an empty value is not possible; expected a regime"),
        ("generalised+", "is not possible; expected a regime, and reforms after plus signs"),
        ("generalised=0.5", '"generalised=0.5": a regime has no dose'),
        ("generalised+zhou=2", 'dose of "zhou": 2.0 is not possible; expected a number from 0 to 1.'),
        ("generalised+zhou=-0.1", 'dose of "zhou": -0.1 is not possible'),
        ("generalised+zhou=nan", 'dose of "zhou": nan is not possible'),
        ("generalised+zhou=", 'dose of "zhou": an empty value is not possible'),
        ("generalised+zhou=much", 'dose of "zhou": "much" is not possible'),
        ("generalised+zhou@-1", 'start of "zhou": -1.0 is not possible; expected a number from 0 to 1200 (months).'),
        ("generalised+zhou@soon", 'start of "zhou": "soon" is not possible'),
        ("generalised,visits", '"visits" is not possible; expected a lever and its value, as in indicator_load=1.5.'),
        ("generalised,visits=many", "expected a lever and its value"),
        ("generalised,visits=11", "levers.visits: 11.0 is not possible; expected a number from 0 to 10"),
        ("generalised,visit=1", 'unknown lever "visit"; did you mean "visits"?'),
        ("generalised,visits=1,visits=2", "levers.visits: set twice; expected one value."),
        ("nowhere/mine.toml", "nowhere/mine.toml: no such file."),
        ("generalised+nowhere/mine.toml", "nowhere/mine.toml: no such file."),
        ("x\0.toml", "cannot be read (no name for a file)."),
        ("generalised+zhou+zhou", '"zhou" is given twice; expected every one once.'),
    ],
)
def test_texts(text, message):
    assert message in refused(load, text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"(generalised|minimal)[+=@,.a-z0-9_-]{0,20}", fullmatch=True))
def test_no_text_ends_in_anything_but_a_scenario_or_a_complaint(text):
    try:
        assert isinstance(load(text), Scenario)
    except ScenarioError as error:
        assert str(error).startswith("scenarios: ")


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["about", "levers", "readings", "extends", "reforms", "phase", "groups", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(
                    st.sampled_from(["en", "zh", "visits", "citizens", "weight", "share"]), inner, max_size=3
                )
            ),
            max_leaves=6,
        ),
    )
)
def test_no_tables_end_in_anything_but_a_complaint(tables):
    from scenarios.countries import DEFAULT, find_country
    from scenarios.reform_file import read_package, read_reform
    from scenarios.regime_file import check_sections

    for read in (
        lambda: check_sections(tables, "f", find_country(DEFAULT)),
        lambda: read_reform(tables, "f", "f"),
        lambda: read_package(tables, "f", "f"),
    ):
        try:
            read()
        except ScenarioError as error:
            assert str(error).startswith("scenarios: f")


# Behaviour, cases, records


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"slak_pay": 1}, 'behaviour: unknown parameter "slak_pay"; did you mean "slack_pay"?'),
        ({"visits": 1}, '("visits" is a lever, which a regime sets.)'),
        ({"patience": 1}, "behaviour.patience: 1 is not possible; expected a number from 0.5 to 0.999"),
        ({"patience": nan}, "behaviour.patience: nan is not possible"),
        ({"precision": inf}, "behaviour.precision: inf is not possible"),
        ({"adjustment": 0.5}, "behaviour.adjustment: 0.5 with precision 10 is unstable: shares would swing"),
        ({"adjustment": 0.25, "precision": 20}, "expected adjustment below 0.18, or less precision."),
        ({"precision": 1000}, "behaviour.adjustment: 0.2 with precision 1000 is unstable"),
        (
            {f"mass_{kind}": 0 for kind in ("real", "paper", "showcase", "initiative", "shifting", "slack")},
            "every mass is zero",
        ),
    ],
)
def test_behaviour(values, message):
    assert message in refused(load_behaviour, values)


def test_slow_adjustment_allows_any_precision():
    assert load_behaviour({"precision": 1e4, "adjustment": 1e-4}).precision == 1e4


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"months": 0}, "months: 0 is not possible; expected a whole number from 1 to 1200."),
        ({"months": 2.5}, "months: 2.5 is not possible"),
        ({"seed": -1}, "seed: -1 is not possible"),
    ],
)
def test_cases(named, message):
    assert message in refused(load("minimal").case, "yinzhou", **named)


def test_an_unknown_place():
    assert 'unknown place "yinzou"; did you mean "yinzhou"?' in refused(load_place, "yinzou")


def test_records_that_are_none():
    good = load("minimal+duty_list").record()
    assert "record: not a recorded scenario" in refused(Scenario.from_record, {})
    assert "record: not a recorded scenario" in refused(Scenario.from_record, {**good, "changes": [{"x": 1}]})
    bad = json.loads(json.dumps(good))
    bad["regime"]["levers"]["visits"] = -1
    assert "record, levers.visits: -1 is not possible" in refused(Scenario.from_record, bad)


def test_a_complaint_survives_the_way_between_processes():
    error = ScenarioError(Both("y", "乙"), "x")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == "scenarios: x: y"
    assert again.render("zh") == "x：乙"


def test_of_very_many_mistakes_the_first_are_told_and_that_there_may_be_more(tmp_path):
    path = tmp_path / "own.toml"
    head = 'extends = "generalised"\n[about]\nen = "x"\n[levers]\n'
    path.write_text(head + "".join(f"{name} = -5\n" for name in meanings(Levers)), encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        load(str(path))
    *told, last = map(str, caught.value.errors)
    assert len(told) == MOST < len(meanings(Levers)) and all(", line " in each for each in told)
    assert "first 50 mistakes" in last and "may be more" in last
