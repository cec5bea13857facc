"""Names of scenarios, places, outcomes and units as figures and tables show them, and lines made of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.languages import translate
from scenarios.languages import unit as unit_name
from sim.measures import MEASURES, Measure

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MEASURE = {measure.id: measure for measure in MEASURES}


def joined(lang: str, *parts: str) -> str:
    """Parts of a subtitle as one line."""
    text = translate("scenarios.marks.semicolon", lang).join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def measure_name(measure: Measure, lang: str) -> str:
    """The outcome's name."""
    return measure.zh if lang == "zh" else measure.en


def unit(measure: Measure, lang: str) -> str:
    """The outcome's unit."""
    return unit_name(measure.unit).render(lang)


def not_yet(axes: Axes, lang: str) -> None:
    """Say in an empty panel why it is empty."""
    box, text = {"fc": "white", "lw": 0}, translate("analysis.figures.not_yet", lang)
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", zorder=5, bbox=box)


def direction(measure: Measure, lang: str) -> str:
    """Which way is better."""
    way = {-1: "lower", 1: "higher"}.get(measure.better, "neither")
    return translate(f"analysis.figures.{way}", lang)


def place(data: xr.Dataset, lang: str) -> str:
    """Name of the place, or nothing."""
    return str(data.attrs.get(f"place_name_{lang}", ""))


def headed(data: xr.Dataset, lang: str, title: str) -> str:
    """A title with the place it speaks of."""
    name = place(data, lang)
    return f"{title} — {name}" if name else title


def scenario_name(data: xr.Dataset, scenario: str, lang: str) -> str:
    """The scenario's name."""
    return str(data[f"scenario_name_{lang}"].sel(scenario=scenario).item())


def short_name(data: xr.Dataset, scenario: str, lang: str) -> str:
    """The name with the baseline's left out: what is added to the baseline is named by the addition."""
    name = scenario_name(data, scenario, lang)
    base = scenario_name(data, data.attrs["baseline"], lang)
    added = name.removeprefix(base).lstrip()
    if name != base and name.startswith(base) and added[:1] in "+＋":
        return "+ " + added[1:].strip()
    return name[:1].upper() + name[1:]
