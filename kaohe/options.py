"""Options of the command line, checked as they are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

import typer

from scenarios.errors import Refusal
from scenarios.languages import LANGUAGES, phrase

MOST_SEED = 2**62
UNCERTAINTIES = ("luck", "plausible")
PAYERS = ("total", "county", "townships", "villages")
FORMATS = ("html", "docx", "all")
BACKENDS = ("threads", "processes", "dask")


def whole(name: str, low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers within a range."""

    def read(word: str) -> int:
        try:
            value = int(_plain(str(word)))
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise Refusal(phrase("kaohe.errors.bad_whole", name=name, value=word, low=low, high=high))
        return value

    return read


def real(name: str, low: float, high: float) -> Callable[[str], float]:
    """A reader of numbers within a range."""

    def read(word: str) -> float:
        try:
            value = float(_plain(str(word)))
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise Refusal(phrase("kaohe.errors.bad_share", name=name, value=word, low=low, high=high))
        return value

    return read


def one_of(words: tuple[str, ...], complaint: str) -> Callable[[str], str]:
    """A reader of one of some words."""

    def read(word: str) -> str:
        if word not in words:
            raise Refusal(phrase(f"kaohe.errors.{complaint}", value=word))
        return word

    return read


def uncertainty(word: str) -> str:
    """What intervals cover: one of the words, or the name of a file with a sample of behaviour."""
    if word not in UNCERTAINTIES and not word.endswith(".csv"):
        raise Refusal(phrase("kaohe.errors.bad_uncertainty", value=word))
    return word


def folder(word: str) -> str:
    """A name that a folder may have."""
    return _name(word, "bad_out")


def page_file(word: str) -> str:
    """A name that a file may have."""
    return _name(word, "page_out")


def _name(word: str, complaint: str) -> str:
    """A name in which `~` is the home folder: shells see to that in `--out ~/x`, but not in `--out=~/x`."""
    with suppress(RuntimeError):  # nobody of that name, and so a folder that is called so
        word = os.path.expanduser(word)
    if not word.strip() or "\0" in word:
        raise Refusal(phrase(f"kaohe.errors.{complaint}"))
    return word


def levers(words: list[str] | None) -> dict[str, float]:
    """`lever=value` words as values by name; whether there is such a lever is for the loader to say."""
    return numbers(words, "--set", "kaohe.errors.bad_lever")


def numbers(words: list[str] | None, option: str, refusal: str) -> dict[str, float]:
    """`name=value` words of an option as values by name; `refusal`: key of the text about what is none."""
    pairs: dict[str, float] = {}
    for word in words or []:
        name, number = (part.strip() for part in word.partition("=")[::2])
        if name in pairs:
            raise Refusal(phrase("kaohe.errors.set_twice", option=option, value=name))
        try:
            pairs[name] = float(_plain(number) if name else "")
        except ValueError:
            raise Refusal(phrase(refusal, option=option, value=word)) from None
    return dict(sorted(pairs.items()))


def limits(at_most: list[str] | None, at_least: list[str] | None) -> dict[str, dict[str, float]] | None:
    """`outcome=value` words of both options as thresholds by outcome; None where there are none."""
    found: dict[str, dict[str, float]] = {}
    for side, words in (("at_most", at_most), ("at_least", at_least)):
        for word in words or []:
            name, number = (part.strip() for part in word.partition("=")[::2])
            try:
                value = float(_plain(number) if name and side not in found.get(name, {}) else "")
            except ValueError:
                raise Refusal(phrase("kaohe.errors.bad_limit", value=word)) from None
            found.setdefault(name, {})[side] = value
    return found or None


def _plain(number: str) -> str:
    """Nothing where Python would read what nobody else does: 1_000."""
    return "" if "_" in number else number


def _whole_option(name: str, low: int, high: int) -> Any:
    return typer.Option(f"--{name}", parser=whole(f"--{name}", low, high), metavar="N")


# Help is in the catalogue, by the names of the parameters: `kaohe.options`.
Place = Annotated[str, typer.Option("--place", metavar="PLACE")]
OwnPlace = Annotated[str | None, typer.Option("--place", metavar="PLACE")]
OwnScenarios = Annotated[list[str] | None, typer.Option("--scenario", metavar="SCENARIO")]
PageOut = Annotated[str | None, typer.Option("--out", parser=page_file, metavar="FILE")]
Region = Annotated[str, typer.Option("--place", metavar="REGION")]
Assigned = Annotated[list[str] | None, typer.Option("--scenario", metavar="ASSIGNED")]
Assignments = Annotated[str | None, typer.Option("--assignments", metavar="FILE")]
Counties = Annotated[str | None, typer.Option("--counties", metavar="COUNTIES")]
Start = Annotated[int, _whole_option("start", 12, 1188)]
Waves = Annotated[int, _whole_option("stagger", 1, 50)]
Spread = Annotated[str, typer.Option("--spread", metavar="none|imitation|CHANCE")]
PilotMonths = Annotated[int, _whole_option("months", 24, 1200)]
PilotReplicates = Annotated[int, _whole_option("replicates", 1, 10_000)]
Months = Annotated[int, _whole_option("months", 1, 1200)]
Warmup = Annotated[int, _whole_option("warmup", 0, 600)]
Replicates = Annotated[int | None, _whole_option("replicates", 1, 100_000)]
Seed = Annotated[int, _whole_option("seed", 0, MOST_SEED)]
Threads = Annotated[int | None, _whole_option("threads", 1, 1024)]
Lang = Annotated[str, typer.Option("--lang", parser=one_of(LANGUAGES, "bad_lang"), metavar="en|zh")]
Out = Annotated[str | None, typer.Option("--out", parser=folder, metavar="DIR")]
MainOut = Annotated[str, typer.Option("--out", parser=folder, metavar="DIR")]
Studied = Annotated[list[str], typer.Argument(metavar="WHAT...")]
Points = Annotated[int, _whole_option("points", 1, 1_000_000)]
Truths = Annotated[int, _whole_option("truths", 1, 1_000_000)]
Unfinished = Annotated[str | None, typer.Option("--folder", parser=folder, metavar="DIR")]
Fast = Annotated[bool, typer.Option("--fast")]
Against = Annotated[str | None, typer.Option("--against", metavar="SCENARIO")]
Outcome = Annotated[str, typer.Option("--outcome", metavar="OUTCOME")]
Only = Annotated[str | None, typer.Option("--only", metavar="Q1,Q2,...")]
Coverage = Annotated[bool, typer.Option("--coverage")]
Numbers = Annotated[bool, typer.Option("--numbers")]
Uncertainty = Annotated[str, typer.Option("--uncertainty", parser=uncertainty, metavar="luck|plausible|FILE")]
Worlds = Annotated[int, _whole_option("worlds", 0, 10_000)]
Rules = Annotated[bool, typer.Option("--rules/--no-rules")]
Report = Annotated[bool, typer.Option("--report")]
Budget = Annotated[float | None, typer.Option("--budget", parser=real("--budget", 0.0, 100.0), metavar="PERCENT")]
Payer = Annotated[str, typer.Option("--payer", parser=one_of(PAYERS, "bad_payer"), metavar="|".join(PAYERS))]
Precision = Annotated[
    float | None, typer.Option("--precision", parser=real("--precision", 0.0001, 1.0), metavar="SHARE")
]
Names = Annotated[bool, typer.Option("--names")]
Goal = Annotated[str, typer.Option("--goal", metavar="OUTCOME")]
Format = Annotated[str, typer.Option("--format", parser=one_of(FORMATS, "bad_format"), metavar="|".join(FORMATS))]
ResultFolder = Annotated[str, typer.Argument(metavar="DIR")]
Settings = Annotated[list[str] | None, typer.Option("--set", metavar="LEVER=VALUE")]
People = Annotated[str | None, typer.Option("--people", metavar="NAME|FILE")]
Costs = Annotated[str | None, typer.Option("--costs", metavar="FILE")]
Baseline = Annotated[str | None, typer.Option("--baseline", metavar="SCENARIO")]
Scenario = Annotated[str, typer.Argument(metavar="SCENARIO")]
Scenarios = Annotated[list[str], typer.Argument(metavar="SCENARIO...")]
What = Annotated[str, typer.Argument(metavar="WHAT")]
Regime = Annotated[str, typer.Argument(metavar="REGIME")]
Base = Annotated[str | None, typer.Option("--base", metavar="REGIME")]
File = Annotated[str, typer.Argument(metavar="FILE")]
Where = Annotated[str, typer.Argument(metavar="PLACE")]
Study = Annotated[str, typer.Argument(metavar="STUDY")]
StudyOrFolder = Annotated[str, typer.Argument(metavar="STUDY")]
Targets = Annotated[str, typer.Argument(metavar="TARGETS")]
SearchOrFolder = Annotated[str, typer.Argument(metavar="SEARCH")]
StudyFolder = Annotated[str, typer.Argument(metavar="DIR")]
StudyFolders = Annotated[list[str], typer.Argument(metavar="DIR...")]
AtMost = Annotated[list[str] | None, typer.Option("--at-most", metavar="OUTCOME=VALUE")]
AtLeast = Annotated[list[str] | None, typer.Option("--at-least", metavar="OUTCOME=VALUE")]
Density = Annotated[float, typer.Option("--density", parser=real("--density", 0.5, 1.0), metavar="SHARE")]
Export = Annotated[str, typer.Argument(metavar="FILE")]
Backend = Annotated[
    str, typer.Option("--backend", parser=one_of(BACKENDS, "bad_backend"), metavar="threads|processes|dask")
]
Scheduler = Annotated[str, typer.Option("--scheduler", metavar="ADDRESS")]
Shard = Annotated[str, typer.Option("--shard", metavar="I/N")]
Join = Annotated[bool, typer.Option("--join")]
Verify = Annotated[bool, typer.Option("--verify")]
Sample = Annotated[int, _whole_option("sample", 1, 100_000_000)]
SchemaOf = Annotated[str, typer.Argument(metavar="KIND")]
Measure = Annotated[list[str] | None, typer.Option("--measure", metavar="FILE:NAME")]
CadreClass = Annotated[str | None, typer.Option("--cadre-class", metavar="FILE:NAME")]
OwnCode = Annotated[bool, typer.Option("--own-code")]
Port = Annotated[int, _whole_option("port", 0, 65535)]
NoOpen = Annotated[bool, typer.Option("--no-open")]
AnyScenario = Annotated[str, typer.Argument(metavar="SCENARIO")]
Record = Annotated[str, typer.Argument(metavar="RECORD")]
