"""What axes, outcomes, places and scenarios of a study are called in both languages, in tables and figures.

Labelled results carry them as coordinates beside the ids (`axis_name_en`, `axis_name_zh`), so that whatever is drawn or
listed from results needs nothing else. English names are made of ids, as everywhere; Chinese ones are declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from scenarios import list_behaviour, list_packages, list_reforms
from scenarios.columns import LEVERS
from scenarios.languages import LANGUAGES, Both, translate
from sim.measures import MEASURES
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings

from ..compare.window import window
from .axes import PEOPLE, RULE, StudyAxis
from .axis_file import MOVING, USUAL_PEOPLE
from .specification import COUNTY_WITH_ONCE, Outcome, Study
from .statistic import LEVEL

if TYPE_CHECKING:
    import xarray

MONTHS = 12
MEASURE = {measure.id: measure for measure in MEASURES}
DIFFERENCE = " - "  # between a scenario and the baseline that it is compared with


def with_names(data: xarray.Dataset, study: Study) -> xarray.Dataset:
    """Results of a study with names in every language beside the ids along each dimension that has names."""
    axes = {axis.name: axis for axis in study.axes}
    outcomes = {outcome.name: outcome for outcome in study.outcomes}
    places = {place.id: place for place in study.places}
    namers: dict[str, Callable[[str, str], str]] = {
        "axis": lambda id, lang: axis_name(axes[id], study, lang) if id in axes else id,  # a group has the user's name
        "outcome": lambda id, lang: outcome_name(outcomes[id], study, lang),
        "measure": lambda id, lang: measure_name(id, study, lang),
        "place": lambda id, lang: Both(places[id].name_en, places[id].name_zh).render(lang),
        "scenario": lambda id, lang: scenario_name(id, study, lang),
    }
    labels = {
        f"{dimension}_name_{lang}": (dimension, [name(str(id), lang) for id in data[dimension].values])
        for dimension, name in namers.items()
        for lang in LANGUAGES
        if dimension in data.dims
    }
    return data.assign_coords(labels)


def names_of(data: xarray.Dataset, dimension: str, lang: str) -> dict[str, str]:
    """Names along a dimension of labelled results, by id."""
    names = data[f"{dimension}_name_{lang}"].values
    return dict(zip(map(str, data[dimension].values), map(str, names), strict=True))


def axis_name(axis: StudyAxis, study: Study, lang: str) -> str:
    """The name of what an axis varies, and what of it."""
    if axis.kind == PEOPLE:
        return translate("experiments.names.people", lang)
    words = axis.target.replace("_", " ")
    if axis.kind in MOVING:
        name = _reforms(lang).get(axis.target, words)
        return translate(f"experiments.names.{axis.kind}", lang, name=name)
    if axis.kind == "cost":
        name = Both(words, study.costs[axis.target].zh).render(lang)
        return translate("experiments.names.cost", lang, name=name)
    declared: Mapping[str, Any] = LEVERS if axis.kind == "lever" else meanings(Behaviour)
    colon = translate("scenarios.marks.colon", "zh")  # a list of values may stand behind it
    return Both(words, declared[axis.target].zh.partition(colon)[0]).render(lang)


def value_name(axis: StudyAxis, value: float | str, lang: str) -> str:
    """A value of an axis: a number, in or out, or a way to behave."""
    if axis.kind == PEOPLE:
        named = {each.id: Both(each.name_en, each.name_zh).render(lang) for each in list_behaviour()}
        named[USUAL_PEOPLE] = translate("experiments.names.default", lang)
        return named.get(str(value), str(value))
    if axis.kind == "behaviour" and axis.target == RULE:
        return translate(f"experiments.names.rule_{value:.0f}", lang)
    if axis.kind == "include":
        return translate("experiments.names.inside" if value else "experiments.names.outside", lang)
    return f"{float(value):.4g}"


def outcome_name(outcome: Outcome, study: Study, lang: str) -> str:
    """What an outcome measures, and over which months where these are not the last two years."""
    if outcome.cost:
        payer = "county" if outcome.of == COUNTY_WITH_ONCE else outcome.of
        known = ("total", "county", "townships", "villages")
        name = translate(f"experiments.names.{payer}", lang) if payer in known else payer.replace("_", " ")
        return translate("experiments.names.costs", lang, name=name)
    name = measure_name(outcome.of, study, lang)
    if outcome.last == study.months and outcome.first >= study.months - window(study.months) + 1:
        return name
    year, rest = divmod(outcome.last, MONTHS)
    when = translate("experiments.names.months", lang, first=outcome.first, last=outcome.last)
    if not rest and outcome.last - outcome.first < MONTHS:
        when = translate("experiments.names.year", lang, year=year)
    return name + translate("scenarios.marks.in_brackets", lang, text=when)


def scenario_name(name: str, study: Study, lang: str) -> str:
    """The name of a scenario, or of its difference from the baseline."""
    names = {each.id: Both(each.name_en, each.name_zh).render(lang) for each in study.scenarios}
    if name in names:
        return names[name]
    own, base = names[name.removesuffix(DIFFERENCE + study.baseline)], names[study.baseline]
    added = own.removeprefix(base).lstrip()
    if own != base and own.startswith(base) and added[:1] in "+＋":
        return translate("experiments.names.effect", lang, added=added[1:].strip())
    return translate("experiments.names.difference", lang, scenario=own, baseline=base)


def _reforms(lang: str) -> dict[str, str]:
    return {each.id: Both(each.name_en, each.name_zh).render(lang) for each in [*list_reforms(), *list_packages()]}


def measure_name(name: str, study: Study, lang: str) -> str:
    """A measure that ships, one of the user's own, or the level of a field."""
    known = MEASURE | {each.id: each for each in study.own.declared}
    if name in known:
        return Both(known[name].en, known[name].zh).render(lang)
    fields = {LEVEL + field.id: field for scenario in study.scenarios for field in scenario.regime.fields}
    field = fields[name]
    return translate("experiments.names.level", lang, name=Both(field.name_en or field.id, field.name_zh).render(lang))
