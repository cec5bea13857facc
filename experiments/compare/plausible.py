"""Plausible worlds: row r of a sample of plausible behaviour for world r, the same for every scenario.

In world r what scenarios and unit costs assume has its r-th values, too (`scenarios.assumed`). Behaviour is inferred
from evidence; those ranges are assumed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError, complaint
from scenarios.files import read_bytes
from scenarios.languages import phrase
from sim.compile.kernel import rules_hash
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import ParameterError, build

from ..run.record import read_json

SAMPLE = Path(__file__).with_name("plausible_set.csv")
SAMPLE_RECORD = Path(__file__).with_name("plausible_set.json")
ROWS = 200
FORMAT = "kaohe posterior 1"  # of the record beside a sample that a calibration wrote
PLAUSIBLE = "plausible"


def sample(path: Path = SAMPLE) -> tuple[Behaviour, ...]:
    """Every row of a sample as behaviour; parameters without a column keep their default.

    A record beside the file, of the same name, has to speak of this file and, where `kaohe calibrate` wrote it, of
    today's rules. Raises `ScenarioError` for a file that cannot be read, or holds what the model cannot take.
    """
    content = read_bytes(path, path.name, (SAMPLE.suffix,))
    try:
        rows = _rows(content)
    except (UnicodeDecodeError, csv.Error):
        raise ScenarioError(phrase("experiments.evidence.no_table"), path.name) from None
    except ParameterError as error:
        raise complaint(error, path.name) from None
    except (TypeError, ValueError):
        raise ScenarioError(phrase("experiments.evidence.no_numbers"), path.name) from None
    if not rows:
        raise ScenarioError(phrase("experiments.evidence.no_rows"), path.name)
    _check_record(path, content, len(rows))
    return rows


@lru_cache(maxsize=4)
def _rows(content: bytes) -> tuple[Behaviour, ...]:
    common = asdict(Behaviour())
    text = content.decode("utf-8-sig")  # without the mark that Windows editors put in front
    rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(StringIO(text, newline=""))]
    return tuple(build(Behaviour, common | row) for row in rows)


def _check_record(path: Path, content: bytes, rows: int) -> None:
    where = path.with_suffix(SAMPLE_RECORD.suffix)
    if not where.exists():
        return
    record = about_sample(where)
    if record.get("rows") != rows:
        blanks = {"rows": rows, "record": where.name, "recorded": record.get("rows")}
        raise ScenarioError(phrase("experiments.evidence.other_rows", **blanks), path.name)
    if record.get("format") != FORMAT:
        return
    if record.get("digest") != digest_of(record) or record.get("sample") != sha256(content).hexdigest():
        raise ScenarioError(phrase("experiments.evidence.changed_sample", record=where.name), path.name)
    if record.get("rules") != rules_hash():
        raise ScenarioError(phrase("experiments.evidence.other_rules"), path.name)


def posterior_files(path: Path, table: str, about: Mapping[str, Any]) -> list[tuple[Path, bytes]]:
    """A sample that was inferred and the record beside it, which says from what, by path; the sample last."""
    content = table.encode()
    record = {"format": FORMAT, "rules": rules_hash(), **about, "rows": len(_rows(content))}
    record |= {"sample": sha256(content).hexdigest()}
    text = json.dumps(record | {"digest": digest_of(record)}, indent=1, ensure_ascii=False) + "\n"
    return [(path.with_suffix(SAMPLE_RECORD.suffix), text.encode()), (path, content)]


def source_of(uncertainty: str) -> tuple[Path, str]:
    """The file of a sample, by the word `plausible` or its path; and its hash, empty for the one that ships."""
    if uncertainty == PLAUSIBLE:
        return SAMPLE, ""
    path = Path(uncertainty)
    sample(path)
    return path, sha256(path.read_bytes()).hexdigest()


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
