"""The catalogue of open data per DCAT-AP-NL 3.0, as Turtle and as JSON-LD."""

from collections.abc import Iterator
from typing import Any

from grondstof.products.answers.desk import Desk
from grondstof.products.web.terms import literal
from grondstof.settings import site_address

BASE = site_address()
PUBLISHER = f"{BASE}/id/publisher"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_THEME = "http://publications.europa.eu/resource/authority/data-theme/ECON"
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
# Data set -> page that gives it, title and description in Dutch and English.
DATASETS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("list", "/nl/grondstoffen", "Lijst van kritieke grondstoffen", "List of critical materials",
     "Leveringsrisico en belang per grondstof, met marge en oordeel.",
     "Supply risk and importance per material, with interval and verdict."),
    ("sources", "/nl/data", "Bronnen van de editie", "Sources of the edition",
     "Elke bron met uitgever, licentie, datum en aantal cijfers.",
     "Every source with publisher, licence, date and number of figures."),
    ("controls", "/nl/uitvoerbeperkingen", "Uitvoerbeperkingen", "Export controls",
     "Beperkingen op uitvoer per land en grondstof, met de wettekst.",
     "Restrictions on export by country and material, with the legal text."),
    ("register", "/nl/register", "Register van afspraken", "Register of promises",
     "Afspraken van de grondstoffenstrategie met stand en bewijs.",
     "Promises of the raw materials strategy with state and evidence."),
    ("bans", "/nl/uitvoerstops", "Uitvoerstops van een jaar", "Export bans of a year",
     "Wat een stop van een jaar het thuisland kost, per land, grondstof en fase.",
     "What a ban of a year costs home, by country, material and stage."),
)  # fmt: skip
_FORMATS = (
    ("csv", "CSV", "text/csv"),
    ("json", "JSON", "application/json"),
    ("parquet", "PARQUET", "application/vnd.apache.parquet"),
    ("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def turtle(desk: Desk, contact: str) -> str:
    """Return the catalogue in Turtle."""
    edition, day = desk.current(), str(desk.manifest()["as_of"])
    lines = [*_prefixes(), *_agents(contact), *_catalog(), *_service()]
    for data_set in DATASETS:
        lines += _data_set(data_set, edition, day)
    return "\n".join(lines) + "\n"


def json_ld(desk: Desk, language: str) -> dict[str, Any]:
    """Return the catalogue as JSON-LD for the head of the page of sources."""
    place = 2 if language == "nl" else 3
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "name": "grondstof",
        "license": LICENCE,
        "dataset": [
            {
                "@type": "Dataset",
                "@id": f"{BASE}/id/dataset/{item[0]}",
                "name": item[place],
                "description": item[place + 2],
                "version": desk.current(),
                "license": LICENCE,
                "isAccessibleForFree": True,
                "url": f"{BASE}{item[1]}",
            }
            for item in DATASETS
        ],
    }


def _prefixes() -> Iterator[str]:
    for prefix, address in (
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ):
        yield f"@prefix {prefix}: <{address}> ."
    yield ""


def _agents(contact: str) -> Iterator[str]:
    yield f'<{PUBLISHER}> a foaf:Agent ; foaf:name "grondstof"@nl, "grondstof"@en .'
    reached = f"vcard:hasEmail <mailto:{contact}>" if contact else f"vcard:hasURL <{BASE}>"
    yield f'<{BASE}/id/contact> a vcard:Organization ; vcard:fn "grondstof" ; {reached} .'


def _catalog() -> Iterator[str]:
    yield f"<{BASE}/id/catalog> a dcat:Catalog ;"
    yield f"  dct:title {literal('Catalogus van grondstof', 'nl')}, {literal('Catalogue', 'en')} ;"
    yield (
        f"  dct:description {literal('Open data over kritieke grondstoffen.', 'nl')}, "
        f"{literal('Open data on critical raw materials.', 'en')} ;"
    )
    yield f"  dct:publisher <{PUBLISHER}> ; dcat:contactPoint <{BASE}/id/contact> ;"
    yield f"  dct:license <{LICENCE}> ; dcat:service <{BASE}/id/service/api> ;"
    names = ", ".join(f"<{BASE}/id/dataset/{item[0]}>" for item in DATASETS)
    yield f"  dcat:dataset {names} ."


def _shared(name: str, titles: tuple[str, str], words: tuple[str, str]) -> Iterator[str]:
    yield f"  dct:title {literal(titles[0], 'nl')}, {literal(titles[1], 'en')} ;"
    yield f"  dct:description {literal(words[0], 'nl')}, {literal(words[1], 'en')} ;"
    yield f'  dct:identifier "{BASE}/id/{name}" ;'
    yield f"  dct:publisher <{PUBLISHER}> ; dct:creator <{PUBLISHER}> ;"
    yield f"  dcat:contactPoint <{BASE}/id/contact> ; dct:accessRights <{_PUBLIC}> ;"
    yield f"  dcat:theme <{_THEME}> ;"


def _service() -> Iterator[str]:
    yield f"<{BASE}/id/service/api> a dcat:DataService ;"
    yield from _shared(
        "service/api",
        ("API van grondstof", "API of grondstof"),
        ("Alle antwoorden als JSON.", "All answers as JSON."),
    )
    yield f"  dcat:endpointURL <{BASE}/api/v1> ;"
    yield f"  dcat:endpointDescription <{BASE}/api/v1/openapi.json> ;"
    yield f"  dct:license <{LICENCE}> ."


def _data_set(item: tuple[str, ...], edition: str, day: str) -> Iterator[str]:
    name, page, *words = item
    yield f"<{BASE}/id/dataset/{name}> a dcat:Dataset ;"
    yield from _shared(f"dataset/{name}", (words[0], words[1]), (words[2], words[3]))
    yield f'  dcat:version "{edition}" ; dct:issued "{day}"^^xsd:date ;'
    yield f"  dcat:landingPage <{BASE}{page}> ;"
    links = ", ".join(f"<{BASE}/id/distribution/{name}/{ending}>" for ending, _, _ in _FORMATS)
    yield f"  dcat:distribution {links} ."
    fixed = page.replace("/nl/", f"/nl/editie/{edition}/", 1)
    for ending, kind, media in _FORMATS:
        yield f"<{BASE}/id/distribution/{name}/{ending}> a dcat:Distribution ;"
        yield f"  dcat:accessURL <{BASE}{fixed}/files/rows.{ending}> ;"
        yield f"  dct:license <{LICENCE}> ; dct:format <{_FILE_TYPE}{kind}> ;"
        yield f"  dcat:mediaType <{_MEDIA}{media}> ."
