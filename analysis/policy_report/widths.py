"""How wide the columns of a table are: no word is broken where there is room, and no number if that can be helped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from ..figures.style import is_wide, width_of

LONG, SHORT = 12, 8  # letters that a column has room for: of a word, a heading or a name, and of other Chinese
NUMBERS = 16  # letters of the longest interval that is kept in one line
SPACES = re.compile(r"[ \n]+")  # at which lines may end, which they may not at a no-break space


def sizes(
    columns: Sequence[Sequence[str]], width: int, measure: Callable[[str], int] = width_of, long: int = LONG
) -> list[int]:
    """How wide columns of some texts, headings first, are: as their longest word, and wider where there is room.

    width: of all columns, in what a text is measured in, which is letters unless told otherwise; long: letters of a
    word that is not broken. Where there is no room even for words, the sum is more than the width.
    """
    for together, heads in ((NUMBERS, True), (0, True), (0, False)):
        found = [_least(texts, column == 0, heads, together, measure, long) for column, texts in enumerate(columns)]
        if sum(found) <= width:
            break
    whole = [max(measure(line) for text in texts for line in text.splitlines()) for texts in columns]
    for _ in range(width - sum(found)):
        found[max(range(len(found)), key=lambda column: whole[column] - found[column])] += 1
    return [min(size, most) for size, most in zip(found, whole, strict=True)]


def _least(
    texts: Sequence[str], names: bool, heads: bool, together: int, measure: Callable[[str], int], letters: int
) -> int:
    """The least width of a column. names: whether it is the first; heads: whether Chinese headings are kept in one
    line; together: letters of numbers that are not broken."""
    long, short = (measure("n" * most) for most in (letters, SHORT))

    def least(text: str, whole: bool) -> int:
        if not whole and width_of(text) <= together and any(sign.isdigit() for sign in text):
            return measure(text)
        return max(
            min(measure(word), long if whole or not any(map(is_wide, word)) else short) for word in SPACES.split(text)
        )

    return max(least(text, (heads and row == 0) or names) for row, text in enumerate(texts) if text.strip())


def printed(text: str, size: float) -> int:
    """About how wide a text is in points, in bold letters of a size, in the widest font that may stand for Arial."""
    letters = _letters()
    return round(size * sum(1.0 if is_wide(sign) else letters.get(ord(sign), 0.7) for sign in text) + 0.5)


@cache
def _letters() -> dict[int, float]:
    """Widths of letters in DejaVu Sans, which comes with matplotlib and with most Linux systems."""
    import matplotlib
    from fontTools.ttLib import TTFont

    font = TTFont(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf"))
    units, widths = font["head"].unitsPerEm, font["hmtx"]
    return {sign: widths[glyph][0] / units for sign, glyph in font.getBestCmap().items()}
