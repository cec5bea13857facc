"""Tied counties: known answers of the meeting, one county's bits, threads, order, results of a run, memory."""

from dataclasses import asdict, replace
from itertools import pairwise

import countries
import numpy as np
import pytest
from countries import BASE, REFORM, bits, country, ningbo, part, run, whole
from small import CHINESE

import experiments.national.country as country_module
from analysis.figures.national import TILES
from analysis.files.national import county_frame
from analysis.tables.national import amplification_table, headline_table
from experiments.credibility.convergence import cut
from experiments.national.country import run_country
from experiments.run import memory
from experiments.run.errors import message_of
from kaohe.national import design_country
from scenarios import load
from scenarios.countries import DEFAULT, find_country
from scenarios.errors import ScenarioError
from scenarios.places import register
from scenarios.places.country import counties_below
from sim.measures import NAMES
from sim.national.country import Country, Policy, Rollout
from sim.national.hierarchy import NEVER, TreeParameters, build_tree
from sim.national.rules.cascade import best_increment, promotion_sensitivity
from sim.national.rules.promotion import promote
from sim.national.storage import memory_needed
from sim.national.territory import Territory
from sim.parameters.declaration import ParameterError, meanings
from sim.rules.contests import rank_sensitivity
from sim.state.network import neighbours
from sim.world import World

CHINA = find_country(DEFAULT)

SPREADING = tuple(replace(overlay, start=0) for overlay in REFORM.overlays)


@pytest.fixture(scope="module")
def year():
    """Results of one year of Ningbo."""
    return run_country(design_country(3302, months=12), threads=1, territory=ningbo())


def increments(scenario, months=24, **tree):
    """Increments of province and prefecture (field,), of counties (county, field), and the amplification of targets."""
    built = country(ningbo(), scenario, months, TreeParameters(ambition_sd=0, **tree))
    run(built)
    chosen = built.nodes["increment"][:, : built.fields]
    return chosen[1], chosen[2], chosen[3:], built.counties["amplified"][:, : built.fields]


# Targets


def test_promotion_sensitivity_is_lazear_and_rosens_where_posts_are_whole():
    assert promotion_sensitivity(20, 0.1) == rank_sensitivity(20.0, 2.0)
    assert promotion_sensitivity(2, 0.25) == pytest.approx(0.5 * 0.28209479, rel=1e-7)  # half a post: half of K(2, 1)
    assert promotion_sensitivity(1, 0.5) == 0


def test_more_rivals_never_lower_the_sensitivity():
    gains = [promotion_sensitivity(n, 0.1) for n in range(2, 60)]
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(gains))
    assert gains[-1] > 2 * gains[0]


def test_the_best_increment_is_the_critical_fractile():
    assert best_increment(3.0, 1.0, 0.2) == pytest.approx(0.2 * 0.67448975, rel=1e-7)
    assert best_increment(1.0, 1.0, 0.2) == 0 == best_increment(0.0, 1.0, 0.2)  # never below the superior's
    assert best_increment(9.0, 1.0, 0.2) > best_increment(4.0, 1.0, 0.2)


def test_the_tree_is_that_of_the_register():
    codes = [330203, 330205, 330302, 340102]
    nodes = build_tree(codes, [0, 0, 0, 0], {0: 31, 33: 11})
    assert nodes["code"].tolist() == [0, 33, 34, 3302, 3303, 3401, *codes]
    assert nodes["children"].tolist() == [2, 2, 1, 2, 1, 1, 0, 0, 0, 0]
    assert nodes["children_nationwide"][:3].tolist() == [31, 11, 1]
    for i, node in enumerate(nodes):
        below = nodes["code"][node["first_child"] : node["first_child"] + node["children"]]
        assert all(code // (100 if i else 10**4) in (node["code"], 0) or i == 0 for code in below)
    with pytest.raises(ParameterError):
        build_tree([330205, 330203], [0, 0])


def amplification(scenario):
    """Factor of the level of provinces by field, 31 provinces of a county each, after five meetings."""
    counties = whole().counties
    small = part(counties[np.unique(counties // 10_000, return_index=True)[1]])
    found = run_country(design_country(None, scenario, months=60), threads=1, territory=small)
    return found.amplification[-1, 0], found.fields


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


def test_rivals_and_stakes_raise_targets():
    def county_level(scenario, children):
        where = Territory(ningbo().townships, ningbo().children | {3302: children})
        built = country(where, scenario, 12, TreeParameters(ambition_sd=0))
        next(built.years())
        return built.county_nodes["increment"][:, 1].mean()

    few, many = county_level(BASE, 6), county_level(BASE, 30)
    assert 0 < few < many < county_level(load("generalised", {"rank_stakes": 3.0}), 30)


@pytest.mark.parametrize(("levels", "used"), [(3, (1, 1, 1)), (2, (1, 0, 1)), (1, (1, 0, 0)), (1.5, (1, 0, 0.5))])
def test_targets_carry_the_increments_of_the_levels_in_use(levels, used):
    province, prefecture, counties, amplified = increments(load("generalised", {"levels": levels}), openings=0.3)
    assert max(province.max(), prefecture.max()) > 0.02 and counties.max() > 0.02
    expected = np.exp(used[0] * province + used[1] * prefecture + used[2] * counties)
    assert amplified == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("written", "part_of_it"), [(0.0, 0.0), (0.04, 0.5), (0.08, 1.0), (0.3, 1.0)])
def test_a_low_amplification_takes_a_part_off_what_levels_add(written, part_of_it):
    province, prefecture, counties, amplified = increments(load("generalised", {"amplification": written}))
    assert counties.max() > 0.01
    assert amplified == pytest.approx(np.exp(part_of_it * (province + prefecture + counties)), rel=1e-12)


def test_without_prizes_for_rank_or_posts_nobody_amplifies():
    for scenario, tree in ((load("generalised", {"rank_stakes": 0.0}), {}), (BASE, {"openings": 0.0})):
        built = country(ningbo(), scenario, 24, TreeParameters(**tree))
        for _ in built.years():
            assert (built.nodes["increment"] == 0).all()


# Leaders and news


def test_who_moves_up_fills_the_post_above_with_own_ambition():
    codes = [110101, 330203, 330205, 330302, 330303, 330304, 650102]
    nodes, tree = build_tree(codes, [0] * len(codes)), TreeParameters(openings=0.5, rotation=0).as_record()[0]
    drawn = np.random.default_rng(3)
    for name in ("ambition", "score"):
        nodes[name] = drawn.uniform(0.5, 2, len(nodes))
    at = {int(code): i for i, code in enumerate(nodes["code"])}
    below = [at[code] for code in (330302, 330303, 330304)]
    best, worst = (choose(below, key=lambda i: nodes[i]["score"]) for choose in (max, min))
    nodes["vacant"][at[3303]] = 1
    before = nodes["ambition"].copy()
    promote(tree, nodes, 1, 4)  # one post and a half among three
    assert nodes["promoted"][best] == 1 and nodes["promoted"][worst] == 0
    assert nodes["vacant"][at[3303]] == 0 and nodes["ambition"][at[3303]] == before[best]
    assert nodes["ambition"][worst] == before[worst] and nodes["successions"][worst] == 0
    assert nodes["successions"][best] == 1 and nodes["ambition"][best] != before[best]  # somebody new


def test_news_of_others_raise_fear_and_only_that_of_others():
    def fear(hearing):
        built = country(ningbo(), months=26, tree=replace(TreeParameters.closed(), hearing=hearing, fading=0.4))
        run(built)
        return np.add.reduceat(built.towns["fear"].mean(axis=1), ningbo().first_townships[:-1])

    without, some, much = fear(0), fear(0.3), fear(0.9)
    assert (some > without).all() and (much > some).all()
    alone = part(ningbo().counties[:1], 3302)
    hearing = country(alone, months=26, tree=replace(TreeParameters.closed(), hearing=0.9))
    closed = country(alone, months=26, tree=TreeParameters.closed())
    assert np.array_equal(bits(run(hearing)), bits(run(closed)))


# The country


def test_without_ties_a_county_runs_as_if_alone():
    series = run(country(ningbo(), REFORM, 26, TreeParameters.closed()))
    cases = [REFORM.case(register.county(int(code)), months=26, seed=1) for code in ningbo().counties]
    assert np.array_equal(bits(series), bits(World(cases).run().series))


def test_parts_of_a_field_change_nothing_where_counties_are_tied():
    """Cascade, leaders, news, higher offices: every field in two parts, without incidents, to rounding.

    That is rounding of numbers of cadres, which are single (decision 19): 1.2e-7 of the largest value of a measure.
    """
    still = replace(BASE.regime, fields=tuple(replace(row, hazard=0) for row in BASE.regime.fields))
    one, parts = (run(Country(ningbo(), [Policy(regime)], months=26)) for regime in (still, cut(still)))
    scale = np.maximum(abs(one).max(axis=1, keepdims=True), 1e-9)
    assert (abs(parts - one) / scale).max() < 1e-6


def test_a_territory_is_the_register_county_by_county():
    townships = whole(3302).townships
    for code in whole(3302).counties[:3]:
        rows = townships[townships["county"] == code]
        for row, town in zip(rows, register.county(int(code)).townships, strict=True):
            assert (row["code"], row["cadres"], row["villages"]) == (town.code, town.cadres, town.villages)
            assert (
                list(CHINA.size_classes)[row["size_class"]] == town.size_class
                and list(CHINA.kinds)[row["kind"]] == town.kind
            )
            assert (row["difficulty"], row["resources"]) == (town.difficulty, town.resources)


def test_neighbours_are_those_of_the_network():
    built = country(ningbo())
    for first, last in pairwise(ningbo().first_townships):
        towns = built.towns[first:last]
        near = [tuple(town["neighbour"][: town["neighbours"]].tolist()) for town in towns]
        assert near == list(neighbours(tuple(towns["code"].tolist())))


def test_threads_and_order_do_not_change_a_bit(monkeypatch):
    monkeypatch.setattr("sim.national.territory.CADRES_PER_RANGE", 300)
    one, three = country(ningbo(), months=26), country(ningbo(), months=26)
    series = run(one, 1)
    assert np.array_equal(bits(series), bits(run(three, 3)))
    assert np.array_equal(bits(one.towns["target"]), bits(three.towns["target"]))
    shuffled = Territory(np.random.default_rng(1).permutation(ningbo().townships), ningbo().children)
    assert np.array_equal(bits(series), bits(run(country(shuffled, months=26), 2)))


@pytest.mark.parametrize("name", list(meanings(TreeParameters)))
def test_every_parameter_of_the_tree_is_alive(name):
    meaning, given = meanings(TreeParameters)[name], {"neighbours": 0.5, "openings": 0.3, "hearing": 0.5, "fading": 0.5}
    trees = [TreeParameters(**(given | {name: value})) for value in (meaning.low, meaning.high)]
    low, high = (run(country(countries.with_county(330302), months=38, tree=tree)) for tree in trees)
    assert np.abs(low[:, 24:] - high[:, 24:]).max() > 1e-6


def test_a_rollout_begins_where_and_when_it_should():
    first, second = map(int, ningbo().counties[:2])
    plans = (None, Rollout(SPREADING, {first: 8, second: 20}))
    without, under = (run(country(ningbo(), months=26, tree=TreeParameters.closed(), rollout=plan)) for plan in plans)
    changed = (bits(without) != bits(under)).any(axis=2)
    assert changed.argmax(axis=1)[:2].tolist() == [8, 20] and not changed[2:].any()


def test_a_reform_spreads_only_from_the_best_rated():
    def starts(code):
        built = country(ningbo(), months=38, rollout=Rollout(SPREADING, {int(code): 6}, 1.0))
        return [built.county_nodes[["start", "score"]].copy() for _ in built.years()]

    best = starts(ningbo().counties[0])[0]["score"].argmax()
    after = starts(ningbo().counties[best])
    assert (after[-1]["start"] != NEVER).sum() > 1
    assert set(after[-1]["start"]) <= {NEVER, 6, 13, 25, 37}


# Results


def test_regimes_by_unit(year):
    design = design_country(3302, ["generalised", f"{ningbo().counties[0]}=minimal"], months=12)
    m, mixed = NAMES.index("burden"), run_country(design, threads=1, territory=ningbo())
    burden, alone = mixed.yearly[:, 0, m], year.yearly[:, 0, m]
    assert burden[0] < 0.5 * alone[0] and burden[1] == pytest.approx(alone[1], rel=0.05)
    with pytest.raises(ScenarioError, match="unit of this place"):
        design_country(33, ["34=leping"])


def test_another_regime_shows_in_the_tile_of_its_province():
    counties = whole().counties
    few = part([int(counties[counties // 10_000 == code][0]) for code in (33, 34, 36)])
    designs = [
        design_country(None, scenarios, months=12) for scenarios in (["generalised", "34=minimal"], "generalised")
    ]
    mixed, plain = (run_country(design, threads=1, territory=few) for design in designs)
    burden = [found.monthly[:, :12, NAMES.index("burden")].mean(axis=1) for found in (mixed, plain)]
    assert mixed.regions.tolist() == [33, 34, 36]
    assert burden[0][1] < 0.5 * burden[1][1] and burden[0][[0, 2]] == pytest.approx(burden[1][[0, 2]], rel=0.02)


def test_national_means_are_those_of_townships(year):
    m, n = NAMES.index("true_outcome"), len(ningbo().townships)
    weights = np.diff(ningbo().first_townships) / n
    assert year.national()[:, m].mean() == pytest.approx((year.yearly[:, 0, m] * weights).sum(), rel=1e-12)
    provinces = run_country(design_country(None, months=12), threads=1, territory=countries.with_county(340102))
    assert provinces.regions.tolist() == [33, 34]
    built = country(countries.with_county(340102), months=12)
    assert provinces.monthly[0, :, m] == pytest.approx(weights @ run(built)[:4, :, m], rel=1e-12)
    data = year.dataset()
    assert data.sizes["township"] == n and data.sizes["region"] == 4
    assert year.frame().shape == (4, 2 + len(NAMES))


@pytest.mark.parametrize("place", [11, 33, 65])
def test_counties_belong_to_their_province(place):
    codes = np.array([unit.code for unit in counties_below(place)])
    assert set(codes // country_module._divisor(np.append(codes, 340102))) == {place}


def test_tables_say_what_there_is(year):
    short = run_country(design_country(3302, months=5), threads=1, territory=ningbo())

    def cells(table):
        return [list(column.cells) for column in table.columns]

    [names, values, _, _] = cells(headline_table(year))  # one year: no second column of the same
    scored = values[names.index("Score-truth correlation")]
    m = NAMES.index("score_truth")
    assert scored == f"{year.national()[11, m]:.3f}" and abs(float(scored)) > 0.01
    assert cells(headline_table(short))[1][-1] == "–"  # not assessed yet
    assert headline_table(short).columns[1].header == "5 months"
    columns = cells(amplification_table(year))
    assert columns[1] == ["1", "1", "4"] and columns[4] == ["–"] * 3
    frame = county_frame(year)
    assert (12 * year.yearly[:, 0, m] == frame["score_truth"]).all()
    assert county_frame(short)["score_truth"].isna().all() and frame["burden"].notna().all()


def test_every_province_has_a_tile_and_provinces_lie_as_they_do():
    assert set(TILES) == {unit.code for unit in register.provinces()} and len(set(TILES.values())) == 31
    column, row = ({code: spot[k] for code, spot in TILES.items()} for k in (0, 1))
    for west, east in ((65, 62), (62, 61), (51, 42), (53, 45), (42, 32), (43, 36), (14, 13), (63, 37), (50, 33)):
        assert column[west] < column[east]
    for north, south in ((23, 22), (22, 21), (11, 13), (13, 41), (37, 32), (32, 33), (33, 35), (42, 43), (44, 46)):
        assert row[north] < row[south]


def test_country_of_the_public_interface(monkeypatch):
    import kaohe as package

    monkeypatch.setattr(country_module, "territory_of", lambda code=0: ningbo())
    data = package.country(3302, months=12, threads=1)
    assert data.sizes == {**data.sizes, "month": 12, "year": 1, "level": 3}
    assert asdict(TreeParameters()) == asdict(design_country(3302).tree)


def test_counties_of_a_region():
    assert len(counties_below(0)) == 2978 and len(counties_below(33)) > len(counties_below(3302)) == 10


# Memory


def test_too_little_memory_is_refused_with_figures(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 2**20)
    with pytest.raises(ScenarioError) as caught:
        run_country(design_country(3302, months=12), threads=1, territory=ningbo())
    assert "GB of memory needed, 0.00 GB free" in str(caught.value) and CHINESE.search(caught.value.render("zh"))


def test_memory_of_the_country_is_estimated_below_a_gigabyte():
    """Arrays of cadres are single (decision 19); in double precision it was 1.29 GB."""
    assert 0.6e9 < memory_needed(whole(), 8, 2) < 1.0e9


def test_longer_results_need_more_memory():
    need = [country_module.memory_of(design_country(3302, months=months), ningbo(), 1) for months in (120, 1200)]
    assert need[1] - need[0] > 2 * 8 * len(NAMES) * 90 * len(ningbo().counties)


def test_limits_of_control_groups_count(tmp_path):
    (tmp_path / "memory.max").write_text("1000000\n")
    (tmp_path / "memory.current").write_text("400000\n")
    assert memory.available(tmp_path) == 600_000
    (tmp_path / "memory.stat").write_text("anon 300000\ninactive_file 100000\n")
    assert memory.available(tmp_path) == 700_000, "what was read from files is given back"
    (tmp_path / "memory.max").write_text("max\n")
    assert memory.available(tmp_path) > 700_000


@pytest.mark.parametrize(
    ("line", "folder", "limit", "use"),
    [
        ("0::/a/b", "", "memory.max", "memory.current"),
        ("4:cpu,memory:/a/b", "memory", "memory.limit_in_bytes", "memory.usage_in_bytes"),
    ],
)
def test_limits_of_every_group_above_count(tmp_path, line, folder, limit, use):
    own = tmp_path / "cgroup"
    own.write_text(f"7:blkio:/\n{line}\n")
    for group, most in (("a/b", 900_000), ("a", 500_000)):
        (tmp_path / folder / group).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / group / limit).write_text(f"{most}\n")
        (tmp_path / folder / group / use).write_text("100000\n")
    assert memory.available(tmp_path, own) == 400_000


def test_a_compiler_without_room_is_refused(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: memory.COMPILING - 1)
    with pytest.raises(ScenarioError, match="GB of memory needed"):
        memory.refuse_to_compile()
    assert message_of(ImportError("libx.so: failed to map segment from shared object"), "en")


@pytest.mark.slow
def test_the_whole_country_in_little_time_and_memory():
    import resource
    import time

    began = time.monotonic()
    found = run_country(design_country(None, months=120))
    assert found.years == 10 and len(found.codes) > 41_000
    assert time.monotonic() - began < 180  # a floor for slow shared machines; two free cores need less than 60 s
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 * 2**20  # KB
