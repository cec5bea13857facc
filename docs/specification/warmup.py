"""The end of a warm-up: one regime takes over the state that another left (`sim/warmup.py`)."""

from dataclasses import replace
from types import SimpleNamespace

from . import contests, indicators, weights
from .county import HABIT, first_rung
from .mathematics import sum_up
from .scheme import Reforms, make_scheme


def shifted(overlays, months):
    """Overlays whose months count from the end of a warm-up, counted from its beginning."""
    return [replace(overlay, start=overlay.start + months) for overlay in overlays]


def take_over(twin, case):
    """Exchange regime and reforms of a twin after its warm-up; months go on."""
    before, old = case.warmup.regime, make_scheme(case.warmup.regime, case.behaviour, case.covered)
    make = (case.regime, case.behaviour, case.covered)
    twin.p = make_scheme(*make)
    twin.reforms = Reforms(twin.p, make_scheme(*make), shifted(case.overlays, case.warmup.months))
    if case.regime != before:
        hand_over(twin.p, old, twin.c, case.regime, before)
        twin.reforms.lay(twin.month)
        weights.refresh_weights(twin.p, twin.c)
        indicators.own_indicators(twin.p, twin.c)
        indicators.count_indicators(twin.p, twin.c)
        weights.spread_burden(twin.p, twin.c)
        contests.set_blurs(twin.p, twin.c)


def hand_over(p, old, c, regime, before):
    """The state of a county in the order of another regime's tables."""
    c.offices = [
        office_of(row, now, before.offices, old.offices, c.offices)
        for row, now in zip(regime.offices, p.offices, strict=True)
    ]
    c.readings = [SimpleNamespace(score_weight=0.0, judgement_weight=0.0, post_weight=0.0) for _ in p.readings]
    for pool in c.pools:
        pool.rungs = moved(pool.rungs, before.rungs, regime.rungs, [first_rung() for rung in p.rungs])
    for t in c.towns:
        new = [SimpleNamespace(noisy=0.0, clean=0.0, standing=0.5) for _ in p.readings]
        t.readings = moved(t.readings, before.readings, regime.readings, new)
        for job in t.jobs:  # eq. 167
            job.base_odds *= (p.base_target / (1.0 - p.base_target)) / (old.base_target / (1.0 - old.base_target))


def moved(found, had, have, new):
    """What belongs to the rows of one table, in the order of another; `new`: for rows that were not there."""
    known = {row.id: mine for row, mine in zip(had, found, strict=True)}
    return [known.get(row.id, start) for row, start in zip(have, new, strict=True)]


def office_of(row, now, had, then, found):
    """An office of the regime that follows: as it was, or as in a first month."""
    written = sum_up(now.items)
    mine = SimpleNamespace(
        share=dict(HABIT), indicators=written, owned=[], visit_rate=0.0, visits_made=1.0, grade=0.5,
        assists=0.0, compares=0.0,
    )  # fmt: skip
    for other, was, kept in zip(had, then, found, strict=True):
        if other.id == row.id:
            mine.share, mine.visits_made, mine.grade = kept.share, kept.visits_made, kept.grade
            mine.assists = kept.assists
            if sum_up(was.items) > 0.0:
                mine.indicators = kept.indicators * (written / sum_up(was.items))  # eq. 166
    return mine
