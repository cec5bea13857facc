"""P13: six pairs of reforms, their signs named before they were run, on the additive scale of one outcome each."""

from __future__ import annotations

from .effects import interaction
from .pattern import NEAR, Claim, Pattern
from .variant import HELD, Switch, Variant

NOTHING = 0.01  # of the range: an interaction this small counts as none


def _variant(*parts: str, people: dict[str, float] | None = None) -> Variant:
    """`generalised` with reforms (names) and levers (`name=value`)."""
    reforms = [part for part in parts if "=" not in part]
    levers = {name: float(value) for name, value in (part.split("=") for part in parts if "=" in part)}
    return Variant("+".join(["generalised", *sorted(reforms)]), levers, HELD if people is None else people)


RECOGNITION, FEWER = "mutual_recognition", "inspection_frequency=0.5"
LIST, TRACES = "duty_list", "trace_weight=0.12"
TOLERANCE, EMPOWERMENT, CITIZENS = "fault_tolerance", "empowerment", "citizens_weight"
TRAINING, CLASSES = "training_exchange", "classified_assessment"
PAIRS = (
    (RECOGNITION, FEWER), (LIST, TRACES), (TOLERANCE, RECOGNITION),
    (TOLERANCE, EMPOWERMENT), (CITIZENS, EMPOWERMENT), (TRAINING, CLASSES),
)  # fmt: skip
SINGLE = sorted({part for pair in PAIRS for part in pair})
VARIANTS = {
    "": _variant(),
    **{part: _variant(part) for part in SINGLE},
    **{f"{one} {other}": _variant(one, other) for one, other in PAIRS},
}


def _pair(number: int, outcome: str, sign: int, en: str, zh: str, off: tuple[Switch, ...] = ()) -> Claim:
    one, other = PAIRS[number]
    kind = {"kind": NEAR, "size": NOTHING} if not sign else {}
    effect = interaction(f"{one} {other}", one, other, "", outcome)
    return Claim(f"pair{number + 1}", en, zh, outcome, effect, sign or 1, off=off, **kind)  # type: ignore[arg-type]


PATTERN = Pattern(
    "P13",
    "Reforms substitute or complement each other, with signs named in advance (additive scale, six tests corrected "
    "after Holm).",
    "改革之间或替代或互补，方向事先声明（加法尺度，六项检验作 Holm 校正）。",
    VARIANTS,
    (
        _pair(
            0, "time", -1,
            "recognition with half the visits: substitutes, on discretionary time",
            "结果互认 × 检查减半：替代（可支配时间）",
            (Switch("visits take no time", "检查不占时间", people={"visit_hours": 0}),),
        ),
        _pair(
            1, "blame_shifting", 1,
            "duty list with low traces: substitutes, on blame-shifting (both lower it)",
            "职责清单 × 少留痕：替代（甩锅，两者都使之下降）",
            (
                Switch(
                    "shifting moves nothing, traces write nothing off",
                    "推卸无效、留痕不能免责",
                    people={"shift_yield": 0, "write_off": 0},
                ),
            ),
        ),
        _pair(
            2, "initiative", 1,
            "tolerance with recognition: complements, on initiative",
            "容错 × 结果互认：互补（创新担当）",
        ),
        _pair(
            3, "initiative", 1,
            "tolerance with empowerment: complements, on initiative",
            "容错 × 放权赋能：互补（创新担当）",
            (Switch("failed initiative has no price", "创新失败不追责", people={"error_loss": 0}),),
        ),
        _pair(
            4, "true_outcome", 1,
            "citizens' weight with empowerment: complements, on the true outcome",
            "群众满意度权重 × 放权赋能：互补（真实成效）",
        ),
        _pair(
            5, "true_outcome", 0,
            "training with classification: no interaction, on the true outcome",
            "培训交流 × 分类考核：无交互作用（真实成效）",
        ),
    ),
    "Recognition lowers initiative, so on the additive scale tolerance adds less to it there, though not in "
    "proportion. Citizens' weight and empowerment simply add. The first pair has the sign and is sure, but its size is "
    "just short.",
    "互认降低创新担当，故在加法尺度上容错的增量变小（按比例则否）。群众满意度权重与放权赋能只是相加。"
    "第一对方向正确、排除偶然，但幅度略有不足。",
    corrected=True,
)  # fmt: skip
