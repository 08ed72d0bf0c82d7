"""Puts the site together: guard, fixed files, API, pages."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from grondstof.products.answers.desk import Desk
from grondstof.products.web import render
from grondstof.products.web.app import Site
from grondstof.products.web.cache import MOST_BYTES, entry
from grondstof.products.web.guard import Guard
from grondstof.products.web.replies import reply

LOCAL = ("127.0.0.1", "localhost", "::1", "testserver")
_FOR_EVER = ((b"cache-control", b"public, max-age=31536000, immutable"),)


def site(
    desk: Desk | None = None,
    hosts: Sequence[str] = LOCAL,
    contact: str = render.CONTACT,
    most_bytes: int = MOST_BYTES,
    *,
    shelved: bool = False,
) -> ASGIApp:
    """Return the whole site as one application.

    Args:
        desk: Where questions are asked; a new one when None.
        hosts: Names under which the site is served.
        contact: Address that readers can mail.
        most_bytes: Bytes of finished pages that are kept; 0 for none.
        shelved: Whether finished pages are also kept on disk.
    """
    chosen = desk or Desk()
    return Guard(
        _Parts(chosen, Site(chosen, contact, most_bytes=most_bytes, shelved=shelved)), hosts
    )


class _Parts:
    """Sends a request to the part that answers it; the API is loaded when first asked."""

    def __init__(self, desk: Desk, pages: Site) -> None:
        self.desk, self.pages = desk, pages
        self.api: ASGIApp | None = None
        self.assets = {
            render.asset(name): entry(200, sort, render.asset_bytes(name), _FOR_EVER)
            for name, sort in render.ASSETS.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["path"] in self.assets:
            await reply(scope, send, self.assets[scope["path"]])
        elif scope["path"].startswith("/api/v1"):
            await self._api(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def _api(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.api is None:
            from grondstof.products.api.app import api

            self.api = api(self.desk)
        await self.api(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
