"""The example notebook runs from top to bottom against the site, and prints what it promises."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from grondstof import client as client_module
from grondstof.products.answers.desk import Desk
from grondstof.products.web.server import site
from tests.products.asking import Asking

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "numbers-in-python.ipynb"


@pytest.fixture
def told(edition, monkeypatch):
    inside = Asking(site(Desk()))

    def fetch(address):
        reply = inside.get(address.removeprefix("http://site"))
        return reply.status_code, reply.content

    monkeypatch.setenv("GRONDSTOF_ADDRESS", "http://site")
    monkeypatch.setattr(client_module, "_over_the_network", fetch)
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    said, names = io.StringIO(), {}
    with contextlib.redirect_stdout(said):
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)
    inside.close()
    return said.getvalue()


def test_it_names_supplier_amounts_and_a_lasting_address(told):
    assert "China" in told
    assert "dysprosium" in told.lower()
    assert "/en/edition/" in told
    assert "Traceback" not in told


def test_it_is_kept_without_outputs():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert [cell for cell in cells if cell.get("outputs")] == []
