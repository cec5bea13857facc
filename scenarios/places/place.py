"""A place: one county and its townships, checked when it is made and never changed after.

Row A6. Townships are kept in the order of their codes, so the order of rows in a user's
file cannot change anything, not even one bit of a result.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..errors import ScenarioError, expected
from ..languages import phrase
from .fields import FIELDS
from .values import Text, Whole

FEWEST_TOWNSHIPS, MOST_TOWNSHIPS = 2, 2000  # setting up a county takes time and memory with their square
COUNTY_CODE = Whole(1, 999_999)
NAME, MAYBE = Text(1, 120), Text(0, 120)


@dataclass(frozen=True, order=True)
class Township:
    """One township-level unit; ranges and meanings are those of ``fields.FIELDS``."""

    code: int
    name: str
    size_class: str
    kind: str
    cadres: int
    villages: int
    difficulty: float = 1.0
    resources: float = 1.0
    population: int = 0  # not known
    remoteness: float = 0.5
    name_en: str = ""

    def __post_init__(self) -> None:
        try:
            for field in FIELDS:
                _check(self, field.name, field.value.check)
        except ScenarioError as error:
            raise error.at(phrase("scenarios.places.of_township", code=self.code, field=field.name)) from None

    def label(self, language: str = "en") -> str:
        """The name to show; without an English one, the name as it is."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Place:
    """A county to be assessed. Townships and neighbours end up sorted, whatever order they came in."""

    id: str
    name_en: str
    name_zh: str
    code: int
    townships: tuple[Township, ...]
    source: str
    neighbours: tuple[tuple[int, int], ...] = ()  # edges between township codes; empty = not known
    source_zh: str = ""

    def __post_init__(self) -> None:
        checks: dict[str, Callable[..., object]] = dict.fromkeys(("name_en", "name_zh", "source"), NAME.check)
        checks |= {
            "id": _plain_name,
            "source_zh": MAYBE.check,
            "code": COUNTY_CODE.check,
            "townships": _sorted_townships,
        }
        checks["neighbours"] = lambda edges: _sorted_edges(edges, {township.code for township in self.townships})
        try:
            for name, check in checks.items():
                _check(self, name, check)
        except ScenarioError as error:
            raise error.at(phrase("scenarios.places.of_place", id=self.id, name=self.name_zh, field=name)) from None

    @property
    def cadres(self) -> int:
        """All cadres of the county's townships."""
        return sum(township.cadres for township in self.townships)


def _check(target: object, name: str, check: Callable[..., object]) -> None:
    """Replace a field of a frozen object by its checked form."""
    object.__setattr__(target, name, check(getattr(target, name)))


def _plain_name(name: object) -> str:
    """An id, after which folders are named: it leads nowhere else."""
    plain = NAME.check(name)
    if plain in (".", "..") or any(mark in plain for mark in "/\\:"):
        raise ScenarioError(expected(plain, phrase("scenarios.places.plain_name")))
    return plain


def _sorted_townships(townships: Iterable[Township]) -> tuple[Township, ...]:
    ordered = tuple(sorted(townships, key=lambda township: township.code))
    check_size(len(ordered))
    _refuse_twice("code", [township.code for township in ordered])
    _refuse_twice("name", [township.name for township in ordered])
    return ordered


def check_size(count: int) -> None:
    """Refuse a county with nobody to rank, and one larger than any."""
    key = "scenarios.places.township_count" if count == 1 else "scenarios.places.townships_count"
    given = phrase(key, count=count)
    if count < FEWEST_TOWNSHIPS:
        raise ScenarioError(phrase("scenarios.places.too_few", count=given, least=FEWEST_TOWNSHIPS))
    if count > MOST_TOWNSHIPS:
        raise ScenarioError(phrase("scenarios.places.too_many", count=given, most=MOST_TOWNSHIPS))


def _refuse_twice(what: str, values: list[int] | list[str]) -> None:
    seen = set()
    for value in values:
        if value in seen:
            raise ScenarioError(phrase(f"scenarios.places.{what}_twice", value=value))
        seen.add(value)


def _sorted_edges(edges: Iterable[tuple[int, int]], codes: set[int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({_edge(edge, codes) for edge in edges}))


def _edge(edge: tuple[int, int], codes: set[int]) -> tuple[int, int]:
    """Both ends known and different; the smaller code first, so that each pair is written one way."""
    if len(edge) != 2 or edge[0] == edge[1] or not codes.issuperset(edge):
        raise ScenarioError(expected(tuple(edge), phrase("scenarios.places.two_townships")))
    return min(edge), max(edge)
