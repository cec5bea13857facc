"""The state of a county in its last month: what the network figure shows, township by township."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.state.enumerations import Group, OfficeActivity
from sim.world import World


@dataclass(frozen=True)
class State:
    """One quantity of a township or an office at the end of a run."""

    id: str
    unit: str
    en: str
    zh: str


TOWNSHIP_STATES = (
    State("true_outcome", "level", "True outcome", "真实成效"),
    State("reported", "level", "Reported level", "上报水平"),
    State("formalism", "share of active time", "Formalism", "形式主义"),
    State("initiative", "% of the month", "Initiative", "创新担当"),
    State("shifting", "share of the month", "Time spent shifting blame", "甩锅用时"),
    State("slack", "share of the month", "Slack", "懈怠"),
    State("burden", "share of the month", "Burden", "考核负担"),
    State("load", "ratio", "Load", "负荷"),
    State("burnout", "index", "Burnout", "职业倦怠"),
    State("fear", "events a month", "Perceived risk of leaders", "领导问责风险感知"),
    State("fear_staff", "events a month", "Perceived risk of staff", "干部问责风险感知"),
    State("visits", "per month", "Visits received", "接受检查次数"),
    State("score", "points, 0 to 1", "Last yearly score", "上年度得分"),
    State("target", "level", "Target", "目标"),
    State("trust", "index", "Public trust", "公信力"),
    State("security", "index", "Sense of security", "群众安全感"),
    State("village_burden", "share of the month", "Village burden", "村级负担"),
    State("village_resentment", "index", "Village resentment", "村级怨气"),
    State("funds", "index", "Project funds", "项目资金"),
)
OFFICE_STATES = (
    State("visits", "per month and township", "Visits an office makes", "部门检查次数"),
    State("indicators", "indicators", "Indicators an office owns", "部门指标数"),
    State("checks", "share of its effort", "Checking documents", "查台账"),
    State("letters", "share of its effort", "Handing down letters", "下达责任书"),
    State("support", "share of its effort", "Support", "帮扶"),
    State("grade", "0 to 1", "Last grade of an office", "部门上次得分"),
)


@dataclass(frozen=True)
class Ending:
    """State by township (in the order of codes) and by office (of ids), and edges between townships."""

    townships: dict[str, NDArray[np.float64]]
    offices: dict[str, NDArray[np.float64]]
    edges: NDArray[np.int64]  # pairs of township codes, smaller first


def ending(world: World, case: int) -> Ending:
    """What one case of a world that has run looks like now."""
    county = world.counties[case]
    start = int(county["town_start"])
    towns = world.towns[start : start + int(county["town_count"])]
    offices = len(world.cases[case].regime.offices)
    return Ending(township_states(towns), _offices(county, offices), _edges(towns))


def township_states(towns: np.ndarray) -> dict[str, NDArray[np.float64]]:
    """`TOWNSHIP_STATES` of some townships, by id."""
    claim = towns["level"] + (1 - towns["level"]) * towns["fabricated"]
    idle = towns["paper"].sum(axis=1) + towns["showcase"]
    active = idle + towns["real_hours"].sum(axis=1) + towns["initiative"]
    states = {
        "true_outcome": (towns["need"] * towns["level"]).sum(axis=1),
        "reported": (towns["weight"] * claim).sum(axis=1),
        "formalism": np.divide(idle, active, out=np.zeros_like(idle), where=active > 0),
        "initiative": 100 * towns["initiative"],
        "shifting": towns["shift_hours"],
        "burden": towns["compulsory"],
        "fear": towns["fear"][:, Group.LEADERS],
        "fear_staff": towns["fear"][:, Group.STAFF],
        "target": (towns["weight"] * towns["target"]).sum(axis=1),
        "village_burden": towns["village_load"],
        "village_resentment": towns["resentment"],
    }
    kept = {state.id: towns[state.id] for state in TOWNSHIP_STATES if state.id not in states}
    return {name: np.array(values, np.float64) for name, values in (states | kept).items()}


def _offices(county: np.void, count: int) -> dict[str, NDArray[np.float64]]:
    effort = county["office_share"][:count]
    states = {
        "visits": county["visit_rate"][:count],
        "indicators": county["indicators"][:count],
        "checks": effort[:, OfficeActivity.CHECK],
        "letters": effort[:, OfficeActivity.LETTER],
        "support": effort[:, OfficeActivity.SUPPORT],
        "grade": county["office_grade"][:count],
    }
    return {name: np.array(values, np.float64) for name, values in states.items()}


def _edges(towns: np.ndarray) -> NDArray[np.int64]:
    codes = towns["code"]
    pairs = {
        (int(min(town["code"], codes[near])), int(max(town["code"], codes[near])))
        for town in towns
        for near in town["neighbour"][: int(town["neighbours"])]
    }
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
