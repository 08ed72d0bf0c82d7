"""CEPII BACI: an archive as the publisher lays it out, and what can be wrong in it."""

import zipfile
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from grondstof.errors import InputError
from grondstof.sources.baci.fetch import address
from grondstof.sources.baci.parse import parse_bulk, read_archive, vintage_of

SNAPSHOT = Path(str(files("grondstof.sources.baci"))) / "snapshot"
COUNTRIES = """country_code,country_name,country_iso2,country_iso3
56,Belgium,BE,BEL
156,China,CN,CHN
490,"Other Asia, nes",,S19
528,Netherlands,NL,NLD
"""
PRODUCTS = 'code,description\n"10121","Horses: live"\n"261100","Tungsten ores and concentrates"\n'
ROWS = """t,i,j,k,v,q
2022,156,528,261100,   12.345,    1.500
2022,490,528,261100,0.001,          NA
2022,56,528,10121,3,2
"""


def archive(
    path, rows=ROWS, *, year=2022, countries=COUNTRIES, products=PRODUCTS, release="202601"
):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        stream.writestr(f"BACI_HS92_Y{year}_V{release}.csv", rows)
        stream.writestr(f"country_codes_V{release}.csv", countries)
        stream.writestr(f"product_codes_HS92_V{release}.csv", products)
        stream.writestr("Readme.txt", "")
    return path


@pytest.fixture
def path(tmp_path):
    return archive(tmp_path / "BACI_HS92_V202601.zip")


def refused(call):
    with pytest.raises(InputError) as error:
        call()
    for fault in error.value.faults:
        assert fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
    return error.value.faults[0]


def test_a_year_is_read_as_printed(path):
    rows = read_archive(path, 2022).to_pylist()
    assert rows[0] == {
        "exporter": "BEL",
        "importer": "NLD",
        "code": "010121",
        "value_usd": 3000,
        "quantity_kg": 2000,
    }
    assert [row["value_usd"] for row in rows] == [3000, 12345, 1]
    assert rows[2]["exporter"] == "S19"
    assert rows[2]["quantity_kg"] is None, "a missing quantity is not zero"


def test_only_the_codes_asked_for_are_kept(path):
    assert set(read_archive(path, 2022, {"261100"})["code"].to_pylist()) == {"261100"}


def test_the_vintage_is_in_the_name(path, tmp_path):
    assert vintage_of(path) == "HS1992"
    fault = refused(lambda: vintage_of(tmp_path / "baci.zip"))
    assert fault.found == "a name without a known HS vintage"


def test_the_address_follows_the_release():
    expected = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS17_V202601.zip"
    assert address("202601", "HS17") == expected
    assert "HS92" in refused(lambda: address("202601", "HS21")).expected


def test_a_truncated_archive(path):
    path.write_bytes(path.read_bytes()[:-300])
    fault = refused(lambda: read_archive(path, 2022))
    assert fault.found == "bytes that are not a whole zip archive"
    assert fault.expected == "a zip archive that can be read to its end"
    assert fault.action == "Fetch it again; the transfer was probably cut off"


def test_a_year_that_does_not_exist(path):
    fault = refused(lambda: read_archive(path, 1994))
    assert fault.found == "years 2022 to 2022, not 1994"
    assert "fetch a newer release" in fault.action


def test_a_shifted_header(tmp_path):
    path = archive(tmp_path / "BACI_HS92_V1.zip", ROWS.replace("t,i,j,k,v,q", "x,t,i,j,k,v,q", 1))
    fault = refused(lambda: read_archive(path, 2022))
    assert "BACI_HS92_Y2022" in fault.where


def test_values_shifted_under_a_right_header(tmp_path):
    rows = "t,i,j,k,v,q\n156,528,261100,12.3,1.5,\n"
    fault = refused(lambda: read_archive(archive(tmp_path / "BACI_HS92_V1.zip", rows), 2022))
    assert fault.where.endswith("column t")
    assert fault.expected == "2022"


def test_a_renamed_column(tmp_path):
    rows = ROWS.replace("t,i,j,k,v,q", "year,exporter,importer,product,value,quantity", 1)
    fault = refused(lambda: read_archive(archive(tmp_path / "BACI_HS92_V1.zip", rows), 2022))
    assert fault.expected == "t, i, j, k, v, q"
    assert "renamed or shifted" in fault.action


def test_a_code_of_another_vintage(tmp_path):
    rows = ROWS + "2022,156,528,811241,5,1\n"
    fault = refused(lambda: read_archive(archive(tmp_path / "BACI_HS92_V1.zip", rows), 2022))
    assert fault.where.endswith("column k")
    assert fault.found == "1 unknown values, the first '811241'"
    assert "HS vintage" in fault.action


def test_an_unknown_country(tmp_path):
    rows = ROWS + "2022,999,528,261100,5,1\n"
    fault = refused(lambda: read_archive(archive(tmp_path / "BACI_HS92_V1.zip", rows), 2022))
    assert fault.where.endswith("column i")


def test_decimal_commas(tmp_path):
    rows = 't,i,j,k,v,q\n2022,156,528,261100,"12,3",1\n'
    fault = refused(lambda: read_archive(archive(tmp_path / "BACI_HS92_V1.zip", rows), 2022))
    assert fault.expected == "a number with a decimal point, or NA"


def test_quantities_in_another_unit(tmp_path):
    products = PRODUCTS + '"760110","Aluminium, unwrought"\n'
    # 2.3 USD a kilogram, but the weight stands in kilograms where tonnes belong.
    rows = "t,i,j,k,v,q\n" + "2022,156,528,760110,2300,1000000\n" * 25
    path = archive(tmp_path / "BACI_HS92_V1.zip", rows, products=products)
    fault = refused(lambda: read_archive(path, 2022))
    assert fault.found == "0.0023 USD per kg"
    assert fault.expected == "about 2.3 USD per kg"
    assert "still in tonnes" in fault.action


def test_a_missing_list(tmp_path):
    with zipfile.ZipFile(tmp_path / "BACI_HS92_V1.zip", "w") as stream:
        stream.writestr("BACI_HS92_Y2022_V1.csv", ROWS)
    fault = refused(lambda: read_archive(tmp_path / "BACI_HS92_V1.zip", 2022))
    assert fault.found == "0 country lists and 0 product lists"


def test_what_was_frozen_reads_back_as_what_was_read(path, tmp_path):
    rows = read_archive(path, 2022)
    pq.write_table(rows, tmp_path / "hs1992-2022.parquet")
    back = parse_bulk(tmp_path / "hs1992-2022.parquet")
    assert back["value_usd"].to_pylist() == rows["value_usd"].to_pylist()
    assert set(back["code_system"].to_pylist()) == {"HS1992"}


def test_another_name_or_layout_is_refused(tmp_path, path):
    pq.write_table(read_archive(path, 2022), tmp_path / "other.parquet")
    assert "another file name" in refused(lambda: parse_bulk(tmp_path / "other.parquet")).found
    few = read_archive(path, 2022).drop_columns(["value_usd"])
    pq.write_table(few, tmp_path / "hs1992-2022.parquet")
    fault = refused(lambda: parse_bulk(tmp_path / "hs1992-2022.parquet"))
    assert fault.where.endswith("header")


def test_every_shipped_file_is_small_and_has_no_flow_twice():
    shipped = sorted(SNAPSHOT.glob("*.parquet"))
    assert len(shipped) == 32
    for file in shipped:
        assert file.stat().st_size < 2_000_000
        rows = parse_bulk(file)
        keys = rows.group_by(["exporter_id", "importer_id", "code"]).aggregate([([], "count_all")])
        assert keys.num_rows == rows.num_rows


def test_shipped_figures_are_those_that_cepii_gives():
    """World trade in bituminous coal and Dutch imports of it in 2022, HS 1992 [USD]."""
    rows = parse_bulk(SNAPSHOT / "hs1992-2022.parquet").to_pylist()
    coal = [row for row in rows if row["code"] == "270112"]
    assert sum(row["value_usd"] for row in coal) == pytest.approx(181.29e9, rel=1e-3)
    dutch = sum(row["value_usd"] for row in coal if row["importer_id"] == "NLD")
    assert dutch == pytest.approx(5.158e9, rel=1e-3)


def test_a_broken_file_stops_before_anything_is_written(tmp_path):
    """The gate raises while reading, so nothing is settled and the last edition stays served."""
    from datetime import date

    from grondstof.sources.kit.load import load
    from grondstof.store.snapshots import Papers, keep
    from grondstof.store.warehouse import Warehouse

    papers = Papers("CEPII", "BACI", "l", "c", "u", date(2026, 1, 1), date(2026, 1, 1))
    good = (SNAPSHOT / "hs2017-2022.parquet").read_bytes()
    rows = pq.read_table(SNAPSHOT / "hs2017-2022.parquet").rename_columns(
        ["exporter", "importer", "code", "value_kusd", "quantity_kg"]
    )
    pq.write_table(rows, tmp_path / "hs2017-2022.parquet")
    for data in ((tmp_path / "hs2017-2022.parquet").read_bytes(), good[:-1000]):
        snapshot = keep(tmp_path / "snapshots", "baci", "hs2017-2022.parquet", data, papers)
        with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
            with pytest.raises(InputError) as error:
                load("baci", [snapshot], warehouse)
            assert warehouse.count("reported__trade") == 0
        (fault,) = error.value.faults
        assert fault.where
        assert fault.found
        assert fault.expected
        assert fault.action
