"""Quick compilation: all that is taken from Numba's insides, in one file that can be done without.

Numba optimises every function, together with all it calls, and makes machine code of it, though of some two hundred
kernels only the one called from Python needs any. Here a kernel called by another stays as it was lowered (a *part*);
the one called from Python takes in all parts (a *whole*), and is optimised once.

Importing this file fails where Numba is of a version with which it has not been tried; kernels are then compiled by
``numba.njit`` alone. So they are, with a warning, where compiling fails although the version is known.
"""
# mypy: allow-untyped-calls
# (Numba's insides have no annotations)

import contextlib
import copy
import gc
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any

import numba
from llvmlite import ir
from llvmlite.binding import parse_assembly
from numba.core import types
from numba.core.base import BaseContext
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.errors import NumbaError
from numba.core.registry import CPUDispatcher
from numba.core.types.functions import BaseFunction
from numba.core.typing.templates import make_concrete_template

KNOWN_FROM, KNOWN_BELOW = (0, 68), (0, 69)  # versions of Numba, as in pyproject.toml

if not KNOWN_FROM <= tuple(int(part) for part in numba.__version__.split(".")[:2]) < KNOWN_BELOW:
    raise ImportError(f"Numba {numba.__version__} has not been tried with quick compilation")


class _Part(JITCodeLibrary):
    """The code of a kernel that kernels call: checked, but neither optimised nor made machine code."""

    def finalize(self) -> None:
        self._finalized = True

    def _optimize_functions(self, ll_module: Any) -> None:
        ll_module.data_layout = self._codegen._data_layout


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
                # Numba numbers functions in the order in which a process compiles them. If parts could be seen from
                # outside, one that another process has kept would answer for another function of the same number.
                function.linkage = "internal"
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
            if not function.is_declaration and str(function.linkage) != "Linkage.internal":
                empty = ir.Function(names, ir.FunctionType(ir.VoidType(), ()), function.name)
                ir.IRBuilder(empty.append_basic_block()).unreachable()
        for variable in self._final_module.global_variables:
            if not variable.is_declaration:
                ir.GlobalVariable(names, ir.IntType(8), variable.name).initializer = ir.Constant(ir.IntType(8), 0)
        return parse_assembly(str(names))

    def _optimize_final_module(self) -> None:
        """Numba's first of two passes brings reference counts together; kernels have none.

        Operations of a kind that stand beside each other become those of a vector, which Numba leaves out by default:
        so sums in fixed lanes take half the time.
        """
        passes, builder = self._codegen._module_pass_manager(slp_vectorize=True)
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


@contextlib.contextmanager
def _results_kept() -> Iterator[None]:
    """While a kernel is compiled, keep what Numba would otherwise work out again and again with the same result.

    What `*` makes of two floats is worked out once, not at each place; an array is an array, not something that may
    turn out to be one; and records of ninety columns are not written out at length. Nor is garbage looked for: next to
    nothing made here is any before the end.
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


class QuickKernel(CPUDispatcher):
    """A kernel: ``overloads`` for Python, as Numba has them, and ``_parts`` for other kernels."""

    _compiler: Any
    _failed = False  # for all kernels: once it failed for one, it is not tried again for any

    def __init__(self, py_func: Callable[..., Any], options: dict[str, Any], apart: bool) -> None:
        super().__init__(py_func, targetoptions={"nopython": True, **options}, pipeline_class=_Pipeline)
        self.options = options
        self._parts: dict[tuple[Any, ...], Any] = {}
        self._part_compiler = copy.copy(self._compiler)
        self._whole_compiler = copy.copy(self._compiler)
        self._compiler.compile = self._compile_whole

        def as_part(flags: Any) -> Any:
            """Neither machine code nor the wrappers through which Python calls."""
            flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
            flags.noalias = apart  # arguments do not overlap where it writes
            return flags

        self._part_compiler._customize_flags = as_part

    def _compile_whole(self, args: Any, return_type: Any) -> Any:
        """For a call from Python; Numba holds its lock meanwhile."""
        if not QuickKernel._failed:
            try:
                with _results_kept():
                    return self._whole_compiler.compile(args, return_type)
            except NumbaError:  # what is wrong is the kernel, or what it was called with
                raise
            except Exception as failure:
                QuickKernel._failed = True
                message = f"quick compilation failed ({failure!r}); kernels are compiled by numba.njit alone"
                warnings.warn(message, RuntimeWarning, stacklevel=1)
        return _plain(self)._compiler.compile(args, return_type)

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


@cache
def _plain(kernel: QuickKernel) -> Any:
    """A kernel, and all kernels that it calls, compiled by ``numba.njit`` alone."""
    function = kernel.py_func
    named = {name: function.__globals__.get(name) for name in function.__code__.co_names}
    plain = {name: _plain(called) for name, called in named.items() if isinstance(called, QuickKernel)}
    rebound = FunctionType(function.__code__, function.__globals__ | plain, function.__name__, function.__defaults__)
    return numba.njit(**kernel.options)(rebound)
