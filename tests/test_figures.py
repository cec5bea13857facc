"""Figures: what they show is true, legible in both languages, and the same every time."""

import re
import subprocess
import sys
import warnings
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import xarray
from fontTools.ttLib import TTFont
from matplotlib import colormaps
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgb
from numpy.testing import assert_allclose

from analysis import figures
from analysis.effects_of_results import effects_of_dataset
from analysis.figures import forest_figure as forest
from analysis.figures import heat_map_figure as heat_map
from analysis.figures import network_figure as network
from analysis.figures import style
from analysis.figures import trajectories_figure as trajectories
from analysis.font import build_font
from analysis.labels import measure_name, short_name
from scenarios.languages import LANGUAGES, translate
from scenarios.places import register
from sim.measures import HEADLINE, MEASURES

ROOT = Path(__file__).resolve().parents[1]
REGIMES = {
    "generalised": ("assessment proliferation", "考核泛化"),
    "extreme": ("extreme management", "极化管理"),
    "yinzhou": ("Yinzhou scheme", "鄞州综合考核评价方案"),
    "leping": ("Leping performance system", "乐平绩效考核体系"),
    "minimal": ("hardly any assessment", "极少考核"),
}
TOWNSHIPS = ("东胜街道", "明楼街道", "下应街道", "钟公庙街道", "瞻岐镇", "咸祥镇", "塘溪镇", "东钱湖镇")
OFFICES = ("人力资源和社会保障局", "大数据和政务服务管理局", "考核督查办公室")


def study(reforms: int = 2, replicates: int = 4, months: int = 36, regimes=tuple(REGIMES)) -> xarray.Dataset:
    """Invented results: every scenario has its own constant shift, every replicate its own luck."""
    luck = np.random.default_rng(1)
    ids = [*regimes, *(f"generalised+reform_{k}" for k in range(reforms))]
    en = [REGIMES[r][0] for r in regimes]
    en += [f"{REGIMES['generalised'][0]} + reform number {k} of a rather long name" for k in range(reforms)]
    zh = [REGIMES[r][1] for r in regimes] + [f"考核泛化 + 第{k}项改革措施与配套办法" for k in range(reforms)]
    time = np.arange(1, months + 1)
    rhythm, shape = np.sin(time * np.pi / 6), (len(ids), replicates, months)
    variables = {}
    for measure in MEASURES:
        top = min(measure.high, 100)
        shift = 0.2 * luck.normal(size=(len(ids), 1, 1)) * (np.arange(len(ids)) > 0)[:, None, None]
        noise = 0.01 * luck.normal(size=(1, replicates, 1)) + 0.005 * luck.normal(size=(len(ids), replicates, 1))
        values = np.broadcast_to(0.5 + shift + noise + 0.05 * rhythm, shape)
        variables[measure.id] = (("scenario", "replicate", "month"), top * values)
    names = {"scenario_name_en": ("scenario", en), "scenario_name_zh": ("scenario", zh)}
    about = {"baseline": ids[0], "place_name_en": "Yinzhou District, Ningbo", "place_name_zh": "宁波市鄞州区"}
    return xarray.Dataset(variables, {"scenario": ids, "month": time, **names}, about | {"reform_start": 13})


def world(size: int = len(TOWNSHIPS), offices=OFFICES) -> figures.Snapshot:
    """An invented last month."""
    luck = np.random.default_rng(size)
    return {
        "townships": [TOWNSHIPS[k % len(TOWNSHIPS)] for k in range(size)],
        "cadres": luck.uniform(30, 110, size),
        "villages": luck.integers(0, 40, size),
        "edges": [(k, k + 1) for k in range(size - 2)],  # the last township stands alone
        "state": {name: luck.uniform(0.2, 0.7, size) for name in network.STATES},
        "offices": list(offices),
        "visits": np.linspace(0, 2, len(offices)),
    }


def drawn(name: str, data: xarray.Dataset, lang: str):
    """One figure by its name."""
    if name == "network":
        return figures.network(data, {str(s): world() for s in data["scenario"].values}, lang)
    return getattr(figures, name)(data, lang)


@cache
def crowded(name: str, lang: str):
    """One figure of 34 scenarios."""
    return drawn(name, study(reforms=29), lang)


NAMES = ("trajectories", "forest", "heat_map", "network")


@pytest.fixture(scope="module")
def data() -> xarray.Dataset:
    return study()


@pytest.fixture(scope="module")
def small() -> xarray.Dataset:
    return study(reforms=1, replicates=2, months=24, regimes=("generalised", "minimal"))


# Files


@pytest.fixture(scope="module")
def folder(small, figures_drawn, tmp_path_factory):
    """Every figure in both languages; a missing glyph would be a warning."""
    folder = tmp_path_factory.mktemp("figures")
    with warnings.catch_warnings(), figures_drawn():
        warnings.simplefilter("error")
        for lang in LANGUAGES:
            figures.draw_all(small, {str(s): world() for s in small["scenario"].values}, folder, lang)
    return folder


def test_all_are_written_and_the_same_each_time(small, folder, figures_drawn, tmp_path):
    names = {f"{name}_{lang}.{kind}" for name in NAMES for lang in LANGUAGES for kind in ("png", "svg")}
    assert {path.name for path in folder.iterdir()} == names
    with figures_drawn():
        for name in ("trajectories", "network"):  # in the two others there is nothing that these have not
            for path in figures.draw(name, small, {str(s): world() for s in small["scenario"].values}, tmp_path, "zh"):
                assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_text_in_svg_is_text_in_fonts_that_are_found_anywhere(folder):
    svg = (folder / "heat_map_zh.svg").read_text(encoding="utf-8")
    assert re.search(r"<text[^>]*>群众公认度</text>", svg)
    families = set(re.findall(r"font-family: ([^;\"]+)", svg))
    assert families and all(each.endswith("'PingFang SC', sans-serif") for each in families)
    assert "<dc:date>" not in svg


def test_every_picture_is_fit_to_print(folder):
    from PIL import Image

    for path in folder.glob("*.png"):
        with Image.open(path) as picture:
            assert [round(each) for each in picture.info["dpi"]] == [300, 300]


def test_a_large_picture_has_256_colours_and_looks_the_same(small, tmp_path, monkeypatch):
    from PIL import Image, ImageChops

    figure = figures.heat_map(small)
    style.save_png(figure, tmp_path / "all.png")
    monkeypatch.setattr(style, "LARGE", 10_000)
    style.save_png(figure, tmp_path / "few.png")
    whole, few = (Image.open(tmp_path / f"{name}.png") for name in ("all", "few"))
    assert few.mode == "P" and round(few.info["dpi"][0]) == style.DPI and few.size == whole.size
    gaps = ImageChops.difference(whole.convert("RGB"), few.convert("RGB")).histogram()
    assert sum(gaps[level] for band in range(3) for level in range(256 * band, 256 * band + 40)) > 0.999 * sum(gaps)
    assert (tmp_path / "few.png").stat().st_size < (tmp_path / "all.png").stat().st_size


def test_matplotlib_is_loaded_late_and_pyplot_never():
    code = (
        "import sys, analysis.figures as f; assert 'matplotlib' not in sys.modules\n"
        "from tests.test_figures import study\n"
        "for draw in (f.trajectories, f.forest, f.heat_map): draw(study(0, 1, 6))\n"
        "print('matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"]


def test_settings_of_the_user_neither_change_nor_matter(small, folder, tmp_path):
    import matplotlib

    with matplotlib.rc_context({"font.size": 30, "axes.linewidth": 5, "lines.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        drawn = style.save(figures.heat_map(small), tmp_path / "heat_map")[1].read_bytes()
        assert dict(matplotlib.rcParams) == before
    assert drawn == (folder / "heat_map_en.svg").read_bytes()


# Legible


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off(name, lang, monkeypatch):
    from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

    texts = []  # those really drawn; matplotlib keeps many that are not
    monkeypatch.setattr(RendererAgg, "draw_text", lambda self, *a, mtext=None, **_: texts.append(mtext))
    figure = crowded(name, lang)
    FigureCanvasAgg(figure).draw()
    frame = figure.bbox.padded(1)
    assert len(texts) > 20
    for text in filter(None, texts):
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1, text.get_text()
        assert frame.y0 <= box.y0 and box.y1 <= frame.y1, text.get_text()


@pytest.mark.parametrize("name", ("forest", "heat_map"))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_34_scenarios_do_not_overlap(name, lang):
    axes = crowded(name, lang).axes[0]
    boxes = sorted((t.get_window_extent() for t in axes.get_yticklabels()), key=lambda box: box.y0)
    assert len(boxes) >= 33
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))


@pytest.mark.parametrize("name", ("trajectories", "forest"))
@pytest.mark.parametrize("months", (1, 120))
def test_numbers_on_an_axis_do_not_overlap(name, months):
    for axes in drawn(name, study(months=months), "en").axes:
        low, high = sorted(axes.get_xlim())
        shown = [t for t in axes.get_xticklabels() if t.get_text() and low <= t.get_position()[0] <= high]
        boxes = sorted((t.get_window_extent() for t in shown), key=lambda box: box.x0)
        assert all(left.x1 < right.x0 for left, right in pairwise(boxes)), [t.get_text() for t in shown]


def shown_in(axes_or_figure):
    """All that is written there."""
    from matplotlib.text import Text

    return [text.get_text() for text in axes_or_figure.findobj(Text) if text.get_visible() and text.get_text()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("months", (11, 12))
def test_a_lone_scenario_and_what_is_not_assessed_yet(months, lang):
    """The first yearly score comes in month 12; until then its panel says so and shows no line."""
    lone = study(reforms=0, replicates=1, months=months, regimes=("generalised",))
    panels = dict(zip(HEADLINE, drawn("trajectories", lone, lang).axes, strict=True))
    for name, axes in panels.items():
        (line,) = (line for line in axes.lines if line.get_linestyle() == "-")
        early = name == "score_truth" and months < 12
        assert (say_not_yet(lang) in shown_in(axes)) == early == (len(line.get_xdata()) == 0)
        assert np.isfinite(line.get_ydata()).all()
        assert measure_name(name, lang) in shown_in(axes)
    heat = shown_in(drawn("heat_map", lone, lang))
    assert heat.count("–") == (1 if months < 12 else 0)  # level of the score-truth correlation
    assert translate("analysis.figures.level_as_scale", lang) in heat
    forest_panels = drawn("forest", lone, lang).axes[: len(HEADLINE)]
    assert not any(len(axes.get_yticks()) for axes in forest_panels)  # nothing but the baseline: no rows
    assert [t for axes in drawn("network", lone, lang).axes for t in shown_in(axes) if t in TOWNSHIPS]


def say_not_yet(lang):
    return {"en": "not assessed yet", "zh": "尚未考核"}[lang]


def test_what_is_not_assessed_yet_has_no_effects():
    early = study(reforms=1, months=5)
    panels = dict(zip(HEADLINE, drawn("forest", early, "en").axes, strict=False))
    assert [name for name, axes in panels.items() if say_not_yet("en") in shown_in(axes)] == ["score_truth"]
    assert not any(len(line.get_xdata()) for line in panels["score_truth"].lines[1:])  # the first is that at zero
    found = effects_of_dataset(early)
    assert not any(found.difference(scenario, "score_truth").known for scenario in found.scenarios)
    assert shown_in(drawn("heat_map", early, "en")).count("–") == 2 + 5


@pytest.mark.parametrize(
    ("size", "offices", "named", "numbered"),
    [
        (60, [f"office {k}" for k in range(70)], 6, 0),  # of many townships only the extremes, of many offices none
        (8, OFFICES, 8, 3),
        (2, [], 2, 0),
        (1, OFFICES, 1, 3),
    ],
)
def test_a_large_county_and_one_of_two_townships(small, size, offices, named, numbered):
    from matplotlib.patches import Circle

    figure = figures.network(small, {"generalised": world(size, offices)}, "zh")
    for axes in figure.axes[: len(network.STATES)]:
        assert len([patch for patch in axes.patches if isinstance(patch, Circle)]) == size
        written = shown_in(axes)
        assert sum(text in TOWNSHIPS for text in written) == named
        assert sorted(text for text in written if text.isdecimal()) == [str(k + 1) for k in range(numbered)]
    legend = shown_in(figure)
    assert all((office in legend) == bool(numbered) for office in offices)


# True


def test_effects_are_paired_means_of_the_last_two_years(data):
    found, window = effects_of_dataset(data), slice(-24, None)
    values = data["formalism"].isel(month=window).mean("month").to_numpy()
    effects = [found.difference(scenario, "formalism").mean for scenario in found.scenarios]
    assert_allclose(effects, (values - values[0]).mean(axis=1), atol=1e-12)
    assert_allclose(found.spreads["formalism"], np.ptp(values[:5].mean(axis=1)))
    for name in HEADLINE:
        assert found.difference(found.baseline, name).mean == 0 == found.verdict(found.baseline, name)


def test_colour_says_better_or_worse_whatever_the_sign(data):
    found = effects_of_dataset(data)
    for name in HEADLINE:
        for scenario in found.scenarios:
            colour, gain = forest.COLOURS[found.verdict(scenario, name)], found.benefit(scenario, name)
            assert colour == style.UNSURE or colour == (style.BETTER if gain > 0 else style.WORSE)
    shades = style.worse_to_better()
    assert to_hex(shades(0.0)) == style.WORSE_TO_BETTER[0].lower()
    assert to_hex(shades(1.0)) == style.WORSE_TO_BETTER[-1].lower()


def test_kinds_stand_together_the_most_helpful_first(data):
    found = effects_of_dataset(data)
    regimes, reforms = found.groups()
    assert set(regimes) == {*REGIMES} - {"generalised"}
    for group in (regimes, reforms):
        gains = [np.mean([found.benefit(scenario, name) for name in HEADLINE]) for scenario in group]
        assert gains == sorted(gains, reverse=True)
    kinds = ["regime"] * 5 + ["package", "reform"]
    named = data.assign_coords(scenario_kind=("scenario", kinds))
    assert [len(group) for group in effects_of_dataset(named).groups()] == [4, 1, 1]


def test_order_of_scenarios_in_the_data_does_not_matter(data):
    turned = data.isel(scenario=slice(None, None, -1))
    for name in ("forest", "heat_map"):
        one, two = (style.svg_text(drawn(name, d, "en")) for d in (data, turned))
        assert one == two


def test_twelve_months_mean_takes_the_rhythm_of_the_year_out():
    time = np.arange(48)
    assert_allclose(trajectories.smooth(3 + np.sin(time * np.pi / 6)[None]), np.full((1, 37), 3.0))
    assert_allclose(trajectories.smooth(time[None, :5].astype(float)), time[None, :5])


def test_one_effect_alone_is_a_share_of_the_level_and_not_all_there_is():
    pair = study(reforms=1, regimes=("generalised",))
    found = effects_of_dataset(pair)
    (other,) = found.others
    gap, level = found.difference(other, "burden").mean, found.level(found.baseline, "burden").mean
    cell = heat_map.number(gap / level)
    assert cell not in ("+1.00", "−1.00") and {cell, f"({cell})"} & set(shown_in(figures.heat_map(pair)))


def test_intervals_end_inside_the_frame(data):
    found = effects_of_dataset(data)
    for measure in HEADLINE:
        edge = forest.limit(found, measure)
        pairs = [found.difference(scenario, measure) for scenario in found.scenarios]
        assert all(max(-pair.low, pair.high) <= edge for pair in pairs if abs(pair.mean) <= edge)


def test_no_more_than_three_bands_lie_on_each_other(data):
    for few, kinds in ((3, 3), (4, 0)):
        shown = [str(each) for each in data["scenario"].values][:few]
        axes = figures.trajectories(data, measures=("burden",), highlight=shown).axes[0]
        assert sum(isinstance(each, PolyCollection) for each in axes.collections) == kinds


def test_numbers_in_cells_have_a_true_minus_and_no_minus_zero():
    assert [heat_map.number(x) for x in (-0.126, 0.5, -0.001)] == ["−0.13", "+0.50", "0"]


def test_the_axis_is_for_reforms_where_regimes_lie_far_beyond(data):
    found, many = effects_of_dataset(data), effects_of_dataset(study(reforms=3))
    many.values[1:5] += 50 * (many.values[1:5] - many.values[0])
    far, near = (max(abs(e.difference(s, "burden").mean) for s in e.scenarios) for e in (many, found))
    assert forest.limit(many, "burden") < far
    assert forest.limit(found, "burden") >= near


@pytest.mark.parametrize("size", (1, 2, 8, 24))
def test_townships_stand_apart_inside_their_disc(size):
    spots = network.arrange(world(size))
    gaps = np.linalg.norm(spots[:, None] - spots[None], axis=-1) + 9 * np.eye(size)
    assert np.linalg.norm(spots, axis=1).max() <= 1 + 1e-9
    assert gaps.min() > 0.9 / np.sqrt(size)


# Words and font


def test_an_addition_is_named_by_what_it_adds(data):
    found = effects_of_dataset(data)
    assert short_name(found, "generalised+reform_1", "en") == "+ reform number 1 of a rather long name"
    assert short_name(found, "minimal", "en") == "Hardly any assessment"


def test_chinese_breaks_anywhere_but_before_punctuation():
    assert style.wrapped("得分与实绩相关，等级", 14) == "得分与实绩相\n关，等级"
    assert style.wrapped("share of the benevolent allocation", 20) == "share of the\nbenevolent\nallocation"


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(style.FONT)


def test_the_font_has_every_character_we_write(font):
    texts = [m.zh + m.en + m.unit for m in MEASURES]
    texts += [f.read_text(encoding="utf-8") for f in (ROOT / "scenarios").rglob("*.toml")]
    texts += [u.name for u in (*register.provinces(), *register.prefectures(), *register.counties())]
    texts += [u.name for u in register.townships()]
    wanted = {ord(c) for text in texts for c in text if not c.isspace()}
    assert not {chr(c) for c in wanted - font.getBestCmap().keys()}
    assert {ord(c) for c in build_font.common_characters()} <= font.getBestCmap().keys()


def test_the_font_is_small_and_keeps_licence_but_not_name(font):
    assert style.FONT.stat().st_size < 1_500_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (style.FONT.parent / "OFL.txt").read_text()
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == style.FAMILY
    assert not any(word in names[k] for k in (1, 3, 4, 6) for word in ("Noto", "Source"))
    assert "Adobe" in names[0]
    assert "Open Font License" in names[13]


@pytest.mark.slow
def test_the_font_can_be_rebuilt(font, tmp_path):
    source = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    if not source.exists():
        pytest.skip("needs Debian's fonts-noto-cjk")
    one, two = (build_font.build(source, tmp_path / name) for name in ("one.otf", "two.otf"))
    assert (tmp_path / "one.otf").read_bytes() == (tmp_path / "two.otf").read_bytes()
    assert one.getBestCmap() == two.getBestCmap()
    assert {ord(c) for c in build_font.common_characters()} <= one.getBestCmap().keys()


def test_numbers_on_colours_can_be_read():
    """Contrast of letters on any filling is that which WCAG asks of ordinary text."""

    def light(colour):
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
        return np.dot(linear, (0.2126, 0.7152, 0.0722)) + 0.05

    for name in ("Blues", "Oranges", "viridis", "Greys"):
        for fill in colormaps[name](np.linspace(0, 1, 50)):
            pair = sorted((light(fill), light(style.ink_on(fill))))
            assert pair[1] / pair[0] >= 4.5
