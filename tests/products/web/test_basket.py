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
