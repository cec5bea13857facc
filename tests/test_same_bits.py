"""No bit of any result has changed since the digests were stored."""

import warnings

import pytest
from same_bits import RENEW, compute, differences, plain, stored

MEANT = f"\nIf results were meant to change, or something was renamed: {RENEW} (see tests/same_bits.py)"


@pytest.fixture(scope="module")
def found():
    return compute()


def test_no_bit_has_changed(found):
    """What is shipped since the digests were stored is only named, so that a reform can be one file."""
    new = found.keys() - stored().keys()
    if new:
        warnings.warn(f"no digest of {', '.join(sorted(new))}; store it with: {RENEW}", stacklevel=1)
    said = differences({key: found[key] for key in found.keys() - new}, stored())
    assert not said, "\n".join(said) + MEANT


def test_nor_in_plain_python():
    kept, uncompiled = stored(), plain()
    other = [key for key in uncompiled if uncompiled[key] != kept.get(key)]
    assert uncompiled and not other, f"in plain Python other bits: {', '.join(other)}{MEANT}"


def test_what_differs_is_named():
    kept = {"a": "1", "b": "2", "measure 1 of regimes": "3"}
    said = differences({"a": "1", "c": "2", "measure 1 of regimes": "4"}, kept)
    assert said[0] == "c: not stored" and said[2] == "b: stored, but not computed any more"
    assert said[1].startswith("measure 1 of regimes (") and said[1].endswith("): other bits")
