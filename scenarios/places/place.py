"""A place: one county and its townships, checked when it is made and never changed after.

Row A6. Townships are kept in the order of their codes, so the order of rows in a user's
file cannot change anything, not even one bit of a result.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..errors import ScenarioError, expected
from .fields import FIELDS
from .values import Text, Whole

FEWEST_TOWNSHIPS = 2
COUNTY_CODE = Whole(1, 999_999)
NAME = Text(1, 120)


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
        for field in FIELDS:
            where = f'township {self.code}, field "{field.name}"'
            _set(self, field.name, field.value.check, where)

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

    def __post_init__(self) -> None:
        where = f"place {self.id} ({self.name_zh}), field"
        for name in ("id", "name_en", "name_zh", "source"):
            _set(self, name, NAME.check, f'{where} "{name}"')
        _set(self, "code", COUNTY_CODE.check, f'{where} "code"')
        _set(self, "townships", _sorted_townships, f'{where} "townships"')
        codes = {township.code for township in self.townships}
        _set(self, "neighbours", lambda edges: _sorted_edges(edges, codes), f'{where} "neighbours"')

    @property
    def cadres(self) -> int:
        """All cadres of the county's townships."""
        return sum(township.cadres for township in self.townships)


def _set(target: object, name: str, check: Callable[..., object], where: str) -> None:
    """Replace a field of a frozen object by its checked form, or say where it was wrong."""
    try:
        object.__setattr__(target, name, check(getattr(target, name)))
    except ScenarioError as error:
        raise error.at(where) from None


def _sorted_townships(townships: Iterable[Township]) -> tuple[Township, ...]:
    ordered = tuple(sorted(townships, key=lambda township: township.code))
    if len(ordered) < FEWEST_TOWNSHIPS:
        raise ScenarioError(
            f"{len(ordered)} township{'' if len(ordered) == 1 else 's'} given; expected at least "
            f"{FEWEST_TOWNSHIPS}, because assessment ranks townships against each other."
        )
    _refuse_twice("code", [township.code for township in ordered])
    _refuse_twice("name", [township.name for township in ordered])
    return ordered


def _refuse_twice(what: str, values: list[int] | list[str]) -> None:
    seen = set()
    for value in values:
        if value in seen:
            raise ScenarioError(f"two townships have the {what} {value}; expected every {what} once.")
        seen.add(value)


def _sorted_edges(edges: Iterable[tuple[int, int]], codes: set[int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({_edge(edge, codes) for edge in edges}))


def _edge(edge: tuple[int, int], codes: set[int]) -> tuple[int, int]:
    """Both ends known and different; the smaller code first, so that each pair is written one way."""
    if len(edge) != 2 or edge[0] == edge[1] or not codes.issuperset(edge):
        raise ScenarioError(expected(tuple(edge), "the codes of two different townships of this place"))
    return min(edge), max(edge)
