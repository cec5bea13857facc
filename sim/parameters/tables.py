"""The tables of a regime: fields, offices, indicators, readings and rungs (K1 to K3).

A reading is one way in which anybody looks at performance; a rung is one step from score to consequence.
Both are rows of a scenario file, so another scheme needs another file and no code.
"""

from __future__ import annotations

from dataclasses import dataclass

from .declaration import choice, parameter
from .levers import SHARE


@dataclass(frozen=True)
class Field:
    """A field of work, by which indicators and needs are grouped.

    part_of: the field this one is a part of, or nothing. Parts are assessed apart, but are the work of the same people
    in the same circumstances: portfolio, skill, difficulty, misfit, priority and inspection are drawn once for all of
    them. Nothing in the rules depends on how a field is cut (need, hazard, points and items divided).
    """

    id: str
    name_en: str
    name_zh: str
    # fmt: off
    need: float = parameter(0.1, 0.001, 1, "share of need", "A5",
        "citizens' need, scaled to sum to one", "群众需求占比")
    pace: float = parameter(0.1, 0.005, 1, "per month", "B8 K7",
        "how fast the true level moves; slow work is latent", "见效速度")
    hazard: float = parameter(0.02, 0, 0.5, "incidents a month", "C12", "incidents at level zero", "事故率")
    spill: float = parameter(0, 0, 0.8, SHARE, "B21", "part of the work that reaches neighbours", "外溢比例")
    enforcement: float = parameter(0, 0, 1, SHARE, "C14", "work that gives offence to those it regulates", "得罪人程度")
    harm: float = parameter(0, 0, 1, SHARE, "C17", "target work that harms other fields under overload", "伤及其他领域")
    latent: float = parameter(0.5, 0, 1, SHARE, "B8 D11", "achievement that shows late (potential, hidden)", "潜绩成分")
    powers: float = parameter(0.3, 0, 1, SHARE, "A1 C11 D2",
        "work that needs powers of enforcement, approval or money", "工作所需权力占比")
    part_of: str = ""
    # fmt: on


@dataclass(frozen=True)
class Office:
    """A county office that owns indicators and inspects; classes as in YZ (A9)."""

    id: str
    name_en: str
    name_zh: str
    # fmt: off
    weight: float = parameter(1, 0, 10, "times", "B2", "visits it makes, against an average office", "检查强度")
    organ_class: float = parameter(2, 1, 5, "class 1 to 5", "A9", "class in which it is assessed", "机关类别")
    line: float = parameter(1, 0, 1, "1 line, 0 territory", "A2",
        "line department or territorial government", "条条/块块")
    # fmt: on


@dataclass(frozen=True)
class Indicator:
    """One indicator: who owns it, what it weighs, what it asks."""

    id: str
    name_en: str
    name_zh: str
    field: str
    office: str
    kinds: tuple[str, ...] = ()
    # fmt: off
    weight: float = parameter(1, 0, 1000, "points", "B1", "points in the score", "分值")
    items: float = parameter(1, 0, 200, "items", "B1", "items it counts as in the load", "计数项")
    veto: float = parameter(0, 0, 1, SHARE, "B5", "one-vote veto", "一票否决")
    verifiability: float = parameter(0.5, 0, 1, SHARE, "B1 B18", "what a visit can verify", "可核查性")
    visible: float = parameter(0.5, 0, 1, SHARE, "B8",
        "visible rather than latent achievement; visible targets amplify", "显绩成分")
    burden: float = parameter(1, 0, 20, "times", "B1", "documents it asks, against an average one", "材料负担")
    # fmt: on


@dataclass(frozen=True)
class Reading:
    """One way of looking at performance (K2): y = claim, traces and shine, blurred, lenient and late."""

    id: str
    name_en: str
    name_zh: str
    group: str = ""
    # fmt: off
    weight: float = parameter(0, 0, 100, "points", "B9 D9", "weight in the yearly score", "年度得分权重")
    post_weight: float = parameter(0, 0, 100, "points", "B12 D22",
        "weight in the organisation's judgement for posts", "任用评价权重")
    trace: float = parameter(1, 0, 1, "times the trace weight", "B6", "documents in what is read", "材料成分")
    shine: float = parameter(0.1, 0, 2, "points a shine", "C2 B20", "impression made by showcases", "亮点影响")
    seen: float = parameter(0, 0, 1, SHARE, "B14 B20 D16", "fabrication seen through", "识破造假程度")
    need_basis: float = parameter(0, 0, 1, SHARE, "A5 D9", "fields weighed by need rather than by points", "按需求计权")
    latent_basis: float = parameter(0, 0, 1, SHARE, "D11", "fields weighed by latent achievement", "按潜绩计权")
    served: float = parameter(0, 0, 1, SHARE, "A5 D13", "raters are those the rated serve or lead", "评价者为服务对象")
    noise: float = parameter(0.08, 0, 5, "level", "B9", "standard deviation of one rater", "评价噪声")
    sample: float = parameter(1, 1, 1e6, "raters", "B9 A5", "number of raters", "样本量")
    human: float = parameter(0, 0, 1, "1 people, 0 records", "A8 B26",
        "people rate, so quality and fatigue matter", "人评成分")
    leniency: float = parameter(0, 0, 0.95, SHARE, "C14 A8", "pull towards the mean", "宽松倾向")
    quota: float = parameter(0, 0, 1, SHARE, "B7", "quota inside the ballot, which removes leniency", "票内限额")
    signed: float = parameter(0, 0, 1, SHARE, "B26", "signed rating: more careful and more lenient", "署名评价")
    offence: float = parameter(0, 0, 5, "points an hour", "C14", "raters who resent enforcement", "得罪人扣分")
    announced: float = parameter(1, 0, 1, SHARE, "B3 D16", "the rated know of it beforehand", "事先知晓")
    independence: float = parameter(0, 0, 1, SHARE, "B20 D16",
        "rater independent of the chain: no impressions", "独立性")
    period: float = parameter(12, 1, 12, "months: 1, 3, 6 or 12", "B3", "months between readings", "周期")
    hours: float = parameter(0, 0, 0.2, "share of the month", "E6", "time one reading costs a township", "耗时")
    responsibility: float = parameter(1, 0, 1, SHARE, "B9", "rater's responsibility", "责任度")
    closeness: float = parameter(1, 0, 1, SHARE, "B9", "rater's closeness", "关联度")
    knowledge: float = parameter(1, 0, 1, SHARE, "B9", "rater's knowledge", "知情度")
    # fmt: on


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder (K3): from a score to a prize (above) or a loss (below). Prize 0: not in use."""

    id: str
    name_en: str
    name_zh: str
    # fmt: off
    rule: str = choice("top", ("target", "threshold", "top", "bottom", "points"), "B7 B10", "how it is reached", "规则")
    source: str = ""  # a reading's id; empty: the composite score
    track: str = choice("money", ("money", "post"), "B12", "what it pays in", "兑现方式")
    person: float = parameter(0, 0, 1, "1 person, 0 team", "B7", "whose score counts", "对人或对班子")
    quota: float = parameter(0.2, 0, 1, SHARE, "B7", "share of units that may or must be here", "比例")
    threshold: float = parameter(0.6, -1, 2, "points", "B10", "score at which a threshold rung is reached", "阈值")
    prize: float = parameter(0, 0, 20, "utility", "B5 B12", "prize above, or loss below", "奖惩幅度")
    loss: float = parameter(0, 0, 1, "1 loss below, 0 prize above", "B10", "a loss for those below", "是否为惩罚")
    funds: float = parameter(0, 0, 3, "times", "B12", "project funds for those who reach it", "项目资金")
    removal: float = parameter(0, 0, 1, "chance", "B10", "chance that the principal is moved", "调整岗位概率")
    fear: float = parameter(0, 0, 1, "events", "B10 B12", "summons, talk or warning, counted as an event", "约谈告诫")
    promotion: float = parameter(0, 0, 1, "chance", "B12", "chance that the principal is promoted away", "晋升概率")
    # fmt: on
