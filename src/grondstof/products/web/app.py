"""The site as a web application: pages, files, API, and the few fixed addresses.

Finished pages stay in a bounded cache under their checked parameters. Pages that must be worked
out run in a few threads at a time; when too many wait, a visitor is asked to come back in a moment.
"""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote

from jinja2 import TemplateError
from starlette.types import Receive, Scope, Send

from grondstof import log
from grondstof.errors import FaultyError, GrondstofError, UnknownName
from grondstof.products.answers.desk import Desk
from grondstof.products.report import can_report
from grondstof.products.web import failures, fixed, render
from grondstof.products.web.addresses import Address, in_other_words, parse
from grondstof.products.web.cache import MOST_BYTES, Cache, Entry, entry, weak
from grondstof.products.web.files import file_of
from grondstof.products.web.page import Page
from grondstof.products.web.parameters import checked
from grondstof.products.web.replies import Wanted, moved, reply, wanted
from grondstof.products.web.screens import ALONE, screen
from grondstof.products.web.shelf import Shelf
from grondstof.products.web.visit import Visit

AT_ONCE = 3
MOST_WAITING = 64
NOBODY = Wanted()
FOR_PAGES = ((b"cache-control", b"public, max-age=300"), (b"vary", b"accept-encoding"))
# What can go wrong inside our own code; shown as a page, logged, and never a bare trace.
OUR_BUGS = (
    GrondstofError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError,
    RuntimeError, ImportError, NameError, TemplateError,
)  # fmt: skip


class Site:
    """The pages of the site as an ASGI application.

    Args:
        desk: Where questions are asked.
        contact: Address that readers can mail.
        static: Whether pages are made for files.
        most_bytes: Bytes of finished pages that are kept in memory; 0 for none.
        shelved: Whether finished pages are also kept on disk, for other processes and restarts.
    """

    def __init__(
        self,
        desk: Desk,
        contact: str = render.CONTACT,
        *,
        static: bool = False,
        most_bytes: int = MOST_BYTES,
        shelved: bool = False,
    ) -> None:
        self.desk, self.contact, self.static = desk, contact, static
        self.cache = Cache(most_bytes)
        # What private data show is not written anywhere.
        self._shelved = shelved and not desk.private
        self._shelf: Shelf | None = None
        self._stamp, self._host = "", render.host_stamp()
        self._waiting = 0
        self._slots: asyncio.Semaphore | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a page."""
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        if path == "/":
            await moved(send, f"/{language_of(scope)}")
            return
        found = self._kept((path, query)) if not query else None
        if found is None:
            found = await self._find(path, query, wanted(scope))
        await reply(scope, send, found)

    def make(self, path: str, query: str = "", wants: Wanted = NOBODY) -> Entry:
        """Return the finished answer to a path and a query string.

        A visitor who has the page already is told so without the page being made.
        """
        try:
            if path in fixed.PATHS:
                return fixed.PATHS[path](self.desk, self.contact)
            return self._page(path, query, wants)
        except FaultyError as error:
            return failures.faulty(self.desk, path, error, self.contact)
        except TimeoutError:
            return failures.busy(path)
        except OUR_BUGS as error:
            log.logger("web").error("page failed: %s: %s", path[:200], log.place_of(error))
            return self._broken(path)

    def _broken(self, path: str) -> Entry:
        """Return the page for a bug; a bare one when what every page shares is what is broken."""
        try:
            return failures.broken(self.desk, path, self.contact)
        except OUR_BUGS:
            return failures.plain(500, "error.500", path)

    def _kept(self, key: Any) -> Entry | None:
        try:
            stamp = self.desk.stamp()
        except FaultyError:
            return None
        if stamp != self._stamp:
            self.cache.clear()
            self._shelf = Shelf(stamp) if self._shelved else None
            self._stamp = stamp
        return self.cache.get(key)

    async def _find(self, path: str, query: str, wants: Wanted) -> Entry:
        if self._slots is None:
            self._slots = asyncio.Semaphore(AT_ONCE)
        if self._waiting >= MOST_WAITING:
            return failures.busy(path)
        self._waiting += 1
        try:
            async with self._slots:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(None, partial(self._packed, path, query, wants))
        finally:
            self._waiting -= 1

    def _packed(self, path: str, query: str, wants: Wanted) -> Entry:
        """Return a finished answer, packed in this thread and not in the one that sends."""
        made = self.make(path, query, wants)
        if wants.packed:
            _ = made.packed
        return made

    def _page(self, path: str, query: str, wants: Wanted) -> Entry:
        address, file = _of_start(path)
        if not file:
            address = parse(path)
            if in_other_words(path, address):
                return _moved(address, query)
            address, file = _split(address)
        if address.rest and address.screen in ALONE:
            raise UnknownName("address", "/".join(address.rest), "a page", [])
        chosen = screen(address.screen)
        if address.edition:
            self.desk.edition(address.edition)
        values = checked(chosen.parameters, query)
        key: Any = (path, "") if not values else (path, tuple(sorted(values.items())))
        found = self._kept(key)
        if found is not None:
            return found
        visit = Visit(self.desk, address, values, self.static)
        etag = self._etag(key, address.edition)
        if wants.has(etag):
            return Entry(304, _headers(visit), b"", etag)
        shelf = None if values else self._shelf
        made = shelf.get(etag) if shelf else None
        if made is None:
            page = chosen.show(visit)
            made = file_of(visit, page, file) if file else self.html(visit, page)
            made = replace(made, etag=etag)
            if shelf and made.status == 200:
                shelf.put(etag, made)
        if made.status == 200:
            self.cache.put(key, made)
        return made

    def _etag(self, key: Any, edition: str | None) -> bytes:
        """Return the ETag of a page: what it is made of, so that it is known before it is made."""
        stamps = self.desk.stamp(), self.desk.stamp(edition), render.code_stamp(), self._host
        parts = (*stamps, self.contact)
        return weak(repr((parts, key)).encode())

    def html(self, visit: Visit, page: Page) -> Entry:
        """Return a finished page."""
        report = page.answer is not None and can_report(page.answer.kind)
        text = render.html(page, visit, self.contact, report)
        return entry(page.status, "text/html; charset=utf-8", text.encode(), _headers(visit))


def _moved(address: Address, query: str) -> Entry:
    """Return the answer that leads to a page by the words of its own language, for good."""
    target = address.path() + (f"?{query}" if query else "")
    headers = ((b"location", target.encode("latin-1")), *FOR_PAGES)
    return entry(308, "text/plain; charset=utf-8", b"", headers)


def _headers(visit: Visit) -> tuple[tuple[bytes, bytes], ...]:
    return (*FOR_PAGES, (b"content-language", visit.language.encode()))


def language_of(scope: Scope) -> str:
    """Return the language that a browser prefers; Dutch when it says nothing."""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            for part in value.decode("latin-1").lower().split(","):
                word = part.strip()[:2]
                if word in ("nl", "en"):
                    return str(word)
    return "nl"


def _of_start(path: str) -> tuple[Address, str]:
    """Return the start page, which has no word of its own, and the name of its file; else none."""
    head, _, name = path.rpartition("/files/")
    if not head or "/" in name or head.count("/") not in (1, 3):
        return Address("", ""), ""
    found = parse(head)
    return (found, unquote(name)) if found.screen == "start" else (found, "")


def _split(address: Address) -> tuple[Address, str]:
    """Return the page of an address and the name of a file of that page, if one was asked."""
    if len(address.rest) >= 2 and address.rest[-2] == "files":
        page = Address(address.language, address.screen, address.rest[:-2], address.edition)
        return page, address.rest[-1]
    return address, ""
