"""What the EU recipes make of shares and governance that are incomplete."""

import pyarrow as pa
import pytest

from grondstof.assess.eu_inputs import (
    ShareSet,
    Supplier,
    governance_risks,
    numbered,
    share_sets,
    weighted_index,
)
from grondstof.methods.governance import DIMENSIONS, PeriodScore

CHN = Supplier("CHN", 0.9, 0.9, 0.9, 1.0)
RISKS = {"CHN": PeriodScore(5.0, 0.0, 30, ()), "NLD": PeriodScore(1.0, 2.0, 30, ())}


def shares(*suppliers):
    return ShareSet("gallium", "processing", "global", suppliers)


def test_a_missing_governance_score_is_named_and_bounded_and_never_the_middle_of_the_scale():
    unknown = Supplier("XKX", 0.1, 0.1, 0.1, 1.0)
    index = weighted_index(shares(CHN, unknown), RISKS, 0.15)
    assert index.value is None
    assert index.without_governance == ("XKX",)
    # How much it matters: 0.1^2 * 10 = 0.1 on 4.05.
    assert index.interval.low == pytest.approx(4.05)
    assert index.interval.high == pytest.approx(4.15)


def test_shares_off_by_more_than_the_tolerance_are_refused_and_less_is_used_as_printed():
    low = weighted_index(shares(Supplier("CHN", 0.84, 0.84, 0.84, 1.0)), RISKS, 0.15)
    assert not low.usable
    assert low.value is None
    assert low.total == 0.84
    high = weighted_index(shares(Supplier("CHN", 1.16, 1.16, 1.16, 1.0)), RISKS, 0.15)
    assert high.value is None
    kept = weighted_index(shares(Supplier("CHN", 0.86, 0.86, 0.86, 1.0)), RISKS, 0.15)
    assert kept.value == pytest.approx(0.86**2 * 5.0)


def test_supply_that_is_not_named_may_come_from_one_badly_governed_place():
    index = weighted_index(shares(CHN), RISKS, 0.15)
    assert index.value == pytest.approx(4.05)
    assert index.interval.high == pytest.approx(4.05 + 0.1**2 * 10.0)


def test_a_bounded_share_counts_at_its_bound_in_the_value_and_from_zero_in_the_interval():
    bounded = Supplier("NLD", None, 0.0, 0.001, 1.0)
    whole = Supplier("CHN", 1.0, 1.0, 1.0, 1.0)
    index = weighted_index(shares(whole, bounded), RISKS, 0.15)
    assert index.value == pytest.approx(5.0 + 1e-6)
    assert index.interval.low == pytest.approx(5.0)


def test_zero_width_shares_give_the_point_exactly():
    index = weighted_index(shares(Supplier("CHN", 1.0, 1.0, 1.0, 1.1)), RISKS, 0.15)
    assert index.interval.low == index.interval.high == index.value == pytest.approx(5.5)


def test_only_the_newest_vintage_of_governance_counts():
    rows = [
        {"dimension": name, "territory_id": "CHN", "year": 2016, "vintage": vintage,
         "estimate": estimate}
        for vintage, estimate in (("2022", -1.0), ("2024", 0.0))
        for name in DIMENSIONS
    ]  # fmt: skip
    found = governance_risks(pa.Table.from_pylist(rows), 2016, 2016)
    assert found["CHN"].risk == 5.0


def test_sets_of_another_period_are_left_out():
    row = {
        "material_id": "tin",
        "stage_id": "extraction",
        "scope": "eu",
        "territory_id": "PER",
        "year_from": 2012,
        "year_to": 2016,
        "share": 0.5,
        "share_low": None,
        "share_high": None,
        "trade_parameter": None,
    }
    table = pa.Table.from_pylist([row, row | {"year_from": 2016, "year_to": 2020}])
    assert len(share_sets(table, 2016, 2020)) == 1
    supplier = share_sets(table, 2016, 2020)["tin", "extraction", "eu"].suppliers[0]
    assert supplier == Supplier("PER", 0.5, 0.5, 0.5, 1.0)


def test_what_has_no_result_has_no_rank():
    rows = [
        {"material_id": "a", "supply_risk": None, "importance": 9.0},
        {"material_id": "b", "supply_risk": 1.0, "importance": 2.0},
        {"material_id": "c", "supply_risk": 1.0, "importance": 3.0},
    ]
    assert [row["rank"] for row in numbered(rows)] == [None, 2, 1]
