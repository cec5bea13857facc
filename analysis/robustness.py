"""How robust scenarios of a study are, in tables and words (`experiments.study.exploration.robustness`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.study.names import names_of
from scenarios.languages import translate

from .labels import added_names
from .tables.layout import new_table, number

if TYPE_CHECKING:
    import xarray
    from rich.table import Table


def tables(data: xarray.Dataset, lang: str) -> Iterator[Table]:
    """A table for each place and outcome: a row for each scenario, intervals for luck alone in brackets."""
    places, outcomes = names_of(data, "place", lang), names_of(data, "outcome", lang)
    for place in places:
        for outcome in outcomes:
            part = data.sel(place=place, outcome=outcome)
            title = text("title", lang, outcome=outcomes[outcome], place=places[place])
            yield _table(part, title, added_names(data, lang), lang)


def _table(part: xarray.Dataset, title: str, scenarios: dict[str, str], lang: str) -> Table:
    keys = ["scenario", "mean"]
    ranked = bool(np.isfinite(part["better"]))
    if ranked:
        keys += ["mean_regret", "max_regret", "held_out", "best"]
    limit = limit_of(part, lang)
    heads = [text(key, lang) for key in keys]
    if limit:
        heads += [limit, text("undecided", lang)]
    table = new_table(title, heads)
    for scenario, name in scenarios.items():
        own = part.sel(scenario=scenario)
        cells = [name, _value(own, "mean")]
        if ranked:
            cells += [_value(own, "mean_regret"), _value(own, "max_regret")]
            cells += [number(float(own["max_regret_held_out"])), _percent(own, "best")]
        if limit:
            cells += [_percent(own, "satisficing"), _percent(own, "undecided")]
        table.add_row(*cells)
    return table


def words(data: xarray.Dataset, lang: str) -> Iterator[str]:
    """A sentence or two for each place and outcome, and one on all thresholds together."""
    places, outcomes = names_of(data, "place", lang), names_of(data, "outcome", lang)
    scenarios = names_of(data, "scenario", lang)
    for place in places:
        for outcome in outcomes:
            part = data.sel(place=place, outcome=outcome)
            if np.isfinite(part["better"]) and np.isfinite(part["max_regret"]).all():
                yield _sentence(part, outcomes[outcome], places[place], scenarios, lang)
        if "satisficing_all" in data and np.isfinite(data["at_least"]).sum() + np.isfinite(data["at_most"]).sum() > 1:
            shares = [
                text(
                    "share_of",
                    lang,
                    scenario=name,
                    share=_percent(data.sel(place=place, scenario=id), "satisficing_all"),
                )
                for id, name in scenarios.items()
            ]
            listed = translate("scenarios.marks.semicolon", lang).join(shares)
            yield text("together", lang, place=places[place], shares=listed)


def _sentence(part: xarray.Dataset, outcome: str, place: str, scenarios: dict[str, str], lang: str) -> str:
    least = str(part["scenario"].values[int(part["max_regret"].values.argmin())])
    most = str(part["scenario"].values[int(part["best"].values.argmax())])
    said = [
        text(
            "least_regret", lang, outcome=outcome, place=place, scenario=scenarios[least],
            regret=number(float(part["max_regret"].sel(scenario=least))),
        ),
        text("most_often", lang, scenario=scenarios[most], share=_percent(part.sel(scenario=most), "best", False)),
    ]  # fmt: skip
    if np.isfinite(part["tau_luck"]):
        taus = {name: number(float(part[f"tau_{name}"]), ".2f") for name in ("worlds", "luck")}
        said.append(text("order", lang, **taus))
    return translate("report.words.space", lang).join(said)


def limit_of(part: xarray.Dataset, lang: str) -> str:
    """What an outcome should keep to, in words; empty where it has no threshold."""
    sides = [
        text(side, lang, value=f"{float(part[side]):.4g}")
        for side in ("at_least", "at_most")
        if np.isfinite(part[side])
    ]
    return translate("scenarios.marks.comma", lang).join(sides)


def _value(own: xarray.Dataset, name: str) -> str:
    return _with_interval(number(float(own[name])), [number(each) for each in _luck(own, name)])


def _percent(own: xarray.Dataset, name: str, interval: bool = True) -> str:
    ends = [number(100 * each, ".0f") for each in _luck(own, name)] if interval else []
    return _with_interval(f"{number(100 * float(own[name]), '.0f')} %", ends)


def _luck(own: xarray.Dataset, name: str) -> Sequence[float]:
    """The ends of an interval for luck, where there is one that is wider than nothing."""
    ends = [float(own[f"{name}_luck_{end}"]) for end in ("low", "high")] if f"{name}_luck_low" in own else []
    return ends if len(ends) == 2 and np.isfinite(ends).all() and ends[0] < ends[1] else []


def _with_interval(value: str, ends: Sequence[str]) -> str:
    return f"{value} ({ends[0]} … {ends[1]})" if ends else value


def text(name: str, lang: str, /, **blanks: object) -> str:
    """A text on robustness."""
    return translate(f"analysis.robustness.{name}", lang, **blanks)
