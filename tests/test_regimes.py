"""What must hold of the five regimes and of the catalogue as files: the texts' numbers, named items, both languages."""

import math
import tomllib
from collections import Counter
from pathlib import Path
from statistics import NormalDist

import pytest

import scenarios
from scenarios import REGIMES
from scenarios.countries import DEFAULT, find_country
from sim.parameters.regime import Regime

CHINA = find_country(DEFAULT)

HOME = Path(scenarios.__file__).parent
FIELDS = {"economy", "environment", "safety", "party", "rural", "services", "digital", "requests"}


def regime(word: str) -> Regime:
    return scenarios.load(word).regime


def text(word: str) -> dict:
    return tomllib.loads((HOME / "regimes" / f"{word}.toml").read_text(encoding="utf-8"))


def rows(table) -> dict:
    return {row.id: row for row in table}


def items(found: Regime) -> float:
    return sum(row.items for row in found.indicators)


def shares(found: Regime) -> dict[str, float]:
    """Share of each field in the points of the common indicators."""
    points = Counter()
    for row in found.indicators:
        if not row.kinds:
            points[row.field] += row.weight
    return {field: value / points.total() for field, value in points.items()}


def veto_fields(found: Regime) -> set[str]:
    return {row.field for row in found.indicators if row.veto > 0}


def visits(found: Regime) -> float:
    """Visits a township receives in a month before offices adapt."""
    owners = {row.office for row in found.indicators}
    return found.levers.visits * sum(office.weight for office in found.offices if office.id in owners)


# --- every regime


@pytest.mark.parametrize("word", REGIMES)
def test_everyday_requests_are_assessed_by_nobody(word):
    found = regime(word)
    assert {field.id for field in found.fields} == FIELDS
    assert "requests" not in {row.field for row in found.indicators}


@pytest.mark.parametrize("word", REGIMES)
def test_names_of_rows_tell_them_apart(word):
    found = regime(word)
    for table in (found.offices, found.indicators, found.readings, found.rungs):
        for language in ("name_en", "name_zh"):
            names = Counter(getattr(row, language) for row in table)
            assert max(names.values()) == 1, names.most_common(1)


@pytest.mark.parametrize("word", REGIMES)
def test_every_file_says_what_it_is_what_is_given_and_what_is_assumed(word):
    about = text(word)["about"]
    for key in ("name_en", "name_zh", "en", "zh", "rows", "given", "assumed"):
        assert about[key].strip(), key
    for key in ("en", "zh"):
        assert "\n" not in about[key]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in about["zh"])
    assert set(about["source"]) <= {"Z24", "LP", "ZS21", "YZ"}


@pytest.mark.parametrize("word", REGIMES)
def test_somebody_judges_for_posts(word):
    assert any(reading.post_weight > 0 for reading in regime(word).readings)


def test_every_regime_can_be_reformed_on_every_row_of_the_catalogue():
    for table in ("fields", "readings", "rungs"):
        catalogue = tomllib.loads((HOME / "countries/china/catalogue" / f"{table}.toml").read_text(encoding="utf-8"))[
            table
        ]
        for word in REGIMES:
            assert set(catalogue) <= {row.id for row in getattr(regime(word), table)}


def test_nothing_follows_from_the_catalogue_alone():
    catalogue = {
        table: tomllib.loads((HOME / "countries/china/catalogue" / f"{table}.toml").read_text(encoding="utf-8"))[table]
        for table in ("readings", "rungs")
    }
    for reading in catalogue["readings"].values():
        assert not {"weight", "post_weight"} & set(reading)
    for rung in catalogue["rungs"].values():
        assert not {"prize", "funds", "removal", "fear", "promotion"} & set(rung)


def test_more_is_asked_from_minimal_to_extreme():
    few, many, most = (regime(word) for word in ("minimal", "generalised", "extreme"))
    for ask in (items, visits, lambda r: r.levers.trace_weight, lambda r: r.levers.letters):
        assert ask(few) < ask(many) < ask(most)


# --- generalised and extreme


def test_generalised_is_a_proliferated_regime():
    found = regime("generalised")
    assert 75 <= len(found.indicators) <= 85
    assert items(found) == pytest.approx(142, abs=2)
    assert 8 <= visits(found) <= 10.5  # as written: some turn to papers, so that fewer arrive
    assert 8 <= sum(row.veto > 0 for row in found.indicators) <= 12
    documents = sum(row.items * row.burden for row in found.indicators)
    assert documents / items(found) == pytest.approx(1, abs=0.02)


def test_generalised_has_the_shares_of_fields_its_file_states():
    stated = {
        "economy": 0.28, "environment": 0.14, "safety": 0.14, "party": 0.14, "rural": 0.12, "services": 0.12,
        "digital": 0.06,
    }  # fmt: skip
    assert shares(regime("generalised")) == pytest.approx(stated, abs=0.01)


def test_generalised_uses_all_five_classes_of_organs_and_both_kinds_of_office():
    used = {row.office for row in regime("generalised").indicators}
    offices = [office for office in regime("generalised").offices if office.id in used]
    assert {office.organ_class for office in offices} == {1, 2, 3, 4, 5}
    assert {office.line for office in offices} == {0, 1}
    assert sum(office.weight for office in offices) / len(offices) == pytest.approx(1, abs=0.01)


def test_extreme_is_generalised_driven_further():
    base, found = regime("generalised"), regime("extreme")
    assert {row.id for row in base.indicators} < {row.id for row in found.indicators}
    assert items(found) == pytest.approx(178, abs=2)
    assert veto_fields(found) == {"environment", "safety", "party", "rural"}
    assert all(row.veto == 1 for row in found.indicators if row.field in veto_fields(found))
    assert found.levers.veto_loss == 2 * base.levers.veto_loss
    assert found.levers.announced < base.levers.announced
    assert found.levers.clarity < base.levers.clarity


# --- minimal


def test_minimal_is_eight_items_in_two_fields_by_two_offices():
    found = regime("minimal")
    assert items(found) == len(found.indicators) == 8
    assert len({row.field for row in found.indicators}) == len({row.office for row in found.indicators}) == 2
    assert visits(found) <= 0.25
    assert not veto_fields(found)
    assert not any(rung.prize for rung in found.rungs if rung.loss or rung.rule == "bottom")


# --- Yinzhou

BLOCKS = {
    "gdp": "生产总值", "fiscal_revenue": "财政收入", "residents_income": "人均收入", "town_construction": "城镇建设",
    "public_health": "卫生", "education": "教育", "foreign_capital": "外资", "science_progress": "科技进步",
    "fixed_asset_investment": "固定资产", "social_spending": "科教文卫投入", "secondary_industry": "第二产业",
    "tertiary_industry": "第三产业", "poor_villages": "贫困村", "ecological_township": "生态镇乡",
    "safe_township": "平安镇乡", "labour_social_security": "社会保障", "administration_by_law": "依法行政",
    "office_efficiency": "机关效能", "grassroots_party": "基层党建", "spiritual_civilisation": "精神文明",
    "clean_conduct": "廉洁",
}  # fmt: skip


def test_yinzhou_has_the_named_items_of_the_four_blocks():
    common = {row.id: row.name_zh for row in regime("yinzhou").indicators if not row.kinds}
    assert set(common) == set(BLOCKS)
    assert len(BLOCKS) == 21
    for word, part in BLOCKS.items():
        assert part in common[word]


def test_yinzhou_pairs_blocks_with_kinds_of_achievement():
    order, found = list(BLOCKS), rows(regime("yinzhou").indicators)
    visible, potential = ([found[word].visible for word in part] for part in (order[:6], order[6:13]))
    hidden, integrity = ([found[word].visible for word in part] for part in (order[13:18], order[18:]))
    assert min(visible) > max(potential)
    assert sum(potential) / 7 > sum(hidden) / 5
    assert found["clean_conduct"].visible == min(integrity)
    assert found["clean_conduct"].weight == max(found[word].weight for word in order[18:])


def test_yinzhou_lowers_gdp_and_raises_revenue_and_incomes():
    found = rows(regime("yinzhou").indicators)
    assert found["gdp"].weight < found["fiscal_revenue"].weight
    assert found["gdp"].weight < found["residents_income"].weight


def test_yinzhou_gives_every_type_two_or_three_specific_items():
    found = [row for row in regime("yinzhou").indicators if row.kinds]
    for kind in CHINA.kinds:
        assert 2 <= sum(kind in row.kinds for row in found) <= 3, kind
    named = {
        "centre": {"specific_town_building", "specific_new_town"},
        "mountain": {"specific_agriculture", "specific_poverty_relief"},
        "tourism": {"specific_tourism"},
        "demolition": {"specific_stability"},
    }
    for kind, expected in named.items():
        assert expected <= {row.id for row in found if kind in row.kinds}


def test_yinzhou_has_three_sources_and_their_raters():
    found = regime("yinzhou")
    assert set(dict(found.group_weights)) == {"S1", "S2", "S3"}
    groups = {reading.id: reading.group for reading in found.readings if reading.weight > 0}
    assert {word for word, group in groups.items() if group == "S1"} == {"target_score"}
    assert {word for word, group in groups.items() if group == "S3"} == {"organisation"}
    assert {word for word, group in groups.items() if group == "S2"} == {
        "team_members", "staff_ballot", "subordinates", "delegates", "citizens", "superiors", "peers",
    }  # fmt: skip


def test_yinzhou_weighs_raters_by_responsibility_closeness_and_knowledge():
    found = rows(regime("yinzhou").readings)
    weight = {
        word: r.weight * (r.responsibility + r.closeness + r.knowledge) for word, r in found.items() if r.group == "S2"
    }
    assert weight["team_members"] > max(weight["staff_ballot"], weight["subordinates"])
    assert min(weight.values()) > 0
    assert found["team_members"].signed == found["superiors"].signed == 1
    assert found["superiors"].weight > found["citizens"].weight


def test_yinzhou_puts_quotas_inside_the_ballots():
    found = rows(regime("yinzhou").readings)
    assert found["staff_ballot"].quota == pytest.approx(1 - 0.20)
    assert found["superiors"].quota == pytest.approx(1 - 0.20 + 0.05)


def test_yinzhou_distributes_teams_and_persons_by_force():
    found = rows(regime("yinzhou").rungs)
    quota = {word: rung.quota for word, rung in found.items()}
    assert quota["team_outstanding"] == 0.20
    assert quota["team_good"] == pytest.approx(0.20 + 0.50)
    assert quota["summons"] == pytest.approx(0.25 + 0.05)
    assert quota["team_poor"] == 0.05
    assert quota["person_excellent"] == 0.10
    assert quota["person_basic"] == pytest.approx(0.10 + 0.02)
    assert quota["person_incompetent"] == 0.02
    assert 1 - quota["person_excellent"] - quota["person_basic"] == pytest.approx(0.78)
    for word in ("team_outstanding", "team_good", "team_poor", "person_excellent", "person_basic", "last_warning"):
        assert found[word].prize > 0
    assert {word for word, rung in found.items() if rung.person} == {
        "person_excellent", "person_basic", "person_incompetent",
    }  # fmt: skip


def test_yinzhou_thresholds_follow_from_shares_of_votes():
    found = rows(regime("yinzhou").rungs)
    incompetent, excellent, spread = (
        0.30,
        0.70,
        0.20,
    )  # assumed boundaries and spread: countries/china/catalogue/rungs.toml
    dismissal, bar = found["ballot_dismissal"], found["ballot_promotion_bar"]
    votes = NormalDist(dismissal.threshold, spread)
    assert votes.cdf(incompetent) == pytest.approx(1 / 3, abs=1e-3)
    assert 1 - NormalDist(bar.threshold, spread).cdf(excellent) == pytest.approx(1 / 2)
    assert dismissal.rule == bar.rule == "threshold"
    assert dismissal.source == bar.source == "staff_ballot"
    assert dismissal.loss == bar.loss == 1
    assert dismissal.removal > 0
    assert bar.track == "post"


def test_yinzhou_compares_inside_classes_under_one_body():
    found = regime("yinzhou")
    assert found.class_coefficients == (1.0, 0.9, 0.8)
    assert found.levers.within_class == 1
    assert 0 < found.levers.team_share < 1
    others = [regime(word).levers for word in REGIMES if word != "yinzhou"]
    for lever in ("gate", "assessor_quality", "track_link"):
        assert getattr(found.levers, lever) > max(getattr(other, lever) for other in others)
    assert found.levers.lights == found.levers.cards == 0
    assert all(reading.period == 12 for reading in found.readings if reading.weight > 0)


# --- Leping


def test_leping_has_the_indicators_its_text_names():
    named = {
        "economic_development": "经济发展", "social_stability": "社会稳定", "environment_protection": "环境保护",
        "response_time": "响应时效", "satisfaction_standard": "群众满意度达标率", "cultural_service": "公共文化服务",
        "conflict_resolution": "矛盾化解率", "urgent_tasks": "急难任务", "land_transfer": "土地流转效率",
        "specialty_output": "特色产业产值", "community_governance": "社区治理创新", "floating_population": "流动人口",
    }  # fmt: skip
    found = rows(regime("leping").indicators)
    for word, part in named.items():
        assert part in found[word].name_zh
    for word in ("land_transfer", "specialty_output"):
        assert "agricultural" in found[word].kinds and "county_seat" not in found[word].kinds
    for word in ("community_governance", "floating_population"):
        assert "county_seat" in found[word].kinds and "agricultural" not in found[word].kinds
    for kind in CHINA.kinds:
        assert sum(kind in row.kinds for row in found.values()) == 2
    extra = {word for word in found if word not in named and "(assumed)" not in found[word].name_en}
    assert extra == {"river_rectification"}  # the text's example of a published case


def test_leping_has_raters_from_all_sides_a_quarterly_cycle_and_a_check_at_year_end():
    found = regime("leping")
    weight = {reading.id: reading.weight for reading in found.readings if reading.weight > 0}
    assert set(weight) == {
        "target_score", "quarterly", "superiors", "peers", "citizens", "onsite", "third_party",
    }  # fmt: skip
    assert math.fsum(weight.values()) == pytest.approx(1)
    assert 0 < weight["citizens"] < 0.30
    assert rows(found.readings)["quarterly"].period == 3


def test_leping_uses_what_its_text_uses_and_nothing_of_its_future():
    found = regime("leping")
    others = [regime(word).levers for word in REGIMES if word != "leping"]
    for lever in (
        "data", "publicity", "lights", "cards", "calibration", "training", "anchoring", "reweighting",
        "special_supervision", "shared_service",
    ):  # fmt: skip
        assert getattr(found.levers, lever) > max(getattr(other, lever) for other in others), lever
    assert found.levers.cluster == found.levers.tolerance == 0
    assert rows(found.readings)["mystery"].weight == 0
    rungs = rows(found.rungs)
    assert rungs["project_funds"].funds > 0 and rungs["promotion"].promotion > 0
    assert rungs["summons"].fear > 0 and rungs["points_bonus"].prize > 0
