"""The dossier as pages in a browser on this machine only: loopback, a random port and token."""

import secrets
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from grondstof.products.company.dossier import dossier
from grondstof.products.company.run import read_assessment
from grondstof.products.report.printed_html import to_html

LOOPBACK = "127.0.0.1"
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def local_app(folder: Path, token: str) -> Starlette:
    """Return the application; without the token, or by another host name, it shows nothing."""

    def show(request: Request) -> Response:
        given = request.path_params["token"]
        host = (request.headers.get("host") or "").split(":")[0]
        if host != LOOPBACK or not secrets.compare_digest(given, token):
            return PlainTextResponse("Not found", status_code=404, headers=_SAFE)
        language = "en" if request.path_params["language"] == "en" else "nl"
        page = to_html(dossier(read_assessment(folder), language))
        return HTMLResponse(page, headers=_SAFE)

    return Starlette(routes=[Route("/{token}/{language}", show, methods=["GET"])])


def serve(folder: Path, told: Any) -> None:
    """Serve until stopped; `told` is called with the address once.

    Raises:
        InputError: the folder holds no assessment.
    """
    import socket

    import uvicorn

    read_assessment(folder)
    token = secrets.token_urlsafe(24)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind((LOOPBACK, 0))
        told(f"http://{LOOPBACK}:{listener.getsockname()[1]}/{token}/nl")
        config = uvicorn.Config(local_app(folder, token), access_log=False, log_level="warning")
        uvicorn.Server(config).run(sockets=[listener])
