"""Reading a file as a whole: what is wrong is noted with its line and key, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.errors import Mistakes, ScenarioError, complaint, expected, unknown
from scenarios.files import tables_of
from scenarios.languages import Text, phrase
from scenarios.positions import Keys, line_of, lines_of
from scenarios.shelf import Source
from scenarios.values import table
from sim.parameters.declaration import ParameterError

Row = Mapping[str, Any]

HERE = ""  # where a value stands is said by the reading, not by the check of the value


@dataclass
class Reading:
    """What is being read, and what was wrong so far."""

    source: Source
    lines: dict[Keys, int]
    errors: list[tuple[int, ScenarioError]] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where relative paths begin."""
        return self.source.path.parent

    def wrong(self, keys: Keys, what: Text, *where: Text | str) -> None:
        """Note a mistake."""
        line = line_of(self.lines, keys)
        line_words = [phrase("experiments.study.line", line=line)] if self.lines else []  # none where there is no file
        at = [self.source.name, *line_words, ".".join(keys), *where]
        self.errors.append((line, ScenarioError(what, *(each for each in at if each))))

    def refusal(self) -> Mistakes:
        """All mistakes, in the order of the file."""
        return Mistakes([error for _, error in sorted(self.errors, key=lambda each: each[0])])

    def attempt(self, keys: Keys, work: Callable[..., Any], *given: Any, default: Any = None) -> Any:
        """What `work` makes of what it is given; where it refuses, the default, and the mistake is noted."""
        try:
            return work(*given)
        except Mistakes as several:
            for one in several.errors:
                self.wrong(keys, one.what, *one.where)
        except ScenarioError as error:
            self.wrong(keys, error.what, *error.where)
        except ParameterError as error:
            found = complaint(error)
            self.wrong(keys, found.what, *found.where)
        return default

    def missing(self, keys: Keys, key: str, accepted: Text) -> None:
        """Note that a table has not what it must have."""
        self.wrong(keys, phrase("scenarios.values.missing", accepted=accepted), key)

    def known(self, keys: Keys, given: Iterable[str], accepted: Sequence[str], kind: str = "key") -> None:
        """Refuse what is not among the accepted."""
        for key in given:
            if key not in accepted:
                self.wrong((*keys, key), unknown(kind, key, accepted))

    def table(self, keys: Keys, value: object) -> dict[str, Any]:
        """A table, or an empty one where it is none."""
        return dict(self.attempt(keys, table, value, HERE, default={}))

    def texts(self, keys: Keys, value: object, known: Sequence[str] | None = None, kind: str = "word") -> list[str]:
        """A list of different texts, or a single one."""
        several = [value] if isinstance(value, str) else value
        if not isinstance(several, list) or not several or not all(isinstance(each, str) for each in several):
            self.wrong(keys, expected(value, phrase("experiments.study.texts")))
            return []
        for each in dict.fromkeys(several):
            if several.count(each) > 1:
                self.wrong(keys, phrase("experiments.study.twice", word=each))
            if known is not None and each not in known:
                self.wrong(keys, unknown(kind, each, known))
        return list(dict.fromkeys(each for each in several if known is None or each in known))


def read_as(read: Callable[[Reading, Row], Any], content: str, source: Source) -> Any:
    """What `read` makes of the text of a file; raises `Mistakes` with all that is wrong where it gives None."""
    tables = tables_of(content, source.name)
    reading = Reading(source, lines_of(content))
    found = read(reading, tables)
    if found is None:
        raise reading.refusal()
    return found
