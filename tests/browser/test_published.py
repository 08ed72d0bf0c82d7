"""The published folder in a real browser: from a disk, and below a path of a plain web host.

What a site of files does by its own script is clicked through as a visitor does: search, basket,
library of bans. The host sends the policy of the site, so that a script it forbids would show.
"""

import re
import threading
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from grondstof.assess.library import Entry
from grondstof.products.answers import library
from grondstof.products.answers.desk import Desk
from grondstof.products.web import guard, publish
from grondstof.products.web.addresses import Address
from grondstof.products.web.publish_index import index_scripts
from grondstof.products.web.screens import screens

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
MOST_BYTES, MOST_REQUESTS = 60_000, 6
# A file that was given up because one walked on, and the smooth change of pages, which the browser
# leaves out between files on a disk and when a page is slow to come.
EXPECTED = ("ERR_ABORTED", "Transition was aborted", "ViewTransition opt-in disabled")
WHOLE = ("materials", "territories", "products", "register", "terms", "indicators")
POLICY = dict(guard.HEADERS)[b"content-security-policy"].decode()
SOME = [
    Address(language, name, rest)
    for language in ("nl", "en")
    for name, rest in (
        ("start", ()), ("materials", ()), ("materials", ("gallium",)),
        ("materials", ("gallium", "keten")), ("materials", ("neodymium",)), ("search", ()),
        ("basket", ()), ("scenario", ()),
        ("scenario", ("gallium-ban-china",)), ("products", ()), ("products", ("850511",)),
        ("territories", ("CHN",)), ("brief", ()), ("data", ()),
    )
]  # fmt: skip
BANS = [
    Entry("gallium/processing/CHN", "gallium", "processing", "CHN", "NLD", 0.98, "true-origin",
          7.25, 6.0, 8.5, None, 40.0, 300, 2019),
    Entry("cobalt/extraction/COD", "cobalt", "extraction", "COD", "NLD", 0.7, "true-origin",
          3.5, 2.0, 5.0, None, 90.0, 300, 2020),
]  # fmt: skip


class _Host(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Say nothing."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def folder(edition, tmp_path_factory):
    """The site in a folder below another, as a host shows it below a path."""
    out = tmp_path_factory.mktemp("host") / "grondstof"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "page_paths", lambda desk: iter(SOME))
        patch.setattr(publish, "index_scripts", _whole_index)
        patch.setattr(library, "entries", lambda edition, home: BANS)
        done = publish.publish_site(Desk(), out, "/grondstof", "a@example.org", lambda *_: None)
    assert done.left_out == []
    return out


def _whole_index(desk, known):
    """Return the indexes of the whole site, although only some of its pages are written."""
    pages = [
        Address("nl", name, rest).path() for name in WHOLE for rest in screens()[name].states(desk)
    ]
    return index_scripts(desk, {*known, *pages})


@pytest.fixture(scope="module", params=["disk", "host"])
def base(request, folder):
    if request.param == "disk":
        yield folder.as_uri()
        return
    handler = partial(_Host, directory=str(folder.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/grondstof"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser, base):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.faults, page.asked = [], []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.faults.append(request.failure + request.url))
    yield page
    wrong = [fault for fault in page.faults if not any(word in fault for word in EXPECTED)]
    context.close()
    assert wrong == []


def _asked_by_keyboard(page, words):
    """Type into the search field of the page at hand, and press Enter."""
    page.focus("#find")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('h1').textContent.includes(': ')")


def test_one_walks_from_the_start_to_a_figure_and_switches_language(page, base):
    page.goto(f"{base}/index.html")
    page.wait_for_url("**/nl/index.html")
    page.goto(f"{base}/nl/grondstoffen/index.html")
    page.locator('main a[href$="gallium/index.html"]').first.click()
    assert page.locator("h1").inner_text().casefold() == "gallium"
    assert page.locator("figure svg").first.is_visible()
    page.click('.tongue a[hreflang="en"]')
    assert page.url.endswith("/en/materials/gallium/index.html")


def test_an_old_address_leads_on_with_and_without_scripts(browser, page, base):
    new = "/en/materials/gallium/chain/index.html"
    page.goto(f"{base}/en/materials/gallium/keten/index.html")
    page.wait_for_url(f"**{new}")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{base}/en/materials/gallium/keten/index.html")
    plain.wait_for_url(f"**{new}")
    assert "gallium" in plain.inner_text("h1").casefold()
    context.close()


FINDS = [
    ("nl", "galium", "nl/grondstoffen/gallium"),
    ("en", "neodymum", "en/materials/neodymium"),
    ("nl", "bauxite", "nl/grondstoffen/bauxite"),
    ("nl", "kongo", "nl/landen/COD"),
    ("en", "china", "en/countries/CHN"),
    ("nl", "8505.11", "nl/producten/850511"),
    ("en", "85051110", "en/products/850511"),
    ("nl", "permanente magneet", "nl/producten/850511"),
    ("nl", "Ga", "nl/grondstoffen/gallium"),
    ("en", "Critical Raw Materials Act", "en/register/"),
    ("nl", "invoerafhankelijkheid", "nl/"),
]


def test_search_finds_by_name_code_synonym_and_with_typing_errors(page, base):
    """In both languages, with the keyboard alone, from the field at the head of every page."""
    page.goto(f"{base}/nl/index.html")
    for language, words, goal in FINDS:
        if f"/{language}/" not in page.url:
            page.goto(f"{base}/{language}/index.html")
        _asked_by_keyboard(page, words)
        found = page.locator("[data-files] a")
        hrefs = [one.get_attribute("href") for one in found.all()]
        assert any(goal in href for href in hrefs[:12]), (words, hrefs)
        assert page.input_value("#find") == words
        assert str(len(hrefs)) in page.inner_text(".lead")


def test_search_in_the_titles_of_the_other_language_is_asked_for(page, base):
    page.goto(f"{base}/nl/zoek/index.html?q=semi-finished")
    button = page.locator("[data-files] button")
    button.wait_for()
    before = page.locator("[data-files] a").count()
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('[data-files] a').length > n", arg=before
    )
    assert page.locator("[data-files] button").count() == 0


def test_a_search_for_nothing_known_says_so_and_shows_no_markup(page, base):
    page.goto(f"{base}/nl/zoek/index.html?q=%3Cimg+src%3Dx%3Exqzwvk")
    page.locator("[data-files] button").wait_for()
    assert "<img src=x>xqzwvk" in page.inner_text("h1")
    assert "Niets gevonden" in page.inner_text(".lead")
    assert page.locator("main img").count() == 0


def test_a_basket_is_typed_by_keyboard_and_stays_in_the_address(page, base):
    page.goto(f"{base}/nl/mand/index.html")
    page.focus("#f-codes")
    for code in ("8505.11", "850760", "99999999"):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("[data-files] li").first.wait_for()
    told = page.inner_text(".lead")
    assert "Van 3 codes zijn er 2 bekend" in told
    text = page.inner_text("[data-files]")
    assert "Niet bekend: 99999999" in text
    assert "neodymium" in text.lower()
    assert re.search(r"\d,\d", text)
    assert page.input_value("#f-codes").split() == ["8505.11", "850760", "99999999"]
    address = page.url
    page.click('[data-files] a[href$="producten/850511/index.html"]')
    assert "8505.11" in page.inner_text("main")
    page.goto(address)
    page.locator("[data-files] li").first.wait_for()
    assert page.inner_text(".lead") == told


def test_a_product_is_put_into_the_basket_by_its_link(page, base):
    page.goto(f"{base}/nl/producten/850511/index.html")
    page.click("text=Zet in mijn inkoop")
    page.locator("[data-files] li").first.wait_for()
    assert page.input_value("#f-codes") == "850511"


def test_a_basket_of_too_many_codes_says_so(page, base):
    codes = ",".join(str(840000 + n) for n in range(300))
    page.goto(f"{base}/en/basket/index.html?codes={codes}")
    page.locator("[data-files] p").first.wait_for()
    assert "first 200 codes" in page.inner_text("[data-files]")


def test_the_library_of_bans_is_filtered_by_keyboard(page, base):
    page.goto(f"{base}/nl/scenario/index.html")
    lines = page.locator("[data-files] ol li")
    lines.first.wait_for()
    assert lines.count() == len(BANS)
    page.focus("#f-library")
    page.keyboard.type("gal")
    page.wait_for_function("() => document.querySelectorAll('[data-files] ol li').length === 1")
    line = lines.first.inner_text()
    assert "China" in line
    assert "7,3 (6–8,5)" in line or "7,2 (6–8,5)" in line
    assert "server" in page.inner_text("[data-files]")
    address = page.url
    assert "grondstof=gallium" in address
    page.goto(address)
    lines.first.wait_for()
    assert lines.count() == 1


def test_a_scenario_that_stands_ready_is_there_and_a_free_one_says_it_needs_a_server(page, base):
    page.goto(f"{base}/en/scenario/index.html")
    assert "needs a server" in page.inner_text("main")
    page.click('main a[href*="gallium-ban-china"]')
    assert page.locator("figure svg").first.is_visible()
    assert page.locator("form.ask").count() == 0


def test_without_scripts_the_pages_stay_and_search_says_what_it_needs(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/nl/zoek/index.html?q=gallium")
    assert "JavaScript" in page.inner_text("body")
    page.goto(f"{base}/nl/grondstoffen/gallium/index.html")
    assert page.locator("figure svg").first.is_visible()
    context.close()


def test_the_first_visit_of_every_page_is_small(page, base, folder):
    """Bytes as a host sends them packed; a page with a search or a basket loads its index too."""
    queries = {"zoek": "?q=gallium", "search": "?q=gallium", "mand": "?codes=850511",
               "basket": "?codes=850511"}  # fmt: skip
    place = base.removeprefix("file://")
    for address in SOME:
        last = address.path().rpartition("/")[2]
        page.asked.clear()
        page.goto(f"{base}{address.path()}/index.html{queries.get(last, '')}")
        page.wait_for_load_state("networkidle")
        files = [url.partition("?")[0].partition(place)[2].lstrip("/") for url in page.asked]
        sizes = SimpleNamespace(
            requests=len(files),
            packed=sum(len(compress((folder / name).read_bytes(), 6)) for name in files),
        )
        assert sizes.requests <= MOST_REQUESTS, (address, files)
        assert sizes.packed <= MOST_BYTES, (address, sizes)
