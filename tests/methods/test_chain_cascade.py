"""A shortage runs down a chain: lead times add up, classes weigh, the shortest input rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondstof.methods.chain_cascade import cascade

ORDER = ["ore", "oxide", "magnet", "coating", "motor"]
LINKS = [
    ("ore", "oxide", "essential"),
    ("oxide", "magnet", "essential"),
    ("magnet", "motor", "essential"),
    ("coating", "motor", "important"),
    ("glue", "motor", "non-essential"),
]


def run(start: dict[str, list[float]], weight: float = 0.5, lead: float = 1.0) -> dict[str, list]:
    paths = {name: np.array([path]) for name, path in start.items()}
    found = cascade(ORDER, LINKS, paths, np.array([weight]), np.array([lead]))  # type: ignore[arg-type]
    return {name: path[0].tolist() for name, path in found.items()}


def test_lead_times_add_up_along_essential_inputs() -> None:
    found = run({"ore": [0.8, 0, 0, 0, 0]})
    assert found["oxide"] == [0, 0.8, 0, 0, 0]
    assert found["motor"] == [0, 0, 0, 0.8, 0]


def test_a_lead_of_half_a_month_lies_between_two_months() -> None:
    assert run({"magnet": [1.0, 0, 0]}, lead=0.5)["motor"] == pytest.approx([0.5, 0.5, 0])


def test_an_important_input_weighs_and_a_non_essential_one_harms_nobody() -> None:
    assert run({"coating": [1.0, 0]})["motor"] == [0, 0.5]
    assert "motor" not in run({"glue": [1.0, 0]})


def test_the_shortest_input_sets_the_pace() -> None:
    found = run({"magnet": [0.3, 0.9, 0], "coating": [1.0, 1.0, 0]})
    assert found["motor"] == pytest.approx([0, 0.5, 0.9])


def test_a_step_that_is_short_itself_stays_so() -> None:
    assert run({"ore": [0.2, 0, 0], "oxide": [0.5, 0.1, 0]})["oxide"] == [0.5, 0.2, 0]


@given(st.integers(0, 1000))
def test_a_larger_shortage_never_reaches_less(seed: int) -> None:
    rng = np.random.default_rng(seed)
    small = rng.random((3, 8))
    large = np.minimum(1.0, small + rng.random((3, 8)) * 0.3)
    weight, lead = rng.random(3), rng.uniform(0.0, 2.0, 3)
    less, more = (
        cascade(ORDER, LINKS, {"ore": path}, weight, lead)["motor"]  # type: ignore[arg-type]
        for path in (small, large)
    )
    assert (more >= less - 1e-12).all()
    assert (more <= 1.0 + 1e-12).all()
