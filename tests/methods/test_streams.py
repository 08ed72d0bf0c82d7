"""One random stream for each input: the same wherever, whenever and in any order it is asked."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.streams import stream

KEYS = st.text(min_size=1, max_size=20)


@given(st.integers(0, 2**32), KEYS)
def test_the_same_key_gives_the_same_bits(seed: int, key: str) -> None:
    one = stream(seed, "settled__governance", key).standard_normal(4)
    other = stream(seed, "settled__governance", key).standard_normal(4)
    assert one.tobytes() == other.tobytes()


@given(st.integers(0, 2**32), KEYS, KEYS)
def test_another_key_gives_another_stream(seed: int, one: str, other: str) -> None:
    first = stream(seed, "t", one).standard_normal(4)
    second = stream(seed, "t", other).standard_normal(4)
    assert (first.tobytes() == second.tobytes()) == (one == other)


def test_streams_of_two_keys_are_not_correlated() -> None:
    one = stream(20261120, "settled__governance", "CHN").standard_normal(100_000)
    other = stream(20261120, "settled__governance", "COD").standard_normal(100_000)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.015


def test_table_and_key_are_kept_apart_from_the_seed() -> None:
    one = stream(1, "table", "key").random()
    assert one != stream(2, "table", "key").random()
    assert one != stream(1, "other", "key").random()
