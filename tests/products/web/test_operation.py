"""Running the site: new editions without a restart, the way back, too many at once, what is logged.

The editions of these tests are the shipped tables under other names and digests.
"""

import asyncio
import json
import re
import threading

import pytest
from jinja2 import UndefinedError
from typer.testing import CliRunner

from grondstof import log
from grondstof.cli.edition import app as edition_command
from grondstof.products.answers import desk as desks
from grondstof.products.answers.desk import Desk
from grondstof.products.web import app as pages
from grondstof.products.web import render
from grondstof.products.web.server import site
from grondstof.store import editions
from tests.products.asking import Asking

PAGE = "/nl/grondstoffen/gallium"


def _release(shipped, name, digest, serve=True):
    """Publish the shipped tables as another build."""
    built = editions.staging(name)
    manifest = {**shipped.manifest, "name": name}
    (built / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (built / "tables").symlink_to(shipped.folder / "tables", target_is_directory=True)
    return editions.publish(name, built, digest, serve=serve)


def _figures(text):
    return re.findall(r"<table.*?</table>|<svg.*?</svg>", text, re.S)


@pytest.fixture
def shipped(edition, tmp_path, monkeypatch):
    opened = edition.manifest and edition
    monkeypatch.setenv("GRONDSTOF_DATA", str(tmp_path))
    monkeypatch.setattr(desks, "_LOOK_AGAIN", 0.0)
    _release(opened, "2026", "a" * 12)
    return opened


@pytest.fixture
def client(shipped):
    asking = Asking(site(Desk()))
    yield asking
    asking.close()


def test_a_new_build_is_served_without_a_restart(client, shipped):
    first = client.get(PAGE)
    _release(shipped, "2026", "b" * 12)
    again = client.get(PAGE, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]
    assert client.get("/healthz").json()["edition"] == "2026"


def test_an_old_edition_stays_readable_and_the_way_back_is_one_command(client, shipped):
    fixed = f"/nl/editie/2026{PAGE.removeprefix('/nl')}"
    before = client.get(fixed)
    _release(shipped, "2027", "c" * 12)
    assert client.get("/healthz").json()["edition"] == "2027"
    assert "2027" in client.get(PAGE).text.partition("<footer")[2]
    after = client.get(fixed)
    assert after.status_code == 200
    assert "2026" in after.text.partition("<footer")[2]
    assert 'href="/nl/editie/2026/' in after.text
    # What stands around the figures may speak of the newer edition; the figures may not change.
    assert _figures(after.text) == _figures(before.text) != []

    assert CliRunner().invoke(edition_command, ["serve", "2026"]).exit_code == 0
    assert client.get("/healthz").json()["edition"] == "2026"


def test_answers_of_a_replaced_build_are_forgotten(shipped):
    desk = Desk()
    desk.ask("sources")
    assert len(desk._answers) == 1
    _release(shipped, "2026", "b" * 12)
    desk.current()
    assert len(desk._answers) == 0
    assert desk._cells == 0


def test_two_who_ask_the_same_have_it_made_once(shipped, monkeypatch):
    desk, made, start = Desk(), [], threading.Barrier(2)
    fresh = desk._fresh

    def counted(*words):
        made.append(words)
        return fresh(*words)

    def ask():
        start.wait()
        desk.ask("sources")

    monkeypatch.setattr(desk, "_fresh", counted)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert desk._turns == {}


def test_kept_answers_are_bounded_by_their_cells(shipped, monkeypatch):
    monkeypatch.setattr(desks, "MOST_CELLS", 3000)
    desk = Desk()
    for name in ("gallium", "cobalt", "lithium", "tungsten"):
        desk.ask("material", material=name)
    assert desk._cells == sum(desks._cells(answer) for answer in desk._answers.values())
    assert desk._cells <= 3000 or len(desk._answers) == 1


def test_a_page_that_the_visitor_has_is_not_made(client, monkeypatch):
    first = client.get(PAGE)
    client.app.app.pages.cache.clear()

    def none(*words, **given):
        raise AssertionError("the page was made")

    monkeypatch.setattr(render, "html", none)
    again = client.get(PAGE, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_beyond_the_limit_a_visitor_is_asked_to_come_back_and_kept_pages_go_on(client, monkeypatch):
    client.get(PAGE)
    going, made = threading.Event(), pages.Site.make

    def slow(self, path, query="", wants=pages.NOBODY):
        going.wait(20)
        return made(self, path, query, wants)

    monkeypatch.setattr(pages.Site, "make", slow)
    monkeypatch.setattr(pages, "MOST_WAITING", 5)

    async def crowd():
        inner = client._client
        waiting = [asyncio.create_task(inner.get(f"/nl/zoek?q={n}")) for n in range(8)]
        await asyncio.sleep(0.2)
        kept = await inner.get(PAGE)
        going.set()
        return kept, await asyncio.gather(*waiting)

    kept, replies = client._loop.run_until_complete(crowd())
    assert kept.status_code == 200
    refused = [reply for reply in replies if reply.status_code == 503]
    assert len(refused) == 3
    assert all(int(reply.headers["retry-after"]) > 0 for reply in refused)
    assert sum(reply.status_code == 200 for reply in replies) == 5


def test_what_takes_too_long_asks_to_come_back(client, monkeypatch):
    def late(*words, **given):
        raise TimeoutError

    monkeypatch.setattr(pages, "file_of", late)
    reply = client.get(f"{PAGE}/files/report.pdf")
    assert reply.status_code == 503
    assert reply.headers["retry-after"]


def test_the_log_says_what_failed_and_nothing_about_the_visitor(client, monkeypatch, tmp_path):
    path = log.write_to(tmp_path / "logs")

    def broken(*words, **given):
        raise ValueError("jan@example.org")

    monkeypatch.setattr(pages, "screen", broken)
    headers = {"user-agent": "Jan's browser", "x-forwarded-for": "203.0.113.9"}
    assert client.get("/nl/zoek?q=jan@example.org", headers=headers).status_code == 500
    text = path.read_text("utf-8")
    event = json.loads(text.splitlines()[-1])
    assert "/nl/zoek" in event["event"]
    assert "ValueError" in text
    assert "test_operation.py" in text
    for word in ("jan", "203.0.113", "browser"):
        assert word not in text.casefold()


def test_a_bug_in_what_every_page_shares_still_gives_a_page(client, monkeypatch):
    def broken(*given, **more):
        raise UndefinedError("'shell' is undefined")

    monkeypatch.setattr("grondstof.products.web.render.html", broken)
    reply = client.get("/nl/privacy")
    assert reply.status_code == 500
    assert reply.text.startswith("<!doctype html>")
    assert "shell" not in reply.text


@pytest.mark.parametrize(
    "page", ["/nl", "/en", "/nl/editie/{edition}", "/nl/handel", "/nl/signalen", "/nl/grondstoffen"]
)
def test_every_file_and_walk_that_a_page_offers_is_there(client, edition, page):
    """The start page has no word before its files, and the key of a row can hold a slash."""
    text = client.get(page.format(edition=edition.name)).text
    offered = sorted(set(re.findall(r'href="(/[^"?]+(?:/files/[^"?]+|/herkomst/[^"?]+))"', text)))
    chosen = [address for address in offered if not address.endswith((".png", ".pdf"))]
    wrong = {a: client.get(a).status_code for a in chosen[:4] + chosen[-24::6]}
    assert {a: status for a, status in wrong.items() if status != 200} == {}
