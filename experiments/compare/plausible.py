"""Plausible worlds: row r of the shipped sample of plausible behaviour for world r, the same for every scenario.

In world r what scenarios and unit costs assume has its r-th values, too (`scenarios.assumed`). Behaviour is inferred
from evidence; those ranges are assumed.
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError, complaint
from scenarios.files import unreadable
from scenarios.languages import phrase
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build

from ..run.record import read_json

SAMPLE = Path(__file__).with_name("plausible_set.csv")
SAMPLE_RECORD = Path(__file__).with_name("plausible_set.json")
ROWS = 200


@lru_cache(maxsize=4)
def sample(path: Path = SAMPLE) -> tuple[Behaviour, ...]:
    """Every row of a sample as behaviour; parameters without a column keep their default.

    A record beside the file, of the same name, has to speak of as many rows. Raises `ScenarioError` for a file that
    cannot be read, or holds what the model cannot take.
    """
    common = asdict(Behaviour())
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # without the mark that Windows editors put in front
            rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    except OSError as error:
        raise unreadable(error, path.name) from None
    except (UnicodeDecodeError, csv.Error):
        raise ScenarioError(phrase("experiments.evidence.no_table"), path.name) from None
    except (TypeError, ValueError):
        raise ScenarioError(phrase("experiments.evidence.no_numbers"), path.name) from None
    if not rows:
        raise ScenarioError(phrase("experiments.evidence.no_rows"), path.name)
    _check_rows(path, len(rows))
    try:
        return tuple(build(Behaviour, common | row) for row in rows)
    except ParameterError as error:
        raise complaint(error, path.name) from None


def _check_rows(path: Path, rows: int) -> None:
    record = path.with_suffix(SAMPLE_RECORD.suffix)
    if record.exists():
        recorded = about_sample(record).get("rows")
        if recorded != rows:
            what = phrase("experiments.evidence.other_rows", rows=rows, record=record.name, recorded=recorded)
            raise ScenarioError(what, path.name)


def people(replicates: int, path: Path = SAMPLE) -> tuple[Behaviour, ...]:
    """The behaviour of each of so many replicates: rows of the sample in turn, from the first again after the last."""
    rows = sample(path)
    return tuple(rows[number % len(rows)] for number in range(replicates))


def about_sample(path: Path = SAMPLE_RECORD) -> dict[str, Any]:
    """How the sample was made: command, targets and what each ruled out, coverage, number of rows, digests."""
    return read_json(path, path.name)


def digest_of(record: dict[str, Any]) -> str:
    """Hash in hexadecimal of all of a record but its digest, so that a change by hand is found out."""
    rest = {name: value for name, value in record.items() if name != "digest"}
    return sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
