"""`record.json`: a study or a search in full, with a digest of each field, so that damage is found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..run.disk import put
from ..run.record import read_json

RECORD, DIGESTS = "record.json", "digests"


def put_record(folder: Path, record: Mapping[str, Any]) -> None:
    """Put the record of a folder in place, with the digests of its fields."""
    whole = {**record, DIGESTS: dict(_digests(record))}
    put(folder / RECORD, (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())


def read_record(folder: Path, format: str) -> dict[str, Any]:
    """The record of a folder without its digests.

    Raises `ScenarioError`, which names the file, where it is none of this format, and the field that is not as it was
    written.
    """
    path = folder / RECORD
    record = read_json(path, str(path))
    if record.get("format") != format:
        raise ScenarioError(phrase("experiments.study.no_record", format=format), str(path))
    stored = record.pop(DIGESTS, None)
    found = dict(_digests(record))
    if not isinstance(stored, dict):
        raise ScenarioError(phrase("experiments.study.changed_record"), str(path), DIGESTS)
    for field in {**found, **stored}:
        if found.get(field) != stored.get(field):
            raise ScenarioError(phrase("experiments.study.changed_record"), str(path), field)
    return record


def _digests(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Name and digest of each field; those of the study itself one by one."""
    for name, value in record.items():
        if name == "study" and isinstance(value, dict):
            yield from _digests(value, f"{name}.")
        else:
            text = json.dumps(value, sort_keys=True, ensure_ascii=False)
            yield before + name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
