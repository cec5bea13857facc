"""The one decorator that compiles: ``kernel``; and the cache it keeps.

A kernel allocates nothing, raises nothing and calls no C library, so the same function
gives the same bits on every processor and in the browser. Floating point is strict:
nothing may reorder a sum or fuse a product.

Numba's own cache looks only at the file of the function called from Python: whoever edits
a constant in a rule further down gets yesterday's result without a word. Here the cache
belongs to the *whole* of this package's source, and so does the hash in every run record.
Where nothing can be written, kernels simply compile anew in each process.
"""
# mypy: allow-untyped-calls
# (Numba's caching has no annotations)

import contextlib
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, overload

import numba
import numba.core.config
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, _CacheLocator

SOURCES = Path(__file__).resolve().parent
GENERATIONS_KEPT = 4  # one generation is a few megabytes of machine code
SECONDS_TO_COMPILE = 30  # what the announcement says; a cold compilation on two slow cores

Function = TypeVar("Function", bound=Callable[..., Any])
settings: Any = numba.core.config  # from the environment; its names are made at run time


@overload
def kernel(function: Function) -> Function: ...
@overload
def kernel(*, inline: bool) -> Callable[[Function], Function]: ...
def kernel(function: Function | None = None, *, inline: bool = False) -> Function | Callable[[Function], Function]:
    """Compile a function on its first call: ``@kernel``, or ``@kernel(inline=True)``.

    Small functions are inlined anyway; ``inline=True`` insists, for a longer one that is
    called in a loop over lanes, which can only become vector code once the call is gone.
    """
    if function is None:
        return lambda function: _compile(function, inline)
    return _compile(function, inline)


def rules_hash() -> str:
    """Hash of every source file below ``sim/`` as this process found them, in hexadecimal."""
    return _hash_at_start()


def compiled_before(entry: Callable[..., Any]) -> bool:
    """Whether calling ``entry`` can start at once, from this process or from the cache."""
    if settings.DISABLE_JIT or getattr(entry, "signatures", None):
        return True
    stored = getattr(entry, "_cache", None)
    return isinstance(stored, _RulesCache) and stored.has_machine_code()


@cache
def announce_compilation(seconds: int = SECONDS_TO_COMPILE) -> None:
    """Say once, on the error stream, why nothing happens for a while."""
    message = f"kaohe: compiling the model for this machine (once, about {seconds} s) ..."
    print(message, file=sys.stderr, flush=True)


def cache_folder() -> Path:
    """Where machine code is kept: ``KAOHE_CACHE_DIR`` or the user's cache folder."""
    chosen = os.environ.get("KAOHE_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_dir  # here, because it is not needed where the folder is chosen

    return Path(user_cache_dir("kaohe", appauthor=False))


def _compile(function: Function, inline: bool) -> Function:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "forceinline": inline}
    dispatcher: Any = numba.njit(**options)(function)
    inside = Path(function.__code__.co_filename).resolve().is_relative_to(SOURCES)
    if inside and hasattr(dispatcher, "_cache"):  # plain Python under NUMBA_DISABLE_JIT=1 has none
        dispatcher._cache = _RulesCache(function)
    return cast(Function, dispatcher)


def _hash_of_sources() -> str:
    """Line ends are made equal first: a checkout on Windows holds the same rules."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*.py"), key=lambda path: path.relative_to(SOURCES).parts):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(SOURCES).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


_hash_at_start = cache(_hash_of_sources)


def _generation() -> str:
    """Name of the folder for machine code that may be exchanged for a new compilation."""
    switches = (settings.BOUNDSCHECK, settings.OPT, settings.LOOP_VECTORIZE, settings.SLP_VECTORIZE)
    basis = (rules_hash(), __package__, numba.__version__, sys.version_info[:2], switches)
    return "generation-" + hashlib.sha256(repr(basis).encode()).hexdigest()[:24]


@cache
def _tidy(folder: Path) -> None:
    """Mark this generation as used and drop the oldest others, so that the folder stays small."""
    os.utime(folder)
    others = [path for path in folder.parent.glob("generation-*") if path != folder]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[GENERATIONS_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


class _Locator(_CacheLocator):
    """One folder for all kernels of one generation."""

    def __init__(self, function: Callable[..., Any]) -> None:
        file = Path(function.__code__.co_filename).resolve().relative_to(SOURCES)
        # Numba's file names carry only the module's last name: say which folder it is in
        self._disambiguator = "-".join([*file.parts[:-1], str(function.__code__.co_firstlineno)])
        self._folder = cache_folder() / _generation()

    def get_cache_path(self) -> str:
        return str(self._folder)

    def get_source_stamp(self) -> str:
        return rules_hash()

    def get_disambiguator(self) -> str:
        return self._disambiguator


class _Serializer(CompileResultCacheImpl):
    """Numba's, with the locator above whatever the environment says."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._lineno = function.__code__.co_firstlineno
        self._locator = _Locator(function)
        name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"
        self._filename_base = self.get_filename_base(name, getattr(sys, "abiflags", ""))


class _Files(IndexDataCacheFile):
    """Numba numbers its data files, so two processes can give one number to two signatures.

    Here the name follows from the signature, and is written before the index that mentions it.
    """

    def save(self, key: Any, data: Any) -> None:
        overloads = self._load_index()
        overloads[key] = self._data_name(int(hashlib.sha256(repr(key).encode()).hexdigest()[:15], 16))
        self._save_data(overloads[key], data)
        self._save_index(overloads)


class _RulesCache(FunctionCache):
    """A cache that can be missing, unwritable or damaged without anybody noticing."""

    _impl_class = _Serializer

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file = _Files(self._cache_path, self._impl.filename_base, rules_hash())

    def has_machine_code(self) -> bool:
        found = False
        with self._harmless():
            found = bool(self._cache_file._load_index())
        return found

    def load_overload(self, signature: Any, target_context: Any) -> Any:
        found = None
        with self._harmless():
            # a module imported after somebody edited it is not the one that was hashed
            if _hash_of_sources() == rules_hash():
                found = super().load_overload(signature, target_context)
        return found

    def save_overload(self, signature: Any, data: Any) -> None:
        with self._harmless():
            if _hash_of_sources() == rules_hash():
                super().save_overload(signature, data)
                _tidy(Path(self._cache_path))

    @contextlib.contextmanager
    def _harmless(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            pass  # no room, no permission, or another process tidied up
        except (EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, ValueError):
            with contextlib.suppress(OSError):  # damaged: forget it, the next save writes it anew
                os.unlink(self._cache_file._index_path)
