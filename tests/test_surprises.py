"""Two effects that surprise: the page's tables are the model's, and its sentences are what the tables say."""

import pytest

from docs.pages.surprises import explained, stored
from experiments.credibility.surprises import (
    ASSESSMENT,
    EXPLAINED,
    INSPECTION,
    MAIN,
    PLACES,
    SURPRISES,
    YEARS,
    effects_at,
)
from scenarios import REGIMES

FOUND = {(e.surprise, e.regime, e.step, e.place): e for e in stored()}


def signs(surprise, regime, step, years=YEARS, places=PLACES):
    """1, -1 or, where chance hides it, 0, of an effect in some places and years."""
    found = [FOUND[surprise.id, regime, step, place].years[YEARS.index(year)] for place in places for year in years]
    return {(value.mean > 0) - (value.mean < 0) if value.sure else 0 for value in found}


def test_every_step_is_there_in_every_regime_and_place():
    steps = {(s.id, step) for s in SURPRISES.values() for step in s.steps}
    assert set(FOUND) == {(s, regime, step, place) for s, step in steps for regime in REGIMES for place in PLACES}
    assert len(stored()) == len(FOUND) and all(bool(e.worlds) == (e.place == MAIN) for e in stored())
    assert explained("en").count(" → ") == len(EXPLAINED)


def test_the_stored_effects_are_the_models():
    for found in effects_at(INSPECTION, "generalised", "class", threads=1):
        kept = FOUND["inspection", "generalised", found.step, "class"]
        assert [year.mean for year in found.years] == pytest.approx([year.mean for year in kept.years], abs=2e-5)


def test_the_page_says_of_inspection_what_its_table_says():
    assert signs(INSPECTION, "generalised", (0, 1)) == {-1}
    for step in INSPECTION.steps:
        assert signs(INSPECTION, "extreme", step) == {-1}
    assert 1 not in signs(INSPECTION, "leping", (0, 1), YEARS[1:])
    assert signs(INSPECTION, "generalised", (1, 2), YEARS[1:]) == {1}
    assert signs(INSPECTION, "generalised", (2, 4), YEARS[:3]) == {1}
    assert signs(INSPECTION, "generalised", (2, 4), (10,)) == {-1}
    for step in INSPECTION.steps[1:]:
        assert -1 not in signs(INSPECTION, "yinzhou", step) | signs(INSPECTION, "minimal", step)
    twice = FOUND["inspection", "generalised", (1, 2), MAIN]
    assert min(twice.worlds[2], twice.worlds[4]) >= 30 and twice.rules == 1


def test_the_page_says_of_assessment_what_its_table_says():
    for step in ASSESSMENT.steps:
        assert -1 not in signs(ASSESSMENT, "yinzhou", step) | signs(ASSESSMENT, "leping", step)
        assert -1 not in signs(ASSESSMENT, "minimal", step)
    assert signs(ASSESSMENT, "generalised", (0, 0.5)) == {1} == signs(ASSESSMENT, "extreme", (0, 0.25), (1, 2, 3, 5))
    assert signs(ASSESSMENT, "extreme", (0, 1)) == {-1} == signs(ASSESSMENT, "generalised", (0, 1), (3, 5, 10))
    assert -1 not in signs(ASSESSMENT, "generalised", (0, 1), (2,))
    most = max(e.worlds[-1] for e in stored() if e.surprise == "assessment" and e.worlds)
    assert most == FOUND["assessment", "minimal", (0, 1), MAIN].worlds[-1] == 37
    assert 2 * FOUND["assessment", "generalised", (0, 0.5), MAIN].worlds[2] < 48
