"""No string is left untranslated: every sort of page is read in both languages.

What a publisher wrote stays in its own language and is marked as such; what we write is in the
language of the page.
"""

import re
from html import unescape

import pytest

from grondstof.products import messages
from grondstof.products.web.addresses import Address
from grondstof.products.web.screens import screens
from grondstof.products.web.visit import Visit

# Names that are no words of ours: a message may stay out for these.
IDS = re.compile(r"WIOD35:|^\d|[A-Z]{3}$")
# Words of a document that the register quotes because they are wrong.
QUOTED = frozenset({"zeldzame aardmetalen"})
QUERIES = {
    "basket": "?codes=850511,8507.60", "search": "?q=neodymum", "compare": "?g=kobalt,gallium",
    "products": "?q=magneet",
}  # fmt: skip


@pytest.fixture(scope="module")
def sorts(desk):
    """One or two pages of each screen, and their queries."""
    found = []
    for name, screen in screens().items():
        states = list(screen.states(desk))
        for rest in (states[:1] + states[1:2] + states[-1:]) if len(states) > 2 else states:
            found.append((name, tuple(rest), ""))
        if name in QUERIES:
            found.append((name, (), QUERIES[name]))
    return list(dict.fromkeys(found))


def _texts(html):
    """Return the texts of a page that are not marked as another language."""
    body = html.partition("<main")[2].partition("</main>")[0]
    body = re.sub(r"<(\w+)[^>]*\slang=\"[a-z]+\"[^>]*>.*?</\1>", " ", body, flags=re.DOTALL)
    return {unescape(text).strip() for text in re.findall(r">([^<>]+)<", body)}


def test_no_page_shows_a_message_of_the_other_language(client, sorts):
    only = {"nl": set(), "en": set()}
    for nl, en in messages.catalogue().values():
        if "{" not in nl and nl.casefold() != en.casefold() and " " in nl and " " in en:
            only["nl"].add(nl)
            only["en"].add(en)
    shared = only["nl"] & only["en"]
    wrong = []
    for name, rest, query in sorts:
        for language, other in (("nl", "en"), ("en", "nl")):
            reply = client.get(Address(language, name, rest).path() + query)
            assert reply.status_code == 200, (name, rest)
            hits = _texts(reply.text) & (only[other] - shared - QUOTED)
            wrong += [(language, name, rest, hit) for hit in sorted(hits)]
    assert wrong == []


def test_every_head_and_title_of_a_table_has_words_in_both_languages(client, sorts, monkeypatch):
    missing, real = {}, messages.says

    def says(key, language, otherwise):
        plain = key.partition(".")[2]
        wanted = key.startswith(("column.", "table.", "question."))
        if wanted and key not in messages.catalogue() and plain == otherwise.replace(" ", "_"):
            missing[key] = otherwise
        return real(key, language, otherwise)

    monkeypatch.setattr(messages, "says", says)
    for name, rest, query in sorts:
        client.get(Address("nl", name, rest).path() + query + ("&" if query else "?") + "x=1")
    assert {key: words for key, words in missing.items() if not IDS.search(key)} == {}


def test_every_gap_says_what_why_and_effect_in_dutch_too(desk, sorts):
    known, wrong = messages.catalogue(), []
    for name, rest, query in sorts:
        if query:
            continue
        page = screens()[name].show(Visit(desk, Address("nl", name, rest)))
        for gap in page.answer.gaps if page.answer else ():
            parts = gap.what.split(";")
            if not gap.what_nl and not all(
                f"column.{one}" in known or f"gap.{one}" in known for one in parts
            ):
                wrong.append((name, rest, "what", gap.what))
            for part in ("why", "effect"):
                text = getattr(gap, part)
                if text and not getattr(gap, f"{part}_nl") and f"gap.{text}" not in known:
                    wrong.append((name, rest, part, text))
    assert wrong == []
