"""All measurements, and the page: `python -m benchmarks`.

--only NAME ...   some topics; the others keep the figures they have
--quick           few rounds, for trying it out; needs --out, so that the page keeps its figures
--out FOLDER      write results, page and figures there
--play MINUTES    how long the page is played while its memory is watched (1)
--page            measure nothing, write the page again from the results
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from experiments.run.runner import cores
from sim.compile.kernel import rules_hash

from . import (
    against_mesa,
    browser,
    country,
    dask_workers,
    floor,
    folders,
    frameworks,
    in_wasm,
    indices,
    load,
    machine,
    main_thread,
    page,
    scaling,
    sobol,
    start_up,
    studies,
)  # fmt: skip
from .settings import QUICK, Effort

TOPICS: page.Topics = {
    "mesa": against_mesa,
    "floor": floor,
    "frameworks": frameworks,
    "scaling": scaling,
    "start": start_up,
    "country": country,
    "studies": studies,
    "sobol": sobol,
    "indices": indices,
    "dask": dask_workers,
    "folders": folders,
    "load": load,
    "page": browser,
    "wasm": in_wasm,
    "tasks": main_thread,
}


# Each topic has a `TITLE`; `measure(effort)`, whose results are stored; `judge(results)`, which compares them with the
# requirements; and `tell(results)`, blocks of Markdown for the page.


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog=page.COMMAND, description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=list(TOPICS), metavar="NAME", help=", ".join(TOPICS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path, default=page.DOCS)
    parser.add_argument("--play", type=float, default=None, metavar="MINUTES")
    parser.add_argument("--page", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.quick and chosen.out == page.DOCS:
        parser.error("--quick needs --out: figures of a few rounds are not for the page")
    if cores() < 2:
        print("One core only: the speed of two threads cannot be measured here.", file=sys.stderr)
    effort = QUICK if chosen.quick else Effort()
    effort = effort if chosen.play is None else replace(effort, play=chosen.play)
    results = page.read(chosen.out)
    for name in [] if chosen.page else chosen.only or TOPICS:
        started, share = time.perf_counter(), machine.share_of_core()
        found = TOPICS[name].measure(effort)
        where = machine.machine(min(share, machine.share_of_core()))
        results[name] = found | {"machine": where, "source": rules_hash()[:12]}
        page.write(results, TOPICS, chosen.out)  # what takes long is not lost if a later topic fails
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    page.write(results, TOPICS, chosen.out)
    print((chosen.out / page.PAGE).read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
