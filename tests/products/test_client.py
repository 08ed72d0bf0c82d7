"""The Python client gives the rows of the API as tables."""

import sys
import types

import pytest

from grondstof.client import Client
from grondstof.errors import InputError
from grondstof.products.answers.desk import Desk
from grondstof.products.web.server import site
from tests.products.asking import Asking


@pytest.fixture(scope="module")
def client(edition):
    inside = Asking(site(Desk()))

    def fetch(address):
        reply = inside.get(address.removeprefix("http://site"))
        return reply.status_code, reply.content

    yield Client("http://site/", fetch)
    inside.close()


def test_rows_become_a_table(client):
    answer = client.material("gallium")
    table = answer.table("rows").to_arrow()
    assert table.num_rows == len(answer.table())
    assert "share" in table.column_names
    assert answer.sentence("en")
    assert answer.edition


def test_faults_of_the_api_become_faults(client):
    with pytest.raises(InputError, match="nobodyium"):
        client.material("nobodyium")


def test_only_web_addresses_are_fetched():
    with pytest.raises(InputError, match="no web address"):
        Client("file:///etc").sources()


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_table_for_a_library_that_is_not_there_says_what_to_do(
    client, monkeypatch, library, method
):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError) as error:
        getattr(client.material("gallium").table(), method)()
    assert f"Install {library}" in str(error.value)


def test_a_table_goes_to_the_library_that_is_there(client, monkeypatch):
    """Neither library is a dependency of the tests: a stand-in takes the Arrow table."""
    seen = types.ModuleType("polars")
    seen.from_arrow = lambda table: ("frame", table.num_rows)
    monkeypatch.setitem(sys.modules, "polars", seen)
    rows = client.material("gallium").table()
    assert rows.to_polars() == ("frame", len(rows))
