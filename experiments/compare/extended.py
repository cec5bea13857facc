"""A comparison with further scenarios, whose results are those of the larger comparison to the bit.

Runs depend on their own scenario, the baseline and the seed alone, so those that are there are not run again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from scenarios import Scenario

from .comparison import Comparison
from .results import Results

Run = Callable[[Comparison, Collection[str]], Results]  # a comparison, of which scenarios with these ids are run


def extended(results: Results, scenarios: Sequence[Scenario], run: Run) -> Results:
    """The results with some scenarios more."""
    known = results.comparison
    whole = replace(known, scenarios=(*known.scenarios, *scenarios))
    return _joined(results, run(whole, {each.id for each in scenarios}))


def _joined(results: Results, added: Results) -> Results:
    """The one, and what was run in addition."""
    fields = tuple(sorted({*results.fields, *added.fields}))
    return replace(
        results,
        comparison=added.comparison,
        series=np.concatenate([results.series, added.series]),
        level=np.concatenate([_wide(results, fields), _wide(added, fields)]),
        fields=fields,
        endings=(*results.endings, *added.endings),
        townships=np.concatenate([results.townships, added.townships]),
        worlds=_joined(results.worlds, added.worlds) if results.worlds and added.worlds else None,
        rules={name: _joined(own, added.rules[name]) for name, own in results.rules.items()},
    )


def _wide(results: Results, fields: Sequence[str]) -> np.ndarray:
    """Levels with a column for each of some fields, NaN where there is no such field."""
    wide = np.full((*results.level.shape[:3], len(fields)), np.nan)
    wide[..., [fields.index(field) for field in results.fields]] = results.level
    return wide
