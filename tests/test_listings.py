"""The listings of `docs/odd.md` and `docs/equations.md` are the model: run as they stand, they have its bits."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
import worlds

from docs.files import HOME
from sim.measures import NAMES
from sim.state.layout import PARAMETERS
from sim.world import World

PAGES = ("equations.md", "odd.md")
# Those with the most rules at work; the twin is run on all.
WORLDS = ("generalised", "everything_up", "harsh", "cut")


@pytest.fixture(scope="module")
def page():
    """What both pages define, read from top to bottom."""
    names: dict[str, object] = {}
    for name in PAGES:
        text = (HOME / name).read_text(encoding="utf-8")
        for code in re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            exec(compile(code, f"docs/{name}", "exec"), names)
    return SimpleNamespace(**names)


class Overlaid:
    """An overlay as the listings have it: it reads and writes one element of the parameter row."""

    def __init__(self, overlay):
        vars(self).update(mode=overlay.mode, value=overlay.value, dose=overlay.dose, start=overlay.start)
        vars(self).update(ramp=overlay.ramp, low=overlay.low, high=overlay.high)
        place = overlay.slot
        for name in PARAMETERS.names:
            shape = PARAMETERS[name].shape
            size = int(np.prod(shape)) if shape else 1
            if place < size:
                self.name, self.at = name, tuple(int(k) for k in np.unravel_index(place, shape)) if shape else ()
                return
            place -= size

    def read(self, p):
        value = getattr(p, self.name)
        for k in self.at:
            value = value[k]
        return value

    def write(self, p, value):
        if not self.at:
            setattr(p, self.name, value)
            return
        row = getattr(p, self.name)
        for k in self.at[:-1]:
            row = row[k]
        row[self.at[-1]] = value


def run(page, case):
    """Measures and true levels of every month, by the listings alone."""
    p, base = (page.parameter_row(case.regime, case.behaviour, case.covered) for _ in range(2))
    c = page.make_county(p, case.place, case.seed)
    overlays = [Overlaid(overlay) for overlay in case.overlays]
    page.setup(p, base, c, overlays)
    rows, levels = [], []
    for month in range(case.months):
        page.one_month(p, base, c, overlays, month)
        out, level = page.measure_month(p, c, NAMES)
        rows.append([float(out[name]) for name in NAMES])
        levels.append(level)
    return np.array(rows), np.array(levels)


def bits(values):
    return np.ascontiguousarray(values).view(np.int64)


@pytest.mark.parametrize("name", WORLDS)
def test_the_pages_run_and_have_the_programs_bits(name, page):
    case = worlds.WORLDS[name]()
    world = World([case]).run()
    rows, levels = run(page, case)
    month, measure = np.nonzero(bits(rows) != bits(world.series[0]))
    assert not month.size, (month[0], [NAMES[k] for k in measure[month == month[0]]])
    assert np.array_equal(bits(levels), bits(world.levels[0][:, : levels.shape[1]]))
