"""What there is, and what is inside: the tables of `list`, `show`, `check` and `place`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import Refusal
from scenarios.languages import Both, phrase, source, translate, unit

from .screen import console, say

if TYPE_CHECKING:
    from rich.table import Table

TABLES_OF_TOWNSHIPS = (".csv", ".xlsx")


def show_list(what: str, lang: str) -> None:
    """One of the lists, or all that are short."""
    lists: dict[str, Callable[[str], None]] = {
        "regimes": lambda lang: _entries("regimes", lang),
        "history": lambda lang: _entries("history", lang),
        "reforms": lambda lang: _entries("reforms", lang),
        "packages": lambda lang: _entries("packages", lang),
        "places": _places,
        "levers": _levers,
        "measures": _measures,
    }
    if what and what not in lists:
        raise Refusal(phrase("kaohe.errors.bad_what", value=what, words=", ".join(lists)))
    for name in [what] if what else lists:
        lists[name](lang)


def _entries(what: str, lang: str) -> None:
    import scenarios

    entries = getattr(scenarios, f"list_{what}")()
    rows = [(e.id, _pick(lang, e.name_en, e.name_zh), _pick(lang, e.en, e.zh), e.row) for e in entries]
    _print(what, ("id", "name", "about", "rows"), rows, lang)


def _places(lang: str) -> None:
    import scenarios

    entries = scenarios.list_places()
    rows = [(e.id, _pick(lang, e.name_en, e.name_zh), _pick(lang, e.en, e.zh)) for e in entries]
    _print("places", ("id", "name", "about"), [*rows, ("…", "", translate("kaohe.messages.any_county", lang))], lang)


def _levers(lang: str) -> None:
    from dataclasses import asdict

    from sim.parameters.declaration import meanings
    from sim.parameters.levers import Levers

    defaults = asdict(Levers())
    rows = [
        (name, f"{defaults[name]:g}", _range(m), unit(m.unit).render(lang), _pick(lang, m.en, m.zh), m.rows)
        for name, m in meanings(Levers).items()
    ]
    _print("levers", ("id", "default", "range", "unit", "about", "rows"), rows, lang)


def _measures(lang: str) -> None:
    from sim.measures import MEASURES

    better = {1: "↑", -1: "↓", 0: ""}
    rows = [
        (m.id, _pick(lang, m.en, m.zh), unit(m.unit).render(lang), _range(m), better[m.better], m.row) for m in MEASURES
    ]
    _print("measures", ("id", "name", "unit", "range", "better", "rows"), rows, lang)


def show_scenario(scenario: str, settings: dict[str, float], lang: str) -> None:
    """Every parameter with unit, range and source; where a reform moved it, by which and from what."""
    from scenarios import explain, load

    loaded = load(scenario, settings)
    rows = [_explained(line, lang) for line in explain(loaded)]
    columns = ("parameter", "value", "before", "unit", "range", "source", "rows", "reform", "about")
    whole = table(f"{loaded.id} · {_pick(lang, loaded.name_en, loaded.name_zh)}", columns, rows, lang)
    say(_pick(lang, loaded.about.en, loaded.about.zh))
    console().print(whole)


def _explained(line: Any, lang: str) -> tuple[str, ...]:
    changed = bool(line.changed_by)
    value = f"{line.reached:g}"
    return (
        line.name if line.section == "levers" else f"{line.section}.{line.name}",
        f"[bold]{value}[/bold]" if changed else value,
        f"{line.value:g}" if changed else "",
        unit(line.unit).render(lang),
        _range(line),
        source(line.source).render(lang),
        line.rows,
        ", ".join(line.changed_by),
        _pick(lang, line.en, line.zh),
    )


def check_file(path: str, lang: str) -> None:
    """Say that a file can be used; a complaint comes from whoever reads it."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".toml", *TABLES_OF_TOWNSHIPS):
        raise Refusal(phrase("kaohe.errors.bad_file", path=path or '""'))
    if suffix in TABLES_OF_TOWNSHIPS:
        from scenarios.places import read_table

        place = read_table(path)
        what = translate("scenarios.places.size", lang, townships=len(place.townships), cadres=place.cadres)
    else:
        from scenarios import check

        what = translate(f"kaohe.messages.is_{check(path)}", lang)
    say(translate("kaohe.messages.checked", lang, file=Path(path).name, what=what))


def write_form(path: str, lang: str) -> None:
    from scenarios.places import write_template

    write_template(path)
    say(translate("kaohe.messages.form_written", lang, path=path))


def show_place(word: str, lang: str) -> None:
    from scenarios import load_place
    from scenarios.countries import DEFAULT, find_country

    place, china = load_place(word), find_country(DEFAULT)
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


def _print(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], lang: str) -> None:
    console().print(table(translate(f"kaohe.lists.{title}", lang), columns, rows, lang))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], lang: str) -> Table:
    from rich import box
    from rich.table import Table

    whole = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for number, column in enumerate(columns):
        widest = 36 if column == "about" else None
        whole.add_column(
            translate(f"kaohe.columns.{column}", lang), overflow="fold", no_wrap=number == 0, min_width=widest
        )
    for row in rows:
        whole.add_row(*row)
    return whole


def _range(meaning: Any) -> str:
    return f"{meaning.low:g} … {meaning.high:g}"


def _pick(lang: str, en: str, zh: str) -> str:
    """One of two names that are declared side by side."""
    return Both(en, zh).render(lang)
