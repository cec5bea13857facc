"""A calibration from its TOML file, which has the form of a study's: every mistake at once, by line and key.

`[targets.NAME]` and `[calibration]` stand where a study has its design and outcomes; all else is a study's. Axes are
parameters of behaviour, and their distributions the prior.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.errors import expected, unknown
from scenarios.files import read_text as text_of
from scenarios.languages import phrase
from scenarios.positions import Keys
from scenarios.shelf import Source, find
from scenarios.values import is_number, number, text, whole, word
from sim.measures import MEASURES
from sim.world import MOST_SEED

from ..axis_file import names_none
from ..history_matching import DIRECTIONS
from ..outcome_file import read_outcomes
from ..reading import HERE, Reading, Row, read_as
from ..specification import Design, Study
from ..study_file import KEYS as STUDY_KEYS
from ..what_is_run import SIZES, read_fields
from .specification import CHANGE, FORMULAS, MEAN, RATIO, Calibration, Observation

NOT_OURS = ("outcomes", "thresholds", "design", "keep", "uncertainty", "measures", "cadre_class")
KEYS = (*(key for key in STUDY_KEYS if key not in NOT_OURS), "targets", "calibration")
TARGET_KEYS = (
    "measure", "scenario", "place", "months", "horizons", "unit", "value", "sd", "interval", "discrepancy", "direction",
    "against", "compare", "source",
)  # fmt: skip
CALIBRATION_SIZES = {  # usual value, lowest, highest
    "waves": (2, 1, 20), "points": (256, 16, 100_000), "draws": (512, 16, 1_000_000), "truths": (64, 1, 100_000),
    "rows": (200, 1, 100_000),
}  # fmt: skip
SHARE = 0.5  # of the draws not ruled out that are kept
WEEK = 40.0  # hours of work, if the file does not say
WEEKS_OF_MONTH = 52 / 12
REACH = 1.96  # standard deviations from the middle of a 95 % interval to its ends
MOST = 1e12
MEASURED = {measure.id: measure for measure in MEASURES}


def units(of: str, week: float = WEEK) -> dict[str, float]:
    """Units in which what the model has in the unit `of` may be observed, and what turns one into the other."""
    found = {of: 1.0}
    if of == "share of the month":
        found |= {"hours a week": week, "hours a month": week * WEEKS_OF_MONTH}
    if of.startswith("share"):
        found |= {"percent": 100.0}
    yearly = {"per month": 12.0, "per year": 1.0, "per township and year": 1.0}.get(of)
    if yearly is not None:
        found |= {"a year": yearly, "a month": yearly / 12, "a week": yearly / 52}
    return found


def read_targets(name: str | Path) -> tuple[Calibration, str]:
    """A calibration and the text of its file, by the id of a shipped file or a path. Raises `Mistakes` with all."""
    source = find("targets", str(name), Path())
    return read_text(text_of(source.path, source.name), source)


def read_text(content: str, source: Source) -> tuple[Calibration, str]:
    """A calibration from the text of a file; `source`: its name in messages, and its folder. Raises `Mistakes`."""
    return read_as(_calibration, content, source), content


def _calibration(reading: Reading, tables: Row) -> Calibration | None:
    """The calibration; None where something is wrong."""
    reading.known((), tables, KEYS)
    fields = read_fields(reading, {key: value for key, value in tables.items() if key not in NOT_OURS})
    _check_axes(reading, tables, fields)
    row = reading.table(("calibration",), tables.get("calibration", {}))
    reading.known(("calibration",), row, (*CALIBRATION_SIZES, "share", "seed", "hours_of_week"))
    sizes = {
        key: reading.attempt(("calibration", key), whole, row.get(key, usual), HERE, low, high, default=usual)
        for key, (usual, low, high) in CALIBRATION_SIZES.items()
    }
    seed = fields["seed"]
    seed = reading.attempt(("calibration", "seed"), whole, row.get("seed", seed), HERE, 0, MOST_SEED, default=seed)
    share = reading.attempt(("calibration", "share"), number, row.get("share", SHARE), HERE, 0.001, 1.0, default=SHARE)
    week = row.get("hours_of_week", WEEK)
    week = reading.attempt(("calibration", "hours_of_week"), number, week, HERE, 1.0, 168.0, default=WEEK)
    observations = _observations(reading, tables, fields, week)
    if reading.errors:
        return None
    study = Study(design=Design("list", seed), outcomes=(), **fields)
    found = Calibration(study, observations, **sizes, share=float(share), seed=seed)
    least = 2 * (len(found.sized) + 1)
    if found.draws * found.share < least:
        reading.wrong(("calibration",), phrase("experiments.calibration.few_draws", draws=found.draws, least=least))
        return None
    return found


def _check_axes(reading: Reading, tables: Row, fields: Row) -> None:
    """Refuse other axes than real parameters of behaviour: what is written is a sample of behaviour."""
    given = tables.get("axes")
    if names_none(given):
        reading.missing((), "axes", phrase("experiments.calibration.an_axis"))
    for axis in fields["axes"]:
        keys = tuple(key for key in ("axes", axis.kind, axis.target) if key)
        if axis.kind != "behaviour" or axis.type != "real":
            reading.wrong(keys, phrase("experiments.calibration.behaviour_only"))


def _observations(reading: Reading, tables: Row, fields: Row, week: float) -> tuple[Observation, ...]:
    if not tables.get("targets"):
        reading.missing((), "targets", phrase("experiments.calibration.a_target"))
        return ()
    found = [
        _observation(reading, name, reading.table(("targets", name), row), fields, week)
        for name, row in reading.table(("targets",), tables["targets"]).items()
    ]
    observations = tuple(each for each in found if each is not None)
    if len(observations) == len(found) and not any(each.direction == "equal" for each in observations):
        reading.wrong(("targets",), phrase("experiments.calibration.only_bounds"))
    return observations


def _observation(reading: Reading, name: str, row: Row, fields: Row, week: float) -> Observation | None:
    """One target; None where it has a mistake."""
    keys, before = ("targets", name), len(reading.errors)
    reading.known(keys, row, TARGET_KEYS)
    asked = {key: row[key] for key in ("measure", "months", "horizons") if key in row}
    sizes = {size: fields[size] for size in SIZES}
    outcomes = read_outcomes(reading, {name: asked}, sizes, fields["scenarios"], table="targets")
    if len(outcomes) > 1:
        reading.wrong((*keys, "horizons"), phrase("experiments.calibration.one_horizon"))
    ids, places = [each.id for each in fields["scenarios"]], [each.id for each in fields["places"]]
    scenario = _one_of(reading, keys, row, "scenario", ids)
    place = _one_of(reading, keys, row, "place", places)
    against = _one_of(reading, keys, row, "against", ids) if "against" in row else ""
    compare = CHANGE if against else MEAN
    if "compare" in row:
        compare = reading.attempt((*keys, "compare"), word, row["compare"], HERE, tuple(FORMULAS), default=compare)
    if "compare" in row and bool(against) != (compare != MEAN):
        reading.wrong((*keys, "compare"), phrase("experiments.calibration.needs_against"))
    direction = row.get("direction", DIRECTIONS[0])
    direction = reading.attempt((*keys, "direction"), word, direction, HERE, DIRECTIONS, default=DIRECTIONS[0])
    source = reading.attempt((*keys, "source"), text, row.get("source", ""), HERE, default="")
    value, sd = _value(reading, keys, row)
    discrepancy = row.get("discrepancy", 0.0)
    discrepancy = reading.attempt((*keys, "discrepancy"), number, discrepancy, HERE, 0.0, MOST, default=0.0)
    if len(reading.errors) > before or not outcomes:
        return None
    outcome = outcomes[0]
    own = MEASURED[outcome.of].unit if outcome.of in MEASURED else "level"
    own = {RATIO: "times", CHANGE: "share"}.get(compare, own)
    known = units(own, week)
    unit = reading.attempt((*keys, "unit"), word, row.get("unit", own), HERE, tuple(known), default=own)
    if len(reading.errors) > before:  # in an unknown unit no value can be judged
        return None
    ends = _possible(outcome.of, compare)
    if value is not None and not ends[0] * known[unit] <= value <= ends[1] * known[unit]:
        low, high = (end * known[unit] for end in ends)
        at = "value" if "value" in row else "interval"
        reading.wrong((*keys, at), expected(row[at], phrase("experiments.calibration.possible", low=low, high=high)))
    if not sd and not discrepancy and len(reading.errors) == before:
        reading.wrong(keys, phrase("experiments.calibration.no_error"))
    if len(reading.errors) > before or value is None:
        return None
    return Observation(
        name, outcome.of, scenario, place, outcome.first, outcome.last, value, sd, float(discrepancy), direction,
        against, compare, known[unit], unit, source,
    )  # fmt: skip


def _one_of(reading: Reading, keys: Keys, row: Mapping[str, Any], key: str, known: list[str]) -> str:
    """A scenario or place by its id; the first where none is named."""
    if key not in row:
        return known[0] if known else ""
    given = reading.attempt((*keys, key), text, row[key], HERE, default="")
    if given and given not in known:
        reading.wrong((*keys, key), unknown("place" if key == "place" else "scenario", given, known))
    return str(given)


def _value(reading: Reading, keys: Keys, row: Row) -> tuple[float | None, float]:
    """What was observed, and its standard error: given, or from the ends of a 95 % interval."""
    value = sd = None
    if "interval" in row:
        ends = row["interval"]
        if isinstance(ends, list) and len(ends) == 2 and all(is_number(end) for end in ends) and ends[0] < ends[1]:
            value, sd = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / (2 * REACH)
        else:
            reading.wrong((*keys, "interval"), expected(ends, phrase("experiments.calibration.two_ends")))
        if "sd" in row:
            reading.wrong((*keys, "sd"), phrase("experiments.calibration.sd_or_interval"))
    elif "value" not in row:
        reading.missing(keys, "value", phrase("experiments.calibration.a_value"))
    if "value" in row:
        value = reading.attempt((*keys, "value"), number, row["value"], HERE, -MOST, MOST)
    if "sd" in row:
        sd = reading.attempt((*keys, "sd"), number, row["sd"], HERE, 0.0, MOST)
    return None if value is None else float(value), float(sd or 0.0)


def _possible(measure: str, compare: str) -> tuple[float, float]:
    """The least and the most that the model can give, in its own unit."""
    low, high = (MEASURED[measure].low, MEASURED[measure].high) if measure in MEASURED else (0.0, 1.0)
    if compare == MEAN:
        return low, high
    return (low - high, high - low) if compare not in (RATIO, CHANGE) else (-MOST, MOST)
