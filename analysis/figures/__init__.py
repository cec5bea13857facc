"""Figures in English or Chinese, as PNG and SVG: of a comparison, of tied counties, of a pilot, of a validation.

Each function takes results and gives back a matplotlib figure, which a notebook shows as it is; `draw_all` writes
those of a comparison. Colours, font and frames are in `style`; one figure, one module. To add a figure of a comparison,
write its module and name it in `FIGURES`.

The labelled results of a comparison are an xarray Dataset with dimensions scenario, replicate, month; one variable per
outcome of `sim.measures`; coordinates `scenario_name_en` and `scenario_name_zh` along `scenario` (and, if given,
`scenario_kind`: regime, reform or package); attributes `baseline`, `place_name_en`, `place_name_zh`, and
`reform_start` (a month) if there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .forest_figure import forest
from .heat_map_figure import heat_map
from .network_figure import Snapshot, network
from .style import save
from .trajectories_figure import trajectories

if TYPE_CHECKING:
    import xarray as xr

FIGURES = ("trajectories", "forest", "heat_map", "network")

__all__ = ["FIGURES", "Snapshot", "draw", "draw_all", "forest", "heat_map", "network", "trajectories"]


def draw_all(data: xr.Dataset, snapshot: Mapping[str, Snapshot], out: Path, lang: str = "en") -> list[Path]:
    """Write every figure into a folder as `name_lang.png` and `.svg`; the network if there is a snapshot."""
    names = FIGURES if snapshot else FIGURES[:-1]
    return [path for name in names for path in draw(name, data, snapshot, out, lang)]


def draw(name: str, data: xr.Dataset, snapshot: Mapping[str, Snapshot], out: Path, lang: str = "en") -> list[Path]:
    """Write one of `FIGURES`."""
    out.mkdir(parents=True, exist_ok=True)
    if name == "network":
        return save(network(data, snapshot, lang), out / f"{name}_{lang}")
    made = {"trajectories": trajectories, "forest": forest, "heat_map": heat_map}[name]
    return save(made(data, lang), out / f"{name}_{lang}")
