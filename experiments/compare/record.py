"""The run record: everything a run depends on, in one JSON file, and how to read it back.

Versions and the hash of the rules say whether the same bits may be expected; the digest, whether they came.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError
from scenarios.files import at_line, unreadable
from scenarios.languages import phrase
from sim.compile.kernel import rules_hash

from .comparison import Study, malformed, study_from_record
from .results import Results

FORMAT = "kaohe run record 1"
FILE = "run.json"
SECTIONS = {"command": list, "versions": dict, "studies": list, "scenarios": dict}
LARGEST = 256 * 2**20  # bytes of a record that is read


def version(name: str = "kaohe") -> str:
    """The installed version of a distribution."""
    try:
        return installed(name)
    except PackageNotFoundError:
        return "unknown"


def versions() -> dict[str, str]:
    """What was used: results are the same bits where all of these are the same."""
    return {
        "kaohe": version(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "numba": version("numba"),
        "llvmlite": version("llvmlite"),
        "machine": platform.machine(),
        "rules": rules_hash(),
    }


def make_record(results: Sequence[Results], command: Sequence[str] = ()) -> dict[str, Any]:
    """The record of one run: its studies, each scenario once, and what came out as a digest."""
    scenarios = {scenario.id: scenario for each in results for scenario in each.study.scenarios}
    return {
        "format": FORMAT,
        "command": list(command),
        "versions": versions(),
        "studies": [each.study.record() | {"digest": each.digest} for each in results],
        "scenarios": {name: scenarios[name].record() for name in sorted(scenarios)},
    }


def validation_record(command: Sequence[str], size: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a validation: how to make it again."""
    return {"format": FORMAT, "command": list(command), "versions": versions(), "validation": dict(size)}


def read_record(path: str | Path) -> dict[str, Any]:
    """The record in a file, or in the folder of results that holds it."""
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    try:
        if path.stat().st_size > LARGEST:
            raise ScenarioError(phrase("experiments.records.too_large"), str(path))
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(error, str(path)) from None
    except json.JSONDecodeError as error:
        raise ScenarioError(
            phrase("experiments.records.not_json", reason=at_line(error.lineno, error.colno)), str(path)
        ) from None
    except (ValueError, RecursionError):
        raise ScenarioError(
            phrase("experiments.records.not_json", reason=phrase("experiments.records.no_text")), str(path)
        ) from None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise ScenarioError(phrase("experiments.records.no_record", format=FORMAT), str(path))
    if "validation" in record:
        raise ScenarioError(phrase("experiments.records.of_validation"), str(path))
    for key, kind in SECTIONS.items():
        if not isinstance(record.get(key), kind):
            raise ScenarioError(phrase("experiments.records.malformed"), str(path), key)
    if not record["studies"]:
        raise ScenarioError(phrase("experiments.records.malformed"), str(path), "studies")
    return record


def studies_of(record: dict[str, Any]) -> list[Study]:
    """The studies of a record, scenarios and place rebuilt from it alone."""
    from scenarios import Scenario

    try:
        scenarios = {name: Scenario.from_record(entry) for name, entry in record["scenarios"].items()}
        return [study_from_record(study, scenarios) for study in record["studies"]]
    except ScenarioError as error:
        raise error.at(phrase("experiments.studies.run_record")) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise malformed(error).at(phrase("experiments.studies.run_record")) from None
