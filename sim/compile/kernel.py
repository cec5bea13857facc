"""The one decorator that compiles: ``kernel``.

A kernel allocates nothing, raises nothing and calls no C library, so the same function gives the same bits on every
processor and in the browser. Floating point is strict: nothing may reorder a sum or fuse a product.

The environment variable ``KAOHE_COMPILE`` says how kernels become machine code, with the same bits in any case:

- ``quick``, the default: a kernel called from Python is optimised once, with all it calls (`sim.compile.quick`)
- ``plain``: by ``numba.njit`` alone, which takes three times as long; also where quick compilation cannot be had
- ``python``: not at all, for a debugger; so does Numba's own ``NUMBA_DISABLE_JIT=1``

Machine code is kept between processes (`sim.compile.cache`). Numba's own cache looks only at the file of the function
called from Python: after an edit of a constant in a rule further down it silently gives yesterday's result. Here it
belongs to the *whole* of this package's source, and so does the hash in every run record.
"""

import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast, overload

import numba
from numba import config

from ..parameters.declaration import ONE_OF, ParameterError, Wording
from .cache import MachineCode

try:
    from .quick import QuickKernel
except Exception:  # a version of Numba that it does not know, or whose insides are others
    QuickKernel = None  # type: ignore[assignment, misc]

PACKAGE = __name__.partition(".")[0]
SOURCES = Path(__file__).resolve().parents[1]
SECONDS_TO_COMPILE = {"quick": 30, "plain": 100, "python": 0}  # a cold compilation on two slow cores

Function = TypeVar("Function", bound=Callable[..., Any])


@overload
def kernel(function: Function) -> Function: ...
@overload
def kernel(*, inline: bool = False, apart: bool = False) -> Callable[[Function], Function]: ...
def kernel(
    function: Function | None = None, *, inline: bool = False, apart: bool = False
) -> Function | Callable[[Function], Function]:
    """Compile a function on its first call: ``@kernel``, ``@kernel(inline=True)``, ``@kernel(apart=True)``.

    Small functions are inlined anyway; ``inline=True`` insists, for a longer one that is called in a loop over cadres,
    which can only become vector code once the call is gone. ``apart=True`` is a promise of the author: what this
    function writes through one argument, no kernel that calls it hands in through another too. Loops over cadres then
    need not ask before each round whether arrays overlap.
    """
    if function is None:
        return lambda function: _compiled(function, inline, apart)
    return _compiled(function, inline, apart)


@cache
def compile_mode() -> str:
    """How kernels are compiled in this process: ``quick``, ``plain`` or ``python``.

    Raises `ParameterError` where ``KAOHE_COMPILE`` is something else.
    """
    chosen = os.environ.get("KAOHE_COMPILE") or "quick"
    if chosen not in SECONDS_TO_COMPILE:
        raise ParameterError("KAOHE_COMPILE", chosen, Wording(ONE_OF, words=tuple(SECONDS_TO_COMPILE)))
    if getattr(config, "DISABLE_JIT", False):
        return "python"
    return "plain" if chosen == "quick" and QuickKernel is None else chosen


def compiled_before(entry: Callable[..., Any]) -> bool:
    """Whether calling a kernel from Python can start at once, from this process or from the cache."""
    if compile_mode() == "python" or getattr(entry, "signatures", None):
        return True
    kept = getattr(entry, "_cache", None)
    return isinstance(kept, MachineCode) and kept.exists()


def seconds_to_compile() -> int:
    """About how long compiling the model takes where nothing of it is kept."""
    return SECONDS_TO_COMPILE[compile_mode()]


@cache
def announce_compilation() -> None:
    """Say once, on the error stream, why nothing happens for a while."""
    message = f"kaohe: compiling the model for this machine (once, about {seconds_to_compile()} s) ..."
    print(message, file=sys.stderr, flush=True)


@cache
def rules_hash() -> str:
    """Hash of every source file below ``sim/`` as this process found them, in hexadecimal."""
    return _hash_of_sources()


def _compiled(function: Function, inline: bool, apart: bool) -> Function:
    mode = compile_mode()
    if mode == "python":
        return function
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "forceinline": inline}
    compiled: Any = QuickKernel(function, options, apart) if mode == "quick" else numba.njit(**options)(function)
    if function.__module__.startswith(PACKAGE + "."):
        name = f"{function.__module__}.{function.__qualname__}-{function.__code__.co_firstlineno}"
        compiled._cache = MachineCode(name, _generation)
    return cast(Function, compiled)


def _hash_of_sources() -> str:
    """Line ends are made equal first: a checkout on Windows holds the same rules."""
    digest = sha256()
    for path in sorted(SOURCES.rglob("*.py"), key=lambda path: path.relative_to(SOURCES).parts):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(SOURCES).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _generation() -> str | None:
    """The name for machine code that may be exchanged for a new compilation.

    None where sources have changed meanwhile: a module imported after that is not the one that was hashed.
    """
    if _hash_of_sources() != rules_hash():
        return None
    switches = [getattr(config, name, None) for name in ("BOUNDSCHECK", "OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE")]
    basis = (rules_hash(), PACKAGE, compile_mode(), numba.__version__, sys.version_info[:2], switches)
    return "generation-" + sha256(repr(basis).encode()).hexdigest()[:24]
