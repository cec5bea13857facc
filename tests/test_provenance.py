"""Every data file of the repository has one row on the page of origins; nothing that is loaded executes."""

import ast
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "provenance.md"
SOURCES = {
    *(".py", ".toml", ".md", ".js", ".mjs", ".css", ".j2", ".sh", ".in", ".txt", ".cff", ".mplstyle", ".lock"),
    *("", ".gitignore", ".gitattributes", ".npmrc"),
}
TEMPLATES = {"app/templates/index.html", "docs/site/extra/index.html"}  # code, in HTML
PACKAGES = ("kaohe", "sim", "scenarios", "experiments", "analysis")
EXECUTES = {
    *("pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "yaml", "torch"),
    *("eval", "exec", "read_pickle", "allow_pickle=True", "runpy", "import_module", "spec_from_file_location"),
}
# Who may: machine code of this user's own; constants of our own sources; code that the user asks for by name.
ALLOWED = {
    "sim/compile/cache.py": {"pickle"},
    "experiments/credibility/coverage/constants.py": {"eval"},
    "experiments/run/own_files.py": {"spec_from_file_location"},
    **{f"{package}/__init__.py": {"import_module"} for package in ("kaohe", "scenarios")},  # late, of their own names
}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout of git")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def is_data(name):
    last = Path(name).name
    suffix = last if last.startswith(".") else Path(name).suffix
    return (suffix not in SOURCES or name.startswith("tests/fuzz/corpus/")) and name not in TEMPLATES


def patterns():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return [pattern for row in rows for pattern in re.findall(r"`([^`]+)`", row.split("|")[1])]


def test_every_data_file_has_its_row():
    data = [name for name in tracked() if is_data(name)]
    assert len(data) > 30
    found = {name: [p for p in patterns() if fnmatch(name, p)] for name in data}
    assert not [name for name, rows in found.items() if not rows], "without origin and licence"
    used = {pattern for rows in found.values() for pattern in rows}
    assert not set(patterns()) - used, "rows of no file"


def test_the_font_has_the_licence_and_not_the_name_of_its_origin():
    names = TTFont(ROOT / "analysis" / "font" / "KaoheSans-Regular.otf")["name"]
    assert names.getDebugName(1) == "Kaohe Sans"
    assert "SIL OPEN FONT LICENSE" in (ROOT / "analysis" / "font" / "OFL.txt").read_text(encoding="utf-8")


def test_the_page_loads_nothing_from_elsewhere():
    page = (ROOT / "kaohe" / "page" / "kaohe.html").read_text(encoding="utf-8")
    [policy] = re.findall(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', page)
    assert "default-src 'none'" in policy
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']https?:", page)


def executing(path):
    """Words in a source by which what is read could be executed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "").partition(".")[0], *(alias.name for alias in node.names))
        elif isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            yield f"allow_pickle={getattr(node.value, 'value', True)}"


def test_nothing_that_is_loaded_executes():
    found = {
        path.relative_to(ROOT).as_posix(): there
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if (there := EXECUTES & set(executing(path)))
    }
    assert found == ALLOWED
