"""Words for what stands in a table as an id or a list of ids, and the language a text is in.

Ids are never translated in the data; a reader sees names. A text of a publisher stays as it was
written, and is marked with its own language so that a screen reader speaks it right.
"""

import re
from functools import lru_cache

from grondstof.products.answers.product_group_files import groups
from grondstof.products.answers.remedy_words import CHAIN_NAMES
from grondstof.products.messages import catalogue, say, says
from grondstof.products.wording import capacity, dates_in
from grondstof.vocabulary import lists, materials, stages, territories

# Columns that hold a publisher's or parliament's own words.
_LITERAL = frozenset(
    {"original_label", "original_value", "quote", "locator", "claim_sentence", "due_phrase",
     "citation", "publisher", "url", "text", "line", "title"}
)  # fmt: skip
# Columns that hold a month of a year, or a year.
_MONTHS = frozenset({"signal_period"})
# Small words that stand in nearly every sentence of one language and never in the other.
_SMALL = {
    "nl": "|de|het|een|van|en|niet|voor|uit|met|bij|naar|zijn|wordt|dat|die|op|aan|sinds|geen|",
    "en": "|the|of|and|not|for|from|with|by|to|are|that|which|on|as|at|no|its|only|than|",
}
_PART = re.compile(r"\b[a-z]+\b|\b(Art|Box|Table)\b(?=[ .]|$)")
# An address is told by its site: as a whole it reads as noise and breaks no line of a phone.
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s]+)\S*")
_ONLY = "only producers of "
_SPLIT = re.compile(r"\s*[;,]\s*")


@lru_cache(maxsize=20_000)
def words_of(column: str, text: str, language: str) -> str:
    """Return the words for a text of a column: a message, names of ids, or the text itself."""
    said = _said(column, text, language)
    if said is not None:
        return said
    if column == "place":
        return placed(text, language)
    if column == "capacity":
        return capacity(text, language)
    if column in _LITERAL:
        return text
    if " " in text or column in _MONTHS:
        text = dates_in(text, language)
    pieces = _SPLIT.split(text)
    names = [_name(column, piece, language) for piece in pieces]
    known = [name for name in names if name is not None]
    return ", ".join(known) if len(known) == len(pieces) else text


def placed(text: str, language: str) -> str:
    """Return where something stands in a paper; the register writes `annex 1`, `footnote 3`."""
    text = _ADDRESS.sub(lambda found: found[1], text)
    return _PART.sub(lambda found: says(f"place.{found[0]}", language, found[0]), text)


@lru_cache(maxsize=20_000)
def tongue(text: str) -> str:
    """Return `nl` or `en` as far as small words tell; an empty text when they do not."""
    found = re.findall(r"[a-z]+", text.lower())
    dutch, english = (
        sum(f"|{word}|" in small for word in found) for small in (_SMALL["nl"], _SMALL["en"])
    )
    if dutch == english:
        return ""
    return "nl" if dutch > english else "en"


def _said(column: str, text: str, language: str) -> str | None:
    for key in (f"value.{column}.{text}", f"value.{text}", f"gap.{text}"):
        if key in catalogue():
            return catalogue()[key][0 if language == "nl" else 1]
    return None


def _name(column: str, piece: str, language: str) -> str | None:
    said = _said(column, piece, language)
    if said is not None:
        return said
    known = (
        materials.materials().get(piece)
        or territories.territories().get(piece)
        or territories.groups().get(piece)
        or stages.stages().get(piece)
    )
    if known is not None:
        return str(known.name_nl if language == "nl" else known.name_en)
    return _titled(column, piece, language)


def _titled(column: str, piece: str, language: str) -> str | None:
    """Return the title of a dated list, of a product group, of a chain or of an anchor."""
    if column == "anchor" and piece.startswith(_ONLY):
        told = _name("material_id", piece.removeprefix(_ONLY), language)
        return say("anchor.only", language, name=told) if told else None
    if piece in lists.lists():
        found = lists.lists()[piece]
        return str(found.title_nl if language == "nl" else found.title_en)
    if column in ("groups", "group", "product_group", "group_id") and piece in groups():
        title = groups()[piece].title
        return str(title.nl if language == "nl" else title.en)
    if column in ("chain", "chains", "subject", "technologies") and piece in CHAIN_NAMES:
        name = CHAIN_NAMES[piece]
        return name.nl if language == "nl" else name.en
    return None
