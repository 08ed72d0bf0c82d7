"""No first visit takes more than 60 kB packed and six requests, on a server or as files.

A page loads itself, the stylesheet, the mark, the script, and on a site of files at most the
script of that site and one index.
"""

import re
from gzip import compress
from pathlib import Path

import pytest

from grondstof.products.answers.product import newest_codes
from grondstof.products.web import render
from grondstof.products.web.app import Site
from grondstof.products.web.cache import entry
from tests.products.web.kinds_of_page import paths

MOST, REQUESTS = 60_000, 6
_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src|img src)="([^"]+)"')
LINES = "%0A".join(
    f"{words} {n}" for n in range(10)
    for words in ("permanente magneet", "lithium-ion accu", "staalplaat", "koperdraad")
)  # fmt: skip


@pytest.fixture(scope="module")
def site(desk):
    return Site(desk, "a@example.org", most_bytes=0)


@pytest.fixture(scope="module")
def shared():
    """What every page loads besides itself."""
    return sum(len(_packed(name, render.asset_bytes(name))) for name in render.ASSETS)


def _packed(name, body):
    return entry(200, render.ASSETS[name], body).packed or body


def _weight(site, path, query=""):
    made = site.make(path, query)
    assert made.status == 200, path
    requests = 1 + len(_LOADED.findall(made.body.decode()))
    return len(made.packed or made.body), requests


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_page_is_light(desk, site, shared, language):
    heavy = []
    for path in paths(desk, language):
        weight, requests = _weight(site, path)
        if weight + shared > MOST or requests > REQUESTS:
            heavy.append((path, weight + shared, requests))
    assert heavy == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/nl/zoek", "q=a"), ("/nl/zoek", "q=koper"), ("/en/search", "q=china"),
        ("/nl/mand", "codes=850511,850760,854231"), ("/nl/mand", f"lines={LINES}"),
        ("/nl/mand", "codes=" + ",".join(sorted(newest_codes())[:200])),
        ("/nl/scenario", "exporter=CHN&what=gallium&loss=1&months=12&start=1"),
        ("/nl/scenario", "exporter=CHN&what=product:permanent-magnet&loss=1&months=12&start=1"),
        ("/nl/producten", "q=metaal"), ("/nl/grondstoffen", "method=eu-2023"),
        ("/nl/uitvoerbeperkingen", "land=CHN"), ("/nl/vragen/library", ""),
    ],
)  # fmt: skip
def test_what_a_visitor_asks_for_is_light(site, shared, path, query):
    weight, requests = _weight(site, path, query)
    assert weight + shared <= MOST
    assert requests <= REQUESTS


def test_every_page_of_a_site_of_files_is_light(published: Path):
    """All of them, with the largest index a page can load; hosts pack what they send."""
    static = published / "static"
    sizes = {path.name: len(compress(path.read_bytes(), 6)) for path in static.rglob("*.*")}
    index = {"search": "search", "basket": "basket", "scenario": "library"}
    heavy, pages = [], 0
    for page in published.rglob("index.html"):
        body = page.read_bytes()
        screen = re.search(rb'<body data-screen="([a-z-]+)"', body)
        if screen is None:
            continue
        loaded = [name.rpartition("/")[2] for name in _LOADED.findall(body.decode())]
        if "files.js" in loaded:
            language = page.relative_to(published).parts[0]
            loaded.append(f"{index[screen[1].decode()]}-{language}.js")
        weight = len(compress(body, 6)) + sum(sizes.get(name, 0) for name in loaded)
        pages += 1
        if weight > MOST or len(loaded) + 1 > REQUESTS:
            heavy.append((page.relative_to(published).as_posix(), weight, len(loaded) + 1))
    assert pages > 3_000
    assert heavy == []
