"""What a project takes away of the dependence: conservation, order, and what is lacking."""

import numpy as np
import pytest

from grondstof.assess.project_shock import Relief, relief, with_output
from grondstof.assess.shock_network import Base
from grondstof.methods.shock import Network

PLACES = ("EU27", "CHN", "AUS", "ROW")
FLOWS = np.array([[0, 0, 0, 0], [60, 0, 10, 20], [20, 0, 0, 10], [10, 0, 0, 0]], dtype=float)
NETWORK = Network(FLOWS, np.array([10.0, 200.0, 60.0, 30.0]))
BASE = Base(PLACES, {"x": NETWORK}, 0, "gross tonnes", "trade", (), (2022,), 100.0, 300.0)


@pytest.mark.parametrize("country", [None, "AUS", "BRA"])
@pytest.mark.parametrize("added", [0.0, 15.0, 90.0, 500.0])
def test_nobody_uses_more_or_less_because_a_project_takes_the_place_of_imports(country, added):
    helped = with_output(NETWORK, BASE, country, added)
    assert helped.use == pytest.approx(NETWORK.use)
    assert helped.production.sum() == pytest.approx(NETWORK.production.sum())
    assert (helped.flows >= 0.0).all()


def test_output_at_home_lowers_imports_by_as_much():
    helped = with_output(NETWORK, BASE, None, 15.0)
    assert helped.flows[:, 0].sum() == pytest.approx(75.0)
    assert helped.production[0] == pytest.approx(25.0)


@pytest.fixture(scope="module")
def gallium(edition):
    return [
        relief(edition, "gallium", "processing", "NLD", tonnes, 60.0)
        for tonnes in (0.0, 10.0, 30.0)
    ]


def test_a_larger_project_takes_more_away_and_none_takes_nothing(gallium):
    assert all(isinstance(one, Relief) for one in gallium)
    assert gallium[0].reduced == pytest.approx(0.0)
    assert gallium[0].reduced < gallium[1].reduced < gallium[2].reduced
    for one in gallium:
        assert one.reduced_low <= one.reduced <= one.reduced_high
        assert one.reduced <= one.without
    assert gallium[1].supplier == "CHN"


@pytest.mark.parametrize(
    ("material", "stage", "consumption", "lacking"),
    [
        ("gallium", "assembly", 60.0, "stage"),
        ("gallium", "processing", None, "eu_consumption_t"),
        ("osmium", "extraction", 1.0, "supplier_data"),
    ],
)
def test_what_is_lacking_is_named(edition, material, stage, consumption, lacking):
    assert relief(edition, material, stage, "NLD", 1.0, consumption) == lacking
