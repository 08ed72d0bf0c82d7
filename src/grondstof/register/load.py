"""Brings the register and the export restrictions through the gate, as any other fact.

Each row's source is the cited document; its locator is the file and line of the entry. The state
of an item in the table is the latest state that a document tells; whether it is overdue depends
on a day and is worked out when somebody asks.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from grondstof.register.content import Entry, Register, register
from grondstof.register.models import Item, Obligation, Promise
from grondstof.register.restrictions import Placed, restrictions
from grondstof.store.card import Document as CitedDocument
from grondstof.store.card import Expectation, Source, SourceCard
from grondstof.store.content import content_folder, home_folder, yaml_files
from grondstof.store.gate import Accepted, accept
from grondstof.store.own_home import own_home
from grondstof.store.warehouse import Warehouse

Row = dict[str, object]

SOURCE_ID = "register"
TABLES = ("reported__register_item", "reported__register_link", "reported__restriction")


def load_register(warehouse: Warehouse) -> list[Accepted]:
    """Read the register of the own home and the restrictions, check them and write their rows.

    Raises:
        InputError: with every fault of the content.
    """
    found = [register(home_id) for home_id in homes()]
    measures = restrictions()
    source = _source(found, measures)
    snapshot_id = f"{SOURCE_ID}@{content_hash()[:12]}"
    rows: Mapping[str, list[Row]] = {
        "reported__register_item": [*_items(found), *_measures(measures)],
        "reported__register_link": list(_links(found)),
        "reported__restriction": list(_restricted(measures)),
    }
    return [
        accept(rows[name], name, source, warehouse, snapshot_id=snapshot_id, where="register")
        for name in TABLES
        if rows[name]
    ]


def register_card() -> SourceCard:
    """Return the card of the register with every document that its rows cite."""
    return _source([register(home_id) for home_id in homes()], restrictions()).card


def homes() -> tuple[str, ...]:
    """Return the homes whose register a build takes in: the own one, where its pack has any."""
    own = own_home()
    return (own,) if (home_folder(own) / "register").is_dir() else ()


def content_hash() -> str:
    """Return the SHA-256 of all register and restriction files, names included."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.relative_to(content_folder()).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for folder in ("homes", "restrictions"):
        if (content_folder() / folder).is_dir():
            yield from yaml_files(content_folder() / folder)


def _source(found: list[Register], measures: tuple[Placed, ...]) -> Source:
    documents = {
        document.id: CitedDocument(
            publisher=document.publisher,
            title=document.title_nl,
            year=document.year,
            url=document.url,
            licence=document.licence,
        )
        for one in found
        for document in one.documents.values()
    }
    documents |= {
        placed.restriction.id: CitedDocument(**placed.restriction.source.model_dump())
        for placed in measures
    }
    return Source(_card(documents), {}, ())


def _card(documents: dict[str, CitedDocument]) -> SourceCard:
    return SourceCard(
        source_id=SOURCE_ID,
        publisher="grondstof",
        title="Register of the raw materials strategy and of export restrictions",
        year=2026,
        published=date(2026, 11, 1),
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation="Each row names its own document and the place in it.",
        url="content/homes",
        cadence="as reviewed",
        accessed=date(2026, 11, 1),
        allows="redistribution",
        tables={name: Expectation() for name in TABLES},
        documents=documents,
    )


def _items(found: list[Register]) -> Iterator[Row]:
    for one in found:
        for entry in one.entries.values():
            yield _item(entry)


def _item(entry: Entry) -> Row:
    item = entry.item
    body = {**item.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}
    return {
        "item_id": item.id,
        "kind": item.kind,
        "title_nl": item.title_nl,
        "title_en": item.title_en,
        "state": last_state(item),
        "owner": item.owner or getattr(item, "actor", None),
        "due": getattr(item, "due", None),
        "body": json.dumps(body, ensure_ascii=False, sort_keys=True),
        "source_id": item.cites[0].document if item.cites else item.id,
        "locator": entry.locator,
    }


def last_state(item: Item) -> str | None:
    """Return the latest state that a document tells of a promise; None for other items."""
    if not isinstance(item, Promise):
        return None
    current = [moment for moment in item.moments if moment.until is None]
    return current[-1].state if current else "open"


def _measures(measures: tuple[Placed, ...]) -> Iterator[Row]:
    for placed in measures:
        item = placed.restriction
        body = item.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        yield {
            "item_id": item.id,
            "kind": "restriction",
            "title_nl": item.title_nl,
            "title_en": item.title_en,
            "state": item.state,
            "owner": None,
            "due": None,
            "body": json.dumps({**body, "kind": "restriction"}, ensure_ascii=False, sort_keys=True),
            "source_id": item.id,
            "locator": placed.locator,
        }


def _links(found: list[Register]) -> Iterator[Row]:
    for one in found:
        for entry in one.entries.values():
            item = entry.item
            targets = [(link.relation, link.to) for link in item.links]
            if isinstance(item, Obligation):
                targets.append(("part of", item.regulation))
            for relation, to in dict.fromkeys(targets):
                yield {
                    "from_id": item.id,
                    "relation": relation,
                    "to_id": to,
                    "since": item.date or item.valid_from,
                    "source_id": item.cites[0].document if item.cites else item.id,
                    "locator": entry.locator,
                }


def _restricted(measures: tuple[Placed, ...]) -> Iterator[Row]:
    for placed in measures:
        item = placed.restriction
        # Without a first day, or on technology, it is no restriction of the material on any day.
        if item.valid_from is None or item.restricts != "material":
            continue
        for material_id in item.materials:
            yield {
                "restriction_id": item.id.removeprefix("restriction-"),
                "material_id": material_id,
                "territory_id": item.issuer,
                "destination_id": item.destination,
                "stage_id": item.stages[0] if len(item.stages) == 1 else None,
                "code_system": item.code_system if len(item.codes) == 1 else None,
                "code": item.codes[0] if item.code_system and len(item.codes) == 1 else None,
                "form": item.form,
                "valid_from": item.valid_from,
                "valid_to": item.valid_to,
                "suspended_from": item.suspended_from,
                "suspended_to": item.suspended_to,
                "legal_reference": f"{item.measure}; {item.legal_status}",
                "source_id": item.id,
                "locator": placed.locator,
            }
