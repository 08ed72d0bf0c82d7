"""What a reader sees is in the reader's language: words, days, names; on every sort of page.

The pages are asked once in each language and read as text. What a publisher or parliament wrote
stays as it was written: it is marked with its own language, or stands among the sources.
"""

import re
from html import unescape
from urllib.parse import quote

import pytest

from grondstof.products.answers.product_group_files import groups
from grondstof.products.answers.remedy_words import CHAIN_NAMES
from grondstof.products.report import own_paper
from grondstof.products.report.printed_html import to_html
from grondstof.products.web.addresses import BELOW, Address
from grondstof.products.web.page_report import page_paper
from grondstof.products.web.screens import screens
from grondstof.products.web.visit import Visit
from grondstof.vocabulary import lists, materials, stages, territories

QUERIES = {
    "basket": "codes=850511,8507.60", "search": "q=neodymum", "compare": "g=kobalt,gallium",
    "products": "q=magneet", "controls": "land=CHN", "since": "sinds=2025-01-01",
    "match": "land=NLD&grondstof=gallium&stap=processing&bedrag=10",
    "scenario": "exporter=CHN&material=gallium&loss=0.5&months=6",
}  # fmt: skip
MORE = [
    *(("materials", (name,)) for name in BELOW["materials"][0]),
    *(("materials", ("gallium", name)) for name in ("", "processing", "keten", "trend", "uitleg")),
    ("products", ("850511",)), ("territories", ("CHN",)), ("register", ("crma-45",)),
    *(("questions", (name,)) for name in ("measures", "urban-mine", "chain", "list", "origin")),
]  # fmt: skip
# Small words that stand in nearly every sentence of one language and never in the other.
SMALL = {
    "nl": r"the|and|with|from|unknown|are|has|which|that|this|not|missing|lacks|found|expected",
    "en": r"de|het|een|en|uit|niet|zijn|heeft|deze|welke|ontbreekt|wordt|ook|naar|voor|geen",
}
# A reference: a paper, law, decision, table or place with its year or number.
REFERENCE = re.compile(
    r"\(\d{4}|\d{4}\)|\d/\d{4}|\bNo\.? \d|\d+ of \d{4}|https?:|Annex|CBS,|BACI|Mondaq|Kamer"
    r"|Ministerie|European Commission|Client\(|[a-z]+/[a-z_.-]+/|\b[a-z0-9-]+\.[a-z]{2,3}\b"
)
DAY = re.compile(r"(?<![\w/=-])(?:19|20)\d\d-\d\d-\d\d(?![\w-])")
# Ids that have a name in both languages, as far as the id is no name itself.
NAMED = (
    {*materials.materials(), *territories.territories()}
    | {name for name in (*lists.lists(), *groups(), *CHAIN_NAMES, *stages.stages()) if "-" in name}
)  # fmt: skip
# Texts of the law or a publisher without a mark, as they are short or hold both languages.
LEFT = re.compile(
    r"Circular and Fair ICT|Hague Centre|EU and Norway|land-based raw materials|OECD, WIOD"
    r"|sum_|by-product|with a larger value|ores and concentrates|Voortgangsrapportage|Potsdam"
    r"|Standards are met|standards are met|Ceramics and glass|indicator cards|Invest-NL"
    r"|Study on|for the EU 2023|Catalogue of|elEconomista"
)


def _places(desk):
    """Return every screen with a page or three, its query, and the pages beside them."""
    found = []
    for name, screen in screens().items():
        states = [tuple(rest) for rest in screen.states(desk)]
        found += [(name, rest, "") for rest in dict.fromkeys([*states[:2], *states[-1:]])]
        if name in QUERIES:
            found.append((name, (), QUERIES[name]))
    found += [(name, tuple(part for part in rest if part), "") for name, rest in MORE]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def pages(client, desk):
    """The main part of every page by language and address."""
    found = {"nl": {}, "en": {}}
    for name, rest, query in _places(desk):
        for language, kept in found.items():
            path = Address(language, name, rest).path() + (
                f"?{quote(query, '=&,')}" if query else ""
            )
            reply = client.get(path)
            if reply.status_code == 200:
                kept[path] = reply.text.partition("<main")[2].partition("</main>")[0]
    assert len(found["nl"]) == len(found["en"]) > 100
    return found


def _ours(html):
    """Return a page without what others wrote: marked texts, sources, code, addresses."""
    for pattern in (
        r"<(code|pre|cite|script|style)\b.*?</\1>",
        r'<p class="source">.*?</p>',
        r'<section class="block (?:from|cite)".*?</section>',
        r"<(\w+)\b[^>]*\slang=\"?[a-z]+\"?[^>]*>.*?</\1>",
        r'<a href="[^"]*" rel="external[^>]*>.*?</a>',
    ):
        html = re.sub(pattern, " ", html, flags=re.DOTALL)
    return html


def _texts(html):
    # What stands between quotes is somebody's own.
    found = re.findall(r">([^<>]+)<", html)
    return [re.sub("‘[^’]*’", "‘’", unescape(text)).strip() for text in found if text.strip()]


def _cells(html):
    """Return the parts of the cells of tables, in which ids would stand."""
    for cell in re.findall(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", html, re.DOTALL):
        text = unescape(re.sub(r"<[^>]+>", "", cell)).strip()
        yield from re.split(r"\s*[;,]\s*", text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_of_ours_is_in_the_other_language(pages, language):
    small = re.compile(rf"\b(?:{SMALL[language]})\b")
    wrong = [
        (path, text)
        for path, html in pages[language].items()
        for text in _texts(_ours(html))
        if len(set(small.findall(text))) > 0
        and " " in text
        and not REFERENCE.search(text)
        and not LEFT.search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_day_is_written_as_its_reader_writes_it(pages, language):
    wrong = [
        (path, text)
        for path, html in pages[language].items()
        for text in _texts(re.sub(r"<(code|pre)\b.*?</\1>", " ", html, flags=re.DOTALL))
        if DAY.search(text) and "/" not in text
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("signals", ()), ("controls", ()), ("calendar", ()), ("territories", ("CHN",)),
        ("materials", ("gallium",)), ("brief", ("gallium",)), ("scenario", ("magnet-ban-china",)),
    ],
)  # fmt: skip
def test_every_day_in_a_report_is_written_as_its_reader_writes_it(desk, language, name, rest):
    visit = Visit(desk, Address(language, name, rest))
    page = screens()[name].show(visit)
    paper = own_paper(page.answer, language) or page_paper(visit, page)
    texts = _texts(to_html(paper))
    assert [text for text in texts if DAY.search(text) and "/" not in text] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_cell_shows_an_id_that_has_a_name(pages, language):
    name = f"name_{language}"
    known = {**materials.materials(), **territories.territories(), **stages.stages()}
    ids = {one for one in NAMED if one not in known or getattr(known[one], name) != one}
    wrong = [
        (path, part)
        for path, html in pages[language].items()
        for part in _cells(_ours(html))
        if part in ids
    ]
    assert wrong == []
