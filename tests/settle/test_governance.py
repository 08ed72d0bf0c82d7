"""Settled governance: printed standard errors are the spread, vintages stay apart."""

from grondstof.settle.governance import run
from grondstof.store.arrow import schema, to_arrow
from grondstof.vocabulary.tables import table
from tests.sources.shipped import claims


def settled(rows):
    return run({"reported__governance": to_arrow(rows, schema(table("reported__governance")))})


def test_the_spread_is_the_printed_standard_error():
    rows = [row for row in claims("wgi", "reported__governance") if row["territory_id"] == "NLD"]
    found = {(row["dimension"], row["year"]): row for row in settled(rows).to_pylist()}["va", 2023]
    assert found["dist"] == "normal"
    assert round(found["spread"], 3) == 0.111


def test_vintages_are_two_keys():
    rows = [row for row in claims("wgi", "reported__governance") if row["territory_id"] == "NLD"]
    older = [row | {"vintage": "2023", "claim_id": f"{row['claim_id']}x"} for row in rows]
    assert settled(rows + older).num_rows == 2 * len(rows)


def test_human_development_has_no_standard_error_and_its_own_dimension():
    rows = claims("undp_hdr", "reported__governance")
    found = settled(rows).to_pylist()
    assert {row["dimension"] for row in found} == {"hdi"}
    assert {row["dist"] for row in found} == {"exact"}
