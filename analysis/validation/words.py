"""Marks of code in statements, as a figure and as a page show them."""

from __future__ import annotations

import re
from html import escape

CODE = re.compile("`([^`]*)`")


def plain(text: str) -> str:
    """Without the marks of code, for a figure."""
    return CODE.sub(r"\1", text)


def marked(text: str) -> str:
    """As HTML: escaped, with code marked as such."""
    return CODE.sub(r"<code>\1</code>", escape(text))
