"""One answer, four renderings: page, API, file and report show the same number."""

import csv
import io
import json

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest

from grondstof.products.download import files
from grondstof.products.web.addresses import Address
from grondstof.products.web.tables import shown
from grondstof.products.web.visit import Visit


@pytest.fixture(scope="module")
def listed(desk):
    return desk.ask("list")


def test_page_api_files_and_report_show_the_same_number(client, desk, listed):
    row = next(row for row in listed.rows if row["supply_risk"] is not None)
    visit = Visit(desk, Address("nl", "materials"))
    words = shown(visit, row, "supply_risk", row["supply_risk"])
    page = client.get("/nl/grondstoffen").text
    assert f">{words}</a>" in page
    word = client.get("/nl/grondstoffen/files/report.docx").content
    tables = docx.Document(io.BytesIO(word)).tables
    assert any(cell.text.startswith(f"{words} ") for table in tables for cell in table._cells)

    api = client.get("/api/v1/grondstoffen").json()["rows"]
    same = next(item for item in api if item["rowId"] == row["row_id"])
    assert same["supplyRisk"] == row["supply_risk"]

    text = client.get("/nl/grondstoffen/files/rows.csv").text
    line = next(r for r in csv.DictReader(io.StringIO(text)) if r["row_id"] == row["row_id"])
    assert float(line["supply_risk"]) == row["supply_risk"]

    body = client.get("/nl/grondstoffen/files/rows.parquet").content
    table = pq.read_table(io.BytesIO(body)).to_pylist()
    assert (
        next(r for r in table if r["row_id"] == row["row_id"])["supply_risk"] == row["supply_risk"]
    )

    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/nl/grondstoffen/files/rows.xlsx").content)
    )
    sheet = [[c.value for c in r] for r in book["rows"].iter_rows()]
    place = sheet[0].index("supply_risk")
    assert next(r for r in sheet if r[0] == row["row_id"])[place] == row["supply_risk"]


def test_the_api_gives_the_bytes_of_the_command_line(client, listed):
    from grondstof.cli.printing import to_json

    assert client.get("/api/v1/grondstoffen").text == to_json(listed) + "\n"


def test_a_report_is_a_tagged_pdf_with_a_title(client):
    body = client.get("/nl/grondstoffen/gallium/files/report.pdf").content
    assert body.startswith(b"%PDF")
    assert b"StructTreeRoot" in body or b"/MarkInfo" in body
    word = client.get("/en/materials/gallium/files/report.docx").content
    assert word.startswith(b"PK")


def test_a_report_says_what_its_page_says(client):
    word = docx.Document(io.BytesIO(client.get("/nl/register/hp1/files/report.docx").content))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    cells = {cell.text for table in word.tables for cell in table._cells}
    assert "Van 16 afspraken zijn er" in text
    assert "Beleidsagenda circulariteit kritieke grondstoffen" in cells
    # Ids of the register, and figures without their decimals, are no words of a report.
    assert not cells & {"actie-beleidsagenda-circulariteit", "hp1", "kgg", "action", "16,00"}
    assert "cited" not in text
    assert "Alleen aangehaald" in text


def test_a_figure_is_a_file_of_its_own(client):
    picture = client.get("/nl/grondstoffen/gallium/files/global-processing.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "Bron:" in picture.text
    png = client.get("/nl/grondstoffen/gallium/files/global-processing.png").content
    assert png.startswith(b"\x89PNG")


def test_csv_comes_with_its_description(client):
    reply = client.get("/nl/grondstoffen/files/rows.csv")
    assert 'rel="describedby"' in reply.headers["link"]
    told = json.loads(client.get("/nl/grondstoffen/files/rows.csv-metadata.json").text)
    head = next(csv.reader(io.StringIO(reply.text)))
    assert [column["name"] for column in told["tableSchema"]["columns"]] == head


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_cell_is_never_a_formula(text, listed):
    body = files.to_csv(listed, "rows", [{"a": text}]).decode()
    assert next(csv.DictReader(io.StringIO(body)))["a"] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(listed, "rows", [{"a": text}])))
    assert book["rows"]["A2"].data_type == "s"
