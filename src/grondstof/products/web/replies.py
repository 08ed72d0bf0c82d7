"""Sends finished answers: the whole body, the packed body, or only that nothing has changed."""

from starlette.types import Scope, Send

from grondstof.products.web.cache import Entry

Headers = list[tuple[bytes, bytes]]


async def reply(scope: Scope, send: Send, found: Entry) -> None:
    """Send a finished answer, packed when the visitor takes that, without body for HEAD."""
    wants_packed, known = False, b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            wants_packed = b"gzip" in value
        elif name == b"if-none-match":
            known = value
    headers: Headers = [*found.headers, (b"etag", found.etag)]
    if known and found.status == 200 and found.etag in known:
        await _send(send, 304, headers, b"")
        return
    body = found.body
    if wants_packed and found.packed is not None:
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
