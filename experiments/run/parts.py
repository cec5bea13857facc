"""Finished parts of a run, kept in its folder of results until all is there, so that a run that was stopped goes on.

    unfinished/parts/<digest>/                  of one run, named by a hash of all that its bits depend on
        <part>.<checksum>.npz                   arrays of one part, in NumPy's own form

A part is put in place at once and never changes. Its checksum is also over the run's digest and its own name, so that
what is damaged, or belongs elsewhere, is found when it is read, and counts as missing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from .disk import UNFINISHED, writing
from .record import versions

Arrays = dict[str, NDArray[Any]]
BLOCK = 2**20  # bytes that are read at once


class Parts:
    """Parts of one run below a folder; those of other runs there, or of other versions, are removed.

    spec: all that the bits of the run depend on, versions and code apart, as plain values.
    """

    def __init__(self, folder: Path, spec: Mapping[str, Any]) -> None:
        text = json.dumps({**spec, "versions": versions(), "code": code_hash()}, sort_keys=True, ensure_ascii=False)
        self.digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self.folder = folder / self.digest[:32]
        others = [each for each in folder.iterdir() if each != self.folder] if folder.exists() else []
        for each in others:
            shutil.rmtree(each)
        self.replaced = bool(others)
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f".*{UNFINISHED}"):
            left.unlink()
        self._paths = {path.name.partition(".")[0]: path for path in self.folder.glob("*.npz")}

    def names(self) -> list[str]:
        """Names of the parts that are there, sorted."""
        return sorted(self._paths)

    def read(self, part: str) -> Arrays | None:
        """The arrays of a part; None where it is not there, or is not as it was written."""
        with self.opened(part) as found:
            return None if found is None else {name: found[name] for name in found}

    @contextmanager
    def opened(self, part: str) -> Iterator[Mapping[str, NDArray[Any]] | None]:
        """The arrays of a part, each read when it is asked for; None where the part is missing or damaged."""
        path = self._verified(part)
        if path is None:
            yield None
            return
        with np.load(path, allow_pickle=False) as found:
            yield found

    def _verified(self, part: str) -> Path | None:
        path = self._paths.get(part)
        if path is None:
            return None
        whole = self._begun(part)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                whole.update(block)
        if path.name != self._name(part, whole.hexdigest()):
            self.forget(part)
            return None
        return path

    def write(self, part: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put a part in place."""
        whole = self._begun(part)
        with writing(self.folder, lambda: self._name(part, whole.hexdigest())) as file:
            np.savez(_Hashed(file, whole), **arrays)  # type: ignore[arg-type]
        self._paths[part] = self.folder / self._name(part, whole.hexdigest())

    def forget(self, part: str) -> None:
        """Remove a part, if it is there."""
        if part in self._paths:
            self._paths.pop(part).unlink(missing_ok=True)

    def _begun(self, part: str) -> Any:
        return sha256(f"{self.digest} {part} ".encode())

    @staticmethod
    def _name(part: str, checksum: str) -> str:
        return f"{part}.{checksum}.npz"


@cache
def code_hash() -> str:
    """Hash of the sources that say what a part holds; those of the rules are among the versions."""
    whole = sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


class _Hashed:
    """A file that is written from its beginning to its end, and hashed on the way."""

    def __init__(self, file: IO[bytes], whole: Any) -> None:
        self.file, self.whole = file, whole

    def write(self, content: Any) -> int:
        self.whole.update(content)
        return self.file.write(content)

    def flush(self) -> None:
        self.file.flush()

    def read(self, *_: Any) -> bytes:
        """NumPy takes for a file only what has this."""
        raise NotImplementedError("written only")
