"""How people respond: parameters of behaviour and of the world, uncertain rather than chosen.

A regime never sets these. Their defaults are starting values; the ranges are what a sensitivity analysis sweeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .declaration import parameter
from .levers import SHARE

MASS = "mass of the reference measure; 0 closes the activity"


@dataclass(frozen=True)
class Behaviour:
    """Behavioural parameters; each with default, lowest and highest value, unit, concepts and rows, and its meaning."""

    # --- choice (K6)
    # fmt: off
    precision: float = parameter(10, 0.1, 1e4, "1 / utility", "K6 T13", "how sharply shares follow worth", "选择精度")
    adjustment: float = parameter(0.2, 1e-4, 0.5, "per month", "K6 K11", "speed at which shares adjust", "调整速度")
    choices: float = parameter(1, 1, 16, "a month", "K6",
        "how often choice is revised in a month, at the effort then intended", "每月权衡次数")
    decision_rule: float = parameter(0, 0, 4, "number of the rule", "K6",
        "0 foresight, 1 myopic, 2 satisficing, 3 reinforcement, 4 imitation",
        "决策方式：0 有远见 1 短视 2 满意即止 3 强化 4 只模仿")
    patience: float = parameter(0.98, 0.5, 0.999, "per month", "K6 C9", "discount factor", "贴现因子")
    mass_real: float = parameter(0.5, 0, 10, MASS, "K6", "habit of real work", "抓落实惯性")
    mass_paper: float = parameter(0.2, 0, 10, MASS, "K6 C1", "habit of paper work", "造材料惯性")
    mass_showcase: float = parameter(0.04, 0, 10, MASS, "K6 C2", "habit of showcases", "亮点工程惯性")
    mass_initiative: float = parameter(0.05, 0, 10, MASS, "K6 E4", "habit of initiative", "创新担当惯性")
    mass_shifting: float = parameter(0.065, 0, 10, MASS, "K6 C4", "habit of shifting blame", "甩锅惯性")
    mass_slack: float = parameter(0.12, 0, 10, MASS, "K6 C0", "habit of idling", "懈怠惯性")
    cost_kind: float = parameter(0.1, 0, 10, "utility", "K6", "rising cost of one kind of work", "单类工作成本")
    cost_field: float = parameter(0, 0, 10, "utility", "K6",
        "rising cost of one field's hours of one kind", "单领域工作成本")
    cost_total: float = parameter(0.05, 0, 10, "utility", "K6", "rising cost of all work", "总工作成本")
    intrinsic: float = parameter(0.2, 0, 5, "utility", "K6 A3",
        "worth of serving need, at motivation 1", "公共服务动机")
    moral_cost: float = parameter(0.04, 0, 2, "utility an hour", "K6 A3",
        "moral cost of paper made for show", "造假道德成本")
    diminishing: float = parameter(0, 0, 2, "power", "K6",
        "how fast more of a level is worth less, to people and in readings", "边际递减")
    diminishing_base: float = parameter(0.05, 1e-4, 1, "level", "K6",
        "level to which diminishing returns refer", "递减基准水平")
    slack_pay: float = parameter(0.25, 0, 2, "utility an hour", "K6 C0", "worth of idle time", "懈怠收益")
    slack_seen: float = parameter(0.4, 0, 2, "utility", "K6 C0 P14", "loss when visits see idle time", "懈怠被查损失")
    visits_half: float = parameter(4, 0.1, 50, "visits a month", "K6 P2",
        "visits at which idle time is mostly seen", "懈怠可见检查数")
    crowding: float = parameter(0.5, 0, 3, "power", "K6 A3 C3 C8 C19",
        "control crowds inner drive out, room crowds it in", "动机挤出强度")
    # --- people (A3)
    attitude_sd: float = parameter(0.3, 0, 1.5, "log sd", "A3",
        "spread of attitudes: to risk, to service, to sham", "风险、服务与造假态度差异")
    skill_sd: float = parameter(0.25, 0, 1, "log sd", "A3", "spread of skill by field", "能力差异")
    capacity_sd: float = parameter(0.2, 0, 1, "log sd", "A6", "spread of township capacity", "乡镇能力差异")
    difficulty_sd: float = parameter(0.15, 0, 1, "log sd", "A6",
        "spread of true difficulty, field by field", "客观难度差异")
    prospects: float = parameter(0.5, 0, 1, SHARE, "A3",
        "deputies and staff with prospects of promotion", "有晋升前景者占比")
    stake_staff: float = parameter(0.35, 0, 2, "times a principal's", "A3",
        "stake of staff; a deputy's is half-way", "一般干部利害，副职居中")
    rotation: float = parameter(0.2, 0, 1, "per year", "A3 K10", "chance that a principal moves", "正职轮换概率")
    # --- production (K7)
    need_hours: float = parameter(0.26, 0.02, 2, "share of the month", "K7",
        "hours that hold all fields at level 1/2", "基准工作量")
    paper_hours: float = parameter(0.6, 0.05, 5, "times real hours", "K7 C1",
        "hours that paper over half the gap", "造材料工时比")
    trace_hours: float = parameter(0.0013, 1e-4, 0.02, "share of the month an indicator", "K7 B6",
        "hours of traces", "留痕工时")
    paper_pace: float = parameter(0.15, 0.01, 1, "per month", "K7", "pace of fabrication and traces", "材料更新速度")
    showcase_yield: float = parameter(1.2, 0, 5, "shine an hour", "K7 C2", "shine won by showcase hours", "亮点产出")
    showcase_decay: float = parameter(0.15, 0.01, 1, "per month", "K7 C2", "fading of shine", "亮点消退")
    masking: float = parameter(0.5, 0, 3, "per shine", "C2", "weakness masked by shine", "亮点掩盖弱项")
    initiative_gain: float = parameter(0.2, 0, 3, "stock an hour", "K7", "what successful initiative adds", "创新收益")
    initiative_decay: float = parameter(0.04, 0.005, 1, "per month", "K7", "fading of new methods", "创新消退")
    error: float = parameter(0.25, 0, 1, "chance", "B22 C3", "chance that initiative fails", "创新失败率")
    error_loss: float = parameter(0.5, 0, 5, "severity", "B22 C3", "severity of a failed initiative", "失败追责强度")
    fund_effect: float = parameter(0.15, 0, 1, "elasticity", "B12", "capacity built by project funds", "项目资金增能")
    learning: float = parameter(0.02, 0, 0.3, "per month", "B19",
        "pace at which training and practice raise skill", "技能提升速度")
    practice: float = parameter(0.25, 0, 1, SHARE, "B19",
        "know-how that practice at full work sustains", "实践所得本领")
    burnout_cost: float = parameter(0.25, 0, 0.9, SHARE, "K10 C3", "skill lost at full burnout", "倦怠损耗")
    burnout_rate: float = parameter(0.1, 0, 1, "per month", "K10 C3", "speed of burnout", "倦怠速度")
    power_need: float = parameter(1, 0, 1, SHARE, "A1 C11 D2",
        "how far work needs its powers and blame goes by named duty; 0 ablates", "权力作为生产要素的程度")
    harm: float = parameter(0.03, 0, 0.5, "per month", "C17",
        "harm to other fields by target work under overload", "唯指标伤民强度")
    # --- load (K5)
    visit_hours: float = parameter(0.018, 0, 0.2, "share of the month a visit", "K5 B2",
        "time a visit takes", "迎检耗时")
    day_lost: float = parameter(0.5, 0, 0.9, SHARE, "K5 B2",
        "rest of a day lost when several teams come", "多组同日检查时当日余下时间的损失")
    indicator_hours: float = parameter(0.001, 0, 0.02, "share of the month", "K5 B1",
        "reports an indicator asks", "指标填报耗时", "evidence 1: leaders' week 2011, documents 11.0 %")
    letter_hours: float = parameter(0.35, 0, 0.5, "share of the month", "K5 B5",
        "meetings and letters", "会议与责任书耗时", "evidence 1: leaders' week 2011, meetings 17.7 %")
    compulsory_max: float = parameter(0.85, 0.2, 0.98, "share of the month", "K5",
        "ceiling of what is served of superiors' demands", "应付上级要求的时间上限")
    fragmentation: float = parameter(0.1, 0, 1, "per indicator base", "K5 C8",
        "loss by broken rhythm of work", "工作碎片化")
    indicator_base: float = parameter(40, 5, 200, "indicators", "K5 C8",
        "indicators carried without loss", "无损指标数")
    village_pass: float = parameter(0.25, 0, 0.8, SHARE, "A4", "compulsory work passed on to villages", "向村转嫁比例")
    village_work: float = parameter(0.05, 0, 0.5, "times needed hours", "A4 D18", "work villages carry", "村级承担工作")
    fast_ox: float = parameter(0.4, 0, 1, SHARE, "C13", "additional tasks for those who deliver", "鞭打快牛")
    # --- inspection and responsibility (K8, K9)
    exposure_loss: float = parameter(9.6, 0, 60, "severity", "K8", "loss when fabrication is exposed", "造假曝光损失")
    concealment_cost: float = parameter(0.25, 0.01, 10, "utility", "K8 C5", "cost of concealment", "隐蔽成本")
    concealment_curvature: float = parameter(1, 0.05, 5, "", "K8 C5 P8",
        "how fast concealment grows dearer", "隐蔽成本曲率")
    paper_visits: float = parameter(0.7, 0, 1, SHARE, "K8 B3 B6 C1",
        "how far announcement and traces turn visits to papers; 0: none", "检查看材料倾向")
    dossier_hours: float = parameter(0.018, 0, 0.2, "share of the month a visit", "K5 B6 C1",
        "dossier that a visit to papers asks", "迎检备料耗时")
    neglect_found: float = parameter(0.2, 0, 2, "per look", "K8 B3 B20",
        "neglect that a look at the ground meets, times the shortfall", "失职被查概率")
    joint_stands: float = parameter(1, 0, 1, SHARE, "K8 D6",
        "part of the offices it joins for which a joint look stands", "联合检查代表性")
    hazard_slope: float = parameter(2.5, 0.1, 8, "per level", "K9 C12",
        "fall of incidents with the true level", "事故对水平的敏感度")
    staff_part: float = parameter(0.35, 0, 0.5, SHARE, "K9 C4",
        "avoidable blame that arises at staff (leaders .45, the village the rest)", "一般干部分担的可避责任")
    unavoidable: float = parameter(2.2, 0.1, 10, "", "K9", "how fast blame attaches below the full level", "可归责度")
    shift_yield: float = parameter(12, 0, 100, "means an hour", "K9 C4", "what an hour of shifting moves", "甩锅效力")
    shift_cost: float = parameter(0.07, 0, 1, "utility an hour", "K9 C4", "social cost of shifting", "甩锅代价")
    write_off: float = parameter(2.3, 0, 10, "", "K9 B6",
        "blame that traces write off, times the trace weight", "留痕免责效力")
    veto_strikes: float = parameter(0.5, 0, 1, SHARE, "B5 D3",
        "how surely a full veto strikes in the ladder; 0 ablates", "一票否决兑现程度")
    target_blur: float = parameter(0.06, 0.005, 10, "level", "K3 K6",
        "noise expected of what is read against a target", "目标完成的不确定性")
    coping: float = parameter(1, 0, 1, SHARE, "C7 P1",
        "part of the expected shortfall that people answer; 0 ablates", "应付压力感知")
    # --- what indicators let superiors see and pay (K2, K4)
    information_need: float = parameter(30, 0, 200, "indicators", "B1 C0",
        "indicators over all needs that see 63 % of what is done; 0: all is seen", "信息需要的指标数")
    base_ratchet: float = parameter(1, 0, 1, SHARE, "B4 C13",
        "ratchet that measures claims against the base, without amplification", "棘轮作用于基数")
    step_seen: float = parameter(0.03, 0, 0.2, "level", "V1 C1 C9",
        "how far short of its target a claim may be topped up in December", "临界达标范围")
    verified_bonus: float = parameter(1, 0, 1, SHARE, "B15",
        "bonus points for results as read, instead of for new methods", "加分看核定结果")
    feedback_by_dropping: float = parameter(1, 0, 1, SHARE, "D19",
        "upward feedback that works through dropped indicators alone", "反馈只减指标")
    need_owned: float = parameter(1, 0, 1, SHARE, "D23",
        "need-oriented weight that has indicators, owners, visits and reports", "需求指标有归口")
    # --- learning (K10)
    fear_learning: float = parameter(0.08, 0.001, 1, "per month", "K10",
        "learning of accountability risk", "问责风险学习")
    contagion: float = parameter(0.35, 0, 1, SHARE, "C12", "fear learnt from neighbours", "恐惧传染")
    ratchet_belief: float = parameter(0, 0, 1, SHARE, "K10 C13",
        "part of a success believed, at the start, to raise the next target", "棘轮初始预期")
    ratchet_learning: float = parameter(0.4, 0, 1, "per year", "K10 C13", "learning of the ratchet", "棘轮预期学习")
    imitation: float = parameter(0.3, 0, 1, "per year", "C1 K10", "imitation of better-graded neighbours", "模仿速度")
    trust_rate: float = parameter(0.05, 0.001, 1, "per month", "A4 C16 E5",
        "speed of public trust, and of villages' resentment and strength", "公信力、村级不满与村级力量的变化速度")
    trust_work: float = parameter(0.4, 0, 2, "elasticity", "C16",
        "what trust adds to work and takes from hazards", "公信力增效")
    complaint_rate: float = parameter(2, 0, 20, "a month a cadre", "A5 D9",
        "citizens' complaints at full neglect", "群众投诉率")
    # --- ballots (K3)
    bar_adaptation: float = parameter(0.5, 0, 1, SHARE, "D13 B10",
        "how far raters' bars follow what they are used to", "评判标准适应程度")
    person_impression: float = parameter(0.08, 0, 0.5, "level", "D13 B10",
        "spread of the impression of a leader that all raters share", "个人印象差异")
    # --- offices (K11) and targets (K4)
    office_precision: float = parameter(4, 0, 100, "1 / utility", "K11",
        "how sharply offices follow worth", "部门选择精度")
    office_growth: float = parameter(0.03, 0, 0.1, "per month", "K11 C10",
        "most an office's indicators grow or shrink; 0 holds them", "指标增减速度")
    attention: float = parameter(1, 0, 10, "utility", "K11 C10",
        "worth of townships' attention to an office", "部门关注收益")
    handling: float = parameter(0.6, 0.01, 10, "utility", "K11 C10",
        "cost to an office of one more indicator", "部门指标处理成本")
    find_drive: float = parameter(1, 0, 1, SHARE, "K11 B2 D16",
        "how far offices visit for what a visit finds, not for trouble", "按发现安排检查")
    remote_control: float = parameter(1, 0, 1, SHARE, "K11 C10 C18 D21",
        "visiting time turned down that goes to checks and letters", "以材料代检查")
    order_kept: float = parameter(0.7, 0, 1, SHARE, "K11 A7 C10 C18 D1 D5 D12 D20 D21",
        "how far offices are held to orders, and to report finds", "减负令与如实上报执行程度")
    room_draws: float = parameter(0.3, 0, 1, SHARE, "K5 C10 C18 D21",
        "idle time seen that draws new tasks", "空闲引来新任务")
    misfit_sd: float = parameter(0.3, 0, 1, "log sd", "B4", "misfit of targets set without field research", "目标错配")
    amplification_rivalry: float = parameter(0.5, 0, 1, SHARE, "A1 B4",
        "amplification that follows rank prizes", "加码中的竞争成分")
    # --- sizes in rules, assumed, that outcomes follow
    tiring: float = parameter(3, 0, 20, "times", "K6 C2 C4",
        "how much faster showcases, initiative and shifting tire than ordinary work", "亮点、创新与甩锅的疲劳倍数")
    answer_hours: float = parameter(0.02, 0, 0.2, "share of the month", "K5 A5 D9",
        "time of a cadre that one complaint takes to answer", "答复一件投诉耗时")
    look_finds: float = parameter(0.5, 0, 1, "per look", "K8 B2",
        "fabrication, or missing documents, that a look of full sharpness meets", "每次检查发现率")
    event_neglect: float = parameter(2, 0, 20, "times an incident", "K9 B20",
        "size of neglect that is found", "失职被查的事件分量")
    event_missing: float = parameter(0.25, 0, 20, "times an incident", "K9 B6",
        "size of documents found missing", "材料缺失的事件分量")
    event_exposed: float = parameter(4, 0.05, 40, "times an incident", "K9 C5",
        "size of an exposure, and of a red light", "造假曝光与红牌的事件分量")
    event_unassessed: float = parameter(0.5, 0, 1, "times an incident", "K9 A5",
        "size of an incident where nobody assesses", "非考核领域事故的分量")
    event_arrival: float = parameter(0.8, 0.05, 1, SHARE, "K9 C12",
        "share of its blame with which an event must arrive to count as one", "计为一次事件所需的问责比例")
    strain_slope: float = parameter(5, 0, 50, "", "K10 C3", "how steeply strain burns out", "倦怠对负荷的敏感度")
    strain_borne: float = parameter(0.85, 0, 5, "", "K10 C3",
        "half the load and compulsory time that are borne", "可承受负荷")
    suspicion: float = parameter(0.5, 0, 1, SHARE, "B14 C16 E5",
        "part of a gap that citizens take for covered where they cannot look", "群众对看不到的差距的猜疑程度")
    blame_seen: float = parameter(0.3, 0, 1, SHARE, "C16 E5",
        "trust lost where all blame is shifted", "甩锅对公信力的损害")
    crowding_scale: float = parameter(0.1, 0.005, 2, "share of the month", "A3 C19 D7",
        "papers asked that leave 37 % of feeling uncontrolled; likewise sanctions, and raters' weight", "受控感尺度")
    letter_means: float = parameter(1.2, 0, 10, "means a unit", "K9 B5 C4",
        "means of shifting blame that letters give", "责任书的甩锅效力")
    check_means: float = parameter(0.3, 0, 10, "means a unit", "K9 B6 C4",
        "means of shifting blame that checks give", "检查的甩锅效力")
    news_draws: float = parameter(0.5, 0, 10, "times a shortfall", "K11 B2",
        "how strongly incidents draw visits and indicators", "事故引来检查的强度")
    office_work: float = parameter(0.05, 0, 2, "utility", "K11", "worth of an office's own work", "部门本职工作收益")
    checks_bring: float = parameter(0.5, 0, 1, SHARE, "K11 B6",
        "missing documents that doubled checks bring in", "加倍检查补齐的材料")
    gate_refusal: float = parameter(0.3, 0, 1, SHARE, "D5 D16",
        "ordinary visits that an approving body turns down", "计划审批的驳回比例")
    indicator_ground: float = parameter(0.5, 0, 10, "times a shortfall", "K11 C10",
        "attention that an indicator wins without any trouble", "指标的固有关注")
    office_yield: float = parameter(0.5, 0, 5, "times needed hours", "K11 D1 D2",
        "work that offices do in what they keep", "部门自办工作产出")
    unnamed_duty: float = parameter(0.35, 0.01, 1, SHARE, "K9 D1",
        "blame that starts with offices where neither list nor letter names anybody", "无名责任归部门比例")
    support_yield: float = parameter(0.15, 0, 1, SHARE, "K7 D11",
        "what full support by an office adds to work", "部门支持增效")
    governance_widens: float = parameter(4, 0, 20, "times", "D18",
        "what full co-governance adds to village work", "共治扩大村级工作倍数")
    village_wear: float = parameter(4, 0, 40, "per share of the month", "A4 C4",
        "how fast villages wear with hours asked of them and shifted to them", "村级消耗速度")
    training_gain: float = parameter(0.6, 0, 2, SHARE, "B19", "know-how that full training sustains", "培训所得本领")
    offence_memory: float = parameter(0.7, 0, 0.99, SHARE, "C14",
        "offence to the regulated that they remember a month later", "被监管者不满的留存")
    leaders_part: float = parameter(0.45, 0, 0.5, SHARE, "K9 C4",
        "avoidable blame that arises at leaders", "领导承担的可避责任")
    shift_away: float = parameter(0.6, 0.01, 5, "times", "K9 C4",
        "effect of shifting sideways, or up without letters, against down", "横向与向上甩锅的效力")
    shift_stops: float = parameter(0.5, 0, 1, SHARE, "K9 C4",
        "what leaders shift down that stops at staff; likewise a summons", "向下甩锅止于干部的比例")
    news_rate: float = parameter(0.1, 0.001, 1, "per month", "K10 K11",
        "smoothing of what offices hear", "部门消息更新速度")
    saved_handling: float = parameter(0.5, 0, 1, SHARE, "K11 C10 D14",
        "an office's handling saved by full automatic collection", "自动采集节省的部门处理成本")
    knowhow_kept: float = parameter(0.8, 0, 1, SHARE, "K10 B19",
        "know-how that stays when a principal moves", "正职轮换后留存的本领")
    full_reach: float = parameter(0.35, 0.05, 1, SHARE, "B22",
        "authority of offices at which all of a grantor's liability weighs", "授权者责任完全起作用的部门权限")
    # fmt: on


# What switches each mechanism off by itself: strengths at which the rules are as if it were not there.
OFF: Mapping[str, float] = dict.fromkeys(
    (
        "power_need", "veto_strikes", "paper_visits", "dossier_hours", "neglect_found", "joint_stands", "find_drive",
        "remote_control", "room_draws", "crowding", "complaint_rate", "person_impression", "bar_adaptation",
        "information_need", "base_ratchet", "step_seen", "verified_bonus", "feedback_by_dropping", "need_owned",
        "day_lost", "suspicion",
    ),
    0.0,
) | {"order_kept": 1.0}  # fmt: skip
