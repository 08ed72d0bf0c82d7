"""How much dearer in the answer to a scenario, and on its page."""

from typing import Any

import pytest

from grondstof.assess.recipe import Question
from grondstof.products.answers import scenario
from grondstof.products.answers.base import Answer
from grondstof.store.editions import Edition

COBALT = {"exporter": "COD", "material": "cobalt", "stage": "processing"}


def ask(edition: Edition, home: str = "NLD", **options: Any) -> Answer:
    given = {"draws": 150, "loss": 1.0, "months": 8} | options
    return scenario.answer(edition, Question(home=home, options=given))


def test_both_metrics_late_and_dearer(edition: Edition) -> None:
    found = ask(edition, **COBALT)
    row = found.rows[0]
    assert row["late_months"] is not None
    assert 1.0 < row["price_factor_low"] < row["price_factor"] < row["price_factor_high"]
    assert row["price_inside_low"] < row["price_inside_high"] <= 1.0
    assert row["price_back_month"] > (row["recovered_month"] or 0)
    assert row["price_basis"] == "elasticities"
    assert "price_factor" not in (row["lacks"] or "")
    assert "keer zo hoog" in found.sentence.nl
    assert "times as high" in found.sentence.en
    assert not any(gap.what == "price" for gap in found.gaps)


def test_the_price_of_every_month_lies_in_its_range(edition: Edition) -> None:
    found = ask(edition, **COBALT)
    rows = found.tables["price"]
    assert [row["month"] for row in rows] == list(range(1, 25))
    for row in rows:
        assert 1.0 <= row["price_outside_low"] <= row["price_outside_high"]
        assert row["price_inside_low"] <= row["price_inside_high"] <= 1.0
    highest = max(row["price_outside"] for row in rows)
    assert highest == pytest.approx(found.rows[0]["price_factor"])


def test_what_it_rests_on_stands_with_its_source(edition: Edition) -> None:
    found = ask(edition, **COBALT)
    sides = {row["side"]: row for row in found.tables["elasticities"]}
    assert sides["demand"]["elasticity"] == -0.28
    assert sides["supply"]["elasticity"] == 0.38
    for row in sides.values():
        assert "City, University of London" in row["source"]
        assert row["kind"] == "published"
        assert row["elasticity_low"] < row["elasticity"] < row["elasticity_high"]
    named = [row["parameter"] for row in found.tables["price_sensitivity"]]
    assert named[0] in ("supply_left", "elasticity_demand", "stock_days")
    for row in found.tables["price_sensitivity"]:
        assert row["reason"]
        assert row["source"]


def test_without_a_source_there_is_a_gap_and_what_was_seen(edition: Edition) -> None:
    found = ask(edition, exporter="CHN", material="gallium")
    row = found.rows[0]
    assert row["price_factor"] is None
    assert row["price_inside"] is None
    assert "price_factor" in row["lacks"].split(";")
    assert row["price_basis"] == "episodes"
    assert found.tables["price"] == []
    assert found.tables["elasticities"] == []
    gap = next(gap for gap in found.gaps if gap.what == "price")
    assert "no elasticity" in gap.why
    seen = found.tables["price_seen"]
    assert [item["kind"] for item in seen] == ["published"]
    assert seen[0]["times"] == pytest.approx(1600 / 283)
    assert "Argus" in seen[0]["source"]
    # Told apart from a result, and never in the sentence.
    assert "keer" not in found.sentence.nl
    assert any("no result of this model" in note.en for note in found.notes)


def test_a_material_without_episodes_has_only_the_gap(edition: Edition) -> None:
    found = ask(edition, exporter="TUR", material="boron")
    assert found.rows[0]["price_basis"] is None
    assert found.tables["price_seen"] == []
    assert any(gap.what == "price" for gap in found.gaps)


def test_a_product_has_the_steps_of_the_materials_in_it(edition: Edition) -> None:
    found = ask(edition, exporter="CHN", product="permanent-magnet", months=3)
    assert found.rows[0]["price_factor"] is None
    materials = {row["material_id"] for row in found.tables["price_seen"]}
    assert {"neodymium", "dysprosium"} <= materials
    stopped = [row["lost_share"] for row in found.tables["price_seen"] if row["lost_share"]]
    assert max(stopped) <= 1.0


def test_a_price_of_another_model_stands_beside(edition: Edition) -> None:
    found = ask(edition, exporter="CHN", material="neodymium")
    row = next(row for row in found.tables["published"] if "ZEW" in row["source"])
    assert row["value"] == 21.0
    assert row["kind"] == "published"
    assert found.rows[0]["price_factor"] is None
    heavy = ask(edition, exporter="CHN", material="dysprosium").tables["published"]
    assert [row["value"] for row in heavy] == [None]
    assert ask(edition, exporter="MYS", material="neodymium").tables["published"] == []


def test_prices_inside_that_are_not_known_are_a_gap(edition: Edition) -> None:
    found = ask(edition, exporter="COD", material="cobalt", stage="extraction")
    assert found.rows[0]["price_inside"] is None
    assert any(gap.what == "price inside" for gap in found.gaps)
    assert any("45 times" in note.en for note in found.notes)


def test_the_long_run_is_said(edition: Edition) -> None:
    found = ask(edition, exporter="AUS", material="iron-ore", stage="extraction", months=12)
    assert any("long run" in note.en for note in found.notes)
    assert found.rows[0]["price_factor_high"] > 1.0
