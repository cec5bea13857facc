"""All that is compiled is kept for other processes: a run, an agent model with a warm-up, worths of an hour, a country.

The first file of the suite: compiling takes as long as a sixth of all tests, and a process that compiles all of it
makes the parts that its kernels share once. Meanwhile the other process has files that need no kernel.
"""

import pytest
from countries import country, ningbo
from countries import run as run_country

from experiments.credibility.small_world import small_place, small_regime
from experiments.run.incentives import incentives
from kaohe import AssessmentModel
from scenarios import load
from sim import month
from sim.national import year
from sim.world import Case, World

KERNELS = (
    *(month.run_counties, month.draw_county, month.open_month, month.value_hours, month.choose_month),
    *(month.close_month, month.change_regime, year.run_county_years, year.hold_meeting),
)


@pytest.fixture(scope="module")
def used():
    """What calls kernels from Python: together it calls each of them."""
    case = Case(small_regime(), small_place(2), months=14, seed=1)
    World([case]).run()
    incentives(case)
    after = load("generalised")
    AssessmentModel(after, small_place(2), months=2, seed=1, warmup=2, baseline=load("minimal")).run_model()
    run_country(country(ningbo(), months=12))


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_another_process_finds_it(used, kernel):
    assert kernel.signatures
    for signature in kernel.signatures:
        assert kernel._cache.load_overload(signature, kernel.targetctx) is not None
