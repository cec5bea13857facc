"""The record of a run: one JSON file that holds everything the run depends on, and how it is written and read.

`versions` says with what it was run: the same bits may be expected where all of them are the same. `studies` lists what
was run, each with the digest of what came out; `scenarios` holds every scenario in full; `kind` is `country` or
`pilot`, and left out where scenarios were compared.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.errors import ScenarioError
from scenarios.files import at_line, unreadable
from scenarios.languages import phrase
from sim.compile.kernel import rules_hash
from sim.parameters.declaration import ParameterError

FORMAT = "kaohe run record 1"
FILE = "run.json"
SECTIONS = {"command": list, "versions": dict, "studies": list, "scenarios": dict}
LARGEST = 256 * 2**20  # bytes of a record that is read


def version(name: str = "kaohe") -> str:
    """The installed version of a distribution, or `unknown`."""
    try:
        return installed(name)
    except PackageNotFoundError:
        return "unknown"


def versions() -> dict[str, str]:
    """What is used: results are the same bits where all of these are the same."""
    libraries = {name: version(name) for name in ("numpy", "numba", "llvmlite")}
    python = {"kaohe": version(), "python": platform.python_version()}
    return python | libraries | {"machine": platform.machine(), "rules": rules_hash()}


def bits(values: NDArray[np.float64]) -> bytes:
    """Every bit of an array, in the same order on every machine: what digests are made of."""
    return np.ascontiguousarray(values).astype("<f8", copy=False).tobytes()


def write_record(folder: Path, command: Sequence[str], **content: Any) -> None:
    """Write a record into a folder; `content` is what it holds beside the command that was given and the versions."""
    record = {"format": FORMAT, "command": list(command), "versions": versions()} | content
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="")


def read_record(path: str | Path) -> dict[str, Any]:
    """The record in a file, or in the folder of results that holds it.

    Raises `ScenarioError`, with the path in front, where there is none that can be redone.
    """
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    record = read_json(path, str(path))
    if record.get("format") != FORMAT:
        raise ScenarioError(phrase("experiments.records.no_record", format=FORMAT), str(path))
    if "validation" in record:
        raise ScenarioError(phrase("experiments.records.of_validation"), str(path))
    if "claims" in record:
        raise ScenarioError(phrase("experiments.records.of_claims"), str(path))
    if "explanation" in record:
        raise ScenarioError(phrase("experiments.records.of_explanation"), str(path))
    for key, kind in SECTIONS.items():
        if not isinstance(record.get(key), kind) or (key == "studies" and not record[key]):
            raise ScenarioError(phrase("experiments.records.malformed"), str(path), key)
    return record


def read_json(path: Path, name: str) -> dict[str, Any]:
    """The table in a JSON file, which messages call `name`; `ScenarioError` where it cannot be read, or is no table."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():  # a pipe or a device may never end
            raise ScenarioError(phrase("scenarios.files.no_regular", suffix=path.suffix or ".json"), name)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except ScenarioError:
        raise
    except (OSError, ValueError) as error:
        raise unreadable(error, name) from None
    if len(content) > LARGEST:
        raise ScenarioError(phrase("experiments.records.too_large"), name)
    try:
        record = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = at_line(error.lineno, error.colno)
        raise ScenarioError(phrase("experiments.records.not_json", reason=place), name) from None
    except (ValueError, RecursionError):  # no text, a number of many thousand digits, tables within tables
        no_text = phrase("experiments.records.no_text")
        raise ScenarioError(phrase("experiments.records.not_json", reason=no_text), name) from None
    if not isinstance(record, dict):
        raise ScenarioError(phrase("experiments.records.no_table"), name)
    return record


def scenarios_of(record: dict[str, Any]) -> dict[str, Scenario]:
    """The scenarios of a record by id, rebuilt from it alone: files that have changed since do not matter."""
    return {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}


@contextmanager
def reading_a_record() -> Iterator[None]:
    """Turn whatever goes wrong in the block, as a record may have been changed by hand, into a `ScenarioError`."""
    try:
        yield
    except (ScenarioError, ParameterError):
        raise
    except KeyError as error:
        raise ScenarioError(phrase("experiments.records.lacking", key=error)) from None
    except (IndexError, TypeError, AttributeError, ValueError):
        raise ScenarioError(phrase("experiments.records.malformed")) from None
