"""A small county and a small regime: every kind of table row at least once, runs in milliseconds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from scenarios.countries import DEFAULT, find_country
from scenarios.places import Place, Township
from sim.parameters.levers import Levers
from sim.parameters.regime import Regime
from sim.parameters.tables import Field, Indicator, Office, Reading, Rung
from sim.world import Case

CHINA = find_country(DEFAULT)
CODE = 330299  # of the county, which no real one has
# Fields: share of need, pace, hazard, spill-over, enforcement, harm, latent part. Nobody assesses the last two.
FIELDS = {
    "economy": (0.25, 0.10, 0.01, 0.0, 0.0, 0.6, 0.1),
    "environment": (0.15, 0.07, 0.06, 0.3, 0.8, 0.0, 0.6),
    "safety": (0.15, 0.12, 0.08, 0.0, 0.8, 0.3, 0.3),
    "services": (0.25, 0.10, 0.04, 0.0, 0.0, 0.0, 0.5),
    "rural": (0.20, 0.04, 0.01, 0.1, 0.0, 0.1, 0.9),
}
# Indicators: field, office, kinds of township, weight, items, veto, verifiability, visible.
INDICATORS = {
    "growth": ("economy", "development", (), 35.0, 25.0, 0.0, 0.6, 0.9),
    "rivers": ("environment", "ecology", (), 20.0, 15.0, 1.0, 0.7, 0.4),
    "accidents": ("safety", "emergency", (), 20.0, 15.0, 1.0, 0.6, 0.4),
    "clinics": ("services", "development", (), 15.0, 15.0, 0.0, 0.5, 0.3),
    "visitors": ("economy", "ecology", ("tourism", "mountain"), 10.0, 5.0, 0.0, 0.4, 0.8),
}
# Townships: size class, kind, cadres, villages, difficulty, resources.
TOWNSHIPS = (
    ("large", "county_seat", 20, 12, 0.9, 1.1),
    ("medium", "ordinary", 12, 9, 1.0, 1.0),
    ("small", "mountain", 8, 6, 1.2, 0.8),
    ("medium", "tourism", 13, 8, 1.0, 0.9),
)


def small_regime(name: str = "small", **levers: float) -> Regime:
    """Five fields, three offices, five indicators, four readings, five rungs; levers as given."""
    return Regime(
        name,
        Levers(**levers),
        tuple(
            Field(i, i, i, need, pace, hazard, spill, enforcement, harm, latent)
            for i, (need, pace, hazard, spill, enforcement, harm, latent) in FIELDS.items()
        ),
        tuple(Office(i, i, i) for i in ("development", "ecology", "emergency")),
        tuple(
            Indicator(i, i, i, field, office, kinds, weight, items, veto, verifiability, visible)
            for i, (field, office, kinds, weight, items, veto, verifiability, visible) in INDICATORS.items()
        ),
        (
            Reading("targets", "", "", group="work", weight=0.7, noise=0.08),
            Reading("quarterly", "", "", weight=0.1, noise=0.1, period=3, hours=0.005),
            Reading("leaders", "", "", group="work", weight=0.3, post_weight=0.3, noise=0.12, shine=0.5, human=1),
            Reading("citizens", "", "", weight=0.1, noise=1.2, sample=100, need_basis=1, seen=1, trace=0, human=1),
        ),
        (
            Rung("reached", "", "", rule="target", prize=1.5, source="targets"),
            Rung("first", "", "", rule="top", quota=0.25, prize=0.9, funds=0.3, promotion=0.2),
            Rung("last", "", "", rule="bottom", quota=0.25, prize=0.9, loss=1, fear=0.1, removal=0.2),
            Rung("post", "", "", rule="top", quota=0.25, prize=0.9, track="post"),
            Rung("excellent", "", "", rule="top", quota=0.15, prize=0.5, person=1),
        ),
        kinds=tuple(CHINA.kinds),
        size_classes=tuple(CHINA.size_classes),
        group_weights=(("work", 0.8),),
        class_coefficients=(1.0, 0.95, 0.9),
    )


def small_place(townships: int = 4) -> Place:
    """A county of 2 to 4 townships of 8 to 20 cadres, in a row."""
    rows = [
        Township(CODE * 1000 + j + 1, f"T{j + 1}", size, kind, cadres, villages, difficulty, resources)
        for j, (size, kind, cadres, villages, difficulty, resources) in enumerate(TOWNSHIPS[:townships])
    ]
    borders = tuple((a.code, b.code) for a, b in pairwise(rows))
    return Place(f"small{townships}", "Small", "小县", CODE, tuple(rows), "made up", borders)


def small_case(months: int = 24, seed: int = 1, **more: Any) -> Case:
    """A case of the small regime in the small place."""
    return Case(small_regime(), small_place(), months=months, seed=seed, **more)
