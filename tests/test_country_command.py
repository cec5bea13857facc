"""What `kaohe country` understands, says and draws: places, files of assignments, lost readers, tiles, few units."""

import os
import re
import sys
from itertools import chain

import numpy as np
import pytest
from small import CHINESE, in_chinese, kaohe

from analysis.figures import national as figures
from analysis.labels import in_lines
from analysis.tables.national import headline_table
from experiments.national.assignments import read_assignments
from experiments.national.country import run_country
from experiments.national.units import place_code
from experiments.run.last_month import TOWNSHIP_STATES
from kaohe import run_country as country_command
from kaohe.national import design_country
from kaohe.running import RunOptions
from scenarios.errors import ScenarioError
from scenarios.places import register
from scenarios.places.country import territory_of
from scenarios.places.names import plain, short_names
from sim.measures import MEASURES

ONE_COUNTY = 4604  # 18 townships
LANGUAGES = ("en", "zh")


def refused(call, *given):
    with pytest.raises(ScenarioError) as caught:
        call(*given)
    return caught.value


# Places


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("宁波", 3302), ("浙江", 33), ("浙江省宁波市", 3302), ("内蒙", 15), ("延边", 2224), ("重庆市县", 5002),
        ("33", 33), (np.int64(33), 33), ("北京", 11), ("country", 0), ("China", 0), ("全国", 0), ("中国", 0),
        ("0", 0), (None, 0),
    ],
)  # fmt: skip
def test_places_by_name_and_by_word(word, code):
    found = design_country(word).place
    assert found == code and type(found) is int


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("江", "32 (江苏省), 36 (江西省)"), ("南", "in all"), ("吉林", "22 (吉林省), 2202 (吉林省吉林市)"),
        ("海南", "46 (海南省), 6325"), ("张家", "1307"),
    ],
)  # fmt: skip
def test_a_name_of_several_units_is_refused_with_them(word, said):
    error = refused(place_code, word)
    assert said in error.render("en") and f'"{word}" may be' in error.render("en")
    assert f"“{word}” 可指" in in_chinese(error.render("zh")) and ", " not in error.render("zh")


@pytest.mark.parametrize("word", ["县", "州", "市", "省", "00", "033", "", 3302.0, True, [33], "不存在"])
def test_what_is_no_place_is_refused_in_one_way(word):
    assert "two digits of a province" in refused(design_country, word).render("en")
    in_chinese(refused(design_country, word).render("zh"))


# Files of assignments


@pytest.fixture
def who(tmp_path):
    def write(lines):
        file = tmp_path / "who.toml"
        file.write_text(lines, encoding="utf-8")
        return file

    return write


def test_one_file_for_the_country_serves_for_a_part(who):
    file = who(
        '[scenarios]\ndefault = "generalised"\n33 = "leping"\n330212 = "minimal"\n34 = "minimal"\n3301 = "yinzhou"\n'
    )
    found = read_assignments(file, 3302)
    assert [unit for unit, _ in found.here] == [0, 33, 330212] and found.elsewhere == [34, 3301]
    study = design_country(3302, found.here)
    assert [study.scenarios[code].id for code in (0, 33, 330212)] == ["generalised", "leping", "minimal"]
    assert study.build(territory_of(3302)).counties is not None
    assert read_assignments(file).elsewhere == []


def test_what_a_file_leaves_aside_is_said(who, capsys):
    file = who(f'[scenarios]\ndefault = "minimal"\n{ONE_COUNTY // 100} = "generalised"\n33 = "leping"\n34 = "leping"\n')
    for lang, said in (("en", "2 units outside this place left aside (33, 34)"), ("zh", "以外的 2 个单位（33、34）")):
        common = ("--months", 1, "--threads", 1, "--lang", lang)
        assert kaohe("country", "--place", ONE_COUNTY, "--assignments", file, *common) == 0
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "assigns nothing; expected a table [scenarios]"),
        ("[scenarios]\n", "assigns nothing; expected a table [scenarios]"),
        ('[scenarios]\n39 = "leping"\n', "39 is not possible"),
        ('[scenarios]\n033 = "leping"\n', "033 is not possible"),
        ('[scenarios]\n34 = "unheard"\n', "unheard"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(lines, said, who):
    error = refused(read_assignments, who(lines), 3302)
    assert said in error.render("en") and "who.toml" in error.render("en")
    assert "[about]" not in error.render("zh") and CHINESE.search(error.render("zh"))


def test_units_outside_are_refused_on_the_command_line():
    assert "holds it" in refused(design_country, 33, ["34=leping"]).render("en")
    assert list(design_country(3302, ["33=leping"]).scenarios) == [0, 33]


def test_what_is_given_twice_is_said_to_be():
    assert "3302 is given twice" in refused(design_country, None, ["3302=leping", "3302=minimal"]).render("en")
    assert "两个方案" in refused(design_country, None, ["leping", "minimal"]).render("zh")


@pytest.mark.parametrize("key", ["x", 33.0, True, "330212001", 39, None])
def test_mappings_with_impossible_units_are_refused(key):
    assert "province, prefecture or county" in refused(design_country, None, {key: "leping"}).render("en")


# What is said


@pytest.fixture
def gone(monkeypatch):
    """A screen that nobody reads any more, as after `| head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        yield lambda name: monkeypatch.setattr(sys, name, stream)
        monkeypatch.undo()


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_files_are_written_when_the_reader_has_gone(stream, gone, tmp_path, monkeypatch):
    gone(stream)
    out = tmp_path / "results"
    assert kaohe("country", "--place", ONE_COUNTY, "--months", 1, "--threads", 1, "--out", out) == 0
    assert {"townships.parquet", "distribution.csv", "run.json"} <= {path.name for path in out.iterdir()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_loses_nothing(lang, capsys):
    assert kaohe("country", "--help", "--lang", lang) == 0
    shown = capsys.readouterr().out
    assert "[scenarios]" in shown and "…" not in shown and "country" in shown


def test_chinese_messages_have_chinese_punctuation():
    for word in ("nowhere", "39"):
        error = refused(design_country, None, [f"generalised+{word}"])
        assert '"' not in error.render("zh") and '"' in error.render("en")
    said = refused(territory_of, 39).render("zh")
    assert "（" in said and "、" in said and "(" not in said and ", " not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_and_names_have_one_style(lang, capsys, monkeypatch):
    from scenarios.places import country as places

    monkeypatch.setattr(places, "left_out", lambda code=0: register.counties()[:6])
    assert kaohe("country", "--place", 31, "--months", 1, "--threads", 1, "--lang", lang) == 0
    err = capsys.readouterr().err
    names = [unit.name for unit in register.counties()[:5]]
    assert ("、" if lang == "zh" else ", ").join(names) in err
    assert lang == "en" or ", " not in err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_large_numbers_are_grouped(lang):
    study = design_country(33, months=1200)
    line = country_command._start(study, territory_of(33), RunOptions(lang=lang, months=1200))
    assert not re.search(r"\d{4}", line) and "1,200" in line and line.count(",") >= 3


# Names of tiles


def places():
    """The country, every province and every prefecture, with the units that its tiles are of."""
    yield [unit.code for unit in register.provinces()]
    for unit in register.provinces():
        below = [each.code for each in register.prefectures(unit.code)]
        yield below if len(below) > 1 else [each.code for each in register.counties(below[0])]
    for unit in register.prefectures():
        yield [each.code for each in register.counties(unit.code)]


def test_tiles_of_every_place_have_names_of_their_own():
    for codes in places():
        names = short_names(codes)
        assert len(set(names)) == len(names)
        for code, name in zip(codes, names, strict=True):
            assert name and len(name) <= 11
            lines = in_lines(name).split("\n")
            assert len(lines) <= 2 and "".join(lines) == name
            assert len(name) > 1 or register.unit_name(code) == name


def test_tiles_have_names_as_people_say_them():
    changchun = dict(zip((codes := [u.code for u in register.counties(2201)]), short_names(codes), strict=True))
    assert [changchun[code] for code in (220171, 220172, 220173, 220174)] == [
        "经开区", "净月高新区", "高新区", "汽车经开区",
    ]  # fmt: skip
    assert short_names([130107, 130121]) == ["井陉矿区", "井陉"]
    assert short_names([150502, 150521]) == ["科尔沁", "科尔沁左翼中旗"]
    assert short_names([340500, 220184, 500106]) == ["340500", "公主岭", "沙坪坝"]
    assert [plain(name) for name in ("延边朝鲜族自治州", "内蒙古自治区", "鄂伦春自治旗", "忠县", "广西壮族自治区")] == [
        "延边", "内蒙古", "鄂伦春", "忠县", "广西",
    ]  # fmt: skip


# Few units and few months


@pytest.fixture(scope="module")
def single():
    return run_country(design_country(ONE_COUNTY, months=1), threads=1)


def test_a_place_with_one_unit_below_shows_the_level_below_that():
    shanghai = run_country(design_country(31, months=1), threads=1)
    assert len(shanghai.regions) == 16 and shanghai.regions.min() > 310_000
    assert np.array_equal(shanghai.townships, shanghai.in_county)
    assert run_country(design_country(46, months=1), threads=1).regions.tolist() == [4601, 4603, 4604, 4690]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_unit_has_no_scale_and_no_range(single, lang):
    drawn = figures.tiles(single, lang)
    assert len(drawn.axes) == 6 and drawn.get_size_inches()[1] < 6
    sizes = {patch.get_width() for axes in drawn.axes for patch in axes.patches}
    assert sizes == {0.94} and all(np.ptp(axes.get_xlim()) > 4 for axes in drawn.axes)
    table = headline_table(single, lang)
    assert len(table.columns) == 3 and not any("…" in str(cell) for c in table.columns for cell in c.cells)
    titles = "".join(text.get_text() for text in (*drawn.texts, *figures.course(single, lang).texts))
    assert "1 unit" not in titles and "1 个单位" not in titles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_month_is_one_tick_and_no_invented_scale(single, lang):
    drawn = figures.course(single, lang)
    assert all(axes.get_xticks().tolist() == [1] for axes in drawn.axes)
    empty = drawn.axes[-1]
    assert not len(empty.get_yticks()) and [t.get_text() for t in empty.texts] == [
        {"en": "not assessed yet", "zh": "尚未考核"}[lang]
    ]
    assert all(axes.get_xticks().tolist() == [1] for axes in figures.cascade(single, lang).axes)


def test_ticks_are_whole_and_few():
    for last in chain(range(1, 61), (120, 360, 1200)):
        ticks = figures.whole_ticks(last, figures.MONTH_STEPS)
        assert 1 <= len(ticks) <= 6 and ticks[0] >= 1 and ticks[-1] <= last


def test_few_townships_have_few_bars(single):
    assert [figures.bins_for(n) for n in (2, 18, 100, 400, 41_315)] == [5, 8, 20, 40, 40]
    assert len(figures.townships(single).axes[0].patches) == 8


def test_an_outcome_has_one_unit_in_months_and_townships(single):
    units = {measure.id: measure.unit for measure in MEASURES}
    assert {state.id: state.unit for state in TOWNSHIP_STATES if units.get(state.id, state.unit) != state.unit} == {}
    monthly = single.national()[-1]
    for name in ("initiative", "true_outcome", "burden", "slack"):
        assert single.ending[name].mean() == pytest.approx(monthly[[m.id for m in MEASURES].index(name)], rel=1e-9)
