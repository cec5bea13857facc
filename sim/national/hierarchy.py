"""The tree of government: centre, provinces, prefectures, counties, as rows of one array, and its parameters.

Concept K1 · row A1. The rows stand level by level and in the order of codes, so that the children of a unit are
neighbours and the order in which counties are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..parameters.declaration import ParameterError, meanings, parameter
from ..parameters.levers import SHARE
from ..parameters.regime import MOST_FIELDS as F

CENTRE, PROVINCE, PREFECTURE, COUNTY_LEVEL = range(4)
NEVER = -1  # month in which a unit takes up a reform that it never takes up


@dataclass(frozen=True)
class TreeParameters:
    """How counties are tied. `closed()` ties none: every county then lives as if alone, to the last bit."""

    cascade: float = parameter(
        1, 0, 1, SHARE, "A1 B4", "amplification that the levels choose themselves, not the regime", "自主加码占比"
    )
    openings: float = parameter(
        0.1, 0, 0.5, "posts a leader and year", "K3 B12", "higher posts that fall free", "晋升机会"
    )
    miss_loss: float = parameter(
        0.5, 0.01, 10, "utility a log unit", "B4 B5", "loss where an announced target is missed", "目标落空损失",
        "fitted to evidence 1: amplification from centre to province",
    )  # fmt: skip
    doubt: float = parameter(
        0.22, 0.01, 2, "log sd", "B4", "doubt about what can be delivered", "完成情况不确定性",
        "fitted to evidence 1: amplification from centre to province",
    )  # fmt: skip
    neighbours: float = parameter(
        0.3, 0, 0.9, SHARE, "B4 C1", "of a rival's lead in targets that is matched", "跟进邻近地区目标",
        "sign: evidence 1, Wei and Jian 2018; size assumed",
    )  # fmt: skip
    ambition_sd: float = parameter(0.5, 0, 1.5, "log sd", "A3", "spread of leaders' ambition", "主官进取心差异")
    style_sd: float = parameter(0.3, 0, 1, "log sd", "A3 B17", "a new leader's own priorities", "主官个人侧重")
    rotation: float = parameter(
        0.15, 0, 1, "per year", "A3 K10", "chance that a leader moves by routine", "主官轮换概率"
    )
    from_prefecture: float = parameter(
        0.18, 0, 0.5, SHARE, "A1 A2 B1", "visits and indicators from the prefecture", "来自市级的检查与指标占比",
        "evidence 1: 25 of 142 indicators",
    )  # fmt: skip
    from_province: float = parameter(
        0.07, 0, 0.3, SHARE, "A1 A2 B1", "visits and indicators from the province", "来自省级的检查与指标占比",
        "evidence 1: 10 of 142 indicators",
    )  # fmt: skip
    from_centre: float = parameter(
        0.03, 0, 0.2, SHARE, "A1 A2 B1", "visits and indicators from the centre", "来自中央的检查与指标占比"
    )
    hearing: float = parameter(
        0.3, 0, 1, SHARE, "C12", "news of other counties of the prefecture that is heard", "同市消息传播"
    )
    fading: float = parameter(0.4, 0, 1, SHARE, "C12", "of that, what is heard one level further away", "逐级传播衰减")

    @classmethod
    def closed(cls) -> TreeParameters:
        """No tie at all."""
        shut = ("cascade", "openings", "rotation", "style_sd", "from_prefecture", "from_province", "from_centre")
        return cls(**dict.fromkeys((*shut, "hearing", "neighbours", "ambition_sd"), 0.0))

    def row(self) -> NDArray[np.void]:
        """What kernels read, shape (1,)."""
        row = np.zeros(1, TREE)
        for name in meanings(self):
            row[name] = getattr(self, name)
        return row


TREE = np.dtype([(name, "f8") for name in meanings(TreeParameters)])
NODE = np.dtype(
    [
        (name, "i8")
        for name in (
            "code",
            "level",
            "parent",
            "first",  # of its children
            "count",
            "country",  # children in the whole country, in this world or not
            "scenario",
            "leaders",  # that have come after the first
            "empty",  # 1 while nobody leads
            "promoted",  # 1 if the leader moved up in this year
            "start",  # month in which a reform that spreads begins here, or NEVER
        )
    ]
    + [
        ("ambition", "f8"),
        ("score", "f8"),  # reported results, the mean of all counties below
        ("noise", "f8"),  # of the judgement for posts
        ("loss", "f8"),  # where a target is missed
        ("visits", "f8"),  # of its offices against their habit
        ("items", "f8"),  # indicators of its offices against those written
        ("dread", "f8"),  # incidents heard of elsewhere, all fields
        ("stake", "f8", (F,)),  # worth of one more unit of score on the ladder, by field
        ("raised", "f8", (F,)),  # its own increment, in log odds
        ("before", "f8", (F,)),  # the same a year ago
        ("news", "f8", (F,)),
        ("heard", "f8", (F,)),
        ("found", "f8", (F,)),
        ("shortfall", "f8", (F,)),
        ("exposure", "f8", (F,)),
        ("claim", "f8", (F,)),
        ("true", "f8", (F,)),
        ("traces", "f8", (F,)),
        ("weight", "f8", (F,)),
    ]
)
# What a unit knows of those below it is the mean of theirs.
VIEWS = ("stake", "news", "found", "shortfall", "exposure", "claim", "true", "traces", "weight")


def build_tree(
    codes: Sequence[int], scenarios: Sequence[int], children: Mapping[int, int] | None = None
) -> NDArray[np.void]:
    """Rows of all units above counties of six-digit codes, which must be sorted; the counties stand last.

    scenarios: of each county; a higher unit follows that of its first county. children: units directly below the
    centre (0), a province or a prefecture, where the country has more than this world.
    """
    if not codes or any(a >= b for a, b in pairwise(codes)):
        raise ParameterError("counties", list(codes)[:3], "codes of counties, sorted and none twice")
    levels: list[list[int]] = [[0], *([sorted({code // by for code in codes}) for by in (10_000, 100)]), list(codes)]
    nodes = np.zeros(sum(map(len, levels)), NODE)
    above, start = {0: 0}, 0
    for level, units in enumerate(levels):
        here = {code: start + i for i, code in enumerate(units)}
        rows = nodes[start : start + len(units)]
        rows["code"], rows["level"], rows["start"] = units, level, NEVER
        rows["parent"] = [above[code // 100 if level > 1 else 0] for code in units] if level else -1
        above, start = here, start + len(units)
    parents = nodes["parent"][1:]
    nodes["count"] = np.bincount(parents, minlength=len(nodes))
    nodes["first"] = 1 + np.searchsorted(parents, np.arange(len(nodes)))
    known = [(children or {}).get(int(code), 0) for code in nodes["code"]]
    nodes["country"] = np.maximum(nodes["count"], known)
    nodes["scenario"][-len(codes) :] = scenarios
    for i in range(len(nodes) - len(codes) - 1, -1, -1):
        nodes["scenario"][i] = nodes["scenario"][nodes["first"][i]]
    return nodes
