"""What a search for portfolios found, in words: names of outcomes, reforms and levers with their units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios import list_reforms
from scenarios.columns import LEVERS
from scenarios.languages import LANGUAGES, Both, translate, unit
from sim.measures import NAMES

from .effects import MEASURE
from .labels import measure_name

if TYPE_CHECKING:
    import xarray

BUDGET = "budget"


def outcome_names(data: xarray.Dataset, lang: str) -> dict[str, str]:
    """Outcomes by their names in the file: what they measure, and in brackets their own name where it is another."""
    return {str(name): _outcome(data.sel(outcome=name), str(name), lang) for name in data["outcome"].values}


def _outcome(one: xarray.Dataset, name: str, lang: str) -> str:
    of = str(one["measure"].item())
    if bool(one["is_cost"].item()):
        known = ("total", "county", "county_with_once", "townships", "villages")
        payer = text(of, lang) if of in known else of
        return text("budget" if name == BUDGET else "cost", lang, payer=payer)
    if of not in NAMES:
        return name
    shown = measure_name(of, lang)
    return shown if name == of else shown + _in_brackets(name, lang)


def shown_outcomes(data: xarray.Dataset) -> list[str]:
    """Outcomes by their names, without the budget's cost where it is that of an objective."""
    names = [str(name) for name in data["outcome"].values]
    return names[:-1] if names[-1] == BUDGET and any(_limited(data, name) for name in names[:-1]) else names


def limit_of(data: xarray.Dataset, name: str) -> float | None:
    """The budget's limit, of an outcome that is the cost it limits."""
    return float(data.attrs["limit"]) if "limit" in data.attrs and _limited(data, name) else None


def _limited(data: xarray.Dataset, name: str) -> bool:
    one, budget = data.sel(outcome=name), data.isel(outcome=-1)
    return bool(one["is_cost"].item()) and str(one["measure"].item()) == str(budget["measure"].item())


def unit_of(data: xarray.Dataset, name: str, lang: str) -> str:
    """The unit of an outcome."""
    one = data.sel(outcome=name)
    of = str(one["measure"].item())
    if bool(one["is_cost"].item()):
        return text("cost_unit", lang)
    return unit(MEASURE[of].unit).render(lang) if of in NAMES else text("level", lang)


def reform_names(data: xarray.Dataset, lang: str) -> dict[str, str]:
    """Reforms by id; those that do not ship by their id."""
    known = {entry.id: {"en": entry.name_en, "zh": entry.name_zh}[lang] for entry in list_reforms()}
    return {str(name): known.get(str(name), str(name)) for name in data["reform"].values}


def lever_names(data: xarray.Dataset, lang: str) -> dict[str, str]:
    """Levers by id."""
    names = map(str, data["lever_name"].values)
    return {name: Both(LEVERS[name].en, LEVERS[name].zh).render(lang) for name in names}


def about(data: xarray.Dataset, lang: str) -> str:
    """What changes are against, and how worlds are summarised."""
    own = data.attrs
    robust = own["robust"]
    how = text(robust, lang) if robust in ("mean", "worst") else text("share", lang, percent=f"{100 * float(robust):g}")
    worlds = text("worlds" if own["plausible"] else "replicates", lang, n=own["worlds"])
    places = translate("scenarios.marks.comma", lang).join(own[f"place_names_{lang}"])
    return text("of", lang, baseline=own[f"baseline_name_{lang}"], places=places, worlds=worlds, robust=how)


def front_table(data: xarray.Dataset) -> tuple[list[str], list[list[Any]]]:
    """The front, a row for each quantity with labels in both languages, a column for each portfolio: header and rows.

    First the scenario as `compare` takes it, then changes of outcomes, doses and start months of reforms, and levers.
    """
    header = ["kind", "id", "name_en", "name_zh", "unit_en", "unit_zh"]
    header += [f"portfolio_{number}" for number in data["portfolio"].values]
    rows: list[list[Any]] = [["scenario", "", *_both("scenario"), "", "", *map(str, data["text"].values)]]
    shown = {lang: outcome_names(data, lang) for lang in LANGUAGES}
    for name in map(str, data["outcome"].values):
        change = [text("change", lang, name=shown[lang][name]) for lang in LANGUAGES]
        units = [unit_of(data, name, lang) for lang in LANGUAGES]
        rows.append(["change", name, *change, *units, *data["change"].sel(outcome=name).values])
    reforms = {lang: reform_names(data, lang) for lang in LANGUAGES}
    for name in map(str, data["reform"].values):
        for kind, label, units in (("dose", "dose_of", _both("share_unit")), ("start", "start_of", _both("months"))):
            of = [reforms[lang][name] + _in_brackets(text(label, lang), lang) for lang in LANGUAGES]
            rows.append([kind, name, *of, *units, *data[kind].sel(reform=name).values])
    levers = {lang: lever_names(data, lang) for lang in LANGUAGES}
    for name in map(str, data["lever_name"].values):
        units = [unit(LEVERS[name].unit).render(lang) for lang in LANGUAGES]
        values = data["lever"].sel(lever_name=name).values
        rows.append(["lever", name, *(levers[lang][name] for lang in LANGUAGES), *units, *values])
    return header, rows


def text(name: str, lang: str, /, **blanks: object) -> str:
    """A text on portfolios."""
    return translate(f"analysis.portfolios.{name}", lang, **blanks)


def _in_brackets(words: str, lang: str) -> str:
    return translate("scenarios.marks.in_brackets", lang, text=words)


def _both(name: str) -> list[str]:
    return [text(name, lang) for lang in LANGUAGES]
