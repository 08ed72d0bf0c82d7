"""Small pages that stand where a page of the site has stood before, and lead on to it.

A server answers an address in the words of the other language with a redirect. Files have no such
answer, so the page itself sends its reader on: at once, without a script, and with a link for who
does not let pages do that. Search engines read in it which address is the one to keep. A file that
stood below an old address (a table, a figure) is not there: only a page can lead on.
"""

import os
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import unquote

from grondstof.products import messages
from grondstof.products.web import render
from grondstof.products.web.addresses import Address, other_path

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{words}</title>
<meta http-equiv="refresh" content="0; url={goal}">
<link rel="canonical" href="{goal}">
<link rel="icon" href="{icon}">
<main><p><a href="{goal}">{words}</a></p></main>
"""


def moved_pages(pages: Sequence[Address]) -> Iterator[tuple[str, bytes]]:
    """Yield the path of every old address and the page that leads on from it.

    Args:
        pages: The pages that are written; an old address that is one of them is left to it.
    """
    known = {address.path() for address in pages}
    for address in pages:
        old = other_path(address)
        if old not in known:
            yield old, _page(address, old)


def _page(address: Address, old: str) -> bytes:
    icon = f"/{render.asset('mark.svg').strip('/')}"
    text = _PAGE.format(
        language=address.language,
        words=escape(messages.say("moved.here", address.language)),
        goal=escape(_step(old, f"{address.path()}/index.html")),
        icon=_step(old, icon),
    )
    return text.encode()


def _step(here: str, goal: str) -> str:
    """Return the way from a folder of the site to one of its files."""
    return os.path.relpath(unquote(goal), unquote(here)).replace(os.sep, "/")
