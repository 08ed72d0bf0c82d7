"""What whoever runs the site sets: address, mail, colours; and the program's own bill of parts."""

import json

import pytest

from grondstof import settings
from grondstof.errors import InputError
from grondstof.products.web import sbom


def test_without_a_mail_address_pages_say_that_there_is_none(client):
    page = client.get("/nl/grondstoffen/gallium").text
    assert 'href="mailto:?subject=' in page
    assert "nog geen mailadres" in page


def test_the_mail_holds_the_page_and_its_answer(client):
    page = client.get("/nl/grondstoffen/gallium").text
    mail = page.partition('href="mailto:')[2].partition('"')[0]
    assert "editie" in mail
    assert "gallium" in mail


def test_a_theme_that_is_no_file_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("GRONDSTOF_THEME", str(tmp_path / "none.css"))
    with pytest.raises(InputError, match="a stylesheet"):
        settings.theme()
    path = tmp_path / "own.css"
    path.write_text(":root{--gs-accent:#00f}")
    monkeypatch.setenv("GRONDSTOF_THEME", str(path))
    assert settings.theme() == path


def test_the_bill_names_every_requirement_with_version_and_purl(client):
    bill = json.loads(client.get("/sbom.json").content)
    names = {item["name"].lower() for item in bill["components"]}
    assert {"duckdb", "pyarrow", "starlette", "jinja2", "numpy"} <= names
    assert all(item["purl"].startswith("pkg:pypi/") for item in bill["components"])
    assert all(item["version"] for item in bill["components"])
    refs = {item["bom-ref"] for item in bill["components"]}
    asked = {ref for item in bill["dependencies"] for ref in item["dependsOn"]}
    assert asked <= refs
    assert sbom.bill() == sbom.bill()
