"""`kaohe.calibrate`: which behaviour a user's own observations leave, as labelled xarray and as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.study.calibration import engine
from experiments.study.calibration.folder import CalibrationFolder, prepare, write_posterior
from experiments.study.calibration.result import dataset, table_of
from experiments.study.calibration.targets_file import read_targets, read_text
from experiments.study.engine import Pace
from scenarios.shelf import Source

from .studies import as_toml

if TYPE_CHECKING:
    import xarray

OUT = "calibrations"
AnyTargets = str | Path | Mapping[str, Any]  # id or file of targets, or what the file would hold


def calibrate(
    what: AnyTargets,
    out: str | Path = OUT,
    threads: int | None = None,
    progress: Callable[[Pace], None] | None = None,
) -> xarray.Dataset:
    """Infer behaviour from observations, by history matching and then approximate Bayesian computation.

    what: id of shipped targets, a file of targets, or the same as a mapping. out: folder in which the calibration has
    its own, named by content; runs that are there are not run again. Gives the Dataset that
    `experiments.study.calibration.result.dataset` describes; `attrs["posterior"]` is the file that `uncertainty` takes,
    and is missing where the targets leave nothing. Raises `scenarios.errors.Mistakes` with all that is wrong in a file.
    """
    return carry_out(folder_of(what, out), threads, progress)


def carry_out(
    folder: CalibrationFolder, threads: int | None = None, progress: Callable[[Pace], None] | None = None
) -> xarray.Dataset:
    """What a calibration finds, its posterior written."""
    found = engine.calibrate(folder, threads, progress)
    data = dataset(found)
    if found.posterior is None:
        return data
    write_posterior(folder, table_of(found))
    return data.assign_attrs(posterior=str(folder.posterior))


def folder_of(what: AnyTargets, out: str | Path = OUT) -> CalibrationFolder:
    """The folder of a calibration, made where it is missing."""
    if isinstance(what, Mapping):
        name = str(what.get("name", "targets"))
        found, content = read_text(as_toml(what), Source("", name, name, Path.cwd() / name))
    else:
        found, content = read_targets(what)
    return prepare(found, content, out)
