"""Page one: the question, the county, three findings, the table of reforms by outcomes, conditions, one caution."""

from __future__ import annotations

from experiments.compare.window import window
from sim.measures import HEADLINE

from ..additions import alone
from ..certainty import PROBABLE
from ..effects import LEAST
from ..horizons import course_of
from .compared import described
from .document import Block, Listing, Paragraph, Section, Table
from .material import Material
from .wording import number, text

YEAR = 12
MOST_NAMES = 3  # scenarios or outcomes in one sentence
MOST_OTHERS = 4  # scenarios that the question names
MOST_SIGNS = 180  # of what is said of the baseline


def summary(material: Material) -> Section:
    """Page one of the report as a section."""
    words = material.words
    blocks: list[Block] = [Paragraph(question(material)), Paragraph(words.joined([county(material), terms(material)]))]
    blocks += [Listing(tuple(three_findings(material)), numbered=True), overview(material)]
    blocks += [Paragraph(conditions(material)), Paragraph(words.say("summary.caution"), "caution")]
    return Section("summary", words.say("summary.title"), tuple(blocks))


def question(material: Material) -> str:
    """The question in a sentence: which arrangements are compared with which, over how many years."""
    words, effects = material.words, material.effects
    scenarios = material.additions
    one = len(scenarios) == 1
    kind = "added" if all(scenario.startswith(effects.baseline) for scenario in scenarios) else "other"
    singles = alone(material.results.comparison)
    mixed = kind == "added" and any(scenario not in singles for scenario in scenarios)
    key = "one" if one else "some" if mixed else "many"
    asked = words.say(
        f"summary.question_{kind}_{key}",
        scenario=words.quoted(scenarios[0]),
        n=len(scenarios),
        baseline=words.quoted(effects.baseline),
        years=_length(material),
    )
    others = [words.quoted(each) for each in effects.others if each not in scenarios]
    many = len(others) > MOST_OTHERS
    instead = words.say("summary.question_number", n=len(others)) if many else words.either(others)
    return words.joined([asked, words.say("summary.question_instead", scenarios=instead) if others else ""])


def _length(material: Material) -> str:
    """How long the comparison is, in words."""
    years = material.effects.months / YEAR
    key = "summary.one_year" if years == 1 else "summary.many_years"
    return material.words.say(key, years=number(years, 0 if years == int(years) else 1))


def county(material: Material) -> str:
    """The county in a sentence: its name, and how many townships, cadres and villages it has."""
    place, words = material.results.comparison.place, material.words
    villages = sum(township.villages for township in place.townships)
    return words.say(
        "summary.county", place=material.effects.place[material.lang], townships=len(place.townships),
        cadres=f"{place.cadres:,}", villages=f"{villages:,}",
    )  # fmt: skip


def terms(material: Material) -> str:
    """What the baseline is, where it says so in a line that fits here, and what the goal means."""
    words, effects = material.words, material.effects
    said, about = [], described(material, effects.baseline)
    if 0 < len(about) <= MOST_SIGNS:
        names = {"baseline": words.quoted(effects.baseline), "about": about.rstrip(".。")}
        said.append(words.say("summary.baseline", **names))
    if material.goal in HEADLINE:
        goal = words.heading(material.goal)
        said.append(words.say("summary.goal", measure=goal, meaning=words.say(f"meanings.{material.goal}")))
    return words.joined(said)


def three_findings(material: Material) -> list[str]:
    """What helps most; when and at what price; what harms or stays open."""
    return [helps(material), price(material), harms(material)]


def helps(material: Material) -> str:
    """What improves the goal most, and what comes next."""
    words, effects, goal = material.words, material.effects, material.goal
    if effects.replicates < 2:
        return words.say("summary.alone")
    if material.best is None:
        return words.say("summary.nothing_helps", measure=words.measure(goal), counts=_none_of_them(material))
    found = material.found[material.best, goal]
    before, after = (words.level(goal, effects.level(each, goal).mean) for each in (effects.baseline, material.best))
    said = [words.say("summary.helps", effect=words.effect(found), before=before, after=after)]
    if found.worlds:
        said.append(words.say("summary.agreed", n=found.worlds[0], of=found.worlds[1]))
    helping = [each for each in material.additions if material.found[each, goal].verdict > 0 and each != material.best]
    helping.sort(key=lambda each: -abs(material.found[each, goal].effect.mean))
    items = []
    for each in helping[:MOST_NAMES]:
        found = material.found[each, goal]
        key = "next_probably" if found.degree == PROBABLE else "next_item"
        size = words.change(goal, found.effect.mean)
        items.append(words.say(f"summary.{key}", scenario=words.quoted(each), size=size))
    if items:
        said.append(words.say("summary.next", items=words.listed(items)))
    return words.joined(said)


def _none_of_them(material: Material) -> str:
    """What came of the arrangements where none improves the goal: how many make it worse, are undecided, or small."""
    words, found = material.words, [material.found[each, material.goal] for each in material.additions]
    counts = {
        "worse": sum(each.verdict < 0 for each in found),
        "undecided": sum(each.degree == "undecided" for each in found),
        "small": sum(each.degree == "small" for each in found),
    }
    least = words.fine(material.goal, found[0].least)
    said = [words.say(f"summary.nothing_{key}", n=count, least=least) for key, count in counts.items() if count]
    return words.listed(said)


def price(material: Material) -> str:
    """What the best costs, when half of its effect is there, and what it makes worse."""
    words, effects, best = material.words, material.effects, material.best
    if best is None or effects.replicates < 2:
        return words.say("summary.no_price")
    said = []
    if effects.accounts:
        cost = effects.whole_cost(best)
        known = effects.cost_in_worlds(best) or cost
        key = ("costs" if cost.mean > 0 else "saves") if known.sure else "even"
        size = number(cost.mean, 1, sign=True) if key == "even" else number(abs(cost.mean), 1)
        interval = words.say("words.interval", low=number(known.low, 1), high=number(known.high, 1))
        said.append(words.say(f"summary.{key}", scenario=words.quoted(best), size=size, interval=interval))
    course = course_of(effects, best, material.goal)
    if course.half:
        said.append(words.say("summary.half", measure=words.measure(material.goal), months=course.half))
    worse = _worsened(material, best)
    key = "worsens" if worse else "worsens_nothing"
    said.append(
        words.say(
            f"summary.{key}", measures=words.listed(worse), n=len(worse or effects.assessed), of=len(effects.assessed)
        )
    )
    return words.joined(said)


def harms(material: Material) -> str:
    """What makes the goal, or most else, worse; and how much stays undecided."""
    words, goal = material.words, material.goal
    if material.effects.replicates < 2:
        return words.say("summary.alone_again")
    everything = material.effects.others
    harmful = [each for each in everything if material.found[each, goal].verdict < 0]
    harmful.sort(key=lambda each: -abs(material.found[each, goal].effect.mean))
    said = []
    if harmful:
        said.append(words.say("words.sentence", text=words.effect(material.found[harmful[0], goal])))
        more = [words.unsure(words.quoted(each), material.found[each, goal]) for each in harmful[1 : 1 + MOST_NAMES]]
        if more:
            said.append(words.say("summary.also_harm", measure=words.measure(goal), scenarios=words.listed(more)))
    else:
        said.append(words.say("summary.no_harm", measure=words.measure(goal)))
        divided = [each for each in everything if material.worsened(each) and each != material.best]
        divided.sort(key=lambda each: (-len(material.worsened(each)), each))
        if divided:
            names = {"scenario": words.quoted(divided[0]), "measures": words.listed(_worsened(material, divided[0]))}
            said.append(words.say("summary.most_divided", **names))
    open_ = [words.quoted(each) for each in everything if material.found[each, goal].degree == "undecided"]
    if open_:
        key = "open_named" if len(open_) <= MOST_NAMES else "open"
        count = {"n": len(open_), "of": len(everything), "scenarios": words.listed(open_)}
        said.append(words.say(f"summary.{key}", measure=words.measure(goal), **count))
    return words.joined(said)


def _worsened(material: Material, scenario: str) -> list[str]:
    """Names of outcomes that a scenario makes worse, and of which it only probably does."""
    words = material.words
    return [words.unsure(words.measure(each), material.found[scenario, each]) for each in material.worsened(scenario)]


def overview(material: Material, short: bool = False) -> Table:
    """Reforms by outcomes, with arrows and words. short: with no more in the headings than the outcomes' names,
    and with nothing about the rest of the report."""
    words = material.words
    heads = [words.say("summary.reform")]
    for measure in material.outcomes:
        way = {1: "more", -1: "less"}.get(0 if short else material.effects.measures[measure].better, "neither")
        heads.append(words.say(f"summary.head_{way}", measure=words.heading(measure)))
    rows = [
        (text(words.scenario(scenario)), *(words.cell(material.found[scenario, m]) for m in material.outcomes))
        for scenario in material.shown
    ]
    left_out = len(material.effects.others) - len(rows)
    note = words.say("summary.table_note", scale=words.scale_name(), least=number(100 * LEAST, 0))
    notes = [note, "" if short else words.say("summary.table_numbers")]
    notes.append(words.say("summary.left_out", n=left_out) if left_out and not short else "")
    return Table("overview", words.say("summary.table"), tuple(heads), tuple(rows), words.joined(notes))


def conditions(material: Material) -> str:
    """Under which conditions the first finding holds."""
    words, effects, best = material.words, material.effects, material.best
    said = [
        words.say(
            "summary.averages", window=window(effects.months), months=effects.months, replicates=effects.replicates
        )
    ]
    if effects.warmup:
        said.append(words.say("summary.warmup", months=effects.warmup, baseline=words.quoted(effects.baseline)))
    if effects.apart:
        said.append(words.say("summary.apart", names=words.listed([words.quoted(each) for each in effects.apart])))
    if best is None:
        return words.joined(said)
    found = material.found[best, material.goal]
    if not found.worlds and not found.rules:
        return words.joined([*said, words.say("summary.not_tried")])
    if found.rules:
        under = {rule: each.difference(best, material.goal) for rule, each in effects.rules.items()}
        agrees = {rule: each.sure and each.mean * found.effect.mean > 0 for rule, each in under.items()}
        failing = [words.say(f"rules.{rule}") for rule, same in agrees.items() if not same]
        key = "under_rules" if not failing else "not_under"
        of = {"n": found.rules[0], "of": found.rules[1]}
        said.append(words.say(f"summary.{key}", rules=words.listed(failing), **of))
    return words.joined(said)
