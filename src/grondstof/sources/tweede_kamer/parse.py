"""Reads the Tweede Kamer: pages of OData v4, entries of SyncFeed, the frozen tables.

The service writes an unknown day as `0001-01-01`, and beside the four statuses of its schema also
`Afgedaan`; both are read as they are meant. A record that cannot be read never hides the others:
all faults of a page are raised together.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from grondstof.errors import Fault, InputError
from grondstof.sources.tweede_kamer.papers import APPRECIATION, day, motion, paper

Row = dict[str, object]

TABLE = "reported__chamber_item"
STATUSES = ("Openstaand", "Voldaan", "Deels Voldaan", "Vervallen", "Afgedaan")
COLUMNS = (
    *("item_id", "kind", "title_nl", "state", APPRECIATION, "owner", "since", "due"),
    *("changed", "entity"),
)
# Columns of the frozen tables that serve the next fetch and are no facts.
_OWN = ("changed", "entity")
_NUMBER = re.compile(r"TZ\d{6}-\d{3,4}$")
_TOKEN = re.compile(r"[?&]skiptoken=(\d{1,18})(?:&|$)")
_READERS = {"Zaak": motion, "Document": paper}
_ATOM = "{http://www.w3.org/2005/Atom}"
MOST_LETTERS = 4000


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the frozen table as rows of `reported__chamber_item`; the newest of each number."""
    for name, data in files.items():
        newest: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")):
            known = newest.get(row["item_id"])
            if known is None or row["changed"] >= known["changed"]:
                newest[row["item_id"]] = row
        yield (
            TABLE,
            [
                {
                    **{key: value or None for key, value in row.items() if key not in _OWN},
                    "locator": f"{name}, {row['item_id']}, changed {row['changed']}",
                }
                for row in newest.values()
            ],
        )


def read_published(name: str, data: bytes) -> list[dict[str, str]]:
    """Read one OData page of `Toezegging`, `Zaak` or `Document` as rows of the frozen schema.

    The page says itself what it holds, in `@odata.context`.

    Raises:
        InputError: If the page is no OData page, or with every record that cannot be read.
    """
    page = _page(name, data)
    records = page.get("value")
    if not isinstance(records, list):
        raise InputError([_no_page(name, "no list `value`")])
    entity = str(page.get("@odata.context") or "").partition("#")[2].partition("(")[0]
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    for number, record in enumerate(records, start=1):
        found = _record(f"{name}, record {number}", entity, record, faults)
        if found:
            rows.append(found)
    if faults:
        raise InputError(faults)
    return rows


def next_page(name: str, data: bytes) -> str | None:
    """Return the address of the next OData page, or None on the last one."""
    link = _page(name, data).get("@odata.nextLink")
    return str(link) if link else None


def resume_token(name: str, data: bytes) -> int | None:
    """Return the highest token that a SyncFeed page names: where a later run goes on."""
    links = _feed(name, data).iter(f"{_ATOM}link")
    found = [_TOKEN.search(link.get("href") or "") for link in links]
    return max((int(match.group(1)) for match in found if match), default=None)


def read_feed(name: str, data: bytes) -> tuple[list[dict[str, str]], str | None]:
    """Read one SyncFeed page: its commitments and the address of the next page.

    Removed entries come as rows with the state `removed`.

    Raises:
        InputError: If the page is no Atom feed, or with every entry that cannot be read.
    """
    feed = _feed(name, data)
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    for number, entry in enumerate(feed.findall(f"{_ATOM}entry"), start=1):
        content = entry.find(f"{_ATOM}content")
        item = next(iter(content), None) if content is not None else None
        if item is not None and _bare(item.tag) == "toezegging":
            found = _entry(f"{name}, entry {number}", item, faults)
            if found:
                rows.append(found)
    if faults:
        raise InputError(faults)
    links = feed.findall(f"{_ATOM}link")
    following = next((link.get("href") for link in links if link.get("rel") == "next"), None)
    return rows, following


def _feed(name: str, data: bytes) -> Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise InputError([_no_page(name, "XML with a DOCTYPE")])
    try:
        return fromstring(data)
    except SyntaxError as error:
        raise InputError([_no_page(name, f"damaged XML ({error})")]) from error


def _page(name: str, data: bytes) -> dict[str, Any]:
    try:
        page = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError([_no_page(name, "text that is no JSON")]) from error
    if not isinstance(page, dict):
        raise InputError([_no_page(name, f"a {type(page).__name__}")])
    if "error" in page:
        message = page["error"].get("message") if isinstance(page["error"], dict) else page["error"]
        raise InputError([_no_page(name, f"the error '{str(message)[:80]}'")])
    return page


def _no_page(name: str, found: str) -> Fault:
    return Fault(
        name, found, "a page of the Gegevensmagazijn", "Fetch it again; the service may be ill"
    )


def _record(where: str, entity: str, record: object, faults: list[Fault]) -> dict[str, str] | None:
    if not isinstance(record, dict):
        faults.append(Fault(where, f"a {type(record).__name__}", "a record", "Fetch it again"))
        return None
    fields = {str(key).lower(): value for key, value in record.items()}
    if fields.get("verwijderd") is True:
        return None
    if entity in _READERS:
        return _READERS[entity](where, record, faults)
    return _row(where, {key: str(value or "") for key, value in fields.items()}, faults)


def _entry(where: str, item: Element, faults: list[Fault]) -> dict[str, str] | None:
    marks = {_bare(key): value for key, value in item.attrib.items()}
    fields = {_bare(child.tag).lower(): (child.text or "") for child in item}
    fields["gewijzigdop"] = marks.get("bijgewerkt", "")
    if marks.get("verwijderd") == "true":
        # A removed record often comes empty: then only its internal key tells which one it was.
        name, key = fields.get("nummer", ""), marks.get("id", "")
        gone = {**dict.fromkeys(COLUMNS, ""), "item_id": name, "entity": key, "state": "removed"}
        return gone if name or key else None
    fields["id"] = marks.get("id", "")
    return _row(where, fields, faults)


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _row(where: str, fields: Mapping[str, str], faults: list[Fault]) -> dict[str, str] | None:
    number, status = fields.get("nummer", "").strip(), fields.get("status", "").strip()
    before = len(faults)
    if not _NUMBER.match(number):
        expected = "a number such as TZ202310-028"
        faults.append(Fault(where, f"the number '{number[:40]}'", expected, "Report it"))
    if status not in STATUSES:
        expected = ", ".join(STATUSES)
        faults.append(Fault(where, f"the status '{status[:40]}'", expected, "Report it"))
    if len(faults) > before:
        return None
    return {
        "item_id": number,
        "kind": "commitment",
        "title_nl": " ".join(fields.get("tekst", "").split())[:MOST_LETTERS],
        "state": status,
        APPRECIATION: "",
        "owner": fields.get("ministerie", "").strip(),
        "since": day(fields.get("aanmaakdatum", "")),
        "due": day(fields.get("datumnakoming", "")),
        "changed": day(fields.get("gewijzigdop") or fields.get("apigewijzigdop") or ""),
        "entity": fields.get("id", ""),
    }
