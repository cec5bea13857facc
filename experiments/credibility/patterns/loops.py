"""The loops of the sources, each measured by cutting it; their texts are in the catalogue by their ids.

A push moves a lever at the start of the fourth year. With the loop closed the measured quantity answers by R, with
the loop cut by R0, both in the last two of ten years. A loop that amplifies has the gain 1 - R0 / R, the share of the
answer that came round the loop; a loop that takes back leaves R of R0 and takes 1 - R / R0. Both are judged at 5 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.statistics import Estimate, ratio_of_means
from scenarios.change import Change
from scenarios.languages import Text, phrase

from ...compare.window import WINDOW_YEARS
from ..section import text_or_nothing
from .ablations import NO_CONCEALMENT, NO_COPING
from .pattern import LEAST
from .simulations import Array, Simulations
from .variant import Ablation, Variant, move

START = 36  # month of the push
AMPLIFIES, TAKES_BACK = "amplifies", "takes back"
FREE = Variant(behaviour={})
ONLY_VISITS = Variant(behaviour={"office_growth": 0.0})  # offices adapt, but their indicators do not grow


@dataclass(frozen=True)
class Loop:
    """A chain of quantities with the direction each moves after the push, where it is measured, and what cuts it.

    early: sign of the measured answer in the second year, where the loop says one. also: a second quantity, reported.
    """

    id: str
    chain: tuple[tuple[str, int], ...]
    measured: str
    push: tuple[Change, ...]
    cut: Ablation
    kind: str = AMPLIFIES
    base: Variant = field(default_factory=Variant)
    early: int = 0
    also: str = ""

    @property
    def text(self) -> Text:
        return phrase(f"experiments.loops.{self.id}")

    @property
    def note(self) -> Text | str:
        """What is to be said beside the numbers; empty where there is nothing."""
        return text_or_nothing("experiments.loops", f"{self.id}.note")

    def variants(self) -> tuple[Variant, Variant, Variant, Variant]:
        """Closed and at rest, closed and pushed, cut and at rest, cut and pushed."""
        pushed = self.base.but(changes=self.push)
        return self.base, pushed, self.cut.of(self.base), self.cut.of(pushed)


def _push(lever: str, value: float) -> tuple[Change, ...]:
    return (move(lever, value, start=START),)


LOOPS = (
    # Offices grow their indicators against their counterparts'.
    Loop("proliferation", (("indicators", 1), ("burden", 1), ("time", -1), ("real_work", -1)), "indicators",
         _push("data", 0.5), Ablation("no_rivals", rivals=False), base=FREE),
    # Fabricated success is taken into a higher target, which is met by more fabrication.
    Loop("paper_spiral", (("paper", 1), ("fabrication", 1), ("reported", 1), ("target", 1), ("load", 1)), "paper",
         _push("trace_weight", 0.45), Ablation("no_ratchet", levers={"ratchet_up": 0}), also="true_outcome"),
    # Shifted blame costs trust, distrust brings incidents, incidents fear, fear more shifting.
    Loop("blame_spiral", (("blame_shifting", 1), ("trust", -1), ("incidents", 1), ("fear", 1)), "blame_shifting",
         _push("clarity", 0.0), Ablation("no_trust_no_contagion", {"trust_work": 0, "contagion": 0}),
         also="incidents"),
    # More looks are answered by better hiding.
    Loop("concealment_race", (("visits", 1), ("found_per_look", -1), ("fabrication", -1)), "fabrication",
         _push("visits", 0.8), NO_CONCEALMENT, TAKES_BACK),
    # Additional tasks go to those who deliver, which brings them nearer to the others.
    Loop("fast_ox", (("burden", 1), ("time", -1), ("true_outcome", -1)), "inequality", _push("campaign", 0.25),
         Ablation("no_fast_ox", {"fast_ox": 0}), TAKES_BACK),
    # Control takes time from work, results worsen, offices control more.
    Loop("control_dilemma",
         (("visits", 1), ("burden", 1), ("real_work", -1), ("true_outcome", -1), ("incidents", 1)), "visits",
         _push("visits", 0.6), Ablation("no_adaptation", {"office_precision": 0}), base=ONLY_VISITS,
         also="true_outcome"),
    # Those who grant tolerance are liable for it, so less is granted and nothing is tried.
    Loop("tolerance_trap", (("initiative", 1), ("inaction", -1), ("true_outcome", 1)), "initiative",
         _push("tolerance", 1.0), Ablation("no_liability", levers={"grantor_liability": 0}), TAKES_BACK),
    # Data save reports, and make new indicators cheap.
    Loop("electronic", (("indicators", 1), ("reports", 1)), "burden", _push("data", 0.7),
         Ablation("full_gate", levers={"gate": 1}), TAKES_BACK, base=FREE, early=-1, also="real_work"),
    # Intended: a shortfall is felt and worked off.
    Loop("correction", (("load", 1), ("paper", 1), ("fabrication", 1), ("reported", -1), ("true_outcome", -1)),
         "reported", _push("resources", 0.8), NO_COPING, TAKES_BACK, also="true_outcome"),
    # Targets beyond reach are negotiated down.
    Loop("voice", (("target", 1), ("load", 1), ("chosen_formalism", 1), ("true_outcome", -1)), "target",
         _push("amplification", 0.2), Ablation("no_objection", levers={"negotiation": 0}), TAKES_BACK,
         base=Variant(levers={"negotiation": 0.6}), also="true_outcome"),
    # Tightening works at first: slack is used up, then paper takes over.
    Loop("tightening", (("slack", -1), ("real_work", 1), ("chosen_formalism", 1), ("initiative", -1)), "true_outcome",
         _push("accountability_pressure", 1.5), NO_COPING, TAKES_BACK,
         base=Variant(levers={"accountability_pressure": 0.25}), early=1),
    # What citizens get earns trust, and trust carries work.
    Loop("bottom_up", (("true_outcome", 1), ("satisfaction", 1), ("trust", 1), ("incidents", -1)), "true_outcome",
         _push("resources", 1.25), Ablation("no_trust", {"trust_work": 0}), also="incidents"),
)  # fmt: skip


@dataclass(frozen=True)
class LoopFinding:
    """What a loop came to: answers in units of the measured quantity, gain with its 95 % interval, and the chain.

    answers: how each quantity of the chain, and the measured one, answers by year from the push on; as_said: every one
    moves as declared, the chain at the end. also: gain in the second quantity, NaN where there is none.
    """

    loop: str
    closed: float
    cut: float
    gain: float
    low: float
    high: float
    also: float
    answers: Mapping[str, tuple[float, ...]]
    as_said: bool

    @property
    def holds(self) -> bool:
        """Whether the loop carries its share, chance is excluded and the chain moves as declared."""
        return self.gain >= LEAST and self.low > 0 and self.as_said


def judge_loops(loops: Iterable[Loop], simulations: Simulations) -> dict[str, LoopFinding]:
    """Every loop in one place by its id, all runs in one batch."""
    chosen = tuple(loops)
    simulations.run(variant for loop in chosen for variant in loop.variants())
    return {loop.id: judge_loop(loop, simulations) for loop in chosen}


def judge_loop(loop: Loop, simulations: Simulations) -> LoopFinding:
    """One loop in one place."""
    closed_runs, cut_runs = loop.variants()[:2], loop.variants()[2:]

    def answer(outcome: str, runs: tuple[Variant, ...] = closed_runs) -> Array:
        """Answer of an outcome to the push by seed and year, from the year of the push on."""
        rest, pushed = (simulations.yearly(variant, outcome) for variant in runs)
        return (pushed - rest)[:, START // 12 :]

    def late(outcome: str) -> tuple[Array, Array]:
        """Answers in the last years by seed, with the loop closed and with it cut."""
        closed, cut = (answer(outcome, runs)[:, -WINDOW_YEARS:].mean(axis=1) for runs in (closed_runs, cut_runs))
        return closed, cut

    def kept(closed: Array, cut: Array) -> Estimate:
        """What is left of the answer: the gain is 1 less this."""
        return ratio_of_means(cut, closed) if loop.kind == AMPLIFIES else ratio_of_means(closed, cut)

    closed, cut = late(loop.measured)
    left, also = kept(closed, cut), 1 - kept(*late(loop.also)).mean if loop.also else np.nan
    names = dict.fromkeys([*(name for name, _ in loop.chain), loop.measured])
    answers = {name: tuple(answer(name).mean(axis=0).tolist()) for name in names}
    return LoopFinding(
        loop.id,
        float(closed.mean()),
        float(cut.mean()),
        1 - left.mean,
        1 - left.high,
        1 - left.low,
        also,
        answers,
        _as_said(loop, answers),
    )


def _as_said(loop: Loop, answers: Mapping[str, Sequence[float]]) -> bool:
    early = not loop.early or loop.early * answers[loop.measured][1] > 0
    return early and all(sign * np.mean(answers[name][-WINDOW_YEARS:]) > 0 for name, sign in loop.chain)
