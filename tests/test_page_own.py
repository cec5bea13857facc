"""`kaohe page`: a page with a county and scenarios of one's own, and what is refused before anything is written."""

import json
import os
from pathlib import Path

import openpyxl
import pytest
from small import HEADER, ROWS, in_chinese, kaohe, write_county

from kaohe import run_page
from kaohe.page import own
from kaohe.page.document import PAGE, part, unpack
from scenarios import load

MINE = 'extends = "generalised+mutual_recognition=0.5@6"\n[about]\nen = "x"\nzh = "我的"\n[levers]\nvisits = 0.4\n'


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def known(path):
    return json.loads(unpack(part(Path(path).read_text(encoding="utf-8"), "contents")))


def refused(capsys, *arguments):
    """The one message of a page that is refused, and that nothing was written, not even in part."""
    for lang in ("zh", "en"):
        before = sorted(os.listdir())
        assert kaohe("page", *arguments, "--lang", lang) == 2
        message = capsys.readouterr().err.strip()
        assert len(message.splitlines()) == 1 and "Traceback" not in message
        assert sorted(os.listdir()) == before
        if lang == "zh":
            in_chinese(message)
    return message


def test_what_cannot_be_written_or_run_is_refused_in_one_message(capsys, here):
    (here / "folder").mkdir()
    (here / "bad.csv").write_text("code,name\n1,x\n", encoding="utf-8")
    (here / "file").write_text("", encoding="utf-8")
    assert "folder" in refused(capsys, "--out", "folder", "--scenario", "extreme")
    assert "cannot be written" in refused(capsys, "--out", "file/page.html", "--scenario", "extreme")
    assert "bad.csv" in refused(capsys, "--place", "bad.csv")
    assert "nowhere" in refused(capsys, "--place", "nowhere")
    assert "nothing" in refused(capsys, "--scenario", "generalised+nothing")
    assert "6" in refused(capsys, *["--scenario", "generalised"] * 6)
    assert "--out" in refused(capsys, "--out", "")


def test_a_page_of_other_rules_is_refused(capsys, monkeypatch):
    monkeypatch.setattr(own, "rules_hash", lambda: "0" * 64)
    message = refused(capsys, "--scenario", "extreme")
    assert "00000000" in message and "python -m app.build" in message


def test_a_page_that_cannot_be_finished_leaves_the_old_one(monkeypatch, capsys, here):
    page = here / "kaohe.html"
    page.write_text("old", encoding="utf-8")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert kaohe("page", "--out", page, "--scenario", "extreme") == 2
    assert "No space left" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old" and os.listdir() == ["kaohe.html"]


def test_a_regime_keeps_its_name_whatever_is_laid_on_it(here):
    """A shipped one under a reform of one's own, and one's own under a shipped reform."""
    (here / "reform.toml").write_text(
        '[about]\nrow = "D17"\nname_en = "Fewer"\nname_zh = "减检"\nen = "x"\nzh = "我的"\n[levers]\nvisits = 0.2\n',
        "utf-8",
    )
    (here / "mine.toml").write_text(MINE.replace('en = "x"', 'en = "x"\nname_en = "Mine"\nname_zh = "本县"'), "utf-8")
    own = ("generalised+./reform.toml", "./mine.toml+duty_list")
    assert kaohe("page", "--out", "own.html", "--scenario", own[0], "--scenario", own[1]) == 0
    regimes = known("own.html")["regimes"]
    assert regimes["generalised"] == known(PAGE)["regimes"]["generalised"]
    assert regimes["mine.toml"]["name"] == {"en": "Mine", "zh": "本县"}


def test_without_anything_of_ones_own_the_shipped_page_is_opened(monkeypatch, capsys):
    opened = []
    monkeypatch.setattr(run_page.webbrowser, "open", opened.append)
    assert kaohe("page") == 0
    assert opened == [PAGE.as_uri()] and PAGE.name in capsys.readouterr().out


def test_scenarios_keep_their_doses_and_start_months(here):
    Path("mine.toml").write_text(MINE, encoding="utf-8")
    assert (
        kaohe("page", "--scenario", "generalised+zhou=0.5@30,visits=0.3", "--scenario", "./mine.toml+negotiation@40")
        == 0
    )
    assert known("kaohe.html")["start"]["scenarios"] == [
        "generalised+zhou=0.5@30,visits=0.3",
        "mine.toml+mutual_recognition=0.5@6+negotiation=1@40",
    ]


def test_every_reform_can_be_laid_on_a_regime_of_ones_own_or_says_why_not():
    Path("mine.toml").write_text(MINE, encoding="utf-8")
    assert kaohe("page", "--scenario", "./mine.toml") == 0
    page = known("kaohe.html")
    for name, reform in page["reforms"].items():
        laid = reform["overlays"]["mine.toml"]
        assert laid and (isinstance(laid, list) or set(laid) == {"en", "zh"}), name
        if name == "mutual_recognition":
            continue  # has the file's own dose and start
        same = load(f"./mine.toml+{name}")
        assert [row[0] for row in laid] == [c.target for c in same.changes if c.reform == name]


def test_two_files_of_one_name_and_of_odd_names_are_told_apart(here):
    (here / "other").mkdir()
    Path("mine.toml").write_text(MINE, encoding="utf-8")
    Path("other/mine.toml").write_text(MINE.replace("0.4", "0.3"), encoding="utf-8")
    Path("a+b,c=d@1.toml").write_text(MINE, encoding="utf-8")
    files = ["./mine.toml", "./other/mine.toml", "./a+b,c=d@1.toml"]
    assert kaohe("page", *(word for file in files for word in ("--scenario", file))) == 0
    page = known("kaohe.html")
    names = [text.partition("+")[0] for text in page["start"]["scenarios"]]
    assert names == ["mine.toml", "mine.toml (2)", "a_b_c_d_1.toml"]
    for name in names:
        assert set(page["exchanges"][name]) >= {*names, "extreme"}
    assert page["regimes"][names[0]]["parameters"] != page["regimes"][names[1]]["parameters"]


@pytest.mark.parametrize(("name", "id"), [("county", "county"), ("class", "class (2)")])
def test_a_county_of_ones_own_comes_first_and_hides_none_of_ours(name, id):
    write_county(Path(), f"{name}.csv")
    assert kaohe("page", "--place", f"{name}.csv", "--out", "deep/own.html") == 0
    page = known("deep/own.html")
    assert next(iter(page["places"])) == page["start"]["place"] == id
    assert page["places"][id]["townships"][0]["name"]["zh"] == "甲镇"
    assert page["places"]["class"] == known(PAGE)["places"]["class"]
    assert {lesson["place"] for lesson in page["lessons"]} <= set(page["places"])


def test_a_county_in_a_workbook_is_the_county_of_its_csv(here):
    write_county(here)
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row.split(",")])
    book.save(here / "county.xlsx")
    pages = []
    for file in ("county.csv", "county.xlsx"):
        assert kaohe("page", "--out", "own.html", "--place", file) == 0
        page = known("own.html")
        own = page["places"][page["start"]["place"]]
        assert own.pop("file") == file
        pages.append(own | {"source": None})
    assert pages[0] == pages[1]
    assert [township["name"]["zh"] for township in pages[1]["townships"]] == ["甲镇", "乙乡", "丙镇"]


def test_a_county_that_ships_is_there_once():
    assert kaohe("page", "--place", "yinzhou") == 0
    page = known("kaohe.html")
    assert page["start"]["place"] == "yinzhou" and page["places"] == known(PAGE)["places"]
