"""kaohe against a plain-Mesa model with the same rules and the same results, one run, one core."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from sim.measures import NAMES
from sim.world import World

from .mesa_plain.model import CountyModel
from .settings import MONTHS, Effort, Row, case, county, run_all, worlds
from .timing import interleaved, once, ratio, spread

TITLE = "Against plain Mesa"
YEAR = 12
COMPARED = 36  # months; like any small change, a difference of rounding grows tenfold in some five months
RUNS = 5  # of kaohe in one round, so that a round is not too short to time
FLOOR, AIM = 150, 400


def measure(effort: Effort) -> dict[str, Any]:
    model = CountyModel(case())
    seconds = interleaved(
        {
            "mesa": (lambda _: [model.step() for _ in range(YEAR)], lambda: None),
            "kaohe": (run_all, lambda: worlds(RUNS)),
        },
        min(effort.rounds, 7),
        time.process_time,
    )
    whole_mesa, whole_kaohe = seconds["mesa"] * MONTHS / YEAR, seconds["kaohe"] / RUNS
    making = {"mesa": np.array([once(CountyModel, case) for _ in range(3)])}
    making["kaohe"] = np.array([once(lambda case: World([case]), case) for _ in range(9)])
    return {
        "townships": len(county().townships),
        "cadres": county().cadres,
        "ratio": ratio(whole_mesa, whole_kaohe),
        "mesa_seconds": spread(whole_mesa),
        "kaohe_seconds": spread(whole_kaohe),
        "making": {name: float(np.median(times)) for name, times in making.items()},
        "disagreement": disagreement(model),
    }


def disagreement(model: CountyModel) -> float:
    """Greatest difference of any measure in the first years, of its size where that is above 1."""
    table = model.datacollector.get_model_vars_dataframe()[list(NAMES)].to_numpy()[:COMPARED]
    ours = World([case(months=len(table))]).run().series[0]
    return float((np.abs(table - ours) / np.maximum(1.0, np.abs(ours))).max())


def judge(found: dict[str, Any]) -> list[Row]:
    return [("one run against plain Mesa", found["ratio"]["median"], FLOOR, AIM, " times", True)]


def tell(found: dict[str, Any]) -> list[str]:
    r, making = found["ratio"], found["making"]
    whole = found["mesa_seconds"]["median"] + making["mesa"]
    ours = found["kaohe_seconds"]["median"] + making["kaohe"]
    return [
        f"One county of {found['townships']} townships and {found['cadres']:,} cadres, {MONTHS} months. The Mesa",
        "model (`benchmarks/mesa_plain`) has one class for each kind of agent and `AgentSet.do` for each phase;",
        "it calculates with the C library and Python's lists. Of it one year at a time is timed, in turn with",
        f"kaohe's whole run of ten years, and taken times ten. In the first {COMPARED} months no measure of the",
        f"two differs by more than {found['disagreement']:.0e} of its size; later, differences of rounding grow as",
        "any small change does.",
        "",
        "| one run, one core | median | quartiles |",
        "| --- | --- | --- |",
        f"| plain Mesa | {found['mesa_seconds']['median']:.2f} s | {_range(found['mesa_seconds'], 1, 's')} |",
        f"| kaohe | {1e3 * found['kaohe_seconds']['median']:.1f} ms | {_range(found['kaohe_seconds'], 1e3, 'ms')} |",
        f"| **kaohe is faster** | **{r['median']:.0f} times** | {r['lower']:.0f} to {r['upper']:.0f} times |",
        f"| the same, with making the agents | {whole / ours:.0f} times | |",
        "",
        f"Asked for: {FLOOR} times at least, {AIM} as an aim.",
    ]


def _range(times: dict[str, float], scale: float, unit: str) -> str:
    digits = 2 if unit == "s" else 1
    return f"{times['lower'] * scale:.{digits}f} to {times['upper'] * scale:.{digits}f} {unit}"
