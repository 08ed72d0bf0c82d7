"""Secondary supply as supply in a shock: worked sums, its range, and its place in the engine."""

import numpy as np
import pytest

from grondstof.assess import secondary_supply, shock_network
from grondstof.assess.home_use import Estimate
from grondstof.assess.secondary_supply import Secondary, at_home, supply_in
from grondstof.assess.shock_network import base_of
from grondstof.assess.shock_parameters import reaction
from grondstof.assess.shocks import run_scenario
from grondstof.methods.end_of_life import quantile_draws
from grondstof.methods.shock import Network, Shock, run


def row(product, scenario, value, low, high):
    return {
        "product_id": product,
        "material_id": "neodymium",
        "scenario_id": scenario,
        "secondary_t": value,
        "secondary_t_low": low,
        "secondary_t_high": high,
    }


FOUND = Secondary(
    "neodymium", "NLD", 2025, Estimate(4.0, 1.0, 8.0, ""), Estimate(100.0, 50.0, 150.0, "")
)


def test_magnets_in_turbines_are_counted_once_and_scenarios_are_averaged():
    rows = [
        row("permanent-magnet", "a", 2.0, 1.0, 3.0),
        row("wind-turbine", "a", 1.5, 1.0, 2.0),
        row("permanent-magnet", "b", 4.0, 0.5, 6.0),
    ]
    found = supply_in(rows, 2025)
    assert found is not None
    assert (found.value, found.low, found.high) == (3.0, 0.5, 6.0)


def test_nothing_known_is_nothing_and_no_zero():
    empty = row("permanent-magnet", "a", None, None, None)
    assert supply_in([empty], 2045) is None
    assert at_home(None, 3, 4, 0) is None


def test_draws_go_through_the_ends_and_stay_between_nothing_and_all():
    assert quantile_draws([0.05, 0.5, 0.95], 1.0, 4.0, 8.0) == pytest.approx([1.0, 4.0, 8.0])
    assert quantile_draws([0.0, 1.0], 0.1, 4.0, 8.0) == pytest.approx([0.0, 8.0 + 4.0 / 9.0])
    shares = FOUND.drawn(2000)
    assert shares[0] == FOUND.share == pytest.approx(0.04)
    assert 0.0 <= shares.min() < 0.02 < 0.08 < shares.max() <= 1.0
    assert FOUND.drawn(2000) == pytest.approx(shares)


def test_only_home_gets_it():
    shares = at_home(FOUND, 5, 3, 1)
    assert shares.shape == (5, 3)
    assert (shares[:, [0, 2]] == 0.0).all()
    assert (shares[:, 1] > 0.0).all()


def test_a_tonne_that_comes_back_is_a_tonne_less_short():
    """Home imports all it uses from one source; the ban lasts, stocks and the rest are zero."""
    flows = np.array([[0.0, 120.0], [0.0, 0.0]])
    net = Network(flows, np.array([120.0, 0.0]))
    react = reaction(None)
    for name in ("stock_days", "spare_capacity", "recycling_growth", "substitution"):
        getattr(react, name)[:] = 0.0
    react.substitution_ramp_months[:] = 1.0
    stop = Shock(np.array([True, False]), np.array([True, True]), np.ones(12))
    plain = run(net, [stop], react, 12).shortage[0, :, 1]
    more = run(net, [stop], react, 12, secondary=np.array([[0.0, 0.3]]))
    assert plain[-1] == pytest.approx(10.0)
    assert more.shortage[0, -1, 1] == pytest.approx(7.0)
    assert more.books["recycling"][0, -1, 1] == pytest.approx(3.0)


def test_the_engine_counts_what_the_stock_model_gives(edition, monkeypatch):
    """A ban on neodymium costs the EU less with what turbines and cars give back."""
    from grondstof.assess.scenario import of_options

    base = base_of(edition, "EU27", material="neodymium", stage="processing")
    assert base.secondary is not None
    assert 0.0 < base.secondary.share < 0.2
    asked = {"exporter": "CHN", "material": "neodymium", "stage": "processing", "months": 12}
    scenario = of_options(asked)
    found = run_scenario(edition, scenario, "EU27", draws=200, program=False)[0]
    monkeypatch.setattr(shock_network, "_with_secondary", shock_network._base)
    without = run_scenario(edition, scenario, "EU27", draws=200, program=False)[0]
    assert "secondary_supply" not in without.variance
    assert found.cover[0] < without.cover[0]
    assert (found.drawn <= without.drawn + 1e-12).all()


def test_a_home_without_a_scenario_of_demand_keeps_the_judged_recycling(edition):
    assert secondary_supply.secondary_of(edition, "DEU", "neodymium") is None
    assert secondary_supply.secondary_of(edition, "NLD", "tantalum") is None
