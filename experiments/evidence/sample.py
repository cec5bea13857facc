"""The shipped sample of plausible behaviour: row r for replicate r, the same for every scenario."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError
from scenarios.files import unreadable
from sim.behaviour import Behaviour
from sim.parameters import ParameterError, build

from ..phrases import phrase
from ..refusals import refused

SAMPLE = Path(__file__).with_name("plausible_set.csv")
SAMPLE_RECORD = Path(__file__).with_name("plausible_set.json")
ROWS = 200


@lru_cache(maxsize=4)
def sample(path: Path = SAMPLE) -> tuple[Behaviour, ...]:
    """Every row as people; parameters without a column keep their default."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise unreadable(error, path.name) from None
    common = asdict(Behaviour())
    try:
        found = [{name: float(value) for name, value in row.items()} for row in rows]
    except (TypeError, ValueError):
        raise ScenarioError(phrase("no_numbers"), path.name) from None
    if not found:
        raise ScenarioError(phrase("no_rows"), path.name)
    try:
        return tuple(build(Behaviour, common | row) for row in found)
    except ParameterError as error:
        raise refused(error, path.name) from None


def people(replicates: int, path: Path = SAMPLE) -> tuple[Behaviour, ...]:
    """The people of so many replicates: rows in turn, from the first again after the last."""
    rows = sample(path)
    return tuple(rows[number % len(rows)] for number in range(replicates))


def about_sample(path: Path = SAMPLE_RECORD) -> dict[str, Any]:
    """How the sample was made."""
    return dict(json.loads(path.read_text(encoding="utf-8")))
