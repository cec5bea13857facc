"""What a calibration found, in words and tables: what is left, which parameters moved, how targets are met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scenarios.languages import Both, translate, unit
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

if TYPE_CHECKING:
    import xarray

NAMED = 8  # parameters that a line names
PARAMETERS = meanings(Behaviour)


def text(key: str, lang: str, **blanks: object) -> str:
    """A text of `analysis.calibration`."""
    return translate(f"analysis.calibration.{key}", lang, **blanks)


def parameter_name(name: str, lang: str) -> str:
    """A parameter by its id, with its name in words."""
    words = Both(PARAMETERS[name].en, PARAMETERS[name].zh).render(lang)
    return name + translate("scenarios.marks.in_brackets", lang, text=words)


def lines(data: xarray.Dataset, lang: str) -> Iterator[str]:
    """What was found, a sentence or two to a line, and never surer than the runs."""
    shares = translate("scenarios.marks.comma", lang).join(f"{100 * float(share):.0f} %" for share in data["kept"])
    yield text("waves", lang, shares=shares, points=data.attrs["points"])
    hard = [str(name) for name in data["target"].values[np.argsort(-data["ruled_out"].values, kind="stable")]]
    some = [f"{name} {100 * float(data['ruled_out'].sel(target=name)):.0f} %" for name in hard]
    yield text("ruled_out", lang, shares=translate("scenarios.marks.comma", lang).join(some))
    if "sample" not in data:
        yield text("nothing_left", lang)
        return
    attrs = data.attrs
    size = f"{attrs['effective_size']:.0f}"
    yield text("draws", lang, draws=attrs["draws"], kept=attrs["kept_draws"], size=size)
    yield from _moved(data, lang)
    missed = [str(name) for name in data["target"].values if _missed(data.sel(target=name))]
    if missed:
        yield text("missed", lang, names=translate("scenarios.marks.comma", lang).join(missed))
    if "covered" in data:
        held = [_covered(data.sel(level=level), lang) for level in data["level"].values]
        yield text(
            "covered", lang, truths=attrs["truths"], shares=translate("scenarios.marks.semicolon", lang).join(held)
        )
    yield text("conditional", lang)


def _moved(data: xarray.Dataset, lang: str) -> Iterator[str]:
    order = data["parameter"].values[np.argsort(data["shrinkage"].values, kind="stable")]
    informed = [str(name) for name in order if bool(data["informed"].sel(parameter=name))]
    count = data.sizes["parameter"]
    if not informed:
        yield text("none_moved", lang, count=count)
        return
    yield text("moved", lang, n=len(informed), count=count)
    for name in informed[:NAMED]:
        one = data.sel(parameter=name)
        before, after = (f"{float(one[part][0]):.3g} – {float(one[part][1]):.3g}" for part in ("prior", "posterior"))
        blanks = {"name": parameter_name(name, lang), "unit": unit(PARAMETERS[name].unit).render(lang)}
        yield text("parameter", lang, before=before, after=after, shrinkage=float(one["shrinkage"]), **blanks)
    others = [str(name) for name in order if str(name) not in informed]
    if others:
        more = ", …" if len(others) > NAMED else ""
        shown = translate("scenarios.marks.comma", lang).join(others[:NAMED]) + more
        yield text("unmoved", lang, n=len(others), names=shown)


def _covered(one: xarray.Dataset, lang: str) -> str:
    """How many truths the intervals of one level held."""
    shares = {"mean": float(one["covered"]), "least": float(one["covered_least"])}
    return text("held", lang, level=float(one["level"]), **shares)


def _missed(one: xarray.Dataset) -> bool:
    """Whether what was observed lies outside what the sample gives, by more than two standard deviations."""
    low, high = float(one["after"][0]), float(one["after"][-1])
    reach = 2 * float(np.hypot(one["sd"], one["discrepancy"]))
    value, direction = float(one["observed"]), str(one["direction"].item())
    short, over = value - reach > high and direction != "at_most", value + reach < low and direction != "at_least"
    return bool(one["beyond"]) or short or over


def target_table(data: xarray.Dataset, lang: str) -> tuple[list[str], list[list[str]]]:
    """Columns and rows: what was observed of each target, and what the model gives before and after."""
    columns = [text(key, lang) for key in ("target", "unit", "observed", "before", "after", "alone")]
    rows = []
    for name in data["target"].values:
        one = data.sel(target=name)
        sign = {"at_least": "≥ ", "at_most": "≤ "}.get(str(one["direction"].item()), "")
        error = float(np.hypot(one["sd"], one["discrepancy"]))
        ranges = [_range(one, part) if part in one else "–" for part in ("before", "after")]
        share = f"{100 * float(one['ruled_out']):.0f} %"
        shown = f"{sign}{float(one['observed']):.3g} ± {error:.2g}"
        rows.append([str(name), unit(str(one["unit"].item())).render(lang), shown, *ranges, share])
    return columns, rows


def _range(one: xarray.Dataset, part: str) -> str:
    low, middle, high = (float(value) for value in one[part])
    return f"{middle:.3g} ({low:.3g} … {high:.3g})"
