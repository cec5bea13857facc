"""Tied counties: the executable specification (`docs/specification/national.py`) has the program's bits."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from countries import REFORM, bits

from docs.specification.national import TiedCounties
from experiments.credibility.convergence import cut
from scenarios import load
from scenarios.countries import DEFAULT, find_country
from sim.measures import NAMES
from sim.national.country import Country, Policy, Rollout
from sim.national.hierarchy import NEVER, TreeParameters
from sim.national.territory import DESCRIPTION, Territory
from sim.parameters.behaviour import Behaviour

CHINA = find_country(DEFAULT)

SEED = 7
REGIME = REFORM.regime
# One province has a single prefecture, one prefecture a single county, and the country has more units than these.
COUNTIES = (110101, 110102, 330203, 330205, 330206, 330302, 330303, 650102)
NATIONWIDE = {0: 5, 11: 3, 3303: 4}
SEEN = ("score", "score_noise", "loss")


def with_levers(**levers):
    return replace(REGIME, levers=replace(REGIME.levers, **levers))


def policies():
    """One for each county: levers of the cascade, offices of unequal weight, none that visits or writes, reforms."""
    unequal = tuple(replace(office, weight=office.weight**2) for office in REGIME.offices)
    idle = tuple(replace(office, weight=0.0) for office in REGIME.offices)
    return [
        Policy(replace(REGIME, offices=unequal), covered=frozenset(("economy", "safety"))),
        Policy(with_levers(levels=2.4, amplification=0.05)),
        Policy(REGIME, REFORM.overlays),
        Policy(with_levers(levels=1.3, amplification=0.3, rank_stakes=3.0)),
        Policy(with_levers(levels=0.5, trace_weight=0.5)),
        Policy(replace(REGIME, indicators=(), offices=idle)),
        Policy(with_levers(rank_stakes=0.0)),
        Policy(REGIME),
    ]


def parts():
    """Every field in two parts."""
    return [replace(policy, regime=cut(REGIME)) for policy in policies()]


def townships():
    """Two or three of each county, of four to nine cadres."""
    drawn = np.random.default_rng(5)
    rows = [
        (county, county * 1000 + j, drawn.integers(4, 10), drawn.integers(3, 20), drawn.integers(3), drawn.integers(7),
         drawn.uniform(0.8, 1.3), drawn.uniform(0.8, 1.2))
        for county in COUNTIES for j in range(1, drawn.integers(3, 5))
    ]  # fmt: skip
    return np.array(rows, DESCRIPTION)


def place_of(county, rows):
    own = [SimpleNamespace(**dict(zip(rows.dtype.names, row.tolist(), strict=True))) for row in rows]
    for town in own:
        town.size_class, town.kind = list(CHINA.size_classes)[town.size_class], list(CHINA.kinds)[town.kind]
    return SimpleNamespace(code=county, townships=own, neighbours=())


WORLDS = {  # policies, months, how units act on each other, how people respond
    "all rules": (policies, 38, TreeParameters(openings=0.35, neighbours=0.4, cascade=0.7, rotation=0.3), Behaviour()),
    "fields in parts": (parts, 14, TreeParameters(ambition_sd=1.0, style_sd=0.0), Behaviour()),
    "loud news": (policies, 14, TreeParameters(cascade=0.0, hearing=1.0, fading=1.0), Behaviour(contagion=1.0)),
}


@cache
def both(name):
    make, months, tree, behaviour = WORLDS[name]
    rows, chosen = townships(), make()
    spreading = tuple(replace(overlay, start=0) for overlay in load("generalised+duty_list=0.7").overlays)
    rollout = Rollout(spreading, {330203: 8, 330205: 10, 110101: 20}, 0.9)
    country = Country(
        Territory(rows, NATIONWIDE), chosen, range(len(COUNTIES)), behaviour=behaviour, tree=tree, rollout=rollout,
        months=months, seed=SEED,
    )  # fmt: skip
    years = [(country.series.copy(), country.levels.copy()) for _ in country.years()]
    cases = {
        county: SimpleNamespace(
            regime=policy.regime, behaviour=behaviour, covered=policy.covered, overlays=policy.overlays, months=months,
            seed=SEED, place=place_of(county, rows[rows["county"] == county]), warmup=None, warmup_months=0,
        )
        for county, policy in zip(COUNTIES, chosen, strict=True)
    }  # fmt: skip
    series, levels = (np.concatenate(each, axis=1)[:, :months] for each in zip(*years, strict=True))
    return country, series, levels, TiedCounties(cases, tree, rollout, NATIONWIDE).run()


@pytest.mark.parametrize("name", WORLDS)
def test_every_month_of_every_county(name):
    _, series, levels, specified = both(name)
    for c, unit in enumerate(specified.counties):
        rows = np.array([[row[measure] for measure in NAMES] for row in unit.twin.rows])
        month, measure = np.nonzero(bits(rows) != bits(series[c]))
        assert not month.size, (unit.code, month[0], [NAMES[k] for k in measure[month == month[0]]])
        assert np.array_equal(bits(unit.twin.levels), bits(levels[c]))


@pytest.mark.parametrize("name", WORLDS)
def test_units_leaders_and_higher_offices_at_the_end(name):
    country, _, _, specified = both(name)
    fields = country.fields
    for unit, node, state in zip(specified.units, country.nodes, country.units, strict=True):
        assert unit.code == node["code"] and (NEVER if unit.start is None else unit.start) == node["start"]
        for field in ("successions", "vacant", "promoted", "ambition", "visit_ratio", "indicator_ratio", *SEEN):
            assert bits(getattr(unit, field)) == bits(node[field]), (unit.code, field)
        for field in ("increment", "last_increment", "outside_news", "rank_gain"):
            assert np.array_equal(bits(getattr(unit, field)), bits(node[field][:fields])), (unit.code, field)
        for o, office in enumerate(unit.c.offices):
            assert bits(office.indicators) == bits(state["indicators"][o])
            assert bits(office.grade) == bits(state["office_grade"][o])


def test_the_worlds_use_every_rule():
    country, _, _, specified = both("all rules")
    nodes, counties = country.nodes, country.county_nodes
    assert (nodes["increment"][1:4, : country.fields] > 0).any() and (counties["increment"] > 0).any()
    assert (nodes["successions"] > 0).sum() > 4 and nodes["promoted"].any()
    assert (counties["outside_news"] > 0).any() and len(set(nodes["visit_ratio"])) > 3
    assert (counties["start"] != NEVER).sum() > 3  # one county or more took the reform over
    assert {unit.code for unit in specified.units if unit.visit_ratio == unit.indicator_ratio == 1} >= {3303}  # idle
