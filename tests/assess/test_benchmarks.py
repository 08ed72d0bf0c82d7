"""What public figures show beside the targets of the Union."""

import pytest

from grondstof.assess.benchmarks import largest_outside, union_series, union_share

EU = {"ESP", "FRA"}


def row(place, share):
    return {"territory_id": place, "share": share, "year_from": 2016, "year_to": 2020}


def test_the_share_of_the_union_is_the_sum_of_its_members():
    found = union_share([row("ESP", 0.1), row("FRA", 0.05), row("CHN", 0.8)], EU)
    assert found.share == pytest.approx(0.15)
    assert union_share([row("CHN", 1.0)], EU).share == 0.0
    assert union_share([], EU) is None


def test_the_largest_country_is_neither_a_member_nor_a_remainder():
    rows = [row("ESP", 0.5), row("ROW", 0.4), row("CHN", 0.08), row("USA", None)]
    assert largest_outside(rows, EU).territory_id == "CHN"
    assert largest_outside([row("ESP", 1.0)], EU) is None


def test_a_withheld_quantity_counts_for_neither_side():
    rows = [
        {"territory_id": "ESP", "year": 2020, "quantity_t": 10.0},
        {"territory_id": "CHN", "year": 2020, "quantity_t": 30.0},
        {"territory_id": "FRA", "year": 2020, "quantity_t": None},
        {"territory_id": "CHN", "year": 2021, "quantity_t": 0.0},
    ]
    assert union_series(rows, EU) == {2020: 0.25}


def test_a_member_that_falls_into_the_remainder_is_no_zero():
    rows = [
        {"territory_id": "ESP", "year": 2020, "quantity_t": 10.0},
        {"territory_id": "CHN", "year": 2020, "quantity_t": 30.0},
        {"territory_id": "CHN", "year": 2021, "quantity_t": 30.0},
        {"territory_id": "ROW", "year": 2021, "quantity_t": 10.0},
    ]
    assert union_series(rows, EU) == {2020: 0.25}
