"""The site as files: relative links, nothing broken, no address that only a server answers."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from grondstof.errors import InputError
from grondstof.products.web import publish, publish_pages
from grondstof.products.web.addresses import Address

SOME = [
    Address(language, name, rest)
    for language in ("nl", "en")
    for name, rest in (
        ("start", ()),
        ("materials", ()),
        ("materials", ("gallium",)),
        ("products", ("850511",)),
        ("basket", ()),
        ("search", ()),
        ("data", ()),
        ("method", ()),
    )
]


@pytest.fixture(scope="module")
def written(desk, tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "page_paths", lambda desk: iter(SOME))
        done = publish.publish_site(desk, out, "/grondstof", "a@example.org", lambda *_: None)
    assert done.left_out == []
    return out


def test_no_link_is_broken_or_absolute(written: Path):
    broken = []
    for page in written.rglob("*.html"):
        for target in re.findall(r'(?:href|src|action)="([^"]*)"', page.read_text("utf-8")):
            plain = unquote(re.split(r"[?#]", target)[0])
            if re.match(r"(?:https?|mailto|data):", target) or not plain:
                continue
            assert not plain.startswith("/"), (page, target)
            if not (page.parent / plain).exists():
                broken.append((page.relative_to(written).as_posix(), target))
    assert broken == []


def test_tables_figures_catalogue_and_index_are_there(written: Path):
    files = written / "nl" / "grondstoffen" / "gallium" / "files"
    assert (files / "rows.json").is_file()
    assert list(files.glob("*.csv-metadata.json"))
    assert list(files.glob("*.svg"))
    for name in ("catalog.ttl", "api/v1/openapi.json", "static/index.js", "index.html"):
        assert (written / name).is_file()


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
