"""Trees over the axes of a study: one that tells cases of interest from others, and how much each axis explains.

Trees are scikit-learn's (the extra `explore`). A tree of few leaves cuts the space of axes into regions with many cases
and with few (CART, Breiman et al. 1984); how well it does at points left out is said beside it. Scores are the shares
of a forest of extremely randomised trees (Geurts et al. 2006; for scoring, Jaxa-Rozen and Kwakkel 2018), with the score
that columns of pure chance reach in the same forest: what is not above it is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenarios.errors import ScenarioError
from scenarios.languages import phrase

from .peeling import Array, Column, Limit, Mask

MOST_LEAVES = 6
LEAST_LEAF = 0.05  # share of points, of a leaf
TREES = 100  # of a forest
CHANCE_COLUMNS = 5
FOLDS = 5


@dataclass(frozen=True)
class Leaf:
    """A region: restrictions by axis; points in it and cases among them."""

    limits: dict[str, Limit]
    points: int
    cases: int

    @property
    def density(self) -> float:
        """Share of cases among its points."""
        return self.cases / self.points


@dataclass(frozen=True)
class Scores:
    """How much each axis explains: shares that with those of chance add up to 1; chance: the best score of a column
    that means nothing; r2: share of variance that the forest predicts at points that its trees did not see."""

    shares: Array
    chance: float
    r2: float


def check_installed() -> None:
    """Refuse where scikit-learn is not installed."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise ScenarioError(phrase("experiments.exploration.no_sklearn")) from None


def grow(columns: Sequence[Column], cases: Mask, seed: int) -> list[Leaf]:
    """The leaves of a tree, that with the highest share of cases first."""
    table, of = _table(columns)
    tree = _classifier(len(cases), seed).fit(table, cases).tree_
    found: list[Leaf] = []

    def descend(node: int, limits: dict[str, Limit], inside: Mask) -> None:
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left < 0:
            found.append(Leaf(limits, int(inside.sum()), int(cases[inside].sum())))
            return
        feature, cut = int(tree.feature[node]), float(tree.threshold[node])
        below = table[:, feature] <= cut
        column, choice = of[feature]
        before = limits.get(column.name, Limit())
        for child, side, limit in (
            (left, below, _narrowed(before, column, choice, high=cut)),
            (right, ~below, _narrowed(before, column, choice, low=cut)),
        ):
            descend(child, {**limits, column.name: limit}, inside & side)

    descend(0, {}, np.ones(len(cases), bool))
    return sorted(found, key=lambda leaf: -leaf.density)


def _narrowed(before: Limit, column: Column, choice: int | None, low: float = -np.inf, high: float = np.inf) -> Limit:
    if choice is None:
        return Limit(max(before.low, low), min(before.high, high))
    there = frozenset(range(column.choices)) if before.choices is None else before.choices
    return Limit(choices=there - {choice} if high < np.inf else there & {choice})


def accuracy(columns: Sequence[Column], cases: Mask, seed: int) -> float:
    """Balanced accuracy at points left out in turn: 0.5 is what tossing a coin reaches, 1 is without a mistake."""
    table, _ = _table(columns)
    told = np.zeros(len(cases), bool)
    for inside, outside in folds(len(cases), seed):
        told[outside] = _classifier(int(inside.sum()), seed).fit(table[inside], cases[inside]).predict(table[outside])
    return float(told[cases].mean() + (~told[~cases]).mean()) / 2


def folds(count: int, seed: int) -> list[tuple[Mask, Mask]]:
    """Points kept and points left out, for each part of the points in turn."""
    fold = np.random.default_rng(seed).permutation(count) % FOLDS
    return [(fold != number, fold == number) for number in range(FOLDS)]


def score(columns: Sequence[Column], outcome: Array, seed: int) -> Scores:
    """How much each axis explains of an outcome (point,)."""
    from sklearn.ensemble import ExtraTreesRegressor

    table, of = _table(columns)
    noise = np.random.default_rng([seed, 1]).random((len(outcome), CHANCE_COLUMNS))
    forest = ExtraTreesRegressor(
        TREES, max_features=1 / 3, min_samples_leaf=max(1, round((len(outcome) / 1000) ** 0.5)), bootstrap=True,
        oob_score=True, random_state=seed,
    )  # fmt: skip
    forest.fit(np.column_stack([table, noise]), outcome)
    own = forest.feature_importances_
    shares = np.zeros(len(columns))
    for value, (column, _) in zip(own, of, strict=False):
        shares[list(columns).index(column)] += value
    return Scores(shares, float(own[len(of) :].max()), float(forest.oob_score_))


def _classifier(points: int, seed: int) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    least = max(5, round(LEAST_LEAF * points))
    return DecisionTreeClassifier(max_leaf_nodes=MOST_LEAVES, min_samples_leaf=least, random_state=seed)


def _table(columns: Sequence[Column]) -> tuple[Array, list[tuple[Column, int | None]]]:
    """Numbers as they are, and a column of 0 and 1 for each value of a choice; of which axis and choice each is."""
    table: list[Array] = []
    of: list[tuple[Column, int | None]] = []
    for column in columns:
        for choice in range(column.choices) if column.choices else (None,):
            table.append(column.values if choice is None else (column.values == choice).astype(np.float64))
            of.append((column, choice))
    return np.column_stack(table), of
