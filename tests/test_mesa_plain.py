"""The plain-Mesa model that kaohe is timed against has kaohe's rules: the same results but for rounding."""

import numpy as np
import pytest
import worlds

from benchmarks.mesa_plain.model import CountyModel
from experiments.credibility.small_world import small_case
from sim.measures import NAMES
from sim.world import World

MONTHS = 26  # two ladders, two Januaries
# kaohe's short exponential of choice errs by up to 2e-12, the C library's by 1e-16; two years let that grow.
TOLERANCE = 1e-7


@pytest.mark.parametrize("make", [small_case, worlds.generalised, worlds.extreme, worlds.idle])
def test_plain_mesa_gives_the_same_results(make):
    case = make()
    model = CountyModel(case)
    for _ in range(min(MONTHS, case.months)):
        model.step()
    ours = World([case]).run().series[0, : model.month]
    table = model.datacollector.get_model_vars_dataframe()[list(NAMES)].to_numpy()
    np.testing.assert_allclose(table, ours, rtol=TOLERANCE, atol=TOLERANCE)


def test_agents_are_of_the_kinds_of_the_model():
    case = small_case()
    model = CountyModel(case)
    kinds = {kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()}
    cadres = sum(township.cadres for township in case.place.townships)
    assert kinds == {"Office": len(case.regime.offices), "Township": len(case.place.townships), "Cadre": cadres}
