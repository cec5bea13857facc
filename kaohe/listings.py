"""What there is, and what is inside: the tables of `list`, `show`, `check` and `place`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import scenarios
from scenarios.costs import load_costs
from scenarios.countries import DEFAULT, find_country
from scenarios.errors import Refusal
from scenarios.languages import Both, phrase, source, translate, unit
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers

from .console import console, say

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from scenarios import Line

Listing = tuple[Sequence[str], Sequence[Sequence[str]]]  # columns and rows of a table


class Ranged(Protocol):
    """A parameter or an outcome with an inclusive range."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def show_list(what: str, lang: str) -> None:
    """One of the lists, or all of them."""
    if what and what not in LISTS:
        raise Refusal(phrase("kaohe.errors.bad_what", value=what, words=", ".join(LISTS)))
    for name in [what] if what else LISTS:
        columns, rows = LISTS[name](lang)
        console().print(table(translate(f"kaohe.lists.{name}", lang), columns, rows, lang))


def _entries(listed: Callable[[], Iterable[scenarios.Entry]], with_rows: bool = True) -> Callable[[str], Listing]:
    """What there is of a kind that files declare, with or without row ids."""

    def listing(lang: str) -> Listing:
        rows = [(e.id, _pick(lang, e.name_en, e.name_zh), _pick(lang, e.en, e.zh), e.row) for e in listed()]
        columns = ("id", "name", "about", "rows")
        return (columns, rows) if with_rows else (columns[:3], [row[:3] for row in rows])

    return listing


def _places(lang: str) -> Listing:
    columns, rows = _entries(scenarios.list_places, with_rows=False)(lang)
    return columns, [*rows, ("…", "", translate("kaohe.messages.any_county", lang))]


def _rows(kind: str) -> Callable[[str], Listing]:
    """Rows of the catalogue that regimes start from."""
    return _entries(lambda: scenarios.list_rows(kind), with_rows=False)


def _parameters(declared: type[Any]) -> Callable[[str], Listing]:
    """What a dataclass declares as parameters: levers, or behaviour."""

    def listing(lang: str) -> Listing:
        defaults = asdict(declared())
        rows = [
            (name, f"{defaults[name]:g}", _range(m), unit(m.unit).render(lang), _pick(lang, m.en, m.zh), m.rows)
            for name, m in meanings(declared).items()
        ]
        return ("id", "default", "range", "unit", "about", "rows"), rows

    return listing


def _costs(lang: str) -> Listing:
    rows = [
        (
            name, f"{cost.value:g}", " … ".join(f"{end:g}" for end in cost.range),
            unit(cost.unit).render(lang), _pick(lang, cost.en, cost.zh), source(cost.grade).render(lang),
        )
        for name, cost in load_costs().items()
    ]  # fmt: skip
    return ("id", "default", "range", "unit", "about", "source"), rows


def _measures(lang: str) -> Listing:
    from sim.measures import MEASURES  # brings the compiler with it, which takes a second

    better = {1: "↑", -1: "↓", 0: ""}
    rows = [
        (m.id, _pick(lang, m.en, m.zh), unit(m.unit).render(lang), _range(m), better[m.better], m.row) for m in MEASURES
    ]
    return ("id", "name", "unit", "range", "better", "rows"), rows


LISTS: dict[str, Callable[[str], Listing]] = {
    "regimes": _entries(scenarios.list_regimes),
    "history": _entries(scenarios.list_history),
    "reforms": _entries(scenarios.list_reforms),
    "packages": _entries(scenarios.list_packages),
    "studies": _entries(scenarios.list_studies, with_rows=False),
    "searches": _entries(scenarios.list_searches, with_rows=False),
    "targets": _entries(scenarios.list_targets, with_rows=False),
    "behaviour": _entries(scenarios.list_behaviour, with_rows=False),
    "places": _places,
    "levers": _parameters(Levers),
    "parameters": _parameters(Behaviour),
    "costs": _costs,
    "measures": _measures,
    "fields": _rows("fields"),
    "offices": _rows("offices"),
    "readings": _rows("readings"),
    "rungs": _rows("rungs"),
}


def show_scenario(scenario: str, settings: dict[str, float], lang: str) -> scenarios.Scenario:
    """Every parameter with unit, range and source; where a reform moved it, by which and from what. The scenario."""
    loaded = scenarios.load(scenario, settings)
    rows = [_explained(line, lang) for line in scenarios.explain(loaded)]
    columns = ("parameter", "value", "before", "unit", "range", "source", "rows", "reform", "about")
    whole = table(f"{loaded.id} · {_pick(lang, loaded.name_en, loaded.name_zh)}", columns, rows, lang)
    say(_pick(lang, loaded.about.en, loaded.about.zh))
    for id, about, _ in loaded.files:
        for key, words in (
            ("given", _pick(lang, about.given, about.given_zh or about.given)),
            ("assumed", _pick(lang, about.assumed, about.assumed_zh or about.assumed)),
        ):
            if words:
                say(translate(f"kaohe.messages.{key}", lang, file=id, words=words))
    console().print(whole)
    return loaded


def _explained(line: Line, lang: str) -> tuple[str | Text, ...]:
    changed = bool(line.changed_by)
    value = f"{line.reached:g}"
    return (
        line.name if line.section == "levers" else f"{line.section}.{line.name}",
        strong(value) if changed else value,
        f"{line.value:g}" if changed else "",
        unit(line.unit).render(lang),
        _range(line),
        f"{source(line.source).render(lang)} {line.assumed}".strip(),
        line.rows,
        ", ".join(line.changed_by),
        _pick(lang, line.en, line.zh),
    )


def show_schema(kind: str) -> None:
    """The JSON Schema of a kind of file, as editors take it."""
    from experiments.study.schema import schemas

    known = schemas()
    if kind not in known:
        raise Refusal(phrase("kaohe.errors.bad_what", value=kind, words=", ".join(known)))
    print(json.dumps(known[kind], ensure_ascii=False, indent=1))


def show_place(word: str, lang: str) -> None:
    """The townships of a place."""
    place, china = scenarios.load_place(word), find_country(DEFAULT)
    title = f"{_pick(lang, place.name_en, place.name_zh)} · {place.code}"
    rows = [
        (
            str(t.code), t.label(lang), _pick(lang, t.size_class, china.size_classes[t.size_class].zh),
            _pick(lang, t.kind, china.kinds[t.kind].zh), str(t.cadres), str(t.villages),
            f"{t.difficulty:g}", f"{t.resources:g}",
        )
        for t in place.townships
    ]  # fmt: skip
    columns = ("code", "name", "class", "kind", "cadres", "villages", "difficulty", "resources")
    console().print(table(title, columns, rows, lang))
    say(translate("kaohe.messages.source_is", lang, source=_pick(lang, place.source, place.source_zh or place.source)))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], lang: str) -> Table:
    """A table for the screen; columns are named by the catalogue, the first is never folded."""
    names = [translate(f"kaohe.columns.{column}", lang) for column in columns]
    return named_table(title, names, rows, [36 if column == "about" else None for column in columns])


def named_table(
    title: str, names: Sequence[str], rows: Iterable[Sequence[str | Text]], widths: Sequence[int | None] = ()
) -> Table:
    """A table for the screen with columns as they are named; widths: the least of each."""
    from rich import box
    from rich.table import Table

    whole = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for number, name in enumerate(names):
        width = widths[number] if widths else None
        whole.add_column(name, overflow="fold", no_wrap=number == 0, min_width=width)
    for row in rows:
        whole.add_row(*row)
    return whole


def strong(text: str) -> Text:
    """A cell in bold."""
    from rich.text import Text

    return Text(text, "bold")


def _range(meaning: Ranged) -> str:
    return f"{meaning.low:g} … {meaning.high:g}"


def _pick(lang: str, en: str, zh: str) -> str:
    """One of two names that are declared side by side."""
    return Both(en, zh).render(lang)
