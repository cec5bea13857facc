"""Seeds, derived from addresses: what is drawn for one purpose never depends on what else is drawn.

The seed of a replicate depends on the seed that was given and the replicate's number, and on nothing else. So replicate
r meets the same random numbers under every scenario (common random numbers), more replicates leave the first ones as
they were, and the order of scenarios cannot matter.
"""

from hashlib import blake2b

BITS = 62  # a seed of the model is below 2**62


def replicate_seed(seed: int, replicate: int) -> int:
    """The model's seed, 0 to 2**62 - 1, of one replicate (counted from 1) of a run with a given seed."""
    return int.from_bytes(address_hash(f"kaohe replicate {seed} {replicate}"), "little") >> (64 - BITS)


def replicate_seeds(seed: int, replicates: int) -> list[int]:
    """The model's seeds of the first replicates, in order."""
    return [replicate_seed(seed, number) for number in range(1, replicates + 1)]


def address_hash(address: str) -> bytes:
    """Eight bytes that belong to an address, as good as random."""
    return blake2b(address.encode(), digest_size=8).digest()
