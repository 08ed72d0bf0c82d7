"""Settled trade: what is printed is kept, what is absurd or missing is estimated and says so."""

import pyarrow as pa

from grondstof.settle.trade import MISSING, NONE, PRINTED, REFUSED, settle_trade


def reported(*flows):
    names = ("exporter_id", "code", "value_usd", "quantity_kg")
    rows = [dict(zip(names, flow, strict=True)) for flow in flows]
    count = len(rows)
    return pa.table(
        {
            "year": pa.array([2022] * count, pa.int16()),
            "month": pa.array([0] * count, pa.int16()),
            "exporter_id": [row["exporter_id"] for row in rows],
            "importer_id": ["NLD"] * count,
            "code_system": ["HS1992"] * count,
            "code": [row["code"] for row in rows],
            "value_usd": pa.array([row["value_usd"] for row in rows], pa.int64()),
            "quantity_kg": pa.array([row["quantity_kg"] for row in rows], pa.int64()),
            "snapshot_id": ["baci@0"] * count,
            "line": pa.array(range(count), pa.int64()),
            "status": ["measured"] * count,
        }
    )


def settled(*flows):
    rows = settle_trade({"reported__trade": reported(*flows)}).to_pylist()
    return {(row["exporter_id"], row["code"]): row for row in rows}


def test_every_row_is_kept_with_its_value_and_a_reason():
    found = settled(
        ("CHN", "260300", 200, 100),
        ("AUS", "260300", 210, 100),
        ("CHL", "260300", 190, 100),
        ("PNG", "260300", 112_000, 28_000_000),
        ("PER", "260300", 500, None),
        ("CHN", "811292", 900, None),
    )
    assert found["CHN", "260300"]["reason"] == PRINTED
    assert found["CHN", "260300"]["quantity_kg"] == 100
    png = found["PNG", "260300"]
    assert (png["reason"], png["quantity_basis"], png["losers"]) == (REFUSED, "refused", 1)
    assert png["quantity_kg"] < 100_000, "from value, not the absurd weight"
    assert png["quantity_kg_low"] <= png["quantity_kg"] <= png["quantity_kg_high"]
    assert png["dist"] == "lognormal"
    assert png["spread"] > 0
    per = found["PER", "260300"]
    assert per["reason"] == MISSING
    assert per["quantity_kg"] is not None
    assert found["CHN", "811292"]["reason"] == NONE
    assert found["CHN", "811292"]["quantity_kg"] is None, "nothing is made up"
    assert {row["value_usd"] for row in found.values()} == {200, 210, 190, 112_000, 500, 900}


def test_codes_and_years_do_not_lend_each_other_prices():
    found = settled(("CHN", "260300", 100, 100), ("CHN", "811292", 100_000, 100))
    assert {row["quantity_basis"] for row in found.values()} == {"printed"}


def test_monthly_rows_are_not_yearly_rows():
    rows = reported(("CHN", "260300", 100, 100))
    rows = rows.set_column(1, "month", pa.array([5], pa.int16()))
    assert settle_trade({"reported__trade": rows}).num_rows == 0
