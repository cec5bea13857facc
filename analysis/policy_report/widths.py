"""How wide the columns of a table are, in letters: no word is broken where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from ..figures.style import width_of

LONG, SHORT = 12, 8  # letters that a column has room for: of a word, a heading or a name, and of other Chinese


def sizes(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide columns of some texts, headings first, are: as their longest word, and wider where there is room."""

    def least(text: str, whole: bool) -> int:
        return max(min(width_of(word), LONG if whole or word.isascii() else SHORT) for word in text.split())

    found = [
        max(least(text, row == 0 or column == 0) for row, text in enumerate(texts) if text.strip())
        for column, texts in enumerate(columns)
    ]
    whole = [max(width_of(line) for text in texts for line in text.splitlines()) for texts in columns]
    for _ in range(width - sum(found)):
        found[max(range(len(found)), key=lambda column: whole[column] - found[column])] += 1
    return [min(size, most) for size, most in zip(found, whole, strict=True)]
