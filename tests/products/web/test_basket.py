"""Forty invoice lines in an address give five risks, actions and a letter; nothing is stored."""

import csv
import html
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document

KEY = Path(__file__).parents[1] / "search" / "keys" / "invoice_lines.csv"


def _forty():
    with KEY.open(encoding="utf-8", newline="") as stream:
        return [row["line"] for row in csv.DictReader(stream)][:40]


@pytest.mark.parametrize("place", ["/nl/mand", "/en/basket"])
def test_forty_lines_give_five_risks_an_action_and_a_letter(client, place):
    reply = client.get(f"{place}?lines={quote(chr(10).join(_forty()))}")
    assert reply.status_code == 200, reply.text[:500]
    assert "set-cookie" not in reply.headers
    letters = [
        html.unescape(link)
        for link in re.findall(r'href="([^"]+)"', reply.text)
        if "supplier-letter" in link
    ]
    assert len(letters) == 3
    letter = client.get(letters[0])
    assert letter.status_code == 200
    text = "\n".join(p.text for p in Document(io.BytesIO(letter.content)).paragraphs)
    assert "2024/1252" in text


def test_the_five_risks_stand_as_a_file_with_threshold_beside_value(client):
    reply = client.get("/nl/mand/files/risks.csv?codes=850511,850760")
    rows = list(csv.DictReader(io.StringIO(reply.text.lstrip("\ufeff"))))
    assert len(rows) == 5
    assert all(float(row["supply_risk_threshold"]) == 1.0 for row in rows)
    assert all(row["world_supplier"] for row in rows)


def test_too_many_lines_are_refused(client):
    reply = client.get("/nl/mand?lines=" + "a%0A" * 201)
    assert reply.status_code == 400


def test_each_line_gets_a_choice_and_the_chosen_codes_make_the_address(client):
    page = client.get("/nl/mand?lines=kogellager 6205-2RS%0Axyzzy 123&codes=850511").text
    assert page.count('<select id="f-line-') == 2
    assert '<option value="848210" selected>' in page
    assert "geen van deze" in page
    assert '<input type="hidden" name="codes" value="850511">' in page
    chosen = client.get("/nl/mand?codes=848210&codes=&codes=850511").text
    assert "8482.10" in chosen
    assert "8505.11" in chosen


def test_the_risks_are_told_in_sentences_with_the_origin_of_the_magnet(client):
    page = client.get("/nl/mand?codes=850511").text
    assert "Aan de Nederlandse grens (code 8505.11" in page
    assert "kritiek vanaf 1,0" in page
    assert page.index("De vijf grootste risico") < page.index("Plak uw factuurregels")


def test_a_code_that_pools_materials_gives_none_of_them_an_origin(client):
    page = client.get("/nl/mand?codes=854231").text
    assert "code 8112.92" not in page
