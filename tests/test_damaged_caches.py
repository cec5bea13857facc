"""Of damaged compile caches none is used, and no run with one ends otherwise than an undamaged one.

make damage ARGS="--caches 1000"    as many as are asked for; here a few
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks, owners and pipes of POSIX")


def damage(*arguments):
    """Exit code and last line of the harness, in a process that has no kernel yet."""
    command = [sys.executable, "-m", "tests.damage", *arguments]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, timeout=900)
    return done.returncode, done.stdout.splitlines()[-1]


def test_no_damaged_cache_is_used():
    assert damage("--caches", "20") == (0, "20 damaged caches: 20 not used")


def test_what_is_looked_for_would_be_seen():
    """Without the checks, caches of others are used, and damaged machine code ends processes."""
    code, line = damage("--caches", "16", "--trusting")
    assert code == 1 and "died" in line and " used" in line.replace("not used", "")
