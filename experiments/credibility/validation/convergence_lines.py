"""Convergence as lines: what is measured, and the band within which it has to lie and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scenarios import REGIMES, load
from scenarios.languages import Both, Text, phrase
from sim.parameters.behaviour import Behaviour

from .. import convergence as measured
from ..convergence import Array
from ..section import Line, Section, minus, new_section, verdict_if
from .size import Size

# Bands within which results have to lie; the functions below say why.
CLOSE = 1e-6  # hours of work at rest, at one step against another: relative, shares being single
USUAL = 0.01  # error of the default step: relative
ORDER, SLOPE = 0.2, 0.1  # of the order of convergence around 1; of the slope over cadres around -1/2
SAME = 1e-6  # fields in parts, without incidents: rounding alone, in single precision
ERRORS, SEEDS = 4.0, 16  # fields in parts, with incidents: standard errors of the mean over seeds
DRIFT = 0.015  # formalism, where parts are of unequal size
STEP, LEFT = 0.035, 0.33  # formalism, one choice a month against eight; part of it that two choices leave
# Other ids draw other portfolios, so equality is that of large numbers: 6,400 people, whose mean has an error below
# 5e-4. Portfolios join fields that stand side by side on a circle; a shuffle changes who stands side by side, and with
# it how work is spread over fields (`selective_hours`, by .0014 of 1).
FIELDS = {"backwards": 5e-4, "turned": 5e-4, "shuffled": 2e-3, "halved": 5e-4}


def convergence(size: Size, threads: int | None) -> Iterator[Section]:
    """Takes seconds, so both sizes run it whole."""
    yield new_section("convergence", (*_steps(), _cadres(), *_fields(), *_parts(), *_choices()))


def _steps() -> Iterator[Line]:
    """Without a calendar no step enters where worth is equal at the margin (K6), up to rounding.

    With one, worth has a yearly rhythm, which shares follow with a lag: Euler's step in the averaged equation is of
    first order. Measured at three steps, .86 to .97 in all that moves by a part in a thousand.
    """
    fine, coarse = measured.hours_by_step((0.01, 0.04))
    yield most("step_rest", _text("step_rest"), np.array([coarse / fine - 1]), CLOSE)
    yield around("step_order", _text("step_order"), measured.orders()[0], 1.0, ORDER)
    yield most("step_usual", _text("step_usual"), measured.usual_error(), USUAL)


def _cadres() -> Line:
    """What a year brings differs from seed to seed only by who is there: sd falls as cadres to the power of -1/2.

    A sd from 160 seeds has a relative error of 1 / sqrt(318) = .056, hence the slope over 16 to 256 cadres one of
    .056 x sqrt(2) / log(16) = .029; the band is three and a half of these.
    """
    return around("cadres", _text("cadres"), measured.noise_slopes(), -0.5, SLOPE)


def _fields() -> Iterator[Line]:
    regime = measured.calm_regime()
    as_written = measured.many_people(regime)
    others = {name: measured.renamed(regime, order) for name, order in measured.ORDERS.items()}
    for name, other in (others | {"halved": measured.cut(regime, alike=False)}).items():
        yield most(name, _text(name), measured.many_people(other) - as_written, FIELDS[name])


def _parts() -> Iterator[Line]:
    for name in REGIMES:
        regime = load(name).regime
        statement = _text("parts", regime=Both(name, regime.name_zh))
        largest = measured.cut_without_incidents(regime, share=0.25, months=60)
        yield most(f"parts_{name}", statement, np.array([largest]), SAME)
    overloaded = load("generalised").regime
    whole, parts = measured.cut_with_incidents(overloaded, SEEDS)
    change = parts - whole
    statement = _text("parts_luck", regime=Both("generalised", overloaded.name_zh), seeds=SEEDS)
    yield most("parts_luck", statement, change.mean(axis=0) / (change.std(axis=0, ddof=1) / SEEDS**0.5), ERRORS)
    extreme = load("extreme").regime
    without_vetoes = Behaviour(veto_strikes=0)  # strikes are drawn for each part, and their chances do not add up
    whole, parts = measured.cut_with_incidents(extreme, SEEDS, True, 0.25, without_vetoes)
    statement = _text("parts_uneven", regime=Both("extreme", extreme.name_zh))
    formalism = measured.SHIPPED.index("chosen_formalism")
    yield most("parts_uneven", statement, (parts - whole)[:, formalism].mean(keepdims=True), DRIFT)


def _choices() -> Iterator[Line]:
    """How far one choice a month is from eight, at the effort then intended (decision 12)."""
    ordinary = [load(name).regime for name in REGIMES if name != "extreme"]
    change = [float(np.ptp(measured.by_choices(regime, (1, 8)))) for regime in ordinary]
    extreme = load("extreme").regime
    named = Both("extreme", extreme.name_zh)
    yield most("choices", _text("choices", extreme=named), np.array(change), STEP)
    one, two, eight = measured.by_choices(extreme, (1, 2, 8))
    statement = _text("choices_extreme", extreme=named)
    yield most("choices_extreme", statement, np.array([(two - eight) / (one - eight)]), LEFT)


def _text(name: str, /, **values: object) -> Text:
    return phrase(f"experiments.convergence.{name}", **values)


def most(id: str, statement: Text, found: Array, band: float) -> Line:
    """The largest of some differences, which must not exceed the band."""
    largest = float(abs(found).max())
    wanted = phrase("experiments.validation.at_most", band=short(band))
    return Line(id, statement, wanted, short(largest), verdict_if(largest <= band))


def around(id: str, statement: Text, found: Array, middle: float, band: float) -> Line:
    """Numbers that must all lie near another."""
    low, high = float(found.min()), float(found.max())
    holds = middle - band <= low and high <= middle + band
    wanted, obtained = minus(f"{middle:g} ± {band:g}"), minus(f"{low:.3g} … {high:.3g}")
    return Line(id, statement, wanted, obtained, verdict_if(holds))


def short(value: float) -> str:
    """Two significant digits, with an exponent of one digit where that is enough."""
    return f"{value:.2g}".replace("e-0", "e-")
