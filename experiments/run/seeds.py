"""Seeds of replicates: derived from the seed of a study and the replicate's number, and from nothing else.

So replicate r meets the same luck under every scenario (common random numbers), adding replicates leaves
the first ones as they were, and the order of scenarios cannot matter.
"""

from hashlib import blake2b

BITS = 62  # a seed of the model is below 2**62


def replicate_seed(seed: int, replicate: int) -> int:
    """The model's seed for one replicate (counted from 1) of a study."""
    address = f"kaohe replicate {seed} {replicate}".encode()
    return int.from_bytes(blake2b(address, digest_size=8).digest(), "little") >> (64 - BITS)
