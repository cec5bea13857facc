"""Damaged compile caches, as many as are asked for: none may be used, end a process, or change a bit of a run.

    python -m tests.damage                  twenty
    python -m tests.damage --caches 1000    as many as are asked for
    python -m tests.damage --trusting       what would come of it if nothing were checked

A process that has imported the model, but has no kernel yet, is forked for each cache: the child finds a damaged copy
of the cache where it looks for machine code, and runs a county. Where it uses nothing of what it finds it would compile
anew for half a minute; it takes the undamaged code instead, so that a thousand can be tried. The kind of damage and its
place follow from the seed.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docs.files import store_tried
from experiments.credibility.small_world import small_place, small_regime
from sim.compile import cache
from sim.month import run_counties
from sim.world import Case, World

SECONDS = 600  # in which a run that compiles nothing must have ended, on however busy a machine
STRANGER = 12345  # number of a user who is not this one
FOLDER = "KAOHE_CACHE_DIR"


# What may happen to the file of a kernel. `path` is the file; `rng` chooses the place.


def flipped(rng: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 1, 1, 8, 64))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def zeroed(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    size = rng.choice((512, 4096, 65536))
    at = rng.randrange(0, len(content), 512)
    path.write_bytes(content[:at] + bytes(len(content[at : at + size])) + content[at + size :])


def cut(rng: random.Random, path: Path) -> None:
    os.truncate(path, rng.randrange(path.stat().st_size))


def lengthened(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + content[-rng.randrange(1, 4096) :])


def moved_bytes(rng: random.Random, path: Path) -> None:
    content = path.read_bytes()
    at, size = rng.randrange(len(content) // 2), rng.randrange(1, 4096)
    path.write_bytes(content[:at] + content[at + size :] + content[at : at + size])


def of_another_kernel(rng: random.Random, path: Path) -> None:
    """A whole, verified file of another name."""
    other = path.with_name("another.code")
    cache.write_verified(other, pickle.dumps(rng.random()))
    os.replace(other, path)


def of_another_generation(rng: random.Random, path: Path) -> None:
    other = path.parent.with_name(f"generation-{rng.randrange(10**6)}") / path.name
    cache.write_verified(other, cache.read_verified(path) or b"")
    os.replace(other, path)


class Runs:
    """What a pickle that runs something looks like: reading it ends the process with an exit code of its own."""

    def __reduce__(self) -> Any:
        return os._exit, (99,)


def runs_something(rng: random.Random, path: Path) -> None:
    """A pickle that ends the interpreter, behind the digest that was there or none."""
    path.write_bytes(path.read_bytes()[: rng.choice((0, cache.DIGEST_SIZE))] + pickle.dumps(Runs()))


def of_another_owner(rng: random.Random, path: Path) -> None:
    if os.geteuid():
        os.geteuid = lambda: STRANGER  # type: ignore[assignment]  # of the process that reads
    else:
        os.chown(rng.choice((path, path.parent)), STRANGER, -1)


def open_to_others(rng: random.Random, path: Path) -> None:
    chosen = rng.choice((path, path.parent))
    chosen.chmod(chosen.stat().st_mode | rng.choice((0o020, 0o002, 0o022)))


def no_file(rng: random.Random, path: Path) -> None:
    """A folder, a pipe, a device without end or a link to nothing in the place of the file."""
    path.unlink()
    kind = rng.randrange(4)
    if kind == 0:
        path.mkdir()
    elif kind == 1:
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == 2 else path.with_name("nothing"))


def no_folder(rng: random.Random, path: Path) -> None:
    """A file, a link to itself or a pipe in the place of the generation."""
    folder = path.parent
    shutil.rmtree(folder)
    kind = rng.randrange(3)
    if kind == 0:
        folder.write_bytes(b"")
    elif kind == 1:
        folder.symlink_to(folder)
    else:
        os.mkfifo(folder)


DAMAGES: tuple[Callable[[random.Random, Path], None], ...] = (
    *(flipped, flipped, flipped, zeroed, zeroed, cut, cut, lengthened, moved_bytes, of_another_kernel),
    *(of_another_generation, runs_something, of_another_owner, open_to_others, no_file, no_folder),
)


def bits() -> str:
    """Digest of all that a short run gives."""
    world = World([Case(small_regime(), small_place(2), months=14, seed=1)])
    return sha256(world.run().series.tobytes()).hexdigest()


def child(good: Path, right: str) -> str:
    """What came of a run in this process: `not used`, `used`, or `other bits`."""
    kept: Any = run_counties._cache  # type: ignore[attr-defined]
    look, found = kept.load_overload, []

    def load(*asked: Any) -> Any:
        code = look(*asked)
        found.append(code is not None)
        if code is None:
            os.environ[FOLDER] = str(good)
            code = look(*asked)
        return code

    kept.load_overload = load
    if bits() != right:
        return "other bits"
    return "used" if any(found) else "not used"


def forked(work: Callable[[], str], seconds: int = SECONDS) -> str:
    """What some work in a child of this process says, or how the child ended."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        signal.alarm(seconds)
        try:
            os.write(writing, work().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    status = os.waitpid(pid, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and said:
        return said
    return {0: "raised", -signal.SIGALRM: "hung"}.get(code, f"died ({code})")


def run(caches: int, seed: int, kinds: Collection[str] = ()) -> dict[str, Counter[str]]:
    """What came of so many damaged caches, by the kind of damage; kinds: of them those to try, all if left out."""
    counts: dict[str, Counter[str]] = {}
    with TemporaryDirectory(prefix="kaohe-damage-") as place:
        good, copy = Path(place, "good"), Path(place, "copy")
        right = forked(bits, seconds=1800)  # compiles where there was nothing
        kept: Any = run_counties._cache  # type: ignore[attr-defined]
        generation = kept._generation()
        shutil.copytree(cache.cache_folder() / generation, good / generation)
        [path] = (good / generation).glob("sim.month.run_counties*")
        os.environ[FOLDER] = str(good)
        if forked(lambda: child(good, right)) != "used":
            raise AssertionError("the undamaged cache is not used")
        for number in range(caches):
            rng, damage = random.Random(f"{seed}/{number}"), DAMAGES[number % len(DAMAGES)]
            if kinds and damage.__name__ not in kinds:
                continue
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(good, copy)

            def work(damage: Any = damage, rng: random.Random = rng) -> str:
                os.environ[FOLDER] = str(copy)
                damage(rng, copy / path.relative_to(good))
                return child(good, right)

            counts.setdefault(damage.__name__, Counter())[forked(work)] += 1
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--caches", type=int, default=20)
    parser.add_argument("--kinds", nargs="+", choices=sorted({damage.__name__ for damage in DAMAGES}), default=())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", action="store_true", help="put the counts into docs/robustness.json")
    parser.add_argument("--trusting", action="store_true", help="use whatever is found, to see that this would show")
    given = parser.parse_args()
    if given.trusting:
        cache.read_verified = lambda path: path.read_bytes()[cache.DIGEST_SIZE :]  # type: ignore[assignment]
    counts = run(given.caches, given.seed, given.kinds)
    plain = {name: dict(of) for name, of in sorted(counts.items())}
    print(json.dumps(plain, indent=1))
    if given.store:
        store_tried("damage", plain)
    total = sum(counts.values(), Counter())
    print(f"{total.total():,} damaged caches: " + ", ".join(f"{n:,} {what}" for what, n in total.most_common()))
    return int(set(total) != {"not used"})


if __name__ == "__main__":
    sys.exit(main())
