"""The order of pages, as trees of contents that Sphinx gets with README and that GitHub never sees.

A page that is missing is left out, and one that is not named here stands under the last heading of its language, so
a new page needs no entry. The page of the executable specification is followed by the files it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sphinx.application import Sphinx

from ..files import HOME

GUIDE = ("index", "tutorial", "teaching", "forms", "studies", "scaling", "country", "inference", "extending", "archive")
REFERENCE = ("odd", "equations", "parameters", "rows", "specification/README")
CREDIBILITY = ("known_answers", "patterns", "falsifiability", "claims", "surprises", "benchmarks", "model_card")
PROGRAM = ("first_rule", "accessibility", "robustness", "provenance")
FOLDERS = ("docs/decisions/README", "docs/python/README")  # pages whose tree is the other pages of their folder
ENGLISH: Mapping[str, tuple[str, ...]] = {
    "Guide": tuple(f"docs/{name}" for name in GUIDE),
    "Model": ("docs/model", *(f"docs/{name}" for name in REFERENCE)),
    "Credibility": tuple(f"docs/{name}" for name in CREDIBILITY),
    "Program": (*(f"docs/{name}" for name in PROGRAM), *FOLDERS, "CHANGELOG"),
}
CHINESE: Mapping[str, tuple[str, ...]] = {
    "中文": ("README.zh", *(f"docs/{name}.zh" for name in (*GUIDE, "model", *REFERENCE, *CREDIBILITY))),
}
FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
HEADING, TITLE = re.compile(r"^(#+ )", re.MULTILINE), re.compile(r"^# ", re.MULTILINE)
TICKED_FORMULA = re.compile(r"\$`([^`$]+)`\$")  # as GitHub reads them where Markdown would spoil a formula


def trees(found: Iterable[str]) -> str:
    """Trees of contents of all pages there are, but those that a page of their folder holds."""
    inside = {page for folder in FOLDERS for page in beside(folder, found)}
    left = sorted(set(found) - inside - {"README"})
    blocks = [tree(caption, pages) for caption, pages in _complete(ENGLISH, [p for p in left if not chinese(p)])]
    blocks += [tree(caption, pages) for caption, pages in _complete(CHINESE, [p for p in left if chinese(p)])]
    return "".join(blocks)


def _complete(wanted: Mapping[str, tuple[str, ...]], found: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Captions with those of their pages that exist; the last one takes what no caption names."""
    named = {page for pages in wanted.values() for page in pages}
    for caption, pages in wanted.items():
        rest = [page for page in found if page not in named] if caption == list(wanted)[-1] else []
        yield caption, [page for page in pages if page in found] + rest


def tree(caption: str, pages: Iterable[str]) -> str:
    """A tree of contents in MyST's syntax, hidden in the page itself."""
    named = f":caption: {caption}\n" if caption else ""
    entries = "".join(f"/{page}\n" for page in pages)
    return f"\n```{{toctree}}\n:hidden:\n:titlesonly:\n{named}\n{entries}```\n"


def beside(page: str, found: Iterable[str]) -> list[str]:
    """The other pages of a page's folder."""
    folder = page.removesuffix("README")
    return sorted(each for each in found if each.startswith(folder) and each != page)


def chinese(page: str) -> bool:
    """Whether a page is in Chinese, as its name says."""
    return page.endswith(".zh")


def specification() -> str:
    """Every file of the executable specification, in a section each."""
    return "".join(
        f"\n## `{path.name}`\n\n```{{literalinclude}} {path.name}\n```\n"
        for path in sorted((HOME / "specification").glob("*.py"))
    )


def one_title(text: str) -> str:
    """A page whose headings after the first are all below it, so that the tree shows it once."""
    parts = FENCED.split(text)
    if sum(len(TITLE.findall(part)) for part in parts[::2]) > 1:
        parts[::2] = [HEADING.sub(r"#\1", part) for part in parts[::2]]
        return "".join(parts).replace("##", "#", 1)
    return text


def complete(app: Sphinx, page: str, text: list[str]) -> None:
    """Add to the source of a page what only the site shows."""
    text[0] = TICKED_FORMULA.sub(r"$\1$", one_title(text[0]))
    found = list(app.env.found_docs)
    if page == "README":
        text[0] += trees(found)
    elif page in FOLDERS:
        text[0] += tree("", beside(page, found))
    elif page == "docs/specification/README":
        text[0] += specification()


def say_language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell browsers and readers aloud which language a page is in."""
    context["language"] = "zh-CN" if chinese(page) else "en"


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("source-read", complete)
    app.connect("html-page-context", say_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
