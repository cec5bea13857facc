"""A small study has the same bits in some of the settings of `docs/same_bits.md`; all of them: `make same-bits`."""

import pytest
from settings import REFERENCE, compare, main, names, tried

from docs.files import read_results
from docs.pages.same_bits import RESULTS

CHEAP = ("hash seed by chance", "locale POSIX")


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return tried(REFERENCE, tmp_path_factory.mktemp("reference"))


@pytest.mark.parametrize("name", CHEAP)
def test_the_bits_are_the_same(name, reference, tmp_path):
    found = tried(name, tmp_path)
    assert len(found) >= 4 and compare(found, reference)


def test_other_bits_show(reference):
    assert not compare(reference | {"run": "0"}, reference) and not compare({}, reference)


def test_all_that_was_tried_has_the_same_bits():
    stored = read_results(RESULTS)
    assert len(stored) > 10 and list(stored) == [name for name in names() if name in stored]
    assert all("missing" in found or compare(found, stored[REFERENCE]) for found in stored.values())


@pytest.mark.slow
def test_every_setting_has_the_same_bits():
    assert main([]) == 0
