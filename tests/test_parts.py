"""Fields in parts, from files on: what a part takes from its whole, what reforms and outcomes make of it."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.credibility.convergence import cut
from scenarios import ScenarioError, load, load_place
from sim.parameters.declaration import ParameterError
from sim.world import World

FILE = """
extends = "generalised"

[about]
name_en = "Environment in parts"
name_zh = "环境分为部分"
en = "A quarter of the environment is assessed apart."
zh = "环境的四分之一单独考核。"

[fields]
environment = { need = 0.09, hazard = 0.045 }
rivers = { name_en = "rivers", name_zh = "河流", part_of = "environment", need = 0.03, hazard = 0.015 }
"""


GUIDE = Path(__file__).parents[1] / "docs" / "index.md"
ROUNDING = 1e-7  # of numbers of cadres, which are single


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "parts.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def fields(scenario):
    return {row.id: row for row in scenario.regime.fields}


def still(scenario):
    """Without incidents, which are drawn for each part apart."""
    regime = scenario.regime
    return replace(scenario, regime=replace(regime, fields=tuple(replace(row, hazard=0) for row in regime.fields)))


def difference(whole, parts, covered=None):
    """Largest difference of any measure in two years, against the measure's largest value."""
    world = World([scenario.case(load_place("yinzhou"), 24, 3, covered=covered) for scenario in (whole, parts)]).run()
    scale = np.maximum(abs(world.series[0]).max(axis=0), 1e-9)
    return (abs(world.series[1] - world.series[0]) / scale).max()


def test_a_part_takes_from_its_whole_what_it_does_not_name(file):
    written = fields(load("generalised"))["environment"]
    part = fields(load(file(FILE)))["rivers"]
    assert replace(part, id="environment", name_en=written.name_en, name_zh=written.name_zh) == replace(
        written, need=0.03, hazard=0.015, part_of="environment"
    )


def test_the_example_of_the_guide_can_be_written(file):
    [example] = re.findall(r"```toml\n(\[fields\]\n.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    rows = fields(load(file(FILE.partition("[fields]")[0] + example)))
    assert rows["clinics"].part_of == "services" and rows["clinics"].pace == rows["services"].pace
    assert rows["clinics"].need + rows["services"].need == pytest.approx(fields(load("generalised"))["services"].need)


@pytest.mark.parametrize("key", ["need", "hazard"])
def test_what_is_the_share_of_a_part_must_be_said(file, key):
    share = {"need": "need = 0.03, ", "hazard": ", hazard = 0.015"}[key]
    with pytest.raises(ScenarioError, match=rf"fields\.rivers\.{key}: missing") as refused:
        load(file(FILE.replace(share, "")))
    assert "缺少" in refused.value.render("zh")


@pytest.mark.parametrize("of", ["rivers", "environmnt", "", "clinics"])
def test_a_part_is_of_a_field_that_is_whole(file, of):
    more = 'clinics = { part_of = "services", need = 0.01, hazard = 0, name_en = "c", name_zh = "卫" }\n'
    text = FILE.replace('part_of = "environment"', f'part_of = "{of}"') + more
    if of:
        with pytest.raises(ScenarioError, match=r"fields\.rivers\.part_of"):
            load(file(text))
    else:
        assert fields(load(file(text)))["rivers"].part_of == ""


def test_regimes_built_in_python_are_checked_too():
    regime = load("generalised").regime
    with pytest.raises(ParameterError, match="part_of"):
        replace(regime, fields=(replace(regime.fields[0], part_of="elsewhere"), *regime.fields[1:]))


def test_a_reform_of_a_field_is_one_of_its_parts():
    """`balanced_content` moves points of fields; cut one to three, nothing differs but by rounding."""
    whole = still(load("generalised+balanced_content@6"))
    parts = replace(whole, regime=cut(whole.regime, share=0.25))
    assert len(parts.overlays) > len(whole.overlays)
    assert difference(whole, parts) < ROUNDING


@pytest.mark.parametrize("form", ["0.2", "{ add = 0.08 }", "{ at_least = 0.2 }", "{ scale = 2.5 }"])
def test_need_is_shared_out_among_parts(form, tmp_path):
    about = '[about]\nname_en = "n"\nname_zh = "需"\nen = "More need."\nzh = "需求更大。"\n'
    (tmp_path / "more.toml").write_text(f"{about}[fields]\nservices.need = {form}\n", encoding="utf-8")
    whole = still(load(f"generalised+{tmp_path}/more.toml@6"))
    assert difference(whole, replace(whole, regime=cut(whole.regime, share=0.25))) < ROUNDING


def test_a_hazard_that_is_nowhere_yet_is_shared_out_by_need(tmp_path):
    about = '[about]\nname_en = "h"\nname_zh = "险"\nen = "A hazard."\nzh = "风险。"\n'
    (tmp_path / "hazard.toml").write_text(f"{about}[fields]\nservices.hazard = 0.08\n", encoding="utf-8")
    whole = still(load(f"generalised+{tmp_path}/hazard.toml"))
    parts = replace(whole, regime=cut(whole.regime, only="services", share=0.25))
    assert [overlay.value for overlay in parts.overlays] == pytest.approx([0.06, 0.02])


def test_a_part_is_covered_with_its_whole():
    """Comparisons name the fields that count as covered once, by the regimes compared: ids of wholes."""
    whole = still(load("generalised"))
    covered = {item.field for item in whole.regime.indicators}
    parts = replace(whole, regime=cut(whole.regime, share=0.25))
    assert difference(whole, parts, covered) < ROUNDING


def test_where_a_part_stands_among_ids_changes_nothing():
    """A part called `aa` sorts first, but its portfolio is that of its whole, at the place of its whole."""
    whole = still(load("generalised"))
    parts = cut(whole.regime, only="services", share=0.25)
    first = replace(
        parts,
        fields=tuple(replace(row, id="aa") if row.id == "services_b" else row for row in parts.fields),
        indicators=tuple(replace(row, field="aa") if row.field == "services_b" else row for row in parts.indicators),
    )
    assert difference(whole, replace(whole, regime=first)) < ROUNDING
