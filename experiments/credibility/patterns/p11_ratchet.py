"""P11: the ratchet makes the most skilled hold back, where rewards hang on the target and on little else."""

from __future__ import annotations

from ...study.summaries import Term
from ..statistic import Statistic
from .most_skilled import HOURS
from .pattern import Claim, Pattern
from .variant import NOTHING, OFFICES_FIXED, Ablation, Settings, Variant

BACK = 0.10  # at least so much below the own optimum
BARE = Variant(
    levers={
        "target_stakes": 5, "reward_individualisation": 1, "ratchet_up": 0.6, "ratchet_down": 0.6, "rank_stakes": 0,
        "shortfall_loss": 0, "severity": 0, "deduction": 0, "bonus": 0, "trace_weight": 0, "amplification": 0,
    },
    behaviour={**OFFICES_FIXED, "intrinsic": 0.0, "mass_paper": 0.0},
)  # fmt: skip
FIXED = Ablation("targets do not ratchet", "目标不设棘轮", levers={"ratchet_up": 0, "ratchet_down": 0})


def _pair(name: str, variant: Variant) -> dict[str, Variant]:
    """A variant twice: people who learn that success comes home as a target, and people who never do."""
    return {f"{name} {kind}": variant.but(behaviour={"ratchet_learning": k}) for kind, k in (("wise", 1), ("naive", 0))}


def _bare(name: str, levers: Settings = NOTHING, behaviour: Settings = NOTHING) -> dict[str, Variant]:
    return _pair(name, BARE.but(levers, behaviour))


def held_back(name: str) -> Statistic:
    """Hours of real work of the most skilled third in the fifth year: those who learn against those who never do."""
    terms = (Term(HOURS, f"{name} wise"), Term(HOURS, f"{name} naive"))
    return Statistic(terms, lambda wise, naive: (wise - naive) / naive.mean())


def _with(name: str, en: str, zh: str) -> Claim:
    statement = f"the same with {en} (reported)", f"同上，但{zh}（仅报告）"
    return Claim(name, *statement, held_back(name), -1, size=BACK, judged=False)


PATTERN = Pattern(
    "P11",
    "The ratchet: the most skilled third works at least 10 % below its own optimum without it after five years, where "
    "rewards hang on the target rather than on rank or motivation.",
    "棘轮：奖励系于目标而非排名或动机时，五年后能力最强的三分之一，其工作比无棘轮时自身最优低至少一成。",
    {
        **_pair("written", Variant()),
        **_bare("bare"),
        **_bare("motivated", behaviour={"intrinsic": 0.2}),
        **_bare("papering", behaviour={"mass_paper": 0.2}),
        **_bare("ranked", {"rank_stakes": 1}),
        **_bare("sanctioned", {"severity": 1}),
        **_bare("short", {"shortfall_loss": 160, "severity": 1}),
    },
    (
        Claim(
            "held_back", "hours of real work of the most skilled third, relative, as written",
            "能力最强三分之一的抓落实时间（相对变化），现行设定", held_back("written"), -1, size=BACK,
            where=Claim(
                "held_back_bare",
                "the same where prizes hang on targets alone, nobody is motivated, sanctioned or able to paper",
                "同上，奖励仅系于目标，且无内在动机、无处分、不能造材料",
                held_back("bare"), -1, size=BACK, off=(FIXED,),
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
)  # fmt: skip
