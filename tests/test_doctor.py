"""Nothing in the model is dead: every lever, reform, behavioural parameter and table column moves some outcome."""

from dataclasses import replace

import pytest

from experiments.credibility.coverage import signs
from experiments.credibility.doctor import examine, probes

SIGNED = {(sign.kind, sign.name) for sign in signs.read()}  # moved in tests/test_coverage.py, and in a known direction


@pytest.fixture(scope="module")
def findings():
    return examine([probe for probe in probes() if (probe.kind, probe.name) not in SIGNED], months=60)


def test_whatever_has_no_sign_moves_some_outcome_beyond_its_noise(findings):
    assert findings and [f.probe.name for f in findings if not f.alive] == []


def test_a_parameter_that_nothing_reads_would_be_found():
    """The doctor must be able to say no: a change that changes nothing is reported dead in every world."""
    idle = replace(probes(["lever"])[0], name="idle", change=lambda case, value: case)
    [finding] = examine([idle], months=24, replicates=3)
    assert not finding.alive
