"""Reads papers of a dossier from the SRU service of official publications, and the frozen table."""

import csv
import io
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, fromstring

from grondstof.errors import Fault, InputError

Row = dict[str, object]

TABLE = "reported__chamber_item"
COLUMNS = ("item_id", "kind", "title_nl", "state", "owner", "since", "due")
# How the service names a paper -> kind of item in the register.
KINDS: Mapping[str, str] = {"motie": "motion", "brief": "document", "verslag": "document"}


def parse(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the frozen table as rows of `reported__chamber_item`."""
    for name, data in files.items():
        rows: list[Row] = [
            {
                **{key: value or None for key, value in row.items()},
                "locator": f"{name}, {row['item_id']}",
            }
            for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        ]
        yield TABLE, rows


def read_published(name: str, data: bytes) -> list[dict[str, str]]:
    """Read one SRU reply as rows of the frozen schema.

    Raises:
        InputError: If the reply is no SRU reply, carries a diagnostic, or with every record
            without an identifier.
    """
    reply = _reply(name, data)
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    for number, record in enumerate(_all(reply, "record"), start=1):
        identifier = _text(record, "identifier")
        if not identifier:
            where = f"{name}, record {number}"
            faults.append(Fault(where, "no identifier", "dcterms:identifier", "Report it"))
            continue
        rows.append(
            {
                "item_id": identifier,
                "kind": _kind(record),
                "title_nl": " ".join(_text(record, "title").split())[:1000],
                "state": "",
                "owner": _text(record, "creator"),
                "since": (_text(record, "issued") or _text(record, "date") or "")[:10],
                "due": "",
            }
        )
    if faults:
        raise InputError(faults)
    return rows


def next_record(name: str, data: bytes) -> int | None:
    """Return the place of the first record of the next page, or None on the last page."""
    text = _text(_reply(name, data), "nextRecordPosition")
    return int(text) if text.isdigit() else None


def _reply(name: str, data: bytes) -> Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise InputError([_no_reply(name, "XML with a DOCTYPE, or an HTML page")])
    try:
        reply = fromstring(data)
    except SyntaxError as error:
        raise InputError([_no_reply(name, f"damaged XML ({error})")]) from error
    if _bare(reply.tag) != "searchRetrieveResponse":
        raise InputError([_no_reply(name, f"<{_bare(reply.tag)}>")])
    for diagnostic in _all(reply, "diagnostic"):
        raise InputError([_no_reply(name, f"the message '{_text(diagnostic, 'message')[:80]}'")])
    return reply


def _no_reply(name: str, found: str) -> Fault:
    return Fault(name, found, "a reply of the SRU service", "Fetch it again, later")


def _kind(record: Element) -> str:
    words = f"{_text(record, 'type')} {_text(record, 'title')}".lower()
    return next((kind for word, kind in KINDS.items() if word in words), "document")


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _all(element: Element, name: str) -> list[Element]:
    return [part for part in element.iter() if _bare(part.tag) == name]


def _text(element: Element, name: str) -> str:
    return next(((part.text or "").strip() for part in _all(element, name) if part.text), "")
