"""Importance without substitution: uses that name no industry leave it open, never low."""

from datetime import date

import pytest

from grondstof.assess.importance import importance, run
from grondstof.assess.recipe import Question
from tests.replication.eu_tables import settled

WORTH = {"C23": 64990.0, "C28": 204200.0}


def use(share, code, spread=0.0):
    return {"share": share, "spread": spread, "industry_code": code}


def test_a_use_without_an_industry_can_be_of_any_industry():
    value, span = importance([use(0.1, "C23"), use(0.9, "unallocated")], WORTH)
    assert value is None
    assert span.low == pytest.approx(0.318, abs=0.001)
    assert span.high == pytest.approx(9.318, abs=0.001)


def test_a_use_without_a_share_is_not_zero_and_not_known():
    value, span = importance([use(1.0, "C23"), use(None, "C28")], WORTH)
    assert value is None
    assert span.high == pytest.approx(3.183 + 0.05, abs=0.001)


def test_rounding_of_the_shares_is_in_the_interval():
    value, span = importance([use(1.0, "C23", 0.005)], WORTH)
    assert value == pytest.approx(3.183, abs=0.001)
    assert span.low == pytest.approx(0.995 * value)
    assert span.high == pytest.approx(value)


@pytest.fixture(scope="module")
def rows():
    table = run(settled(), Question(home="EU27", as_of=date(2026, 11, 1)))
    return {(row["material_id"], row["indicator_id"]): row for row in table.to_pylist()}


def test_europium_and_copper_are_open_and_say_so(rows):
    for name in ("europium", "copper"):
        row = rows[name, "importance-at-no-substitution"]
        assert row["value"] is None
        assert row["lacks"] == "value"
        assert row["value_low"] < row["value_high"]


def test_the_implied_index_lies_in_its_interval(rows):
    row = rows["magnesium", "implied-substitution-importance"]
    assert row["value"] == pytest.approx(0.932, abs=0.0005)
    assert row["value_low"] < row["value"] < row["value_high"]
