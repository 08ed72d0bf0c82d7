"""The published folder in a real browser: from a disk, and below a path of a plain web host."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from grondstof.products.answers.desk import Desk
from grondstof.products.web import publish
from grondstof.products.web.addresses import Address

pytestmark = pytest.mark.browser

SOME = [
    Address(language, name, rest)
    for language in ("nl", "en")
    for name, rest in (
        ("start", ()), ("materials", ()), ("materials", ("gallium",)), ("search", ()),
        ("basket", ()), ("products", ("850511",)), ("data", ()),
    )
]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(edition, tmp_path_factory):
    """The site in a folder below another, as a host shows it below a path."""
    out = tmp_path_factory.mktemp("host") / "grondstof"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "page_paths", lambda desk: iter(SOME))
        done = publish.publish_site(Desk(), out, "/grondstof", "a@example.org", lambda *_: None)
    assert done.left_out == []
    return out


@pytest.fixture(scope="module", params=["disk", "host"])
def base(request, folder):
    if request.param == "disk":
        yield folder.as_uri()
        return
    handler = partial(_Quiet, directory=str(folder.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/grondstof"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("requestfailed", lambda request: page.faults.append(request.failure + request.url))
    yield page
    context.close()


def _faults(page):
    """Return what went wrong, but for what was given up because one walked on."""
    return [fault for fault in page.faults if "ERR_ABORTED" not in fault]


def test_one_walks_from_the_start_to_a_figure_and_switches_language(page, base):
    page.goto(f"{base}/index.html")
    page.wait_for_url("**/nl/index.html")
    page.goto(f"{base}/nl/grondstoffen/index.html")
    page.locator('main a[href$="gallium/index.html"]').first.click()
    assert page.locator("h1").inner_text().casefold() == "gallium"
    assert page.locator("figure svg").first.is_visible()
    page.click('.tongue a[hreflang="en"]')
    assert page.url.endswith("/en/materials/gallium/index.html")
    assert _faults(page) == []


def test_search_works_without_a_server(page, base):
    page.goto(f"{base}/nl/zoek/index.html?q=galium")
    page.locator('main a[href*="gallium"]').first.wait_for(timeout=10_000)
    assert _faults(page) == []


def test_a_basket_works_without_a_server(page, base):
    page.goto(f"{base}/nl/mand/index.html?codes=850511")
    page.locator("main >> text=/neody/i").first.wait_for(timeout=10_000)
    assert _faults(page) == []
