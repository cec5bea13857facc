"""One county in one month, as a user's own measure sees it: labelled, cut to what is in use, and not to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.errors import suggest
from sim.measures import NAMES
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.regime import activities_of
from sim.state.enumerations import Trait, names
from sim.state.layout import COUNTY, TOWNSHIP
from sim.world import World

Array = NDArray[Any]

READINGS = ("reading", "clean", "reading_standing")  # quantities of a township with an axis of readings
RUNGS = ("person_grades",)  # and of rungs; other long axes are of fields
OFFICES = ("office_share", "indicators", "visit_rate", "visits_made", "assists", "office_grade", "owned")
LEVERS = tuple(meanings(Levers))
OF_CADRES = ("township", "share", "skill", "portfolio", *names(Trait)[1:])
OF_TOWNSHIPS = tuple(sorted(TOWNSHIP.names or ()))
FIELDS = TOWNSHIP["level"].shape[0]


class Quantities(Mapping[str, Any]):
    """Quantities by name, looked up when asked for; an unknown name raises `KeyError` with a suggestion."""

    def __init__(self, known: tuple[str, ...], look: Callable[[str], Any]) -> None:
        self._known, self._look = known, look

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            raise KeyError(f"{name}{suggest(name, self._known).render('en')}")
        return self._look(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class County:
    """One county as it is at the end of one month.

    month: from 1, the warm-up left out. fields, activities, offices: labels of axes. Arrays cannot be written to, and
    are valid for this call only. In all four views below an unknown name raises `KeyError` with a suggestion; units
    are those of the model's layout and of its levers (docs/parameters.md).
    """

    def __init__(self, world: World, case: int, month: int) -> None:
        self._world, self._case, self.month = world, case, month
        county, regime = world.counties[case], world.cases[case].regime
        first = int(county["town_start"])
        self._rows = slice(first, first + int(county["town_count"]))
        self._used = {"fields": len(regime.fields), "readings": len(regime.readings), "rungs": len(regime.rungs)}
        self.fields = tuple(field.id for field in regime.fields)
        self.activities = activities_of(regime)
        self.offices = tuple(office.id for office in regime.offices)

    @property
    def outcomes(self) -> Mapping[str, float]:
        """Every built-in measure of this month (`kaohe list measures`)."""
        row = self._world.series[self._case, self._world.cases[self._case].warmup_months + self.month - 1]
        return Quantities(NAMES, lambda name: float(row[NAMES.index(name)]))

    @property
    def levers(self) -> Mapping[str, float]:
        """Levers in force this month, with what reforms do to them (`kaohe list levers`)."""
        params = self._world.params[self._case]
        return Quantities(LEVERS, lambda name: float(params[name]))

    @property
    def townships(self) -> Mapping[str, Array]:
        """Quantities of townships, sorted by code: (townships,), or (townships, fields) where fields differ."""
        return Quantities(OF_TOWNSHIPS, self._of_townships)

    @property
    def cadres(self) -> Mapping[str, Array]:
        """Quantities of all cadres, by township, the principal first.

        `township` (cadres,): position of the cadre's township; `share` (cadres, activities): of discretionary time,
        sums to 1; `skill` and `portfolio` (cadres, fields); traits such as `burnout`, `motivation` (cadres,).
        """
        return Quantities(OF_CADRES, self._of_cadres)

    @property
    def higher_offices(self) -> Mapping[str, Array]:
        """Quantities of the county's offices, sorted as `offices`: (offices,), or with a second axis."""
        return Quantities(OFFICES, self._of_offices)

    def _of_townships(self, name: str) -> Array:
        found = self._world.towns[name][self._rows]
        if found.ndim > 1 and TOWNSHIP[name].shape[0] >= FIELDS:
            axis = "readings" if name in READINGS else "rungs" if name in RUNGS else "fields"
            found = found[:, : self._used[axis]]
        return _frozen(found)

    @cached_property
    def _present(self) -> NDArray[np.bool_]:
        return np.asarray(self._world.traits[self._rows, Trait.PRESENT] > 0)

    def _of_cadres(self, name: str) -> Array:
        if name == "township":
            return _frozen(np.nonzero(self._present)[0])
        if name.upper() in Trait.__members__:
            return _frozen(self._world.traits[self._rows, Trait[name.upper()]][self._present])
        long = {"share": len(self.activities)}.get(name, len(self.fields))
        whole: Array = getattr(self._world, name)[self._rows, :long]
        return _frozen(whole.transpose(0, 2, 1)[self._present])

    def _of_offices(self, name: str) -> Array:
        found = self._world.counties[name][self._case][: len(self.offices)]
        second = COUNTY[name].shape[1:]
        return _frozen(found[:, : len(self.fields)] if second == (FIELDS,) else found)


def _frozen(values: Array) -> Array:
    view = values.view()
    view.flags.writeable = False
    return view
