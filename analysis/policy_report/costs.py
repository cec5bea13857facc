"""What it costs and who pays: ledgers, gain for each unit of cost, ordered against delivered."""

from __future__ import annotations

from experiments.compare.ledger import LINES, PAYERS
from scenarios.costs import own_costs

from ..accounts import rows as ledger_rows
from .budget import budget_blocks
from .document import Block, Cell, Figure, Paragraph, Section, Table
from .figures import price_figure
from .material import Material
from .wording import NONE, TONES, amount, number, text

DELIVERED = ("visits", "indicators", "reporting", "vetoes", "sanctions", "tolerance", "ranks")


def costs(material: Material) -> Section:
    """The section on costs: what each arrangement costs whom, gain per cost, how much of what is ordered arrives."""
    words, effects = material.words, material.effects
    units = material.results.costs
    assumed, own = sum(cost.grade == "assumed" for cost in units.values()), len(own_costs(units))
    about = words.say(f"costs.about_{'own' if own else 'none'}", assumed=assumed, own=own, of=len(units))
    about = words.joined([words.say("costs.about"), about])
    alt = words.say("costs.alt", measure=words.measure(material.goal))
    figure = Figure(
        "price", words.say("costs.figure", measure=words.measure(material.goal)), alt, lambda: price_figure(material)
    )
    blocks: list[Block] = [Paragraph(about), costs_table(material), figure, Paragraph(_who(material))]
    blocks += [*budget_blocks(material), Paragraph(words.say("costs.delivered_about")), delivered_table(material)]
    return Section("costs", words.say("costs.title"), tuple(blocks)) if effects.accounts else _without(material)


def _without(material: Material) -> Section:
    words = material.words
    return Section("costs", words.say("costs.title"), (Paragraph(words.say("costs.no_accounts")),))


def costs_table(material: Material) -> Table:
    """What each arrangement costs whom a year against the baseline, beside its effect on the goal, and gain by cost."""
    words, effects, goal = material.words, material.effects, material.goal
    ranges = {scenario: effects.cost_in_worlds(scenario) for scenario in material.shown}
    columns = ["reform", "effect", *PAYERS, "all", "once", *(["worlds"] if any(ranges.values()) else []), "gain"]
    heads = [words.say(f"costs.head_{column}", measure=words.heading(goal)) for column in columns]
    rows = []
    for position, scenario in enumerate(material.shown, 1):
        found, over = material.found[scenario, goal], ranges[scenario]
        paid = [effects.cost(scenario, payer).mean for payer in PAYERS]
        accounts = material.accounts
        once = float((accounts.paid_once(scenario) - accounts.paid_once(effects.baseline)).mean())
        cells = [text(f"{position} {words.scenario(scenario)}")]
        cells.append(words.change_cell(goal, found.effect, TONES[found.verdict] if found.decided else "unsure"))
        cells += [amount(cost, 1) for cost in (*paid, effects.whole_cost(scenario).mean, once)]
        if any(ranges.values()):
            cells.append(
                Cell(words.say("words.interval", low=number(over.low, 1), high=number(over.high, 1)) if over else NONE)
            )
        rows.append((*cells, gain_cell(material, scenario)))
    years = number(float(material.accounts.over.mean()), 0)
    note = words.say("costs.note", years=years, unit=words.unit(goal))
    return Table("costs", words.say("costs.table"), tuple(heads), tuple(rows), note)


def gain_cell(material: Material, scenario: str) -> Cell:
    """Gain in the goal for each per cent of cost; a word where it saves, or nothing is decided."""
    words, effects, goal = material.words, material.effects, material.goal
    cost, verdict = (
        effects.cost_in_worlds(scenario) or effects.whole_cost(scenario),
        material.found[scenario, goal].verdict,
    )
    if cost.high < 0:
        return Cell(words.say(f"costs.{'saves_gains' if verdict > 0 else 'saves_loses' if verdict < 0 else 'saves'}"))
    if cost.low > 0 and verdict:
        gain = words.scale(goal).factor * effects.gain(scenario, goal)
        return amount(gain, 2, tone=TONES[verdict])
    return Cell(words.say("costs.undecided"), tone="unsure")


def _who(material: Material) -> str:
    """Who pays most for what costs most, and who is relieved most."""
    words, effects = material.words, material.effects
    said = []
    for key, sign in (("pays", 1), ("relieved", -1)):
        bills = [(sign * effects.cost(s, payer).mean, payer, s) for s in material.shown for payer in PAYERS]
        size, payer, scenario = max(bills)
        if size > 0:
            payer_name = words.say(f"costs.{payer}")
            said.append(
                words.say(f"costs.{key}", payer=payer_name, scenario=words.quoted(scenario), size=number(size, 1))
            )
    return words.joined(said)


def delivered_table(material: Material) -> Table:
    """What arrives of what is ordered, in per cent, the baseline first."""
    words, effects = material.words, material.effects
    heads = [words.say("summary.reform"), *(words.say(f"costs.delivered_{what}") for what in DELIVERED)]
    rows = []
    for scenario in (effects.baseline, *material.shown):
        shares = [100.0 * effects.level(scenario, f"{what}_delivered").mean for what in DELIVERED]
        rows.append((text(words.scenario(scenario)), *(amount(share, 0, sign=False) for share in shares)))
    note = words.say("costs.delivered_note")
    return Table("delivered", words.say("costs.delivered_table"), tuple(heads), tuple(rows), note, (1,))


def ledger(material: Material) -> Table:
    """Every line of the ledger for every arrangement, for the workbook."""
    words = material.words
    lines = {line.id: line for line in LINES}
    heads = [
        words.say(f"costs.ledger_{column}")
        for column in ("scenario", "line", "payer", "cost", "difference", "low", "high")
    ]
    rows = []
    for row in ledger_rows(material.effects):
        values = [amount(float(row[column]), 3, sign=False) for column in ("cost", "difference", "low", "high")]
        line = lines[row["line"]]
        rows.append((
            text(words.scenario(row["scenario"])), text(words.say(f"lines.{line.id}")),
            text(words.say(f"costs.{line.payer}")), *values,
        ))  # fmt: skip
    return Table("ledger", words.say("costs.ledger"), tuple(heads), tuple(rows), words.say("costs.ledger_note"))
