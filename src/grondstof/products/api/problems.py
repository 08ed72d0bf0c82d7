"""Errors of the API as `application/problem+json` (RFC 9457), and the headers of every answer.

What stands before the API refuses in the same shape, without loading it.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus

from starlette.responses import Response

from grondstof.errors import Fault

VERSION = "1.0.0"
MEDIA = "application/problem+json"
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"api-version", VERSION.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"API-Version, ETag"),
)
ALLOWED = ((b"allow", b"GET, HEAD, OPTIONS"),)


def problem(status: int, faults: Sequence[Fault]) -> Response:
    """Return a problem with title, status, detail and all faults of the input."""
    extra = {"allow": ALLOWED[0][1].decode()} if status == 405 else None
    return Response(
        problem_body(status, faults), status_code=status, headers=extra, media_type=MEDIA
    )


def problem_body(status: int, faults: Sequence[Fault] = ()) -> bytes:
    """Return a problem as JSON."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": "; ".join(str(fault) for fault in faults)[:2000]
        or HTTPStatus(status).description,
        "faults": [fault.to_dict() for fault in faults[:20]],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
