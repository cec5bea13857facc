"""P13: six pairs of reforms, their signs named before they were run, on the additive scale of one outcome each."""

from __future__ import annotations

from .ablations import NO_PRICE_OF_FAILURE, NO_SHIFTING, NO_VISIT_HOURS
from .contrasts import interaction
from .p10_citizens import survey
from .pattern import ABOVE, LEAST, NEAR, Claim, Pattern
from .variant import OFFICES_FIXED, Ablation, Variant

NOTHING = 0.01  # of the range: an interaction this small counts as none


def _variant(*parts: str) -> Variant:
    """`generalised` with reforms (names) and levers (`name=value`)."""
    reforms = [part for part in parts if "=" not in part]
    levers = {name: float(value) for name, value in (part.split("=") for part in parts if "=" in part)}
    return Variant("+".join(["generalised", *sorted(reforms)]), levers)


RECOGNITION, FEWER, FEWEST = "mutual_recognition", "inspection_frequency=0.5", "inspection_frequency=0.25"
LIST, TRACES = "duty_list", "trace_weight=0.12"
TOLERANCE, EMPOWERMENT, CITIZENS = "fault_tolerance", "empowerment", "citizens_weight"
TRAINING, CLASSES = "training_exchange", "classified_assessment"
PAIRS = (
    (RECOGNITION, FEWER), (LIST, TRACES), (TOLERANCE, RECOGNITION),
    (TOLERANCE, EMPOWERMENT), (CITIZENS, EMPOWERMENT), (TRAINING, CLASSES),
)  # fmt: skip
FURTHER = (RECOGNITION, FEWEST)
SINGLE = sorted({part for pair in (*PAIRS, FURTHER) for part in pair})
THRICE = ("inspection_frequency=3", "grantor_liability=0")  # many visits, and whoever grants tolerance not liable
MEANS = {"resources": 2.0, "office_authority": 0.02}
POOR, ORDINARY = {"resources": 0.3}, {"resources": 1.0, "office_authority": 0.02}
MORE = {"indicator_load": 1.75}

VARIANTS = {
    "": _variant(),
    **{part: _variant(part) for part in SINGLE},
    **{f"{one} {other}": _variant(one, other) for one, other in (*PAIRS, FURTHER)},
    "thrice": _variant(*THRICE),
    **{f"thrice {part}": _variant(part, *THRICE) for part in PAIRS[2]},
    "thrice both": _variant(*PAIRS[2], *THRICE),
    **{
        f"{start} {asked}{means}": Variant("generalised", more if means else few, OFFICES_FIXED,
                                           survey(share) if asked else ())
        for start, few, more, share in (("more", {}, MEANS, 0.5), ("poor", POOR | MORE, ORDINARY | MORE, 0.8))
        for asked in ("", "asked ")
        for means in ("", "means")
    },
}  # fmt: skip


def _pair(
    number: int, outcome: str, sign: int, en: str, zh: str, off: tuple[Ablation, ...] = (), where: Claim | None = None
) -> Claim:
    """What is claimed of the pair of this number, counted from 0; sign 0: no interaction."""
    one, other = PAIRS[number]
    kind, size = (ABOVE, LEAST) if sign else (NEAR, NOTHING)
    effect = interaction(f"{one} {other}", one, other, "", outcome)
    return Claim(f"pair{number + 1}", en, zh, effect, sign or 1, kind, size, off, where)


PATTERN = Pattern(
    "P13",
    "Reforms substitute or complement each other, with signs named in advance (additive scale, tests corrected "
    "after Holm).",
    "改革之间或替代或互补，方向事先声明（加法尺度，检验作 Holm 校正）。",
    VARIANTS,
    (
        _pair(
            0, "time", -1,
            "recognition with half the visits: substitutes, on discretionary time",
            "结果互认 × 检查减半：替代（可支配时间）",
            (NO_VISIT_HOURS,),
            Claim(
                "pair1_fewest", "the same with a quarter of the visits", "同上，检查减为四分之一",
                interaction(f"{RECOGNITION} {FEWEST}", RECOGNITION, FEWEST, "", "time"), -1, off=(NO_VISIT_HOURS,),
            ),
        ),
        _pair(
            1, "blame_shifting", 1,
            "duty list with low traces: substitutes, on blame-shifting (both lower it)",
            "职责清单 × 少留痕：替代（甩锅，两者都使之下降）",
            (NO_SHIFTING,),
        ),
        _pair(
            2, "initiative", 1,
            "tolerance with recognition: complements, on initiative",
            "容错 × 结果互认：互补（创新担当）",
            where=Claim(
                "pair3_thrice", "the same among three times the visits, the grantor not liable",
                "同上，检查为三倍、认定者不连带时",
                interaction("thrice both", f"thrice {TOLERANCE}", f"thrice {RECOGNITION}", "thrice", "initiative"),
                off=(NO_VISIT_HOURS,),
            ),
        ),
        _pair(
            3, "initiative", 1,
            "tolerance with empowerment: complements, on initiative",
            "容错 × 放权赋能：互补（创新担当）",
            (NO_PRICE_OF_FAILURE,),
        ),
        _pair(
            4, "true_outcome", 1,
            "citizens' weight with empowerment: complements, on the true outcome",
            "群众满意度权重 × 放权赋能：互补（真实成效）",
            where=Claim(
                "pair5_poor",
                "with 1.75 times the indicators, from a third of the ordinary staff and money to the ordinary, hardly "
                "any authority kept above, with four fifths of the score",
                "指标为 1.75 倍时，由人财物仅为通常三分之一到恢复通常、上级几乎不留权限 × 占总分五分之四",
                interaction("poor asked means", "poor asked ", "poor means", "poor ", "true_outcome"),
                off=(Ablation("no paper can be made", "无法造材料", {"mass_paper": 0}),),
            ),
        ),
        Claim(
            "pair5_more",
            "half of the score with twice the staff and money and hardly any authority kept above",
            "占总分一半 × 人财物加倍、上级几乎不留权限",
            interaction("more asked means", "more asked ", "more means", "more ", "true_outcome"), judged=False,
        ),
        _pair(
            5, "true_outcome", 0,
            "training with classification: no interaction, on the true outcome",
            "培训交流 × 分类考核：无交互作用（真实成效）",
        ),
    ),
    "Recognition and fewer visits free the same time, the more so the fewer visits are left. By itself recognition "
    "lowers initiative, since joint visits see less slack; it raises initiative, and what tolerance adds to it, where "
    "visits leave no time to dare anything. Citizens' weight and empowerment simply add where means are ordinary, also "
    "in larger doses: either closes gaps that the other need not close again. They need each other where staff and "
    "money are too few to do a heavy load of work: a survey cannot be papered, but without means there is time for "
    "little else.",
    "互认与减少检查腾出的是同一份时间，检查越少越是如此。互认本身使创新担当下降，因为联合检查较少发现懈怠；"
    "检查多到无暇创新时，互认则使之上升，容错的增量也随之变大。群众满意度权重与放权赋能只是相加，加大剂量亦然："
    "（有通常的人财物时）一方补上的差距，另一方无须再补。负荷重而人财物少到无法做事时，二者则互为前提：满意度调查不能靠材料应付，"
    "而没有人财物，就只来得及做材料。",
    corrected=True,
)  # fmt: skip
