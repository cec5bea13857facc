"""No bit of any result has changed since the digests were stored, and all that is shipped has one."""

import pytest
from same_bits import RENEW, compute, differences, plain, shipped, stored

MEANT = f"\nIf results were meant to change, or something was renamed: {RENEW} (see tests/same_bits.py)"


@pytest.fixture(scope="module")
def found():
    return compute()


def test_everything_shipped_has_a_digest():
    missing = [key for key in shipped() if key not in stored()]
    assert not missing, f"no digest of {', '.join(missing)}; store it with: {RENEW}"


def test_no_bit_has_changed(found):
    said = differences(found, stored())
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
