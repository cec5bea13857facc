"""Accounts: what an assessment costs whom, from quantities of the run and unit costs that a user may replace."""

from dataclasses import replace

import numpy as np
import pytest

import kaohe
from analysis.accounts import rows
from analysis.effects_of_results import effects_of, effects_of_dataset
from experiments.compare.accounts import lever
from experiments.compare.comparison import Comparison
from experiments.compare.ledger import LINES, PAYERS
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from scenarios import ScenarioError, load
from scenarios.costs import load_costs
from sim.measures import NAMES

TEXTS = (
    "generalised", "generalised+training_exchange@0", "generalised+empowerment@0", "generalised+data_driven@0",
    "generalised,visits=0.1", "minimal", "generalised+third_party_mystery@0",
)  # fmt: skip


@pytest.fixture(scope="module")
def results():
    scenarios = tuple(load(text) for text in TEXTS)
    return run_comparison(Comparison(scenarios, small_place(2), 36, 3, 3), threads=2)


@pytest.fixture(scope="module")
def effects(results):
    return effects_of(results)


def line(results, text, name):
    at = [each.id for each in LINES].index(name)
    row = results.comparison.ids.index(load(text).id)
    return results.accounts.running[row, :, at] if not LINES[at].once else results.accounts.once[row, 0, at]


def test_every_line_names_a_payer_and_has_its_unit_cost():
    costs = load_costs()
    assert {each.payer for each in LINES} == set(PAYERS)
    assert all(cost.value >= 0 and cost.grade and cost.unit and cost.en.isascii() for cost in costs.values())
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in cost.zh) for cost in costs.values())
    assert {each.id for each in LINES if each.once} <= set(costs)


def test_visits_cost_what_the_table_says(results):
    """16 hours for each of the visits in a year and township, over hours of all cadres and of 21 offices' staff."""
    place, at = results.comparison.place, NAMES.index("visits")
    visits = results.series[0, :, -24:, at].mean(axis=1)
    staff = sum(township.cadres for township in place.townships) + 20 * 21
    expected = 100 * 16 * 12 * visits * len(place.townships) / (1920 * staff)
    assert np.allclose(line(results, "generalised", "visits"), expected)
    assert (line(results, "generalised,visits=0.1", "visits") < 0.5 * expected).all()


def test_time_of_townships_is_paid_by_townships_and_adds_up(results):
    parts = sum(line(results, "generalised", name) for name in ("receiving", "reporting", "meetings", "being_read"))
    burden = results.series[0, :, -24:, NAMES.index("burden")].mean(axis=1)
    cadres = sum(township.cadres for township in results.comparison.place.townships)
    assert np.allclose(parts, 100 * burden * cadres / (cadres + 420))


def test_reforms_pay_for_what_they_take(results):
    more = {text: line(results, text, name) - line(results, "generalised", name) for text, name in (
        (TEXTS[1], "training"), (TEXTS[2], "resources"), (TEXTS[3], "data"), (TEXTS[6], "readings"),
    )}  # fmt: skip
    assert all((each > 0).all() for each in more.values()), more
    assert line(results, TEXTS[3], "data_once") == pytest.approx(2.0 * (0.7 - 0.1))
    assert line(results, "generalised", "data_once") == 0 and line(results, TEXTS[2], "data_once") == 0
    assert (line(results, TEXTS[2], "resources") > 0.5).all()  # a tenth more staff and money


def test_levers_follow_reforms_month_by_month():
    late = load("generalised+training_exchange@6")
    months = lever(late, "training", range(24))
    assert months[5] == load("generalised").regime.levers.training and months[-1] > months[6] > months[5]


def test_costs_of_scenarios_stand_beside_their_effects(effects):
    scenario = load(TEXTS[2]).id
    whole, county = effects.whole_cost(scenario), effects.cost(scenario, "county")
    assert county.mean > 0 and county.sure and whole.mean > 0
    gain = effects.difference(scenario, "true_outcome").mean / whole.mean
    assert effects.gain(scenario) == pytest.approx(gain)
    assert np.isnan(effects.gain("minimal"))  # it saves
    assert effects.cost("generalised", "villages").mean == 0


def test_labelled_results_carry_the_same_accounts(results, effects):
    data = results.dataset()
    again = effects_of_dataset(data)
    assert rows(again) == rows(effects)
    frame = kaohe.accounts(data)
    assert len(frame) == len(TEXTS) * len(LINES) and set(frame["payer"]) == set(PAYERS)
    assert set(kaohe.horizons(data)["years"]) == {1, 3}


def test_a_table_of_ones_own_replaces_unit_costs(results, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text("[visits]\nvalue = 32\n", encoding="utf-8")
    costs = load_costs(own)
    assert costs["visits"].grade == str(own) and costs["checks"] == load_costs()["checks"]
    dearer = replace(results, costs=costs)
    assert np.allclose(line(dearer, "generalised", "visits"), 2 * line(results, "generalised", "visits"))
    assert dearer.digest == results.digest


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[visit]\nvalue = 3\n", "visits"),
        ("[visits]\nvalue = -3\n", "from 0"),
        ("[visits]\nvalues = 3\n", "value"),
        ("[visits]\ngrade = 'mine'\n", "visits.value"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tmp_path, content, said):
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load_costs(own)
    assert said in str(error.value)
