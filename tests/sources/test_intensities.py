"""Material intensities: printed values through the gate, publishers' layouts, and refusals."""

import io
import zipfile

import pytest

from grondstof.errors import InputError
from grondstof.sources.battery_minerals.parse import read_published as read_batteries
from grondstof.sources.premise.parse import read_published as read_premise
from grondstof.sources.pv_ice.parse import parse as parse_modules
from grondstof.sources.pv_ice.parse import read_published as read_modules
from tests.sources.shipped import claims

TABLE = "reported__intensity"
PREMISE = "metal,unit,year,mean,median,min,max,origin_var\n"
MATERIAL = "\ufeffyear,mat_virgin_eff,mat_massperm2\nyear,%,g\n"


def figure(source: str, material: str, variant: str, year: int) -> dict:
    """Return the one claim of a source."""
    rows = claims(source, TABLE)
    wanted = (material, variant, year)
    return next(r for r in rows if (r["material_id"], r["variant"], r["year"]) == wanted)


def test_neodymium_in_a_direct_drive_turbine_as_printed():
    row = figure("premise", "neodymium", "direct-drive", 2020)
    assert (row["intensity"], row["intensity_low"]) == (183.0, 116.0)
    assert row["intensity_high"] == pytest.approx(217.19375)
    assert row["per_unit"] == "MW"


def test_silver_in_a_module_of_2025_by_hand():
    """2.54295 g/m2 over the efficiency of 2025."""
    row = figure("pv_ice", "silver", "c-si", 2025)
    assert row["original_value"] == "2.542951049"
    assert 10.0 < row["intensity"] < 13.0


def test_cobalt_falls_with_nickel_and_lfp_has_none():
    cobalt = [figure("battery_minerals", "cobalt", v, 2024)["intensity"] for v in
              ("nmc-111", "nmc-622", "nmc-811", "nmc-95")]  # fmt: skip
    assert cobalt == sorted(cobalt, reverse=True)
    assert cobalt[0] == pytest.approx(0.34137, rel=1e-4)
    rows = claims("battery_minerals", TABLE)
    assert not [r for r in rows if (r["variant"], r["material_id"]) == ("lfp", "cobalt")]


def test_no_intensity_is_outside_its_own_range():
    for source in ("premise", "pv_ice", "battery_minerals"):
        for row in claims(source, TABLE):
            assert row["intensity"] >= 0.0
            if row["intensity_low"] is not None:
                low, high = row["intensity_low"], row["intensity_high"]
                assert low - 1e-9 <= row["intensity"] <= high + 1e-9


def test_premise_years_line_breaks_and_cars():
    text = PREMISE + "Neodymium,kg/MW,2020.0,1.5,1.0,0.5,3.0,Wind-DDPM\n"
    text += '"Gold\n",kg metal/kg vehicle,2020.0,1,1,1,1,ICEV\n'
    rows = read_premise("metals_db.csv", text.encode())
    assert [(r["variant"], r["year"], r["value"], r["low"]) for r in rows] == [
        ("direct-drive", "2020", "1.0", "0.5")
    ]


def test_premise_in_another_unit_or_with_other_columns_stops():
    with pytest.raises(InputError, match="the units t/MW"):
        read_premise("m.csv", (PREMISE + "Tin,t/MW,2020.0,1,1,1,1,c-Si\n").encode())
    with pytest.raises(InputError, match="header"):
        read_premise("m.csv", b"metal,value\nTin,1\n")


def test_baselines_have_two_headings_and_a_mark():
    """20 g/m2 at an efficiency of 20 % is 100 kg/MW."""
    name = "baseline_material_mass_silver.csv"
    rows = read_modules(name, (MATERIAL + "2024,75,20\n").encode())
    modules = "\ufeffyear,new_Installed_Capacity_[MW],mod_eff\nyear,MW,%\n2024,5,20\n".encode()
    rows += read_modules("baseline_modules_mass_World.csv", modules)
    text = "variant,figure,year,value,unit,locator\n"
    text += "".join(",".join(row.values()) + "\n" for row in rows)
    text = text.replace(", mod_eff, 2024", "").replace(", mat_massperm2, 2024", "")
    ((_, found),) = parse_modules({"intensity.csv": text.encode()})
    assert [row["intensity"] for row in found] == [pytest.approx(100.0)]


def test_a_year_without_efficiency_and_a_strange_name_stop():
    text = "variant,figure,year,value,unit,locator\nc-si,silver,2024,20,g/m2,x\n"
    with pytest.raises(InputError, match="no module efficiency for 2024"):
        list(parse_modules({"intensity.csv": text.encode()}))
    with pytest.raises(InputError, match="baseline of modules or of a material"):
        read_modules("silver.csv", (MATERIAL + "2024,75,20\n").encode())


def workbook(rows: list[list[str]]) -> bytes:
    """Return a workbook with one sheet `BatPac` of inline texts."""
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row)
        + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
            '<sheet name="BatPac" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return packed.getvalue()


def test_zero_in_the_sheet_is_no_row_and_guesses_are_left_out():
    data = workbook([
        ["Mineral", "chemistry", "kg_per_kwh"], ["Cobalt", "NMC 811", "0.08"],
        ["Cobalt", "LFP", "0"], ["Lithium", "SS NMC 811", "0.2"], ["Steel", "LFP", "1.1"],
    ])  # fmt: skip
    rows = read_batteries("Mineral_Intensity.xlsx", data)
    assert [(row["variant"], row["material"], row["value"]) for row in rows] == [
        ("nmc-811", "Cobalt", "0.08")
    ]


def test_another_sheet_layout_stops():
    with pytest.raises(InputError, match="Mineral, chemistry, kg_per_kwh"):
        read_batteries("Mineral_Intensity.xlsx", workbook([["Chemistry", "Mineral", "kg"]]))
