"""Regimes from files: sections checked, laid over the catalogue and over what the file extends, and built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.parameters.declaration import ParameterError, build, meanings
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime

from .assumed import Ranges, read_assumed
from .change import DIVIDED
from .columns import LEVERS, TABLES, Columns, check_levers, check_table
from .countries import CATALOGUE, CountryPack
from .errors import ScenarioError, complaint, expected, unknown
from .files import read_toml
from .languages import LANGUAGES, Both, Joined, in_all_languages, phrase
from .values import is_number, measured, number, table, word

SECTIONS = ("about", "country", "extends", "class_coefficients", "levers", "groups", "assumed", *TABLES)
MOST_GROUP_WEIGHT = 100.0
Draft = dict[str, Any]  # section -> checked values; rows of tables by id


def check_sections(tables: Mapping[str, object], name: str, pack: CountryPack) -> Draft:
    """The checked regime sections of a file; [about], `country` and `extends` are read elsewhere."""
    for key in tables:
        if key not in SECTIONS:
            raise ScenarioError(unknown("section", key, SECTIONS), name)
    checks: dict[str, Callable[[object, str], object]] = {
        "levers": check_levers, "groups": _groups,
        "class_coefficients": lambda value, name: _coefficients(value, name, tuple(pack.size_classes)),
    }  # fmt: skip
    draft: Draft = {key: check(tables[key], name) for key, check in checks.items() if key in tables}
    draft |= {kind: check_table(kind, tables[kind], name) for kind in TABLES if kind in tables}
    for row, columns in draft.get("indicators", {}).items():
        for kind in columns.get("kinds", ()):
            word(kind, f"{name}, indicators.{row}.kinds", tuple(pack.kinds))
    return draft


def numbers(draft: Draft) -> dict[str, float]:
    """Every number that a draft names, by dotted name: `levers.visits`, `groups.S1`, `rungs.promotion.prize`."""
    found = {f"{kind}.{key}": value for kind in ("levers", "groups") for key, value in draft.get(kind, {}).items()}
    for kind in TABLES:
        for row, columns in draft.get(kind, {}).items():
            found |= {f"{kind}.{row}.{key}": value for key, value in columns.items() if is_number(value)}
    return found


def ranges(tables: Mapping[str, object], draft: Draft, name: str, under: Ranges) -> Ranges:
    """Ranges of what a file assumes, and those of the file it extends for all that it leaves as it is there."""
    own = numbers(draft)
    kept = {key: each for key, each in under.items() if key not in own}
    return kept | read_assumed(tables.get("assumed", {}), name, own, _check)


def _check(key: str, value: object, where: str) -> float:
    """A value of what a dotted name is of."""
    kind, *_, column = key.split(".")
    if kind == "groups":
        return number(value, where, 0, MOST_GROUP_WEIGHT)
    return measured(value, where, LEVERS[column] if kind == "levers" else meanings(TABLES[kind])[column])


def _groups(section: object, name: str) -> dict[str, float]:
    given = table(section, f"{name}, [groups]")
    return {key: number(value, f"{name}, groups.{key}", 0, MOST_GROUP_WEIGHT) for key, value in given.items()}


def _coefficients(value: object, name: str, classes: tuple[str, ...]) -> tuple[float, ...]:
    where = f"{name}, class_coefficients"
    if not isinstance(value, list) or len(value) != len(classes):
        accepted = phrase("scenarios.regimes.one_for_each_class", count=len(classes), classes=", ".join(classes))
        raise ScenarioError(expected(value, accepted), where)
    return tuple(number(part, where, 0.01, 2) for part in value)


def merge(under: Draft, over: Draft) -> Draft:
    """`over` laid on `under`: rows column by column, levers and groups one by one."""
    merged = dict(under)
    for key, value in over.items():
        if key in TABLES:
            rows = dict(merged.get(key, {}))
            for row, columns in value.items():
                rows[row] = rows.get(row, {}) | columns
            merged[key] = rows
        else:
            merged[key] = merged.get(key, {}) | value if isinstance(value, dict) else value
    return merged


@cache
def catalogue(folder: Path) -> Draft:
    """Rows that regimes of a country start from."""
    draft: Draft = {}
    for kind in CATALOGUE:
        name = f"{folder.name}/catalogue/{kind}.toml"
        rows = read_toml(folder / "catalogue" / f"{kind}.toml", name)
        draft[kind] = check_table(kind, rows.get(kind, {}), name)
    return draft


def build_regime(draft: Draft, word: str, name: str, names: tuple[str, str], pack: CountryPack) -> Regime:
    """A whole regime: the country's catalogue, the draft on it, and every check of `sim.parameters.regime`."""
    rows = catalogue(pack.folder)
    whole = merge(rows, draft)
    whole["offices"] = _acting(whole, draft, name)
    whole["fields"] = {row: _of_whole(row, columns, whole["fields"], name) for row, columns in whole["fields"].items()}
    for kind in TABLES:
        _told_apart(kind, whole.get(kind, {}), name)
    for row, columns in whole.get("indicators", {}).items():
        _linked(row, columns, whole, name, rows)
    for row, columns in whole.get("rungs", {}).items():
        _looking_at(row, columns, whole["readings"], name)
    try:
        return Regime(
            id=word,
            levers=build(Levers, whole.get("levers", {}), "levers."),
            **{kind: _rows(kind, whole) for kind in TABLES},
            kinds=tuple(pack.kinds),
            size_classes=tuple(pack.size_classes),
            posts_per_deputy=pack.posts_per_deputy,
            roles=tuple(pack.roles),
            group_weights=tuple(sorted(whole.get("groups", {}).items())),
            class_coefficients=whole.get("class_coefficients", (1.0,) * len(pack.size_classes)),
            name_en=names[0],
            name_zh=names[1],
        )
    except ParameterError as error:
        raise complaint(error, name) from None


def _of_whole(row: str, columns: Columns, fields: Mapping[str, Columns], name: str) -> Columns:
    """A part of a field has the columns of the whole where it names none, but says itself what is its share."""
    under = fields.get(str(columns.get("part_of", "")))
    if under is None or "part_of" in under:
        return columns  # no part, or one that `sim.parameters.regime` refuses
    for key in DIVIDED:
        if key not in columns:
            raise ScenarioError(
                phrase("scenarios.values.missing", accepted=phrase("scenarios.values.share_of_whole")),
                f"{name}, fields.{row}.{key}",
            )
    return {**under, **columns}


def _acting(whole: Draft, draft: Draft, name: str) -> dict[str, Columns]:
    """Offices that the regime names: those of the catalogue only lend their columns."""
    named = draft.get("offices", {})
    if not named:
        owners = sorted(str(row.get("office")) for row in whole.get("indicators", {}).values() if row.get("office"))
        raise ScenarioError(
            phrase("scenarios.regimes.no_offices", example=(owners or sorted(whole["offices"]))[0]), name, "[offices]"
        )
    return {row: columns for row, columns in whole["offices"].items() if row in named}


def _rows(kind: str, whole: Draft) -> tuple[Any, ...]:
    rows = whole.get(kind, {})
    return tuple(
        build(TABLES[kind], {"id": row} | _named(columns) | columns, f"{kind}.{row}.") for row, columns in rows.items()
    )


def _named(columns: Columns) -> Columns:
    """Names in every language: one that is given in one language only is that of the other as well."""
    given = {language: columns[f"name_{language}"] for language in LANGUAGES if f"name_{language}" in columns}
    if not given:
        return {}  # which is refused with the row
    names = in_all_languages(given)
    return {f"name_{language}": names.render(language) for language in LANGUAGES}


def _told_apart(kind: str, rows: Mapping[str, Columns], name: str) -> None:
    """Refuse two rows of one name: nobody could tell them apart in a report."""
    for column in ("name_en", "name_zh"):
        seen: dict[str, str] = {}
        for row, columns in rows.items():
            called = str(columns.get(column, "")).strip()
            other = seen.setdefault(called, row) if called else row
            if other != row:
                said = phrase("scenarios.regimes.same_name", word=called, row=row, other=other)
                raise ScenarioError(said, f"{name}, {kind}.{row}")


def _linked(row: str, columns: Columns, whole: Draft, name: str, shipped: Draft) -> None:
    """Every indicator has an owner and a field, and both exist."""
    for key, choices in (("field", whole["fields"]), ("office", whole["offices"])):
        where = f"{name}, indicators.{row}.{key}"
        if not columns.get(key):
            raise ScenarioError(
                phrase(
                    "scenarios.values.missing",
                    accepted=phrase("scenarios.regimes.belongs", kind=phrase(f"scenarios.kinds.{key}")),
                ),
                where,
            )
        if key == "office" and columns[key] in set(shipped["offices"]) - set(choices):
            raise ScenarioError(
                phrase(
                    "scenarios.regimes.not_named",
                    office=_called(columns[key], shipped["offices"]),
                    row=columns[key],
                    known=Joined(tuple(_called(each, choices) for each in sorted(choices)), "scenarios.marks.comma"),
                ),
                where,
            )
        if columns[key] not in choices:
            word = str(columns[key])
            words = choices if word.isascii() else [str(row.get("name_zh", each)) for each, row in choices.items()]
            raise ScenarioError(unknown(key, word, words), where)


def _looking_at(row: str, columns: Columns, readings: Mapping[str, Columns], name: str) -> None:
    """Refuse a rung that looks at a reading there is not."""
    word = str(columns.get("source", ""))
    if word and word not in readings:
        words = readings if word.isascii() else [str(each.get("name_zh", key)) for key, each in readings.items()]
        raise ScenarioError(unknown("reading", word, words), f"{name}, rungs.{row}.source")


def _called(row: str, rows: Mapping[str, Columns]) -> Both:
    """A row in a message: its id in English, its name in Chinese."""
    return Both(row, str(rows[row].get("name_zh", row)))
