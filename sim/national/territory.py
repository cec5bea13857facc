"""A territory: the townships of a set of counties, described in one table, and ranges of counties of equal work.

Concept K1 · rows A1, A6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..parameters.declaration import ParameterError, Wording
from .hierarchy import CHINA

# What the model needs to know of a township. county, code: of the register; cadres, villages: how many; size_class,
# kind: positions in the lists of the country's regimes; difficulty, resources: relative to an average of 1.
DESCRIPTION = np.dtype(
    [(name, "i8") for name in ("county", "code", "cadres", "villages", "size_class", "kind")]
    + [("difficulty", "f8"), ("resources", "f8")]
)
CADRES_PER_RANGE = 50_000  # a range of counties takes .1 to .2 s of kernel a year


@dataclass(frozen=True)
class Territory:
    """Counties and their townships.

    townships: array (townships,) of dtype `DESCRIPTION`, in any order; kept sorted by county and code. children: by
    code of a unit above counties, how many units the whole country has directly below it. divisors: what a county's
    code is divided by to give that of its superior at each level between the top and the counties, from above. Raises
    `ParameterError` for a township that stands there twice, and for a county with fewer than two of them.
    """

    townships: NDArray[np.void]
    children: Mapping[int, int] = field(default_factory=dict)
    divisors: tuple[int, ...] = CHINA

    def __post_init__(self) -> None:
        rows = np.sort(self.townships, order=("county", "code"))
        if not len(rows) or (np.diff(rows["code"]) == 0).any():
            raise ParameterError(
                "townships", Wording("{count} rows", count=len(rows)), "at least one, and every code once"
            )
        if (np.unique(rows["county"], return_counts=True)[1] < 2).any():
            raise ParameterError(
                "townships", Wording("a county with one township"), "at least 2 a county, to be compared"
            )
        object.__setattr__(self, "townships", rows)

    @property
    def counties(self) -> NDArray[np.int64]:
        """Codes of the counties, sorted."""
        return np.unique(self.townships["county"])

    @property
    def first_townships(self) -> NDArray[np.int64]:
        """Position of the first township of every county, and at the end the number of townships: (counties + 1,)."""
        return np.append(np.searchsorted(self.townships["county"], self.counties), len(self.townships))


def county_ranges(territory: Territory) -> Iterator[tuple[int, int]]:
    """Ranges (first, last + 1) of counties with about `CADRES_PER_RANGE` cadres each, together all counties."""
    cadres = np.add.reduceat(territory.townships["cadres"], territory.first_townships[:-1])
    first, total = 0, 0
    for position, size in enumerate(cadres):
        total += int(size)
        if total >= CADRES_PER_RANGE:
            yield first, position + 1
            first, total = position + 1, 0
    if first < len(cadres):
        yield first, len(cadres)
