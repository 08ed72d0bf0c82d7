"""Addresses of the site: every page has its words in each language, and an edition can precede it.

    /nl/grondstoffen/gallium/keten      /en/materials/gallium/chain
    /nl/editie/2026/grondstoffen/...    the same page of one edition, which never changes

Inside the program a page has one name in both languages, so a page knows its other half: the words
of the reader are put in when a path is written, and taken out when one is read. An address with
the word of the other language is read too, and leads on to its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlencode

from grondstof.errors import UnknownName
from grondstof.products.wording import LANGUAGES

# Screen -> its word in Dutch and English.
WORDS: Mapping[str, tuple[str, str]] = {
    "start": ("", ""),
    "materials": ("grondstoffen", "materials"),
    "territories": ("landen", "countries"),
    "products": ("producten", "products"),
    "sectors": ("sectoren", "sectors"),
    "chains": ("ketens", "chains"),
    "scenario": ("scenario", "scenario"),
    "stress-test": ("stresstest", "stress-test"),
    "bans": ("uitvoerstops", "export-bans"),
    "remedies": ("oplossingen", "remedies"),
    "technologies": ("technieken", "technologies"),
    "product-groups": ("productgroepen", "product-groups"),
    "urban-mine": ("urban-mine", "urban-mine"),
    "stockpile": ("voorraad", "stockpile"),
    "measures": ("maatregelen", "measures"),
    "compare": ("vergelijk", "compare"),
    "basket": ("mand", "basket"),
    "controls": ("uitvoerbeperkingen", "export-controls"),
    "trade": ("handel", "trade"),
    "signals": ("signalen", "signals"),
    "register": ("register", "register"),
    "calendar": ("kalender", "calendar"),
    "since": ("veranderingen", "changes"),
    "partnerships": ("partnerschappen", "partnerships"),
    "projects": ("projecten", "projects"),
    "instruments": ("instrumenten", "instruments"),
    "match": ("past-een-regeling", "match"),
    "gaps": ("lacunes", "gaps"),
    "targets": ("doelen", "targets"),
    "brief": ("notitie", "brief"),
    "indicators": ("indicatoren", "indicators"),
    "terms": ("begrippen", "terms"),
    "search": ("zoek", "search"),
    "trace": ("herkomst", "trace"),
    "questions": ("vragen", "questions"),
    "editions": ("edities", "editions"),
    "corrections": ("correcties", "corrections"),
    "data": ("data", "data"),
    "method": ("methode", "method"),
    "api": ("api-uitleg", "api-guide"),
    "accessibility": ("toegankelijkheid", "accessibility"),
    "privacy": ("privacy", "privacy"),
    "colophon": ("colofon", "colophon"),
}
# Screen -> for each place after its word: Dutch word, which is the name of the page -> English.
BELOW: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "materials": (
        {
            "tabel": "table",
            "zekerheid": "certainty",
            "drempel": "threshold",
            "eindproducten": "end-products",
            "methoden": "methods",
            "rekenwijze": "calculation",
            "terugblik": "hindsight",
            "veranderd": "changed",
            "officieel": "official",
        },
        {"keten": "chain", "uitleg": "explained"},
    ),
}
_EDITION = ("editie", "edition")


@dataclass(frozen=True)
class Address:
    """One page: language, screen, what follows it, and the edition when one is named."""

    language: str
    screen: str
    rest: tuple[str, ...] = ()
    edition: str | None = None

    def path(self) -> str:
        """Return the path of the page, without a slash at the end."""
        return path_of(self.language, self.screen, self.rest, self.edition)

    def link(self, query: Mapping[str, str] | None = None) -> str:
        """Return the path with a query whose empty values are left out."""
        kept = {key: value for key, value in (query or {}).items() if value}
        return self.path() + ("?" + urlencode(kept, safe=",.:") if kept else "")


@lru_cache(maxsize=8192)
def path_of(language: str, screen: str, rest: tuple[str, ...], edition: str | None = None) -> str:
    """Return the path of a page; the last ones are kept."""
    return new_path(language, screen, rest, edition)


def new_path(language: str, screen: str, rest: tuple[str, ...], edition: str | None) -> str:
    """Return the path of a page that is hardly asked twice, such as the walk behind one row."""
    place = LANGUAGES.index(language)
    parts = [language]
    if edition:
        parts += [_EDITION[place], edition]
    parts += [WORDS[screen][place], *_worded(screen, rest, language)]
    return "/" + "/".join([_quoted(part) for part in parts if part])


def _worded(screen: str, rest: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return what follows the screen's word in the words of a language."""
    below = BELOW.get(screen)
    if below is None or language == "nl":
        return rest
    named = [words.get(part, part) for part, words in zip(rest, below, strict=False)]
    return (*named, *rest[len(named) :])


def _named(screen: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    """Return what follows the screen's word by name, whichever language its words are in."""
    below = BELOW.get(screen)
    if below is None:
        return rest
    names = [{english: dutch for dutch, english in words.items()} for words in below]
    named = [words.get(part, part) for part, words in zip(rest, names, strict=False)]
    return (*named, *rest[len(named) :])


@lru_cache(maxsize=8192)
def _quoted(part: str) -> str:
    return quote(part, safe="~:,")


def parse(path: str) -> Address:
    """Return the page that a path leads to.

    Raises:
        UnknownName: If the language or the screen's word is unknown.
    """
    parts = [unquote(part) for part in path.strip("/").split("/")]
    language = parts[0]
    if language not in LANGUAGES:
        raise UnknownName("address", language, "a language", list(LANGUAGES))
    place, rest, edition = LANGUAGES.index(language), parts[1:], None
    if len(rest) > 1 and rest[0] == _EDITION[place]:
        edition, rest = rest[1], rest[2:]
    word = rest[0] if rest else ""
    for screen, words in WORDS.items():
        if words[place] == word:
            return Address(language, screen, _named(screen, tuple(rest[1:])), edition)
    raise UnknownName("address", word, "a page", [words[place] for words in WORDS.values()])


def in_other_words(path: str, address: Address) -> bool:
    """Return whether a path that was read as an address has a word of the other language."""
    given = [unquote(part) for part in path.strip("/").split("/")]
    own = _worded(address.screen, address.rest, address.language)
    return bool(own) and tuple(given[-len(own) :]) != own


def other_path(address: Address) -> str:
    """Return the path of a page with the words of the other language after the screen's word.

    It is the path itself where both languages have the same words. An English page stood at such a
    path before these words were translated.
    """
    other = next(language for language in LANGUAGES if language != address.language)
    word = WORDS[address.screen][LANGUAGES.index(address.language)]
    parts = (address.language, word, *_worded(address.screen, address.rest, other))
    return "/" + "/".join(_quoted(part) for part in parts if part)
