"""First signs on the shipped regimes: what any reader of the source texts would expect before anything else.

Signs of single levers and reforms are in test_coverage.py, their sizes and causes in test_patterns.py.
"""

from functools import cache

import numpy as np
import pytest

from experiments.run.runner import run_cases
from experiments.run.seeds import replicate_seed
from scenarios import load, load_place
from sim.measures import NAMES

REPLICATES, LAST = 8, 24


@cache
def outcomes(text, place="yinzhou"):
    """Means of the last two of ten years, one row a replicate, by outcome."""
    scenario, where = load(text), load_place(place)
    cases = [scenario.case(where, months=120, seed=replicate_seed(1, r)) for r in range(REPLICATES)]
    means = run_cases(cases).series[:, -LAST:].mean(axis=1)
    return {name: means[:, m] for m, name in enumerate(NAMES)}


def moves(text, outcome, sign, *, than="generalised", place="yinzhou"):
    """Whether an outcome moves in this direction by more than two standard errors of the paired difference."""
    gap = sign * (outcomes(text, place)[outcome] - outcomes(than, place)[outcome])
    return gap.mean() > 2 * gap.std(ddof=1) / np.sqrt(len(gap))


@pytest.mark.parametrize("place", ["yinzhou", "leping", "330212"])
@pytest.mark.parametrize(
    ("outcome", "sign"),
    [
        ("formalism", 1),
        ("selective_attention", 1),
        ("blame_shifting", 1),
        ("initiative", -1),
        ("true_outcome", -1),
    ],
)
def test_extreme_management_makes_it_worse_and_zhangs_package_better(place, outcome, sign):
    assert moves("extreme", outcome, sign, place=place)
    assert moves("generalised+zhang_three_paths", outcome, -sign, place=place)


@pytest.mark.parametrize("some", ["minimal,accountability_pressure=3,target_stakes=2", "leping", "yinzhou"])
def test_some_assessment_beats_none(some):  # C0, P14
    assert moves(some, "true_outcome", 1, than="minimal")
    assert moves(some, "slack", -1, than="minimal")


def test_full_liability_takes_all_back_that_tolerance_gives():  # P9, B22
    bound = "generalised+fault_tolerance,grantor_liability=1"
    assert outcomes(bound)["initiative"].tolist() == outcomes("generalised,grantor_liability=1")["initiative"].tolist()


def test_exhortation_alone_does_nothing():  # B19: without training, diagnosis teaches nobody, bit for bit
    one, other = (outcomes(f"generalised,training=0,diagnosis={d}") for d in (0, 1))
    assert one["true_outcome"].tolist() == other["true_outcome"].tolist()
