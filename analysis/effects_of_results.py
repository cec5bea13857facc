"""The effects that results show: those of a comparison as it was run, or those in labelled results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from experiments.compare.accounts import Accounts
from experiments.compare.comparison import RULES
from experiments.compare.results import Results, kind
from experiments.compare.window import summarise
from experiments.run.own_code import OwnMeasure, Source
from sim.measures import NAMES, Measure

from .effects import Effects
from .statistics import Array

if TYPE_CHECKING:
    import xarray


def effects_of(results: Results) -> Effects:
    """The effects that the results of a comparison show, made once."""
    if "effects" not in results.derived:
        results.derived["effects"] = _with_beside(results)
    found: Effects = results.derived["effects"]
    return found


def _with_beside(results: Results) -> Effects:
    own = _effects_of(results)
    rules = {name: _effects_of(each) for name, each in results.rules.items()}
    if rules and not results.comparison.people:
        rules = {RULES[int(results.comparison.behaviour.decision_rule)]: own} | rules
    return replace(own, worlds=_effects_of(results.worlds) if results.worlds else None, rules=rules)


def _effects_of(results: Results) -> Effects:
    study = results.comparison
    return Effects(
        tuple(study.ids),
        {
            "en": tuple(str(scenario.name_en or scenario.id) for scenario in study.scenarios),
            "zh": tuple(str(scenario.name_zh or scenario.id) for scenario in study.scenarios),
        },
        study.baseline,
        {"en": study.place.name_en, "zh": study.place.name_zh},
        study.months,
        summarise(results.series, study.warmup),
        tuple(kind(scenario) for scenario in study.scenarios),
        study.uncertainty,
        results.series,
        tuple(study.starts),
        study.warmup,
        results.accounts,
        tuple(study.apart),
        own=study.own.declared,
    )


def effects_of_dataset(data: xarray.Dataset) -> Effects:
    """The effects that labelled results show (`analysis.figures` says which labels they carry).

    Without `scenario_kind`, a scenario with a `+` in its id is a reform, any other a regime.
    """
    own = tuple(_declared(data, name) for name in str(data.attrs.get("own_measures", "")).split())
    series = np.stack([data[name].values for name in (*NAMES, *(each.id for each in own))], axis=-1)
    scenarios, warmup = tuple(map(str, data["scenario"].values)), int(data.attrs.get("warmup", 0))
    starts = tuple(map(int, data["start"].values)) if "start" in data.coords else ()
    kinds = (
        map(str, data["scenario_kind"].values)
        if "scenario_kind" in data.coords
        else ("reform" if "+" in scenario else "regime" for scenario in scenarios)
    )
    found = Effects(
        scenarios,
        {language: tuple(map(str, data[f"scenario_name_{language}"].values)) for language in ("en", "zh")},
        data.attrs["baseline"],
        {language: str(data.attrs.get(f"place_name_{language}", "")) for language in ("en", "zh")},
        data.sizes["month"],
        summarise(series, warmup),
        tuple(kinds),
        data.attrs.get("uncertainty", "luck"),
        series,
        starts,
        warmup,
        _accounts(data, scenarios),
        tuple(str(data.attrs.get("warmed_up_apart", "")).split()),
        own=own,
    )
    columns = list(map(str, data["headline"].values)) if "headline" in data.coords else []
    beside = partial(_headline, found, columns)
    worlds = beside(data["in_worlds"].to_numpy(), uncertainty="plausible") if "in_worlds" in data else None
    rules = {str(rule): beside(data["under_rules"].sel(rule=rule).to_numpy()) for rule in data.get("rule", [])}
    if rules and found.uncertainty == "luck":
        rules = {str(data.attrs["decision_rule"]): found} | rules
    return replace(found, worlds=worlds, rules=rules)


def _declared(data: xarray.Dataset, name: str) -> Measure:
    """What labelled results say of a measure of a user's own."""
    about = data[name].attrs
    low, high, better = float(about["valid_min"]), float(about["valid_max"]), int(about["better"])
    own = OwnMeasure(name, Source("", name, ""), about["units"], low, high, better, about["long_name"])
    return replace(own, zh=about["long_name_zh"], formula=about["formula"]).declared


def _headline(found: Effects, columns: Sequence[str], values: Array, uncertainty: str = "luck") -> Effects:
    """Effects of what was run beside a comparison, of which only headline outcomes are kept."""
    series = np.full((*values.shape[:-1], len(found.measures)), np.nan)
    series[..., [found.column(name) for name in columns]] = values
    summaries = summarise(series, found.warmup)
    return replace(found, values=summaries, series=series, uncertainty=uncertainty, accounts=None)


def _accounts(data: xarray.Dataset, scenarios: tuple[str, ...]) -> Accounts | None:
    """The accounts in labelled results, if there are any."""
    if "cost" not in data:
        return None
    return Accounts(scenarios, *(data[name].to_numpy() for name in ("cost", "cost_once", "cost_spread")))
