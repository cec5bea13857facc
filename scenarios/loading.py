"""From a scenario text or file to a Scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .about import About, read_about
from .assumed import Ranges
from .coherence import check_together
from .columns import check_lever
from .countries import DEFAULT, CountryPack, find_country
from .errors import Mistakes, ScenarioError, expected
from .expression import Expression, Part, exact, parse
from .files import exists, read_toml
from .forms.scheme_form import all_at_once
from .forms.scheme_reader import read_scheme
from .languages import NOTHING, Text, phrase
from .reform_file import Member, Package, Reform, read_package, read_reform
from .regime_file import Draft, build_regime, catalogue, check_sections, merge, ranges
from .scenario import Dosed, Scenario
from .shelf import Source, find_part, find_regime, is_path, is_workbook, kind_of, only_regime, without_suffix
from .toml_mistakes import with_all_others
from .values import text as check_text
from .vocabulary import in_ids, section_ids

MOST_LINKS = 16  # files that extend one another


@dataclass(frozen=True)
class Dose:
    """One reform of a scenario, and the part of the text it came from."""

    reform: Reform
    member: Member
    start: float | None
    origin: str


@dataclass(frozen=True)
class Stack:
    """A regime under construction: sections gathered so far, and the reforms that came with them."""

    base: str  # id of the regime at the head of the text
    name: str  # how messages call its file
    draft: Draft
    about: About
    pack: CountryPack
    doses: tuple[Dose, ...]
    labels: tuple[tuple[str, str, str], ...]  # of the parts: canonical text, English name, Chinese name
    assumed: Ranges  # of the regime


def load(text: str | Path, set: Mapping[str, float] | None = None) -> Scenario:
    """The scenario of a text such as `generalised+mutual_recognition=0.5`, or of a file.

    `set` gives single levers other values, as does `,lever=value` at the end of the text.
    """
    if not isinstance(text, (str, Path)):
        raise ScenarioError(expected(text, phrase("scenarios.texts.scenario_object")))
    expression = Expression(str(text), (), ()) if is_file(text) else parse(str(text))
    return assemble(expression, settings_of(expression, set or {}))


def assemble(expression: Expression, settings: Mapping[str, float]) -> Scenario:
    """Read what an expression names, and put it together in an order that does not depend on the text's."""
    try:
        return _assembled(expression, settings)
    except ScenarioError as error:
        raise _with_all_others(error, expression) from None


def _with_all_others(error: ScenarioError, expression: Expression) -> ScenarioError:
    """An error with all others of the same file, where it is one in the user's own regime in TOML."""
    if isinstance(error, Mistakes) or not is_path(expression.base) or is_workbook(Path(expression.base)):
        return error
    source, trail = find_regime(expression.base, Path()), ()
    if not str(error.where[0] if error.where else "").startswith(source.name) or "extends" in error.where:
        return error
    try:
        tables = section_ids(read_toml(source.path, source.name))
        rows = _start(_word(tables, "extends"), _word(tables, "country"), source, trail)
        if kind_of(tables) == "regime":
            return with_all_others(error, source, rows, lambda tables: _checked(tables, source, trail))
    except ScenarioError:
        pass  # the file cannot be read at all, which is the error
    return error


def _assembled(expression: Expression, settings: Mapping[str, float]) -> Scenario:
    stack = _open(expression, Path(), ())
    draft = merge(stack.draft, {"levers": settings})
    names = (stack.about.name_en, stack.about.name_zh)
    regime = build_regime(draft, without_suffix(stack.base), stack.name, names, stack.pack)
    doses = sorted(stack.doses, key=lambda dose: dose.reform.id)
    assumed = ranges({}, {"levers": settings}, "", stack.assumed)
    return Scenario(
        id="+".join([stack.base, *(label[0] for label in stack.labels)]) + _suffix(settings),
        regime=regime,
        changes=tuple(c for d in doses for c in d.reform.changes(d.member.dose, d.start, d.member.only)),
        parts=(stack.base, tuple(_dosed(dose) for dose in doses)),
        about=stack.about,
        assumed=tuple(sorted(assumed.items())),
        country=stack.pack,
        name_en=" + ".join([names[0], *(label[1] for label in stack.labels)]) + _suffix(settings),
        name_zh="＋".join([names[1], *(label[2] for label in stack.labels)]) + _suffix(settings),
        files=(
            (stack.base, stack.about, assumed),
            *((dose.reform.id, dose.reform.about, dose.reform.assumed) for dose in doses),
        ),
    )


def is_file(text: str | Path) -> bool:
    """Whether a text names a file: a path that exists is not taken apart, even if it has a plus sign or comma in it."""
    return isinstance(text, Path) or (is_path(text) and exists(Path(text)))


def settings_of(expression: Expression, given: Mapping[str, float]) -> dict[str, float]:
    """Levers set one by one, in the order of their names."""
    both = [*expression.settings, *given.items()]
    for name, _ in both:
        if [other for other, _ in both].count(name) > 1:
            raise ScenarioError(phrase("scenarios.texts.set_twice"), f"levers.{name}")
    return {name: check_lever(name, value, phrase("scenarios.kinds.scenario")) for name, value in sorted(both)}


def _suffix(settings: Mapping[str, float]) -> str:
    """Levers set one by one, as ids and names of scenarios show them."""
    return "".join(f",{name}={exact(value)}" for name, value in settings.items())


def _dosed(dose: Dose) -> Dosed:
    """Id, dose, first month and ramp of a reform."""
    start = dose.reform.start if dose.start is None else dose.start
    return (dose.reform.id, dose.member.dose, start, dose.reform.ramp)


def _open(expression: Expression, folder: Path, trail: tuple[Path, ...]) -> Stack:
    """The regime at the head of an expression, and the reforms behind it."""
    stack = _regime(find_regime(expression.base, folder), trail)
    for part in expression.parts:
        stack = _add(stack, part, folder)
    return replace(stack, labels=tuple(sorted(stack.labels)))


def _regime(source: Source, trail: tuple[Path, ...]) -> Stack:
    """The regime of a file and of the files it extends. trail: those that were opened on the way to it."""
    return _read(source, trail)[1]


def open_tables(source: Source) -> dict[str, Any]:
    """The sections of a regime's file by ids, in which nothing is wrong; `ScenarioError` for what is."""
    tables, stack = _read(source, ())
    _check_whole(stack)
    return tables


def extended_draft(extends: str, folder: Path, trail: tuple[Path, ...] = ()) -> Draft:
    """What a file that extends a regime starts from: the catalogue's rows and levers, and the regime's on them."""
    expression = parse(extends)
    stack = _open(expression, folder, trail)
    return merge(merge(catalogue(stack.pack.folder), stack.draft), {"levers": settings_of(expression, {})})


def _read(source: Source, trail: tuple[Path, ...]) -> tuple[dict[str, Any], Stack]:
    """The sections of a regime's file by ids, and what they make."""
    path = source.path.resolve() if exists(source.path) else source.path
    if path in trail or len(trail) >= MOST_LINKS:
        raise ScenarioError(phrase("scenarios.texts.extends_itself"), source.name)
    trail = (*trail, path)
    if is_workbook(source.path):
        form = read_scheme(source.path, source.name, lambda extends, country: _start(extends, country, source, trail))
        found: tuple[dict[str, Any], Stack] = all_at_once(form, lambda tables: _checked(tables, source, trail))
        return found
    tables = section_ids(read_toml(source.path, source.name))
    if kind_of(tables) != "regime":
        raise ScenarioError(phrase("scenarios.texts.regime_first", word=source.name))
    return _stacked(tables, source, trail)


def _start(extends: str | None, country: str | None, source: Source, trail: tuple[Path, ...]) -> Draft:
    """Rows that a workbook may name, before anything in it is checked: where they are not to be found, none."""
    try:
        if extends:
            return extended_draft(extends, source.path.parent, trail)
        return catalogue(find_country(country or DEFAULT, source.path.parent).folder)
    except ScenarioError:
        return catalogue(find_country(DEFAULT).folder)


def _word(tables: Mapping[str, object], key: str) -> str | None:
    """A word that a file may say, before anything in it is checked."""
    return str(tables[key]) if key in tables else None


def _checked(tables: dict[str, Any], source: Source, trail: tuple[Path, ...]) -> tuple[dict[str, Any], Stack]:
    found = _stacked(tables, source, trail)
    _check_whole(found[1])
    return found


def _check_whole(stack: Stack) -> None:
    """Refuse what only shows when everything is put together."""
    regime = build_regime(stack.draft, stack.base, stack.name, (stack.about.name_en, stack.about.name_zh), stack.pack)
    check_together(regime, (), stack.name)


def _stacked(tables: dict[str, Any], source: Source, trail: tuple[Path, ...]) -> tuple[dict[str, Any], Stack]:
    under = _extended(tables, source, trail)
    pack = country_of(tables, source, under.pack if under else None)
    tables = _in_ids(tables, source, pack, under)
    about = read_about(tables.get("about"), source.name, without_suffix(source.id))
    draft = check_sections(tables, source.name, pack)
    if under is None:
        stack = Stack(source.id, source.name, draft, about, pack, (), (), ranges(tables, draft, source.name, {}))
    else:
        assumed = ranges(tables, draft, source.name, under.assumed)
        stack = Stack(source.id, source.name, merge(under.draft, draft), about, pack, under.doses, (), assumed)
    return tables, stack


def _in_ids(tables: Mapping[str, Any], source: Source, pack: CountryPack, under: Stack | None = None) -> dict[str, Any]:
    """The tables of a file with ids for names of rows, columns and words."""
    rows = catalogue(pack.folder)
    try:
        return in_ids(tables, merge(rows, under.draft) if under else rows, pack)
    except ScenarioError as error:
        raise error.at(source.name) from None


def country_of(tables: Mapping[str, Any], source: Source, under: CountryPack | None = None) -> CountryPack:
    """The country pack a file names, else that of the file it extends, else the default one."""
    if "country" not in tables:
        return under or find_country(DEFAULT)
    try:
        return find_country(check_text(tables["country"], "country"), source.path.parent)
    except ScenarioError as error:
        raise error.at(source.name) from None


def _extended(tables: Mapping[str, Any], source: Source, trail: tuple[Path, ...]) -> Stack | None:
    """The regime that a file extends, with the levers that its `extends` sets; nothing where it extends none."""
    if "extends" not in tables:
        return None
    text = check_text(tables["extends"], f"{source.name}, extends")
    try:
        expression = parse(text)
        under = _open(expression, source.path.parent, trail)
        settings = {"levers": settings_of(expression, {})}
        return replace(under, draft=merge(under.draft, settings), assumed=ranges({}, settings, "", under.assumed))
    except ScenarioError as error:
        raise error.at(source.name, "extends") from None


def _add(stack: Stack, part: Part, folder: Path) -> Stack:
    """A stack with one reform or package more; a reform that is there already is refused as ambiguous."""
    source = find_part(part.name, folder)
    found = read_part(source)
    label = part.text(source.id)
    members = found.members if isinstance(found, Package) else (Member(found.id, 1.0),)
    doses = tuple(Dose(_reform(m, found, source), m.at(part.dose), part.start, label) for m in members)
    for dose in doses:
        for other in stack.doses:
            if other.reform.id == dose.reform.id:
                raise ScenarioError(_twice(dose.reform.id, other.origin, label))
    dosed = "" if part.dose == 1.0 else f" {exact(round(100 * part.dose, 10))}%"
    names = (label, found.about.name_en + dosed, found.about.name_zh + dosed)
    return replace(stack, doses=stack.doses + doses, labels=(*stack.labels, names))


def _twice(reform: str, one: str, other: str) -> Text:
    if one == other:
        return phrase("scenarios.reforms.reform_twice", reform=one, whence=NOTHING)
    return phrase(
        "scenarios.reforms.reform_twice", reform=reform, whence=phrase("scenarios.reforms.whence", one=one, other=other)
    )


def read_part(source: Source) -> Reform | Package:
    """A reform or a package, whichever the file is."""
    tables = section_ids(read_toml(source.path, source.name))
    if only_regime(tables):
        raise ScenarioError(phrase("scenarios.texts.one_regime", word=source.name))
    read = read_package if "reforms" in tables else read_reform

    def attempt(tables: dict[str, Any]) -> Reform | Package:
        return read(_in_ids(tables, source, country_of(tables, source)), source.id, source.name)

    try:
        return attempt(tables)
    except ScenarioError as error:
        rows = _start(None, _word(tables, "country"), source, ())
        raise with_all_others(error, source, rows, attempt) from None


def reforms_of(name: str, folder: Path) -> tuple[str, list[str]]:
    """The id of a reform or package, and the ids of the reforms it holds."""
    source = find_part(name, folder)
    found = read_part(source)
    return source.id, [member.reform for member in found.members] if isinstance(found, Package) else [found.id]


def _reform(member: Member, found: Reform | Package, source: Source) -> Reform:
    """The reform itself, or a package's member, which is no package in turn."""
    if isinstance(found, Reform):
        return found
    try:
        reform = read_part(find_part(member.reform, source.path.parent))
    except ScenarioError as error:
        raise error.at(source.name, "[reforms]") from None
    if isinstance(reform, Package):
        raise ScenarioError(
            expected(member.reform, phrase("scenarios.reforms.no_package")), source.name, f"reforms.{member.reform}"
        )
    for word in member.only:
        if not reform.changes(1.0, None, (word,)):
            raise ScenarioError(
                phrase("scenarios.reforms.not_in_reform", word=word), source.name, f"reforms.{member.reform}.only"
            )
    return reform
