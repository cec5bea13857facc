"""Read inputs made by chance, as many as are asked for, and keep each that is neither read nor refused as it should be.

    python -m tests.fuzz                                 a thousand of each kind
    python -m tests.fuzz --inputs 1000000 --processes 2  a million in all
    python -m tests.fuzz --kinds study place --seed 7    other inputs of two kinds
    python -m tests.fuzz --kinds study --only 123        one input again, with what came of it
    python -m tests.fuzz --seed 8 --store --add          other inputs, counted with those of earlier seeds

Input n of a kind is made from the seed, the kind and n alone, whatever else is tried. What failed is written to
`--keep` under the name of its kind and number; once mended it belongs into `tests/fuzz/corpus/`. Ctrl-C ends it, and
what was tried until then is counted.
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from rich.table import Table

from docs.files import TRIED, read_results, store_tried

from .kinds import KINDS
from .trying import ALL, Failure, batch, one

BATCH = 500  # inputs that a process takes at a time
SHOWN = 12  # failures printed


def run(
    kinds: Iterable[str],
    inputs: int,
    seed: int,
    processes: int,
    keep: Path | None = None,
    stored: bool = False,
    added: bool = False,
) -> int:
    """Try inputs of some kinds, as many of each as its share says, and print what came of them; how many failed.

    stored: counts go into the page of what was tried, in the place of those that stand there, or where `added` to them.
    """
    shares = {kind: KINDS[kind].share if kind in KINDS else 1.0 for kind in kinds}
    numbers = {kind: math.ceil(inputs * share / sum(shares.values())) for kind, share in shares.items()}
    work = [
        (kind, seed, range(start, min(start + BATCH, number)), keep)
        for kind, number in numbers.items()
        for start in range(0, number, BATCH)
    ]
    Random(seed).shuffle(work)  # so that a run that is stopped has some of each
    totals: dict[str, Counter[str]] = {kind: Counter() for kind in shares}
    failures: list[Failure] = []
    started = time.monotonic()
    quiet = {"initializer": signal.signal, "initargs": (signal.SIGINT, signal.SIG_IGN)}  # Ctrl-C is for this process
    with ProcessPoolExecutor(processes, **quiet) as pool:  # one that dies, as after a fault of memory, is an error here
        batches = [pool.submit(batch, each) for each in work]
        try:
            for _ in track(as_completed(batches), "inputs", len(work), console=Console(stderr=True)):
                pass
        except KeyboardInterrupt:  # what is under way is waited for, and counted
            pool.shutdown(cancel_futures=True)
    for kind, counts, failed in (each.result() for each in batches if not each.cancelled()):
        totals[kind] += counts
        failures += failed
    table = Table("kind", "inputs", "read", "refused", "failed")
    for kind, counts in totals.items():
        table.add_row(kind, *(f"{n:,}" for n in (counts.total(), counts["read"], counts["refused"], counts["failed"])))
    console = Console(highlight=False)
    console.print(table)
    seen = Counter(why.split("\n")[-2] if "\n" in why else why[:80] for _, _, why in failures)
    for why, times in seen.most_common(SHOWN):
        kind, number, whole = next(each for each in failures if why in each[2])
        console.print(f"{times} × like --kinds {kind} --only {number}:", markup=False)
        console.print(whole[-1500:], markup=False)
    console.print(f"{sum(t.total() for t in totals.values()):,} inputs in {time.monotonic() - started:.0f} s")
    if stored:
        before = read_results(TRIED)["fuzz"] if added else {}
        sums = {kind: dict(Counter(before.get(kind, {})) + counts) for kind, counts in totals.items()}
        store_tried("fuzz", before | sums)
    return len(failures)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--inputs", type=int, default=1000 * len(ALL), help="of all kinds together")
    parser.add_argument("--kinds", nargs="+", choices=ALL, default=ALL, metavar="KIND", help=", ".join(ALL))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this input alone, of the first kind")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--store", action="store_true", help="put the counts into docs/robustness.json")
    parser.add_argument("--add", action="store_true", help="with --store: to the counts there, not in their place")
    parser.add_argument("--keep", type=Path, help="folder for inputs that failed")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    if given.only is None:
        failed = run(given.kinds, given.inputs, given.seed, given.processes, given.keep, given.store, given.add)
        return 1 if failed else 0
    with TemporaryDirectory() as folder:
        outcome, why, content = one(given.kinds[0], given.seed, given.only, Path(folder))
    sys.stdout.write(content.decode("utf-8", "replace")[:20_000])
    print(f"\n{outcome} {why}")
    return outcome == "failed"


if __name__ == "__main__":
    sys.exit(main())
