"""The few addresses that are no page of the site: health, robots, security, catalogues."""

import json
from collections.abc import Callable, Mapping

from grondstof.errors import FaultyError
from grondstof.products.answers.desk import Desk
from grondstof.products.web import catalogue, sbom, terms
from grondstof.products.web.cache import Entry, entry
from grondstof.settings import site_address

_SHORT = ((b"cache-control", b"public, max-age=300"),)
_OPEN = (*_SHORT, (b"access-control-allow-origin", b"*"))
_NEVER = ((b"cache-control", b"no-store"),)


def health(desk: Desk, contact: str) -> Entry:
    """Return whether the site can answer, with the edition it answers from."""
    try:
        body = {"status": "ok", "edition": desk.current()}
        status = 200
    except FaultyError:
        body, status = {"status": "no edition"}, 503
    return entry(status, "application/json", (json.dumps(body) + "\n").encode(), _NEVER)


def robots(desk: Desk, contact: str) -> Entry:
    """Return what crawlers may read: all but the walks and what is worked out on the spot."""
    lines = ["User-agent: *"]
    for path in ("/nl/herkomst", "/en/trace", "/nl/scenario?", "/en/scenario?", "/nl/zoek"):
        lines.append(f"Disallow: {path}")
    return entry(200, "text/plain; charset=utf-8", ("\n".join(lines) + "\n").encode(), _SHORT)


def security(desk: Desk, contact: str) -> Entry:
    """Return where to report a weakness (RFC 9116)."""
    place = f"mailto:{contact}" if contact else f"{site_address()}/nl/correcties"
    text = f"Contact: {place}\nPreferred-Languages: nl, en\nExpires: {_expires(desk)}\n"
    return entry(200, "text/plain; charset=utf-8", text.encode(), _SHORT)


def dcat(desk: Desk, contact: str) -> Entry:
    """Return the catalogue in Turtle."""
    text = catalogue.turtle(desk, contact)
    return entry(200, "text/turtle; charset=utf-8", text.encode(), _OPEN)


def skos(desk: Desk, contact: str) -> Entry:
    """Return terms and indicators as a SKOS scheme in Turtle."""
    return entry(200, "text/turtle; charset=utf-8", terms.turtle(desk).encode(), _OPEN)


def bill_of_materials(desk: Desk, contact: str) -> Entry:
    """Return the program's own bill of materials (CycloneDX)."""
    return entry(200, "application/vnd.cyclonedx+json; version=1.6", sbom.bill(), _OPEN)


def _expires(desk: Desk) -> str:
    # One year after the edition's day, so that no clock enters.
    day = str(desk.manifest()["as_of"])
    return f"{int(day[:4]) + 1}{day[4:]}T00:00:00Z"


PATHS: Mapping[str, Callable[[Desk, str], Entry]] = {
    "/healthz": health,
    "/robots.txt": robots,
    "/.well-known/security.txt": security,
    "/catalog.ttl": dcat,
    "/terms.ttl": skos,
    "/sbom.json": bill_of_materials,
}
# Those that a site of files has too.
FILES = tuple(path for path in PATHS if path != "/healthz")
