"""The site as files: relative links, nothing broken, no address that only a server answers."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from grondstof.errors import InputError
from grondstof.products.web import publish, publish_pages

_TARGET = re.compile(r'(?:href|src|action)="([^"]*)"')
_ELSEWHERE = re.compile(r"(?:https?|mailto|data):")


def test_no_link_is_broken_or_absolute(published: Path):
    root = str(published)
    there = {str(path) for path in published.rglob("*")}
    broken, absolute = set(), set()
    for page in published.rglob("*.html"):
        for target in set(_TARGET.findall(page.read_text("utf-8"))):
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
