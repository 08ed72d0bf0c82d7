"""Governance indicators: printed values, legacy codes, missing cells, layout of the sheet."""

import io
import zipfile

import pytest

from grondstof.errors import InputError
from grondstof.sources.wgi.parse import read_published
from tests.sources.shipped import claims
from tests.sources.workbooks import workbook

HEADER = [
    "codeindyr",
    "code",
    "countryname",
    "year",
    "indicator",
    "estimate",
    "stddev",
    "nsource",
    "pctrank",
    "pctranklower",
    "pctrankupper",
]
DRC = ["ZARcc1996", "ZAR", "Congo, Dem. Rep.", 1996, "cc", -1.65, 0.32, 3, 0, 0, 12.4]
SAMOA = ["ASMcc1996", "ASM", "American Samoa", 1996, "cc", *[".."] * 6]


@pytest.fixture(scope="module")
def estimates():
    return {
        (row["territory_id"], row["dimension"], row["year"]): row
        for row in claims("wgi", "reported__governance")
    }


def test_the_netherlands_in_2023_as_the_world_bank_prints_it(estimates):
    found = {name: estimates["NLD", name, 2023]["estimate"] for name in ("cc", "ge", "pv")}
    found |= {name: estimates["NLD", name, 2023]["estimate"] for name in ("rl", "rq", "va")}
    printed = {"cc": 1.87, "ge": 1.63, "pv": 0.66, "rl": 1.64, "rq": 1.79, "va": 1.56}
    assert {name: round(value, 2) for name, value in found.items()} == printed


def test_dr_congo_does_not_drop_out_of_a_cobalt_score(estimates):
    years = {year for territory, _, year in estimates if territory == "COD"}
    assert {1996, 2000, 2023} <= years
    assert len([key for key in estimates if key[0] == "COD"]) == 6 * 25


@pytest.mark.parametrize("territory", ["ROU", "TLS", "PSE", "XKX", "AND"])
def test_other_legacy_codes_lead_to_their_territories(estimates, territory):
    assert (territory, "rl", 2023) in estimates


def test_no_legacy_code_survives(estimates):
    assert not {"ZAR", "ROM", "TMP", "WBG", "KSV", "ADO"} & {key[0] for key in estimates}


def test_every_estimate_has_its_standard_error_and_vintage(estimates):
    assert len(estimates) == 30974
    assert {row["vintage"] for row in estimates.values()} == {"2024"}
    assert all(row["standard_error"] > 0 for row in estimates.values())


def test_two_dots_are_missing_and_give_no_row():
    rows = read_published("wgi.xlsx", workbook({"Sheet1": [HEADER, DRC, SAMOA]}))
    assert [row["territory"] for row in rows] == ["ZAR"]
    assert rows[0]["value"] == "-1.65"
    assert rows[0]["locator"] == "ZARcc1996, row 1"


def test_a_new_column_stops():
    sheet = [[*HEADER, "govindex"], [*DRC, 1]]
    with pytest.raises(InputError) as caught:
        read_published("wgi.xlsx", workbook({"Sheet1": sheet}))
    fault = caught.value.faults[0]
    assert fault.where == "wgi.xlsx, header"
    assert fault.found == "new columns: govindex; missing: none"
    assert fault.action.startswith("Decide what a new column means")


def test_a_row_that_stands_twice_stops():
    with pytest.raises(InputError) as caught:
        read_published("wgi.xlsx", workbook({"Sheet1": [HEADER, DRC, DRC]}))
    fault = caught.value.faults[0]
    assert fault.found == "a second row for ZAR/1996/cc (the first is row 1)"
    assert fault.expected == "one row for each key"


def test_the_archive_that_the_world_bank_offers_reads_like_the_workbook_in_it():
    book = workbook({"Sheet1": [HEADER, DRC]})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("wgidataset.xlsx", book)
    assert read_published("wgi.zip", packed.getvalue()) == read_published("wgi.xlsx", book)


def test_a_file_that_is_no_workbook_is_named():
    with pytest.raises(InputError, match="no readable workbook"):
        read_published("wgi.xlsx", b"<html>404</html>")
