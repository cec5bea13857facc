"""Accounts in rows: what each scenario costs, by line of the ledger (`experiments.compare.accounts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.compare.ledger import LINES

from .effects import Effects
from .effects_of_results import effects_of_dataset

if TYPE_CHECKING:
    import pandas
    import xarray


def rows(effects: Effects) -> list[dict[str, Any]]:
    """One row for each scenario and line, as plain values: cost, and what it is above the baseline's."""
    accounts, found = effects.accounts, []
    if accounts is None:
        return []
    base = accounts.scenarios.index(effects.baseline)
    for at, scenario in enumerate(accounts.scenarios):
        for number, line in enumerate(LINES):
            paid = (accounts.once if line.once else accounts.running)[..., number]
            more = effects.estimated(paid[at] - paid[base])
            row: dict[str, Any] = {"scenario": scenario, "line": line.id, "payer": line.payer, "once": line.once}
            row |= {"cost": float(paid[at].mean()), "difference": more.mean, "low": more.low, "high": more.high}
            found.append(row | {"unit": "% of the county's personnel cost", "baseline": effects.baseline})
    return found


def accounts(data: xarray.Dataset) -> pandas.DataFrame:
    """Costs of a comparison that `kaohe.compare` gave; a row for each scenario and line of the ledger."""
    import pandas

    return pandas.DataFrame(rows(effects_of_dataset(data)))
