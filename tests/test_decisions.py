"""Every page of docs/decisions has one form, and stands in the index with its title and status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
INDEX = FOLDER / "README.md"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path != INDEX)
SECTIONS = ["Status", "Context", "Decision", "Alternatives tried", "Consequences"]
ROW = re.compile(r"^\| \[(\d+)\]\(([^)]+)\) \| (.+) \| (.+) \|$", re.MULTILINE)
STATUS = re.compile(r"(Accepted|Superseded), \d{4}-\d{2}-\d{2}[.;]")
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def parts(page: Path) -> tuple[int, str, dict[str, str]]:
    """Number, title and sections of a page, as they follow each other."""
    head, *sections = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    title = re.fullmatch(r"# (\d+)\. (\S.*\S)\n\n", head)
    assert title, "a page begins with '# <number>. <decision>' and has nothing before its first section"
    return int(title[1]), title[2], dict(section.split("\n", 1) for section in sections)


@every_page
def test_a_page_has_the_form_of_all(page: Path) -> None:
    number, title, sections = parts(page)
    assert page.name.startswith(f"{number:04d}-")
    assert title[0].isupper() and title[-1] != "." and len(title.split()) > 4, "the title is a full statement"
    assert list(sections) == SECTIONS
    assert all(text.strip() for text in sections.values())
    assert STATUS.match(sections["Status"].strip())
    headings = re.findall(r"^#+ .*", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(headings) == 1 + len(SECTIONS)


@every_page
def test_a_page_stands_in_the_index_as_it_is(page: Path) -> None:
    number, title, sections = parts(page)
    [(_, name, said, status)] = [row for row in ROW.findall(INDEX.read_text(encoding="utf-8")) if row[0] == str(number)]
    assert (name, said) == (page.name, title)
    accepted = sections["Status"].strip().split(",")[0].lower()
    assert status.startswith(accepted)
    assert newer(status) == newer(sections["Status"])


def newer(status: str) -> list[str]:
    """Pages that supersede one, in full or in part, by what its status says."""
    return re.findall(r"\]\((\d{4}-[^)]+)\)", status) if "superseded" in status.lower() else []


def test_numbers_run_without_a_gap_and_the_index_has_no_row_more() -> None:
    numbers = [parts(page)[0] for page in PAGES]
    assert numbers == list(range(1, len(PAGES) + 1))
    assert [int(row[0]) for row in ROW.findall(INDEX.read_text(encoding="utf-8"))] == numbers


@pytest.mark.parametrize("page", [*PAGES, INDEX], ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links
