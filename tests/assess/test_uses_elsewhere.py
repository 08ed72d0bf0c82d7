"""End-use shares of other regions: cited, flagged, and never in the sum of an axis."""

from collections import defaultdict

import pytest

from grondstof.assess.uses_elsewhere import of_materials, uses_elsewhere
from grondstof.vocabulary.materials import materials


def test_every_row_names_its_publisher_and_place():
    for row in uses_elsewhere():
        assert row["material_id"] in materials()
        assert row["publisher"]
        assert row["title"]
        assert row["locator"]
        assert 0.0 < row["share"] <= 1.0


def test_no_set_adds_up_to_more_than_the_whole():
    total = defaultdict(float)
    for row in uses_elsewhere():
        total[row["material_id"], row["region"], row["title"]] += row["share"]
    assert max(total.values()) == pytest.approx(1.0, abs=0.011)


def test_lithium_as_the_usgs_prints_it():
    """Batteries 87 %; U.S. Geological Survey, Mineral Commodity Summaries 2025, p. 110."""
    found = {row["application"]: row for row in of_materials({"lithium"})}
    assert found["Batteries"]["share"] == 0.87
    assert found["Batteries"]["region"] == "world"
    assert found["Batteries"]["flags"] == "other-region;no-industry"
