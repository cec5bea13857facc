"""Numbers and bounds in the lines of a validation."""

from __future__ import annotations

from math import isnan

from scenarios.languages import Joined, Text, phrase

from ..patterns.pattern import ABOVE, BELOW

LEANS = "同上"  # how a claim begins in Chinese that leans on one before


def percent(share: float, digits: int = 0) -> Text | str:
    """A share in percent; a dash for one that cannot be formed."""
    return "—" if isnan(share) else phrase("experiments.validation.percent", x=100 * share, digits=digits)


def joined(*parts: Text | str) -> Text:
    """Parts of a line, one after the other."""
    return Joined(parts, "scenarios.marks.semicolon")


def bound(kind: str, sign: int, size: float) -> Text | str:
    """What a claim asks of an effect: a bound on the side of its sign, or a band."""
    if kind not in (ABOVE, BELOW):
        return phrase("experiments.validation.within", size=size) if size else "0"
    at_least = (kind == ABOVE) == (sign > 0)
    return f"{'≥' if at_least else '≤'} {signed(sign * size, 2)}"


def signed(value: float, digits: int = 3) -> str:
    """With a sign; a true minus, and neither on zero."""
    text = f"{value:+.{digits}f}"
    return "0" if float(text) == 0 else minus(text)


def minus(text: str) -> str:
    """Numbers with a true minus."""
    return text.replace("-", "−")


def leans(text: Text) -> bool:
    """Whether a claim speaks of the one before it."""
    return text.render("zh").startswith(LEANS)


def standing(text: Text, before: Text) -> Text:
    """A claim that leans on the one before, with what it leans on."""
    return phrase("experiments.validation.context", text=text, before=before) if leans(text) else text
