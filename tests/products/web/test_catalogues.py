"""What DCAT-AP-NL 3.0 demands of a catalogue, as plain assertions; and the terms as SKOS."""

import re

from grondstof import settings

DATASET = ("title", "description", "identifier", "publisher", "creator")
SERVICE = ("dcat:endpointURL", "dcat:endpointDescription", "dct:license", "dcat:contactPoint",
           "dct:accessRights", "dcat:theme", "dct:identifier", "dct:publisher")  # fmt: skip


def _subjects(text):
    found = {}
    for block in re.split(r"(?<=[.])\n(?=<)", text):
        name = re.match(r"<([^>]+)>", block.strip())
        if name:
            found[name[1]] = block
    return found


def test_the_catalogue_has_what_the_dutch_profile_demands(client):
    subjects = _subjects(client.get("/catalog.ttl").text)
    sets = {k: v for k, v in subjects.items() if "a dcat:Dataset ;" in v}
    files = {k: v for k, v in subjects.items() if "a dcat:Distribution ;" in v}
    assert len(sets) >= 4
    for block in sets.values():
        assert all(f"dct:{name}" in block for name in DATASET)
        assert "dcat:contactPoint" in block
        assert "access-right/PUBLIC" in block
        assert "data-theme/" in block
        assert block.count("@nl") >= 2
        assert block.count("@en") >= 2
    for block in files.values():
        assert "dcat:accessURL" in block
        assert "creativecommons.org" in block
        assert "dct:format" in block
    (service,) = [v for v in subjects.values() if "a dcat:DataService" in v]
    assert all(name in service for name in SERVICE)
    (catalog,) = [v for v in subjects.values() if "a dcat:Catalog" in v]
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint"):
        assert name in catalog


def test_every_distribution_can_be_fetched(client):
    text = client.get("/catalog.ttl").text
    for address in re.findall(r"dcat:accessURL <([^>]+)>", text):
        path = address.removeprefix(settings.site_address())
        assert client.get(path).status_code == 200, path


def test_every_term_and_indicator_is_a_concept(client):
    text = client.get("/terms.ttl").text
    assert text.count("a skos:Concept ;") >= 25
    assert text.count("@nl") == text.count("@en")
