"""Sends finished answers: the whole body, the packed body, or only that nothing has changed."""

from dataclasses import dataclass

from starlette.types import Scope, Send

from grondstof.products.web.cache import Entry

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Wanted:
    """What a visitor asks of every answer: packed or not, and what the visitor has already."""

    packed: bool = False
    known: bytes = b""

    def has(self, etag: bytes) -> bool:
        """Return whether the visitor has the answer of this ETag."""
        return bool(self.known) and (self.known.strip() == b"*" or etag in self.known)


def wanted(scope: Scope) -> Wanted:
    """Return what a request asks of its answer."""
    packed, known = False, b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            packed = b"gzip" in value
        elif name == b"if-none-match":
            known = value
    return Wanted(packed, known)


async def reply(scope: Scope, send: Send, found: Entry) -> None:
    """Send a finished answer, packed when the visitor takes that, without body for HEAD."""
    wants = wanted(scope)
    headers: Headers = [*found.headers, (b"etag", found.etag)]
    if found.status == 304 or (found.status == 200 and wants.has(found.etag)):
        await _send(send, 304, headers, b"")
        return
    body = found.body
    if wants.packed and found.packed is not None:
        body = found.packed
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await _send(send, found.status, headers, b"" if scope["method"] == "HEAD" else body)


async def moved(send: Send, target: str) -> None:
    """Send the visitor to another address; which one follows from the visitor's language."""
    headers = [(b"location", target.encode()), (b"vary", b"accept-language")]
    await _send(send, 302, [*headers, (b"content-length", b"0")], b"")


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
