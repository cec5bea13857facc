"""A user's own measures and cadres: from a file or from Python, with what a record keeps of them.

A file is named as `my_module.py:function`. **Loading it executes it**, as `python my_module.py` would, so that is done
only for a file that the user names, or for the copy beside results where the user asks for it. A record keeps names and
hashes, and the folder of results a copy of the file.
"""

from __future__ import annotations

import inspect
import math
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import ScenarioError, expected, unknown
from scenarios.files import read_bytes
from scenarios.languages import phrase, quoted
from sim.measures import NAMES, Measure

from .county import County
from .mesa_face import is_cadre_class

if TYPE_CHECKING:
    from sim.mesa.agents import TownshipCadre

FOLDER = "code"  # in a folder of results: copies of the user's files
SUFFIX = ".py"
# Names that labelled results and tables have for something else.
TAKEN = frozenset({
    "scenario", "replicate", "month", "seed", "point", "place", "township", "field", "office", "line", "payer", "rule",
    "headline", "world", "edge", "cost", "cost_once", "cost_spread", "level", "start", "run", "stage", "message",
    "failed", "in_worlds", "under_rules", "size_class", "kind", "cadres", "villages", "rule_replicate", "edge_number",
    "end",
})  # fmt: skip
PREFIXES = ("level_", "series_", "township_", "office_", "field_", "scenario_", "chance_")  # of the same

Function = Callable[[County], float]
Given = Mapping[str, Function | str] | Iterable[Function | str]  # by name, or under their own names


@dataclass(frozen=True)
class Source:
    """Where something of a user's stands: name of its file (empty: none), name inside it, hash of the file."""

    file: str
    name: str
    sha256: str

    @property
    def shown(self) -> str:
        """As it is written in commands and messages."""
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
        """This and another, measures of this one first."""
        files = dict(self.files)
        for name, content in other.files.items():
            _keep(files, name, content)
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


def own_code(
    measures: Given = (), cadre_class: type[TownshipCadre] | str | None = None, folder: Path = Path()
) -> OwnCode:
    """A user's measures and class of cadres, as objects or as `file.py:name` from a folder; their files are executed.

    Raises `ScenarioError` for a file or a name that is not there, and for what is no function or no such class.
    """
    pairs: list[tuple[str, Any]] = (
        list(measures.items()) if isinstance(measures, Mapping) else [("", each) for each in _several(measures)]
    )
    files: dict[str, bytes] = {}
    found, functions = [], []
    for name, what in pairs:
        function, source = _resolved(what, folder, files)
        if not callable(function):
            raise ScenarioError(expected(function, phrase("experiments.own_code.a_function")), source.shown)
        found.append(_described(name or source.name, function, source))
        functions.append(function)
    ids = [each.id for each in found]
    for name in ids:
        if ids.count(name) > 1:
            raise ScenarioError(phrase("experiments.study.twice", word=name), "measures")
    if cadre_class is None:
        return OwnCode(tuple(found), None, tuple(functions), None, files)
    cadres, source = _resolved(cadre_class, folder, files)
    if not is_cadre_class(cadres):
        raise ScenarioError(expected(cadres, phrase("experiments.own_code.a_class")), source.shown)
    return OwnCode(tuple(found), source, tuple(functions), cadres, files)


def loaded(own: OwnCode, folder: Path) -> OwnCode:
    """The code that a record names, from the copies in a folder, which is executed; refused if it has changed."""
    if own.is_loaded:
        return own
    for source in (*(each.source for each in own.measures), *([own.cadre_class] if own.cadre_class else [])):
        if not source.file or Path(source.file).name != source.file or not source.name.isidentifier():
            raise ScenarioError(phrase("experiments.own_code.no_file"), source.shown)
        if sha256(_content(folder / source.file, source.file)).hexdigest() != source.sha256:
            raise ScenarioError(phrase("experiments.own_code.changed"), str(folder / source.file))
    words = {each.id: each.source.shown for each in own.measures}
    again = own_code(words, own.cadre_class.shown if own.cadre_class else None, folder)
    return replace(own, functions=again.functions, cadres=again.cadres, files=again.files)


def keep_files(own: OwnCode, folder: Path) -> None:
    """Write copies of the user's files below a folder of results."""
    for name, content in own.files.items():
        (folder / FOLDER).mkdir(exist_ok=True)
        (folder / FOLDER / name).write_bytes(content)


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


def _several(given: Any) -> list[Any]:
    return [given] if isinstance(given, str) or callable(given) else list(given)


def _described(name: str, function: Any, source: Source) -> OwnMeasure:
    """What tables say of a measure, from attributes of its function."""
    if not name.isidentifier():
        raise ScenarioError(expected(name, phrase("scenarios.values.id")), "measures")
    if name in NAMES or name in TAKEN or name.startswith(PREFIXES):
        raise ScenarioError(phrase("experiments.own_code.taken", name=name), "measures")
    low, high, better = (
        getattr(function, key, usual) for key, usual in (("low", -math.inf), ("high", math.inf), ("better", 0))
    )
    if better not in (-1, 0, 1):
        raise ScenarioError(expected(better, phrase("experiments.own_code.better")), source.shown, "better")
    texts = {key: str(getattr(function, key, "")) for key in ("unit", "en", "zh")}
    formula = (inspect.getdoc(function) or "").partition("\n")[0]
    return OwnMeasure(name, source, low=float(low), high=float(high), better=int(better), formula=formula, **texts)


def _resolved(what: Any, folder: Path, files: dict[str, bytes]) -> tuple[Any, Source]:
    """An object of a user's and where it stands; the content of its file joins `files`."""
    if not isinstance(what, str):
        return what, _source_of(what, files)
    file, colon, name = what.rpartition(":")
    if not colon or not file.endswith(SUFFIX) or not name.isidentifier():
        raise ScenarioError(expected(what, phrase("experiments.own_code.a_reference")))
    path = folder / file
    content = _content(path, file)
    _keep(files, path.name, content)
    source = Source(path.name, name, sha256(content).hexdigest())
    module = _executed(str(path.absolute()), source.sha256)
    if not hasattr(module, name):
        public = [each for each in vars(module) if not each.startswith("_")]
        raise ScenarioError(unknown("name_in_file", name, public), file)
    return getattr(module, name), source


def _keep(files: dict[str, bytes], name: str, content: bytes) -> None:
    if files.setdefault(name, content) != content:
        raise ScenarioError(phrase("experiments.own_code.two_files", name=name))


def _source_of(what: Any, files: dict[str, bytes]) -> Source:
    """Where an object given in Python stands; without a file where it was typed in."""
    name = str(getattr(what, "__qualname__", type(what).__name__))
    try:
        path = Path(inspect.getsourcefile(what) or "")
        content = path.read_bytes()
    except (TypeError, OSError):
        return Source("", name, "")
    if name.isidentifier():  # else inside another function, or a lambda: no file gives it again
        _keep(files, path.name, content)
    return Source(path.name, name, sha256(content).hexdigest())


def _content(path: Path, shown: str) -> bytes:
    return read_bytes(path, shown, (".py",))


@lru_cache(maxsize=32)
def _executed(path: str, digest: str) -> Any:
    """The module in a file, executed once for each content."""
    name = f"kaohe_own_{Path(path).stem}_{digest[:12]}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ScenarioError(expected(path, phrase("experiments.own_code.a_reference")))
    module = module_from_spec(spec)
    sys.modules[name] = module  # so that what it defines can be pickled, and dataclasses find their module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
        line = getattr(error, "lineno", None) or (lines[-1] if lines else 1)
        said = phrase("experiments.own_code.not_loaded", error=type(error).__name__, detail=quoted(str(error)))
        raise ScenarioError(said, Path(path).name, phrase("experiments.study.line", line=line)) from error
    return module
