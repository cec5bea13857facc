"""The tree of government: centre, provinces, prefectures and counties as records of one array, and its parameters.

Concept K1 · row A1. Records stand level by level and in the order of codes, so that the children of a unit are
neighbours in the array, and the order in which counties are given changes nothing.
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

CHINA = (10_000, 100)  # what codes of counties are divided by: provinces, prefectures
NEVER = -1  # instead of a month, where a reform never begins


@dataclass(frozen=True)
class TreeParameters:
    """How strongly the levels of government act on each other (eq. 101 to 114).

    Ranges, units, rows and sources are declared with each field. With `closed()` none acts on another, and every
    county has the results it has alone, to the last bit.
    """

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
        """Parameters under which no unit acts on another."""
        closed = ("cascade", "openings", "rotation", "style_sd", "from_prefecture", "from_province", "from_centre")
        return cls(**dict.fromkeys((*closed, "hearing", "neighbours", "ambition_sd"), 0.0))

    def as_record(self) -> NDArray[np.void]:
        """The parameters as kernels read them: an array of shape (1,) and dtype `TREE`."""
        record = np.zeros(1, TREE)
        for name in TREE.names or ():
            record[name] = getattr(self, name)
        return record


TREE = np.dtype([(name, "f8") for name in meanings(TreeParameters)])
# One unit of government. Quantities by field have the shape (F,); those without a unit are shares or ratios.
NODE = np.dtype(
    [
        ("code", "i8"),  # of the register: 0, two, four or six digits
        ("level", "i8"),  # 0 at the top, one more at each level below
        ("parent", "i8"),  # index of the superior unit; -1 for the centre
        ("first_child", "i8"),  # index
        ("children", "i8"),  # units directly below, of this array
        ("children_nationwide", "i8"),  # units directly below, in the whole country
        ("policy", "i8"),  # index of the policy it lives under
        ("successions", "i8"),  # leaders since the first
        ("vacant", "i8"),  # 1 while nobody leads
        ("promoted", "i8"),  # 1 if the leader moved up in the last meeting
        ("start", "i8"),  # month in which a reform that spreads begins here, or NEVER
        ("ambition", "f8"),  # of the leader, mean 1: multiplies the gain of eq. 104
        ("visit_ratio", "f8"),  # visits of its offices over their habit (eq. 112)
        ("indicator_ratio", "f8"),  # indicators of its offices over those of the regime as written (eq. 112)
        ("increment", "f8", (F,)),  # what it adds to targets, log odds (eq. 104)
        ("last_increment", "f8", (F,)),  # the year before
        ("outside_news", "f8", (F,)),  # incidents elsewhere that it hears of, per township and month (eq. 109)
        # Of a county as its superiors know it; of a higher unit the mean over its children (eq. 111).
        ("score", "f8"),  # results as reported (eq. 106)
        ("score_noise", "f8"),  # sd of the judgement for posts
        ("loss", "f8"),  # utility lost where an announced target is missed, before `miss_loss`
        ("rank_gain", "f8", (F,)),  # utility of one more unit of score on the rank rungs (eq. 101)
    ]
)


def build_tree(
    codes: Sequence[int],
    policies: Sequence[int],
    children: Mapping[int, int] | None = None,
    divisors: tuple[int, ...] = CHINA,
) -> NDArray[np.void]:
    """Records of counties and of all units above them, dtype `NODE`; the counties stand last, in the order of `codes`.

    codes: sorted, none twice. divisors: for each level between the top (code 0) and the counties, from above, what a
    county's code is divided by to give the unit's; each a multiple of the next. policies: index of each
    county's policy; a higher unit follows its
    first county. children: by code of a unit, how many units the whole country has directly below it, where that is
    more than this tree has. Raises `ParameterError` for codes that are not sorted.
    """
    if not codes or any(a >= b for a, b in pairwise(codes)):
        raise ParameterError("counties", list(codes)[:3], "codes of counties, sorted and none twice")
    levels: list[list[int]] = [[0], *([sorted({code // by for code in codes}) for by in divisors]), list(codes)]
    steps = [upper // lower for upper, lower in pairwise((*divisors, 1))]  # from a unit's code to its parent's
    nodes = np.zeros(sum(map(len, levels)), NODE)
    above, begin = {0: 0}, 0
    for level, units in enumerate(levels):
        here = nodes[begin : begin + len(units)]
        here["code"], here["level"], here["start"] = units, level, NEVER
        if level == 0:
            here["parent"] = -1
        else:
            here["parent"] = [above[code // steps[level - 2] if level > 1 else 0] for code in units]
        above, begin = {code: begin + i for i, code in enumerate(units)}, begin + len(units)
    parents = nodes["parent"][1:]
    nodes["children"] = np.bincount(parents, minlength=len(nodes))
    nodes["first_child"] = 1 + np.searchsorted(parents, np.arange(len(nodes)))
    nationwide = [(children or {}).get(int(code), 0) for code in nodes["code"]]
    nodes["children_nationwide"] = np.maximum(nodes["children"], nationwide)
    nodes["policy"][-len(codes) :] = policies
    for i in range(len(nodes) - len(codes) - 1, -1, -1):
        nodes["policy"][i] = nodes["policy"][nodes["first_child"][i]]
    return nodes
