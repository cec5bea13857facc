"""Folders of studies: made where they are missing, opened where kaohe wrote them, and brought together from shards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from ..run.disk import put
from ..run.folder_contents import unwritable
from ..run.own_code import FOLDER as CODE
from ..run.own_code import OwnCode
from ..run.own_files import loaded
from .design_table import design_table, digest_of, read_design_table
from .designs import Points
from .parquet_files import parquet, put_checked, read_checked
from .record_file import RECORD, put_record, read_record
from .specification import FORMAT, Study, digest_of_record, record_of_store, study_from
from .store import DESIGN, FAILURES, FILE, Store, StoreError


def prepare(study: Study, points: Points, content: str, parent: str | Path) -> Store:
    """The store of a study below a folder, made where it is missing; `OutputError` where it cannot be written."""
    planned = plan(study, points, parent)
    folder = planned.folder
    try:
        if not (folder / RECORD).exists():
            folder.mkdir(parents=True, exist_ok=True)
            with planned.lock():
                _make(planned, content)
    except OSError as error:
        raise unwritable(folder, error) from None
    return replace_study(open_store(folder), study.own)


def _make(planned: Store, content: str) -> None:
    folder, study = planned.folder, planned.study
    for kind in (*planned.kinds, FAILURES):
        (folder / kind).mkdir(exist_ok=True)
    for name, code in study.own.files.items():
        put(folder / CODE / name, code)
    put(folder / FILE, content.encode())
    put_checked(folder, DESIGN, parquet(design_table(study.axes, planned.points)))
    put_record(folder, planned.record)  # last: a folder without it is none yet


def replace_study(store: Store, own: OwnCode) -> Store:
    """A store whose study computes its own measures by code that has been loaded."""
    return Store(store.folder, replace(store.study, own=own), store.points, store.record)


def with_code(store: Store) -> Store:
    """A store with the user's own code from its folder, which this executes; refused where the code has changed."""
    return replace_study(store, loaded(store.study.own, store.folder / CODE))


def plan(study: Study, points: Points, parent: str | Path) -> Store:
    """The store that a study would have below a folder; nothing is written."""
    record = record_of_store(study, digest_of(points), len(points))
    return Store(Path(parent).absolute() / folder_name(record), study, points, record)


def folder_name(record: Mapping[str, Any]) -> str:
    """Name of the study and the beginning of the hash of all that its bits depend on."""
    return f"{record['study']['name']}-{digest_of_record(record)[:12]}"


def open_store(folder: str | Path) -> Store:
    """The store in a folder. Raises `ScenarioError` where there is none that kaohe wrote and nobody has changed."""
    path = Path(folder)
    record = read_record(path, FORMAT)
    try:
        study = study_from(record["study"])
        points = read_design_table(study.axes, path, DESIGN)
    except ScenarioError as error:
        raise error.at(str(path)) from None
    if digest_of(points) != record["design"]["sha256"]:
        raise ScenarioError(phrase("experiments.study.other_design"), str(path / DESIGN))
    return Store(path, study, points, record)


def merge(folders: Sequence[str | Path], into: Store) -> int:
    """Copy finished parts of the same study from other folders; the number of parts copied."""
    copied = 0
    for folder in folders:
        other = open_store(folder)
        if other.record != into.record:
            differing = [name for name in into.record if other.record.get(name) != into.record[name]]
            raise StoreError(phrase("experiments.study.another", path=folder, names=", ".join(differing)))
        for part in set(other.finished()) - set(into.finished()):
            if other.path(FAILURES, part).exists():
                put(into.path(FAILURES, part), other.path(FAILURES, part).read_bytes())
            contents = {kind: read_checked(other.folder, other.name(kind, part)) for kind in other.kinds}
            for kind, content in contents.items():
                put_checked(into.folder, into.name(kind, part), content)
            copied += 1
    return copied
