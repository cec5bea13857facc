"""`kaohe incentives`: who is moved by what under a scenario, and which of its levers do nothing."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from experiments.run.checks import check_whole
from experiments.run.incentives import ROLES, WORK, YEAR, faint, idle_levers, incentives, shares
from experiments.run.runner import warm_up
from scenarios import Scenario, load, load_place
from scenarios.columns import LEVERS
from scenarios.languages import translate
from sim.state.enumerations import Channel, names

from . import options
from .console import compiling, console, say
from .listings import strong, table
from .running import RunOptions

if TYPE_CHECKING:
    from rich.text import Text

LEAST = 5  # per cent of an hour's worth from which a channel counts, and is shown in bold


def show_incentives(scenario: str, chosen: RunOptions) -> None:
    """Print a table of roles by channels, in per cent of what an hour is worth, and name the idle levers."""
    check_whole("months", chosen.months, YEAR, 1200)
    loaded, place = load(scenario, options.levers(chosen.settings)), load_place(chosen.place)
    case = loaded.case(place, chosen.months, chosen.seed, chosen.behaviour)
    warm_up(case, chosen.announce)
    found = incentives(case)
    rows = [
        (
            translate(f"kaohe.incentives.role_{role}", chosen.lang),
            translate(f"kaohe.incentives.work_{work.name.lower()}", chosen.lang),
            *_cells(found[k, w]),
        )
        for (k, role), (w, work) in product(enumerate(ROLES), enumerate(WORK))
        if not np.isnan(found[k, w]).any()
    ]
    columns = ("role", "hour_of", "worth", *names(Channel))
    title = translate(
        "kaohe.incentives.title",
        chosen.lang,
        scenario=loaded.id,
        place=place.name_zh if chosen.lang == "zh" else place.name_en,
    )
    console().print(table(title, columns, rows, chosen.lang))
    say(translate("kaohe.incentives.reading", chosen.lang))
    for role, channel, share, largest, most in faint(found, LEAST):
        say(
            translate(
                "kaohe.incentives.faint",
                chosen.lang,
                role=translate(f"kaohe.incentives.role_{role}", chosen.lang),
                channel=translate(f"kaohe.columns.{channel.name.lower()}", chosen.lang),
                share=f"{share:.0f}",
                largest=translate(f"kaohe.columns.{largest.name.lower()}", chosen.lang),
                most=f"{most:.0f}",
            )
        )
    _name_idle(idle_levers(loaded, place, chosen.threads, chosen.behaviour), chosen.lang)


def say_idle_levers(scenario: Scenario, lang: str) -> None:
    """Name the levers that do nothing under a scenario, whatever their value, at the usual place.

    Of another country, to which that place does not belong, nothing is said; `kaohe incentives --place` does.
    """
    place, regime = load_place(RunOptions.place), scenario.regime
    if any(each.kind not in regime.kinds or each.size_class not in regime.size_classes for each in place.townships):
        return
    warm_up(scenario.case(place, 1, 1), compiling(lang))
    _name_idle(idle_levers(scenario, place), lang)


def _name_idle(levers: tuple[str, ...], lang: str) -> None:
    names = [LEVERS[lever].zh if lang == "zh" else lever for lever in levers]
    named = translate("scenarios.marks.comma", lang).join(names) or translate("kaohe.incentives.none", lang)
    say(translate("kaohe.incentives.idle", lang, levers=named))


def _cells(worth: np.ndarray) -> list[str | Text]:
    """The worth of an hour, and what each channel makes of its absolute sum, in per cent."""
    parts = shares(worth)
    return [f"{worth.sum():.3f}", *(strong(f"{x:.0f}") if abs(x) >= LEAST else f"{x:.0f}" for x in parts)]
