"""Results of a study: arrays with the study they belong to, and the labelled xarray Dataset made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scenarios.shelf import shipped
from sim.compile.kernel import rules_hash
from sim.measures import MEASURES, NAMES

from .comparison import Study
from .last_month import OFFICE_STATES, TOWNSHIP_STATES, Ending

if TYPE_CHECKING:
    import xarray

RUNS = ("scenario", "replicate", "month")


@dataclass(frozen=True)
class Results:
    """What a study gave.

    series: (scenario, replicate, month, measure); level: (scenario, replicate, month, field), with
    `fields` naming the last axis; endings: last month of the first replicate, by scenario.
    """

    study: Study
    series: NDArray[np.float64]
    level: NDArray[np.float64]
    fields: tuple[str, ...]
    endings: tuple[Ending, ...]

    def of(self, measure: str) -> NDArray[np.float64]:
        """One measure: (scenario, replicate, month)."""
        return self.series[..., NAMES.index(measure)]

    @cached_property
    def digest(self) -> str:
        """Hash of every bit of the series and levels; the order of scenarios does not matter."""
        total = sha256()
        for position in np.argsort(self.study.ids, kind="stable"):
            total.update(self.study.ids[position].encode())
            for values in (self.series[position], self.level[position]):
                total.update(np.ascontiguousarray(values).astype("<f8", copy=False).tobytes())
        return total.hexdigest()

    def dataset(self) -> xarray.Dataset:
        """Labelled results: every measure by scenario, replicate and month; `level` also by field.

        `township_...` (scenario, township) and `office_...` (scenario, office) are the state of the first
        replicate in its last month, `edge` (edge, end) the codes of neighbouring townships.
        """
        import xarray

        variables: dict[str, Any] = {
            measure.id: (RUNS, self.of(measure.id), _about(measure) | _range(measure)) for measure in MEASURES
        }
        variables["level"] = ((*RUNS, "field"), self.level, {"units": "level", "long_name": "True level"})
        return xarray.Dataset(variables | self._townships() | self._offices(), self._labels(), self._about())

    def snapshots(self, lang: str = "en") -> dict[str, dict[str, Any]]:
        """The last month of each scenario's first replicate, as the network figure takes it."""
        townships = self.study.place.townships
        codes = [township.code for township in townships]
        common = {
            "townships": [township.label(lang) for township in townships],
            "cadres": np.array([township.cadres for township in townships], np.float64),
            "villages": np.array([township.villages for township in townships], np.int64),
        }
        return {
            scenario.id: common
            | {
                "edges": [(codes.index(one), codes.index(other)) for one, other in ending.edges],
                "state": ending.townships,
                "offices": [(_zh if lang == "zh" else _en)(office) for office in scenario.regime.offices],
                "visits": ending.offices["visits"],
            }
            for scenario, ending in zip(self.study.scenarios, self.endings, strict=True)
        }

    def _townships(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            f"township_{state.id}": (
                ("scenario", "township"),
                np.stack([ending.townships[state.id] for ending in self.endings]),
                _about(state),
            )
            for state in TOWNSHIP_STATES
        }
        return found | {"edge": (("edge_number", "end"), self.endings[0].edges)}

    def _offices(self) -> dict[str, Any]:
        names = list(_named(self.study, "offices"))
        found = {}
        for state in OFFICE_STATES:
            values = np.full((len(self.endings), len(names)), np.nan)
            for row, (ending, scenario) in enumerate(zip(self.endings, self.study.scenarios, strict=True)):
                columns = [names.index(office.id) for office in scenario.regime.offices]
                values[row, columns] = ending.offices[state.id]
            found[f"office_{state.id}"] = (("scenario", "office"), values, _about(state))
        return found

    def _labels(self) -> dict[str, Any]:
        study = self.study
        townships = study.place.townships
        labels = {
            "scenario": study.ids,
            **_by("scenario", study.scenarios, scenario_name_en=_en, scenario_name_zh=_zh, scenario_kind=kind),
            "replicate": np.arange(1, study.replicates + 1),
            "seed": ("replicate", np.array(study.seeds, np.int64)),
            "month": np.arange(1, study.months + 1),
            "township": [township.code for township in townships],
            **_by("township", townships, township_name_zh=_label("zh"), township_name_en=_label("en")),
            **_by("township", townships, size_class=lambda t: t.size_class, kind=lambda t: t.kind),
            **_by("township", townships, cadres=lambda t: t.cadres, villages=lambda t: t.villages),
        }
        for dimension, table in (("field", "fields"), ("office", "offices")):
            rows = _named(study, table)
            labels[dimension] = list(rows)
            labels |= _by(dimension, rows.values(), **{f"{dimension}_name_en": _en, f"{dimension}_name_zh": _zh})
        return labels

    def _about(self) -> dict[str, Any]:
        study = self.study
        return {
            "title": "kaohe: assessment regimes compared under common luck",
            "baseline": study.baseline,
            "place": study.place.id,
            "place_name_en": study.place.name_en,
            "place_name_zh": study.place.name_zh,
            "place_code": study.place.code,
            "seed": study.seed,
            "uncertainty": study.uncertainty,
            "rules": rules_hash(),
        }


def _en(row: Any) -> str:
    return str(row.name_en or row.id)


def _zh(row: Any) -> str:
    return str(row.name_zh or row.id)


def _label(lang: str) -> Callable[[Any], str]:
    return lambda township: str(township.label(lang))


def kind(scenario: Any) -> str:
    """Whether a scenario is a regime as written, or adds a package, or single reforms or levers only."""
    if not scenario.overlays and "+" not in scenario.id and "," not in scenario.id:
        return "regime"
    packages = set(shipped("package"))
    added = {re.split("[=@]", part)[0].strip() for part in re.split("[+,]", scenario.id)[1:]}
    return "package" if packages & added else "reform"


def _by(dimension: str, rows: Any, **columns: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: (dimension, [value(row) for row in rows]) for name, value in columns.items()}


def _about(what: Any) -> dict[str, str]:
    return {"units": what.unit, "long_name": what.en, "long_name_zh": what.zh}


def _range(measure: Any) -> dict[str, Any]:
    return {
        "valid_min": measure.low, "valid_max": measure.high, "better": measure.better,
        "formula": measure.formula, "row": measure.row,
    }  # fmt: skip


def _named(study: Study, table: str) -> dict[str, Any]:
    """Rows of a table of all regimes by id; of two with one id the one of the first scenario in the alphabet."""
    found: dict[str, Any] = {}
    for scenario in sorted(study.scenarios, key=lambda scenario: str(scenario.id)):
        for row in getattr(scenario.regime, table):
            found.setdefault(row.id, row)
    return dict(sorted(found.items()))


def spread_fields(study: Study, levels: NDArray[np.float64]) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Levels by the fields of all regimes, NaN where a regime has no such field."""
    names = tuple(_named(study, "fields"))
    wide = np.full((*levels.shape[:3], len(names)), np.nan)
    for row, scenario in enumerate(study.scenarios):
        columns = [names.index(field.id) for field in scenario.regime.fields]
        wide[row][..., columns] = levels[row][..., : len(columns)]
    return wide, names
