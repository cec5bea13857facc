"""Words of the report, and statements as they are shown."""

from __future__ import annotations

import re
from html import escape

from experiments.credibility.validation.section import CONDITIONAL, FAILS, HOLDS, PARTLY, REPORTED
from scenarios.language import LANGUAGES

CODE = re.compile("`([^`]*)`")
WORDS = {
    "title": ("Validation of kaohe", "kaohe 模型验证报告"),
    "id": ("id", "编号"),
    "statement": ("statement", "陈述"),
    "expected": ("expected", "应得"),
    "obtained": ("obtained", "所得"),
    "verdict": ("verdict", "结论"),
    HOLDS: ("holds", "成立"),
    CONDITIONAL: ("conditional", "有条件成立"),
    FAILS: ("fails", "不成立"),
    PARTLY: ("in part", "部分成立"),
    REPORTED: ("reported", "仅报告"),
    "section": ("section", "部分"),
    "part": (" ({part} of {of})", "（{part}/{of}）"),
    "how": (
        "Made by `{command}` in version {version}; rules {rules}. What fails or holds only under a condition is said "
        "as plainly as what holds. No line is a claim about any real place or person.",
        "由 `{command}` 生成，版本 {version}；规则 {rules}。不成立或有条件成立的，与成立的同样如实列出。"
        "任何一行都不是对现实地方或个人的判断。",
    ),
}


def word(key: str, lang: str) -> str:
    return WORDS[key][LANGUAGES.index(lang)]


def plain(text: str) -> str:
    """Without the marks of code, for a figure."""
    return CODE.sub(r"\1", text)


def marked(text: str) -> str:
    """As HTML: escaped, with code marked as such."""
    return CODE.sub(r"<code>\1</code>", escape(text))
