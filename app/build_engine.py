"""Build the page's engine: kernels of `sim` and all they call, as one WebAssembly module.

There is no second implementation of the rules. Numba's LLVM code, before any optimisation
for this machine, is given to LLVM's WebAssembly back end; floating point is strict on both
sides, so the browser computes the same bits. Needs `wasm-ld` (Debian package `lld`).

The work happens in a process of its own, because Numba reads its settings when it is imported:
with a processor of no particular kind the module does not depend on who builds it.
"""

import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

ROOT = Path(__file__).resolve().parent.parent
TRIPLE = "wasm32-unknown-unknown"
LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
FEATURES = "+simd128"
GENERIC = {
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
    "NUMBA_OPT": "0",
    "NUMBA_BOUNDSCHECK": "0",
    "KAOHE_COMPILE": "quick",
}
STACK = 1 << 20  # bytes; kernels keep only scalars there


class EngineError(Exception):
    """The module could not be built; the message says what is missing."""


Exports = Mapping[str, tuple[Callable[..., Any], tuple[Any, ...]]]


def build_engine(exports: Exports) -> bytes:
    """The module of some kernels, functions of modules that can be imported: by name of export, kernel and signature.

    An export takes what Numba's calling convention says: two pointers to 16 free bytes (result and error),
    then each argument: a whole number as i64; a double as f64; an array as null, null, number of items,
    bytes an item, address, lengths, strides; a tuple as its parts in turn. The module imports `env.memory` and
    exports `__heap_base`, from where on memory is free.
    """
    if shutil.which("wasm-ld") is None:
        raise EngineError("wasm-ld is missing; it is in the Debian package lld")
    named = [(name, kernel.__module__, kernel.__qualname__, types) for name, (kernel, types) in exports.items()]
    with tempfile.TemporaryDirectory() as folder:
        # an empty cache: machine code from a cache brings no LLVM code with it
        environment = os.environ | GENERIC | {"KAOHE_CACHE_DIR": folder, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, str(Path(__file__).resolve()), folder]
        done = subprocess.run(command, input=pickle.dumps(named), env=environment, capture_output=True, check=False)
        if done.returncode:
            raise EngineError(done.stderr.decode(errors="replace"))
        return (Path(folder) / "engine.wasm").read_bytes()


def _build(folder: Path, named: Sequence[tuple[str, str, str, tuple[Any, ...]]]) -> None:
    """Write `engine.wasm` into the folder; in a process of its own."""
    objects = []
    for export, module, name, signature in named:
        kernel = getattr(import_module(module), name)
        kernel.compile(signature)
        compiled = kernel.overloads[signature]
        code = _retarget(compiled.library.get_llvm_str(), compiled.fndesc.llvm_func_name, export)
        objects.append(f"{export}.o")
        (folder / objects[-1]).write_bytes(_assemble(code, export))
    command = ["wasm-ld", "--no-entry", *(f"--export={export}" for export, *_ in named), "--export=__heap_base"]
    command += ["--import-memory", "-z", f"stack-size={STACK}", "--stack-first", "--strip-all"]
    subprocess.run([*command, *objects, "-o", "engine.wasm"], cwd=folder, check=True)


def _retarget(code: str, entry: str, export: str) -> str:
    """LLVM code made for this machine as code for WebAssembly, with its entry under the name of the export."""
    code = re.sub(rf'@"?{re.escape(entry)}"?(?=\()', f"@{export}", code)
    code = re.sub(r'target datalayout = ".*"', f'target datalayout = "{LAYOUT}"', code)
    code = re.sub(r'target triple = ".*"', f'target triple = "{TRIPLE}"', code)
    code = re.sub(r"= common (local_unnamed_addr )?global", "= internal global", code)
    return re.sub(r'"target-(cpu|features)"="[^"]*"', "", code)


def _assemble(code: str, export: str) -> bytes:
    """The object file for WebAssembly of a program in LLVM's language, optimised for speed."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    module = llvm.parse_assembly(code)
    _keep_only(module.functions, export)
    module.verify()
    target = llvm.Target.from_triple(TRIPLE)
    machine = target.create_target_machine(opt=3, features=FEATURES, jit=False)
    tuning = llvm.create_pipeline_tuning_options(speed_level=3)
    tuning.loop_vectorization = tuning.slp_vectorization = True
    builder = llvm.create_pass_builder(machine, tuning)
    builder.getModulePassManager().run(module, builder)
    return bytes(machine.emit_object(module))


def _keep_only(functions: Iterable[Any], export: str) -> None:
    """Everything but the export becomes private, so that what nobody calls (Python's wrappers) goes."""
    for function in functions:
        if not function.is_declaration and function.name != export:
            function.linkage = "internal"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    _build(Path(sys.argv[1]), pickle.load(sys.stdin.buffer))
