"""Which rows of an input fed an output row: shared columns, conditions, values of that row."""

from grondstof.assess.nl_axes import NATIONAL_LIST
from grondstof.store.lineage import select_inputs

INPUTS = {item["table"]: item for item in NATIONAL_LIST.to_dict()["inputs"]}
ROW = {"home_id": "NLD", "material_id": "cobalt"}


def test_a_condition_takes_values_of_the_output_row() -> None:
    sql, params = select_inputs(INPUTS["settled__value_added"], INPUTS, ROW)
    assert ":home_id" not in sql
    assert params == ["NLD", "NLD"]


def test_shared_columns_come_before_the_condition() -> None:
    sql, params = select_inputs(INPUTS["assessed__origin"], INPUTS, ROW)
    assert sql.index("importer_id") < sql.index("year between")
    assert params == ["NLD", "cobalt"]
    assert "'cobalt/HS1992/" in sql


def test_an_input_found_through_another_keeps_the_order_of_its_values() -> None:
    sql, params = select_inputs(INPUTS["settled__governance"], INPUTS, ROW)
    assert sql.count("?") == len(params)
    assert params == ["cobalt"]


def test_origin_of_another_material_does_not_feed_a_row(edition) -> None:
    for name, own in (("cobalt", True), ("gallium", False)):
        sql, params = select_inputs(
            INPUTS["assessed__origin"], INPUTS, {**ROW, "material_id": name}
        )
        rows = edition.rows(sql, params)
        assert bool(rows) == own
        assert {row["importer_id"] for row in rows} <= {"NLD"}
