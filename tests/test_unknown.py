"""What is not known: worlds of people, of what scenarios assume, of unit costs; signs by world and by rule."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from small import in_chinese

import kaohe
from analysis.effects_of_results import effects_of, effects_of_dataset
from analysis.horizons import agreements_of, rows
from experiments.compare.comparison import RULES, Comparison, comparisons_of, new_comparison
from experiments.compare.plausible import people
from experiments.compare.results import record_of
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from scenarios import Scenario, ScenarioError, check, load
from scenarios.assumed import part_of_range
from scenarios.costs import in_world, load_costs

REGIME = """extends = "generalised"
[about]
en = "x"
zh = "某"
[levers]
visits = 0.5
clarity = 0.2
gate = 0.1
[groups]
S1 = 2
[readings.quarterly]
group = "S1"
weight = 0.1
[assumed]
"levers.visits" = [0.3, 0.9]
levers.clarity = [0.1, 0.4]
"readings.quarterly.weight" = [0.05, 0.2]
groups.S1 = [1, 3]
"""
REFORM = """[about]
row = "D1"
en = "x"
zh = "某"
[levers]
visits = { scale = 0.5 }
clarity = 0.4
tolerance = 0.3
[readings.mystery]
weight = { share = 0.2 }
[assumed]
levers.visits = [0.3, 0.8]
levers.clarity = [0.1, 0.4]
[assumed.readings.mystery]
weight = [0.1, 0.3]
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assumed")
    for name, content in (("mine.toml", REGIME), ("reform.toml", REFORM)):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pair(files):
    return load(files / "mine.toml"), load(f"{files}/mine.toml+{files}/reform.toml")


def change(scenario, target):
    return next(each for each in scenario.changes if each.target == target)


# Draws


def test_draws_are_the_same_whatever_else_is_drawn():
    first = [part_of_range("levers.visits", world) for world in range(1, 400)]
    assert first[6] == part_of_range("levers.visits", 7) and first == [
        part_of_range("levers.visits", world) for world in range(1, 400)
    ]
    other = [part_of_range("levers.clarity", world) for world in range(1, 400)]
    assert len(set(first)) == 399 and abs(np.corrcoef(first, other)[0, 1]) < 0.15
    assert 0 <= min(first) < 0.05 and 0.95 < max(first) < 1 and abs(np.mean(first) - 0.5) < 0.05
    assert part_of_range("levers.visits", 1) == 0.31659622566263435  # in every version, on every machine


def test_what_is_assumed_varies_inside_its_range_and_what_has_a_source_never(pair):
    base, reform = pair
    for world in range(1, 60):
        drawn = base.in_world(world)
        assert 0.3 <= drawn.regime.levers.visits <= 0.9 and 0.1 <= drawn.regime.levers.clarity <= 0.4
        before, after = asdict(base.regime.levers), asdict(drawn.regime.levers)
        varied = {name for name in before if before[name] != after[name]}
        assert {"visits", "clarity"} <= varied and {f"levers.{name}" for name in varied} <= dict(base.assumed).keys()
        assert after["gate"] == 0.1 and 1 <= dict(drawn.regime.group_weights)["S1"] <= 3
        assert 0.3 <= change(reform.in_world(world), "levers.visits").value <= 0.8
        assert 0.1 <= change(reform.in_world(world), "readings.mystery.weight").value <= 0.3
        assert change(reform.in_world(world), "levers.tolerance").value == 0.3
        weights = {row.id: row.weight for row in drawn.regime.readings}
        assert 0.05 <= weights["quarterly"] <= 0.2
        assert [row for row in drawn.regime.readings if f"readings.{row.id}.weight" not in dict(base.assumed)] == [
            row for row in base.regime.readings if f"readings.{row.id}.weight" not in dict(base.assumed)
        ]
    assert drawn.id == base.id and drawn.regime.offices == base.regime.offices


def test_a_drawn_cap_on_indicators_leaves_the_items_under_veto():
    """A list of 70 items is plausible, but 108 items of `extreme` are under veto; a lower cap would be refused."""
    scenario = load("extreme+burden_reduction")
    veto = sum(row.items for row in scenario.regime.indicators if row.veto > 0)
    caps = [change(scenario.in_world(world), "levers.indicator_cap").value for world in range(1, 101)]
    assert min(caps) == veto > 70 and max(caps) > 120
    free = [change(load("generalised+burden_reduction").in_world(w), "levers.indicator_cap").value for w in (1, 2, 30)]
    assert free == [70 + 72 * part_of_range("levers.indicator_cap", world) for world in (1, 2, 30)]


def test_a_lever_assumed_by_baseline_and_reform_is_drawn_once(pair):
    base, reform = pair
    for world in (1, 2, 30):
        assert reform.in_world(world).regime == base.in_world(world).regime
        clarity = change(reform.in_world(world), "levers.clarity").value
        assert clarity == base.in_world(world).regime.levers.clarity  # the same range: the same value
        part = (base.in_world(world).regime.levers.visits - 0.3) / 0.6
        assert (change(reform.in_world(world), "levers.visits").value - 0.3) / 0.5 == pytest.approx(part)


def test_whoever_sets_a_value_knows_it(files):
    ranges, whole = dict(load(files / "mine.toml", {"visits": 0.4}).assumed), dict(load(files / "mine.toml").assumed)
    assert whole.keys() - ranges.keys() == {"levers.visits"}
    own = files / "own.toml"
    about = '[about]\nen = "x"\nzh = "某"\n'
    own.write_text(f'extends = "mine.toml"\n{about}[levers]\nclarity = 0.9\n', encoding="utf-8")
    assert whole.keys() - dict(load(own).assumed).keys() == {"levers.clarity"}


def test_half_a_dose_is_half_of_what_is_drawn(files):
    half = load(f"{files}/mine.toml+{files}/reform.toml=0.5").in_world(3)
    whole = load(f"{files}/mine.toml+{files}/reform.toml").in_world(3)
    assert change(half, "levers.visits") == replace(change(whole, "levers.visits"), dose=0.5)


def test_unit_costs_are_drawn_inside_their_range_and_known_ones_stay(tmp_path):
    costs = load_costs()
    assert all(bool(cost.range) == (cost.grade == "assumed") for cost in costs.values())
    for world in range(1, 60):
        drawn = in_world(costs, world)
        for name, cost in costs.items():
            low, high = cost.range or (cost.value, cost.value)
            assert low <= drawn[name].value <= high
            assert cost.range == () or low < cost.value < high
    assert in_world(costs, 7) == in_world(costs, 7) != in_world(costs, 8)
    own = tmp_path / "own.toml"
    own.write_text("[visits]\nvalue = 32\n[checks]\nvalue = 1\nrange = [0.9, 1.1]\n", encoding="utf-8")
    mine = in_world(load_costs(own), 5)
    assert mine["visits"].value == 32 and 0.9 <= mine["checks"].value <= 1.1


# Refusals


BAD_REGIMES = [
    ("levers.visit = [0.1, 0.9]", ("levers.visit", "did you mean", "levers.visits")),
    ("levers.visits = 0.4", ("assumed.levers.visits", "0.4", "a range [low, high] around")),
    ("levers.visits = [0.9, 0.1]", ("assumed.levers.visits", "[0.9, 0.1]", "a range [low, high] around")),
    ("levers.visits = [0.1, 900]", ("assumed.levers.visits", "900", "from 0 to")),
    ("levers.visits = [0.1, 'x']", ("assumed.levers.visits", "'x'", "a range [low, high] around")),
    ("levers.visits = [0.6, 0.9]", ("assumed.levers.visits", "[0.6, 0.9]", "0.5")),
    ("readings.quartely.weight = [0, 1]", ("readings.quartely.weight", "did you mean")),
    ("groups.S1 = [1, 200]", ("assumed.groups.S1", "200", "from 0 to 100")),
    ("behaviour.precision = [5, 20]", ("behaviour.precision", "unknown")),
]
BAD_REFORMS = [
    ("levers.letters = [0, 1]", ("levers.letters", "unknown")),
    ("levers.visits = [0.1, 0.4]", ("assumed.levers.visits", "[0.1, 0.4]", "0.5")),
    ("levers.visits = [0.1, 40]", ("assumed.levers.visits", "40", "from 0 to 10")),
    ("readings.mystery.weight = [0.1, 0.99]", ("assumed.readings.mystery.weight", "0.99", "0.95")),
    ("levers.tolerance = []", ("assumed.levers.tolerance", "[]", "a range [low, high] around")),
]


@pytest.mark.parametrize(
    ("whole", "entry", "said"),
    [*((REGIME, *each) for each in BAD_REGIMES), *((REFORM, *each) for each in BAD_REFORMS)],
)
def test_a_bad_table_is_refused_in_one_sentence(tmp_path, whole, entry, said):
    """It names the file, the entry, the value and what would do."""
    path = tmp_path / "bad.toml"
    path.write_text(whole.partition("[assumed]")[0] + f"[assumed]\n{entry}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        check(path)
    message = str(error.value)
    assert "\n" not in message and "bad.toml" in message
    assert all(word in message for word in said), message
    in_chinese(error.value.render("zh"))


@pytest.mark.parametrize("ends", ["[1]", "[40, 8]", "[20, 30]", "[-1, 40]"])
def test_a_bad_range_of_a_unit_cost_is_refused(tmp_path, ends):
    own = tmp_path / "own.toml"
    own.write_text(f"[visits]\nvalue = 16\nrange = {ends}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"visits\.range"):
        load_costs(own)


# Runs


@pytest.fixture(scope="module")
def worlds(pair):
    return run_comparison(Comparison(pair, small_place(2), 24, 4, people=people(4)), threads=2)


def test_worlds_are_addressed_by_number(pair, worlds):
    """Fewer worlds, or scenarios in another order, change no bit; people and levers are those of the number."""
    other = run_comparison(Comparison(pair[::-1], small_place(2), 24, 2, people=people(2), baseline=pair[0].id))
    assert np.array_equal(other.series[::-1], worlds.series[:, :2])
    alone = run_comparison(Comparison((pair[0],), small_place(2), 24, 3, people=people(3)))
    assert np.array_equal(alone.series[0], worlds.series[0, :3])
    assert np.array_equal(other.accounts.running[::-1], worlds.accounts.running[:, :2])
    fixed = run_comparison(Comparison(tuple(s.in_world(3) for s in pair), small_place(2), 24, 3, people=people(3)))
    assert np.array_equal(fixed.series[:, 2], worlds.series[:, 2])
    assert not np.array_equal(fixed.series[:, 1], worlds.series[:, 1])


def test_a_scenario_without_assumptions_runs_as_its_people_alone():
    scenario = load("generalised,visits=0.3")
    plain = replace(scenario, assumed=(), changes=tuple(replace(c, assumed=()) for c in scenario.changes))
    assert plain.in_world(5) is plain


def test_costs_differ_by_world(worlds):
    accounts = worlds.accounts
    assert len(set(accounts.over)) == 4 and accounts.once.shape == accounts.running.shape
    costs = in_world(load_costs(), 2)
    single = run_comparison(
        Comparison(tuple(s.in_world(2) for s in worlds.comparison.scenarios), small_place(2), 24, 2, people=people(2)),
        costs={name: replace(cost, range=()) for name, cost in costs.items()},
    )
    assert np.allclose(single.accounts.running[:, 1], accounts.running[:, 1])


def test_a_record_keeps_what_is_assumed(pair, worlds):
    for scenario in pair:
        assert Scenario.from_record(scenario.record()) == scenario
        assert Scenario.from_record(scenario.record()).in_world(9) == scenario.in_world(9)
    [again] = comparisons_of(record_of([worlds]))
    assert run_comparison(again).digest == worlds.digest


@pytest.fixture(scope="module")
def beside(pair):
    design = new_comparison(pair, small_place(2), 24, 3, worlds=5, rules=True)
    return run_comparison(design, threads=2)


def test_worlds_and_rules_run_beside_replicates(pair, beside):
    plain = run_comparison(new_comparison(pair, small_place(2), 24, 3))
    assert np.array_equal(plain.series, beside.series) and plain.digest != beside.digest
    assert beside.worlds.comparison.replicates == 5 and list(beside.rules) == list(RULES[1:])
    direct = run_comparison(new_comparison(pair, small_place(2), 24, 5, uncertainty="plausible"))
    assert np.array_equal(direct.series, beside.worlds.series)
    assert [each.comparison.behaviour.decision_rule for each in beside.rules.values()] == [1, 2, 3, 4]
    [again] = comparisons_of(record_of([beside]))
    assert run_comparison(again).digest == beside.digest


def test_signs_are_counted_by_world_and_by_rule(pair, beside):
    effects, reform = effects_of(beside), pair[1].id
    gaps = effects.worlds.sample(reform, "burden") - effects.worlds.sample(pair[0].id, "burden")
    sign = np.sign(effects.difference(reform, "burden").mean)
    assert effects.worlds_agreeing(reform, "burden") == (int((np.sign(gaps) == sign).sum()), 5)
    agreeing, of = effects.rules_agreeing(reform, "burden")
    assert of == 5 and 0 <= agreeing <= 5
    found = agreements_of(effects, reform, "burden")
    assert set(found) == {1} and found[1].worlds[1] == 5 and found[1].rules[1] == 5


def test_an_effect_that_worlds_do_not_share_is_undecided(pair, beside):
    effects, reform = effects_of(beside), pair[1].id
    assert effects.verdict(reform, "burden") != 0
    turned = replace(effects.worlds, values=effects.worlds.values[::-1])
    assert replace(effects, worlds=turned).verdict(reform, "burden") == 0


def test_stored_rows_and_labelled_results_carry_them(pair, beside):
    found = rows(effects_of(beside))
    assert {row["worlds"] for row in found} == {5} and {row["rules"] for row in found} == {5}
    assert all(0 <= row["worlds_agreeing"] <= 5 and row["sign"] in (-1, 0, 1) for row in found)
    again = rows(effects_of_dataset(beside.dataset()))
    assert again == found
    assert {"worlds_agreeing", "rules_agreeing"} <= set(kaohe.horizons(beside.dataset()).columns)
