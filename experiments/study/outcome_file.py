"""Outcomes of a study file, and what it keeps besides: measures and costs, over which months, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios import Scenario
from scenarios.errors import expected, unknown
from scenarios.languages import phrase
from scenarios.positions import Keys
from scenarios.values import is_number, text, whole
from sim.measures import NAMES

from ..compare.ledger import LINES, PAYERS
from ..compare.window import unscored, window
from ..run.own_code import NO_CODE, OwnCode
from .micro import KINDS as MICRO
from .reading import HERE, Reading, Row
from .specification import COUNTY_WITH_ONCE, TOTAL, Keep, Outcome
from .statistic import LEVEL

OUTCOME_KEYS = ("measure", "cost", "months", "horizons")
KEEP_KEYS = ("series", "every", "micro", "micro_every")
YEAR = 12


def read_outcomes(
    reading: Reading,
    given: object,
    sizes: Mapping[str, int],
    scenarios: Sequence[Scenario],
    own: OwnCode = NO_CODE,
    table: str = "outcomes",
) -> tuple[Outcome, ...]:
    """Outcomes of a list of measures, or of a table of their own by name."""
    fields = sorted({LEVEL + field.id for scenario in scenarios for field in scenario.regime.fields})
    known = [*NAMES, *own.names, *fields]
    if not isinstance(given, dict):
        given = {each: {} for each in reading.texts((table,), given, known, "measure")}
    found: list[Outcome] = []
    for name, value in given.items():
        keys = (table, name)
        row = reading.table(keys, value)
        reading.known(keys, row, OUTCOME_KEYS)
        if not name.isidentifier():
            reading.wrong(keys, expected(name, phrase("scenarios.values.id")))
        elif "cost" in row:
            found.append(_cost(reading, keys, name, row, sizes["months"]))
        else:
            found += _means(reading, keys, name, row, known, sizes)
    names = [outcome.name for outcome in found]
    for each in sorted({each for each in names if names.count(each) > 1}):
        reading.wrong((table,), phrase("experiments.study.twice", word=each))
    return tuple(found)


def _cost(reading: Reading, keys: Keys, name: str, row: Row, months: int) -> Outcome:
    known = [TOTAL, COUNTY_WITH_ONCE, *PAYERS, *(line.id for line in LINES if not line.once)]
    for key in row:
        if key in OUTCOME_KEYS and key != "cost":
            reading.wrong((*keys, key), phrase("experiments.study.not_with_cost", key=key))
    of = reading.attempt((*keys, "cost"), text, row["cost"], HERE, default=TOTAL)
    if of not in known:
        reading.wrong((*keys, "cost"), unknown("cost", of, known))
    return Outcome(name, of, months - window(months) + 1, months, cost=True)


def _means(
    reading: Reading, keys: Keys, name: str, row: Row, known: Sequence[str], sizes: Mapping[str, int]
) -> list[Outcome]:
    """An outcome, or one for each of its horizons."""
    months = sizes["months"]
    of = reading.attempt((*keys, "measure"), text, row.get("measure", name), HERE, default="")
    if of not in known:
        reading.wrong((*keys, "measure") if "measure" in row else keys, unknown("measure", of, known))
        return []
    if "months" in row and "horizons" in row:
        reading.wrong((*keys, "horizons"), phrase("experiments.study.months_or_horizons"))
    spans = [(name, months - window(months) + 1, months)]
    if "horizons" in row:
        spans = _horizons(reading, keys, name, row["horizons"], months)
    elif "months" in row:
        spans = _months(reading, keys, name, row["months"], months)
    least = unscored(of, sizes["warmup"]) + 1  # a yearly score comes at the end of a year
    if any(last < least for _, _, last in spans):
        reading.wrong(keys, phrase("experiments.study.unscored", measure=of, first=least))
    return [Outcome(label, of, max(first, least), last) for label, first, last in spans]


def _horizons(reading: Reading, keys: Keys, name: str, given: Any, months: int) -> list[tuple[str, int, int]]:
    years = given if isinstance(given, list) and given else [given]
    most = months // YEAR
    if not all(is_number(each) and 1 <= each <= most and each == int(each) for each in years):
        reading.wrong((*keys, "horizons"), expected(given, phrase("experiments.study.horizons", most=most)))
        return []
    return [(f"{name}_y{int(year)}", YEAR * (int(year) - 1) + 1, YEAR * int(year)) for year in years]


def _months(reading: Reading, keys: Keys, name: str, given: Any, months: int) -> list[tuple[str, int, int]]:
    pair = isinstance(given, list) and len(given) == 2 and all(map(is_number, given))
    if not pair or not 1 <= given[0] <= given[1] <= months or any(each != int(each) for each in given):
        reading.wrong((*keys, "months"), expected(given, phrase("experiments.study.two_months", months=months)))
        return []
    return [(name, int(given[0]), int(given[1]))]


def read_keep(reading: Reading, given: object, sizes: Mapping[str, int], own: OwnCode) -> Keep:
    """What is kept besides outcomes."""
    months, known = sizes["months"], [*NAMES, *own.names]
    row = reading.table(("keep",), given)
    reading.known(("keep",), row, KEEP_KEYS)
    series = reading.texts(("keep", "series"), row["series"], known, "measure") if "series" in row else []
    every = reading.attempt(("keep", "every"), whole, row.get("every", 1), HERE, 1, months, default=1)
    micro = reading.texts(("keep", "micro"), row["micro"], MICRO) if "micro" in row else []
    usual = min(YEAR, months)
    micro_every = reading.attempt(
        ("keep", "micro_every"), whole, row.get("micro_every", usual), HERE, 1, months, default=usual
    )
    return Keep(tuple(series), every, tuple(micro), micro_every)
