"""Call a kernel's WebAssembly module under Node with NumPy arguments, and get the arrays back."""

import json
import subprocess
from pathlib import Path

import numpy as np

RUNNER = Path(__file__).with_name("run.mjs")
RESULT_AND_ERROR = 64  # bytes at the start of the image for what Numba's convention wants


def run_in_node(folder, engine, arguments, name="entry", repeat=1):
    """Copies of ``arguments`` as the module left them, and the milliseconds of the best of ``repeat`` calls.

    Arguments are arrays of any dtype, np.void records, whole numbers and floats.
    """
    image, call, places = bytearray(RESULT_AND_ERROR), [("address", 0), ("address", 16)], []
    for argument in arguments:
        if isinstance(argument, np.ndarray | np.void):
            image += bytes(-len(image) % 64)
            places.append(len(image))
            call += _array(argument, len(image)) if isinstance(argument, np.ndarray) else _address(len(image))
            image += argument.tobytes()
        else:
            places.append(None)
            call.append(("float" if isinstance(argument, float) else "integer", repr(argument)))
    (folder / "engine.wasm").write_bytes(engine)
    (folder / "memory.bin").write_bytes(image)
    (folder / "call.json").write_text(json.dumps({"name": name, "args": call, "repeat": repeat}))
    done = subprocess.run(["node", str(RUNNER), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    after = (folder / "memory.bin").read_bytes()
    back = [_read(after, place, a) for place, a in zip(places, arguments, strict=True)]
    return back, min(map(float, done.stdout.split()))


def _address(place):
    return [("address", place)]


def _array(array, place):
    """Numba's array structure, field by field: owner, parent, items, item size, data, shape, strides."""
    assert array.flags.c_contiguous
    numbers = [("integer", str(number)) for number in (array.size, array.itemsize)]
    rest = [("integer", str(number)) for number in (*array.shape, *array.strides)]
    return [("null", 0), ("null", 0), *numbers, ("address", place), *rest]


def _read(image, place, argument):
    if place is None:
        return argument
    if isinstance(argument, np.void):
        return np.frombuffer(image, argument.dtype, 1, place)[0]
    return np.frombuffer(image, argument.dtype, argument.size, place).reshape(argument.shape)
