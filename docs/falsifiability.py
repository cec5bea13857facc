"""Fill the tables of runs of `docs/falsifiability.md` and its Chinese page: `python -m docs.falsifiability`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from experiments.falsifiability.predictions import EXPECTED, KINDS
from experiments.falsifiability.trial import Outcome, try_all
from sim.measures import MEASURES

HOME = Path(__file__).resolve().parent
PLACES = ("yinzhou", "leping", "330212")
REPLICATES = 12
HEADS = {
    "falsifiability.md": ("id", "step", "place", "outcome", "predicted", "effect, % of the range", "as predicted"),
    "falsifiability.zh.md": ("编号", "步骤", "地点", "结果", "预测", "作用(占区间 %)", "符合预测"),
}
BEGIN, END = "<!-- generated: falsifiability -->", "<!-- end -->"
NAMES = {measure.id: (f"`{measure.id}`", measure.zh) for measure in MEASURES}


def rows(outcomes: list[Outcome], tongue: int) -> Iterator[str]:
    for found in outcomes:
        effect = f"{100 * found.effect:+.1f} ({100 * found.low:+.1f} … {100 * found.high:+.1f})"
        cells = (
            found.prediction, KINDS[found.step][tongue], f"`{found.place}`", NAMES[found.measure][tongue],
            EXPECTED[found.expected][tongue], effect, ("yes", "是")[tongue] if found.holds else ("no", "否")[tongue],
        )  # fmt: skip
        yield "| " + " | ".join(cells) + " |"


def fill(text: str, table: str) -> str:
    """The page with the table between its markers."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.split(END, 1)[1]}"


def main() -> None:
    outcomes = try_all(PLACES, REPLICATES)
    for tongue, (page, head) in enumerate(HEADS.items()):
        lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
        table = "\n".join([*lines, *rows(outcomes, tongue)])
        path = HOME / page
        path.write_text(fill(path.read_text(encoding="utf-8"), table), encoding="utf-8")
    kept = sum(found.holds for found in outcomes)
    print(f"{kept} of {len(outcomes)} outcomes as predicted")


if __name__ == "__main__":
    main()
