"""An order of reforms under a budget, as a table with running totals, and in words."""

from __future__ import annotations

from ..additions import alone, combinations
from ..plan import Step, cost_of, room_of, within
from .document import Block, Cell, Figure, Paragraph, Table
from .figures import frontier_figure
from .material import Material
from .wording import amount, number, text


def budget_blocks(material: Material) -> list[Block]:
    """The sentences; where anything can be put in order, the table, and of several the frontier."""
    blocks: list[Block] = [Paragraph(in_words(material))]
    if material.steps:
        blocks.append(order_table(material))
    if len(material.steps) > 1:
        measure = material.words.measure(material.goal)
        caption, alt = (material.words.say(f"budget.{key}", measure=measure) for key in ("figure", "alt"))
        blocks.append(Figure("frontier", caption, alt, lambda: frontier_figure(material)))
    return blocks


def in_words(material: Material) -> str:
    """What comes first, what the budget pays for, and that effects need not add up."""
    words = material.words
    if not material.steps:
        return words.joined([words.say("budget.nothing", measure=words.measure(material.goal)), kept_within(material)])
    free = [words.quoted(step.scenario) for step in material.steps if step.cost <= 0]
    paid = [words.quoted(step.scenario) for step in material.steps if step.cost > 0]
    payer = words.say(f"budget.{material.payer}")
    said = [words.say("budget.free", names=words.listed(free), payer=payer)] if free else []
    said += [words.say("budget.paid", names=words.listed(paid), payer=payer)] if paid else []
    if material.budget is not None:
        taken = within(material.steps, material.budget)
        cost, gain = sum(step.cost for step in taken), sum(step.gain for step in taken)
        key = "buys_nothing" if not taken else "buys" if cost > 0 else "buys_saving"
        said.append(
            words.say(
                f"budget.{key}", budget=number(material.budget, 1), payer=payer,
                names=words.listed([words.quoted(step.scenario) for step in taken]), cost=number(abs(cost), 1),
                gain=_gained(material, gain), measure=words.measure(material.goal),
            )
        )  # fmt: skip
    said.append(kept_within(material))
    room, gained = room_of(material.effects, material.goal), material.steps[-1].gain_so_far
    if gained > room:
        most, whole = (words.size(material.goal, each) for each in (room, gained))
        said.append(words.say("budget.beyond", most=most, whole=whole, measure=words.measure(material.goal)))
    else:
        said.append(words.say("budget.sum" if combinations(material.results.comparison) else "budget.sum_untried"))
    return words.joined(said)


def _gained(material: Material, gain: float) -> str:
    """A sum of effects, which can be no more than the outcome has room for."""
    room = room_of(material.effects, material.goal)
    size = material.words.size(material.goal, min(gain, room))
    return size if gain <= room else material.words.say("budget.at_most", size=size)


def kept_within(material: Material) -> str:
    """Which other arrangements than single reforms cost no more than the budget; nothing where there is none."""
    words, payer, budget = material.words, material.payer, material.budget
    singles = alone(material.results.comparison)
    others = [scenario for scenario in material.shown if scenario not in singles]
    if budget is None or not others or material.effects.accounts is None:
        return ""
    costs = {each: cost_of(material.effects, each, payer).mean for each in others}
    said = []
    for key, chosen in (("keeps", True), ("exceeds", False)):
        items = [
            words.say("budget.item", scenario=words.quoted(each), cost=number(cost, 1, True))
            for each, cost in costs.items()
            if (cost <= budget) == chosen
        ]
        if items:
            said.append(words.say(f"budget.{key}", items=words.listed(items), budget=number(budget, 1)))
    return words.joined(said)


def order_table(material: Material) -> Table:
    """Reforms in order, cost and gain of each and of all so far; where there is a budget, whether it pays for them."""
    words, goal = material.words, material.goal
    factor, decimals = words.scale(goal).factor, words.scale(goal).decimals
    taken = within(material.steps, material.budget) if material.budget is not None else material.steps
    columns = [
        "reform",
        "cost",
        "gain",
        "cost_so_far",
        "gain_so_far",
        *(["within"] if material.budget is not None else []),
    ]
    rows: list[tuple[Cell, ...]] = []
    for position, step in enumerate(material.steps, 1):
        cells = [text(f"{position} {words.scenario(step.scenario)}"), *_numbers(step, factor, decimals)]
        if material.budget is not None:
            cells.append(text(words.say(f"budget.{'yes' if step in taken else 'no'}")))
        rows.append(tuple(cells))
    heads = tuple(words.say(f"budget.head_{column}", unit=words.unit(goal)) for column in columns)
    return Table("order", words.say("budget.table"), heads, tuple(rows), words.say("budget.note"))


def _numbers(step: Step, factor: float, decimals: int) -> list[Cell]:
    costs, gains = (step.cost, step.cost_so_far), (step.gain, step.gain_so_far)
    pairs = zip(costs, gains, strict=True)
    return [cell for cost, gain in pairs for cell in (amount(cost, 1), amount(factor * gain, decimals))]
