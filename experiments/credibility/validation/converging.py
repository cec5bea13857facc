"""Convergence as lines: what `tests/test_convergence.py` tests, by the same functions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scenarios import REGIMES, load
from scenarios.language import Both

from .. import convergence as measured
from ..convergence import Array
from .section import FAILS, HOLDS, Line, Section
from .size import Size
from .words import minus, word

CLOSE, USUAL, ORDER, SLOPE, SAME, ERRORS, SEEDS = 1e-9, 0.01, 0.2, 0.1, 1e-8, 4.0, 16
DRIFT, STEP, LEFT = 0.015, 0.03, 0.33
FIELDS = {"backwards": 5e-4, "turned": 5e-4, "shuffled": 2e-3, "halved": 5e-4}
NAMES = {
    "backwards": ("fields in reverse order: largest change of an outcome", "领域倒序：结果的最大变化"),
    "turned": ("fields turned round the circle: largest change of an outcome", "领域循环移位：结果的最大变化"),
    "shuffled": ("fields shuffled: largest change of an outcome", "领域打乱：结果的最大变化"),
    "halved": (
        "two fields for each, that resemble it: largest change of an outcome",
        "每个领域换成两个相似领域：结果的最大变化",
    ),
}


def convergence(size: Size, threads: int | None) -> Iterator[Section]:
    """Takes seconds, so both sizes run it whole."""
    yield Section(
        "convergence", "Convergence", "收敛性",
        "In calm worlds, where nothing is drawn from month to month: what results owe to the step of adjustment, to "
        "the number of cadres, and to the order and cut of fields. In the shipped regimes, with all their luck: what "
        "they owe to a field being cut in parts, and to how often a month choice is revised.",
        "在逐月无随机的平静世界中：结果受调整步长、干部人数以及领域次序与划分的影响有多大。在随附制度中（连同全部随机）："
        "把领域划分为若干部分、每月权衡几次有何影响。",
        (*_steps(), _cadres(), *_fields(), *_parts(), *_choices()),
    )  # fmt: skip


def _steps() -> Iterator[Line]:
    fine, coarse = measured.hours_by_step((0.01, 0.04))
    yield most(
        "step_rest", Both("hours at rest at a step of .04 against .01, without a calendar: relative difference",
                          "无年历时，步长 .04 与 .01 静止工时的相对差"), np.array([coarse / fine - 1]), CLOSE,
    )  # fmt: skip
    yield around(
        "step_order", Both("order of what the step leaves in yearly means (1: half the step, half the error)",
                           "年均值中步长误差的阶（1：步长减半，误差减半）"), measured.orders()[0], 1.0, ORDER,
    )  # fmt: skip
    yield most(
        "step_usual", Both("yearly means at the default step against a vanishing one: largest relative difference",
                           "默认步长与趋零步长的年均值：最大相对差"), measured.usual_error(), USUAL,
    )  # fmt: skip


def _cadres() -> Line:
    said = Both("noise between seeds falls with the number of cadres: exponent", "随机差异随干部人数下降：指数")
    return around("cadres", said, measured.noise_slopes(), -0.5, SLOPE)


def _fields() -> Iterator[Line]:
    regime = measured.calm_regime()
    as_written = measured.many_people(regime)
    others = {name: measured.renamed(regime, order) for name, order in measured.ORDERS.items()}
    for name, other in (others | {"halved": measured.cut(regime, alike=False)}).items():
        yield most(name, Both(*NAMES[name]), measured.many_people(other) - as_written, FIELDS[name])


def _parts() -> Iterator[Line]:
    for name in REGIMES:
        regime = load(name).regime
        said = Both(f"every field of {name} cut one to three, no incidents: largest change of any measure, five years",
                    f"{regime.name_zh}：每个领域按一比三划分，无事故：五年内任一指标的最大变化")  # fmt: skip
        largest = measured.cut_without_incidents(regime, share=0.25, months=60)
        yield most(f"parts_{name}", said, np.array([largest]), SAME)
    overloaded = load("generalised").regime
    whole, parts = measured.cut_with_luck(overloaded, SEEDS)
    change = parts - whole
    said = Both(
        f"equal parts in generalised, with incidents, ten years, {SEEDS} seeds: largest change over its standard error",
        f"{overloaded.name_zh}：等分，有事故，十年，{SEEDS} 个种子：最大变化与其标准误之比",
    )
    yield most("parts_luck", said, change.mean(axis=0) / (change.std(axis=0, ddof=1) / SEEDS**0.5), ERRORS)
    extreme = load("extreme").regime
    whole, parts = measured.cut_with_luck(extreme, SEEDS, True, 0.25)
    said = Both(
        "extreme cut one to three, with incidents: change of formalism in the tenth year",
        f"{extreme.name_zh}：按一比三划分，有事故：第十年形式主义的变化",
    )
    formalism = measured.SHIPPED.index("formalism")
    yield most("parts_uneven", said, (parts - whole)[:, formalism].mean(keepdims=True), DRIFT)


def _choices() -> Iterator[Line]:
    """How far one choice a month is from eight, at the effort then intended (decision 12)."""
    ordinary = [load(name).regime for name in REGIMES if name != "extreme"]
    change = [float(np.ptp(measured.by_choices(regime, (1, 8)))) for regime in ordinary]
    said = Both(
        "one choice a month against eight, all regimes but extreme: change of formalism in the tenth year",
        "每月权衡一次与八次，除极化管理外的各制度：第十年形式主义的变化",
    )
    yield most("choices", said, np.array(change), STEP)
    one, two, eight = measured.by_choices(load("extreme").regime, (1, 2, 8))
    said = Both(
        "extreme: of the difference between one choice a month and eight, what two leave",
        "极化管理：每月权衡一次与八次之差，权衡两次时所剩部分",
    )
    yield most("choices_extreme", said, np.array([(two - eight) / (one - eight)]), LEFT)


def most(id: str, said: Both, found: Array, band: float) -> Line:
    """The largest of some differences, which must not exceed the band."""
    largest = float(abs(found).max())
    verdict = HOLDS if largest <= band else FAILS
    return Line(id, said.en, said.zh, word("at_most", band=short(band)), short(largest), verdict)


def around(id: str, said: Both, found: Array, middle: float, band: float) -> Line:
    """Numbers that must all lie near another."""
    low, high = float(found.min()), float(found.max())
    verdict = HOLDS if middle - band <= low and high <= middle + band else FAILS
    wanted, obtained = minus(f"{middle:g} ± {band:g}"), minus(f"{low:.3g} … {high:.3g}")
    return Line(id, said.en, said.zh, wanted, obtained, verdict)


def short(value: float) -> str:
    return f"{value:.2g}".replace("e-0", "e-")
