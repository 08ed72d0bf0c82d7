"""Whatever a visitor types wrong, the page says so in its own language."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from grondstof.products.web.addresses import WORDS, Address
from grondstof.products.web.parameters import text
from grondstof.products.web.screens import screens

# Small words of one language that never stand in a sentence of the other.
ENGLISH = re.compile(
    r"\b(the|and|with|from|found|expected|unknown|a number|choose|give|write|name of|letters"
    r"|such as|at most|correct|look|did you|one of|material|territory|year)\b",
    re.I,
)
DUTCH = re.compile(
    r"\b(de|het|een|van|en|met|gevonden|verwacht|kies|geef|schrijf|tekens|zoals|hoogste|bedoelde"
    r"|jaar|thuisland)\b",
    re.I,
)
# What is typed in every field in turn; a value no field allows, in words of no language.
WRONG = ("zzqx", "-99999999", "z" * 300)
ELSEWHERE = [
    "/{0}/zzqx", "/{0}/{materials}/galium", "/{0}/{materials}/gallium/zzqx",
    "/{0}/{materials}/zzqx/zzqx/zzqx", "/{0}/{territories}/ZZZ", "/{0}/{territories}/China",
    "/{0}/{products}/999998", "/{0}/{products}/abc", "/{0}/{register}/zzqx", "/{0}/{terms}/zzqx",
    "/{0}/{indicators}/zzqx", "/{0}/{questions}/zzqx", "/{0}/{trace}", "/{0}/{trace}/zzqx/a/b",
    "/{0}/{trace}/settled__supply_share/a/share", "/{0}/{sectors}/zzqx", "/{0}/{chains}/zzqx",
    "/{0}/{scenario}/zzqx", "/{0}/{technologies}/zzqx", "/{0}/{product-groups}/zzqx",
    "/{0}/{urban-mine}/zzqx", "/{0}/{stockpile}/zzqx", "/{0}/{measures}/zzqx", "/{0}/{brief}/zzqx",
    "/{0}/{method}/zzqx", "/{0}/{editions}/zzqx", "/{0}/{edition}/zzqx/{materials}",
    "/{0}/{materials}/gallium/files/zzqx.csv", "/{0}/{materials}/gallium/files/rows.zzqx",
    "/{0}/{materials}/gallium/files/zzqx.svg", "/{0}/{basket}?codes=abc,8505.11,x",
    "/{0}/{scenario}?exporter=ZZZ&material=zzqx&loss=9&months=-3&start=99&form=zzqx&horizon=999",
    "/{0}/{scenario}?exporter=CHN&material=gallium&product=permanent-magnet",
    "/{0}/{scenario}?exporter=CHN&product=zzqx", "/{0}/{scenario}?material=gallium&loss=x",
    "/{0}/{scenario}?exporter=CHN&code=000000", "/{0}/{match}?land=EU&bedrag=-5&breedte=500",
    "/{0}/{measures}?keten=permanent-magnet&budget=1", "/{0}/{measures}?keten=permanent-magnet"
    "&plafond=0.05", "/{0}/{stockpile}?grondstof=gallium&niveau=0.000001&drempel=1",
    "/{0}/{editions}?pagina=/{0}/{editions}&sinds=zzqx", "/{0}/{technologies}?jaar=2051",
    "/{0}/{questions}/trade?grondstof=gallium&jaar=1991",
    "/{0}/{questions}/origin?grondstof=gallium&jaar=1991",
    "/{0}/{questions}/stress-test?grondstof=helium",
    "/{0}/{questions}/explanation?grondstof=americium", "/{0}/{questions}/list?thuisland=COD",
    "/{0}/{questions}/demand?thuisland=COD", "/{0}/{since}?sinds=2999-01-01",
    "/{0}/{materials}/{methods}?grondstof=fluorine",
]  # fmt: skip


def _paths(language):
    """Return every wrong address: each field of each screen with each wrong value, and more."""
    place = ("nl", "en").index(language)
    words = {screen: pair[place] for screen, pair in WORDS.items()}
    words |= {"edition": ("editie", "edition")[place], "methods": ("methoden", "methods")[place]}
    paths = [path.format(language, **words) for path in ELSEWHERE]
    for name, screen in screens().items():
        for parameter in screen.parameters:
            start = Address(language, name).path()
            values = WRONG[-1:] if parameter.check is text else WRONG
            paths += [f"{start}?{parameter.name}={quote(value)}" for value in values]
    return paths


def _said(html):
    """Return the sentences of faults on a page, and its heading and lead."""
    main = html.partition("<main")[2].partition("</main>")[0]
    found = re.findall(r"<(?:li|h1|h2)[^>]*>([^<]+)</(?:li|h1|h2)>", main)
    found += re.findall(r'<p class="lead"[^>]*>([^<]+)</p>', main)
    # What stands between quotes was typed, or is a name to be typed.
    return [re.sub(r"'[^']*'|een van: .*?\.|one of: .*?\.", "''", unescape(one)) for one in found]


@pytest.mark.parametrize(("language", "other"), [("nl", ENGLISH), ("en", DUTCH)], ids=["nl", "en"])
def test_a_wrong_address_is_explained_in_the_language_of_the_page(client, language, other):
    wrong, refused = [], 0
    for path in _paths(language):
        reply = client.get(path)
        assert reply.status_code in (200, 400, 404), path
        if reply.status_code == 200:
            continue
        refused += 1
        wrong += [
            (path, said, other.findall(said)) for said in _said(reply.text) if other.search(said)
        ]
    assert wrong == []
    assert refused > 60


def test_long_and_foreign_requests_are_refused_in_the_language_of_the_page(client):
    for path, other in (("/nl/zoek?q=", ENGLISH), ("/en/search?q=", DUTCH)):
        replies = [
            client.get(path + "a" * 9000),
            client.get(path, headers={"host": "evil.example"}),
            client.post(path),
        ]
        assert [reply.status_code for reply in replies] == [414, 400, 405]
        for reply in replies:
            assert not other.search(re.sub(r"<[^>]*>", " ", reply.text))


def test_a_name_that_was_meant_leads_to_its_page(client):
    text = client.get("/nl/grondstoffen/cobalth").text
    assert 'href="/nl/grondstoffen/cobalt"' in text
    assert "kobalt" in text.lower()
    assert 'href="/en/countries/CHN"' in client.get("/en/countries/Chinaa").text
