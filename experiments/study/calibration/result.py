"""What a calibration found, as labelled xarray: the sample, what moved, how targets are met, whether intervals hold."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..approximate_bayes import INFORMED
from ..plausible_ranges import sample_table
from .engine import Found

if TYPE_CHECKING:
    import xarray

ENDS = (0.05, 0.5, 0.95)  # quantiles of what the model gives for a target
MIDDLE = (0.025, 0.975)  # and of a parameter

Array = NDArray[np.float64]


def dataset(found: Found) -> xarray.Dataset:
    """All that was found.

    By target, in the unit of the file: `observed`, its `sd` and `discrepancy`, `before` (quantiles .05, .5 and .95 over
    the first wave), `ruled_out` (share of it that the target rules out alone); by wave: `kept`, the share that is not
    ruled out. Where something is left: `sample` by row and parameter, `prior` and `posterior` of each parameter
    (quantiles .025 and .975), its `shrinkage` (posterior over prior standard deviation of its coordinate) and whether
    it is `informed`; `after`, quantiles of each target over the rows of the sample, run again; `beyond`, whether the
    model hardly gives a target; by level: `covered`, the share of synthetic truths that intervals held (mean over
    parameters), `covered_least` and `within_band`, the share of parameters within the band of chance. Attributes:
    `kept_draws`, `effective_size`, `truths`.
    """
    import xarray

    calibration, first = found.calibration, found.history.waves[0]
    targets = calibration.targets
    data = xarray.Dataset(
        {
            "kept": ("wave", found.history.shares),
            "observed": ("target", [each.value for each in targets]),
            "sd": ("target", [each.sd for each in targets]),
            "discrepancy": ("target", [each.discrepancy for each in targets]),
            "ruled_out": ("target", list(found.history.ruled_out.values())),
            "before": (("target", "quantile"), np.nanquantile(first.means, ENDS, axis=0).T),
        },
        {
            "target": [each.name for each in targets],
            "measure": ("target", [each.measure for each in calibration.observations]),
            "unit": ("target", [each.unit for each in calibration.observations]),
            "direction": ("target", [each.direction for each in targets]),
            "wave": np.arange(1, calibration.waves + 1),
            "quantile": list(ENDS),
            "parameter": calibration.names,
        },
        {"points": calibration.points, "draws": calibration.draws, "kept_draws": found.kept},
    )
    return data if found.posterior is None else data.assign(_posterior(found)).assign_attrs(_sizes(found))


def table_of(found: Found) -> str:
    """The sample as the file holds it; empty where nothing is left."""
    return "" if found.unit is None else sample_table(found.calibration.axes, found.unit)


def _posterior(found: Found) -> dict[str, Any]:
    assert found.posterior is not None and found.fits is not None
    calibration, axes = found.calibration, found.calibration.axes
    rows = np.array(list(csv.reader(StringIO(table_of(found))))[1:], np.float64)
    beyond = np.zeros(len(calibration.targets), bool)
    beyond[calibration.sized] = found.posterior.beyond
    known: dict[str, Any] = {
        "sample": (("row", "parameter"), rows),
        "prior": (("parameter", "end"), np.array([axis.value(np.array(MIDDLE)) for axis in axes])),
        "posterior": (("parameter", "end"), np.quantile(rows, MIDDLE, axis=0).T),
        "shrinkage": ("parameter", found.posterior.shrinkage),
        "informed": ("parameter", found.posterior.shrinkage < INFORMED),
        "after": (("target", "quantile"), np.nanquantile(found.fits, ENDS, axis=0).T),
        "beyond": ("target", beyond),
    }
    tried = found.coverage
    if tried is not None:
        known["covered"] = ("level", tried.shares.mean(axis=1))
        known["covered_least"] = ("level", tried.shares.min(axis=1))
        known["within_band"] = ("level", tried.within.mean(axis=1))
        known["level"] = ("level", list(tried.levels))
    return known


def _sizes(found: Found) -> dict[str, Any]:
    assert found.posterior is not None
    return {
        "effective_size": found.posterior.effective_size,
        "truths": 0 if found.coverage is None else found.coverage.truths,
    }
