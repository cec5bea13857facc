"""The Mesa face: the same bits as the array engine, agents as views, Mesa's own tools, and decisions of one's own."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Mapping
from typing import Any

import mesa
import numpy as np
import pytest

import kaohe
from experiments.credibility.small_world import small_place, small_regime
from kaohe import AssessmentModel
from scenarios import load
from scenarios.errors import ScenarioError
from sim.measures import NAMES
from sim.mesa.agents import HigherOffice, Township, TownshipCadre
from sim.mesa.labels import Labelled
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError
from sim.state.enumerations import Trait
from sim.state.layout import slot
from sim.world import Case, Overlay, World

STATE = ("params", "counties", "towns", "share", "skill", "portfolio", "traits", "series", "levels")
RECOGNITION = Overlay(slot("mutual_recognition"), 0, 1.0, 0.8, 3.0, 6.0, 0.0, 1.0)


class Everyday(TownshipCadre):
    """Overrides `decide` and yet does what the rule says."""

    def decide(self) -> Any:
        return super().decide()


class Silent(TownshipCadre):
    def decide(self) -> Any:
        return None


class Idle(TownshipCadre):
    """A principal who does nothing; the others follow the rule."""

    def decide(self) -> Any:
        return {"slack": 1.0} if self.role == "principal" else super().decide()


def model(months: int = 14, seed: int | None = 1, **more: Any) -> AssessmentModel:
    return AssessmentModel(small_regime(), small_place(), months=months, seed=seed, **more)


def run(**more: Any) -> AssessmentModel:
    built = model(**more)
    built.run_model()
    return built


def same_bits(one: World, other: World) -> bool:
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in STATE)


@pytest.mark.parametrize(
    ("levers", "more"),
    [
        ({}, {}),
        ({"mutual_recognition": 0.7, "lights": 1.0, "cards": 0.1, "calibration": 1.0}, {"seed": 2**62}),
        ({}, {"overlays": (RECOGNITION,), "behaviour": Behaviour(precision=20), "seed": 0}),
    ],
)
def test_equals_the_array_engine_to_the_last_bit(levers: dict[str, float], more: dict[str, Any]) -> None:
    regime, place = small_regime(**levers), small_place()
    expected = World([Case(regime, place, months=26, **more)]).run()
    built = AssessmentModel(regime, place, months=26, **({"seed": 1} | more))
    built.run_model()
    assert same_bits(built.world, expected)
    collected = built.datacollector.get_model_vars_dataframe()
    assert collected[list(NAMES)].to_numpy().tobytes() == expected.series[0].tobytes()


def test_a_step_is_a_month_and_the_last_one_ends_the_run() -> None:
    built = model(months=3)
    assert [built.month, built.running] == [0, True]
    with pytest.raises(RuntimeError, match="no month has been run"):
        _ = built.outcomes
    for month in (1, 2, 3):
        built.step()
        assert (built.month, built.steps, built.running) == (month, month, month < 3)
        assert len(built.datacollector.get_model_vars_dataframe()) == month
    assert built.outcomes["formalism"] == built.datacollector.model_vars["formalism"][-1]
    with pytest.raises(RuntimeError, match="all 3 months"):
        built.step()


def test_agents_are_views_on_rows() -> None:
    built = run()
    place = small_place()
    world = built.world
    assert [t.code for t in built.townships] == [t.code for t in place.townships]
    assert len(built.cadres) == sum(t.cadres for t in place.townships)
    assert len(built.agents) == 3 + 4 + len(built.cadres)
    assert sorted(a.unique_id for a in built.agents) == list(range(1, len(built.agents) + 1))
    second = list(built.townships)[1]
    assert [t.code - second.code for t in second.neighbours] == [-1, 1]
    assert second.trust == world.towns["trust"][1] and second.fear_of_staff == world.towns["fear"][1, 1]
    assert list(second.levels) == sorted(second.levels) == list(built.fields)
    assert second.levels["safety"] == world.towns["level"][1, built.fields.index("safety")]
    office = list(built.offices)[2]
    assert (office.name, office.indicators) == ("emergency", world.counties["indicators"][0, 2])
    assert sum(office.shares.values()) == pytest.approx(1)
    assert set(office.shares) == {"check", "visit", "letter", "support", "own"}
    assert 0 < office.visit_rate < 50 and 0 <= office.grade <= 1
    cadre = second.cadres[4]
    assert (cadre.township, cadre.post) == (second, 4)
    assert cadre.shares["real:economy"] == world.share[1, 0, 4]
    assert list(cadre.shares.values()) == world.share[1, :, 4].tolist()
    assert [c.role for c in next(iter(built.townships)).cadres[:4]] == ["principal", "deputy", "deputy", "staff"]
    for name, value in inspect.getmembers(second) + inspect.getmembers(cadre) + inspect.getmembers(office):
        if isinstance(value, (float, Labelled)):
            assert np.isfinite(np.asarray(value)).all(), name


def test_assigning_changes_the_run() -> None:
    built = model()
    built.cadres.set("motivation", 3.0)
    assert (built.world.traits[0, Trait.MOTIVATION, :20] == 3.0).all() and next(iter(built.cadres)).motivation == 3.0
    township, cadre = next(iter(built.townships)), next(iter(built.cadres))
    township.levels = {"economy": 0.3}
    assert township.levels["economy"] == 0.3 and township.levels["safety"] != 0.3
    township.trust = 0.9
    cadre.burnout = 1
    assert built.world.traits[0, Trait.VIGOUR, 0] == 1 - Behaviour().burnout_cost
    cadre.shares = {"real:economy": 0.5, "slack": 0.5}
    assert cadre.shares["real:economy"] == 0.5 and cadre.shares["paper:economy"] == 0
    cadre.skill = {"economy": 2.0}
    next(iter(built.offices)).indicators = 80
    built.run_model()
    assert not same_bits(built.world, run().world)
    assert np.isfinite(built.world.series).all()


def test_what_is_assigned_is_checked() -> None:
    built = model()
    township, cadre, office = next(iter(built.townships)), list(built.cadres)[3], next(iter(built.offices))
    before = [getattr(built.world, name).copy() for name in STATE]
    for agent, name, value, says in (
        (cadre, "motivation", -1, "motivation of cadre 3 of township 330299001: -1 .* from 0"),
        (cadre, "motivation", float("nan"), "finite"),
        (cadre, "motivation", "high", '"high" is not possible'),
        (cadre, "motivation", True, "True"),
        (cadre, "burnout", 1.5, "from 0 to 1"),
        (cadre, "skill", {"economy": 1, "safty": 1}, 'did you mean "safety"'),
        (cadre, "skill", 1.0, "mapping"),
        (cadre, "shares", {"slack": 0.9}, "sum to 1"),
        (township, "levels", {"economy": 1.0}, "without the ends"),
        (township, "levels", {"economy": 0.2, "safety": 2}, "levels of township 330299001, safety"),
        (township, "trust", float("inf"), "from 0 to 1"),
        (office, "indicators", 0, "without the ends"),
        (office, "shares", {"visits": 1.0}, 'did you mean "visit"'),
    ):
        with pytest.raises(ParameterError, match=says):
            setattr(agent, name, value)
    for agent, name in ((township, "score"), (township, "weights"), (office, "visit_rate"), (cadre, "portfolio")):
        with pytest.raises(AttributeError, match="cannot be assigned"):
            setattr(agent, name, 0.5)
    with pytest.raises(TypeError):
        township.levels["economy"] = 0.5
    with pytest.raises(KeyError, match="did you mean"):
        township.levels["econmy"]
    with pytest.raises(TypeError, match="views"):
        cadre.remove()
    assert all(getattr(built.world, name).tobytes() == was.tobytes() for name, was in zip(STATE, before, strict=True))


def test_snapshots_stay_as_they_were() -> None:
    built = model()
    shares = next(iter(built.cadres)).shares
    first = dict(shares)
    built.step()
    assert shares == first != next(iter(built.cadres)).shares
    assert np.asarray(shares).tolist() == list(first.values()) and repr(shares) == repr(first)


def test_agent_sets() -> None:
    built = run()
    cadres = built.agents_by_type[TownshipCadre]
    assert len(built.agents_by_type[HigherOffice]) == 3 and len(built.agents_by_type[Township]) == 4
    principals = cadres.select(lambda cadre: cadre.role == "principal")
    assert [cadre.post for cadre in principals] == [0, 0, 0, 0]
    present = built.world.traits[:, Trait.PRESENT] > 0
    assert cadres.agg("burnout", np.sum) == pytest.approx(built.world.traits[:, Trait.BURNOUT][present].sum())
    assert cadres.groupby("role").count() == {"principal": 4, "deputy": 2 + 1 + 1 + 1, "staff": 53 - 9}
    assert set(cadres.groupby("role").agg("motivation", np.mean)) == {"principal", "deputy", "staff"}
    assert cadres.get("post")[:3] == [0, 1, 2]


def test_a_collector_of_ones_own() -> None:
    built = model(months=2)
    built.datacollector = mesa.DataCollector(
        {"formalism": lambda m: m.outcomes["formalism"]}, agenttype_reporters={Township: {"trust": "trust"}}
    )
    built.run_model()
    assert len(built.datacollector.get_agenttype_vars_dataframe(Township)) == 8


def test_a_drawn_seed_is_recorded_and_repeats_the_run() -> None:
    one, other = run(seed=None), run(seed=None)
    assert one.seed != other.seed and not same_bits(one.world, other.world)
    assert one.datacollector.model_vars["seed"] == [one.seed] * 14
    assert same_bits(run(seed=one.seed).world, one.world)
    assert same_bits(run(seed=np.int64(one.seed)).world, one.world)
    assert same_bits(run(seed=None, rng=one.seed).world, one.world)


def batch(parameters: Mapping[str, Any], runs: int = 1, seeds: list[int] | None = None, processes: int = 1) -> Any:
    """`mesa.batch_run` with replicates and seeds as Mesa 3.3 and Mesa 3.5 take them."""
    fixed = {"regime": small_regime(), "place": small_place(), "months": 6, **parameters}
    how: dict[str, Any] = {"iterations": runs}
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        how = {"rng": seeds or [None] * runs}
    elif seeds:
        fixed["seed"] = seeds
    return mesa.batch_run(AssessmentModel, fixed, number_processes=processes, display_progress=False, **how)


def test_batch_run_gives_distinct_replicates_that_can_be_repeated() -> None:
    rows = batch({}, runs=4)
    assert len({row["seed"] for row in rows}) == len({row["formalism"] for row in rows}) == 4
    again = batch({}, seeds=[row["seed"] for row in rows])
    assert [row["formalism"] for row in again] == [row["formalism"] for row in rows]
    assert [row["seed"] for row in again] == [row["seed"] for row in rows]


def test_batch_run_with_iterations_as_written_for_either_mesa() -> None:
    newer = "rng" in inspect.signature(mesa.batch_run).parameters
    with pytest.warns(DeprecationWarning) if newer else contextlib.nullcontext():
        rows = mesa.batch_run(
            AssessmentModel,
            {"regime": [small_regime(), small_regime("busy", visits=3.0)], "place": small_place(), "months": 4},
            iterations=2,
            data_collection_period=1,
            display_progress=False,
        )
    assert len(rows) == 2 * 2 * 4 and len({row["seed"] for row in rows}) == 4


def test_batch_run_in_two_processes() -> None:
    parameters = {"cadre_class": [TownshipCadre, Idle], "overlays": RECOGNITION}
    alone = batch(parameters, seeds=[1, 2])
    shared = batch(parameters, seeds=[1, 2], processes=2)
    assert [row["formalism"] for row in sorted(shared, key=lambda row: row["RunId"])] == [
        row["formalism"] for row in alone
    ]
    assert len({row["formalism"] for row in alone}) == 4


@pytest.mark.parametrize("cadre_class", [Everyday, Silent])
def test_deciding_as_the_rule_says_changes_no_bit(cadre_class: type[TownshipCadre]) -> None:
    assert same_bits(run(cadre_class=cadre_class).world, run().world)


def test_deciding_otherwise_changes_the_run() -> None:
    idle = run(cadre_class=Idle)
    assert not same_bits(idle.world, run().world)
    assert {cadre.shares["slack"] for cadre in idle.cadres if cadre.role == "principal"} == {1.0}
    assert idle.outcomes["slack"] > run().outcomes["slack"]
    assert set(idle.agents_by_type) == {HigherOffice, Township, Idle}


def test_a_class_attribute_names_the_class_too_and_one_agent_can_differ() -> None:
    class Here(AssessmentModel):
        cadre_class = Idle

    by_class = Here(small_regime(), small_place(), months=14, seed=1)
    by_class.run_model()
    assert same_bits(by_class.world, run(cadre_class=Idle).world)
    one = model()
    next(iter(one.cadres)).decide = lambda: {"initiative": 1.0}  # type: ignore[method-assign]
    one.run_model()
    assert next(iter(one.cadres)).shares["initiative"] == 1.0 and not same_bits(one.world, run().world)


def test_everybody_decides_at_once_knowing_last_month() -> None:
    seen: list[bool] = []

    class Watching(TownshipCadre):
        def decide(self) -> Any:
            neighbour = self.township.neighbours[0].cadres[0]
            seen.append(dict(neighbour.shares) == last[neighbour] and dict(self.shares) == last[self])
            proposed = super().decide()
            assert isinstance(proposed, Labelled)
            return 0.5 * np.asarray(proposed) + 0.5 * np.asarray(self.shares)

    built = model(cadre_class=Watching)
    for _ in range(3):
        last = {cadre: dict(cadre.shares) for cadre in built.cadres}
        built.step()
    assert len(seen) == 3 * 53 and all(seen)
    with pytest.raises(RuntimeError, match="called by the model"):
        TownshipCadre.decide(next(iter(built.cadres)))


@pytest.mark.parametrize(
    ("decided", "says"),
    [
        ({"slack": 0.5}, "decide of cadre 0 of township 330299001: .*a sum of 0.5"),
        ({"slack": 1.5, "initiative": -0.5}, "slack: 1.5 is not possible; expected a number from 0 to 1"),
        ({"slack": float("nan")}, "nan"),
        ({"slack": "all"}, '"all"'),
        ({"slak": 1.0}, 'did you mean "slack"'),
        ([1.0], r"shape \(1,\)"),
        (np.full(14, np.inf), "real:economy: inf"),
        (np.full(14, 0.1), "a sum of 1.4"),
        ("slack", "14 shares"),
        (1.0, "shape"),
    ],
)
def test_decided_shares_are_checked(decided: Any, says: str) -> None:
    class Deciding(TownshipCadre):
        def decide(self) -> Any:
            return decided

    with pytest.raises(ParameterError, match=says):
        model(cadre_class=Deciding).step()


def test_rounding_in_decided_shares_is_forgiven() -> None:
    built = model()
    cadre = next(iter(built.cadres))
    cadre.shares = {"slack": 1.0 + 1e-9, "initiative": -1e-12}
    assert dict(cadre.shares) == dict.fromkeys(built.activities, 0.0) | {"slack": 1.0}
    cadre.shares = np.full(14, 1 / 14)
    assert sum(cadre.shares.values()) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"seed": -1}, "seed: -1"),
        ({"seed": 2**62 + 1}, "seed"),
        ({"seed": 1.5}, "seed: 1.5 is not possible; expected a whole number"),
        ({"seed": True}, "seed: True"),
        ({"seed": "1"}, "seed"),
        ({"seed": 1, "rng": 2}, "not both"),
        ({"months": 0}, "months: 0"),
        ({"months": 1201}, "months"),
        ({"regime": 3}, "regime: 3"),
        ({"place": None}, "place: None"),
        ({"overlays": ["mutual_recognition"]}, "overlays"),
        ({"cadre_class": Township}, "TownshipCadre"),
        ({"behaviour": Behaviour(precision=10), "cadre_class": 1}, "TownshipCadre"),
    ],
)
def test_bad_arguments_are_refused(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        AssessmentModel(**({"regime": small_regime(), "place": small_place(), "seed": 1} | arguments))


def test_a_loaded_scenario_brings_its_reforms() -> None:
    place, overlays = small_place(), load("minimal+mutual_recognition").overlays
    loaded, bare = (
        AssessmentModel(load(text), place, months=2, seed=1, overlays=more)
        for text, more in (("minimal+mutual_recognition", RECOGNITION), ("minimal", (*overlays, RECOGNITION)))
    )
    assert loaded.case.overlays == (*overlays, RECOGNITION)
    for built in (loaded, bare):
        built.run_model()
    assert same_bits(loaded.world, bare.world)


def test_regimes_and_places_are_found_by_name() -> None:
    built = kaohe.AssessmentModel("minimal+fault_tolerance=0.5@0", "yinzhou", months=2, seed=3)
    built.step()
    assert len(built.townships) == 20
    assert built.datacollector.get_model_vars_dataframe()["true_outcome"].between(0, 1).all()
    for words in (("minimall", "yinzhou"), ("minimal", "yinzhu")):
        with pytest.raises(ScenarioError, match="did you mean"):
            AssessmentModel(*words)
