"""Stands before everything: host, method, length of the address, and the headers of safety."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from grondstof.products.api import problems
from grondstof.products.web.cache import Entry, entry
from grondstof.products.web.failures import plain
from grondstof.products.web.replies import reply

MOST_BYTES = 8192
_POLICY = (
    b"default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
    b" form-action 'self'; object-src 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# A chart in a file of its own carries its stylesheet inside.
_FOR_PICTURES = (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'")


class Guard:
    """Refuses what no page can want and adds the headers that every answer carries.

    Args:
        app: The application behind.
        hosts: Names under which the site is served; `*` for any.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def careful(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _careful(message.get("headers", []))
            await send(message)

        refused = self._refused(scope)
        if refused:
            await reply(scope, careful, _refusal(scope, *refused))
        elif scope["method"] == "OPTIONS":
            await reply(scope, careful, Entry(204, problems.ALLOWED, b"", b""))
        else:
            await self.app(scope, receive, careful)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        if "*" not in self.hosts and _host(scope) not in self.hosts:
            return 400, "error.host"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_BYTES:
            return 414, "error.414"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            return 405, "error.405"
        return None


def _refusal(scope: Scope, status: int, key: str) -> Entry:
    """Return a refusal in the shape of what was asked: a short page, or a problem of the API."""
    if scope["path"].startswith("/api/"):
        made = entry(status, problems.MEDIA, problems.problem_body(status), problems.HEADERS)
    else:
        made = plain(status, key, scope["path"])
    return replace(made, headers=(*made.headers, *problems.ALLOWED)) if status == 405 else made


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            return str(value.decode("latin-1").rsplit(":", 1)[0].strip("[]"))
    return ""


def _careful(headers: Any) -> list[tuple[bytes, bytes]]:
    found = list(headers)
    picture = any(name == b"content-type" and b"svg" in value for name, value in found)
    extra = [_FOR_PICTURES, *HEADERS[1:]] if picture else HEADERS
    return [*found, *extra]
