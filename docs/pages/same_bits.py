"""The table of `same_bits.md`: a small study in every setting, stored as JSON by `python -m tests.settings`."""

from __future__ import annotations

from scenarios.languages import translate

from ..files import HOME, read_results
from ..markdown import heads, table

RESULTS = HOME / "same_bits.json"
COLUMNS = ("setting", "digests", "as_installed")


def settings(language: str) -> str:
    stored: dict[str, dict[str, str]] = read_results(RESULTS)
    reference = next(iter(stored.values()))
    return table(heads(COLUMNS, language), [_row(*each, reference, language) for each in stored.items()])


def _row(name: str, found: dict[str, str], reference: dict[str, str], language: str) -> list[str]:
    if "missing" in found:
        return [name, "", translate("docs.pages.not_tried", language)]
    same = all(reference[key] == value for key, value in found.items())
    digests = ", ".join(f"{key} `{value[:8]}`" for key, value in found.items())
    return [name, digests, translate("docs.pages.same_bits" if same else "docs.pages.other_bits", language)]
