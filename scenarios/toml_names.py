"""Names in Chinese, or any other script, written in TOML as they are: put in quotation marks before the text is read.

TOML itself allows bare keys of Latin letters, digits, "-" and "_" only, and no bare text as a value.
"""

from __future__ import annotations

import re

from .errors import ScenarioError
from .languages import phrase

# What is left alone (texts in quotation marks, comments), then words, then signs of a Chinese keyboard between them.
TOKEN = re.compile(
    r'(?P<kept>"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*)'
    r"|(?P<word>[\w\-()（）·]+)"
    r"|(?P<sign>[＝，“”‘’［］｛｝：；。、＃【】])",
    re.DOTALL,
)


def quote_names(text: str) -> str:
    """A text in TOML in which words that are not plain ASCII stand in quotation marks, keys and values alike.

    Raises `ScenarioError`, with line and column, for a full-width sign where TOML has a sign of its own.
    """
    return text if text.isascii() else TOKEN.sub(_quoted, text)


def _quoted(found: re.Match[str]) -> str:
    if found["sign"]:
        before = found.string[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        raise ScenarioError(
            phrase("scenarios.files.full_width", sign=found["sign"]),
            phrase("scenarios.files.at_line", line=line, column=column),
        )
    return found[0] if found["kept"] or found["word"].isascii() else f'"{found["word"]}"'
