"""The state of a county in its last month, township by township and office by office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.state.enumerations import Activity, Group, OfficeActivity, Trait
from sim.world import World

Array = NDArray[np.float64]


@dataclass(frozen=True)
class State:
    """One quantity of a township or an office at the end of a run; without a formula, the field of that name."""

    id: str
    unit: str
    en: str
    zh: str
    formula: Callable[[np.ndarray], Array] | None = None

    def of(self, records: np.ndarray) -> Array:
        """The quantity by township or office, from their records."""
        return np.array(records[self.id] if self.formula is None else self.formula(records), np.float64)


def _by_need(towns: np.ndarray) -> Array:
    return np.asarray((towns["need"] * towns["level"]).sum(axis=1))


def _claimed(towns: np.ndarray) -> Array:
    claim = towns["level"] + (1 - towns["level"]) * towns["fabricated"]
    return np.asarray((towns["weight"] * claim).sum(axis=1))


def _formalism(towns: np.ndarray) -> Array:
    for_show = towns["imposed_paper"] + towns["paper"].sum(axis=1) + towns["showcase"]
    working = 1 - towns["slack"]
    return np.divide(for_show, working, out=np.zeros_like(for_show), where=working > 0)


TOWNSHIP_STATES = (
    State("true_outcome", "level", "True outcome", "真实成效", _by_need),
    State("reported", "level", "Reported level", "上报水平", _claimed),
    State("formalism", "share of working time", "Formalism", "形式主义", _formalism),
    State("initiative", "% of the month", "Initiative", "创新担当", lambda t: 100 * t["initiative"]),
    State("shifting", "share of the month", "Time spent shifting blame", "甩锅用时", lambda t: t["shift_hours"]),
    State("slack", "share of the month", "Idle time", "懈怠"),
    State("burden", "share of the month", "Burden", "考核负担", lambda t: t["compulsory"]),
    State("load", "ratio", "Load", "负荷"),
    State("burnout", "index", "Burnout", "职业倦怠"),
    State(
        "fear", "events a month", "Perceived risk of leaders", "领导问责风险感知", lambda t: t["fear"][:, Group.LEADERS]
    ),
    State(
        "fear_staff",
        "events a month",
        "Perceived risk of staff",
        "干部问责风险感知",
        lambda t: t["fear"][:, Group.STAFF],
    ),
    State("visits", "per month", "Visits received", "接受检查次数"),
    State("score", "points, 0 to 1", "Last yearly score", "上年度得分"),
    State("target", "level", "Target", "目标", lambda t: (t["weight"] * t["target"]).sum(axis=1)),
    State("trust", "index", "Public trust", "公信力"),
    State("security", "index", "Sense of security", "群众安全感"),
    State("village_burden", "share of the month", "Village burden", "村级负担", lambda t: t["village_load"]),
    State("village_resentment", "index", "Village resentment", "村级怨气", lambda t: t["resentment"]),
    State("funds", "index", "Project funds", "项目资金"),
)
# Formulas of offices take the record of their county, with a column for each office.
OFFICE_STATES = (
    State("visits", "per month and township", "Visits an office makes", "部门检查次数", lambda c: c["visit_rate"]),
    State("indicators", "indicators", "Indicators an office owns", "部门指标数"),
    State(
        "checks",
        "share of its effort",
        "Checking documents",
        "查台账",
        lambda c: c["office_share"][:, OfficeActivity.CHECK],
    ),
    State(
        "letters",
        "share of its effort",
        "Handing down letters",
        "下达责任书",
        lambda c: c["office_share"][:, OfficeActivity.LETTER],
    ),
    State("support", "share of its effort", "Support", "帮扶", lambda c: c["office_share"][:, OfficeActivity.SUPPORT]),
    State("grade", "0 to 1", "Last grade of an office", "部门上次得分", lambda c: c["office_grade"]),
)


ROLES = ("principal", "deputies", "staff")
ROLE_STATES = ("burnout", "real_work", "paper")  # burnout as an index, the others as shares of discretionary time


def role_state(role: str, state: str) -> str:
    """The column of `by_township` with a mean over the cadres of one role."""
    return f"{role}_{state}"


# Columns of `by_township`.
TOWNSHIP_COLUMNS = (*(s.id for s in TOWNSHIP_STATES), *(role_state(role, s) for role in ROLES for s in ROLE_STATES))


@dataclass(frozen=True)
class Ending:
    """State by township (in the order of codes) and by office (of ids), and edges between townships."""

    townships: dict[str, Array]
    offices: dict[str, Array]
    edges: NDArray[np.int64]  # pairs of township codes, smaller first


def ending(world: World, case: int) -> Ending:
    """What one case of a world that has run looks like now."""
    county = world.counties[case]
    start = int(county["town_start"])
    towns = world.towns[start : start + int(county["town_count"])]
    offices = len(world.cases[case].regime.offices)
    return Ending(
        township_states(towns), {state.id: state.of(county)[:offices] for state in OFFICE_STATES}, _edges(towns)
    )


def township_states(towns: np.ndarray) -> dict[str, Array]:
    """`TOWNSHIP_STATES` of some townships, by id."""
    return {state.id: state.of(towns) for state in TOWNSHIP_STATES}


def by_township(world: World, case: int) -> Array:
    """States of one case by township, and means over its cadres by role: (township, `TOWNSHIP_COLUMNS`).

    NaN where a township has nobody in a role.
    """
    county = world.counties[case]
    own = slice(int(county["town_start"]), int(county["town_start"] + county["town_count"]))
    towns, traits, share = world.towns[own], world.traits[own], world.share[own]
    fields = len(world.cases[case].regime.fields)
    cadres = {
        "burnout": traits[:, Trait.BURNOUT],
        "real_work": share[:, Activity.REAL * fields : (Activity.REAL + 1) * fields].sum(axis=1),
        "paper": share[:, Activity.PAPER * fields : (Activity.PAPER + 1) * fields].sum(axis=1),
    }
    leaders, first = traits[:, Trait.LEADER] > 0, traits[:, Trait.PRINCIPAL] > 0
    there = traits[:, Trait.PRESENT] > 0
    roles = dict(zip(ROLES, (there & first, there & leaders & ~first, there & ~leaders), strict=True))
    columns = [state.of(towns) for state in TOWNSHIP_STATES]
    for mask in roles.values():
        count = mask.sum(axis=1)
        for values in cadres.values():
            total = np.where(mask, values, 0.0).sum(axis=1)
            columns.append(np.divide(total, count, out=np.full(len(towns), np.nan), where=count > 0))
    return np.stack(columns, axis=-1)


def _edges(towns: np.ndarray) -> NDArray[np.int64]:
    codes = towns["code"]
    pairs = {
        (int(min(town["code"], codes[near])), int(max(town["code"], codes[near])))
        for town in towns
        for near in town["neighbour"][: int(town["neighbours"])]
    }
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
