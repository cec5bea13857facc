"""Where patterns are judged: the two places of the texts, and ten counties drawn from the register."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from scenarios.places import register

SEED = 14  # of the draw
COUNTIES = 10
FEWEST = 6  # townships a county must have: fewer make ranks mean little
TEXTS = ("yinzhou", "leping")


@cache
def counties(seed: int = SEED) -> tuple[str, ...]:
    """Codes of the counties whose hashes with the seed come first, among those with enough townships."""
    enough = [unit.code for unit in register.counties() if len(register.townships(unit.code)) >= FEWEST]

    def hashed(code: int) -> bytes:
        return blake2b(f"kaohe patterns {seed} {code}".encode(), digest_size=8).digest()

    return tuple(str(code) for code in sorted(enough, key=hashed)[:COUNTIES])


def places() -> tuple[str, ...]:
    """The places of the texts, then the counties that were drawn."""
    return (*TEXTS, *counties())
