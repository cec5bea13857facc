"""Combinations that contradict themselves, each with the reason why.

Single values are checked where they are read; here stands what only shows when they are seen together.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from sim.parameters.declaration import meanings
from sim.parameters.regime import Regime
from sim.parameters.tables import Reading, Rung

from .change import Change, row_of
from .errors import ScenarioError
from .languages import NOTHING, Both, phrase

CONSEQUENCES = ("prize", "funds", "removal", "fear", "promotion")
WEIGHTS = ("weight", "post_weight")
_consequences = attrgetter(*CONSEQUENCES)


def check_together(regime: Regime, changes: tuple[Change, ...], name: str) -> None:
    """Refuse a regime and its reforms where their values contradict each other; `name` is the file's in messages."""
    try:
        for change in changes:
            if change.table != "levers":
                row_of(change.table, change.row, regime)
        counted, paid = regime.of_tables(_checked)
        _cap(regime, changes)
        _ballots(regime, changes, counted, paid)
    except ScenarioError as error:
        raise error.at(name) from None


def _checked(regime: Regime) -> tuple[frozenset[str], frozenset[str]]:
    """Refuse tables that contradict themselves; readings that count and rungs with a consequence, by id."""
    _groups(regime)
    _quotas(regime)
    counted = frozenset(r.id for r in regime.readings if _counts(r))
    return counted, frozenset(rung.id for rung in _active(regime.rungs))


def _groups(regime: Regime) -> None:
    """Refuse a group of readings with a weight but no members, or with members that nobody listens to."""
    for group, weight in regime.group_weights:
        members = [r for r in regime.readings if r.group == group and r.weight > 0]
        if weight > 0 and not members:
            raise ScenarioError(phrase("scenarios.regimes.idle_group", weight=weight, group=group), f"groups.{group}")
        closeness = sum(r.responsibility + r.closeness + r.knowledge for r in members)
        if weight > 0 and closeness <= 0:
            raise ScenarioError(phrase("scenarios.regimes.mute_group"), f"groups.{group}")


def _active(rungs: Iterable[Rung]) -> list[Rung]:
    """Rungs with a consequence."""
    return [rung for rung in rungs if max(_consequences(rung)) > 0]


def _quotas(regime: Regime) -> None:
    """Refuse quotas of the first and of the last that together exceed all units.

    Quotas of the first contain one another, and so do those of the last, so only the widest of each count.
    """
    widest: dict[tuple[str, float, str], dict[str, Rung]] = {}
    for rung in _active(regime.rungs):
        if rung.rule in ("top", "bottom"):
            of_rule = widest.setdefault((rung.source, rung.person, rung.track), {})
            of_rule[rung.rule] = max(of_rule.get(rung.rule, rung), rung, key=lambda r: r.quota)
    for pair in widest.values():
        if len(pair) == 2 and pair["top"].quota + pair["bottom"].quota > 1.0 + 1e-9:
            top, bottom = pair["top"], pair["bottom"]
            what = phrase("scenarios.regimes.quotas", top=top.quota, bottom=bottom.quota, other=bottom.id)
            raise ScenarioError(what, f"rungs.{top.id}.quota")


def least_cap(regime: Regime) -> float:
    """The number of items under veto: no cap on indicators can remove them."""
    return sum(item.items for item in regime.indicators if item.veto > 0)


def _cap(regime: Regime, changes: tuple[Change, ...]) -> None:
    """Refuse a cap on indicators below the number of items under veto."""
    veto = least_cap(regime)
    caps = {"": regime.levers.indicator_cap} | {
        c.reform: c.value for c in changes if c.column == "indicator_cap" and c.mode in ("at_most", "towards")
    }
    for reform, cap in caps.items():
        if cap < veto:
            set_by = phrase("scenarios.regimes.set_by", reform=reform) if reform else NOTHING
            message = phrase("scenarios.regimes.cap", cap=cap, set_by=set_by, veto=veto)
            raise ScenarioError(message, "levers.indicator_cap")


def _ballots(regime: Regime, changes: tuple[Change, ...], counted: frozenset[str], paid: frozenset[str]) -> None:
    """Refuse a rung whose reading has no weight: such a reading takes no time and tires nobody, so it would be free."""
    counted |= {c.row for c in changes if c.table == "readings" and c.column in WEIGHTS and _raises(c)}
    paid |= {c.row for c in changes if c.table == "rungs" and c.column in CONSEQUENCES and _raises(c)}
    for rung in regime.rungs:
        if rung.id in paid and rung.source and rung.source not in counted:
            name = next((each.name_zh for each in regime.readings if each.id == rung.source), rung.source)
            said = phrase("scenarios.regimes.ballot", source=Both(rung.source, name))
            raise ScenarioError(said, f"rungs.{rung.id}")


def _counts(reading: Reading) -> bool:
    return reading.weight > 0 or reading.post_weight > 0


def _raises(change: Change) -> bool:
    """Whether a change can lift a column off zero."""
    low = meanings({"readings": Reading, "rungs": Rung}[change.table])[change.column].low
    return change.mode in ("towards", "add", "at_least", "share") and change.value > low
