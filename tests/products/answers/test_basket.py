"""A basket: codes and words together, five risks, actions with reasons, what is not known."""

from grondstof.products.answers.base import Question
from grondstof.products.answers.basket import answer
from grondstof.products.answers.composition import answer as composition
from grondstof.products.answers.product import answer as product
from grondstof.store.editions import Edition


def _ask(edition: Edition, **options: str) -> dict[str, list[dict[str, object]]]:
    found = answer(edition, Question(options=options))
    return {name: [dict(row) for row in rows] for name, rows in found.tables.items()} | {
        "rows": [dict(row) for row in found.rows],
        "gaps": [gap.to_dict() for gap in found.gaps],
    }


def test_codes_and_words_come_together(edition: Edition) -> None:
    found = _ask(edition, codes="850511", lines="li-ion accupakket 48V\nxyzzy")
    assert [row["code"] for row in found["lines"]] == ["850511", "850760"]
    assert {row["confidence"] for row in found["guesses"]} >= {"unknown"}
    assert "no likely code was found for 1 line" in str(found["gaps"])


def test_five_risks_stand_highest_first_with_threshold_and_origin(edition: Edition) -> None:
    risks = _ask(edition, codes="850511,850760")["risks"]
    values = [float(str(row["supply_risk"])) for row in risks]
    assert len(risks) == 5
    assert values == sorted(values, reverse=True)
    for row in risks:
        assert row["supply_risk_threshold"] == 1.0
        assert row["world_supplier"]
        assert row["world_year"]


def test_each_action_has_cost_time_complexity_and_reason(edition: Edition) -> None:
    actions = _ask(edition, codes="850511")["actions"]
    assert {row["action_id"] for row in actions} >= {"ask-supplier", "second-source"}
    for row in actions:
        assert {row["cost"], row["time"], row["complexity"]} <= {1, 2, 3}
        assert row["reason_nl"]
        assert row["reason_en"]


def test_instruments_that_are_closed_or_for_others_are_not_named(edition: Edition) -> None:
    named = {row["item_id"] for row in _ask(edition, codes="850511")["instruments"]}
    assert "wbso" in named
    assert not named & {"dei-ce", "drive", "ekg"}


def test_an_unknown_code_names_the_nearest(edition: Edition) -> None:
    (row,) = _ask(edition, codes="850512")["unknown"]
    assert str(row["nearest"]).startswith("850511")


def test_a_product_without_figure_gives_no_amount(edition: Edition) -> None:
    found = composition(edition, Question(options={"code": "847950"}))
    assert all(row["content_g_kg_high"] is None for row in found.rows)
    assert all(row["lacks"] == "content_g_kg_high" for row in found.rows)
    assert found.gaps[0].what == "content_g_kg"


def test_a_basket_of_one_code_holds_what_the_page_of_the_code_holds(edition: Edition) -> None:
    for code in ("850511", "760820", "811292"):
        page = product(edition, Question(options={"code": code})).tables["inside"]
        assert {row["material_id"] for row in _ask(edition, codes=code)["rows"]} == {
            row["material_id"] for row in page
        }
        assert {row["supply_risk_kind"] for row in page} == {"modelled"}
