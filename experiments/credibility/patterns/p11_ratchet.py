"""P11: the ratchet makes the most skilled hold back, where rewards hang on the target and on little else."""

from __future__ import annotations

from collections.abc import Mapping

from .effects import Effect
from .lab import Array, View
from .pattern import Claim, Pattern
from .variant import HELD, NOBODY, Switch, Variant

BACK = 0.10  # at least so much below the own optimum
BARE: Mapping[str, float] = {
    "target_stakes": 5, "reward_individualisation": 1, "ratchet_up": 0.6, "ratchet_down": 0.6,
    "rank_stakes": 0, "shortfall_loss": 0, "severity": 0, "deduction": 0, "bonus": 0,
    "trace_weight": 0, "amplification": 0,
}  # fmt: skip
BARE_PEOPLE = {**HELD, "intrinsic": 0.0, "mass_paper": 0.0}


def _pair(name: str, levers: Mapping[str, float] = NOBODY, people: Mapping[str, float] = NOBODY) -> dict[str, Variant]:
    """The same people, once learning that success comes home as a target, once never."""
    bare = Variant(levers=BARE, people=BARE_PEOPLE).but(levers, people)
    return {f"{name} {kind}": bare.but(people={"ratchet_learning": k}) for kind, k in (("wise", 1), ("naive", 0))}


VARIANTS = {
    **{f"written {kind}": Variant().but(people={"ratchet_learning": k}) for kind, k in (("wise", 1), ("naive", 0))},
    **_pair("bare"),
    **_pair("motivated", people={"intrinsic": 0.2}),
    **_pair("papering", people={"mass_paper": 0.2}),
    **_pair("ranked", {"rank_stakes": 1}),
    **_pair("sanctioned", {"severity": 1}),
    **_pair("short", {"shortfall_loss": 160, "severity": 1}),
}


def held_back(name: str) -> Effect:
    """Hours of real work of the most skilled third in the fifth year: those who learn against those who never do."""

    def effect(view: View) -> Array:
        naive = view.able(f"{name} naive")
        return (view.able(f"{name} wise") - naive) / naive.mean()

    return effect


def _with(name: str, en: str, zh: str) -> Claim:
    return Claim(
        name,
        f"the same with {en} (reported)",
        f"同上，但{zh}（仅报告）",
        "",
        held_back(name),
        -1,
        size=BACK,
        judged=False,
    )


FIXED = Switch("targets do not ratchet", "目标不设棘轮", levers={"ratchet_up": 0, "ratchet_down": 0})

PATTERN = Pattern(
    "P11",
    "The ratchet: the most skilled third works at least 10 % below its own optimum without it after five years, where "
    "rewards hang on the target rather than on rank or motivation.",
    "棘轮：奖励系于目标而非排名或动机时，五年后能力最强的三分之一，其工作比无棘轮时自身最优低至少一成。",
    VARIANTS,
    (
        Claim(
            "held_back",
            "hours of real work of the most skilled third, relative, as written",
            "能力最强三分之一的抓落实时间（相对变化），现行设定",
            "",
            held_back("written"),
            -1,
            size=BACK,
            where=Claim(
                "held_back_bare",
                "the same where prizes hang on targets alone, nobody is motivated, sanctioned or able to paper",
                "同上，奖励仅系于目标，且无内在动机、无处分、不能造材料",
                "",
                held_back("bare"),
                -1,
                size=BACK,
                off=(FIXED,),
            ),
        ),
        _with("motivated", "ordinary motivation", "有通常的公共服务动机"),
        _with("papering", "paper possible", "可以造材料"),
        _with("ranked", "ordinary rank prizes", "有通常的排名奖惩"),
        _with("sanctioned", "ordinary sanctions after events", "有通常的事后处分"),
        _with("short", "the ordinary loss for shortfall", "有通常的未达标问责"),
    ),
    "Conditional on nothing else pressing for work: motivation, rank prizes or paper, each put back alone, weaken it; "
    "sanctions after events, or the loss for shortfall, end it.",
    "以没有其他因素促使工作为条件：动机、排名奖惩或造材料单独恢复会削弱它，事后处分或未达标问责则使之消失。",
)
