"""A scenario file says by which rules it was written; under others its reader is told, and the run goes on."""

import warnings

import pytest
from small import in_chinese, kaohe

from scenarios import ScenarioError, load
from scenarios.about import OtherRules
from sim.compile.kernel import rules_hash

OTHER = "0123456789ab"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder, made_by, name="mine.toml"):
    text = f'extends = "minimal"\n[about]\nen = "x"\nzh = "某"\n{made_by}\n'
    (folder / name).write_text(text, encoding="utf-8")
    return name


def by(rules):
    return f'made_by = "kaohe 0.1.0, rules {rules}"'


def test_commands_tell_it_once_in_the_language_asked_for_and_go_on(capsys, here):
    name = written(here, by(OTHER))
    (here / "next.toml").write_text(f'extends = "{name}"\n[about]\nen = "x"\nzh = "某"\n', encoding="utf-8")
    for lang in ("en", "zh"):
        assert kaohe("compare", name, "next.toml", "--months", "1", "--warmup", "0", "--replicates", "2",
                     "--place", "class", "--lang", lang) == 0  # fmt: skip
        (told,) = [line for line in capsys.readouterr().err.splitlines() if OTHER in line]
        assert name in told and rules_hash()[:12] in told
    in_chinese(told)
    assert kaohe("check", name) == 0
    assert OTHER in capsys.readouterr().err


@pytest.mark.parametrize("made_by", ["", 'made_by = "me"', by(rules_hash()[:12]), by(rules_hash())])
def test_nothing_is_said_of_the_same_rules_or_of_none(here, made_by):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load(written(here, made_by))


def test_in_python_it_is_a_warning_and_part_of_what_the_file_says_of_itself(here):
    name = written(here, by(OTHER))
    with pytest.warns(OtherRules, match=OTHER):
        scenario = load(name)
    assert scenario.about.made_by == f"kaohe 0.1.0, rules {OTHER}"
    with pytest.raises(ScenarioError, match="made_by"):
        load(written(here, "made_by = 3"))
