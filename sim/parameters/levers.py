"""The levers of an assessment regime: everything a regime or a reform may set, tables apart (rows B1 to B30).

A lever changes rewards, losses, time, information, remit or authority. None pays for a behaviour as such.
"""

from __future__ import annotations

from dataclasses import dataclass

from .declaration import parameter

SHARE = "share, 0 to 1"


@dataclass(frozen=True)
class Levers:
    """All levers; each with default, lowest and highest value, unit, rows and concepts, and its meaning."""

    # --- headline levers: each scales a whole table; 1 is the regime as written (K12)
    # fmt: off
    indicator_load: float = parameter(1, 0, 3, "times", "B1 P1",
        "number of indicators, against the regime as written", "指标数量倍数")
    inspection_frequency: float = parameter(1, 0, 5, "times", "B2 B3 P2",
        "visits by all offices, against the regime as written", "督查检查频次倍数")
    accountability_pressure: float = parameter(1, 0, 5, "times", "B5 P3",
        "losses on the ladder and severity of sanctions", "问责压力倍数")
    # --- inspection
    visits: float = parameter(1, 0, 10, "visits a month by an office of weight 1", "B2 B3",
        "visits an office makes to each township", "每部门每月检查次数")
    mutual_recognition: float = parameter(0, 0, 1, SHARE, "D6",
        "results accepted between offices; visits become joint", "结果互认程度")
    joint_depth: float = parameter(0.7, 0, 1, SHARE, "D6 B2",
        "depth of a joint visit against an own one", "联合检查深度")
    announced: float = parameter(0.5, 0, 1, SHARE, "B3", "visits announced beforehand", "事先通知的检查占比")
    bunching: float = parameter(0.3, 0, 1, SHARE, "B2 A8",
        "visits that arrive bunched in quarter-end months", "检查扎堆程度")
    visit_cap: float = parameter(1000, 0.1, 1000, "visits a month", "D21",
        "cap on visits a township receives", "检查总量上限")
    special_supervision: float = parameter(0.3, 0, 3, "times", "B12",
        "additional visits to the townships ranked last", "末位专项督导")
    # --- compulsory load
    letters: float = parameter(0.6, 0, 1.5, "intensity", "B5",
        "letters of responsibility over ordinary work", "目标责任书强度")
    campaign: float = parameter(0.06, 0, 0.4, "share of the month", "B3",
        "title campaigns and rectification", "创建与整改占时")
    reporting_frequency: float = parameter(1, 0, 4, "times", "B3 E6",
        "how often each indicator is reported", "填报频次倍数")
    data: float = parameter(0.1, 0, 1, SHARE, "B14 D4",
        "indicators collected automatically from several sources", "数据自动采集程度")
    trace_weight: float = parameter(0.35, 0, 0.9, SHARE, "B6 D21",
        "part of the score and defence that rests on documents", "留痕占比")
    indicator_cap: float = parameter(2000, 5, 2000, "indicators", "D21",
        "cap on the number of indicators", "指标总量上限")
    gate: float = parameter(0, 0, 1, SHARE, "A7 D12",
        "approval one body requires before anybody assesses", "归口审批强度")
    office_feedback: float = parameter(0, 0, 1, SHARE, "D19",
        "township cost that offices are made to count as their own", "基层反馈进入部门决策的程度")
    # --- targets
    base_target: float = parameter(0.5, 0.05, 0.95, "level", "B4", "target before amplification", "基础目标")
    amplification: float = parameter(0.08, 0, 0.5, "per level", "B4 A1",
        "increase each level adds to visible targets",
        "层层加码幅度", "evidence 1: 1.32 in 2006-10, 1.07 to 1.15 by 2016 (growth, centre to province)")
    levels: float = parameter(3, 0, 4, "levels", "A1 D25", "levels between the centre and the county", "中间层级数")
    new_items: float = parameter(0.05, 0, 0.5, "per level", "B4", "indicators each level adds", "逐级新增指标比例")
    deadline: float = parameter(0.1, 0, 1, "per level", "B4 C8",
        "shortening of deadlines at each level", "逐级缩短时限")
    field_research: float = parameter(0.2, 0, 1, SHARE, "B4",
        "field research behind the targets; less of it, more misfit", "目标调研程度")
    classification: float = parameter(0.1, 0, 1, SHARE, "D10 A6",
        "targets and scores adjusted to true difficulty", "按难度分类调整程度")
    within_class: float = parameter(0, 0, 1, "0 no, 1 yes", "D10 B7",
        "townships are ranked inside their size class", "同类比较")
    negotiation: float = parameter(0, 0, 1, SHARE, "D7",
        "right of objection: targets pulled to what is feasible", "目标协商与异议权")
    ratchet_up: float = parameter(0.2, 0, 1, SHARE, "B4 C13", "over-fulfilment taken into the next target", "棘轮上调")
    ratchet_down: float = parameter(0, 0, 1, SHARE, "B4", "shortfall forgiven in the next target", "棘轮下调")
    reweighting: float = parameter(0.2, 0, 1, "log sd a year", "B17",
        "yearly re-setting of weights after priorities", "年度权重调整幅度")
    # --- ladder: from score to consequence
    target_stakes: float = parameter(1, 0, 5, "times", "B29", "prizes for reaching the target", "达标奖励倍数")
    rank_stakes: float = parameter(1, 0, 5, "times", "B7 B29 D5", "prizes and losses that hang on rank", "排名奖惩倍数")
    veto_loss: float = parameter(1.5, 0, 10, "utility", "B5 D3", "loss by one-vote veto", "一票否决损失")
    shortfall_loss: float = parameter(160, 0, 600, "utility a squared gap", "B5",
        "loss for a reading short of its target", "未达标问责损失")
    severity: float = parameter(1, 0, 5, "times", "B5", "severity of sanctions after events", "处分力度")
    reward_individualisation: float = parameter(0.5, 0.02, 1, SHARE, "B28",
        "share of a reward that reaches the one who earned it", "奖励个体化")
    punishment_individualisation: float = parameter(1, 0, 1.5, SHARE, "B28",
        "share of a punishment that falls on the individual", "惩罚个体化")
    joint_duty: float = parameter(0.3, 0, 1, SHARE, "B5",
        "leaders answer for staff as well (dual duty of a post)", "一岗双责程度")
    team_share: float = parameter(0.5, 0, 1, SHARE, "B15",
        "team's part in the score of a deputy or staff member", "副职得分中班子占比")
    track_link: float = parameter(0.3, 0, 1, SHARE, "B12 D22",
        "weight of the yearly score in decisions on posts", "年度得分用于任用的权重")
    calibration: float = parameter(0, 0, 1, SHARE, "B13", "scores calibrated to a normal distribution", "正态分布校准")
    lights: float = parameter(0, 0, 1, SHARE, "B11 D14", "work followed by quarterly lights", "亮灯过程管控")
    cards: float = parameter(0, 0, 1, "points", "B11", "points a lagging field loses at once", "红黄牌即时扣分")
    bonus: float = parameter(0.1, 0, 1, "points", "B15", "bonus points for results beyond the plan", "加分")
    deduction: float = parameter(0.05, 0, 1, "points", "B15", "points deducted for an incident", "事故扣分")
    reference_own: float = parameter(0, 0, 1, SHARE, "B25",
        "score counted from the township's own best year", "以自身最好水平为参照")
    complaint_points: float = parameter(0, 0, 1, "points", "A5 D9",
        "points a complaint costs, of one a month for each cadre", "投诉扣分")
    complaints_public: float = parameter(0, 0, 1, SHARE, "A5 B14 D9", "complaints that are published", "投诉公开程度")
    publicity: float = parameter(0.2, 0, 1, SHARE, "B14 B24", "publication of results and ranks", "结果公开程度")
    # --- responsibility and authority
    clarity: float = parameter(0.2, 0, 1, SHARE, "D1 C11", "duties settled by a list", "职责清单明晰度")
    tolerance: float = parameter(0, 0, 1, SHARE, "B22 D8", "fault tolerance promised", "容错承诺")
    grantor_liability: float = parameter(0.6, 0, 1, SHARE, "B22 C18",
        "liability of those who grant tolerance", "容错认定者的连带责任")
    office_authority: float = parameter(0.35, 0.02, 0.9, SHARE, "C11 D2",
        "authority over causes held by offices", "上级部门权力占比")
    resources: float = parameter(1, 0.3, 3, "times", "D2 A1", "staff and money of townships", "乡镇资源倍数")
    # --- support, assessors, citizens
    training: float = parameter(0.1, 0, 1, "intensity", "B19 D15", "training and exchange", "培训与交流")
    diagnosis: float = parameter(0.2, 0, 1, SHARE, "B19 D15", "training aimed by feedback of points lost", "失分诊断")
    shared_service: float = parameter(0, 0, 1, "intensity", "B27",
        "service the county provides where all are weak", "共性短板统一供给")
    co_governance: float = parameter(0, 0, 1, "intensity", "D18", "villages, firms and citizens carry more", "协同共治")
    cluster: float = parameter(0, 0, 1, SHARE, "B21 D17",
        "neighbours assessed together where work spills over", "组团式考核")
    anchoring: float = parameter(0, 0, 1, SHARE, "B18", "behavioural anchors for soft indicators", "软指标行为锚定")
    need_orientation: float = parameter(0, 0, 1, SHARE, "C15 D23", "indicators aimed at what citizens need", "需求导向")
    assessor_quality: float = parameter(0.3, 0, 1, SHARE, "A8 B23 D20",
        "training, licence and liability of assessors", "考核者素质与监督")
    service_users: float = parameter(0.2, 0, 1, SHARE, "A9 B9",
        "service users' weight when offices are assessed", "部门考核中服务对象权重")
    # fmt: on
