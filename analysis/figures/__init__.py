"""Figures of a comparison, in English or Chinese, as PNG and SVG.

Each function takes the labelled results of a comparison and gives back a matplotlib figure, which a
notebook shows as it is; `draw_all` writes them all.

The data: an xarray Dataset with dimensions scenario, replicate, month; one variable per outcome of
`sim.measures`; coordinates `scenario_name_en` and `scenario_name_zh` along `scenario` (and, if given,
`scenario_kind`: regime, reform or package); attributes `baseline`, `place_name_en`, `place_name_zh`,
and `reform_start` (a month) if there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..style import save
from .forest_figure import forest
from .heat_map_figure import heat_map
from .network_figure import Snapshot, network
from .trajectories_figure import trajectories

if TYPE_CHECKING:
    import xarray as xr

__all__ = ["Snapshot", "draw_all", "forest", "heat_map", "network", "trajectories"]


def draw_all(data: xr.Dataset, snapshot: Mapping[str, Snapshot], out: Path, lang: str = "en") -> list[Path]:
    """Write every figure into a folder as `name_lang.png` and `.svg`; the network if there is a snapshot."""
    out.mkdir(parents=True, exist_ok=True)
    figures = {
        "trajectories": trajectories(data, lang),
        "forest": forest(data, lang),
        "heat_map": heat_map(data, lang),
    }
    if snapshot:
        figures["network"] = network(data, snapshot, lang)
    return [path for name, figure in figures.items() for path in save(figure, out / f"{name}_{lang}")]
