"""Where regimes go if they are left alone: what the columns mean, and that the stored table is the model's."""

import numpy as np
import pytest

from docs.pages.long_run import stored
from experiments.credibility.long_run import OUTCOMES, PEOPLE, PLACE, REPLICATES, SEED, YEARS, course_of
from experiments.run.runner import run_cases
from experiments.run.seeds import replicate_seeds
from scenarios import REGIMES, load, load_place
from sim.measures import NAMES


def test_columns_of_a_course_that_is_known():
    """An approach by a tenth of the way a year: slope by its formula, settled when a twentieth is left."""
    years = 1.0 - 0.9 ** np.arange(1, YEARS + 1)
    course = course_of("", "r", "o", years, 1.0)
    assert course.ten == pytest.approx(1 - 0.9**10)
    assert course.slope == pytest.approx((0.9**8 - 0.9**12) / 4)
    left = np.abs(years - years[-1])
    assert left[course.settles - 1] <= 0.05 < left[course.settles - 2]
    assert course_of("", "r", "o", np.ones(YEARS), 1.0).settles == 1


def test_every_regime_outcome_and_behaviour_is_there_once():
    assert len(stored()) == len({(c.people, c.regime, c.outcome) for c in stored()})
    assert {(c.people, c.regime, c.outcome) for c in stored()} == {
        (people, regime, outcome) for people in PEOPLE for regime in REGIMES for outcome in OUTCOMES
    }


def test_the_stored_course_is_the_models():
    place = load_place(PLACE)
    cases = [load("leping").case(place, 12 * YEARS, seed) for seed in replicate_seeds(SEED, REPLICATES)]
    series = run_cases(cases).series.reshape(REPLICATES, YEARS, 12, len(NAMES)).mean(axis=(0, 2))
    for course in stored():
        if not course.people and course.regime == "leping":
            values = series[:, NAMES.index(course.outcome)]
            assert values[9] == pytest.approx(course.ten, abs=2e-5)
            assert values[-1] == pytest.approx(course.forty, abs=2e-5)
            assert np.isfinite(values).all()
