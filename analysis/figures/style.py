"""How figures look: one font for both languages, colours safe for the colour-blind, files that repeat.

Matplotlib is imported only when something is drawn, and without pyplot: a figure is an object that
belongs to its caller. Settings hold inside `drawing()` and leave the user's own untouched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.languages import translate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

FONT = Path(__file__).parents[1] / "font" / "KaoheSans-Regular.otf"
FAMILY = "Kaohe Sans"
SHEET = Path(__file__).with_name("kaohe.mplstyle")

INK, SOFT, FAINT, GRID, ZEBRA = "#1A1A1A", "#5F6368", "#9AA0A6", "#E4E6E8", "#F6F7F8"
BETTER, WORSE, UNSURE = "#0067A5", "#C8500A", "#8A8F94"
# Okabe and Ito's colours without black, which is the baseline's, and yellow, which is too light for a line.
LINES = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
STROKES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)), (0, (3, 3)), (0, (8, 2)))  # in grey, too
MARKS = {1: "o", -1: "s", 0: "D"}  # better, worse, undecided; the last is hollow
WORSE_TO_BETTER = ("#8A3400", "#D9702B", "#F5C9A3", "#F7F7F7", "#B3D3EA", "#3D8BC4", "#08467F")
SHEET_WIDTH = 10.5  # inches: of A4 across within its margins, at which letters have their size
HEAD = 0.66  # inches above the panels for title and subtitle
DPI = 300  # of every picture in PNG: what printers want
LARGE = 2_000_000  # bytes of a picture
ELSEWHERE = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif")  # where the house font is not known


@cache
def _settings() -> dict[Any, Any]:
    """The house style, its font made known, on matplotlib's own defaults for the groups of settings that it touches."""
    import matplotlib
    from matplotlib import font_manager

    font_manager.fontManager.addfont(FONT)
    own = matplotlib.rc_params_from_file(SHEET, use_default_template=False)
    groups = {name.split(".")[0] for name in own} | {"lines", "patch", "image", "path"}
    defaults = {name: value for name, value in matplotlib.rcParamsDefault.items() if name.split(".")[0] in groups}
    return defaults | dict(own)


@contextmanager
def drawing() -> Iterator[None]:
    """The house style, whatever the user's settings are."""
    import matplotlib

    with matplotlib.rc_context(_settings()):
        yield


def new_figure(width: float, height: float, title: str, subtitle: str, foot: float = 0.0) -> Figure:
    """An empty figure, sizes in inches, with a heading; panels keep clear of it and of the foot."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(figsize=(width, height))
    low, high = (foot + 0.05) / height, (HEAD + 0.05) / height
    engine = ConstrainedLayoutEngine(
        rect=(0.01, low, 0.98, 1 - low - high), w_pad=0.05, h_pad=0.05, wspace=0.02, hspace=0.02
    )
    figure.set_layout_engine(engine)
    figure.text(0.1 / width, 1 - 0.13 / height, title, size=13, va="top")
    figure.text(0.1 / width, 1 - 0.40 / height, subtitle, size=8.5, va="top", color=SOFT)
    return figure


def dress(axes: Axes, grid: str = "both") -> None:
    """Give axes a light grid and no box. grid: `x`, `y`, `both` or anything else for none."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelfontfamily=FAMILY)
    if grid in ("x", "y", "both"):
        axes.grid(True, axis=grid)  # type: ignore[arg-type]


def not_yet(axes: Axes, lang: str) -> None:
    """Say in an empty panel why it is empty: the first yearly score has not come."""
    box, text = {"fc": "white", "lw": 0}, translate("analysis.figures.not_yet", lang)
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", zorder=5, bbox=box)


def ink_on(fill: Iterable[float]) -> str:
    """Black or white, whichever has more contrast (WCAG) on a colour (red, green, blue, 0 to 1): 4.58 or better."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in fill]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "black"


def worse_to_better() -> LinearSegmentedColormap:
    """Diverging: orange is worse, blue is better."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("worse_to_better", WORSE_TO_BETTER)


def deepening(better: int) -> LinearSegmentedColormap:
    """Light to dark: orange where more is worse, blue where more is better, grey where neither."""
    from matplotlib.colors import LinearSegmentedColormap

    ends = {-1: ("#FDF0E4", "#F5B27A", "#D9702B", "#7A2E00"), 1: ("#EAF3FA", "#9CC7E6", "#3D8BC4", "#08396B")}
    return LinearSegmentedColormap.from_list("deepening", ends.get(better, ("#F0F0F0", "#B0B0B0", "#303030")))


def finish(figure: Figure) -> Figure:
    """Lay a figure out, once and for all, while the style holds; what matplotlib makes later would not have it."""
    figure.draw_without_rendering()
    figure.set_layout_engine(None)  # the places stay; any engine, even one that does nothing, draws each file twice
    for axes in figure.axes:  # the solver's last digits differ from call to call
        axes.set_position([round(x, 7) for x in axes.get_position(original=True).bounds])  # type: ignore[arg-type]
    return figure


def save(figure: Figure, stem: Path) -> list[Path]:
    """Write PNG and SVG; without dates and versions, so that the same figure gives the same bytes."""
    files = [stem.with_name(f"{stem.name}.{kind}") for kind in ("png", "svg")]
    save_png(figure, files[0])
    files[1].write_text(_svg(figure), encoding="utf-8", newline="")
    return files


def save_png(figure: Figure, file: Path | BytesIO) -> None:
    """Write a figure as PNG; a large one, as a network of thousands of thin lines is, in 256 colours."""
    from PIL import Image

    found = BytesIO()
    with drawing():
        figure.savefig(found, format="png", dpi=DPI, metadata={"Software": None})
    if found.tell() > LARGE:
        picture = Image.open(found).convert("RGB").quantize(256, dither=Image.Dither.NONE)
        found = BytesIO()
        picture.save(found, format="png", dpi=(DPI, DPI))
    file.write_bytes(found.getvalue()) if isinstance(file, Path) else file.write(found.getvalue())


def svg_text(figure: Figure) -> str:
    """A figure as SVG to be put into a page."""
    text = _svg(figure)
    return text[text.index("<svg") :]


def _svg(figure: Figure) -> str:
    """A figure as SVG, its texts as texts, which can be searched and read aloud, in fonts that are found anywhere."""
    found = StringIO()
    with drawing():
        figure.savefig(found, format="svg", metadata={"Date": None, "Creator": None})
    families = ", ".join(f"'{name}'" if " " in name else name for name in (FAMILY, *ELSEWHERE))
    return found.getvalue().replace(f"'{FAMILY}'", families)


def is_wide(character: str) -> bool:
    """Whether a character is as wide as two Latin letters, as Chinese ones are."""
    return ord(character) > 0x2E7F


def width_of(text: str) -> int:
    """Length of a text in Latin letters: a Chinese character takes two."""
    return sum(2 if is_wide(c) else 1 for c in text)


def wrapped(text: str, width: int) -> str:
    """Break a label into lines of about `width` letters, at spaces or between Chinese characters."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def _pieces(text: str) -> list[str]:
    """Words with the space that follows them; Chinese characters one by one, with punctuation behind them."""
    pieces = [text[:1]]
    for c in text[1:]:
        last = pieces[-1][-1]
        begins = last == " " or is_wide(c) or is_wide(last)
        if begins and c not in "，。：；、）)":  # never at the beginning of a line
            pieces.append(c)
        else:
            pieces[-1] += c
    return pieces
