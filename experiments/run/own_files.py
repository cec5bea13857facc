"""Loading a user's own measures and cadres: from `my_module.py:function`, or from objects of Python.

**Loading a file executes it**, as `python my_module.py` would, so that is done only for a file that the user names, or
for the copy beside results where the user asks for it.
"""

from __future__ import annotations

import inspect
import math
import sys
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import ScenarioError, expected, unknown
from scenarios.files import read_bytes
from scenarios.languages import phrase, quoted
from sim.measures import NAMES

from .mesa_face import is_cadre_class
from .own_code import FOLDER, PREFIXES, TAKEN, Function, OwnCode, OwnMeasure, Source, keep_file

if TYPE_CHECKING:
    from sim.mesa.agents import TownshipCadre


SUFFIX = ".py"
Given = Mapping[str, Function | str] | Iterable[Function | str]  # by name, or under their own names


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
    keep_file(files, path.name, content)
    source = Source(path.name, name, sha256(content).hexdigest())
    module = _executed(str(path.absolute()), source.sha256)
    if not hasattr(module, name):
        public = [each for each in vars(module) if not each.startswith("_")]
        raise ScenarioError(unknown("name_in_file", name, public), file)
    return getattr(module, name), source


def _source_of(what: Any, files: dict[str, bytes]) -> Source:
    """Where an object given in Python stands; without a file where it was typed in."""
    name = str(getattr(what, "__qualname__", type(what).__name__))
    try:
        path = Path(inspect.getsourcefile(what) or "")
        content = path.read_bytes()
    except (TypeError, OSError):
        return Source("", name, "")
    if name.isidentifier():  # else inside another function, or a lambda: no file gives it again
        keep_file(files, path.name, content)
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
