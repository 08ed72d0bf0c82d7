"""The page of export controls: what followed in trade, the same in every rendering."""

import csv
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

PAGES = {"nl": "/nl/uitvoerbeperkingen", "en": "/en/export-controls"}


@pytest.fixture(scope="module")
def row(desk):
    rows = desk.ask("controls").tables["followed"]
    return next(r for r in rows if (r["restriction_id"], r["partner"]) == ("ID-2020-NI", "world"))


def test_page_api_and_files_show_the_same_number(client, row):
    assert round(row["change_value"], 3) == -0.979
    page = client.get(PAGES["nl"]).text
    told = "1,6 mld dollar in 2019, 33,8 mln dollar in 2021 (−97,9 %)"
    assert told in page.replace("\N{NO-BREAK SPACE}", " ")
    walk = f"/nl/herkomst/assessed__export_followed/{row['row_id']}/change_value"
    assert f'href="{walk}"' in page
    assert client.get(walk).status_code == 200

    api = client.get("/api/v1/uitvoerbeperkingen").json()["tables"]["followed"]
    same = next(item for item in api if item["rowId"] == row["row_id"])
    assert same["changeValue"] == row["change_value"]

    files = PAGES["nl"] + "/files/followed"
    lines = csv.DictReader(io.StringIO(client.get(f"{files}.csv").text))
    line = next(item for item in lines if item["row_id"] == row["row_id"])
    assert float(line["change_value"]) == row["change_value"]

    table = pq.read_table(io.BytesIO(client.get(f"{files}.parquet").content)).to_pylist()
    line = next(item for item in table if item["row_id"] == row["row_id"])
    assert line["change_value"] == row["change_value"]

    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{files}.xlsx").content))
    sheet = [[cell.value for cell in line] for line in book["followed"].iter_rows()]
    line = next(item for item in sheet if item[0] == row["row_id"])
    assert line[sheet[0].index("change_value")] == row["change_value"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Wat er volgde in de handel", "niet wat de maatregel veroorzaakte",
                "codes uit onze codelijst, niet uit de wettekst",
                "de maatregel is jonger dan de handel die wij meeleveren")),
        ("en", ("What followed in trade", "not what the measure caused",
                "codes of our code map, not from the legal text",
                "the measure is younger than the trade that ships")),
    ],
)  # fmt: skip
def test_the_page_says_what_followed_and_what_is_not_known(client, language, words):
    page = client.get(PAGES[language]).text
    assert [text for text in words if text not in page] == []


def test_the_figure_is_a_file_of_its_own(client):
    picture = client.get(PAGES["en"] + "/files/followed.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "Indonesia: nickel (2020)" in picture.text


def test_a_measure_aimed_at_one_country_is_told_by_its_trade_with_that_country(client):
    page = client.get(PAGES["en"] + "?grondstof=antimony").text
    assert "what followed in exports to United States is not known" in page


def test_without_any_figure_the_page_still_stands(client):
    page = client.get(PAGES["en"] + "?land=ZWE")
    assert page.status_code == 200
    assert "trade codes not known, so what followed in trade is not known either" in page.text


def test_another_home_stays_in_the_form(client):
    page = client.get(PAGES["en"] + "?thuisland=DEU").text
    assert 'type="hidden" name="thuisland" value="DEU"' in page
    assert "Germany" in page
    # Its rows stand in no table, so that nothing would be found behind their numbers.
    assert "/assessed__export_followed/" not in page


@pytest.mark.parametrize(
    "query", ["thuisland=Atlantis", "land=%3Cscript%3E", "grondstof=unobtainium"]
)
def test_an_unknown_name_is_answered_by_name_and_never_reflected(client, query):
    reply = client.get(f"{PAGES['en']}?{query}")
    assert reply.status_code in (400, 404)
    assert "<script>" not in reply.text.split("</head>")[1]
