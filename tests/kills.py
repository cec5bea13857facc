"""A harness of kills: a command is started, is killed at a random moment, and what it leaves is judged.

    make kill-test                  about forty kills; KAOHE_KILLS=1000 for about a thousand, KAOHE_KILLS_COUNTS=FILE to
                                    add their number to a file and, where none failed, put it into docs/robustness.json;
                                    KAOHE_KILLS_SEED=1 for other moments

Moments, signals and victims follow from the seed of a scene; where in its work they meet a process does not, which is
why what is judged must hold at every moment.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from docs.files import store_tried

KILLS = int(os.environ.get("KAOHE_KILLS", "40"))
ROOT = str(Path(__file__).parent.parent)
SEED = os.environ.get("KAOHE_KILLS_SEED", "0")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
PATIENCE = 600  # seconds in which a command that was hit must have ended, on a machine that others use as well
KINDS = {
    "test_studies_on_threads": "study, threads, one to four processes",
    "test_studies_on_processes": "study, processes",
    "test_studies_on_a_cluster": "study, Dask",
    "test_folders_of_results[compare": "compare, one to four processes",
    "test_folders_of_results[country": "country, one to four processes",
    "test_folders_of_results[pilot": "pilot, one to four processes",
    "test_reports": "report",
    "test_the_page": "page",
}
AROUND = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [ROOT, os.environ.get("PYTHONPATH", "")]))}


def share(part: float) -> int:
    """So many of all kills, at least two."""
    return max(2, round(KILLS * part))


def chance(scene: str) -> random.Random:
    """What draws moments, signals and victims of a scene."""
    return random.Random(f"{SEED} {scene}")


def counted(hits: int) -> int:
    """Note kills of the test that is running, where counts are asked for."""
    if file := os.environ.get("KAOHE_KILLS_COUNTS"):
        path, test = Path(file), os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split(" ")[0]
        counts = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps(counts | {test: counts.get(test, 0) + hits}, indent=1) + "\n")
    return hits


def kaohe(*arguments: object) -> list[str]:
    """The command line of a command of kaohe."""
    return [sys.executable, "-m", "kaohe", *map(str, arguments)]


@contextmanager
def started(*commands: Sequence[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Commands at work side by side; none outlives the block, nor what it started."""
    running = [
        subprocess.Popen(command, env=AROUND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield running
    finally:
        for process in running:
            for each in family(process.pid):
                each.kill()
            process.wait()


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started, itself first; empty where it is no more."""
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def hit(pid: int, chosen: signal.Signals) -> bool:
    """Send a signal; whether there was anybody to take it."""
    try:
        os.kill(pid, chosen)
    except ProcessLookupError:
        return False
    return True


def moment(rng: random.Random, longest: float, at_work: Callable[[], bool], ended: Callable[[], bool]) -> None:
    """Wait for a random moment: half of them at any time of the start, half once `at_work` says so."""
    if rng.random() < 0.5:
        time.sleep(rng.uniform(0, longest))
        return
    begun = time.monotonic()
    while not at_work() and not ended() and time.monotonic() - begun < PATIENCE:
        time.sleep(0.002)
    time.sleep(rng.uniform(0, 0.2))


def killed(
    rng: random.Random, *commands: Sequence[str], longest: float, at_work: Callable[[], bool], worker: bool = False
) -> int:
    """Start commands, kill each at random, and wait for all to end; how many were still there to be hit.

    worker: whether a process that the first one started may be hit in its place, always by SIGKILL.
    """
    hits = 0
    with started(*commands) as running:
        moment(rng, longest, at_work, lambda: running[0].poll() is not None)
        started_by_them = [each for process in running for each in family(process.pid)[1:]]
        for process in running:
            chosen, others = rng.choice(SIGNALS), family(process.pid)[1:]
            if worker and others and rng.random() < 0.5:
                hits += hit(rng.choice(others).pid, signal.SIGKILL)
            elif process.poll() is None:
                hits += hit(process.pid, chosen)
        for process in running:
            process.wait(timeout=PATIENCE)
        assert not psutil.wait_procs(started_by_them, timeout=PATIENCE)[1], "processes that nobody needs any more"
    return counted(hits)


def store(counts: Path) -> None:
    """Put the counts of a run in which every test passed into the page of what was tried, by kind."""
    by_test = json.loads(counts.read_text())
    found = {
        label: {"held": sum(times for test, times in by_test.items() if test.startswith(start))}
        for start, label in KINDS.items()
    }
    store_tried("kills", {label: came for label, came in found.items() if came["held"]})


if __name__ == "__main__" and "KAOHE_KILLS_COUNTS" in os.environ:
    store(Path(os.environ["KAOHE_KILLS_COUNTS"]))
