"""What `kaohe country` writes, and what is there when it is stopped, fails, or is asked for what cannot be."""

import json
import shutil
import signal

import pandas
import pytest
from countries import ningbo
from small import CHINESE, kaohe

import experiments.national.country as country_module
from analysis.files import national as store
from experiments.run.folder import undisturbed
from scenarios.places import register
from scenarios.places.country import left_out

TABLES = {"national.csv", "series.parquet", "counties.parquet", "amplification.csv", "leaders.csv", "run.json"}
TABLES |= {"checksums.sha256"}
COMMAND = ("country", "--place", "3302", "--threads", 1)


@pytest.fixture
def small(monkeypatch):
    """Every place is four counties of Ningbo."""
    monkeypatch.setattr("kaohe.run_country.territory_of", lambda code=0: ningbo())
    monkeypatch.setattr(country_module, "territory_of", lambda code=0: ningbo())


def test_command_writes_and_redoes(small, figures_drawn, tmp_path, capsys):
    out = tmp_path / "results"
    with figures_drawn():
        assert kaohe(*COMMAND, "--months", "26", "--out", out, "--lang", "zh") == 0
    shown = capsys.readouterr().out
    assert "宁波" in shown and "不代表任何真实地方" in shown
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["studies"][0]["years_complete"] == 3 and record["studies"][0]["months_complete"] == 26
    names = {path.name for path in out.iterdir()}
    assert {"national.csv", "series.parquet", "counties.parquet", "townships.parquet", "distribution.csv"} <= names
    figures = {path.stem for path in (out / "figures").iterdir()}
    assert figures == {"tiles_zh", "course_zh", "cascade_zh", "townships_zh"}
    assert kaohe("redo", out, "--threads", 2) == 0
    assert "Same bits as recorded." in capsys.readouterr().out


def test_a_stopped_run_keeps_complete_years(small, tmp_path, capsys, monkeypatch):
    original = country_module._add_year

    def stop_in_third_year(country, world, year):
        if year == 2:
            raise KeyboardInterrupt
        original(country, world, year)

    monkeypatch.setattr(country_module, "_add_year", stop_in_third_year)
    out = tmp_path / "kept"
    assert kaohe(*COMMAND, "--months", "36", "--out", out) == 130
    assert "2 complete years are in" in capsys.readouterr().err
    assert json.loads((out / "run.json").read_text())["studies"][0]["years_complete"] == 2
    assert (out / "national.csv").read_text().count("\n") == 25
    assert [path.name for path in (out / "unfinished").iterdir()] == ["parts"], "from which it goes on"
    monkeypatch.undo()


def interrupted(monkeypatch, method, at, error=KeyboardInterrupt):
    """Let a function of the store fail when it is called for the `at`-th time."""
    original, calls = getattr(store, method), []

    def fail(*given, **more):
        calls.append(given)
        if len(calls) == at:
            raise error
        return original(*given, **more)

    monkeypatch.setattr(store, method, fail)


def years_in(out):
    """Complete years by the record and by each table."""
    own = json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"][0]
    tables = {
        "national": pandas.read_csv(out / "national.csv")["month"].max() / 12,
        "series": pandas.read_parquet(out / "series.parquet")["month"].max() / 12,
        "counties": pandas.read_parquet(out / "counties.parquet")["year"].max(),
        "amplification": pandas.read_csv(out / "amplification.csv")["year"].max(),
        "leaders": pandas.read_csv(out / "leaders.csv")["year"].max(),
    }
    return own["years_complete"], set(tables.values())


# A year is three tables in text, two in parquet and the record; the second year's begin at 4, 3 and 2.
@pytest.mark.parametrize(
    ("method", "at"),
    [("write_csv", 4), ("write_csv", 6), ("write_parquet", 3), ("write_parquet", 4), ("write_record", 2)],
)
def test_stopped_while_a_year_is_written_tables_and_record_agree(method, at, small, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, method, at)
    out = tmp_path / "kept"
    assert kaohe(*COMMAND, "--months", "36", "--out", out) == 130
    assert "1 complete year is in" in capsys.readouterr().err
    assert years_in(out) == (1, {1})
    assert {path.name for path in out.iterdir()} - {"unfinished"} == TABLES
    assert not [path for path in tmp_path.iterdir() if path != out]


def test_stopped_at_the_end_keeps_all_years_and_no_half_figures(small, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "write_ending", 1)
    out = tmp_path / "kept"
    assert kaohe(*COMMAND, "--months", "24", "--out", out) == 130
    assert "2 complete years are in" in capsys.readouterr().err
    assert years_in(out) == (2, {2}) and {path.name for path in out.iterdir()} - {"unfinished"} == TABLES


def test_stopped_in_the_first_write_nothing_is_there(small, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "write_parquet", 2)
    assert kaohe(*COMMAND, "--months", "24", "--out", tmp_path / "none") == 130
    assert not list(tmp_path.iterdir()) and "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(("at", "said"), [(2, "nothing was written"), (4, "1 complete year is there")])
def test_a_full_disk_keeps_complete_years(at, said, small, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "write_parquet", at, OSError(28, "No space left on device"))
    out = tmp_path / "kept"
    assert kaohe(*COMMAND, "--months", "24", "--out", out) == 2
    assert said in capsys.readouterr().err
    assert years_in(out) == (1, {1}) if at == 4 else not list(tmp_path.iterdir())


def test_ctrl_c_waits_until_files_have_their_names():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has it ignored
    try:
        done = []
        with pytest.raises(KeyboardInterrupt), undisturbed():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
            done.append("all")
        assert done == ["all"]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_a_killed_process_left_is_no_hindrance(small, tmp_path):
    out = tmp_path / "results"
    common = (*COMMAND, "--months", "12", "--out", out)
    assert kaohe(*common) == 0
    (out / "unfinished" / "new-1234").mkdir(parents=True)
    assert kaohe(*common) == 0 and not (out / "unfinished").exists()


def test_results_of_another_run_stay_as_they_are(small, tmp_path, monkeypatch, capsys):
    """Two runs into one folder at once: the one that comes too late says so."""
    original, out = country_module._add_year, tmp_path / "results"

    def overtaken(country, world, year):
        original(country, world, year)
        if year == 1:
            out.rename(tmp_path / "first")
            shutil.copytree(tmp_path / "first", out)

    monkeypatch.setattr(country_module, "_add_year", overtaken)
    assert kaohe(*COMMAND, "--months", "24", "--out", out) == 2
    assert "another run" in capsys.readouterr().err
    assert years_in(out) == (1, {1})


def test_stopped_in_the_first_year_leaves_nothing(small, tmp_path, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(country_module, "_add_year", stop)
    assert kaohe("country", "--months", "24", "--out", tmp_path / "none") == 130
    assert not list(tmp_path.iterdir()) and "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--place", "39"), "did you mean 37"),
        (("--place", "330212"), "did you mean 3302"),
        (("--place", "110000"), "did you mean 11 ("),
        (("--place", "330203001"), "did you mean 3302"),
        (("--place", ""), "two digits of a province"),
        (("--place", "33", "--scenario", "330212001=leping"), "prefecture or county"),
        (("--place", "不存在"), "two digits of a province"),
        (("--scenario", "generalized"), "generalised"),
        (("--place", "33", "--scenario", "34=leping"), "a unit of this place"),
        (("--months", "0"), "1 to 1200"),
        (("--assignments", "none.toml"), "none.toml"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mistakes_are_said_in_one_line(arguments, said, lang, capsys):
    assert kaohe("country", *arguments, "--lang", lang) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and (said in err or lang == "zh")
    assert bool(CHINESE.search(err)) or lang == "en"


def test_an_unwritable_folder_is_refused_before_anything_runs(small, tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert kaohe(*COMMAND, "--out", tmp_path / "file") == 2
    assert "is a file" in capsys.readouterr().err


def test_a_file_of_assignments(small, tmp_path, capsys):
    file = tmp_path / "who.toml"
    file.write_text(f'[scenarios]\ndefault = "minimal"\n{ningbo().counties[0]} = "generalised"\n')
    assert kaohe(*COMMAND, "--assignments", file, "--months", 12) == 0
    file.write_text("[scenarios]\n33 = 7\n")
    assert kaohe(*COMMAND, "--assignments", file) == 2
    assert '"33 = 7" is not possible' in capsys.readouterr().err
    for lines, wrong in (('39 = "leping"', "39"), ('33 = "unheard"', "unheard")):
        file.write_text(f"[scenarios]\n{lines}\n")
        assert kaohe("country", "--place", "33", "--assignments", file) == 2
        said = capsys.readouterr().err
        assert "who.toml" in said and wrong in said


def test_counties_left_out_are_said_and_recorded(small, tmp_path, capsys, monkeypatch):
    assert len(left_out()) == 37 and not left_out(3302)
    assert {len(register.townships(unit.code)) for unit in left_out()} == {1}
    monkeypatch.setattr("scenarios.places.country.left_out", lambda code=0: left_out()[:6])
    monkeypatch.setattr("analysis.files.national.left_out", lambda code=0: left_out()[:6])
    for lang, said in (("en", "left out: 6 county-level"), ("zh", "未纳入：6 个")):
        out = tmp_path / lang
        assert kaohe(*COMMAND, "--months", 1, "--lang", lang, "--out", out) == 0
        assert said in capsys.readouterr().err
    own = json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"][0]
    assert own["counties_left_out"] == [unit.code for unit in left_out()[:6]]
