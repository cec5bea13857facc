"""The same run in WebAssembly and as machine code of this processor, in turns: what the page's engine costs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from scenarios import load_place

from .page import median, table
from .settings import MONTHS, Effort, Requirement, runs
from .timing import processor_time, spread

TITLE = "A run in WebAssembly"
RUNNER = Path(__file__).with_name("in_node.mjs")
COUNTIES = {"class": "class county", "yinzhou": "20 townships, 1,000 cadres"}
WARM = 5  # runs that do not count: an engine of JavaScript compiles what is hot once more


def measure(effort: Effort) -> dict[str, Any]:
    """Milliseconds of processor time of one run, native and under Node, and their ratio round by round."""
    found = {}
    with _node() as in_wasm:
        for place in COUNTIES:
            prepare = runs(1, load_place(place))
            both = np.array([(_native(prepare()), in_wasm(place)) for _ in range(3 * effort.rounds + WARM)])[WARM:]
            native, wasm = both.T
            found[place] = {"native": spread(native), "wasm": spread(wasm), "ratio": spread(wasm / native)}
    return {"counties": found}


def _native(run: Callable[[], object]) -> float:
    begun = processor_time()
    run()
    return 1000 * (processor_time() - begun)


@contextmanager
def _node() -> Iterator[Callable[[str], float]]:
    """One process of Node, asked for run after run."""
    if shutil.which("node") is None:
        raise SystemExit("The topic `wasm` needs Node.")
    command = ["node", str(RUNNER), str(MONTHS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as node:
        assert node.stdin and node.stdout
        given, answers = node.stdin, node.stdout

        def ask(place: str) -> float:
            given.write(f"{place}\n")
            return float(answers.readline())

        yield ask
        given.close()


def judge(found: dict[str, Any]) -> list[Requirement]:
    """Nothing was asked for: the page is asked for by what is seen in a browser."""
    return []


def tell(found: dict[str, Any]) -> list[str]:
    rows = [
        (county, *(f"{median(of[side], '.1f')} ms" for side in ("native", "wasm")), f"{median(of['ratio'], '.2f')}")
        for place, county in COUNTIES.items()
        for of in [found["counties"][place]]
    ]
    return [
        f"""The page's engine under Node against the same run as machine code of this processor, in turns: one run of
        {MONTHS} months without a warm-up, processor time, medians with quartiles. The module is compiled for any
        processor, with vectors of 16 bytes;
        [decision 25](decisions/0025-what-makes-the-engine-in-webassembly-faster.md) says what was tried.""",
        table(["one run", "native", "WebAssembly", "WebAssembly takes"], rows),
    ]
