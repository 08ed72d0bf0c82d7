"""The pages for what goes wrong: unknown names, values that are not allowed, bugs, too busy.

What a visitor wrote is shown only as escaped text, cut short.
"""

from html import escape

from grondstof.errors import FaultyError, UnknownName
from grondstof.products import faults, messages
from grondstof.products.answers.desk import Desk
from grondstof.products.web import render
from grondstof.products.web.addresses import WORDS, Address
from grondstof.products.web.cache import Entry, entry
from grondstof.products.web.page import Card, Cards, Page, Prose
from grondstof.products.web.visit import Visit
from grondstof.products.wording import LANGUAGES
from grondstof.vocabulary import materials, territories

_HTML = "text/html; charset=utf-8"
_WAYS_ON = ("materials", "territories", "products", "signals")
_NO_STORE = ((b"cache-control", b"no-store"),)


def language_of(path: str) -> str:
    """Return the language of a path; Dutch when it has none."""
    return "en" if path.startswith("/en") else "nl"


def faulty(desk: Desk, path: str, error: FaultyError, contact: str) -> Entry:
    """Return the page that says what is wrong with an address, and what would be right."""
    visit = Visit(desk, Address(language_of(path), "start"))
    status = error.http_status
    nearest = error.nearest if isinstance(error, UnknownName) else ()
    items = "".join(
        f"<li>{escape(faults.sentence(fault, visit.language))}</li>" for fault in error.faults[:20]
    )
    blocks: list[Prose | Cards] = [Prose(f"<ul>{items}</ul>")]
    if nearest:
        found = dict(_near(visit, name) for name in nearest)
        cards = [Card(words, href) for words, href in found.items()]
        blocks.append(Cards(visit.say("error.nearest"), cards, look="names"))
    else:
        blocks.append(_ways_on(visit))
    page = Page(
        visit.say(f"error.{status if status in (400, 404) else 400}"),
        visit.say(f"error.{status if status in (400, 404) else 400}.what"),
        blocks,
        status=status,
    )
    return _made(visit, page, contact)


def _ways_on(visit: Visit) -> Cards:
    """Return where one can look when no name is near, so that no page ends the visit."""
    cards = [
        Card(visit.say(f"nav.{name}"), visit.link(name), visit.say(f"{name}.short"))
        for name in _WAYS_ON
    ]
    return Cards(visit.say("search.nothing"), cards, look="list")


def broken(desk: Desk, path: str, contact: str) -> Entry:
    """Return the page for a bug of ours."""
    visit = Visit(desk, Address(language_of(path), "start"))
    page = Page(visit.say("error.500"), visit.say("error.500.what"), status=500)
    return _made(visit, page, contact)


def busy(path: str) -> Entry:
    """Return the answer for a visitor who comes while too many wait."""
    headers = (*_NO_STORE, (b"retry-after", b"2"))
    return entry(503, _HTML, _bare("error.503", language_of(path)), headers)


def plain(status: int, key: str, path: str) -> Entry:
    """Return a short page, for requests that never reach the pages of the site."""
    return entry(status, _HTML, _bare(key, language_of(path)), _NO_STORE)


def _bare(key: str, language: str) -> bytes:
    """Return a page that needs no edition: what is wrong, and the way in."""
    head, _, rest = escape(messages.say(key, language)).partition(". ")
    head, more = head.rstrip("."), f'<p class="lead">{rest}</p>' if rest else ""
    home = escape(messages.say("error.home", language))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{render.asset("site.css")}">'
        f"<title>{head} – grondstof</title></head>"
        f'<body><main class="wrap head"><h1>{head}</h1>{more}'
        f'<p><a href="/{language}">{home}</a></p></main></body></html>\n'
    ).encode()


def _made(visit: Visit, page: Page, contact: str) -> Entry:
    return entry(page.status, _HTML, render.html(page, visit, contact).encode(), _NO_STORE)


def _near(visit: Visit, name: str) -> tuple[str, str]:
    """Return a name that may have been meant as its reader knows it, and the page it leads to."""
    place = LANGUAGES.index(visit.language)
    for screen, words in WORDS.items():
        if name and words[place] == name:
            return visit.says(f"nav.{screen}", name), visit.link(screen)
    material = materials.aliases().get(name)
    if material:
        return visit.material(material), visit.link("materials", material)
    territory = territories.alias(name)
    if territory in territories.territories():
        return visit.territory(str(territory)), visit.link("territories", str(territory))
    return name, visit.link("search", q=name)
