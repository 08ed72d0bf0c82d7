"""The 2017 study: 78 materials and three groups, one of which a cell had swallowed."""

from importlib.resources import files

import pytest

from grondstof.errors import InputError
from grondstof.sources.ec_study_2017.parse import parse, read_published

FOLDER = files("grondstof.sources").joinpath("ec_study_2017")
HEADER = (
    "material,stage,SR,EI,IR_pct,EoL_RIR_pct,supply_data,SI_EI,SI_SR,HHIwgi_t_GS,HHIwgi_t_EU28\n"
)


@pytest.fixture(scope="module")
def claims():
    data = FOLDER.joinpath("snapshot", "parameter.csv").read_bytes()
    ((name, rows),) = parse({"parameter.csv": data})
    assert name == "reported__parameter"
    return {(row["material"], row["parameter"]): row for row in rows}


def test_78_materials_with_all_parameters_and_three_groups_without_inputs(claims):
    complete = {material for material, parameter in claims if parameter == "substitution_sr"}
    everybody = {material for material, parameter in claims}
    assert len(complete) == 78
    assert everybody - complete == {"PGMs", "LREEs (avg)", "HREEs"}
    assert len(claims) == 78 * 9 + 3 * 5


def test_percentages_become_fractions_with_half_of_their_last_digit(claims):
    row = claims["Gallium", "import_reliance"]
    assert (row["value"], row["half_width"], row["original_value"]) == (0.34, 0.005, "34")
    group = claims["PGMs", "import_reliance"]
    assert group["value"] == 0.996
    assert group["half_width"] == pytest.approx(0.0005)
    assert claims["Gallium", "published_sr"]["half_width"] == pytest.approx(0.05)


def test_not_given_is_a_claim_without_a_value(claims):
    row = claims["Beryllium", "import_reliance"]
    assert row["value"] is None
    assert row["original_value"] == "N/A"


def test_the_scope_is_a_word(claims):
    assert claims["Beryllium", "scope"]["text_value"] == "GS only"
    assert claims["Beryllium", "scope"]["value"] is None
    scopes = [row["text_value"] for (_, parameter), row in claims.items() if parameter == "scope"]
    assert (scopes.count("GS + EUS"), scopes.count("GS only"), scopes.count("EUS only")) == (
        59 + 2,
        14 + 1,
        5,
    )


def test_the_swallowed_row_of_the_heavy_rare_earths_is_put_back():
    text = (
        HEADER
        + "LREEs (avg),Extraction,5.0,3.6,100,3,"
        + ("GS + EUS HREEs Extraction 4.9 3.7 100 8,,,,\n")
    )
    rows = read_published("crm2017_full_parameters.csv", text.encode())
    heavy = {row["parameter"]: row["value"] for row in rows if row["material"] == "HREEs"}
    light = {row["parameter"]: row["value"] for row in rows if row["material"] == "LREEs (avg)"}
    assert heavy == {
        "published_sr": "4.9",
        "published_ei": "3.7",
        "import_reliance": "100",
        "eol_rir": "8",
        "scope": "GS + EUS",
    }
    assert light["scope"] == "GS + EUS"
    assert light["published_sr"] == "5.0"


def test_another_swallowed_row_is_refused_and_not_read_over():
    text = HEADER + "Tin,Processing,0.8,4.4,78,32,GS + EUS Zinc 0.3,0.9,0.9,2.0,0.8\n"
    with pytest.raises(InputError) as caught:
        read_published("crm2017_full_parameters.csv", text.encode())
    fault = caught.value.faults[0]
    assert fault.where == "crm2017_full_parameters.csv, row 1, Tin"
    assert fault.found == "the supply data 'GS + EUS Zinc 0.3'"
    assert "EUS only" in fault.expected
    assert "swallowed" in fault.action


def test_another_header_is_refused():
    with pytest.raises(InputError, match="decide what it means"):
        read_published("crm2017_full_parameters.csv", b"material,SR\nTin,0.8\n")


def test_a_cell_that_is_no_number_is_refused():
    data = (
        "material,stage,region,parameter,year_from,year_to,value,unit,status,locator\n"
        "Tin,Processing,EU28,eol_rir,2010,2014,about 30,%,estimated,Table 3\n"
    )
    with pytest.raises(InputError, match="about 30"):
        list(parse({"parameter.csv": data.encode()}))
