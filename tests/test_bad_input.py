"""What a user can get wrong: one clear message on stderr, exit code 2 (130 after Ctrl-C), nothing half-written."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import QUICK, in_chinese, kaohe, write_county

import kaohe as package
from experiments.run.record import FORMAT
from kaohe.functions import design_comparison

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def county(tmp_path):
    return write_county(tmp_path)


def refused(capsys, *arguments):
    """The one message of a command that is refused; in Chinese there is one as well."""
    if "--lang" not in arguments:
        in_chinese(one_message(capsys, *arguments, "--lang", "zh"))
    return one_message(capsys, *arguments)


def one_message(capsys, *arguments):
    assert kaohe(*arguments) == 2
    said = capsys.readouterr()
    assert len(said.err.strip().splitlines()) == 1, said.err
    assert "Traceback" not in said.err
    return said.err.strip()


def process(*arguments, cwd, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | options.pop("environment", {})
    command = [sys.executable, *options.pop("python", ["-m", "kaohe"]), *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def finished(*arguments, cwd, **options):
    running = process(*arguments, cwd=cwd, **options)
    out, err = running.communicate(timeout=600)
    return running.returncode, out, err


# The command line


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--months", "0", "from 1 to 1200"),
        ("--months", "1201", "from 1 to 1200"),
        ("--months", "ten", "from 1 to 1200"),
        ("--months", "1e3", "from 1 to 1200"),
        ("--months", "nan", "from 1 to 1200"),
        ("--months", "9" * 5000, "from 1 to 1200"),
        ("--replicates", "0", "from 1 to 100000"),
        ("--replicates", "2.5", "from 1 to 100000"),
        ("--seed", "-1", "from 0 to"),
        ("--seed", "99999999999999999999", "from 0 to"),
        ("--threads", "0", "from 1 to 1024"),
        ("--lang", "fr", "expected en or zh"),
        ("--months", "1_0", "from 1 to 1200"),
        ("--set", "visits", "expected lever=number"),
        ("--set", "=1", "expected lever=number"),
        ("--set", "", '--set: "" is not possible'),
        ("--set", "visits=1_0", "expected lever=number"),
        ("--set", "visits=many", "expected lever=number"),
        ("--set", "visits=nan", "expected a number"),
        ("--set", "visits=inf", "expected a number"),
        ("--set", "visits=-1", "from 0 to 10"),
        ("--set", "vists=1", 'did you mean "visits"'),
        ("--place", "yinzho", 'did you mean "yinzhou"'),
        ("--place", "999999", "no county has the code"),
        ("--place", "420205", "has one township-level unit only, 铁山街道; expected a county with at least two"),
        ("--place", "/no/such/county.csv", "county.csv"),
        ("--out", "", "expected a folder"),
    ],
)
def test_bad_options(option, value, expected, capsys):
    assert expected in refused(capsys, "run", "minimal", option, value)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("run",), "missing SCENARIO"),
        (("run", "generalized"), 'did you mean "generalised"'),
        (("run", "generalised+mutual_recogniton"), 'did you mean "mutual_recognition"'),
        (("run", "generalised+mutual_recognition=2"), "0 to 1"),
        (("run", "generalised+"), "not possible"),
        (("run", ""), "not possible"),
        (("run", "no.toml"), "no.toml"),
        (("run", "minimal", "extra"), "extra"),
        (("run", "minimal", "--mnths", "3"), "did you mean --months?"),
        (("run", "minimal", "--montsh", "3"), "did you mean --months?"),
        (("run", "minimal", "--xyz", "3"), "no such option --xyz (kaohe --help)"),
        (("run", "/"), "/: is a directory"),
        (("run", "a" * 300 + ".toml"), "cannot be read (File name too long)"),
        (("run", "generalised+zhou+zhou"), '"zhou" is given twice; expected every one once.'),
        (("run", "minimal", "--months"), "--months"),
        (("compare",), "missing SCENARIO"),
        (("compare", "minimal", "minimal"), "twice"),
        (("compare", "minimal", "--baseline", "extrem"), 'did you mean "extreme"'),
        (("lst",), "list"),
        (("list", "reform"), "reforms"),
        (("check", "nothing.toml"), "nothing.toml"),
        (("check", "nothing.csv"), "nothing.csv"),
        (("redo", "nothing.json"), "nothing.json"),
        (("place", "show", "nowhere"), "nowhere"),
        (("place", "template", "form.docx"), ".csv"),
        (("place", "template", "a\0b.csv"), "a\\x00b.csv: cannot be written (no name for a file)."),
        (("run", "minimal", "--out", "a\0b"), "expected a folder"),
        (("check", ""), '"": expected a scenario'),
        (("place", "show", "x" * 5000), f'"{"x" * 40}…"'),
        (("run", "generalised++zhou"), "not possible"),
        (("compare", "minimal", "--baseline", ""), "an empty value is not possible"),
        (("place", "show", "330200"), "3302 is the prefecture"),
        (("validate", "--slow"), "no such option --slow"),
        (("validate", "--out", "/dev/null"), "/dev/null is a file"),
        (("doctor", "--out", "x"), "no such option --out"),
        (("place", "template", "no/such/folder/form.csv"), "no/such/folder/form.csv: cannot be written (No such file"),
        (("place", "show", "420205"), "420205 (湖北省黄石市铁山区) has one township-level unit only"),
        (("place",), "missing command"),
        (("check", "minimal"), "minimal: expected a scenario (.toml, .xlsx), a place (.csv, .xlsx)"),
        (("check", "a\nb.toml"), "a\\nb.toml: no such file"),
        (("list", "a\x07b"), 'unknown word "a\\x07b"'),
        (("main", "--out", ""), "expected a folder"),
        (("doctor", "--threads", "none"), "from 1 to 1024"),
        (("redo", ""), "run.json: cannot be read"),
        (("run", "minimal", "--set", "visits=1", "--set", "visits=2"), "twice"),
    ],
)
def test_bad_arguments(arguments, expected, capsys):
    assert expected in refused(capsys, *arguments)


def test_complaints_in_chinese(capsys):
    assert "应为 1 至 1200 的整数" in one_message(capsys, "run", "minimal", "--months", "0", "--lang", "zh")
    assert "没有选项 --mnths" in one_message(capsys, "run", "minimal", "--mnths", "0", "--lang", "zh")


def test_a_broken_file_names_itself(tmp_path, capsys):
    path = tmp_path / "broken.toml"
    path.write_text("[levers\nvisits = ", encoding="utf-8")
    assert "broken.toml" in refused(capsys, "check", path)
    assert "broken.toml" in refused(capsys, "run", path)
    assert "broken.xlsx" in refused(capsys, "check", path.rename(tmp_path / "broken.xlsx"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not a JSON file (line 1, column 1)."),
        ("[]", "not a table of names and values"),
        ("{}", 'not a run record; expected "format": "kaohe run record 1".'),
        ('{"format": "kaohe run record 1", "command": 3}', "command: not as kaohe wrote it"),
        ('{"format": "kaohe run record 1", "validation": {}}', "the record of a validation"),
        (
            '{"format": "kaohe run record 1", "command": [], "versions": {}, "studies": [], "scenarios": {}}',
            "studies: not as kaohe wrote it",
        ),
        (b"\xff\xfe", "not a JSON file (no text)."),
    ],
)
def test_a_broken_record_names_itself(content, message, tmp_path, capsys):
    path = tmp_path / "run.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert f"{path}" in refused(capsys, "redo", path)
    assert message in refused(capsys, "redo", path)


def changed(record, *keys, value):
    """A copy of a record with one value changed."""
    record = whole = json.loads(json.dumps(record))
    for key in keys[:-1]:
        record = record[key]
    record[keys[-1]] = value
    return whole


@pytest.mark.parametrize(
    ("keys", "value", "message"),
    [
        (("scenarios", "minimal+duty_list", "changes", 0, "mode"), "x", '"x" is not possible; expected one of'),
        (("scenarios", "minimal+duty_list", "changes", 0, "value"), {"a": 1}, "expected a number"),
        (("scenarios", "minimal+duty_list", "changes", 0, "start"), [1], "expected a number from 0 to 1200"),
        (("scenarios", "minimal+duty_list", "changes", 0, "column"), "", "expected one of"),
        (("scenarios", "minimal+duty_list", "id"), {}, "record, id: {} is not possible; expected a text."),
        (("studies", 0, "place", "townships", 0), 3, "not as kaohe wrote it"),
        (("studies", 0, "behaviour", "patience"), "x", "behaviour.patience"),
        (("studies", 0, "months"), -1, "months: -1 is not possible"),
        (("versions",), 3, "versions: not as kaohe wrote it"),
    ],
)
def test_a_malformed_record_is_refused(keys, value, message, tmp_path, capsys):
    path = tmp_path / "run.json"
    study = design_comparison(["minimal", "minimal+duty_list"], "yinzhou", months=2, replicates=1)
    scenarios = {scenario.id: scenario.record() for scenario in study.scenarios}
    record = {"format": FORMAT, "command": [], "versions": {}, "studies": [study.record()], "scenarios": scenarios}
    path.write_text(json.dumps(changed(record, *keys, value=value)), encoding="utf-8")
    assert message in refused(capsys, "redo", path)


def test_a_terminal_without_chinese_still_gets_an_answer(tmp_path):
    code, out, err = finished("list", "places", "--lang", "zh", cwd=tmp_path, environment={"PYTHONIOENCODING": "ascii"})
    assert (code, err) == (0, "")
    assert "yinzhou" in out


# Output


def test_a_form_is_written_whole_or_not_at_all(tmp_path):
    """As on a full disk, no file may grow beyond a hundred bytes."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    code, _, err = finished("place", "template", "f.csv", cwd=tmp_path, preexec_fn=limit, environment=environment)
    assert (code, err) == (2, "kaohe: f.csv: cannot be written (File too large).\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file(county, capsys):
    said = refused(capsys, "run", "minimal", "--place", county, *QUICK, "--out", county / "below" / "results")
    assert "cannot be written" in said
    assert list(county.parent.iterdir()) == [county]


def test_a_file_in_the_way(county, capsys):
    assert "is a file" in refused(capsys, "run", "minimal", "--place", county, *QUICK, "--out", county)
    assert "甲镇" in county.read_text(encoding="utf-8")


def test_a_folder_of_somebody_else(county, capsys):
    """Said before anything is run."""
    assert "not kaohe's (county.csv)" in refused(capsys, "run", "minimal", "--out", county.parent)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("lang", "message"),
    [("en", "kaohe: the output cannot be written (No space left on device)."), ("zh", "无法输出（磁盘已满）。")],
)
def test_a_full_disk_under_the_table(lang, message, tmp_path):
    with open("/dev/full", "w") as full:
        running = subprocess.run(
            [sys.executable, "-m", "kaohe", "list", "measures", "--lang", lang], cwd=tmp_path, text=True, stdout=full,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert running.returncode == 2
    assert running.stderr.strip().splitlines() == [message]


def test_a_full_disk_under_the_results(county):
    """No file may grow beyond a few kilobytes: what a full disk looks like to a program."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    arguments = ("compare", "minimal", "extreme", "--place", county, *QUICK, "--out", "results")
    code, _, err = finished(*arguments, cwd=county.parent, preexec_fn=limit)
    assert code == 2, err
    assert "cannot be written (File too large)" in err
    assert "Traceback" not in err
    assert list(county.parent.iterdir()) == [county]


def test_a_reader_that_stops_reading(tmp_path):
    running = process("list", "measures", cwd=tmp_path)
    running.stdout.close()
    assert running.wait(600) in (0, 1)
    assert running.stderr.read() == ""


# Ctrl-C


def test_a_closed_output_is_no_reason_to_fail(tmp_path):
    running = process("list", cwd=tmp_path, preexec_fn=lambda: os.close(1))
    _, err = running.communicate(timeout=600)
    assert (running.returncode, err) == (0, "")


@pytest.mark.slow
def test_results_are_written_although_nobody_reads_the_table(county):
    """As in `kaohe compare ... --out results | true`."""
    reading, writing = os.pipe()
    os.close(reading)
    running = process(
        "compare", "minimal", "leping", "--place", county, *QUICK, "--out", "results", cwd=county.parent,
        preexec_fn=lambda: os.dup2(writing, 1), pass_fds=(writing,),
    )  # fmt: skip
    os.close(writing)
    _, err = running.communicate(timeout=600)
    assert running.returncode == 0 and "Traceback" not in err
    assert (county.parent / "results" / "summary.csv").exists() and (county.parent / "results" / "figures").exists()


def restore_interrupt():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("lang", "stop"), [("zh", signal.SIGINT), ("en", signal.SIGTERM)])
def test_ctrl_c_leaves_finished_parts_and_no_results(county, lang, stop):
    """So does a batch system that tells the process to end; the same command goes on from the parts."""
    arguments = ("run", "generalised", "--replicates", 2000, "--months", 240, "--out", "a/results", "--lang", lang)
    # a suite that runs in the background passes on an ignored SIGINT; a terminal does not
    running = process(*arguments, cwd=county.parent, preexec_fn=restore_interrupt)
    while not list(county.parent.glob("a/results/unfinished/parts/*/*.npz")):
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.05)
    running.send_signal(stop)
    _, err = running.communicate(timeout=600)
    assert running.returncode == 130
    assert {"en": "stopped", "zh": "已停止"}[lang] in err.strip().splitlines()[-1]
    assert "Traceback" not in err
    assert [path.name for path in (county.parent / "a" / "results").iterdir()] == ["unfinished"]


# A user's file that hides one of our packages


@pytest.mark.parametrize("name", ["sim", "scenarios", "experiments", "analysis"])
def test_a_hidden_package_from_the_current_folder(name, tmp_path):
    (tmp_path / f"{name}.py").write_text("raise SystemExit('imported by mistake')", encoding="utf-8")
    code, out, err = finished("list", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert f"{name}.py hides kaohe's own package" in err
    assert len(err.strip().splitlines()) == 1


def test_a_hidden_package_from_a_script_and_from_python(tmp_path):
    folder = tmp_path / "analysis"
    folder.mkdir()
    (folder / "__init__.py").touch()
    script = ["-c", "import sys; from kaohe.cli import main; sys.exit(main())"]
    code, _, err = finished(
        "list", cwd=folder, python=script, environment={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    )
    assert code == 2
    assert str(folder) in err
    code, _, err = finished(cwd=tmp_path, python=["-c", "import kaohe; kaohe.compare(['minimal'])"])
    assert code == 1
    assert "ImportError: kaohe: " in err
    assert "hides kaohe's own package" in err


@pytest.mark.parametrize(
    ("lang", "message"), [("en", 'hides the library "rich"'), ("zh", "遮住了 kaohe 所需的库 “rich”")]
)
def test_a_hidden_library_from_the_current_folder(lang, message, tmp_path):
    (tmp_path / "rich.py").write_text("raise SystemExit('imported by mistake')", encoding="utf-8")
    code, out, err = finished("list", "--lang", lang, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert message in err and len(err.strip().splitlines()) == 1


def test_a_folder_without_code_hides_nothing(tmp_path):
    (tmp_path / "analysis").mkdir()
    assert finished("--version", cwd=tmp_path)[0] == 0


def test_unknown_names_of_the_package():
    with pytest.raises(AttributeError):
        package.nothing  # noqa: B018
    assert "compare" in dir(package)
