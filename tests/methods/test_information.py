"""Value of information: nothing from what is known or irrelevant, all from what decides."""

import numpy as np
import pytest

from grondstof.methods.information import changed_verdicts

BARS = (0.1, 0.5)


def test_an_input_that_is_known_changes_nothing() -> None:
    listed = np.array([True, False] * 500)
    assert changed_verdicts(listed, np.full(1000, 3.0), BARS, 20) == 0.0


def test_an_input_that_has_nothing_to_do_with_it_changes_nothing() -> None:
    rng = np.random.default_rng(3)
    listed = rng.random(4000) < 0.8
    assert changed_verdicts(listed, rng.random(4000), BARS, 20) == 0.0


def test_an_input_that_decides_changes_as_often_as_the_verdict_is_wrong() -> None:
    """Listed with probability 0.7; once the input is known, three in ten are not on the list."""
    effect = np.linspace(0.0, 1.0, 4000)
    assert changed_verdicts(effect > 0.3, effect, BARS, 20) == pytest.approx(0.3)
