"""Errors of the API as `application/problem+json` (RFC 9457)."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from starlette.responses import Response

from grondstof.errors import Fault


def problem(status: int, faults: Sequence[Fault]) -> Response:
    """Return a problem with title, status, detail and all faults of the input."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": "; ".join(str(fault) for fault in faults)[:2000]
        or HTTPStatus(status).description,
        "faults": [fault.to_dict() for fault in faults[:20]],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    return Response(text, status_code=status, media_type="application/problem+json")
