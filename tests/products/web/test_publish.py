"""The site as files: relative links, nothing broken, no address that only a server answers."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from grondstof.errors import InputError
from grondstof.products.web import publish, publish_pages
from grondstof.products.web.addresses import Address, other_path
from grondstof.products.web.publish_moved import moved_pages

_TARGET = re.compile(r'(?:href|src|action)="([^"]*)"|content="0; url=([^"]*)"')
_ELSEWHERE = re.compile(r"(?:https?|mailto|data):")


def test_no_link_is_broken_or_absolute(published: Path):
    root = str(published)
    there = {str(path) for path in published.rglob("*")}
    broken, absolute = set(), set()
    for page in published.rglob("*.html"):
        for target in map("".join, set(_TARGET.findall(page.read_text("utf-8")))):
            plain = unquote(re.split(r"[?#]", target)[0])
            if _ELSEWHERE.match(target) or not plain:
                continue
            goal = os.path.normpath(page.parent / plain)
            if plain.startswith("/"):
                absolute.add((page.relative_to(root).as_posix(), target))
            elif goal != root and goal not in there:
                broken.add((page.relative_to(root).as_posix(), target))
    assert (sorted(broken)[:20], sorted(absolute)[:20]) == ([], [])


def test_tables_figures_catalogue_and_index_are_there(published: Path):
    files = published / "nl" / "grondstoffen" / "gallium" / "files"
    assert (files / "rows.json").is_file()
    assert list(files.glob("*.csv-metadata.json"))
    assert list(files.glob("*.svg"))
    for name in (
        "catalog.ttl",
        "api/v1/openapi.json",
        "static/search-nl.js",
        "static/basket-en.js",
        "index.html",
    ):
        assert (published / name).is_file()


def test_every_old_address_leads_on_to_the_page_that_stood_there(published: Path, desk):
    pages = list(publish.page_paths(desk))
    old = {other_path(page): page.path() for page in pages if other_path(page) != page.path()}
    assert old["/en/materials/gallium/keten"] == "/en/materials/gallium/chain"
    assert old["/en/materials/methoden"] == "/en/materials/methods"
    for path, new in old.items():
        folder = published / path.strip("/")
        text = (folder / "index.html").read_text("utf-8")
        (goal,) = set(map("".join, _TARGET.findall(text))) - {_icon(text)}
        assert os.path.normpath(folder / goal) == str(published / new.strip("/") / "index.html")
        assert f'<meta http-equiv="refresh" content="0; url={goal}">' in text
        assert f'<link rel="canonical" href="{goal}">' in text
        assert "<script" not in text
        assert "style=" not in text


def _icon(text: str) -> str:
    return re.findall(r'<link rel="icon" href="([^"]*)">', text)[0]


def test_only_a_page_whose_words_were_translated_has_an_old_address():
    same = [Address("en", "materials", ("gallium",)), Address("nl", "data"), Address("en", "start")]
    assert list(moved_pages(same)) == []
    chain = Address("en", "materials", ("gallium", "keten"))
    assert [path for path, _ in moved_pages([*same, chain])] == ["/en/materials/gallium/keten"]


def test_a_link_to_an_unwritten_page_loses_its_address_and_keeps_its_words():
    text = '<p><a href="/nl/herkomst/x" class="num">3,9</a> <a href="/nl/data">data</a></p>'
    made = publish_pages.relative(text, "/nl/grondstoffen/gallium", {"/nl/data"})
    assert "herkomst" not in made
    assert "3,9</a>" in made
    assert 'href="../../data/index.html"' in made


def test_a_wrong_base_or_folder_is_refused(desk, tmp_path: Path):
    with pytest.raises(InputError, match="--base"):
        publish.publish_site(desk, tmp_path, "grondstof", "a@b", lambda *_: None)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="a folder"):
        publish.publish_site(desk, tmp_path / "file", "", "a@b", lambda *_: None)
