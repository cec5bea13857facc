"""How a parameter is declared: one frozen dataclass field with meaning, unit, range, source and rows.

Every lever, behavioural parameter and table column of the model is a dataclass field made by
`parameter`, `choice` or `text` below. What a value means is therefore written once, next to its default, and the
checks, the generated tables of the documentation and `kaohe show` all read it from there.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Wording:
    """English with named blanks and what fills them, kept apart so that floors above can say it in other languages.

    The template is the key of its translation; a tuple of words fills a blank with their list.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        listed = {name: ", ".join(v) if isinstance(v, tuple) else v for name, v in self.values.items()}
        return self.template.format(**listed)


PASSED = "_passed_check"  # marks an instance that has been checked
MISSING = Wording("missing")  # what a check found where a value is required
NUMBER, NUMBER_OF = "a number from {low:g} to {high:g}", "a number from {low:g} to {high:g} ({unit})"
WHOLE = "a whole number from {low} to {high}"
ONE_OF = "one of {words}"


class ParameterError(ValueError):
    """A value the model cannot take; `field`, `value` and `expected` say which, what and why.

    `expected` is a `Wording`, English without blanks, or what a floor above says; so is `value` where a check
    describes what it found instead of showing it.
    """

    def __init__(self, field: str, value: object, expected: object) -> None:
        self.field, self.value, self.expected = field, value, expected
        super().__init__(f"{field}: {_shown(value)} is not possible; expected {expected}")

    def __reduce__(self) -> tuple[type[ParameterError], tuple[str, object, object]]:
        return ParameterError, (self.field, self.value, self.expected)


@dataclass(frozen=True)
class Meaning:
    """What one parameter is: inclusive range, unit, rows (ids in docs/rows.md), source, and a line in each language."""

    low: float
    high: float
    unit: str
    rows: str
    source: str
    en: str
    zh: str


def parameter(
    default: float, low: float, high: float, unit: str, rows: str, en: str, zh: str, source: str = "assumed"
) -> Any:
    """A real-valued field with its meaning; `low` and `high` are both allowed."""
    return dataclasses.field(default=default, metadata={"meaning": Meaning(low, high, unit, rows, source, en, zh)})


def choice(default: str, options: tuple[str, ...], rows: str, en: str, zh: str) -> Any:
    """A field that takes one of a few words."""
    return dataclasses.field(default=default, metadata={"options": options, "rows": rows, "en": en, "zh": zh})


def meanings(declared: type | object) -> dict[str, Meaning]:
    """The meaning of every real-valued field of a parameter class, in order of declaration."""
    return dict(_declaration(declared if isinstance(declared, type) else type(declared)).meanings)


def numbers_of(instance: Any) -> tuple[float, ...]:
    """The real-valued fields of an instance, in order of declaration."""
    return _declaration(type(instance)).numbers(instance)  # type: ignore[arg-type]


class _Declaration(NamedTuple):
    """What checks need to know of a parameter class, looked up once: runs of a study ask for it a thousand times."""

    meanings: dict[str, Meaning]
    numbers: Callable[[Any], tuple[float, ...]]
    ranges: tuple[tuple[float, float], ...]
    options: dict[str, tuple[str, ...]]


@cache
def _declaration(kind: type) -> _Declaration:
    fields = dataclasses.fields(kind)
    known = {f.name: f.metadata["meaning"] for f in fields if "meaning" in f.metadata}
    options = {f.name: f.metadata["options"] for f in fields if "options" in f.metadata}
    look = attrgetter(*known) if len(known) > 1 else lambda instance: tuple(getattr(instance, name) for name in known)
    return _Declaration(known, look, tuple((m.low, m.high) for m in known.values()), options)


def check(instance: Any, where: str = "") -> None:
    """Refuse, with a `ParameterError`, an instance with a field outside its range or list of options.

    where: what goes before the field's name in the error, such as `fields.health.`. What has passed once is not looked
    at again: instances are frozen, and runs of a study ask of one many times.
    """
    if PASSED in vars(instance):
        return
    if _fits(instance):
        object.__setattr__(instance, PASSED, True)
        return
    for f in dataclasses.fields(instance):
        name, value = f"{where}{f.name}", getattr(instance, f.name)
        if "meaning" in f.metadata:
            _check_number(name, value, f.metadata["meaning"])
        elif "options" in f.metadata and value not in f.metadata["options"]:
            raise ParameterError(name, value, Wording(ONE_OF, words=f.metadata["options"]))


def _fits(instance: Any) -> bool:
    """Whether all is plainly as declared; a number of an unusual type is left to the check that names it."""
    declared = _declaration(type(instance))  # type: ignore[arg-type]
    for value, (low, high) in zip(declared.numbers(instance), declared.ranges, strict=True):
        if not (type(value) in (float, int) and low <= value <= high):
            return False
    return all(getattr(instance, name) in options for name, options in declared.options.items())


def build(declared: type[T], values: Mapping[str, object], where: str = "") -> T:
    """An instance of a parameter class from a mapping; a `ParameterError` refuses unknown keys and bad values.

    where: what goes before a field's name in the error, such as `fields.health.`
    """
    names = [f.name for f in dataclasses.fields(declared)]  # type: ignore[arg-type]
    for key in values:
        if key not in names:
            raise ParameterError(f"{where}{key}", values[key], _known(key, names))
    required = [
        f.name
        for f in dataclasses.fields(declared)  # type: ignore[arg-type]
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    for name in required:
        if name not in values:
            raise ParameterError(f"{where}{name}", MISSING, "a value")
    instance = declared(**values)
    check(instance, where)
    return instance


def changed(instance: T, values: Mapping[str, Any]) -> T:
    """A copy of an instance in which some real-valued fields have other values, by name.

    Only those are checked: `ParameterError` for a value outside the field's range, `KeyError` for an unknown name. So
    whether the whole has passed its check stays as it was.
    """
    known, other = meanings(instance), copy(instance)
    for name, value in values.items():
        _check_number(name, value, known[name])
        object.__setattr__(other, name, value)
    return other


def _check_number(name: str, value: object, meaning: Meaning) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not _inside(value, meaning):
        template = NUMBER_OF if meaning.unit else NUMBER
        raise ParameterError(name, value, Wording(template, low=meaning.low, high=meaning.high, unit=meaning.unit))


def _inside(value: float, meaning: Meaning) -> bool:
    # The ends come first: a whole number too large for a double has an order, but math knows it not.
    return meaning.low <= value <= meaning.high and math.isfinite(value)


def _known(word: str, names: list[str]) -> Wording:
    found = difflib.get_close_matches(word, names, 1)
    if found:
        return Wording('one of the known names; did you mean "{word}"?', word=found[0])
    return Wording("one of the known names: {words}", words=tuple(names))


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
