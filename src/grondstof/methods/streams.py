"""Random streams: one for each input key, so that order and threads do not matter."""

import hashlib

import numpy as np

DEFAULT_SEED = 20261120


def stream(seed: int, table: str, key: str) -> np.random.Generator:
    """Return the random generator of one input.

    The same seed, table and key give the same draws wherever they are asked for: the gallium row
    of a list and gallium alone, China's governance in every material.

    PCG64(SeedSequence(seed, spawn_key = first four 32-bit words of SHA-256("table|key")))

    Args:
        seed: Seed of the whole computation.
        table: Table of the input.
        key: Key values of the input, joined by `/`.

    Source: NumPy SeedSequence; O'Neill (2014), PCG: a family of better random number generators.
    """
    digest = hashlib.sha256(f"{table}|{key}".encode()).digest()
    words = tuple(int.from_bytes(digest[i : i + 4], "little") for i in range(0, 16, 4))
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=words)))
