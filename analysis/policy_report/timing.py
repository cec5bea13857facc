"""When: the course of the goal from the first month, the dip, months to half, the years, and whether it lasts."""

from __future__ import annotations

from experiments.compare.window import HORIZONS

from ..figures.spread import kind_of
from ..horizons import Course, course_of
from .document import UNSURE, Block, Cell, Figure, Paragraph, Section, Table
from .figures import course_figure
from .material import Material
from .wording import NONE, text

LASTS, HALF = 0.75, 0.5  # of the largest effect at any horizon, that is there at the last


def timing(material: Material) -> Section:
    """The section on time: when an effect shows, whether things get worse first, and whether it lasts."""
    words, goal = material.words, material.goal
    begins = dict(zip(material.effects.scenarios, material.effects.starts, strict=False))
    starts = sorted({start + 1 for start in begins.values() if start}) or [1]
    key = "one" if len(starts) == 1 else "many"
    about = [words.say(f"timing.about_{key}", start=starts[0], last=starts[-1], measure=words.measure(goal))]
    at_once = [words.quoted(each) for each in material.shown if begins.get(each) == 0]
    if at_once and starts[-1] > 1:
        about.append(words.say("timing.from_first", names=words.listed(at_once)))
    blocks: list[Block] = [Paragraph(words.joined(about))]
    followed = material.followed
    if followed:
        alt = words.say(
            "timing.alt", measure=words.measure(goal), scenarios=words.listed([*map(words.scenario, followed)])
        )
        title = words.say(f"timing.figure_{kind_of(len(followed))}", measure=words.measure(goal))
        blocks.append(Figure("course", title, alt, lambda: course_figure(material)))
    if any(course.years for course in material.courses.values()):
        blocks.append(years_table(material, goal))
    else:
        blocks.append(Paragraph(words.say("timing.too_short")))
    return Section("timing", words.say("timing.title"), tuple(blocks))


def years_table(material: Material, measure: str, everything: bool = False) -> Table:
    """Effects on an outcome by years after the start, the worst on the way, months to half, and whether it lasts."""
    words = material.words
    scenarios = material.effects.others if everything else material.shown
    courses = {scenario: course_of(material.effects, scenario, measure) for scenario in scenarios}
    years = [year for year in HORIZONS if any(year in course.years for course in courses.values())]
    heads = [words.say("summary.reform"), *(words.say("timing.year", n=year) for year in years)]
    heads += [words.say(f"timing.head_{column}") for column in ("dip", "half", "lasts")]
    least = {scenario: material.found[scenario, measure].least for scenario in scenarios}
    rows = []
    for scenario, course in courses.items():
        dip = words.say("timing.dip", size=words.change(measure, course.dip), month=course.dip_month)
        rows.append((
            text(words.scenario(scenario)),
            *(_at(material, measure, course, year) for year in years),
            text(dip if course.dip_month and abs(course.dip) >= least[scenario] else NONE),
            Cell(str(course.half), course.half) if course.half else text(NONE),
            text(words.say(f"timing.{lasting(course, least[scenario])}")),
        ))  # fmt: skip
    title = words.say("timing.table", measure=words.measure(measure), unit=words.unit(measure))
    name = f"all_years_{measure}" if everything else f"years_{measure}"
    return Table(name, title, tuple(heads), tuple(rows), words.say("timing.note"))


def lasting(course: Course, least: float) -> str:
    """What becomes of an effect by the last horizon: the end of a key of `report.timing`.

    least: the size below which an effect does not count.
    """
    last = course.last
    if last is None or len(course.years) < 2:
        return "short"
    size = max(abs(effect.mean) for effect in course.years.values())
    if size < least:
        return "small"
    opposite = [
        each for each in course.years.values() if each.sure and each.mean * last.mean < 0 and abs(each.mean) >= least
    ]
    if opposite and last.sure:
        return "turns"
    part = abs(last.mean) / size
    if part < HALF:
        return "fades"
    if not last.sure:
        return "undecided"
    return "lasts" if part >= LASTS else "weakens"


def _at(material: Material, measure: str, course: Course, year: int) -> Cell:
    found = course.years.get(year)
    if found is None or not found.known:
        return text(NONE)
    cell = material.words.change_cell(measure, found)
    return cell if found.sure else material.words.toned(cell.text, cell.value or 0.0, UNSURE)
