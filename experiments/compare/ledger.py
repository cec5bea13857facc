"""The ledger of accounts (rows E6, E9) as a table: what each line is reckoned from, and who pays it.

A line is a unit cost times a product of sums: each sum adds quantities with their coefficients. A quantity is an
outcome of the run (its mean), a lever in force (`levers.` before its id), what readings take (`readings`, hours a
township and year), or 1 (empty). `per` says what the product counts: `HOURS` a township and year, a share of the time
of all `CADRES` or of all `VILLAGERS`, or per cent of the county's personnel cost (`WHOLE`).

`kaohe compare` and the page both reckon by this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COUNTY, TOWNSHIPS, VILLAGES = PAYERS = ("county", "townships", "villages")
HOURS, CADRES, VILLAGERS, WHOLE = "hours", "cadres", "villagers", "whole"
YEAR = 12
LEVER, READINGS = "levers.", "readings"
READING = "reading_"  # before the id of a reading, in the names of its cost
# Levers that cost the county money or hours as long as they are in force, and once.
MONEY = ("training", "diagnosis", "data", "shared_service", "co_governance", "assessor_quality", "campaign")
ONCE = ("data", "clarity", "classification", "anchoring")

# Measures of a run that accounts are made of.
MEASURED = (
    "visits", "checks", "reports", "indicators", "letters", "support", "money", "visit_time", "imposed_paper",
    "meeting_time", "burden", "paper", "showcase", "village_burden",
)  # fmt: skip

Sum = tuple[tuple[Any, str], ...]  # coefficients and quantities


@dataclass(frozen=True)
class Line:
    """One line of the ledger: its id, who pays it, and whether it runs or is paid once."""

    id: str
    payer: str
    once: bool = False


@dataclass(frozen=True)
class Formula:
    """What a running line costs: `unit` times the product of some sums, counted as `per` says.

    Units, and coefficients that follow from them, are numbers, or arrays by run where unit costs are.
    """

    per: str
    unit: Any
    product: tuple[Sum, ...]


LINES = (
    *(Line(name, COUNTY) for name in ("visits", "checks", "indicators", "letters", "support", "field_research")),
    *(Line(name, COUNTY) for name in MONEY),
    *(Line(name, COUNTY) for name in ("resources", "showcases", "readings")),
    *(Line(name, TOWNSHIPS) for name in ("receiving", "reporting", "meetings", "being_read", "paper", "showcase")),
    Line("village", VILLAGES),
    *(Line(f"{name}_once", COUNTY, True) for name in ONCE),
)


def formulas(value: Mapping[str, Any]) -> dict[str, Formula]:
    """The formula of each line that runs; `value`: of each unit cost, a number, or an array by run."""

    def of(per: str, unit: Any, *product: str | Sum) -> Formula:
        return Formula(per, unit, tuple(((1.0, each),) if isinstance(each, str) else each for each in product))

    # people who come on a visit, against an office's own team: more where a visit is joint
    teams: Sum = ((1.0, ""), (value["joint_team"] - 1.0, f"{LEVER}mutual_recognition"))
    rest: Sum = ((1.0, "burden"), (-1.0, "visit_time"), (-1.0, "imposed_paper"), (-1.0, "meeting_time"))
    return {
        "visits": of(HOURS, value["visits"] * YEAR, "visits", teams),
        "checks": of(HOURS, value["checks"], "reports", "checks"),
        **{name: of(HOURS, value[name], name) for name in ("indicators", "letters", "support")},
        "field_research": of(HOURS, value["field_research"], f"{LEVER}field_research"),
        **{name: of(WHOLE, value[name], f"{LEVER}{name}") for name in MONEY},
        "resources": of(CADRES, value["resources"], ((1.0, f"{LEVER}resources"), (-1.0, ""))),
        "showcases": of(WHOLE, value["project_funds"], "money"),
        "readings": of(HOURS, 1.0, READINGS),
        "receiving": of(CADRES, 100.0, "visit_time"),
        "reporting": of(CADRES, 100.0, "imposed_paper"),
        "meetings": of(CADRES, 100.0, "meeting_time"),
        "being_read": of(CADRES, 100.0, rest),
        "paper": of(CADRES, 100.0, "paper"),
        "showcase": of(CADRES, 100.0, "showcase"),
        "village": of(VILLAGERS, 100.0, "village_burden"),
    }
