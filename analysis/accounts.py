"""Accounts in rows: what each scenario costs, by line of the ledger (`experiments.compare.accounts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.compare.accounts import LINES

from .effects import Effects, effects_of_dataset

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
            if line.once:
                paid, more = (
                    accounts.once[at, number],
                    effects.estimated(
                        np.full(effects.replicates, accounts.once[at, number] - accounts.once[base, number])
                    ),
                )
            else:
                paid = accounts.running[at, :, number].mean()
                more = effects.estimated(accounts.running[at, :, number] - accounts.running[base, :, number])
            row: dict[str, Any] = {"scenario": scenario, "line": line.id, "payer": line.payer, "once": line.once}
            row |= {"cost": float(paid), "difference": more.mean, "low": more.low, "high": more.high}
            found.append(row | {"unit": "% of the county's personnel cost", "baseline": effects.baseline})
    return found


def accounts(data: xarray.Dataset) -> pandas.DataFrame:
    """Costs of a comparison that `kaohe.compare` gave; a row for each scenario and line of the ledger."""
    import pandas

    return pandas.DataFrame(rows(effects_of_dataset(data)))
