"""Forms on the command line: written empty, converted, checked, and marked where something in them is wrong."""

from __future__ import annotations

from pathlib import Path

import scenarios
from experiments.study.calibration.targets_file import read_targets
from experiments.study.optimisation.search_file import read_search
from experiments.study.study_file import read_study
from scenarios import converting
from scenarios.costs import costs_file, load_costs
from scenarios.errors import Refusal
from scenarios.files import SUFFIX, WORKBOOK
from scenarios.forms.headings import is_scheme
from scenarios.forms.mistakes import FormMistakes
from scenarios.languages import phrase, translate
from scenarios.places import Place, read_table, write_template
from scenarios.workbook import read_workbook

from .console import say

TABLE = ".csv"  # of townships; a workbook may hold one as well


def write_scheme(path: str, base: str | None, lang: str) -> None:
    """The form of a scheme, empty or on the base of a regime."""
    converting.write_scheme_form(path, lang, base)
    say(translate("kaohe.messages.scheme_written", lang, path=path))


def write_county(path: str, lang: str) -> None:
    """An empty form for a county of the user's."""
    write_template(path, lang=lang)
    say(translate("kaohe.messages.form_written", lang, path=path))


def convert(source: str, path: str, lang: str) -> None:
    """A regime as TOML or as a workbook."""
    converting.convert(source, path, lang)
    say(translate("kaohe.messages.converted", lang, path=path))


def check_file(path: str, lang: str) -> scenarios.Scenario | None:
    """Say that a file can be used; reading it raises `ScenarioError` where it cannot, `Refusal` for another kind.

    Returns what a regime's file holds, None for any other.
    """
    regime: scenarios.Scenario | None = None
    suffix = Path(path).suffix.lower()
    if suffix not in (SUFFIX, WORKBOOK, TABLE):
        raise Refusal(phrase("kaohe.errors.bad_file", path=path or '""'))
    scheme = suffix == WORKBOOK and is_scheme(read_workbook(Path(path), path))
    if suffix == SUFFIX or scheme:
        kind = "regime" if scheme else scenarios.check(path)
        if kind == "regime":
            regime = scenarios.load(Path(path))
        elif kind == "study":
            read_study(path)
        elif kind == "search":
            read_search(path)
        elif kind == "targets":
            read_targets(path)
        what = translate(f"kaohe.messages.is_{kind}", lang)
    else:
        place = _county(path)
        what = translate("scenarios.places.size", lang, townships=len(place.townships), cadres=place.cadres)
    say(translate("kaohe.messages.checked", lang, file=Path(path).name, what=what))
    return regime


def _county(path: str) -> Place:
    """A county, and the unit costs of its workbook, if it has any; every mistake of both at once."""
    wrong: list[FormMistakes] = []
    try:
        if costs_file(None, path):
            load_costs(path)
    except FormMistakes as mistakes:
        wrong.append(mistakes)
    try:
        place = read_table(path)
    except FormMistakes as mistakes:
        wrong.insert(0, mistakes)
    if wrong:
        marks = [mark for each in wrong for mark in each.marks]
        raise FormMistakes(wrong[0].path, wrong[0].name, marks, [error for each in wrong for error in each.errors])
    return place
