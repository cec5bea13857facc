"""What a calibration found, as files in its folder: parameters.csv, targets.csv, waves.csv, figures/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.run.disk import put

from ..figures.calibration import draw_calibration

if TYPE_CHECKING:
    import xarray

FIGURES = "figures"


def save_calibration(data: xarray.Dataset, folder: Path, lang: str = "en") -> list[Path]:
    """Write all files; what was written."""
    frames = {"targets": data[["observed", "sd", "discrepancy", "ruled_out"]].to_dataframe()}
    frames["targets"] = frames["targets"].join(_quantiles(data, "before", "quantile"))
    frames["waves"] = data[["kept"]].to_dataframe()
    if "sample" in data:
        frames["targets"] = (
            frames["targets"].join(_quantiles(data, "after", "quantile")).join(data["beyond"].to_series())
        )
        parameters = data[["shrinkage", "informed"]].to_dataframe()
        for part in ("prior", "posterior"):
            parameters[f"{part}_low"], parameters[f"{part}_high"] = data[part].transpose("end", "parameter").values
        frames["parameters"] = parameters.sort_values("shrinkage", kind="stable")
    written = []
    for name, frame in frames.items():
        written.append(folder / f"{name}.csv")
        put(written[-1], frame.to_csv(lineterminator="\n", float_format="%.10g").encode("utf-8-sig"))
    draw_calibration(data, folder / FIGURES, lang)
    return [*written, folder / FIGURES]


def _quantiles(data: xarray.Dataset, part: str, dimension: str) -> Any:
    """A column for each quantile."""
    frame = data[part].transpose("target", dimension).to_pandas()
    frame.columns = [f"{part}_{100 * share:.0f}" for share in data[dimension].values]
    return frame
