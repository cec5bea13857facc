"""The one decorator that compiles: ``kernel``; how it compiles quickly; and the cache it keeps.

A kernel allocates nothing, raises nothing and calls no C library, so the same function
gives the same bits on every processor and in the browser. Floating point is strict:
nothing may reorder a sum or fuse a product.

Numba optimises every function, together with all it calls, and makes machine code of it,
though of some two hundred only the one called from Python needs any. Here a kernel called
by another stays as it was lowered; the one called from Python takes in all of them, and
is optimised once.

Numba's own cache looks only at the file of the function called from Python: whoever edits
a constant in a rule further down gets yesterday's result without a word. Here the cache
belongs to the *whole* of this package's source, and so does the hash in every run record.
Where nothing can be written, kernels simply compile anew in each process.
"""
# mypy: allow-untyped-calls
# (Numba's caching has no annotations)

import contextlib
import copy
import gc
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
from llvmlite import ir
from llvmlite.binding import parse_assembly
from numba.core import types
from numba.core.base import BaseContext
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, _CacheLocator
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import CPUDispatcher
from numba.core.types.functions import BaseFunction
from numba.core.typing.templates import make_concrete_template

SOURCES = Path(__file__).resolve().parents[1]
GENERATIONS_KEPT = 4  # one generation is a few megabytes of machine code
SECONDS_TO_COMPILE = 30  # what the announcement says; a cold compilation on two slow cores

Function = TypeVar("Function", bound=Callable[..., Any])
settings: Any = numba.core.config  # from the environment; its names are made at run time


@overload
def kernel(function: Function) -> Function: ...
@overload
def kernel(*, inline: bool = False, apart: bool = False) -> Callable[[Function], Function]: ...
def kernel(
    function: Function | None = None, *, inline: bool = False, apart: bool = False
) -> Function | Callable[[Function], Function]:
    """Compile a function on its first call: ``@kernel``, ``@kernel(inline=True)``, ``@kernel(apart=True)``.

    Small functions are inlined anyway; ``inline=True`` insists, for a longer one that is
    called in a loop over lanes, which can only become vector code once the call is gone.
    ``apart=True`` is a promise of the author: what this function writes through one argument, no kernel that calls
    it hands in through another too. Loops over lanes then need not ask before each round whether arrays overlap.
    """
    if function is None:
        return lambda function: _compile(function, inline, apart)
    return _compile(function, inline, apart)


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


def _compile(function: Function, inline: bool, apart: bool) -> Function:
    if settings.DISABLE_JIT:
        return function
    options = {"nopython": True, "nogil": True, "error_model": "numpy", "_nrt": False, "forceinline": inline}
    dispatcher: Any = _Dispatcher(function, targetoptions=options)
    dispatcher._part_compiler._customize_flags = _as_part_apart if apart else _as_part
    return cast(Function, dispatcher)


@cache
def _source(file: str) -> Path | None:
    """A file of this package, below `SOURCES`; None for any other."""
    path = Path(file).resolve()
    return path.relative_to(SOURCES) if path.is_relative_to(SOURCES) else None


class _Part(JITCodeLibrary):
    """The code of a kernel that kernels call: checked, but neither optimised nor made machine code."""

    def finalize(self) -> None:
        self._finalized = True

    def _optimize_functions(self, ll_module: Any) -> None:
        ll_module.data_layout = self._codegen._data_layout

    def _get_module_for_linking(self) -> Any:
        """With all it calls, for a library of Numba's own; ours takes the parts one by one."""
        if self._shared_module is None:
            module = self._final_module.clone()
            for library in _all_called([self])[1:]:
                part = isinstance(library, _Part)
                other = library._final_module if part else library._get_module_for_linking()
                module.link_in(other, preserve=True)
            for function in module.functions:
                if not function.is_declaration:
                    function.linkage = "linkonce_odr"
            self._shared_module = module
        return self._shared_module


class _Whole(JITCodeLibrary):
    """The code of a kernel called from Python, and of all it calls: optimised once, together."""

    def finalize(self) -> None:
        own = {function.name for function in self._final_module.functions if not function.is_declaration}
        called = _all_called(self._linking_libraries)
        for part in (library for library in called if isinstance(library, _Part)):
            self._reload_init.update(part._reload_init)
            self._final_module.link_in(part._final_module, preserve=True)
        for function in self._final_module.functions:
            if not function.is_declaration and function.name not in own:
                function.linkage = "linkonce_odr"  # goes where it is inlined everywhere
        self._linking_libraries = [library for library in called if not isinstance(library, _Part)]
        super().finalize()

    def serialize_using_object_code(self) -> Any:
        """Machine code, and the names in it.

        Numba adds all of the code once more as bitcode, for others to take in. Nobody takes in a whole, and reading
        its bitcode would be a large part of a start.
        """
        self._ensure_finalized()
        return self.name, "object", (self._get_compiled_object(), self._names().as_bitcode())

    def _names(self) -> Any:
        """A module that defines all that this one does, with nothing in it."""
        names = ir.Module(self.name)
        for function in self._final_module.functions:
            if not function.is_declaration:
                empty = ir.Function(names, ir.FunctionType(ir.VoidType(), ()), function.name)
                ir.IRBuilder(empty.append_basic_block()).unreachable()
        for variable in self._final_module.global_variables:
            if not variable.is_declaration:
                ir.GlobalVariable(names, ir.IntType(8), variable.name).initializer = ir.Constant(ir.IntType(8), 0)
        return parse_assembly(str(names))

    def _optimize_final_module(self) -> None:
        """Numba's first of two passes brings reference counts together; kernels have none."""
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)


def _all_called(libraries: list[Any]) -> list[Any]:
    """These libraries and the parts they call, however far down, each once."""
    found = dict.fromkeys(libraries)
    waiting = list(found)
    while waiting:
        library = waiting.pop()
        for called in library._linking_libraries if isinstance(library, _Part) else ():
            if called not in found:
                found[called] = None
                waiting.append(called)
    return list(found)


NEVER_IN_KERNELS = (
    "WithLifting",
    "InlineClosureLikes",
    "MakeFunctionToJitFunction",
    "InlineInlinables",
    "InlineOverloads",
    "FindLiterallyCalls",
    "LiteralUnroll",
    "NopythonRewrites",  # of whole arrays
)


class _Pipeline(Compiler):
    """Numba's, with the libraries above and without passes that look for what no kernel has."""

    def define_pipelines(self) -> Any:
        [manager] = super().define_pipelines()
        manager.passes = [step for step in manager.passes if step[0].__name__ not in NEVER_IN_KERNELS]
        manager.finalize()
        return [manager]

    def compile_extra(self, func: Callable[..., Any]) -> Any:
        library = _Part if self.state.flags.no_compile else _Whole
        self.state.library = library(self.state.targetctx.codegen(), func.__qualname__)
        self.state.library.enable_object_caching()
        return super().compile_extra(func)


def _as_part(flags: Any) -> Any:
    """Neither machine code nor the wrappers through which Python calls."""
    flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
    return flags


def _as_part_apart(flags: Any) -> Any:
    """The same, whose arguments do not overlap where it writes."""
    flags.noalias = True
    return _as_part(flags)


@contextlib.contextmanager
def _in_haste() -> Iterator[None]:
    """While a kernel is compiled, Numba need not do over and over what always ends the same.

    What `*` makes of two floats is worked out once, not at each place; an array is an array, not
    something that may turn out to be one; and rows of ninety columns are not written out at length.
    Nor is garbage looked for: next to nothing made here is any before the end.
    """
    known: dict[Any, Any] = {}
    get_call_type, get_function = BaseFunction.get_call_type, BaseContext.get_function

    def call_type(self: Any, context: Any, args: Any, kws: Any) -> Any:
        key = (self, tuple(args), tuple(kws.items()))
        if key not in known:
            known[key] = get_call_type(self, context, args, kws)
        return known[key]

    def function(self: Any, fn: Any, sig: Any, *rest: Any, **named: Any) -> Any:
        if fn == "__array__":
            raise NotImplementedError
        return get_function(self, fn, sig, *rest, **named)

    def name(self: Any) -> str:
        return f"Record({len(self.fields)} columns)"

    changes = [(BaseFunction, "get_call_type", call_type), (BaseContext, "get_function", function)]
    changes += [(types.Record, "__repr__", name)]
    before = [(owner, member, getattr(owner, member)) for owner, member, _ in changes]
    collects = gc.isenabled()
    gc.disable()
    try:
        for owner, member, change in changes:
            setattr(owner, member, change)
        yield
    finally:
        for owner, member, change in before:
            setattr(owner, member, change)
        if collects:
            gc.enable()


class _Dispatcher(CPUDispatcher):
    """A kernel: ``overloads`` for Python, as Numba has them, and ``_parts`` for other kernels."""

    _compiler: Any
    _kept: "_RulesCache | None"
    _nothing_kept: Any

    def __init__(
        self,
        py_func: Callable[..., Any],
        locals: dict[str, Any] | None = None,  # as Numba names it
        targetoptions: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(py_func, locals, targetoptions, _Pipeline)
        self._parts: dict[tuple[Any, ...], Any] = {}
        self._part_compiler = copy.copy(self._compiler)

    @property
    def _cache(self) -> Any:
        """What is kept of this kernel; made when first asked for, as most kernels are only called by others."""
        if self._kept is None and _source(self.py_func.__code__.co_filename) is not None:
            self._kept = _RulesCache(self.py_func)
        return self._nothing_kept if self._kept is None else self._kept

    @_cache.setter
    def _cache(self, nothing: Any) -> None:
        self._nothing_kept, self._kept = nothing, None

    def compile(self, sig: Any) -> Any:
        """For a call from Python."""
        with global_compiler_lock, _in_haste():
            return super().compile(sig)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """For a call from a kernel: one part for all whole numbers, whether Numba knows which or not."""
        pysig, args = self._part_compiler.fold_argument_types(tuple(map(types.unliteral, args)), kws)
        if args not in self._parts:
            result = self._part_compiler.compile(args, None)
            key = object()  # where Numba has the function for Python
            self.targetctx.insert_user_function(key, result.fndesc, [result.library])
            self._parts[args] = result._replace(entry_point=key)
        name, signature = self.py_func.__name__, self._parts[args].signature
        return make_concrete_template(name, key=name, signatures=[signature]), pysig, args, {}

    def get_overload(self, sig: Any) -> Any:
        """What Numba knows the part by."""
        part = self._parts.get(tuple(sig))
        return super().get_overload(sig) if part is None else part.entry_point


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
        file = cast(Path, _source(function.__code__.co_filename))
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
                # not load_overload, which first imports all that a compiler needs, and SciPy with it
                found = self._load_overload(signature, target_context)
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
