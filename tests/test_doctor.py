"""Nothing in the model is dead: every lever, reform, behavioural parameter and table column moves some outcome."""

import pytest

from experiments.credibility.doctor import examine, probes


@pytest.fixture(scope="module")
def findings():
    return examine(probes())


def test_everything_moves_some_outcome_beyond_its_luck(findings):
    assert [f.probe.name for f in findings if not f.alive] == []


def test_a_parameter_that_nothing_reads_would_be_found():
    """The doctor must be able to say no: a change that changes nothing is reported dead in every world."""
    from dataclasses import replace

    idle = replace(probes(["lever"])[0], name="idle", change=lambda case, value: case)
    [finding] = examine([idle], months=24, replicates=3)
    assert not finding.alive
