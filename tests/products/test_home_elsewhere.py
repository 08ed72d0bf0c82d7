"""The observatory with Belgium as home: its own edition and pages, and no Dutch lens on them.

The home of a process is read once, so the build and the pages are made in processes of their own.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PAGES = (
    *("/nl", "/en", "/nl/grondstoffen", "/nl/grondstoffen/gallium", "/nl/landen/CHN"),
    *("/en/countries/CHN", "/nl/signalen", "/nl/handel", "/nl/technieken", "/nl/notitie"),
    *("/nl/producten/850511", "/nl/doelen", "/en/targets", "/nl/ketens/electric-car"),
)
# Pages that rest on a register alone.
OF_REGISTER = (
    *("/nl/register", "/en/register", "/nl/partnerschappen", "/nl/projecten"),
    *("/nl/instrumenten", "/nl/past-een-regeling", "/nl/lacunes"),
)
_ASK = """
import json, sys
from starlette.testclient import TestClient
from grondstof.products.answers.desk import Desk
from grondstof.products.web.server import site
asked = TestClient(site(Desk(), ("testserver",)))
replies = {path: asked.get(path) for path in sys.argv[1:]}
print(json.dumps({path: [reply.status_code, reply.text] for path, reply in replies.items()}))
"""
Pages = Mapping[str, tuple[int, str]]


@pytest.fixture(scope="module")
def belgian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an edition that was built with Belgium as home."""
    folder = tmp_path_factory.mktemp("belgian")
    _run(folder, "-m", "grondstof", "edition", "build")
    return folder


@pytest.fixture(scope="module")
def pages(belgian: Path) -> Pages:
    """Status and HTML of pages by their path."""
    api = "/api/v1/grondstoffen"
    found: Pages = json.loads(_run(belgian, "-c", _ASK, *PAGES, *OF_REGISTER, api))
    return found


def _run(folder: Path, *words: str) -> str:
    env = {**os.environ, "GRONDSTOF_HOME": "BEL", "GRONDSTOF_DATA": str(folder)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *words],
        env=env, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _told(html: str) -> str:
    """Return the words of a page without its data: tables, drawings, choices and sources."""
    kept = re.sub(r"<(script|style|table|svg|select|details|ol).*?</\1>", " ", html, flags=re.S)
    kept = kept.partition("<main")[2].partition('id="from"')[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", kept))


def test_the_edition_says_whose_it_is(belgian: Path) -> None:
    """The manifest names the home; tables are for it and the Union, none for the Netherlands."""
    manifest = json.loads((belgian / "editions" / "2026" / "manifest.json").read_text("utf-8"))
    assert manifest["home"] == "BEL"
    sql = (
        "from grondstof.store.editions import open_current as o; "
        "print(o().rows('select distinct home_id from assessed__national_list order by 1'))"
    )
    homes = _run(belgian, "-c", sql)
    assert "BEL" in homes
    assert "NLD" not in homes


@pytest.mark.parametrize("path", PAGES)
def test_a_page_looks_from_belgium(path: str, pages: Pages) -> None:
    """Every page is there, and no sentence of it looks from the Netherlands."""
    status, html = pages[path]
    assert status == 200
    assert re.findall(r"[^.]*(?:Nederland|Netherlands|Dutch)[^.]*", _told(html)) == []


def test_sentences_name_the_home(pages: Pages) -> None:
    """The list, a country and the signals are told of Belgium, in both languages."""
    assert "Op de lijst voor België staan" in _told(pages["/nl/grondstoffen"][1])
    assert "haalt België minstens 30" in _told(pages["/nl/landen/CHN"][1])
    assert "Belgium gets at least 30" in _told(pages["/en/countries/CHN"][1])
    assert "signalen voor België" in _told(pages["/nl/signalen"][1])
    assert "België heeft een dikke rand" in _told(pages["/nl/grondstoffen/gallium"][1])


@pytest.mark.parametrize("path", OF_REGISTER)
def test_without_a_register_a_page_says_so(path: str, pages: Pages) -> None:
    """It says that there is none and how to get one, and shows none of another country."""
    status, html = pages[path]
    told = _told(html)
    assert status == 200
    assert ("Voor België is er nog geen register" in told) or (
        "For Belgium there is no register" in told
    )
    assert "docs/how-to/keep-the-register.md" in told


def test_the_api_answers_for_the_home(pages: Pages) -> None:
    """A question that names no home is asked of Belgium."""
    status, body = pages["/api/v1/grondstoffen"]
    assert status == 200
    assert json.loads(body)["question"]["home"] == "BEL"
