"""A user's own measures and cadres in runs, and what is kept of them: names and hashes in records, copies of files.

`own_files` loads them.
"""

from __future__ import annotations

import math
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import ScenarioError, expected
from scenarios.languages import phrase, quoted
from sim.measures import Measure

from .county import County

if TYPE_CHECKING:
    from sim.mesa.agents import TownshipCadre

FOLDER = "code"  # in a folder of results: copies of the user's files
# Names that labelled results and tables have for something else.
TAKEN = frozenset({
    "scenario", "replicate", "month", "seed", "point", "place", "township", "field", "office", "line", "payer", "rule",
    "headline", "world", "edge", "cost", "cost_once", "cost_spread", "level", "start", "run", "stage", "message",
    "failed", "in_worlds", "under_rules", "size_class", "kind", "cadres", "villages", "rule_replicate", "edge_number",
    "end",
})  # fmt: skip
PREFIXES = ("level_", "series_", "township_", "office_", "field_", "scenario_", "chance_")  # of the same

Function = Callable[[County], float]


@dataclass(frozen=True)
class Source:
    """Where something of a user's stands: name of its file (empty: none), name inside it, hash of the file."""

    file: str
    name: str
    sha256: str

    @property
    def shown(self) -> str:
        """The place as commands and messages write it: `file.py:name`, or the name alone where there is no file."""
        return f"{self.file}:{self.name}" if self.file else self.name


@dataclass(frozen=True)
class OwnMeasure:
    """A measure of a user's own: what tables call it, its unit and range, which way is better (0: neither)."""

    id: str
    source: Source
    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    better: int = 0
    en: str = ""
    zh: str = ""
    formula: str = ""

    @property
    def declared(self) -> Measure:
        """A user's own measure in the form in which built-in measures are declared, for tables and figures."""
        names = self.en or self.id, self.zh or self.en or self.id
        return Measure(self.id, "", self.unit, self.low, self.high, self.better, *names, self.formula, _none, False)


def _none(*_: object) -> float:
    raise NotImplementedError("a user's own measure is computed by `OwnCode`")


@dataclass(frozen=True)
class OwnCode:
    """What runs take of a user's own. `functions`, `cadres` and `files` are there once the code was loaded."""

    measures: tuple[OwnMeasure, ...] = ()
    cadre_class: Source | None = None
    functions: tuple[Function, ...] = field(default=(), compare=False, repr=False)
    cadres: type[TownshipCadre] | None = field(default=None, compare=False, repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)  # by name, for copies

    def __bool__(self) -> bool:
        return bool(self.measures) or self.cadre_class is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the measures."""
        return tuple(measure.id for measure in self.measures)

    @property
    def shown(self) -> tuple[str, ...]:
        """Every function and class as `file.py:name`."""
        sources = [measure.source for measure in self.measures] + ([self.cadre_class] if self.cadre_class else [])
        return tuple(source.shown for source in sources)

    @property
    def declared(self) -> tuple[Measure, ...]:
        """The measures as built-in ones are declared."""
        return tuple(measure.declared for measure in self.measures)

    @property
    def is_loaded(self) -> bool:
        """Whether it can be run."""
        return len(self.functions) == len(self.measures) and (self.cadres is None) == (self.cadre_class is None)

    def joined(self, other: OwnCode) -> OwnCode:
        """Code with the measures and files of this and of another, this one's first; cadres of whichever has some."""
        files = dict(self.files)
        for name, content in other.files.items():
            keep_file(files, name, content)
        return OwnCode(
            self.measures + other.measures, self.cadre_class or other.cadre_class,
            self.functions + other.functions, self.cadres or other.cadres, files,
        )  # fmt: skip

    def value(self, number: int, county: County) -> float:
        """One measure; raises `ScenarioError` with file, function and month where it has no number."""
        measure = self.measures[number]
        try:
            found = self.functions[number](county)
            number_of = float(found) if isinstance(found, Real) or getattr(found, "ndim", 1) == 0 else None
        except Exception as error:
            raise failed(measure.source, county.month, error) from error
        if number_of is None or math.isinf(number_of):
            raise self._at(measure.source, county.month, expected(found, phrase("experiments.own_code.a_number")))
        return number_of

    @staticmethod
    def _at(source: Source, month: int, what: Any) -> ScenarioError:
        return ScenarioError(what, source.shown, phrase("experiments.own_code.month", month=month))

    def record(self) -> dict[str, Any]:
        """Names and hashes as plain values; empty where nothing is a user's own."""
        if not self:
            return {}
        measures = [asdict(each) | {"low": _plain(each.low), "high": _plain(each.high)} for each in self.measures]
        return {"measures": measures, "cadre_class": asdict(self.cadre_class) if self.cadre_class else None}


NO_CODE = OwnCode()


def keep_file(files: dict[str, bytes], name: str, content: bytes) -> None:
    """Add the content of a file to those kept, by name; `ScenarioError` for two files of one name that differ."""
    if files.setdefault(name, content) != content:
        raise ScenarioError(phrase("experiments.own_code.two_files", name=name))


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None


def own_from(record: Mapping[str, Any]) -> OwnCode:
    """What a record says of a user's own code; nothing is loaded."""
    if not record:
        return NO_CODE
    measures = []
    for row in record["measures"]:
        low, high = -math.inf if row["low"] is None else row["low"], math.inf if row["high"] is None else row["high"]
        measures.append(OwnMeasure(**row | {"source": Source(**row["source"]), "low": low, "high": high}))
    cadres = record["cadre_class"]
    return OwnCode(tuple(measures), Source(**cadres) if cadres else None)


def failed(source: Source, month: int, error: Exception) -> ScenarioError:
    """The one message on what a user's code raised: its file and line, its name, the month, the exception."""
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == source.file
    ]
    where = [phrase("experiments.study.line", line=lines[-1])] if lines else []
    detail = error.args[0] if isinstance(error, KeyError) and error.args else error  # which would quote it twice
    said = phrase("experiments.own_code.raised", error=type(error).__name__, detail=quoted(str(detail)))
    when = phrase("experiments.own_code.month", month=month) if month else phrase("experiments.own_code.warmup")
    return ScenarioError(said, source.shown, *where, when)
