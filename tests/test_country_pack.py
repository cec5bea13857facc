"""Another country is a folder: three kinds of township, two levels of government, names in English only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small import kaohe as command

import kaohe
from scenarios import load, load_place
from scenarios.countries import find_country
from scenarios.errors import ScenarioError
from sim.national.country import Country, Policy
from sim.national.hierarchy import TreeParameters
from sim.national.territory import DESCRIPTION, Territory
from sim.world import Case, World

COUNTRY = """
[about]
en = "An island where the crown assesses its parishes."

[country]
languages = ["en"]
posts_per_deputy = 4

[levels]
crown  = { digits = 0, en = "crown" }
county = { digits = 2, en = "county" }

[size_classes]
big  = { en = "big" }
tiny = { en = "tiny" }

[kinds]
inland  = { en = "inland parish" }
coastal = { en = "coastal parish" }
harbour = { en = "harbour" }

[roles]
reeve  = { en = "reeve" }
bailiff = { en = "bailiff" }
clerk  = { en = "clerk" }
"""
CATALOGUE = {
    "fields": '[fields]\nroads = { name_en = "roads", need = 0.4 }\nschools = { name_en = "schools", need = 0.6 }\n',
    "offices": '[offices]\nworks = { name_en = "works" }\nlearning = { name_en = "learning" }\n',
    "readings": '[readings]\nscore = { name_en = "score", weight = 1, noise = 0.08 }\n',
    "rungs": '[rungs]\nfirst = { name_en = "first", rule = "top", quota = 0.3, prize = 0.9 }\n',
}
REGIME = """
country = "island"
class_coefficients = [1.0, 0.9]

[about]
en = "The crown counts miles and marks."

[offices]
works = {}
learning = {}

[indicators]
miles = { name_en = "miles", field = "roads", office = "works", weight = 5, items = 4 }
marks = { name_en = "marks", field = "schools", office = "learning", weight = 5, items = 4 }
piers = { name_en = "piers", field = "roads", office = "works", weight = 3, items = 2, kinds = ["harbour"] }
"""
REFORM = """
country = "island"
[about]
row = "D2"
en = "Fewer visits."
[levers]
visits = { scale = 0.5 }
"""
HEADER = "code,name,size_class,kind,cadres,villages\n"
PARISHES = "1,North,big,inland,12,5\n2,South,tiny,harbour,8,3\n3,West,tiny,Coastal parish,9,4\n"


@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the country, a regime, a reform and a county."""
    folder = tmp_path_factory.mktemp("world")
    catalogue = folder / "island" / "catalogue"
    catalogue.mkdir(parents=True)
    (folder / "island" / "country.toml").write_text(COUNTRY, encoding="utf-8")
    for name, text in CATALOGUE.items():
        (catalogue / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "crown.toml").write_text(REGIME, encoding="utf-8")
    (folder / "quiet.toml").write_text(REFORM, encoding="utf-8")
    (folder / "county.csv").write_text(HEADER + PARISHES, encoding="utf-8")
    return folder


def test_a_regime_has_the_kinds_and_classes_of_its_country(island):
    regime = load(island / "crown.toml").regime
    assert regime.kinds == ("inland", "coastal", "harbour") and regime.size_classes == ("big", "tiny")
    assert regime.posts_per_deputy == 4 and regime.class_coefficients == (1.0, 0.9)
    assert {field.name_zh for field in regime.fields} == {"roads", "schools"}  # where only English is required


def test_it_runs_and_its_reforms_and_kinds_have_effects(island, monkeypatch):
    monkeypatch.chdir(island)
    place = load_place("county.csv", find_country("island"))
    assert [township.kind for township in place.townships] == ["inland", "harbour", "coastal"]
    data = kaohe.compare(["crown.toml", "crown.toml+quiet.toml"], "county.csv", months=24, replicates=2)
    visits = data["visits"].mean(["replicate", "month"])
    assert visits[1] < visits[0] and np.isfinite(data["true_outcome"]).all()
    case = load("crown.toml").case(place, months=12, seed=1)
    weights = World([case]).run().towns["weight"]
    assert weights[1, 0] > weights[0, 0] == weights[2, 0]  # piers count in the harbour alone


def test_deputies_follow_the_country(island):
    regime, place = (
        load(island / "crown.toml").regime,
        load_place(island / "county.csv", find_country("island", island)),
    )
    world = World([Case(regime, place, months=1)]).run()
    assert world.traits[0, 1].sum() == 1 + 12 // 4  # the reeve and a bailiff for four posts
    cadres = kaohe.AssessmentModel(load(island / "crown.toml"), place, months=1).townships[0].cadres
    assert [cadre.role for cadre in cadres] == ["reeve", *["bailiff"] * 3, *["clerk"] * 8]


def test_the_command_line_takes_it_and_its_results_can_be_redone(island, monkeypatch, capsys):
    monkeypatch.chdir(island)
    words = ("compare", "crown.toml", "crown.toml+quiet.toml", "--place", "county.csv", "--out", "results")
    assert command(*words, "--months", "12", "--replicates", "2") == 0
    assert command("redo", "results") == 0
    assert "Same bits" in capsys.readouterr().out
    assert command("check", "crown.toml") == command("show", "crown.toml") == 0  # idle levers: of the usual place


def test_counties_of_two_levels_are_tied(island):
    """The crown is directly above the counties: what it learns, raises and visits reaches them."""
    regime = load(island / "crown.toml").regime
    rows = [(county, 100 * county + j, 10, 5, j % 2, j % 3, 1.0, 1.0) for county in (11, 12, 13) for j in range(4)]
    assert find_country("china").divisors == (10_000, 100)
    territory = Territory(np.array(rows, DESCRIPTION), divisors=find_country("island", island).divisors)

    def run(tree: TreeParameters) -> np.ndarray:
        country = Country(territory, [Policy(regime)], months=36, seed=3, tree=tree)
        return np.concatenate([country.series[:, :12].copy() for _ in country.years()], axis=1)

    tied, apart = run(TreeParameters()), run(TreeParameters.closed())
    assert tied.shape[:2] == (3, 36) and np.isfinite(tied).all()
    assert not np.array_equal(tied[:, 13:], apart[:, 13:])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kinds = [\"harbour\"]", "kinds = [\"harbor\"]"), 'Did you mean "harbour"?'),
        (("[1.0, 0.9]", "[1.0, 0.9, 0.8]"), "expected a list of 2 numbers, for big, tiny townships"),
        (('country = "island"', 'country = "atlantis"'), 'unknown country "atlantis"'),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_the_country_s_words(island, tmp_path, change, said):
    file = island / f"{tmp_path.name}.toml"
    file.write_text(REGIME.replace(*change), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert said in str(caught.value)


def test_a_place_of_another_country_is_refused(island):
    place = load_place(island / "county.csv", find_country("island", island))
    with pytest.raises(ScenarioError) as caught:
        load("minimal").case(place, months=1, seed=1)
    assert 'townships.1.size_class: "big" is not possible; expected one of "large"' in str(caught.value)
