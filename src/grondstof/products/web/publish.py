"""Writes the whole site as files: pages, tables as CSV and JSON, figures as SVG, catalogues.

Links become relative, so that the folder works below any path of a host and from a disk. A page
that only a server can make (a free scenario, the walk behind one number) gets no link; the words
stay. Search and basket work through a small script and an index of their own.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from grondstof import log
from grondstof.errors import Fault, FaultyError, InputError
from grondstof.products.answers.desk import Desk
from grondstof.products.web import fixed, render
from grondstof.products.web.addresses import Address
from grondstof.products.web.app import OUR_BUGS, Site
from grondstof.products.web.files import file_of
from grondstof.products.web.publish_index import index_script
from grondstof.products.web.screens import screen, screens
from grondstof.products.web.visit import Visit
from grondstof.products.wording import LANGUAGES

Progress = Callable[[str, int, int], None]
_LINK = re.compile(r'(<[a-zA-Z][^<>]*?\s)(href|src|action)="(/[^"]*)"')
_FILE = re.compile(r'(?:href)="(/[^"]*/files/[^"?]+\.(?:csv|json|svg|atom))"')
_ELSEWHERE = ("/static/", "/catalog.ttl", "/terms.ttl", "/sbom.json")


@dataclass
class Written:
    """What was written: files, bytes, and the pages that could not be made."""

    files: int = 0
    bytes: int = 0
    left_out: list[str] = field(default_factory=list)


def publish_site(desk: Desk, out: Path, base: str, contact: str, progress: Progress) -> Written:
    """Write the site of the served edition into a folder.

    Args:
        desk: Where questions are asked.
        out: Folder; made when absent.
        base: Path below which a host shows the files; used where an address must be absolute.
        contact: Address that readers can mail.
        progress: Told about every page.

    Raises:
        InputError: If `out` is a file, or `base` does not start with a slash.
    """
    if base and not base.startswith("/"):
        raise InputError(
            [Fault("--base", f"'{base}'", "a path such as /grondstof", "Start with /")]
        )
    if out.exists() and not out.is_dir():
        raise InputError([Fault(str(out), "a file", "a folder", "Choose another name")])
    site, done = Site(desk, contact, static=True), Written()
    pages = list(page_paths(desk))
    known = {address.path() for address in pages}
    for n, address in enumerate(pages):
        progress("pages", n, len(pages))
        try:
            _page(site, address, out, known, done)
        except (FaultyError, *OUR_BUGS) as error:
            # One page that fails does not keep the others from the reader; it is counted.
            log.logger("publish").error("left out %s", address.path(), exc_info=error)
            done.left_out.append(address.path())
    _rest(desk, out, base, contact, done)
    return done


def _page(site: Site, address: Address, out: Path, known: set[str], done: Written) -> None:
    visit = Visit(site.desk, address, static=True)
    page = screen(address.screen).show(visit)
    text = site.html(visit, page).body.decode()
    _write(
        out, f"{address.path()}/index.html", relative(text, address.path(), known).encode(), done
    )
    for path in dict.fromkeys(_FILE.findall(text)):
        name = path.rpartition("/")[2]
        # Tables are the same in both languages and stand with the Dutch page.
        if address.language == "nl" or name.endswith(".svg"):
            _write(out, unquote(path), file_of(visit, page, unquote(name)).body, done)
            if name.endswith(".csv"):
                described = file_of(visit, page, f"{unquote(name)}-metadata.json")
                _write(out, unquote(f"{path}-metadata.json"), described.body, done)


def page_paths(desk: Desk) -> Iterator[Address]:
    """Yield all pages that can be written down."""
    for name, chosen in screens().items():
        for rest in chosen.states(desk):
            for language in LANGUAGES:
                yield Address(language, name, rest)


def relative(text: str, path: str, known: set[str]) -> str:
    """Return a page whose links lead to files beside it.

    A link to a page that is not written down loses its address and keeps its words.
    """
    here = path.strip("/")

    def changed(found: re.Match[str]) -> str:
        before, attribute, target = found.groups()
        plain, _, rest = target.partition("?")
        plain, _, part = plain.partition("#")
        if "/files/" in plain or plain.startswith(_ELSEWHERE):
            goal = plain.strip("/")
        elif plain in known:
            goal = f"{plain.strip('/')}/index.html"
        else:
            return before.rstrip() + " "
        step = os.path.relpath(unquote(goal), unquote(here) or ".").replace(os.sep, "/")
        tail = (f"?{rest}" if rest and attribute == "href" else "") + (f"#{part}" if part else "")
        return f'{before}{attribute}="{step}{tail}"'

    return _LINK.sub(changed, text)


def _rest(desk: Desk, out: Path, base: str, contact: str, done: Written) -> None:
    for name in (*render.ASSETS, *render.STATIC_ASSETS):
        _write(out, render.asset(name), render.asset_bytes(name), done)
    _write(out, "/static/index.js", index_script(desk).encode(), done)
    for path in fixed.FILES:
        _write(out, path, fixed.PATHS[path](desk, contact).body, done)
    from grondstof.products.api.app import document_of

    _write(out, "/api/v1/openapi.json", document_of(desk), done)
    start = '<!doctype html><meta charset="utf-8"><title>grondstof</title>'
    start += '<meta http-equiv="refresh" content="0; url=nl/index.html">'
    start += '<a href="nl/index.html">Nederlands</a> <a href="en/index.html">English</a>\n'
    _write(out, "/index.html", start.encode(), done)
    facts = {"edition": desk.current(), "base": base or "/"}
    _write(out, "/edition.json", (json.dumps(facts) + "\n").encode(), done)


def _write(out: Path, path: str, body: bytes, done: Written) -> None:
    target = out / path.strip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    done.files += 1
    done.bytes += len(body)
