"""The set-up a stranger relies on: pinned requirements, agreeing versions, promised make targets."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [*PROJECT["dependencies"], *EXTRAS["build"], *PYPROJECT["build-system"]["requires"]]
WANTED = [  # a file of pins, and what it has to hold
    *(("requirements.txt", wanted) for wanted in NEEDED),
    *(("requirements-dev.txt", wanted) for wanted in NEEDED),
    *(
        ("requirements-dev.txt", wanted)
        for extra in EXTRAS.values()
        for wanted in extra
        if Requirement(wanted).name != PROJECT["name"]
    ),
]
FILES = sorted({file for file, _ in WANTED})
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def pins(file: str) -> list[tuple[Requirement, int]]:
    """Every pinned requirement of a file, with the number of its hashes."""
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*$", "", text)).splitlines()
    return [
        (Requirement(line.split("--hash")[0]), len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)))
        for line in lines
        if line.strip()
    ]


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_pinned_and_hashed(file):
    for requirement, hashes in pins(file):
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("address", ["://", "index-url", "find-links", "trusted-host", " @ "])
def test_requirements_name_no_address(address, file):
    assert address not in (ROOT / file).read_text(encoding="utf-8")


def test_tools_are_pinned_at_the_versions_of_a_run():
    assert {str(pin) for pin, _ in pins("requirements.txt")} <= {str(pin) for pin, _ in pins("requirements-dev.txt")}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("file", "wanted"), WANTED)
def test_requirements_fit_what_the_project_asks_for(file, wanted, python):
    """Each file serves every Python: each direct dependency has exactly one fitting pin there."""
    wanted = Requirement(wanted)
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    found = [
        next(iter(pin.specifier)).version
        for pin, _ in pins(file)
        if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
        and (pin.marker is None or pin.marker.evaluate(environment))
    ]
    assert len(found) == 1, f"{wanted} on Python {python}: {found} (run `make lock`)"
    assert wanted.specifier.contains(found[0]), f"{wanted} is pinned at {found[0]} (run `make lock`)"


def test_versions_agree():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^version: (\S+)$", citation) == [PROJECT["version"]]


def test_licences_agree():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^license: (\S+)$", citation) == [PROJECT["license"]] == ["Apache-2.0"]
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_promised_make_targets_exist(readme):
    """`make x` in a code block or between backticks is a promise; `make run` and `make test` come first."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```.*?^```", text)
    commands = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", text)
    promised = [m[1] for m in (re.match(r"\$?\s*make ([a-z][a-z-]*)", c.strip()) for c in commands) if m]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^([a-z][a-z-]*):(?!=)", makefile)
    assert set(promised) <= set(targets)
    assert promised[:2] == ["run", "test"]


def test_ci_script_can_be_executed_and_runs_the_tests():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert re.search(r"(?m)^make test$", script.read_text(encoding="utf-8"))
