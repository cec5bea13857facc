"""Ways to behave that ship, and a user's own: by name or file, with one clear line for what is wrong."""

import numpy as np
import pytest
from mechanisms import alone
from small import QUICK, kaohe, write_county

from scenarios import list_behaviour, load, load_place, read_behaviour
from scenarios.errors import ScenarioError
from scenarios.files import read_toml
from scenarios.shelf import FOLDERS, ROOT
from sim.parameters.behaviour import OFF, Behaviour
from sim.world import World

FOLDER = ROOT / FOLDERS["behaviour"]


def test_every_shipped_behaviour_runs_and_differs_from_the_default():
    def series(behaviour):
        return World([load("generalised").case(load_place("leping"), 26, 1, behaviour)]).run().series

    usual, seen = series(Behaviour()), set()
    for entry in list_behaviour():
        found = series(read_behaviour(entry.id))
        assert np.isfinite(found).all() and found.tobytes() != usual.tobytes()
        seen.add(found.tobytes())
    assert len(seen) == len(list_behaviour())


def test_without_mechanisms_all_of_them_are_off_and_nothing_else_is_moved():
    assert read_behaviour("without_mechanisms") == alone()
    assert set(read_toml(FOLDER / "without_mechanisms.toml", "without_mechanisms.toml")["behaviour"]) == set(OFF)


def test_a_file_of_ones_own_is_read_and_recorded(tmp_path, capsys):
    own = tmp_path / "own.toml"
    own.write_text('[about]\nen = "own"\nzh = "自定"\n[behaviour]\nintrinsic = 0.4\n', encoding="utf-8")
    county, out = write_county(tmp_path), tmp_path / "out"
    asked = ("run", "minimal", *QUICK, "--place", str(county), "--people", str(own), "--out", str(out))
    assert kaohe(*asked) == 0
    assert '"intrinsic": 0.4' in (out / "run.json").read_text(encoding="utf-8")
    assert read_behaviour(str(own)).intrinsic == 0.4
    assert kaohe("redo", str(out)) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[behaviour]\nintrinsic = 0.4\n", "[about]"),
        ('[about]\nen = "a"\nzh = "甲"\n[people]\nintrinsic = 1\n', "section"),
        ('[about]\nen = "a"\nzh = "甲"\n[behaviour]\nintrinsik = 1\n', "intrinsic"),
        ('[about]\nen = "a"\nzh = "甲"\n[behaviour]\nintrinsic = 99\n', "99"),
        ('[about]\nen = "a"\nzh = "甲"\n[behaviour]\nvisits = 1\n', "visits"),
        ('[about]\nen = "a"\nzh = "甲"\n[behaviour]\ndecision_rule = 1.5\n', "a whole number from 0 to 4"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text, said, tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        read_behaviour(str(file))
    assert said in error.value.render("en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unknown_name_is_refused_with_a_suggestion(lang, capsys):
    assert kaohe("compare", "minimal", "--people", "without_mechanism", "--lang", lang) == 2
    assert "without_mechanisms" in capsys.readouterr().err
