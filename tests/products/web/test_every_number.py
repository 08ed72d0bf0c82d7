"""Every number in the tables of a page can be had by API, by file and by a Python call.

A cell of a page carries the stored number beside the words that a reader sees; that number is
looked for, digit for digit, in the answers of the API and in the files that the page links to.
"""

import csv
import io
import json
import re

import pytest

from grondstof.client import Client

# Page -> paths of the API that hold its numbers together.
PAGES = {
    "grondstoffen": ("/grondstoffen",),
    "grondstoffen/gallium": (
        "/grondstoffen/gallium",
        "/grondstoffen/gallium/handel",
        "/grondstoffen/gallium/herkomst",
        "/methoden?grondstof=gallium",
        "/grondstoffen",
    ),
    "landen/CHN": ("/landen/CHN",),
    "producten/850511": (
        "/producten/850511",
        "/producten/850511/handel",
        "/producten/850511/herkomst",
    ),
    "ketens/permanent-magnet": ("/ketens/permanent-magnet",),
    "handel": ("/handel",),
    "sectoren/C28": ("/bedrijfstakken/C28",),
}
_CELL = re.compile(r'class="n" data-v="([^"]+)"')


def _numbers(found):
    """Return all numbers of a JSON value."""
    if isinstance(found, dict):
        return {number for value in found.values() for number in _numbers(value)}
    if isinstance(found, list):
        return {number for value in found for number in _numbers(value)}
    return {float(found)} if isinstance(found, int | float) else set()


def _read(text):
    """Return all numbers of a CSV file."""
    cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
    return {float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell)}


def _files(client, page, ending):
    links = sorted(set(re.findall(rf'href="([^"]*/files/[^"]+\.{ending})"', page)))
    assert links
    return [client.get(link).text for link in links]


@pytest.mark.parametrize("path", PAGES)
def test_each_number_of_a_page_is_in_the_api_in_a_file_and_in_python(client, path):
    page = client.get(f"/nl/{path}").text
    shown = {float(cell) for cell in _CELL.findall(page)}
    assert len(shown) > 20

    def fetch(address):
        reply = client.get(address.removeprefix("http://testserver"))
        return reply.status_code, reply.content

    replies = [Client("http://testserver", fetch).get(one) for one in PAGES[path]]
    assert shown <= {n for reply in replies for n in _numbers(dict(reply.data))}
    assert shown <= {n for text in _files(client, page, "csv") for n in _read(text)}
    assert shown <= {n for text in _files(client, page, "json") for n in _numbers(json.loads(text))}
    table = replies[0].table().to_arrow()
    assert table.num_rows == len(replies[0].data["rows"]) > 0


def test_the_json_of_a_figure_holds_the_rows_of_that_figure(client):
    """Rows of another answer on the same page stand in its file under the figure's name."""
    told = client.get("/nl/producten/850511/files/origin-850511.json").json()
    origin = client.get("/api/v1/producten/850511/herkomst").json()["rows"]
    assert told["answer"] == "product"
    (added,) = [rows for name, rows in told["tables"].items() if name.startswith("origin")]
    assert {row["share"] for row in added} >= {row["share"] for row in origin[:5]}
