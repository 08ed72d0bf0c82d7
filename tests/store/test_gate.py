"""The gate lets good rows through with their papers and says of bad rows what, where and how."""

from typing import Any

import pytest

from grondstof.errors import InputError
from grondstof.store.card import Correction, Expectation
from grondstof.store.gate import accept
from grondstof.store.warehouse import Warehouse
from tests.store.conftest import MakeSource


def production(**changes: Any) -> dict[str, Any]:
    """Return one good row of production with changes."""
    row: dict[str, Any] = {
        "material": "Gallium, primary",
        "grade_id": "any",
        "stage_id": "processing",
        "territory": "China",
        "year": "2023",
        "content_basis": "contained",
        "quantity_t": "600",
        "original_value": "600",
        "original_unit": "metr. t",
        "locator": "table 12, row 3",
    }
    return {**row, **changes}


def let_in(
    rows: list[dict[str, Any]],
    warehouse: Warehouse,
    make_source: MakeSource,
    table: str = "reported__production",
    **card: Any,
) -> Any:
    """Send rows through the gate."""
    source = make_source(**card)
    return accept(
        rows, table, source, warehouse, snapshot_id="almanac@0123456789ab", where="almanac/p.csv"
    )


def refused(*args: Any, **card: Any) -> str:
    """Return the message with which the gate refuses rows; nothing may have been written."""
    with pytest.raises(InputError) as caught:
        let_in(*args, **card)
    assert args[1].count(card.get("table", "reported__production")) == 0
    return str(caught.value)


def test_good_row_gets_ids_and_papers(warehouse: Warehouse, make_source: MakeSource) -> None:
    """A label becomes an id, and the row remembers where it came from."""
    accepted = let_in([production()], warehouse, make_source)
    (row,) = warehouse.rows("select * from reported__production")
    assert accepted.rows == 1
    assert (row["material_id"], row["territory_id"], row["quantity_t"]) == ("gallium", "CHN", 600)
    assert row["original_label"] == "Gallium, primary | China"
    assert row["snapshot_id"] == "almanac@0123456789ab"
    assert row["locator"] == "table 12, row 3"
    assert len(row["claim_id"]) == 16


def test_same_claim_has_the_same_id(warehouse: Warehouse, make_source: MakeSource) -> None:
    """The id is a hash of the claim: equal for equal claims, other for another value."""
    let_in([production()], warehouse, make_source)
    let_in([production()], warehouse, make_source)
    let_in([production(quantity_t="601")], warehouse, make_source)
    ids = [row["claim_id"] for row in warehouse.rows("select claim_id from reported__production")]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_unknown_label_names_the_nearest(warehouse: Warehouse, make_source: MakeSource) -> None:
    """An unknown label stops the run with file, row, label and the nearest known spelling."""
    said = refused([production(material="Galium, primary")], warehouse, make_source)
    assert "almanac/p.csv, row 1: found the material label 'Galium, primary'" in said
    assert "nearest known: Gallium, primary" in said
    assert "labels.csv" in said


def test_negative_quantity_is_refused(warehouse: Warehouse, make_source: MakeSource) -> None:
    """A negative quantity is outside the bounds of the dictionary."""
    said = refused([production(quantity_t="-3")], warehouse, make_source)
    assert said == (
        "almanac/p.csv, row 1: found quantity_t = -3.0. Expected a number of at least 0 [t]. "
        "Look at the publisher's cell; a known error goes to corrections.yml with its reason."
    )


@pytest.mark.parametrize("value", ["nan", "inf", "twelve", "1,200"])
def test_no_number_is_refused(value: str, warehouse: Warehouse, make_source: MakeSource) -> None:
    """NaN, infinity, words and thousands separators never enter a table."""
    assert "found quantity_t" in refused([production(quantity_t=value)], warehouse, make_source)


def test_withheld_is_neither_zero_nor_known(warehouse: Warehouse, make_source: MakeSource) -> None:
    """A withheld cell is kept as withheld, and one with a number in it is refused."""
    said = refused([production(status="withheld")], warehouse, make_source)
    assert "in a withheld row" in said
    let_in([production(status="withheld", quantity_t=None)], warehouse, make_source)
    (row,) = warehouse.rows("select quantity_t, status from reported__production")
    assert row == {"quantity_t": None, "status": "withheld"}


def test_duplicated_row_is_refused(warehouse: Warehouse, make_source: MakeSource) -> None:
    """The second row of a key is named with the place of the first."""
    rows = [production(), production(locator="table 12, row 9")]
    said = refused(rows, warehouse, make_source)
    assert "table 12, row 9: found a second row for gallium/any/processing/CHN/2023" in said
    assert "the first stands at table 12, row 3" in said


def test_new_column_stops_the_run(warehouse: Warehouse, make_source: MakeSource) -> None:
    """A column that nobody reads is noticed."""
    said = refused([production(footnote="e")], warehouse, make_source)
    assert "almanac/p.csv, header: found the column 'footnote'" in said


def test_all_faults_are_told_at_once(warehouse: Warehouse, make_source: MakeSource) -> None:
    """Three bad rows give three sentences, and not one row is written."""
    rows = [
        production(quantity_t="-1"),
        production(territory="Chnia", locator="row 4"),
        production(locator=""),
        production(year="2022", locator="row 6"),
    ]
    said = refused(rows, warehouse, make_source).splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "almanac/p.csv, row 1",
        "almanac/p.csv, row 2",
        "almanac/p.csv, row 3",
    ]


def test_correction_with_guard(warehouse: Warehouse, make_source: MakeSource) -> None:
    """A correction is applied while its guard holds, and stops the run when it does not."""
    fix = Correction.model_validate(
        {
            "id": "double-world",
            "table": "reported__production",
            "where": {"territory": "Total"},
            "action": "drop",
            "expect": {"rows": 1},
            "reason": "a total among the countries doubles the world",
            "reported": "not yet",
        }
    )
    rows = [production(), production(territory="Total", locator="row 99")]
    accepted = let_in(rows, warehouse, make_source, corrections=(fix,))
    assert (accepted.rows, accepted.corrected) == (1, 1)
    again = [*rows, production(territory="Total", locator="row 100")]
    with pytest.raises(InputError) as caught:
        let_in(again, warehouse, make_source, corrections=(fix,))
    assert str(caught.value) == (
        "almanac/p.csv, correction double-world: found 2 rows. Expected 1, as when the correction "
        "was written. The publisher may have mended this: check the source and change or drop the "
        "correction."
    )


def shares(*values: float) -> list[dict[str, Any]]:
    """Return one set of supply shares of gallium."""
    places = ("China", "Japan", "Russia", "Ukraine")
    return [
        {
            "material": "Gallium, primary",
            "stage_id": "processing",
            "scope": "global",
            "territory": place,
            "year_from": 2016,
            "year_to": 2020,
            "share": value,
            "locator": f"annex 7, {place}",
        }
        for place, value in zip(places, values, strict=False)
    ]


def test_shares_too_far_above_one_are_refused(
    warehouse: Warehouse, make_source: MakeSource
) -> None:
    """More than 0.15 above one is refused with the sum that was found."""
    expectation = Expectation(share_sum_tolerance=0.15)
    table = "reported__supply_share"
    said = refused(shares(0.9, 0.3), warehouse, make_source, table=table, expectation=expectation)
    assert "found shares that add up to 1.200" in said
    assert "Look for a row counted twice" in said


@pytest.mark.parametrize(("values", "total"), [((0.9, 0.2), "1.100"), ((0.05, 0.04), "0.090")])
def test_other_sums_are_used_as_printed_and_flagged(
    values: tuple[float, ...], total: str, warehouse: Warehouse, make_source: MakeSource
) -> None:
    """A sum within 0.15 above one, or a set far from complete, is used as printed and flagged."""
    accepted = let_in(
        shares(*values),
        warehouse,
        make_source,
        table="reported__supply_share",
        expectation=Expectation(share_sum_tolerance=0.15),
    )
    (warning,) = accepted.warnings
    assert f"shares add up to {total}, used as printed" in warning
