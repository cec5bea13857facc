"""A comparison with further scenarios, whose results are those of the larger comparison to the bit.

Runs depend on their own scenario, the baseline and the seed alone, so those that are there need not be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from scenarios import Scenario

from .comparison import Comparison
from .results import Results


def extended(results: Results, scenarios: Sequence[Scenario], run: Callable[[Comparison], Results]) -> Results:
    """The results with some scenarios more; `run` runs a comparison of the baseline with them."""
    known = results.comparison
    base = next(each for each in known.scenarios if each.id == known.baseline)
    added = run(replace(known, scenarios=(base, *scenarios)))
    return _joined(results, added)


def _joined(results: Results, added: Results) -> Results:
    """All of the one, and of the other all but its baseline."""
    known, more = results.comparison, added.comparison
    fields = tuple(sorted({*results.fields, *added.fields}))
    return replace(
        results,
        comparison=replace(known, scenarios=(*known.scenarios, *more.scenarios[1:])),
        series=np.concatenate([results.series, added.series[1:]]),
        level=np.concatenate([_wide(results, fields), _wide(added, fields)[1:]]),
        fields=fields,
        endings=(*results.endings, *added.endings[1:]),
        townships=np.concatenate([results.townships, added.townships[1:]]),
        worlds=_joined(results.worlds, added.worlds) if results.worlds and added.worlds else None,
        rules={name: _joined(own, added.rules[name]) for name, own in results.rules.items()},
    )


def _wide(results: Results, fields: Sequence[str]) -> np.ndarray:
    """Levels with a column for each of some fields, NaN where there is no such field."""
    wide = np.full((*results.level.shape[:3], len(fields)), np.nan)
    wide[..., [fields.index(field) for field in results.fields]] = results.level
    return wide
