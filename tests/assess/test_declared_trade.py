"""Declared trade: two sides of one flow, and the monthly series of home."""

import pytest

from grondstof.assess.declared_trade import TABLE, mirror_series, mirrors, month_series
from grondstof.assess.recipe import Question
from grondstof.assess.signal_series import month_number
from grondstof.assess.trade_indicators import MIRROR, run
from tests.assess.trade_world import settled, trade


def side(reporter, partner, flow, value, *, year=2022, month=0, code="250410", currency="usd"):
    return {
        "year": year,
        "month": month,
        "reporter_id": reporter,
        "partner_id": partner,
        "flow": flow,
        "code_system": "CN2022" if len(code) == 8 else "HS2017",
        "code": code,
        "source_id": "comtrade" if currency == "usd" else "comext",
        f"value_{currency}": value,
        "quantity_kg": 1000,
        "valuation": "CIF" if flow == "import" else "FOB",
    }


def indicators(*declared):
    tables = {
        "settled__trade": trade(
            ("CHN", "NLD", 100, 10), ("BRA", "NLD", 50, 10), year=2022, code="250410"
        ),
        "settled__governance": settled("settled__governance"),
        "assessed__origin": settled("assessed__origin"),
        TABLE: settled(TABLE, *declared),
    }
    rows = run(tables, Question()).to_pylist()
    return [row for row in rows if row["indicator_id"] == MIRROR]


def test_two_declared_sides_give_the_gap_by_hand():
    """|120 - 80| + |50 - 50| over 120 + 80 + 50 + 50."""
    (row,) = indicators(
        side("NLD", "CHN", "import", 120),
        side("CHN", "NLD", "export", 80),
        side("NLD", "BRA", "import", 50),
        side("BRA", "NLD", "export", 50),
        # Declared by one side only: nothing to compare.
        side("NLD", "IND", "import", 999),
    )
    assert row["value"] == pytest.approx(40 / 300)
    assert (row["year"], row["material_id"], row["lacks"]) == (2022, "natural-graphite", None)


def test_without_declarations_the_row_says_who_has_them():
    (row,) = indicators()
    assert row["value"] is None
    assert row["lacks"].startswith("value;")
    assert "Comtrade" in row["lacks"]
    assert "Comext" in row["lacks"]


def test_sides_in_different_currencies_are_not_compared():
    (row,) = indicators(
        side("NLD", "DEU", "import", 120, currency="eur"), side("DEU", "NLD", "export", 80)
    )
    assert row["value"] is None


def test_months_in_euros_and_eight_digits_add_up_to_the_year():
    both = [
        side(*pair, value, month=month, code=code, currency="eur")
        for month in (1, 2)
        for code, value_here, value_there in (("25041000", 30, 10),)
        for pair, value in (
            (("NLD", "DEU", "import"), value_here),
            (("DEU", "NLD", "export"), value_there),
        )
    ]
    (row,) = indicators(*both)
    assert row["value"] == pytest.approx(40 / 80)


def test_trade_inside_a_home_group_has_no_mirror():
    rows = settled(TABLE, side("NLD", "DEU", "import", 9), side("DEU", "NLD", "export", 9))
    assert mirrors(rows, "EU27", frozenset({"NLD", "DEU"})) == []
    (found,) = mirror_series(mirrors(rows, "NLD", frozenset()))
    assert found.values == {month_number(2022, 0): 0.0}
    assert found.territory_id == "DEU"


def test_months_give_shares_over_three_months():
    rows = [
        side("NLD", partner, "import", value, month=month, code="25041000", currency="eur")
        for month in range(1, 6)
        for partner, value in (("CHN", 300_000 if month < 5 else 0), ("BRA", 100_000))
    ]
    found = {
        (one.kind, one.territory_id): one.values
        for one in month_series(settled(TABLE, *rows), "NLD", frozenset())
    }
    china = found["partner-share-month", "CHN"]
    assert list(china) == [month_number(2022, month) for month in (3, 4, 5)]
    assert china[month_number(2022, 3)] == pytest.approx(0.75)
    assert china[month_number(2022, 5)] == pytest.approx(600 / 900)
