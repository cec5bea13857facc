"""Tied counties: known answers of the meeting, one county's bits, threads, order, files, memory, stopping."""

import json
import re
import shutil
import signal
from dataclasses import asdict, replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas
import pytest
from small import CHINESE, kaohe

import experiments.national.country as country_module
from analysis.country import amplification_table, headline_table, store
from analysis.country.figures import TILES
from docs.files import HOME
from experiments.credibility.convergence import cut
from experiments.national.country import run_country, run_years
from experiments.national.design import assignments, new_country
from experiments.run import memory
from scenarios import load
from scenarios.errors import ScenarioError
from scenarios.places import register
from scenarios.places.country import counties_below, land, left_out
from scenarios.places.fields import KINDS, SIZE_CLASSES
from sim import rules
from sim.mathematics import exp, normal_quantile
from sim.measures import NAMES
from sim.national.country import Nation, Rollout, Rule, county_nodes
from sim.national.hierarchy import NEVER, VIEWS, TreeParameters, build_tree
from sim.national.rules.cascade import chance_gain, increment
from sim.national.territory import Land, memory_needed
from sim.parameters.declaration import ParameterError, meanings
from sim.rules.ladder import rank_sensitivity, rung_noise
from sim.rules.offices import HABIT
from sim.rules.weights import whole_of
from sim.rules.worth import rung_scale
from sim.state import random_numbers
from sim.state.layout import PARAMETERS
from sim.state.network import neighbours
from sim.world import World

REFORM = load("generalised+mutual_recognition")
BASE = load("generalised")


@pytest.fixture(scope="module")
def ningbo() -> Land:
    """Ten counties; the smallest four of them are quick."""
    whole = land(3302)
    keep = whole.counties[np.argsort(np.diff(whole.starts), kind="stable")[:4]]
    return Land(whole.townships[np.isin(whole.townships["county"], keep)], whole.children)


def nation(where, scenario=BASE, months=14, tree=None, rollout=None, seed=1):
    rules = [Rule(scenario.regime, scenario.overlays)]
    return Nation(where, rules, months=months, tree=tree, rollout=rollout, seed=seed)


def lived(world, threads=1):
    """Series, (county, month, measure), and targets of townships at the end."""
    years = [world.series.copy() for _ in world.years(threads)]
    return np.concatenate(years, axis=1)[:, : world.months], world.towns["target"].copy()


def bits(values):
    return np.ascontiguousarray(values).view(np.int64)


def test_parts_of_a_field_change_nothing_where_counties_are_tied(ningbo):
    """Cascade, careers, news, higher offices: every field in two parts, without incidents, to rounding."""
    still = replace(BASE.regime, fields=tuple(replace(row, hazard=0) for row in BASE.regime.fields))
    whole, parts = (lived(Nation(ningbo, [Rule(regime)], months=26))[0] for regime in (still, cut(still)))
    scale = np.maximum(abs(whole).max(axis=1, keepdims=True), 1e-9)
    assert (abs(parts - whole) / scale).max() < 1e-9


# The meeting: known answers


def test_chance_gain_is_lazear_and_rosens_where_posts_are_whole():
    assert chance_gain(20, 0.1) == rank_sensitivity(20.0, 2.0)
    assert chance_gain(2, 0.25) == pytest.approx(0.5 * 0.28209479, rel=1e-7)  # half a post: half of K(2, 1)
    assert chance_gain(1, 0.5) == 0


def test_more_rivals_never_lower_the_gain():
    gains = [chance_gain(n, 0.1) for n in range(2, 60)]
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(gains))
    assert gains[-1] > 2 * gains[0]


def test_increment_is_the_critical_fractile():
    assert increment(3.0, 1.0, 0.2) == pytest.approx(0.2 * 0.67448975, rel=1e-7)
    assert increment(1.0, 1.0, 0.2) == 0 == increment(0.0, 1.0, 0.2)  # never below the superior's
    assert increment(9.0, 1.0, 0.2) > increment(4.0, 1.0, 0.2)


def test_tree_is_the_registers_in_any_order():
    codes = [330203, 330205, 330302, 340102]
    nodes = build_tree(codes, [0, 0, 0, 0], {0: 31, 33: 11})
    assert nodes["code"].tolist() == [0, 33, 34, 3302, 3303, 3401, *codes]
    assert nodes["count"].tolist() == [2, 2, 1, 2, 1, 1, 0, 0, 0, 0]
    assert nodes["country"][:3].tolist() == [31, 11, 1]
    for i, node in enumerate(nodes):
        below = nodes["code"][node["first"] : node["first"] + node["count"]]
        assert all(code // (100 if i else 10**4) in (node["code"], 0) or i == 0 for code in below)
    with pytest.raises(ParameterError):
        build_tree([330205, 330203], [0, 0])


def amplification(scenario, **tree):
    """Factor of the level of provinces by field, 31 provinces of a county each, after five meetings."""
    whole = land()
    first = whole.counties[np.unique(whole.counties // 10_000, return_index=True)[1]]
    small = Land(whole.townships[np.isin(whole.townships["county"], first)], whole.children)
    for country in run_years(new_country(None, scenario, months=60, tree=tree), threads=1, where=small):
        found = country
    return found.raised[-1, 0], found.fields


@pytest.mark.slow
def test_amplification_is_that_of_the_evidence():
    """Evidence, section 1: 1.07 to 1.15 where growth weighs little, 1.32 where it weighs much; livelihood hardly."""
    weighs = replace(
        (high := load("generalised", {"rank_stakes": 2.0})).regime,
        indicators=tuple(
            replace(item, weight=item.weight * (2 if item.field == "economy" else 1)) for item in high.regime.indicators
        ),
    )
    low, fields = amplification(BASE)
    much, _ = amplification(replace(high, regime=weighs))
    economy, services = fields.index("economy"), fields.index("services")
    assert 1.05 < low[economy] < 1.15 and 1.25 < much[economy] < 1.40
    assert low[services] < 1.01


def test_rivals_and_stakes_raise_targets(ningbo):
    def county_level(scenario, children):
        where = Land(ningbo.townships, ningbo.children | children)
        world = nation(where, scenario, 12, TreeParameters(ambition_sd=0))
        next(world.years())
        return county_nodes(world.nodes)["raised"][:, 1].mean()

    few, many = county_level(BASE, {3302: 6}), county_level(BASE, {3302: 30})
    assert 0 < few < many < county_level(load("generalised", {"rank_stakes": 3.0}), {3302: 30})


@pytest.mark.parametrize(("levels", "used"), [(3, (1, 1, 1)), (2, (1, 0, 1)), (1, (1, 0, 0)), (1.5, (1, 0, 0.5))])
def test_targets_carry_the_increments_of_the_levels_in_use(levels, used, ningbo):
    world = nation(ningbo, load("generalised", {"levels": levels}), 24, TreeParameters(ambition_sd=0, openings=0.3))
    for _ in world.years():
        pass
    chosen, counties = world.nodes["raised"][:, :8], county_nodes(world.nodes)["raised"][:, :8]
    assert chosen[1:3].max() > 0.02 and counties.max() > 0.02
    expected = np.exp(used[0] * chosen[1] + used[1] * chosen[2] + used[2] * counties)
    assert world.counties["amplified"][:, :8] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("written", "part"), [(0.0, 0.0), (0.04, 0.5), (0.08, 1.0), (0.3, 1.0)])
def test_a_low_amplification_takes_a_part_off_what_levels_add(written, part, ningbo):
    world = nation(ningbo, load("generalised", {"amplification": written}), 24, TreeParameters(ambition_sd=0))
    for _ in world.years():
        pass
    chosen, counties = world.nodes["raised"][:, :8], county_nodes(world.nodes)["raised"][:, :8]
    assert counties.max() > 0.01
    expected = np.exp(part * (chosen[1] + chosen[2] + counties))
    assert world.counties["amplified"][:, :8] == pytest.approx(expected, rel=1e-12)


def test_without_prizes_for_rank_or_posts_nobody_amplifies(ningbo):
    for scenario, tree in ((load("generalised", {"rank_stakes": 0.0}), {}), (BASE, {"openings": 0.0})):
        world = nation(ningbo, scenario, 24, TreeParameters(**tree))
        for _ in world.years():
            assert (world.nodes["raised"] == 0).all()


def test_who_moves_up_fills_the_seat_above_with_own_ambition(drawn_tree):
    nodes, tree = drawn_tree.copy(), TreeParameters(openings=0.5, rotation=0).row()[0]
    nodes["noise"] = 0
    at = {int(code): i for i, code in enumerate(nodes["code"])}
    below = [at[code] for code in (330302, 330303, 330304)]
    best = max(below, key=lambda i: nodes[i]["score"])
    worst = min(below, key=lambda i: nodes[i]["score"])
    nodes["empty"][at[3303]] = 1
    before = nodes["ambition"].copy()
    rules.promotion.promote(tree, nodes, 1, 4)  # one post and a half among three
    assert nodes["promoted"][best] == 1 and nodes["promoted"][worst] == 0
    assert nodes["empty"][at[3303]] == 0 and nodes["ambition"][at[3303]] == before[best]
    assert nodes["ambition"][worst] == before[worst] and nodes["leaders"][worst] == 0
    assert nodes["leaders"][best] == 1 and nodes["ambition"][best] != before[best]  # somebody new


def test_news_of_others_raise_fear_and_only_that_of_others(ningbo):
    def fear(hearing):
        world = nation(ningbo, months=26, tree=replace(TreeParameters.closed(), hearing=hearing, fading=0.4))
        for _ in world.years():
            pass
        return np.add.reduceat(world.towns["fear"].mean(axis=1), ningbo.starts[:-1])

    deaf, some, much = fear(0), fear(0.3), fear(0.9)
    assert (some > deaf).all() and (much > some).all()
    alone = Land(_county(int(ningbo.counties[0])))
    heard = nation(alone, months=26, tree=replace(TreeParameters.closed(), hearing=0.9))
    deaf_alone = nation(alone, months=26, tree=TreeParameters.closed())
    assert np.array_equal(bits(lived(heard)[0]), bits(lived(deaf_alone)[0]))


def test_another_regime_shows_in_the_tile_of_its_province():
    whole = land()
    few = [int(whole.counties[whole.counties // 10_000 == code][0]) for code in (33, 34, 36)]
    where = Land(whole.townships[np.isin(whole.townships["county"], few)], whole.children)
    mixed = run_country(new_country(None, ["generalised", "34=minimal"], months=12), threads=1, where=where)
    plain = run_country(new_country(None, months=12), threads=1, where=where)
    burden = [country.monthly[:, :12, NAMES.index("burden")].mean(axis=1) for country in (mixed, plain)]
    assert mixed.regions.tolist() == [33, 34, 36]
    assert burden[0][1] < 0.5 * burden[1][1] and burden[0][[0, 2]] == pytest.approx(burden[1][[0, 2]], rel=0.02)


def listings(**known):
    """What sections 7.16 to 7.20 of `docs/equations.md` define, with what they take from earlier sections."""
    text = (HOME / "equations.md").read_text(encoding="utf-8")
    part = text[text.index("## 7.16 ") : text.index("# Appendix A")]
    names = {"exp": exp, "normal_quantile": normal_quantile, "rank_sensitivity": rank_sensitivity, "HABIT": HABIT}
    names |= known
    for code in re.findall(r"^```python\n(.*?)^```", part, re.MULTILINE | re.DOTALL):
        exec(compile(code, "docs/equations.md", "exec"), names)
    return SimpleNamespace(**names)


def as_object(record, **more):
    """A record as the listings have it."""
    return SimpleNamespace(**{name: record[name].tolist() for name in record.dtype.names}, **more)


def as_parameters(row):
    return as_object(row, D=int(row["n_fields"]), O=int(row["n_offices"]), K=int(row["n_rungs"]))


def as_objects(nodes):
    """The rows of a tree as the listings have them."""
    units = [as_object(node) for node in nodes]
    for unit, node in zip(units, nodes, strict=True):
        unit.above = units[node["parent"]] if node["parent"] >= 0 else None
        unit.below = units[node["first"] : node["first"] + node["count"]] if node["count"] else []
    return units


@pytest.fixture(scope="module")
def drawn_tree():
    """A tree of three provinces, one of them alone with what the country has more of, and drawn views."""
    codes = [110101, 330203, 330205, 330302, 330303, 330304, 650102]
    nodes = build_tree(codes, [0] * len(codes), {11: 3, 0: 4})
    luck = np.random.default_rng(3)
    for name in ("ambition", "loss", "visits", "items", "score"):
        nodes[name] = luck.uniform(0.5, 2, len(nodes))
    for name in ("stake", "news", "raised", "shortfall"):
        nodes[name] = luck.uniform(0, 6 if name == "stake" else 0.4, nodes[name].shape)
    rules.higher.see_below(nodes, 8)
    return nodes


def test_listings_of_targets_and_news_are_the_program(drawn_tree):
    nodes, tree, page = drawn_tree.copy(), TreeParameters(openings=0.3, neighbours=0.4), listings()
    units = as_objects(nodes)
    page.cascade(tree, units, 8)
    rules.cascade.cascade(tree.row()[0], nodes, 8)
    assert np.array_equal(bits(nodes["raised"][1:, :8]), bits(np.array([u.raised[:8] for u in units[1:]])))
    assert (nodes["raised"][1:, :8] > 0).any()
    for i in range(len(nodes) - 7, len(nodes)):
        page.hear(tree, units[i], 8)
        rules.news.hear(tree.row()[0], nodes, i, 8)
        assert np.array_equal(bits(nodes["heard"][i, :8]), bits(np.array(units[i].heard[:8])))


def test_listings_of_posts_and_adoption_are_the_program(drawn_tree):
    page, tree = listings(), TreeParameters(openings=0.35)
    parent = drawn_tree[drawn_tree["code"] == 3303]
    for year in range(1, 20):
        key = random_numbers.prefix(1, random_numbers.LEADERS, 3303, 0)
        u = random_numbers.uniform_at(key, rules.promotion.POSTS, 0, year)
        below = SimpleNamespace(below=[None] * int(parent["count"][0]))
        assert page.posts_free(tree, below, year, u) == rules.promotion.posts_free(tree.row()[0], parent[0], 1, year)
    for month, pace in ((12, 0.5), (24, 0.9), (36, 0.1)):
        nodes = drawn_tree.copy()
        nodes["start"][nodes["code"] == 330303] = 20
        before = nodes.copy()
        rules.adoption.adopt(nodes, pace, 1, month)
        for i in np.flatnonzero(nodes["level"] == 3):
            best = rules.adoption.foremost(before, i)
            u = random_numbers.uniform_at(
                random_numbers.prefix(1, random_numbers.DIFFUSION, int(nodes["code"][i]), 0), 0, 0, month
            )
            expected = best >= 0 and page.adopts(_named(before[i]), _named(before[best]), pace, u, month)
            assert nodes["start"][i] == (month + 1 if expected else before["start"][i])


def _named(node):
    return SimpleNamespace(start=int(node["start"]), score=float(node["score"]))


@pytest.fixture(scope="module")
def settled(ningbo):
    """Counties of two prefectures after three meetings; the mean weight of offices is not 1, as it is in the regime."""
    offices = tuple(replace(office, weight=office.weight**2) for office in BASE.regime.offices)
    two = Land(np.concatenate([ningbo.townships, _county(330302)]), ningbo.children)
    world = Nation(two, [Rule(replace(BASE.regime, offices=offices))], months=26)
    for _ in world.years():
        pass
    return world


# A parameter row without its flat twin: Numba takes no record from Python whose fields overlap.
COLUMNS = np.dtype([(name, PARAMETERS[name]) for name in PARAMETERS.names if name != "flat"])


def row_of(world, **levers):
    row = world.rows[:1].copy().view(COLUMNS)
    for name, value in levers.items():
        row[name] = value
    return row[0]


def county_of(world, c):
    """Copies of a county, of its townships, and both as the listings have them."""
    county, towns = world.counties[c].copy(), world.towns[world.land.starts[c] : world.land.starts[c + 1]].copy()
    return county, towns, as_object(county, towns=[as_object(town) for town in towns])


def test_listing_of_the_worth_of_rank_is_the_program(settled):
    row, nodes = row_of(settled), county_nodes(settled.nodes)
    p = as_parameters(row)
    for c in range(len(nodes)):
        county, _, seen = county_of(settled, c)
        noise = [rung_noise(row, county, k) for k in range(p.K)]
        page = listings(
            rung_scale=lambda _, k: rung_scale(row, k),
            rung_noise=lambda _p, _c, k, noise=noise: noise[k],
            whole_of=lambda _, d: whole_of(row, d),
        )
        worth = np.array([page.rank_gain(p, seen, d) for d in range(p.D)])
        assert np.array_equal(bits(worth), bits(nodes["stake"][c, : p.D])) and (worth > 0).any()
        assert nodes["loss"][c] == p.accountability_pressure * p.severity


@pytest.mark.parametrize("levels", [3, 2.4, 1.3, 0.5])
@pytest.mark.parametrize("written", [0.2, 0.07, 0.02])
def test_listing_of_amplification_is_the_program(levels, written, settled, drawn_tree):
    page, tree, units = listings(), TreeParameters(cascade=0.7), as_objects(drawn_tree)
    p = row_of(settled, levels=levels, amplification=written)
    for at in np.flatnonzero(drawn_tree["level"] == 3):
        county, _, seen = county_of(settled, 0)
        page.amplify(as_parameters(p), tree, units[at], seen)
        before = county["amplified"].copy()
        rules.cascade.amplify(p, tree.row()[0], drawn_tree, at, county)
        assert np.array_equal(bits(county["amplified"]), bits(np.array(seen.amplified)))
        assert (county["amplified"] != before)[: settled.fields].all()


def test_listing_of_reports_is_the_program(settled):
    page, p, scores = listings(), as_parameters(settled.rows[0]), county_nodes(settled.nodes)["score"]
    assert [page.report(p, county_of(settled, c)[2]) for c in range(len(scores))] == scores.tolist()
    assert 0 < p.trace_weight < 1 and len(set(scores)) == len(scores)


def test_listing_of_leaders_priorities_is_the_program(settled):
    page, tree, row = listings(), TreeParameters(), row_of(settled)
    keys = row["field_key"][: settled.fields].astype(int)
    for number in (0, 1, 7):
        county, _, seen = county_of(settled, 0)
        z = [
            random_numbers.normal(settled.seed, random_numbers.LEADERS, seen.code, 0, 10 + number, int(key), 0)
            for key in keys
        ]
        seen.priority = seen.priority[: settled.fields]
        page.lead(tree, seen, z)
        node = county_nodes(settled.nodes)[0].copy()
        node["leaders"] = number
        rules.promotion.lead(row, county, tree.row()[0], node)
        assert np.array_equal(bits(county["priority"][: settled.fields]), bits(np.array(seen.priority)))
        assert (county["priority"] != settled.counties["priority"][0])[: settled.fields].all()


def test_listing_of_news_taken_in_is_the_program(settled):
    page, row, nodes = listings(), row_of(settled), county_nodes(settled.nodes)
    for c in range(len(nodes)):
        county, towns, seen = county_of(settled, c)
        towns["fear"][0] = seen.towns[0].fear = [0.999, 0.5]
        before = towns["fear"].copy()
        page.take_news(as_parameters(row), seen, as_object(nodes[c]))
        rules.news.take_news(row, county, towns, nodes[c])
        assert np.array_equal(bits(county["news"]), bits(np.array(seen.news)))
        assert np.array_equal(bits(towns["fear"]), bits(np.array([town.fear for town in seen.towns])))
        assert (towns["fear"] > before).all() and (towns["fear"] < 1).all()
        assert (county["news"] > settled.counties["news"][c]).any()


def test_a_unit_sees_the_means_of_those_below(drawn_tree):  # eq. 111, in words only
    nodes, drawn = drawn_tree.copy(), np.random.default_rng(4)
    for name in ("score", "noise", "loss", *VIEWS):
        nodes[name] = drawn.uniform(0, 1, nodes[name].shape)
    rules.higher.see_below(nodes, nodes["stake"].shape[1])
    for node in nodes[nodes["count"] > 0]:
        below = nodes[node["first"] : node["first"] + node["count"]]
        for name in ("score", "noise", "loss", *VIEWS):
            assert node[name] == pytest.approx(below[name].mean(axis=0), rel=1e-12)  # the order of a mean is free


def test_listing_of_higher_offices_is_the_program(settled):
    page, p, above = listings(), as_parameters(settled.rows[0]), settled.nodes[: len(settled.seats)]
    expected = [page.activity(p, as_object(seat)) for seat in settled.seats]
    assert expected == above[["visits", "items"]].tolist()
    assert 1 not in np.array(expected) and len(set(expected)) > 1


def test_higher_offices_without_indicators_or_visits_are_at_habit(ningbo):
    idle = replace(BASE.regime, indicators=(), offices=tuple(replace(o, weight=0.0) for o in BASE.regime.offices))
    world = Nation(ningbo, [Rule(idle)], months=14)
    for _ in world.years():
        pass
    p = as_parameters(world.rows[0])
    assert {listings().activity(p, as_object(seat)) for seat in world.seats} == {(1.0, 1.0)}
    assert (world.nodes["visits"] == 1).all() and (world.nodes["items"] == 1).all()


def test_listing_of_what_higher_offices_add_is_the_program(settled, drawn_tree):
    page, tree, names = listings(), TreeParameters(), ["inspection_frequency", "indicator_load"]
    share_from = tree.from_centre, tree.from_province, tree.from_prefecture
    habit = drawn_tree.copy()
    habit["visits"] = habit["items"] = 1
    for nodes in (drawn_tree, habit):
        units = as_objects(nodes)
        for at in np.flatnonzero(nodes["level"] == 3):
            p, base = row_of(settled), row_of(settled)
            written = as_parameters(base)
            page.weigh_on(share_from, units[at], written)
            rules.higher.weigh_on(tree.row()[0], nodes, at, p, base)
            assert [base[name] for name in names] == [getattr(written, name) for name in names]
            assert [p[name] for name in names] == [base[name] for name in names]
            for name in names:
                assert (base[name] == settled.rows[0][name]) == (nodes is habit)


# A nation


def test_without_ties_a_county_lives_as_if_alone(ningbo):
    series, _ = lived(nation(ningbo, REFORM, 26, TreeParameters.closed()))
    cases = [REFORM.case(register.county(int(code)), months=26, seed=1) for code in ningbo.counties]
    alone = World(cases).run()
    assert np.array_equal(bits(series), bits(alone.series))


def test_land_is_the_register_county_by_county():
    where = land(3302)
    for code in where.counties[:3]:
        rows = where.townships[where.townships["county"] == code]
        for row, town in zip(rows, register.county(int(code)).townships, strict=True):
            assert (row["code"], row["cadres"], row["villages"]) == (town.code, town.cadres, town.villages)
            assert list(SIZE_CLASSES)[row["size_class"]] == town.size_class and list(KINDS)[row["kind"]] == town.kind
            assert (row["difficulty"], row["resources"]) == (town.difficulty, town.resources)


def test_neighbours_are_those_of_the_network(ningbo):
    world = nation(ningbo)
    for first, last in zip(ningbo.starts[:-1], ningbo.starts[1:], strict=True):
        towns = world.towns[first:last]
        near = [tuple(town["neighbour"][: town["neighbours"]].tolist()) for town in towns]
        assert near == list(neighbours(tuple(towns["code"].tolist())))


def test_threads_and_order_do_not_change_a_bit(ningbo, monkeypatch):
    monkeypatch.setattr("sim.national.territory.CADRES_A_CHUNK", 300)
    one, targets = lived(nation(ningbo, months=26), 1)
    three, same = lived(nation(ningbo, months=26), 3)
    shuffled = Land(np.random.default_rng(1).permutation(ningbo.townships), ningbo.children)
    other, _ = lived(nation(shuffled, months=26), 2)
    assert np.array_equal(bits(one), bits(three)) and np.array_equal(bits(one), bits(other))
    assert np.array_equal(bits(targets), bits(same))


@pytest.mark.parametrize("name", list(meanings(TreeParameters)))
def test_every_parameter_of_the_tree_is_alive(name, ningbo):
    meaning = meanings(TreeParameters)[name]
    world = {"neighbours": 0.5, "openings": 0.3, "hearing": 0.5, "fading": 0.5}
    two = Land(np.concatenate([ningbo.townships, _county(330302)]), ningbo.children)
    at = [lived(nation(two, months=38, tree=TreeParameters(**(world | {name: value}))))[0] for value in _ends(meaning)]
    assert np.abs(at[0][:, 24:] - at[1][:, 24:]).max() > 1e-6


def _ends(meaning):
    return meaning.low, meaning.high


def _county(code):
    whole = land(code // 100)
    return whole.townships[whole.townships["county"] == code]


def test_a_rollout_begins_where_and_when_it_should(ningbo):
    first, second = map(int, ningbo.counties[:2])
    overlays = tuple(replace(overlay, start=0) for overlay in REFORM.overlays)
    plan = Rollout(overlays, {first: 8, second: 20})
    closed = TreeParameters.closed()
    without, _ = lived(nation(ningbo, months=26, tree=closed))
    under, _ = lived(nation(ningbo, months=26, tree=closed, rollout=plan))
    changed = (bits(without) != bits(under)).any(axis=2)
    assert changed.argmax(axis=1)[:2].tolist() == [8, 20] and not changed[2:].any()


def test_a_reform_spreads_only_from_the_foremost(ningbo):
    overlays = tuple(replace(overlay, start=0) for overlay in REFORM.overlays)

    def starts(code):
        world = nation(ningbo, months=38, rollout=Rollout(overlays, {int(code): 6}, 1.0))
        found = [county_nodes(world.nodes)[["start", "score"]].copy() for _ in world.years()]
        return found

    best = starts(ningbo.counties[0])[0]["score"].argmax()
    after = starts(ningbo.counties[best])
    assert (after[-1]["start"] != NEVER).sum() > 1
    assert set(after[-1]["start"]) <= {NEVER, 6, 13, 25, 37}


def test_regimes_by_unit(ningbo):
    study = new_country(3302, ["generalised", f"{ningbo.counties[0]}=minimal"], months=12)
    country = run_country(study, threads=1, where=ningbo)
    alone = run_country(new_country(3302, "generalised", months=12), threads=1, where=ningbo)
    burden = country.yearly[:, 0, NAMES.index("burden")], alone.yearly[:, 0, NAMES.index("burden")]
    assert burden[0][0] < 0.5 * burden[1][0] and burden[0][1] == pytest.approx(burden[1][1], rel=0.05)
    with pytest.raises(ScenarioError, match="unit of this place"):
        assignments(["34=leping"], 33)


def test_national_means_are_those_of_townships(ningbo):
    country = run_country(new_country(3302, months=12), threads=1, where=ningbo)
    m = NAMES.index("true_outcome")
    weights = np.diff(ningbo.starts) / len(ningbo.townships)
    assert country.national()[:, m].mean() == pytest.approx((country.yearly[:, 0, m] * weights).sum(), rel=1e-12)
    two = _after_a_year(Land(np.concatenate([ningbo.townships, _county(340102)]), ningbo.children))
    provinces = country_module._empty(new_country(None, months=12), two)
    country_module._take_in(provinces, two, 0)
    assert provinces.regions.tolist() == [33, 34]
    assert provinces.monthly[0, :, m] == pytest.approx(weights @ two.series[:4, :12, m], rel=1e-12)
    data = country.dataset()
    assert data.sizes["township"] == len(ningbo.townships) and data.sizes["region"] == 4
    assert country.frame().shape == (4, 2 + len(NAMES))


def _after_a_year(where):
    world = nation(where, months=12)
    next(world.years())
    return world


@pytest.mark.parametrize("place", [11, 33, 65])
def test_counties_belong_to_their_province(place):
    codes = np.array([unit.code for unit in counties_below(place)])
    there = sorted((int(codes[0]), 340102))
    world = nation(Land(np.concatenate([_county(code) for code in there]), {}))
    country = country_module._empty(new_country(None, months=12), world)
    assert set(codes // country_module._width(country, world)) == {place}


def test_tables_say_what_there_is(ningbo):
    year = run_country(new_country(3302, months=12), threads=1, where=ningbo)
    short = run_country(new_country(3302, months=5), threads=1, where=ningbo)

    def cells(table):
        return [list(column.cells) for column in table.columns]

    [names, values, _, _] = cells(headline_table(year))  # one year: no second column of the same
    scored = values[names.index("Score-truth correlation")]
    m = NAMES.index("score_truth")
    assert scored == f"{year.national()[11, m]:.3f}" and abs(float(scored)) > 0.01
    assert cells(headline_table(short))[1][-1] == "–"  # not assessed yet
    assert headline_table(short).columns[1].header == "5 month(s)"
    columns = cells(amplification_table(year))
    assert columns[1] == ["1", "1", "4"] and columns[4] == ["–"] * 3
    frame = store.county_frame(year)
    assert (12 * year.yearly[:, 0, m] == frame["score_truth"]).all()
    assert store.county_frame(short)["score_truth"].isna().all() and frame["burden"].notna().all()


def test_every_province_has_a_tile_and_provinces_lie_as_they_do():
    assert set(TILES) == {unit.code for unit in register.provinces()} and len(set(TILES.values())) == 31
    column, row = ({code: spot[k] for code, spot in TILES.items()} for k in (0, 1))
    for west, east in ((65, 62), (62, 61), (51, 42), (53, 45), (42, 32), (43, 36), (14, 13), (63, 37), (50, 33)):
        assert column[west] < column[east]
    for north, south in ((23, 22), (22, 21), (11, 13), (13, 41), (37, 32), (32, 33), (33, 35), (42, 43), (44, 46)):
        assert row[north] < row[south]


# Memory


def test_too_little_memory_is_refused_with_figures(ningbo, monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 2**20)
    with pytest.raises(ScenarioError) as caught:
        run_country(new_country(3302, months=12), threads=1, where=ningbo)
    assert "GB of memory needed, 0.00 GB free" in str(caught.value) and CHINESE.search(caught.value.said("zh"))


def test_memory_of_the_country_is_estimated_below_two_gigabytes():
    assert 1.0e9 < memory_needed(land(), 8, 2) < 1.7e9


def test_longer_results_need_more_memory(ningbo):
    need = [country_module.memory_of(new_country(3302, months=months), ningbo, 1) for months in (120, 1200)]
    assert need[1] - need[0] > 2 * 8 * len(NAMES) * 90 * len(ningbo.counties)


def test_limits_of_control_groups_count(tmp_path):
    (tmp_path / "memory.max").write_text("1000000\n")
    (tmp_path / "memory.current").write_text("400000\n")
    assert memory.available(tmp_path) == 600_000
    (tmp_path / "memory.max").write_text("max\n")
    assert memory.available(tmp_path) > 600_000


# The command


@pytest.fixture
def small_land(ningbo, monkeypatch):
    monkeypatch.setattr("scenarios.places.country.land", lambda code=0: ningbo)
    monkeypatch.setattr(country_module, "land", lambda code=0: ningbo)


def test_command_writes_and_redoes(small_land, tmp_path, capsys):
    out = tmp_path / "results"
    assert kaohe("country", "--place", "3302", "--months", "26", "--threads", 1, "--out", out, "--lang", "zh") == 0
    shown = capsys.readouterr().out
    assert "宁波" in shown and "不代表任何真实地方" in shown
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["studies"][0]["years_complete"] == 3 and record["studies"][0]["months_complete"] == 26
    names = {path.name for path in out.iterdir()}
    assert {"national.csv", "series.parquet", "counties.parquet", "townships.parquet", "distribution.csv"} <= names
    figures = {path.stem for path in (out / "figures").iterdir()}
    assert figures == {"tiles_zh", "course_zh", "cascade_zh", "townships_zh"}
    assert kaohe("redo", out, "--threads", 2) == 0
    assert "Same bits as recorded." in capsys.readouterr().out


def test_a_stopped_run_keeps_complete_years(small_land, tmp_path, capsys, monkeypatch):
    original = country_module._take_in

    def stop_in_third_year(country, world, year):
        if year == 2:
            raise KeyboardInterrupt
        original(country, world, year)

    monkeypatch.setattr(country_module, "_take_in", stop_in_third_year)
    out = tmp_path / "kept"
    assert kaohe("country", "--place", "3302", "--months", "36", "--threads", 1, "--out", out) == 130
    assert "2 complete year(s) are in" in capsys.readouterr().err
    assert json.loads((out / "run.json").read_text())["studies"][0]["years_complete"] == 2
    assert (out / "national.csv").read_text().count("\n") == 25
    assert not [path for path in out.iterdir() if path.name.endswith(".part")]
    monkeypatch.undo()


def interrupted(monkeypatch, method, at, error=KeyboardInterrupt):
    """Let a function of the store fail when it is called for the `at`-th time."""
    original, calls = getattr(store, method), []

    def fail(*given, **more):
        calls.append(given)
        if len(calls) == at:
            raise error
        return original(*given, **more)

    monkeypatch.setattr(store, method, fail)


def years_in(out):
    """Complete years by the record and by each table."""
    own = json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"][0]
    tables = {
        "national": pandas.read_csv(out / "national.csv")["month"].max() / 12,
        "series": pandas.read_parquet(out / "series.parquet")["month"].max() / 12,
        "counties": pandas.read_parquet(out / "counties.parquet")["year"].max(),
        "amplification": pandas.read_csv(out / "amplification.csv")["year"].max(),
        "leaders": pandas.read_csv(out / "leaders.csv")["year"].max(),
    }
    return own["years_complete"], set(tables.values())


# A year is three tables in text, two in parquet and the record; the second year's begin at 4, 3 and 2.
@pytest.mark.parametrize(("method", "at"), [("_csv", 4), ("_csv", 6), ("_parquet", 3), ("_parquet", 4), ("_text", 8)])
def test_stopped_while_a_year_is_written_tables_and_record_agree(method, at, small_land, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, method, at)
    out = tmp_path / "kept"
    assert kaohe("country", "--place", "3302", "--months", "36", "--threads", 1, "--out", out) == 130
    assert "1 complete year(s) are in" in capsys.readouterr().err
    assert years_in(out) == (1, {1})
    assert {path.name for path in out.iterdir()} == TABLES
    assert not [path for path in tmp_path.iterdir() if path != out]


TABLES = {"national.csv", "series.parquet", "counties.parquet", "amplification.csv", "leaders.csv", "run.json"}


def test_stopped_at_the_end_keeps_all_years_and_no_half_figures(small_land, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "write_ending", 1)
    out = tmp_path / "kept"
    assert kaohe("country", "--place", "3302", "--months", "24", "--threads", 1, "--out", out) == 130
    assert "2 complete year(s) are in" in capsys.readouterr().err
    assert years_in(out) == (2, {2}) and {path.name for path in out.iterdir()} == TABLES


def test_stopped_in_the_first_write_nothing_is_there(small_land, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "_parquet", 2)
    assert kaohe("country", "--place", "3302", "--months", "24", "--threads", 1, "--out", tmp_path / "none") == 130
    assert not list(tmp_path.iterdir()) and "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(("at", "said"), [(2, "nothing was written"), (4, "1 complete year(s) are there")])
def test_a_full_disk_keeps_complete_years(at, said, small_land, tmp_path, monkeypatch, capsys):
    interrupted(monkeypatch, "_parquet", at, OSError(28, "No space left on device"))
    out = tmp_path / "kept"
    assert kaohe("country", "--place", "3302", "--months", "24", "--threads", 1, "--out", out) == 2
    assert said in capsys.readouterr().err
    assert years_in(out) == (1, {1}) if at == 4 else not list(tmp_path.iterdir())


def test_ctrl_c_waits_until_files_have_their_names():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has it ignored
    try:
        done = []
        with pytest.raises(KeyboardInterrupt), store.undisturbed():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
            done.append("all")
        assert done == ["all"]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_a_killed_process_left_is_no_hindrance(small_land, tmp_path):
    out = tmp_path / "results"
    common = ("country", "--place", "3302", "--months", "12", "--threads", 1, "--out", out)
    assert kaohe(*common) == 0
    (out / "run.json.part").mkdir()
    assert kaohe(*common) == 0 and not (out / "run.json.part").exists()


def test_results_of_another_run_stay_as_they_are(small_land, tmp_path, monkeypatch, capsys):
    """Two runs into one folder at once: the one that comes too late says so."""
    original, out = country_module._take_in, tmp_path / "results"

    def overtaken(country, world, year):
        original(country, world, year)
        if year == 1:
            out.rename(tmp_path / "first")
            shutil.copytree(tmp_path / "first", out)

    monkeypatch.setattr(country_module, "_take_in", overtaken)
    assert kaohe("country", "--place", "3302", "--months", "24", "--threads", 1, "--out", out) == 2
    assert "another run" in capsys.readouterr().err
    assert years_in(out) == (1, {1}) and not (out / "run.json.part").exists()


def test_stopped_in_the_first_year_leaves_nothing(small_land, tmp_path, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(country_module, "_take_in", stop)
    assert kaohe("country", "--months", "24", "--threads", 1, "--out", tmp_path / "none") == 130
    assert not list(tmp_path.iterdir()) and "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--place", "39"), "did you mean 37"),
        (("--place", "330212"), "did you mean 3302"),
        (("--place", "110000"), "did you mean 11 ("),
        (("--place", "330203001"), "did you mean 3302"),
        (("--place", ""), "two digits of a province"),
        (("--place", "33", "--scenario", "330212001=leping"), "prefecture or county"),
        (("--place", "不存在"), "two digits of a province"),
        (("--scenario", "generalized"), "generalised"),
        (("--place", "33", "--scenario", "34=leping"), "a unit of this place"),
        (("--months", "0"), "1 to 1200"),
        (("--assignments", "none.toml"), "none.toml"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mistakes_are_said_in_one_line(arguments, said, lang, capsys):
    assert kaohe("country", *arguments, "--lang", lang) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and (said in err or lang == "zh")
    assert bool(CHINESE.search(err)) or lang == "en"


def test_an_unwritable_folder_is_refused_before_anything_runs(small_land, tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert kaohe("country", "--place", "3302", "--out", tmp_path / "file") == 2
    assert "is a file" in capsys.readouterr().err


def test_a_file_of_assignments(small_land, tmp_path, capsys, ningbo):
    file = tmp_path / "who.toml"
    file.write_text(f'[scenarios]\ndefault = "minimal"\n{ningbo.counties[0]} = "generalised"\n')
    assert kaohe("country", "--place", "3302", "--assignments", file, "--months", 12, "--threads", 1) == 0
    file.write_text("[scenarios]\n33 = 7\n")
    assert kaohe("country", "--place", "3302", "--assignments", file) == 2
    assert '"33 = 7" is not possible' in capsys.readouterr().err
    for lines, wrong in (('39 = "leping"', "39"), ('33 = "unheard"', "unheard")):
        file.write_text(f"[scenarios]\n{lines}\n")
        assert kaohe("country", "--place", "33", "--assignments", file) == 2
        said = capsys.readouterr().err
        assert "who.toml" in said and wrong in said


def test_counties_left_out_are_said_and_recorded(small_land, tmp_path, capsys, monkeypatch):
    assert len(left_out()) == 37 and not left_out(3302)
    assert {len(register.townships(unit.code)) for unit in left_out()} == {1}
    monkeypatch.setattr("scenarios.places.country.left_out", lambda code=0: left_out()[:6])
    monkeypatch.setattr("analysis.country.store.left_out", lambda code=0: left_out()[:6])
    for lang, said in (("en", "left out: 6 county-level"), ("zh", "未纳入：6 个")):
        out = tmp_path / lang
        assert kaohe("country", "--place", "3302", "--months", 1, "--lang", lang, "--threads", 1, "--out", out) == 0
        assert said in capsys.readouterr().err
    own = json.loads((out / "run.json").read_text(encoding="utf-8"))["studies"][0]
    assert own["counties_left_out"] == [unit.code for unit in left_out()[:6]]


def test_country_of_the_public_interface(ningbo, small_land):
    import kaohe as package

    data = package.country(3302, months=12, threads=1)
    assert data.sizes == {**data.sizes, "month": 12, "year": 1, "level": 3}
    assert asdict(TreeParameters()) == asdict(new_country(3302).tree)


def test_counties_of_a_region():
    assert len(counties_below(0)) == 2978 and len(counties_below(33)) > len(counties_below(3302)) == 10


@pytest.mark.slow
def test_the_whole_country_in_little_time_and_memory():
    import resource
    import time

    began = time.monotonic()
    country = run_country(new_country(None, months=120))
    assert country.years == 10 and len(country.codes) > 41_000
    assert time.monotonic() - began < 180  # a floor for slow shared machines; two free cores need less than 60 s
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 * 2**20  # KB
