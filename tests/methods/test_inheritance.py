"""What a product inherits: the worst essential input, and a mean over known quantities only."""

import pytest

from grondstof.methods.inheritance import inherit


def test_worst_is_over_essential_inputs_and_mean_over_known_quantities() -> None:
    values = {"dysprosium": 5.0, "iron-ore": 0.5, "cobalt": 3.0}
    found = inherit(values, ["iron-ore", "cobalt"], {"iron-ore": 0.7, "dysprosium": 0.1})
    assert (found.worst, found.worst_input) == (3.0, "cobalt")
    assert found.mean == pytest.approx((0.7 * 0.5 + 0.1 * 5.0) / 0.8)
    assert found.known_weight == (2, 3)


def test_nothing_known_stays_open() -> None:
    found = inherit({}, ["cobalt"], {})
    assert found.worst is None
    assert found.mean is None
    assert inherit({"cobalt": 3.0}, ["cobalt"], {}).mean is None
