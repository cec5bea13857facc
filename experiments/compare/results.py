"""Results of a comparison as arrays, and as the labelled xarray Dataset made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from scenarios import Scenario
from scenarios.costs import in_world, load_costs
from scenarios.errors import ScenarioError, unknown
from scenarios.places import Place
from scenarios.shelf import shipped
from scenarios.unit_cost import Costs
from scenarios.values import number
from sim.compile.kernel import rules_hash
from sim.measures import HEADLINE, MEASURES, NAMES, Measure
from sim.parameters.regime import Regime

from ..run.last_month import OFFICE_STATES, TOWNSHIP_STATES, Ending, State
from ..run.record import bits
from .accounts import Accounts, accounts_of, accounts_of_worlds
from .comparison import RULES, Comparison, spec_of
from .ledger import LINES

if TYPE_CHECKING:
    import xarray

RUNS = ("scenario", "replicate", "month")
Labels = dict[str, Any]  # of xarray: values, or dimensions with values and attributes


class Row(Protocol):
    """A row of a regime's table, or a scenario: with an id, and a name in both languages that may be empty."""

    @property
    def id(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...


@dataclass(frozen=True)
class Precision:
    """How narrow intervals for chance were to be in one outcome.

    share: half of each at most this share of what effects are a share of (the outcome's range, or its level).
    """

    outcome: str
    share: float


@dataclass(frozen=True)
class Results:
    """What a comparison gave.

    series: (scenario, replicate, month, measure); level: (scenario, replicate, month, field), with
    `fields` naming the last axis; endings: last month of the first replicate, by scenario; townships: (scenario,
    replicate, township, column of `last_month.by_township`), means over the last quarters of the window that summaries
    are means of. worlds: what the plausible worlds gave that were run beside it; rules: what other rules of decision
    gave, by name. budget: what reforms may cost a year, per cent of the county's personnel cost, where the county's
    workbook says so. precision: how narrow intervals for chance were to be, if that was asked for.
    """

    comparison: Comparison
    series: NDArray[np.float64]
    level: NDArray[np.float64]
    fields: tuple[str, ...]
    endings: tuple[Ending, ...]
    townships: NDArray[np.float64]
    costs: Costs = field(default_factory=load_costs, repr=False)
    worlds: Results | None = None
    rules: Mapping[str, Results] = field(default_factory=dict)
    budget: float | None = None
    precision: Precision | None = None
    derived: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)  # made of it once

    def of(self, measure: str) -> NDArray[np.float64]:
        """One measure: (scenario, replicate, month)."""
        return self.series[..., self.columns.index(measure)]

    @property
    def columns(self) -> tuple[str, ...]:
        """Ids of the measures along the last axis of the series: built-in ones, then a user's own."""
        return (*NAMES, *self.comparison.own.names)

    @cached_property
    def accounts(self) -> Accounts:
        """What every scenario costs, at the unit costs of these results; in plausible worlds at those of each."""
        comparison = self.comparison
        common = comparison.baseline, comparison.place, self.series
        if not comparison.people:
            return accounts_of(comparison.scenarios, *common, self.costs)
        numbers = range(1, comparison.replicates + 1)
        costs = [in_world(self.costs, number) for number in numbers]
        return accounts_of_worlds([comparison.scenarios_of(number) for number in numbers], *common, costs)

    @cached_property
    def digest(self) -> str:
        """Hash of every bit of the series and levels; the order of scenarios does not matter."""
        total = sha256()
        for position in np.argsort(self.comparison.ids, kind="stable"):
            total.update(self.comparison.ids[position].encode())
            for values in (self.series[position], self.level[position]):
                for replicate in values:
                    total.update(bits(replicate))
        for beside in (self.worlds, *self.rules.values()):
            total.update(beside.digest.encode() if beside else b"")
        return total.hexdigest()

    def dataset(self) -> xarray.Dataset:
        """Labelled results: every measure by scenario, replicate and month; `level` also by field.

        `cost` and `cost_once` (scenario, replicate, line) are the accounts (`accounts`).
        `in_worlds` (scenario, world, month, headline) and `under_rules` (rule, scenario, rule_replicate, month,
        headline) are headline outcomes in plausible worlds and under other rules, where they were run beside.
        `township_...` (scenario, township) and `office_...` (scenario, office) are the state of the first
        replicate in its last month, `edge` (edge, end) the codes of neighbouring townships.
        """
        import xarray

        variables: dict[str, Any] = {
            measure.id: (RUNS, self.of(measure.id), _about(measure) | _range(measure))
            for measure in (*MEASURES, *self.comparison.own.declared)
        }
        variables["level"] = ((*RUNS, "field"), self.level, {"units": "level", "long_name": "True level"})
        about = {"units": "% of the county's personnel cost"}
        lines = ("scenario", "replicate", "line")
        variables["cost"] = (lines, self.accounts.running, about | {"long_name": "Running cost a year"})
        variables["cost_once"] = (lines, self.accounts.once, about | {"long_name": "Cost once"})
        years = {"units": "years", "long_name": "Years over which what is paid once is spread"}
        variables["cost_spread"] = ("replicate", self.accounts.over, years)
        variables |= self._beside()
        return xarray.Dataset(variables | self._townships() | self._offices(), self._labels(), self._attributes())

    def snapshots(self, lang: str = "en") -> dict[str, dict[str, Any]]:
        """The last month of each scenario's first replicate, as the network figure takes it."""
        place = self.comparison.place
        return {
            scenario.id: snapshot(place, scenario.regime, ending, lang)
            for scenario, ending in zip(self.comparison.scenarios, self.endings, strict=True)
        }

    def _beside(self) -> Labels:
        """Headline outcomes of what was run beside it."""
        columns = [self.columns.index(name) for name in self._headline]
        found: Labels = {}
        about = {"long_name": "Headline outcomes"}
        if self.worlds:
            found["in_worlds"] = (("scenario", "world", "month", "headline"), self.worlds.series[..., columns], about)
        if self.rules:
            values = np.stack([each.series[..., columns] for each in self.rules.values()])
            found["under_rules"] = (("rule", "scenario", "rule_replicate", "month", "headline"), values, about)
        return found

    @property
    def _headline(self) -> list[str]:
        return [*HEADLINE, *self.comparison.own.names]

    def _townships(self) -> Labels:
        found: Labels = {"edge": (("edge_number", "end"), self.endings[0].edges)}
        for state in TOWNSHIP_STATES:
            values = np.stack([ending.townships[state.id] for ending in self.endings])
            found[f"township_{state.id}"] = (("scenario", "township"), values, _about(state))
        return found

    def _offices(self) -> Labels:
        names, found = list(rows_by_id(self.comparison, "offices")), {}
        for state in OFFICE_STATES:
            values = np.full((len(self.endings), len(names)), np.nan)
            for row, (ending, scenario) in enumerate(zip(self.endings, self.comparison.scenarios, strict=True)):
                values[row, [names.index(office.id) for office in scenario.regime.offices]] = ending.offices[state.id]
            found[f"office_{state.id}"] = (("scenario", "office"), values, _about(state))
        return found

    def _labels(self) -> Labels:
        comparison = self.comparison
        townships = comparison.place.townships
        labels = {
            "scenario": comparison.ids,
            "replicate": np.arange(1, comparison.replicates + 1),
            "seed": ("replicate", np.array(comparison.seeds, np.int64)),
            "month": np.arange(1, comparison.months + 1),
            "start": ("scenario", np.array(comparison.starts, np.int64)),
            "township": [township.code for township in townships],
            "line": [line.id for line in LINES],
            "payer": ("line", [line.payer for line in LINES]),
        }
        labels |= {"headline": self._headline} if self.worlds or self.rules else {}
        labels |= {"rule": list(self.rules)} if self.rules else {}
        labels |= _by("scenario", comparison.scenarios, scenario_name_en=_en, scenario_name_zh=_zh, scenario_kind=kind)
        labels |= {f"township_name_{lang}": ("township", [t.label(lang) for t in townships]) for lang in ("zh", "en")}
        for name in ("size_class", "kind", "cadres", "villages"):
            labels[name] = ("township", [getattr(township, name) for township in townships])
        for dimension, table in (("field", "fields"), ("office", "offices")):
            rows = rows_by_id(comparison, table)
            labels[dimension] = list(rows)
            labels |= _by(dimension, rows.values(), **{f"{dimension}_name_en": _en, f"{dimension}_name_zh": _zh})
        return labels

    def _attributes(self) -> Labels:
        place = self.comparison.place
        return {
            "title": "kaohe: assessment regimes compared under common luck",
            "baseline": self.comparison.baseline,
            "place": place.id,
            "place_name_en": place.name_en,
            "place_name_zh": place.name_zh,
            "place_code": place.code,
            "seed": self.comparison.seed,
            "uncertainty": self.comparison.uncertainty,
            "decision_rule": RULES[int(self.comparison.behaviour.decision_rule)],
            "warmup": self.comparison.warmup,
            "warmed_up_apart": " ".join(self.comparison.apart),
            "rules": rules_hash(),
            "own_measures": " ".join(self.comparison.own.names),
        }


def snapshot(place: Place, regime: Regime, ending: Ending, lang: str = "en") -> dict[str, Any]:
    """One county as the network figure takes it; townships by number, as what is shown of them is the model's."""
    townships = place.townships
    codes = [township.code for township in townships]
    return {
        "townships": [str(number) for number in range(1, len(townships) + 1)],
        "cadres": np.array([township.cadres for township in townships], np.float64),
        "villages": np.array([township.villages for township in townships], np.int64),
        "edges": [(codes.index(one), codes.index(other)) for one, other in ending.edges],
        "state": ending.townships,
        "offices": [(_zh if lang == "zh" else _en)(office) for office in regime.offices],
        "visits": ending.offices["visits"],
    }


def record_of(results: Sequence[Results]) -> dict[str, Any]:
    """What the record of one run holds: its comparisons, what came out of each as a digest, each scenario once."""
    spec = spec_of([each.comparison for each in results])
    studies = [study | {"digest": each.digest} for study, each in zip(spec["studies"], results, strict=True)]
    costs = {"costs": {name: asdict(cost) for name, cost in results[0].costs.items()}}
    first = results[0]
    budget = {} if first.budget is None else {"budget": first.budget}
    precision = {} if first.precision is None else {"precision": asdict(first.precision)}
    return spec | {"studies": studies} | costs | budget | precision


def precision_of(record: Mapping[str, Any], where: str) -> Precision | None:
    """The precision in the record of a run, if one was asked for."""
    if "precision" not in record:
        return None
    asked = record["precision"]
    outcome = str(asked["outcome"])
    if outcome not in NAMES:
        raise ScenarioError(unknown("measure", outcome, NAMES), f"{where}, precision")
    return Precision(outcome, number(asked["share"], f"{where}, precision", 0, 1))


def _en(row: Row) -> str:
    return row.name_en or row.id


def _zh(row: Row) -> str:
    return row.name_zh or row.id


def kind(scenario: Scenario) -> str:
    """Whether a scenario is a regime as written, or adds a package, or single reforms or levers only."""
    if not scenario.overlays and "+" not in scenario.id and "," not in scenario.id:
        return "regime"
    packages = set(shipped("package"))
    added = {re.split("[=@]", part)[0].strip() for part in re.split("[+,]", scenario.id)[1:]}
    return "package" if packages & added else "reform"


def _by(dimension: str, rows: Iterable[Any], **columns: Callable[[Any], Any]) -> Labels:
    return {name: (dimension, [value(row) for row in rows]) for name, value in columns.items()}


def _about(what: Measure | State) -> dict[str, str]:
    return {"units": what.unit, "long_name": what.en, "long_name_zh": what.zh}


def _range(measure: Measure) -> Labels:
    return {
        "valid_min": measure.low, "valid_max": measure.high, "better": measure.better,
        "formula": measure.formula, "row": measure.row,
    }  # fmt: skip


def rows_by_id(comparison: Comparison, table: str) -> dict[str, Row]:
    """Rows of a table of all regimes by id; of two with one id the one of the first scenario in the alphabet."""
    found: dict[str, Row] = {}
    for scenario in sorted(comparison.scenarios, key=lambda scenario: scenario.id):
        for row in getattr(scenario.regime, table):
            found.setdefault(row.id, row)
    return dict(sorted(found.items()))
