"""How sure: chance and what is not known side by side for every effect, regret, thresholds, ranks, replicates."""

from __future__ import annotations

import numpy as np

from ..certainty import SURE_RULES, SURE_WORLDS
from ..effects import LEAST, MOST_WORLDS
from ..precision import MOST, Width, widest
from ..regret import in_worlds, rank_agreement, ranks, satisficing
from ..statistics import FEWEST, regret
from .compared import outcomes_table, scenarios_table
from .document import Block, Cell, Figure, Paragraph, Section, Table
from .figures import forest_figure
from .material import Material
from .wording import TONES, amount, number, text


def sure(material: Material) -> Section:
    """The section on certainty: chance, plausible worlds, rules of decision for every effect; regret, thresholds."""
    words = material.words
    alt = words.say("figures.forest_alt", n=len(material.shown), measure=words.measure(material.goal))
    title = words.say("figures.forest", measure=words.measure(material.goal))
    picture = Figure("forest", title, alt, lambda: forest_figure(material))
    blocks: list[Block] = [
        scenarios_table(material),
        outcomes_table(material),
        Paragraph(_kinds(material)),
        picture,
        certainty_table(material),
        Paragraph(_rules(material), "note"),
    ]
    robust = robust_table(material)
    if robust:
        blocks += [Paragraph(_regret_about(material)), robust]
    blocks.append(Paragraph(replicates_enough(material)))
    return Section("sure", words.say("sure.title"), tuple(blocks))


def _kinds(material: Material) -> str:
    """What the two kinds of not knowing are, and which of them these results show."""
    words, effects = material.words, material.effects
    said = [words.say("sure.chance", n=effects.replicates) if effects.uncertainty == "luck" else words.say("sure.both")]
    known = effects.known_worlds
    if known and known is not effects:
        key = "plausible" if known.replicates >= FEWEST else "plausible_few"
        said.append(words.say(f"sure.{key}", n=known.replicates, fewest=FEWEST))
    elif not known:
        said.append(words.say("sure.no_worlds"))
    said.append(words.say("sure.rules" if effects.rules else "sure.no_rules"))
    said.append(words.say("sure.undecided"))
    return words.joined(said)


def _rules(material: Material) -> str:
    """The footnote: which rules made the words."""
    shares = {"probable": MOST_WORLDS, "sure": SURE_WORLDS, "rules": SURE_RULES, "least": LEAST}
    percents = {name: number(100 * share, 0) for name, share in shares.items()}
    return material.words.say("sure.how", scale=material.words.scale_name(), tests=len(material.found), **percents)


def certainty_table(material: Material, everything: bool = False) -> Table:
    """Every effect with both intervals, and in how many worlds and under how many rules it has its direction.

    everything: all scenarios and headline outcomes, for the workbook, instead of those on page one.
    """
    words = material.words
    columns = ("scenario", "measure", "effect", "chance", "plausible", "worlds", "rules", "word")
    heads = [words.say(f"sure.head_{column}") for column in columns]
    scenarios = material.effects.others if everything else material.shown
    measures = material.effects.headline if everything else material.outcomes
    rows: list[tuple[Cell, ...]] = []
    for scenario in scenarios:
        for measure in measures:
            found = material.found[scenario, measure]
            rows.append((
                text(words.scenario(scenario) if everything or measure == measures[0] else ""),
                text(words.say("sure.measure", name=words.heading(measure), unit=words.unit(measure))),
                words.change_cell(measure, found.effect, TONES[found.verdict] if found.decided else ""),
                words.interval_cell(measure, found.effect),
                words.interval_cell(measure, found.plausible),
                text(words.of(found.worlds)),
                text(words.of(found.rules)),
                Cell(words.say(f"degrees.{found.degree}")),
            ))  # fmt: skip
    title = words.say("sure.table_all" if everything else "sure.table")
    groups = tuple(range(len(measures), len(rows), len(measures)))
    return Table("effects" if everything else "certainty", title, tuple(heads), tuple(rows), "", groups)


def _regret_about(material: Material) -> str:
    words, goal = material.words, material.goal
    good = in_worlds(material.effects, goal)
    tau = rank_agreement(good) if good is not None else np.nan
    said = [words.say("sure.regret", measure=words.measure(goal), unit=words.unit(goal))]
    if tau == tau:
        key = "order_kept" if tau >= 0.8 else "order_partly" if tau >= 0.4 else "order_lost"
        said.append(words.say(f"sure.{key}", tau=number(tau, 2)))
    limits = [
        words.say(f"sure.{side}", measure=words.measure(name), limit=words.level(name, limit), unit=words.unit(name))
        for name, sides in material.thresholds.items()
        for side, limit in sides.items()
    ]  # fmt: skip
    if limits:
        said.append(words.say("sure.thresholds", limits=words.listed(limits)))
    else:
        said.append(words.say("sure.no_thresholds"))
    return words.joined(said)


def robust_table(material: Material) -> Table | None:
    """Regret in the goal, ranks, and how often thresholds are met, over plausible worlds; the baseline is a choice."""
    words, effects, goal = material.words, material.effects, material.goal
    good = in_worlds(effects, goal)
    if good is None:
        return None
    factor, own_ranks, own_regret = words.scale(goal).factor, ranks(good), regret(good)
    decimals, met = words.scale(goal).decimals, satisficing(effects, material.thresholds)
    columns = ["scenario", "mean_regret", "most_regret", "rank", "best", *(["met"] if met is not None else [])]
    rows = []
    for scenario in (*material.shown, effects.baseline):
        row = effects.scenarios.index(scenario)
        low, high = np.quantile(own_ranks[row], [0.05, 0.95], method="nearest")
        cells = [
            text(words.scenario(scenario)),
            amount(factor * float(own_regret[row].mean()), decimals, sign=False),
            amount(factor * float(own_regret[row].max()), decimals, sign=False),
            Cell(words.say("sure.rank_cell", low=int(low), high=int(high)) if low < high else str(int(low))),
            amount(100 * float((own_ranks[row] == 1).mean()), 0, sign=False),
        ]
        rows.append((*cells, amount(100 * float(met[row]), 0, sign=False)) if met is not None else tuple(cells))
    heads = tuple(words.say(f"sure.head_{column}", n=len(good)) for column in columns)
    title = words.say("sure.robust", n=good.shape[1], measure=words.measure(goal))
    return Table("regret", title, heads, tuple(rows))


def replicates_enough(material: Material) -> str:
    """Whether there were enough replicates: how wide the widest interval for chance is, in the goal and in all outcomes
    of page one, what would narrow it, and whether the precision that was asked for was reached."""
    words, effects, goal = material.words, material.effects, material.goal
    if effects.replicates < 2:
        return words.say("summary.alone_again")
    if effects.uncertainty == "plausible":
        return words.say("sure.replicates_worlds", n=effects.replicates)
    found = widest(effects, (goal,))
    if found is None:
        return ""
    asked = material.asked_share
    aim = LEAST if asked is None else asked
    key = ("enough" if asked is None else "reached") if found.share <= aim else "more_needed"
    if asked is not None and key == "more_needed":
        key = "stopped" if effects.replicates >= MOST else "missed"
    counts = {"n": effects.replicates, "needed": found.needed(effects.replicates, aim), "most": MOST}
    told = {"aim": _percent(aim), "scale": words.scale_name(), "least": words.fine(goal, aim * effects.scale(goal))}
    told |= {name: f"{count:,}" for name, count in counts.items()}
    said = [words.say(f"sure.{key}", **told, **_width(material, found))]
    worst = widest(effects, material.outcomes)
    if worst and worst.measure != goal:
        said.append(words.say("sure.widest", scale=words.scale_name(), **_width(material, worst)))
    return words.joined(said)


def _width(material: Material, found: Width) -> dict[str, str]:
    words = material.words
    return {
        "measure": words.measure(found.measure), "scenario": words.quoted(found.scenario),
        "half": words.fine(found.measure, found.half), "share": _percent(found.share),
    }  # fmt: skip


def _percent(share: float) -> str:
    """A share in per cent, to two digits."""
    return f"{100 * share:.2g}" if share < 1 else f"{100 * share:,.0f}"
