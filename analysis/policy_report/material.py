"""What a report is written from: results of one place, their effects and findings, and what the reader asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from experiments.compare.accounts import Accounts
from experiments.compare.results import Results
from experiments.credibility.explain.split import Explanation

from ..additions import pairs_of, subjects
from ..certainty import Finding, findings
from ..effects import Effects
from ..effects_of_results import effects_of
from ..horizons import Course, course_of
from ..plan import TOTAL, Step, plan
from .wording import Wording

GOAL = "true_outcome"  # the outcome that reforms are put in order by, unless told otherwise
MAIN = ("true_outcome", "satisfaction", "formalism", "burden", "initiative", "blame_shifting")  # outcomes of page one
MOST = 11  # most scenarios in a table of the report; all are in the workbook
FOLLOWED = 5  # most scenarios whose course is drawn
LAST = 3  # of them, from the lower end


@dataclass(frozen=True)
class Material:
    """Results of one place and how they are to be reported.

    goal: the outcome that comes first; thresholds: what counts as good enough, `at_least` or `at_most`, by outcome, in
    its own unit; command: as it was given; other: versions that the results are of, where these are not those of this
    program; named: whether units of a place are called by their names, which every table and figure then marks;
    explanations: effects that were split over mechanisms; own_budget: what `payer` may spend, in the place of the
    budget of the results.
    """

    results: Results
    lang: str
    goal: str = GOAL
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    command: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
    named: bool = False
    explanations: tuple[Explanation, ...] = ()
    own_budget: float | None = None
    payer: str = TOTAL

    @cached_property
    def effects(self) -> Effects:
        """The effects that the results show."""
        return effects_of(self.results)

    @cached_property
    def words(self) -> Wording:
        """Names and numbers of these results in the language of the report."""
        return Wording(self.effects, self.lang)

    @cached_property
    def found(self) -> dict[tuple[str, str], Finding]:
        """Every effect on headline outcomes, by scenario and outcome, and how sure it is."""
        measures = dict.fromkeys((self.goal, *self.effects.headline))
        return findings(self.effects, tuple(measures))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes of page one: the goal, the main ones, and a user's own."""
        own = (measure.id for measure in self.effects.own)
        return tuple(dict.fromkeys((self.goal, *MAIN, *own)))

    @cached_property
    def additions(self) -> list[str]:
        """What adds to the baseline, or all other scenarios where nothing does; the most helpful first."""
        return self._in_order(subjects(self.effects))

    @cached_property
    def shown(self) -> list[str]:
        """Scenarios in tables of the report: all, or the most and the least helpful additions of many.

        Pairs of reforms, which have a section of their own, are then left out.
        """
        others = [scenario for scenario in self.effects.others if scenario not in self.additions]
        if len(self.effects.others) <= MOST:
            return [*self.additions, *self._in_order(others)]
        pairs = pairs_of(self.results.comparison)
        additions = [each for each in self.additions if each not in pairs]
        if len(additions) <= MOST:
            return additions
        return [*additions[: MOST - LAST], *additions[-LAST:]]

    @property
    def best(self) -> str | None:
        """The addition that improves the goal most, if any decidedly does."""
        helping = [scenario for scenario in self.additions if self.found[scenario, self.goal].verdict > 0]
        return max(helping, key=lambda scenario: abs(self.found[scenario, self.goal].effect.mean), default=None)

    @property
    def asked_share(self) -> float | None:
        """The precision that was asked for in the goal, if any was."""
        precision = self.results.precision
        return precision.share if precision and precision.outcome == self.goal else None

    @cached_property
    def courses(self) -> dict[str, Course]:
        """The course of the goal under every scenario."""
        return {scenario: course_of(self.effects, scenario, self.goal) for scenario in self.effects.others}

    @property
    def followed(self) -> list[str]:
        """Scenarios whose course is drawn: those that move the goal most, for the better and for the worse."""
        moved = sorted(self.shown, key=lambda each: -self.found[each, self.goal].effect.mean * self._better)
        return moved if len(moved) <= FOLLOWED else [*moved[: FOLLOWED - 2], *moved[-2:]]

    @property
    def mark(self) -> str:
        """What every table and figure says where units of a place are named; else nothing."""
        return self.words.say("words.mark") if self.named else ""

    @cached_property
    def steps(self) -> list[Step]:
        """Reforms in the order in which a budget buys them."""
        return plan(self.results, self.effects, self.found, self.goal, self.payer)

    @property
    def budget(self) -> float | None:
        """Per cent of the county's personnel cost a year, more than today, that may be spent; None: no limit."""
        return self.results.budget if self.own_budget is None else self.own_budget

    @property
    def accounts(self) -> Accounts:
        """The accounts: what every scenario costs, by line of the ledger and payer."""
        return self.results.accounts

    @property
    def _better(self) -> int:
        return self.effects.measures[self.goal].better or 1

    def worsened(self, scenario: str) -> list[str]:
        """Headline outcomes that a scenario makes worse, decidedly or probably."""
        return [measure for (one, measure), each in self.found.items() if one == scenario and each.verdict < 0]

    def _in_order(self, scenarios: list[str]) -> list[str]:
        """The most helpful for the goal first; those of which nothing is known last."""
        gain = {each: self.effects.difference(each, self.goal).mean * self._better for each in scenarios}
        return sorted(scenarios, key=lambda each: (gain[each] != gain[each], -gain[each], each))
