"""All measurements, and the page: `python -m benchmarks`.

--only NAME ...   some topics; the others keep the figures they have
--quick           few rounds, for trying it out; needs --out, so that the page keeps its figures
--out FOLDER      write results, page and figures there
--page            measure nothing, write the page again from the results
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from experiments.run.runner import cores
from sim.compile.kernel import rules_hash

from . import page
from .machine import machine, share_of_core
from .settings import QUICK, Effort


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog=page.COMMAND, description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=list(page.TOPICS), metavar="NAME", help=", ".join(page.TOPICS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--page", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.quick and chosen.out is None:
        parser.error("--quick needs --out: figures of a few rounds are not for the page")
    if chosen.out is not None:
        page.redirect(chosen.out)
    results: dict[str, Any] = page.read() if page.RESULTS.exists() else {"topics": {}}
    if not chosen.page:
        results["machine"] = machine() | {"shares_of_core": [share_of_core()]}
        for name in chosen.only or page.TOPICS:
            started = time.perf_counter()
            results["topics"][name] = page.TOPICS[name].measure(QUICK if chosen.quick else Effort())
            results["topics"][name]["source"] = rules_hash()[:12]
            results["machine"]["shares_of_core"].append(share_of_core())
            print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    page.write(results)
    print(page.PAGE.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    if cores() < 2:
        print("One core only: what two threads do cannot be told here.", file=sys.stderr)
    sys.exit(main())
