"""Whether scenarios keep within a yearly budget, in words."""

from __future__ import annotations

from scenarios.languages import translate

from .effects import Effects
from .labels import brief_name


def budget_words(effects: Effects, budget: float, lang: str) -> str:
    """A sentence that says of every scenario whether its cost a year is within a budget.

    budget: per cent of the county's personnel cost of a year. What is paid once is spread over years, as in the
    accounts; the cost is the mean over replicates. Raises ValueError for effects without accounts.
    """
    if effects.accounts is None:
        raise ValueError("effects without accounts have no costs")
    said = []
    for scenario in (effects.baseline, *effects.others):
        cost = float(effects.accounts.total(scenario).mean())
        key = "above" if cost > budget else "within"
        name = brief_name(effects, scenario, lang)
        said.append(translate(f"analysis.budget.{key}", lang, name=name, cost=cost, over=cost - budget))
    return translate(
        "analysis.budget.sentence", lang, budget=budget, said=translate("analysis.budget.between", lang).join(said)
    )
