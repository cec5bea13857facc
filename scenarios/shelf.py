"""Finds the files of regimes, reforms and packages: shipped ones by id, a user's own by path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import ScenarioError, unknown
from .files import SUFFIX, SUFFIXES, WORKBOOK, read_toml
from .languages import phrase

ROOT = Path(__file__).parent
REGIME_ONLY = ("extends", "class_coefficients", "groups", "indicators")
FOLDERS = {
    "regime": "regimes", "history": "history", "reform": "reforms", "package": "packages", "behaviour": "behaviour",
    "study": "studies", "search": "searches", "targets": "targets",
}  # fmt: skip
REGIMES = ("regime", "history")  # kinds a scenario may begin with; those of history are left out of comparisons


@dataclass(frozen=True)
class Source:
    """A file: its kind (a key of FOLDERS) if it ships, else empty; its id, its name in messages, and its path."""

    kind: str
    id: str
    name: str
    path: Path


def shipped(kind: str) -> dict[str, Source]:
    """Shipped files of one kind by id, sorted."""
    folder = FOLDERS[kind]
    paths = sorted((ROOT / folder).glob(f"*{SUFFIX}"))
    return {path.stem: Source(kind, path.stem, f"{folder}/{path.name}", path) for path in paths}


def regimes() -> dict[str, Source]:
    """All shipped regimes by id, those of history last."""
    return {word: source for kind in REGIMES for word, source in shipped(kind).items()}


def kind_of(tables: Mapping[str, object]) -> str:
    """What a file is, a key of FOLDERS, by what its tables are called.

    A search has objectives, a calibration targets, a study a design, a behaviour its section, a package reforms, a
    reform a phase or a row; all else is a regime.
    """
    if "objectives" in tables or "search" in tables:
        return "search"
    if "targets" in tables or "calibration" in tables:
        return "targets"
    if "design" in tables or "axes" in tables:
        return "study"
    about = tables.get("about")
    in_a_row = isinstance(about, Mapping) and "row" in about
    if "behaviour" in tables and tables.keys() <= {"about", "behaviour"} and not in_a_row:
        return "behaviour"
    if "reforms" in tables:
        return "package"
    if only_regime(tables):
        return "regime"
    return "reform" if "phase" in tables or in_a_row else "regime"


def only_regime(tables: Mapping[str, object]) -> bool:
    """Whether a file has what neither a reform nor a package can have."""
    return any(key in tables for key in REGIME_ONLY)


def is_path(word: str) -> bool:
    """Whether a word is a path and no id: it ends in .toml or .xlsx or has a slash in it."""
    return word.lower().endswith(SUFFIXES) or "/" in word or "\\" in word


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name."""
    return path.suffix.lower() == WORKBOOK


def without_suffix(word: str) -> str:
    """The id of a user's file without the ending of its name."""
    return next((word[: -len(suffix)] for suffix in SUFFIXES if word.lower().endswith(suffix)), word)


def own_file(word: str, folder: Path) -> Source:
    """A user's file by its path, from `folder` if relative. Its id keeps the suffix, so it hides no shipped one."""
    path = folder / word
    return Source("", path.name, word, path)


def find_regime(word: str, folder: Path) -> Source:
    """The file of a regime, by id, Chinese name or path; `ScenarioError` for an unknown one, with a suggestion."""
    if is_path(word):
        return own_file(word, folder)
    known = regimes()
    word = _id_of(word, known)
    if word in known:
        return known[word]
    if word in shipped("reform") | shipped("package"):
        raise ScenarioError(phrase("scenarios.texts.regime_first", word=word))
    choices = known if word.isascii() else _names(tuple(known.values()))
    raise ScenarioError(unknown("regime", word, choices) + phrase("scenarios.marks.see", command="list regimes"))


def _id_of(word: str, known: Mapping[str, Source]) -> str:
    """The id of what a Chinese name names; any other word as it is."""
    return word if word.isascii() else _names(tuple(known.values())).get(word, word)


@cache
def _names(sources: tuple[Source, ...]) -> dict[str, str]:
    """Ids by Chinese names."""
    found = {}
    for source in sources:
        about = read_toml(source.path, source.name).get("about")
        if isinstance(about, dict) and "name_zh" in about:
            found[str(about["name_zh"])] = source.id
    return found


def find(kind: str, word: str, folder: Path) -> Source:
    """The file of a behaviour, study, search or targets (`kind`), by id or path, from `folder` if relative.

    Raises `ScenarioError` for an unknown id, with a suggestion.
    """
    if is_path(word):
        return own_file(word, folder)
    known = shipped(kind)
    if word in known:
        return known[word]
    raise ScenarioError(unknown(kind, word, known) + phrase("scenarios.marks.see", command=f"list {FOLDERS[kind]}"))


def find_part(word: str, folder: Path) -> Source:
    """The file of a reform or a package, by id, Chinese name or path; `ScenarioError` for an unknown one."""
    if is_path(word):
        return own_file(word, folder)
    known = shipped("package") | shipped("reform")
    word = _id_of(word, known)
    if word in known:
        return known[word]
    if word in regimes():
        raise ScenarioError(phrase("scenarios.texts.one_regime", word=word))
    raise ScenarioError(unknown("reform", word, known) + phrase("scenarios.marks.see", command="list reforms"))
