"""Where machine code is kept between processes, and how it is known to be what was put there.

A file holds the machine code of one kernel, for one signature and one processor. It lies in a folder, a *generation*,
whose name stands for everything else on which the code depends.

Wrong machine code ends the interpreter or, worse, gives other numbers. A file therefore begins with the SHA-256 digest
of its place and content, and is used only where the digest fits, and where file and folder belong to this user and
nobody else may write to them. Whatever else is found there is passed over in silence, and the kernel compiled anew.
The digest has no secret part: it finds damage and files out of place. Other people are kept out by the owner of files
and folders; somebody who can write as this user needs no cache to run code.
"""

import os
import pickle
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from platformdirs import user_cache_dir

GENERATIONS_KEPT = 4  # one generation is a few megabytes of machine code
DIGEST_SIZE = sha256().digest_size


def cache_folder() -> Path:
    """The folder of all generations: ``KAOHE_CACHE_DIR``, or one in the user's cache folder."""
    return Path(os.environ.get("KAOHE_CACHE_DIR") or user_cache_dir("kaohe", appauthor=False))


def read_verified(path: Path) -> bytes | None:
    """The content of a file as `write_verified` left it; None where it is missing, damaged, or may be another's."""
    with suppress(OSError):
        if not (_only_ours(path.parent.stat()) and path.is_file()):  # to open a pipe would be to wait for its writer
            return None
        with path.open("rb") as file:
            if _only_ours(os.fstat(file.fileno())):
                digest, content = file.read(DIGEST_SIZE), file.read()
                if digest == _digest(path, content):
                    return content
    return None


def write_verified(path: Path, content: bytes) -> None:
    """Write a file, all at once, for this user alone; nothing happens where the folder may be another's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _only_ours(path.parent.stat()):
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(_digest(path, content) + content)
                file.close()
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise


def _digest(path: Path, content: bytes) -> bytes:
    """Digest of a file's content and of its place, so that no file is taken for another."""
    return sha256(f"{path.parent.name}/{path.name}\0".encode() + content).digest()


def _only_ours(status: os.stat_result) -> bool:
    """Whether a file or folder is this user's, and nobody else may write to it; Windows does not say."""
    return os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


@cache
def _tidy(generation: Path) -> None:
    """Mark this generation as used and drop the oldest others, so that the folder stays small."""
    os.utime(generation)
    others = [path for path in generation.parent.glob("generation-*") if path != generation]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[GENERATIONS_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


class MachineCode:
    """What is kept of one kernel, with the methods by which a dispatcher of Numba asks for it.

    name: of the kernel, unlike any other's. generation: gives the name of the generation, None where nothing may be
    kept or used. Whatever goes wrong, a run goes on: without a cache, kernels compile anew in each process.
    """

    def __init__(self, name: str, generation: Callable[[], str | None]) -> None:
        self._name, self._generation = re.sub(r"[^\w.-]", "_", name), generation

    @property
    def cache_path(self) -> str:
        """Where code is kept, as the dispatcher's statistics show it."""
        return str(cache_folder())

    def exists(self) -> bool:
        """Whether there is any machine code of this kernel, for this generation."""
        generation = self._generation()
        return generation is not None and any((cache_folder() / generation).glob(f"{self._name}.*.code"))

    def load_overload(self, signature: Any, target_context: Any) -> Any:
        """The compiled kernel for a signature, or None."""
        with suppress(Exception):  # such as content of which another library can make nothing
            content = read_verified(self._path(signature, target_context))
            if content is not None:
                kept, result, parts = pickle.loads(content)
                if kept == signature:  # names of signatures may be shortened
                    return result._rebuild(target_context, *parts)
        return None

    def save_overload(self, signature: Any, compiled: Any) -> None:
        """Keep a compiled kernel."""
        with suppress(Exception):
            if not compiled.library.has_dynamic_globals:  # addresses of this process
                path = self._path(signature, compiled.target_context)
                write_verified(path, pickle.dumps((signature, type(compiled), compiled._reduce())))
                _tidy(path.parent)

    def _path(self, signature: Any, target_context: Any) -> Path:
        generation = self._generation()
        if generation is None:
            raise FileNotFoundError(self._name)
        processor = target_context.codegen().magic_tuple()
        distinct = sha256(repr((signature, processor)).encode()).hexdigest()[:32]
        return cache_folder() / generation / f"{self._name}.{distinct}.code"
