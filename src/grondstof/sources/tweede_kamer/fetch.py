"""Fetches from the Tweede Kamer: commitments, motions and papers by OData, changes by SyncFeed."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from grondstof.errors import Fault, InputError
from grondstof.sources.kit.http import Limits, read
from grondstof.sources.tweede_kamer.parse import next_page, read_feed

BASE = "https://gegevensmagazijn.tweedekamer.nl"
LIMITS = Limits(hosts=("gegevensmagazijn.tweedekamer.nl",), max_bytes=20_000_000)
MOST_PAGES = 400
FIELDS = "Id,Nummer,Tekst,Status,Ministerie,Aanmaakdatum,DatumNakoming,GewijzigdOp,Verwijderd"

_DOSSIER = "Kamerstukdossier($select=Nummer,Toevoeging)"
ENTITIES = {
    "Zaak": {
        "$select": "Id,Nummer,Soort,Titel,Onderwerp,Status,GestartOp,Termijn,Volgnummer,"
        "Kabinetsappreciatie,GewijzigdOp,Verwijderd",
        "$expand": f"{_DOSSIER},Besluit($select=BesluitSoort,GewijzigdOp)",
        "$filter": "startswith(Soort,'Motie')",
    },
    "Document": {
        "$select": "Id,DocumentNummer,Soort,Titel,Onderwerp,Datum,DatumOntvangst,Volgnummer,"
        "GewijzigdOp,Verwijderd",
        "$expand": _DOSSIER,
        "$filter": "",
    },
}


def fetch(
    folder: Path, since: str = "2022-12-09", limits: Limits = LIMITS, base: str = BASE
) -> list[Path]:
    """Download the commitments made since a day, page by page, and return the files.

    Args:
        folder: Where the pages go.
        since: First day, YYYY-MM-DD.
        limits: What each request may take.
        base: Address of the service; tests give another.

    Raises:
        InputError: If a page is no page, or the pages do not end.
    """
    asked = {
        "$filter": f"Aanmaakdatum ge {since}T00:00:00Z and Verwijderd eq false",
        "$select": FIELDS,
        "$orderby": "Nummer",
    }
    url = f"{base}/OData/v4/2.0/Toezegging?{urlencode(asked)}"
    return _pages(url, folder, "toezegging", ".json", limits, next_page)


def fetch_dossier(
    folder: Path,
    entity: str,
    dossier: str = "32852",
    changed_since: str | None = None,
    limits: Limits = LIMITS,
    base: str = BASE,
) -> list[Path]:
    """Download the motions (`Zaak`) or the papers (`Document`) of a dossier and return the files.

    Args:
        folder: Where the pages go.
        entity: `Zaak` or `Document`.
        dossier: Number of the dossier, five digits.
        changed_since: Only what changed from this day, YYYY-MM-DD; all without.
        limits: What each request may take.
        base: Address of the service; tests give another.

    Raises:
        InputError: If the dossier is no number, a page is no page, or the pages do not end.
    """
    if not (dossier.isascii() and dossier.isdigit() and len(dossier) == 5):
        raise InputError(
            [Fault("dossier", f"'{dossier[:20]}'", "five digits, such as 32852", "Correct it")]
        )
    terms = [f"Kamerstukdossier/any(d: d/Nummer eq {dossier})", ENTITIES[entity]["$filter"]]
    terms.append(f"GewijzigdOp ge {changed_since}T00:00:00Z" if changed_since else "")
    asked = {**ENTITIES[entity], "$filter": " and ".join(term for term in terms if term)}
    url = f"{base}/OData/v4/2.0/{entity}?{urlencode({**asked, '$orderby': 'Id'})}"
    return _pages(url, folder, entity.casefold(), ".json", limits, next_page)


def fetch_changes(
    folder: Path, skiptoken: int | None = None, limits: Limits = LIMITS, base: str = BASE
) -> list[Path]:
    """Download the changes of commitments after a skiptoken and return the files.

    Raises:
        InputError: If a page is no feed, or the pages do not end.
    """
    asked = {"category": "Toezegging", **({"skiptoken": str(skiptoken)} if skiptoken else {})}
    url = f"{base}/SyncFeed/2.0/Feed?{urlencode(asked)}"
    return _pages(url, folder, "feed", ".xml", limits, lambda name, data: read_feed(name, data)[1])


def _pages(
    url: str | None,
    folder: Path,
    name: str,
    ending: str,
    limits: Limits,
    following: Callable[[str, bytes], str | None],
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Path] = []
    asked: set[str] = set()
    while url is not None:
        if len(found) >= MOST_PAGES or url in asked:
            what = "a page that leads to itself" if url in asked else f"over {MOST_PAGES} pages"
            raise InputError([Fault(name, what, "a last page", "Ask for a later first day")])
        asked.add(url)
        data = read(url, limits)
        path = folder / f"{name}-{len(found) + 1:04d}{ending}"
        path.write_bytes(data)
        found.append(path)
        url = following(path.name, data)
    return found
