"""Human Development Index: printed value, groups left out, layout of the time series."""

import pytest

from grondstof.errors import InputError
from grondstof.sources.undp_hdr.parse import read_published
from tests.sources.shipped import claims

HEADER = "iso3,country,hdicode,region,hdi_rank_2022,hdi_2021,hdi_2022,le_2022"


def test_the_netherlands_in_2022_as_printed():
    rows = claims("undp_hdr", "reported__governance")
    found = {(row["territory_id"], row["year"]): row["estimate"] for row in rows}
    assert found["NLD", 2022] == 0.946
    assert {"COD", "COG", "HKG", "PSE"} <= {territory for territory, _ in found}
    assert {row["dimension"] for row in rows} == {"hdi"}


def test_groups_are_no_countries_and_empty_cells_no_rows():
    text = f"{HEADER}\nNLD,Netherlands,VH,,10,0.939,0.946,82.5\nZZK.WORLD,World,,,,0.735,0.739,72\n"
    text += "CIV,C\u00f4te d'Ivoire,M,SSA,166,,0.534,58.9\n"
    rows = read_published("hdr.csv", text.encode("latin-1"))
    assert [(row["territory"], row["year"], row["value"]) for row in rows] == [
        ("Netherlands", "2021", "0.939"),
        ("Netherlands", "2022", "0.946"),
        ("C\u00f4te d'Ivoire", "2022", "0.534"),
    ]


def test_a_country_twice_and_another_header_stop():
    line = "NLD,Netherlands,VH,,10,0.939,0.946,82.5"
    with pytest.raises(InputError, match="NLD twice"):
        read_published("hdr.csv", "\n".join([HEADER, line, line]).encode())
    with pytest.raises(InputError) as caught:
        read_published("hdr.csv", b"country,year,index\nNetherlands,2022,0.946\n")
    fault = caught.value.faults[0]
    assert fault.where == "hdr.csv, header"
    assert fault.found == "country, year, index"
