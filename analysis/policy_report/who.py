"""Who gains and who loses: classes and types of township, principals, deputies and staff, villages, citizens."""

from __future__ import annotations

import numpy as np

from experiments.compare.window import window
from experiments.run.last_month import ROLE_STATES, ROLES, TOWNSHIP_COLUMNS, role_state
from scenarios.countries import DEFAULT, find_country

from ..statistics import Array, Estimate
from .document import Block, Cell, Paragraph, Section, Table
from .material import Material
from .wording import NONE, number, text

PUBLIC = ("village_burden", "village_resentment", "trust", "security")  # states of a township
FEAR = ("fear", "fear_staff")  # of leaders, and of staff
STAFF = ROLES[-1]
GOAL = "true_outcome"
BETTER = {"true_outcome": 1, "trust": 1, "security": 1, "real_work": 1}  # other states here are better low


def who(material: Material) -> Section:
    """The section on who gains and who loses: townships by class and type, roles of cadres, villages and citizens."""
    words = material.words
    about = words.say("who.about", months=window(material.results.comparison.months))
    blocks: list[Block] = [Paragraph(about), by_township(material)]
    blocks += [Paragraph(_spread(material)), by_role(material), by_public(material)]
    return Section("who", words.say("who.title"), tuple(blocks))


def by_township(material: Material) -> Table:
    """Effects on the true outcome by class and type of township."""
    words = material.words
    groups = _groups(material)
    heads = (
        words.say("summary.reform"),
        *(words.say("who.group", name=name, n=len(own)) for name, own in groups.items()),
    )
    rows = []
    for scenario in material.shown:
        gaps = _gaps(material, scenario, GOAL)
        rows.append(
            (
                text(words.scenario(scenario)),
                *(_cell(material, GOAL, gaps[:, own].mean(axis=1)) for own in groups.values()),
            )
        )
    return Table("townships", words.say("who.townships"), heads, tuple(rows), words.say("who.note"))


def _spread(material: Material) -> str:
    """Whether the best arrangement helps those most who had least."""
    words, best = material.words, material.best
    if best is None:
        return ""
    at, base = _state(GOAL), material.effects.scenarios.index(material.effects.baseline)
    before = material.results.townships[base, :, :, at].mean(axis=0)
    gaps = _gaps(material, best, GOAL).mean(axis=0)
    weakest = before <= np.quantile(before, 1 / 3)
    low, rest = float(gaps[weakest].mean()), float(gaps[~weakest].mean())
    losing = int((gaps < 0).sum())
    key = "weakest_more" if low > 1.1 * rest else "weakest_less" if low < 0.9 * rest else "weakest_same"
    sizes = {"low": number(100 * low, 1, True), "rest": number(100 * rest, 1, True)}
    said = [words.say(f"who.{key}", scenario=words.quoted(best), **sizes)]
    said.append(words.say("who.losing" if losing else "who.none_losing", n=losing, of=len(gaps)))
    return words.joined(said)


def by_role(material: Material) -> Table:
    """Effects on principals, deputies and staff: burnout, time for real work and for paper, fear of being blamed."""
    words = material.words
    heads = [words.say("summary.reform"), *(words.say(f"who.{column}") for column in ("whom", *ROLE_STATES, "fear"))]
    rows: list[tuple[Cell, ...]] = []
    for scenario in material.shown:
        for role in ROLES:
            gaps = {column: _gaps(material, scenario, role_state(role, column)) for column in ROLE_STATES}
            cells = [_cell(material, column, np.nanmean(gap, axis=1)) for column, gap in gaps.items()]
            name = words.scenario(scenario) if role == ROLES[0] else ""
            feared = _relative(material, scenario, FEAR[role == STAFF])
            rows.append((text(name), text(words.say(f"who.{role}")), *cells, feared))
    groups = tuple(range(len(ROLES), len(rows), len(ROLES)))
    return Table("roles", words.say("who.roles"), tuple(heads), tuple(rows), words.say("who.roles_note"), groups)


def by_public(material: Material) -> Table:
    """Effects on villages and on citizens."""
    words = material.words
    heads = (words.say("summary.reform"), *(words.say(f"who.{name}") for name in PUBLIC), words.heading("satisfaction"))
    rows = []
    for scenario in material.shown:
        cells = [_cell(material, name, _gaps(material, scenario, name).mean(axis=1)) for name in PUBLIC]
        found = material.effects.difference(scenario, "satisfaction")
        rows.append((text(words.scenario(scenario)), *cells, _toned(material, 100 * found.mean, found, 1, 1)))
    return Table("public", words.say("who.public"), heads, tuple(rows), words.say("who.public_note"))


def by_unit(material: Material) -> Table:
    """Effects on the true outcome of every township, by number or, where asked for, by name; for the workbook."""
    words, place = material.words, material.results.comparison.place
    pack = find_country(DEFAULT)
    heads = [words.say(f"who.unit_{column}") for column in ("name", "class", "type")]
    gaps = {scenario: _gaps(material, scenario, GOAL) for scenario in material.shown}
    rows = []
    for at, township in enumerate(place.townships):
        name = township.label(material.lang) if material.named else str(at + 1)
        about = (name, words.choice(pack.size_classes, township.size_class), words.choice(pack.kinds, township.kind))
        rows.append((*map(text, about), *(_cell(material, GOAL, gap[:, at]) for gap in gaps.values())))
    heads += [words.scenario(scenario) for scenario in gaps]
    return Table("units", words.say("who.units"), tuple(heads), tuple(rows))


def _groups(material: Material) -> dict[str, list[int]]:
    """Townships by class, then by type, under what they are called; of a place with one class, types alone."""
    place = material.results.comparison.place
    pack = find_country(DEFAULT)
    found: dict[str, list[int]] = {}
    for column, names in (("size_class", pack.size_classes), ("kind", pack.kinds)):
        values = [getattr(township, column) for township in place.townships]
        known = [value for value in dict.fromkeys((*names, *values)) if value in values]
        if len(known) > 1:
            for value in known:
                name = material.words.choice(names, value)
                found[name] = [at for at, own in enumerate(values) if own == value]
    return found or {material.words.say("who.all"): list(range(len(place.townships)))}


def _gaps(material: Material, scenario: str, state: str) -> Array:
    """Paired differences from the baseline: (replicate, township)."""
    at, effects = _state(state), material.effects
    values = material.results.townships[..., at]
    return np.asarray(values[effects.scenarios.index(scenario)] - values[effects.scenarios.index(effects.baseline)])


def _state(state: str) -> int:
    return TOWNSHIP_COLUMNS.index(state)


def _cell(material: Material, name: str, sample: Array) -> Cell:
    """A change from 0 to 100, toned where its interval over replicates excludes zero."""
    found = material.effects.estimated(sample)
    return _toned(material, 100 * found.mean, found, BETTER.get(name, -1), 1)


def _relative(material: Material, scenario: str, state: str) -> Cell:
    """A change in per cent of the baseline."""
    base = material.results.townships[
        material.effects.scenarios.index(material.effects.baseline), :, :, _state(state)
    ].mean()
    found = material.effects.estimated(np.nanmean(_gaps(material, scenario, state), axis=1))
    return _toned(material, 100 * found.mean / base, found, -1, 0) if base else text(NONE)


def _toned(material: Material, value: float, found: Estimate, better: int, decimals: int) -> Cell:
    shown = number(value, decimals, sign=True)
    small = not any(sign in "123456789" for sign in shown)
    tone = "unsure" if not found.sure or small else "better" if found.mean * better > 0 else "worse"
    return material.words.toned(shown, value, tone)
