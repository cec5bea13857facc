"""Tables of `surprises.md` and its Chinese page: where two surprising effects hold, stored as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.statistics import Estimate
from experiments.credibility.explain.split import read_mechanisms
from experiments.credibility.surprises import (
    EXPLAINED,
    PLACES,
    SURPRISES,
    WORLDS,
    YEARS,
    Effect,
    Surprise,
    effects,
    explanations,
)
from scenarios.languages import translate
from sim.compile.kernel import rules_hash

from ..files import HOME, read_results, write_results
from ..markdown import heads, table

RESULTS = HOME / "surprises.json"
DIGITS = 5
FEWEST = 0.002  # a part of an explanation, as a share of the outcome's range of 1, that has a row


def run(threads: int | None = None) -> None:
    """Run every step in every place, and the explanations, ten minutes on one core, and store them."""
    found = [_plain(asdict(effect)) for effect in effects(threads)]
    explained = [
        {"whole": _estimate(e.whole), "rest": _estimate(e.remainder)}
        | {"parts": {part.mechanism.id: _estimate(part.share) for part in e.parts}}
        for e in explanations(threads)
    ]
    write_results(RESULTS, {"rules": rules_hash(), "effects": found, "explained": explained})


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"years": [_estimate(Estimate(**year)) for year in row["years"]]}


def _estimate(value: Estimate) -> list[float]:
    return [round(each, DIGITS) + 0.0 for each in (value.mean, value.low, value.high)]


def stored() -> tuple[Effect, ...]:
    """Every effect, as it was when last run."""
    return tuple(
        Effect(**row | {"step": tuple(row["step"]), "years": tuple(Estimate(*year) for year in row["years"])})
        for row in read_results(RESULTS)["effects"]
    )


def by_year(surprise: str, language: str) -> str:
    """A row for each regime and step: the effect at the first place of the texts by year, and how far it is shared."""
    found = [effect for effect in stored() if effect.surprise == surprise]
    years = [translate("docs.surprises.year", language, n=year) for year in YEARS]
    shared = [translate(f"docs.surprises.{name}", language, most=WORLDS) for name in ("worlds", "rules")]
    names = [*heads(("regime", "step"), language), *years, *shared]
    rows = []
    for regime, step in dict.fromkeys((each.regime, each.step) for each in found):
        same = [each for each in found if (each.regime, each.step) == (regime, step)]
        main = next(each for each in same if each.worlds)
        cells = [f"{_signed(main.years[y])} · {sum(_goes(e, y) for e in same)}/{len(same)}" for y in range(len(YEARS))]
        three, ten = (main.worlds[YEARS.index(year)] for year in (3, 10))
        rows.append([f"`{regime}`", _words(step), *cells, f"{three}, {ten}", f"{main.rules}/5"])
    return table(names, rows)


def _goes(effect: Effect, year: int) -> bool:
    """Whether the effect of a year surely has the direction that surprises."""
    value = effect.years[year]
    return value.sure and value.mean * SURPRISES[effect.surprise].sign > 0


def _signed(value: Estimate) -> str:
    """Three decimals with a true minus; in brackets where the interval holds zero."""
    text = f"{value.mean:+.3f}".replace("-", "−")
    return text if value.sure else f"({text})"


def _words(step: tuple[float, float]) -> str:
    return " → ".join(f"× {factor:g}" for factor in step)


def by_place(surprise: str, language: str) -> str:
    """A row for each regime and step: the effect in years three and ten, by place."""
    found = {(e.regime, e.step, e.place): e for e in stored() if e.surprise == surprise}
    rows = [
        [f"`{regime}`", _words(step), *(_two(found[regime, step, place]) for place in PLACES)]
        for regime, step in dict.fromkeys((regime, step) for regime, step, _ in found)
    ]
    return table([*heads(("regime", "step"), language), *(f"`{place}`" for place in PLACES)], rows)


def _two(effect: Effect) -> str:
    return ", ".join(_signed(effect.years[YEARS.index(year)]) for year in (3, 10))


def explained(language: str) -> str:
    """A column for each step that is explained, a row for each mechanism that carries a part of one of them."""
    columns = [{k: _read(v) for k, v in each.items()} for each in read_results(RESULTS)["explained"]]
    names = [f"{_asked(*each, language)}" for each in EXPLAINED]
    rows = [
        [mechanism.name.render(language), *(_signed(column["parts"][mechanism.id]) for column in columns)]
        for mechanism in read_mechanisms()
        if any(abs(column["parts"][mechanism.id].mean) >= FEWEST for column in columns)
    ]
    whole = [translate("docs.surprises.whole", language), *(f"**{_signed(column['whole'])}**" for column in columns)]
    return table([translate("docs.surprises.mechanism", language), *names], [*rows, whole])


def _read(value: Any) -> Any:
    return {k: Estimate(*v) for k, v in value.items()} if isinstance(value, dict) else Estimate(*value)


def _asked(surprise: Surprise, regime: str, step: tuple[float, float], language: str) -> str:
    return f"{translate(f'docs.surprises.{surprise.id}', language)}: `{regime}` {_words(step)}"


def commands(language: str) -> str:
    """The commands of the explanations, one a line."""
    lines = [
        f"kaohe explain {surprise.scenario(regime, after)} --against {surprise.scenario(regime, before)}"
        f" --outcome {surprise.outcome}\n"
        for surprise, regime, (before, after) in EXPLAINED
    ]
    return f"```sh\n{''.join(lines)}```\n"
