"""Search that finds Chinese: a run of Han characters is indexed, and asked for, by its pairs of neighbours.

English words are stemmed as Sphinx does. A question of one character finds it where it stands alone.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

LONG = re.compile(r"[\u4e00-\u9fff]{3}")
WORDS = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")


class Bigrams(SearchEnglish):
    """English, with pairs of characters for words of Chinese."""

    lang = "bigrams"
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\u4e00-\u9fff]+|(?:(?![\u4e00-\u9fff])[\p{Letter}\p{Number}_])+/gu) || []).flatMap(
    (word) => /[\u4e00-\u9fff]{3}/.test(word) ? [...word].slice(1).map((second, i) => word[i] + second) : [word]);
"""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stems: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """What the forms of a word have in common, found once for each form."""
        if word not in self._stems:
            self._stems[word] = super().stem(word)
        return self._stems[word]

    def split(self, text: str) -> list[str]:
        """Words of a text: English ones as they are, Chinese ones in pairs."""
        return [part for word in WORDS.findall(text) for part in pairs(word)]


def pairs(word: str) -> list[str]:
    """Neighbours in a run of Han characters; any other word alone."""
    return [word[i : i + 2] for i in range(len(word) - 1)] if LONG.match(word) else [word]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_search_language(Bigrams)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
