"""Every figure of every kind of page comes whole; every head of a known thing leads to its page."""

import re

import pytest

from grondstof.products.messages import catalogue
from grondstof.products.web.addresses import Address
from grondstof.products.web.app import Site
from grondstof.products.web.meanings import pages_of_columns
from grondstof.products.web.page import Figure, TableBlock
from grondstof.products.web.screens import screen
from grondstof.products.web.tables import make_table, shown
from grondstof.products.web.terms import indicator_ids, term_ids
from grondstof.products.web.visit import Visit
from tests.products.web.kinds_of_page import kinds_of_page

_FIGURE = re.compile(r'<figure class="block[^"]*" id="([^"]+)">(.*?)</figure>', re.DOTALL)

# In a scenario these are tonnes of a material, and not the indicators of trade in dollars.
TONNES = {"invoer", "uitvoer", "imports", "exports"}


@pytest.fixture(scope="module")
def pages(desk):
    """Every kind of page in both languages, as it is before it is HTML and as HTML."""
    site, found = Site(desk, "a@example.org"), {}
    for language in ("nl", "en"):
        for name, rest in kinds_of_page(desk):
            visit = Visit(desk, Address(language, name, rest))
            page = screen(name).show(visit)
            found[visit.address.path()] = page, site.html(visit, page).body.decode()
    return found


def test_a_figure_has_sentence_table_downloads_source_doubt_and_a_link_of_its_own(pages):
    figures = 0
    for path, (_, html) in pages.items():
        assert html.count("<figure") == len(_FIGURE.findall(html)), path
        for name, body in _FIGURE.findall(html):
            where, figures = (path, name), figures + 1
            assert re.search(r"<figcaption><h2>.+</h2><p[^>]*>.+</p>", body, re.DOTALL), where
            assert '<svg xmlns="http://www.w3.org/2000/svg"' in body, where
            assert "<table" in body, where
            assert re.search(r'href="/[^"]+/files/[^"]+\.svg[^"]*" download', body), where
            assert re.search(r'href="/[^"]+/files/[^"]+\.png[^"]*" download', body), where
            assert re.search(r'href="/[^"]+/files/[^"]+\.csv[^"]*" download', body), where
            assert re.search(rf'href="/(?:nl/editie|en/edition)/[^"]+#{name}"', body), where
            assert re.search(r'<p class="source">(?:Bron|Source): .+</p>', body), where
            assert '<p class="sure"><b>' in body, where
    assert figures > 100


def test_a_chart_stands_only_inside_a_figure(pages):
    for path, (_, html) in pages.items():
        outside = _FIGURE.sub("", html)
        assert 'class="chart' not in outside, path


def test_a_figure_whose_numbers_can_be_walked_back_offers_the_walk(pages):
    walked = 0
    for path, (page, html) in pages.items():
        bodies = dict(_FIGURE.findall(html))
        for block in page.blocks:
            if not isinstance(block, Figure):
                continue
            hrefs = [c.href for row in block.table.rows for c in row if c.kind and c.href]
            if hrefs:
                walked += 1
                body = bodies.get(block.name, html)
                assert hrefs[0].replace("&", "&amp;") in body, (path, block.name)
                assert 'rel="nofollow">' in body, (path, block.name)
    assert walked > 60


def test_the_head_of_a_column_leads_to_its_indicator_or_term(pages):
    """Whatever a column is called in the tables: a head that reads like one has the link."""
    words = {}
    for sort, ids in (("indicator", indicator_ids()), ("term", term_ids())):
        for name in ids:
            for title in catalogue()[f"{sort}.{name}"]:
                words.setdefault(title.casefold(), set()).add(f"/{name}")
    linked, bare = set(), set()
    for path, (page, html) in pages.items():
        for block in page.blocks:
            if not isinstance(block, Figure | TableBlock):
                continue
            for head in block.table.heads:
                plain = re.sub(r" \(.*\)$", "", head.words).casefold()
                if head.href:
                    linked.add(plain)
                    assert f'class="what" href="{head.href}"' in html, (path, head.words)
                    continue
                own = any(path.endswith(end) for end in words.get(plain, ()))
                if head.numeric and plain in words and plain not in TONNES and not own:
                    bare.add((path, head.words))
    assert bare == set()
    assert {"leveringsrisico", "supply risk", "invoerafhankelijkheid", "invoer"} <= linked


def test_every_page_that_a_head_leads_to_is_there():
    known = {"indicators": set(indicator_ids()), "terms": set(term_ids())}
    wrong = {c: p for c, p in pages_of_columns().items() if p[1] not in known[p[0]]}
    assert wrong == {}


def test_two_ends_without_a_middle_are_one_interval(desk):
    visit = Visit(desk, Address("nl", "stockpile"))
    rows = [
        {"row_id": "a", "days": 30, "avoided_eur_low": 1.0, "avoided_eur_high": 2.0},
        {"row_id": "b", "days": 60, "avoided_eur_low": None, "avoided_eur_high": 3.0},
    ]
    for columns in (None, ("days", "avoided_eur")):
        table = make_table(visit, "rows", rows, columns=columns)
        assert [head.numeric for head in table.heads] == [True, True]
        assert (table.rows[0][1].low, table.rows[0][1].high) == ("1", "2")
        assert table.rows[1][1].words == "hoogstens 3"


def test_a_judged_share_that_is_whole_has_no_decimals(desk):
    visit = Visit(desk, Address("nl", "bans"))
    judged, modelled = ({"share": 0.3, "kind": kind} for kind in ("judged", "modelled"))
    assert (shown(visit, judged, "share", 0.3), shown(visit, modelled, "share", 0.3)) == (
        "30 %".replace(" ", "\N{NO-BREAK SPACE}"), "30,0 %".replace(" ", "\N{NO-BREAK SPACE}"),
    )  # fmt: skip
