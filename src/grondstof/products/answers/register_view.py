"""The register of an edition as the answers read it: items, standings, and flat rows of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from grondstof.register.content import Register
from grondstof.register.models import PROMISES, Document, Item, Obligation, Promise
from grondstof.register.references import kind_of, link
from grondstof.register.restrictions import Placed
from grondstof.register.states import Period, Standing, next_due, read_periods, standing
from grondstof.register.stored import from_rows, restrictions_of
from grondstof.store.content import home_folder
from grondstof.store.editions import Edition
from grondstof.store.home_pack import home_packs
from grondstof.store.own_home import own_home

STATE_WORDS = {
    "done": ("gedaan", "done"),
    "claimed": ("geclaimd in een brief", "claimed in a letter"),
    "open": ("loopt", "open"),
    "overdue": ("te laat", "overdue"),
    "no word": ("geen bericht", "no word"),
    "dropped": ("vervallen", "dropped"),
}
KIND_WORDS = {
    "action": ("actie", "action"),
    "actor": ("betrokkene", "actor"),
    "agreement": ("handelsakkoord", "trade agreement"),
    "benchmark": ("stand van een doel", "standing on a target"),
    "call": ("openstelling", "call"),
    "code": ("begrip uit een lijst", "listed term"),
    "commitment": ("toezegging", "commitment"),
    "company": ("bedrijf", "company"),
    "covenant": ("convenant", "covenant"),
    "criterion": ("inkoopcriterium", "procurement criterion"),
    "document": ("document", "document"),
    "event": ("gebeurtenis", "event"),
    "figure": ("cijfer", "figure"),
    "finding": ("vondst in een document", "finding in a document"),
    "holding": ("zeggenschap", "control"),
    "initiative": ("initiatief", "initiative"),
    "instrument": ("instrument", "instrument"),
    "milestone": ("mijlpaal", "milestone"),
    "motion": ("motie", "motion"),
    "norm": ("norm", "standard"),
    "obligation": ("verplichting", "obligation"),
    "office": ("ambtsdrager", "office holder"),
    "partnership": ("partnerschap", "partnership"),
    "perspective": ("handelingsperspectief", "perspective"),
    "process": ("internationaal proces", "international process"),
    "programme": ("programma", "programme"),
    "project": ("strategisch project", "strategic project"),
    "regulation": ("verordening", "regulation"),
    "resource": ("voorkomen", "resource"),
    "restriction": ("exportbeperking", "export restriction"),
    "site": ("vestiging", "site"),
    "study": ("onderzoek", "study"),
    "target": ("doel", "target"),
    "term": ("begrip", "term"),
    "theme": ("thema", "theme"),
    "transaction": ("transactie", "transaction"),
}


_UNMET = ("Openstaand", "Deels Voldaan")


@dataclass(frozen=True)
class View:
    """The register of one edition and home.

    Attributes:
        register: Items by id.
        restrictions: Export restrictions with their places.
        periods: What has been read, and how completely.
        chamber: Status by parliament itself, by item, where it was fetched.
        chamber_to: Day up to which parliament's own list was fetched.
    """

    register: Register
    restrictions: tuple[Placed, ...]
    periods: tuple[Period, ...]
    chamber: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    chamber_to: date | None = None

    @property
    def documents(self) -> dict[str, Document]:
        """Return the cited documents by id."""
        return self.register.documents

    def standing(self, item: Promise, as_of: date) -> Standing | None:
        """Return where a promise stands on a day."""
        return standing(item, as_of, self.documents, (*self.periods, *self._listed(item)))

    def _listed(self, item: Promise) -> tuple[Period, ...]:
        row = self.chamber.get(item.id)
        if row is None or self.chamber_to is None or row["state"] not in _UNMET:
            return ()
        # Parliament's own list calls it unmet up to the day it was fetched: that does cover it.
        first = item.made_on or self.chamber_to
        words = "the list of parliament itself"
        listed = Period(
            id="parliament",
            source=words,
            what=words,
            first=first,
            last=self.chamber_to,
            complete=True,
        )
        return (listed,)

    def promises(self, as_of: date) -> list[tuple[Promise, Standing]]:
        """Return the promises made by a day with their standing; duties of others are left out."""
        found = []
        for item in self.register.items(*PROMISES, "obligation"):
            if not isinstance(item, Promise) or (isinstance(item, Obligation) and not item.owner):
                continue
            state = self.standing(item, as_of)
            if state is not None:
                found.append((item, state))
        return found

    def names(self, item_id: str | None) -> tuple[str | None, str | None]:
        """Return the Dutch and English name of an item, or its id when it is unknown."""
        item = self.register.get(item_id) if item_id else None
        return (item.title_nl, item.title_en) if item else (item_id, item_id)


def view(edition: Edition, home: str | None = None) -> View:
    """Return the register of an edition and the own home, or another; empty when it has none."""
    return _view(edition, str(edition.folder), home or own_home())


def has_register(edition: Edition) -> bool:
    """Return whether an edition holds a register of the own home."""
    return bool(view(edition).register.entries)


@lru_cache(maxsize=8)
def _view(edition: Edition, folder: str, home: str) -> View:
    rows = edition.rows(
        'select item_id, kind, body, locator from "reported__register_item" order by item_id'
    )
    place = f"content/homes/{home.lower()}/"
    own = from_rows([row for row in rows if row["locator"].startswith(place)], home)
    periods = read_periods(home_folder(home) / "read_through.yml")
    chamber = edition.rows('select * from "settled__chamber_status" order by item_id')
    fetched = [
        source["published"]
        for source in edition.manifest["sources"]
        if source["source_id"] == "tweede_kamer"
    ]
    return View(
        own,
        tuple(restrictions_of(rows)),
        periods,
        {row["item_id"]: row for row in chamber},
        date.fromisoformat(fetched[0]) if fetched else None,
    )


def home_words(home: str, name: str, nl: str, en: str) -> tuple[str, str]:
    """Return a word of the home pack in Dutch and English, or the given words without a pack."""
    pack = home_packs().get(home)
    if pack is None:
        return nl, en
    return pack.word(name, "nl") or nl, pack.word(name, "en") or en


def promise_row(found: View, item: Promise, state: Standing, as_of: date) -> dict[str, Any]:
    """Return the flat row of a promise on a day."""
    owner_nl, owner_en = found.names(item.owner)
    nl, en = STATE_WORDS[state.state]
    moment = state.moment
    listed = found.chamber.get(item.id, {})
    seen = found.chamber_to if listed else None
    return {
        "row_id": item.id,
        "item_id": item.id,
        "kind_of_item": item.kind,
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "perspectives": ";".join(item.perspectives) or None,
        "owner": item.owner,
        "owner_nl": owner_nl,
        "owner_en": owner_en,
        "state": state.state,
        "state_nl": nl,
        "state_en": en,
        "since": state.since,
        "due": state.due,
        "due_phrase": item.due_phrase,
        "next_due": next_due(item, as_of),
        "days_late": state.days_late,
        "days_late_at_most": state.at_most if state.days_late is not None else None,
        "last_word": state.last_word,
        "claim_sentence": moment.sentence if moment else None,
        "evidence_document": moment.document if moment else None,
        "evidence_place": moment.place if moment else None,
        "chamber_status": state.chamber.status if state.chamber else listed.get("state"),
        "chamber_as_of": state.chamber.as_of if state.chamber else seen,
        "chamber_appreciation": listed.get("appreciation"),
        "materials": ";".join(item.materials) or None,
        "locator": found.register.entries[item.id].locator,
    }


def item_row(found: View, item: Item) -> dict[str, Any]:
    """Return the flat row of any item: names, kind, first document and place."""
    cite = item.cites[0] if item.cites else None
    document = found.documents.get(cite.document) if cite else None
    nl, en = KIND_WORDS[item.kind]
    return {
        "row_id": item.id,
        "item_id": item.id,
        "kind_of_item": item.kind,
        "kind_nl": nl,
        "kind_en": en,
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "summary_nl": item.summary_nl,
        "summary_en": item.summary_en,
        "date": item.date,
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "owner": item.owner,
        "perspectives": ";".join(item.perspectives) or None,
        "materials": ";".join(item.materials) or None,
        "territories": ";".join(item.territories) or None,
        "certainty": item.certainty,
        "document": cite.document if cite else None,
        "document_title": document.title_nl if document else None,
        "document_nl": document.title_nl if document else None,
        "document_en": document.title_en if document else None,
        "place": cite.place if cite else None,
        "note": item.note,
        "locator": found.register.entries[item.id].locator,
    }


def document_rows(found: View, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the cited documents as an answer lists its sources, each once, in order of id."""
    documents = found.documents
    rows = []
    for name in sorted(set(ids)):
        document = documents.get(name)
        if document:
            rows.append(
                {
                    "source_id": document.id,
                    "title": document.title_nl,
                    "publisher": document.publisher,
                    "year": document.year,
                    "licence": document.licence,
                    "url": document.url or _link(document.id),
                }
            )
    return rows


def measure_sources(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """Return the texts that restrictions rest on, as an answer lists its sources."""
    return [
        {
            "source_id": one.restriction.id,
            "title": one.restriction.source.title,
            "publisher": one.restriction.source.publisher,
            "year": one.restriction.source.year,
            "licence": "cited",
            "url": one.restriction.source.url or None,
        }
        for one in sorted(placed, key=lambda one: one.restriction.id)
    ]


def cited(items: Iterable[Item]) -> list[str]:
    """Return the ids of all documents that items cite, moments included."""
    found: list[str] = []
    for item in items:
        found += [cite.document for cite in item.cites]
        if isinstance(item, Promise):
            found += [moment.document for moment in item.moments]
            found += [status.document for status in item.chamber]
    return found


def measure_row(placed: Placed, as_of: date) -> dict[str, Any]:
    """Return the flat row of an export restriction on a day."""
    item = placed.restriction
    return {
        "row_id": item.id,
        "restriction_id": item.id.removeprefix("restriction-"),
        "name_nl": item.title_nl,
        "name_en": item.title_en,
        "territory_id": item.issuer,
        "destination_id": item.destination,
        "measure": item.measure,
        "form": item.form,
        "materials": ";".join(item.materials) or None,
        "announced": item.announced,
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "suspended_from": item.suspended_from,
        "suspended_to": item.suspended_to,
        "state_on_day": item.state_on(as_of),
        "state_as_read": item.state_text or item.state,
        "legal_status": item.legal_status,
        "legal_reference": item.legal_reference,
        "certainty": item.certainty,
        "note": item.note,
        "locator": placed.locator,
    }


def _link(document_id: str) -> str | None:
    try:
        kind_of(document_id)
    except ValueError:
        return None
    return link(document_id)
