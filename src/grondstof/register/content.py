"""The register of a home as validated items, with the file and line of each.

A file is one item, or a list of items under `items:`; its kind is the name of the folder or file.
What the items share (`defaults:`) is written once. A broken item never hides the others: all
faults of the whole register are raised together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from grondstof.errors import Fault, InputError, nearest
from grondstof.register.kinds import KINDS
from grondstof.register.models import Document, Item, Obligation, Promise
from grondstof.register.validated import fault_of
from grondstof.store.content import Located, home_folder, load, yaml_files
from grondstof.store.own_home import own_home


@dataclass(frozen=True)
class Entry:
    """One item and where it stands.

    Attributes:
        item: The validated item.
        locator: `file:line` of its id.
        file: The YAML file.
    """

    item: Item
    locator: str
    file: Path


@dataclass(frozen=True)
class Register:
    """All items of one home.

    Attributes:
        home_id: Territory of the home.
        entries: Entries by item id, in the order of the files.
    """

    home_id: str
    entries: Mapping[str, Entry]

    def items(self, *kinds: str) -> list[Item]:
        """Return the items of some kinds, or all, in the order of the files."""
        return [
            entry.item for entry in self.entries.values() if not kinds or entry.item.kind in kinds
        ]

    def get(self, item_id: str) -> Item | None:
        """Return one item by its id, or None."""
        entry = self.entries.get(item_id)
        return entry.item if entry else None

    @property
    def documents(self) -> dict[str, Document]:
        """Return the cited documents by id."""
        return {item.id: item for item in self.items("document") if isinstance(item, Document)}


def register(home_id: str | None = None) -> Register:
    """Return the register of the own home, or of a home; empty when its pack has none."""
    return _register(home_id or own_home())


@cache
def _register(home_id: str) -> Register:
    return read_register(home_folder(home_id) / "register", home_id)


def read_register(folder: Path, home_id: str) -> Register:
    """Read and validate all YAML files below a folder.

    Raises:
        InputError: with every fault of every file: shape, duplicate ids, unknown actors,
            documents and links, dates before their letter.
    """
    faults: list[Fault] = []
    entries: dict[str, Entry] = {}
    for path in yaml_files(folder) if folder.is_dir() else ():
        for entry in _read_file(path, folder, faults):
            known = entries.get(entry.item.id)
            if known:
                faults.append(_twice(entry, known))
            else:
                entries[entry.item.id] = entry
    found = Register(home_id, entries)
    faults += _cross_faults(found)
    if faults:
        raise InputError(faults)
    return found


def _read_file(path: Path, folder: Path, faults: list[Fault]) -> Iterator[Entry]:
    try:
        located = load(path)
    except InputError as error:
        faults.extend(error.faults)
        return
    kind = _kind(path, folder)
    if kind not in KINDS:
        faults.append(_no_kind(located, kind))
        return
    for key_path, raw in _raw_items(located, faults):
        entry = _validated(located, key_path, raw, kind, faults)
        if entry:
            yield entry


def _kind(path: Path, folder: Path) -> str:
    first = path.relative_to(folder).parts[0].removesuffix(".yml")
    irregular = {"companies": "company", "criteria": "criterion"}
    irregular |= {"processes": "process", "studies": "study"}
    return irregular.get(first, first.removesuffix("s"))


def _raw_items(
    located: Located, faults: list[Fault]
) -> Iterator[tuple[tuple[str | int, ...], dict[str, object]]]:
    data = located.data
    if not isinstance(data, dict):
        faults.append(
            Fault(located.where(), "no mapping", "an item or `items:`", "Start with `id:`")
        )
        return
    if "items" not in data:
        yield (), data
        return
    defaults = data.get("defaults") or {}
    for number, raw in enumerate(data["items"] or []):
        if isinstance(raw, dict) and isinstance(defaults, dict):
            yield ("items", number), {**defaults, **raw}
        else:
            where = located.where(("items", number))
            faults.append(Fault(where, "no mapping", "an item with an id", "Write `- id: ...`"))


def _validated(
    located: Located,
    key_path: tuple[str | int, ...],
    raw: dict[str, object],
    kind: str,
    faults: list[Fault],
) -> Entry | None:
    try:
        item = KINDS[kind].model_validate({**raw, "kind": kind})
    except ValidationError as error:
        faults.extend(_shape(located, key_path, raw, error))
        if raw.get("cites") == []:
            where = located.where((*key_path, "cites"))
            faults.append(_no_document(where, kind, str(raw.get("id", "without id"))))
        return None
    return Entry(item, located.where((*key_path, "id")), located.path)


def _shape(
    located: Located,
    key_path: tuple[str | int, ...],
    raw: dict[str, object],
    error: ValidationError,
) -> Iterator[Fault]:
    name = str(raw.get("id", "item without id"))[:60]
    for part in error.errors():
        field = ".".join(str(step) for step in part["loc"]) or "the item"
        yield fault_of(f"{located.where((*key_path, *part['loc']))} ({name})", field, part)


def _twice(entry: Entry, known: Entry) -> Fault:
    return Fault(
        entry.locator,
        f"the id '{entry.item.id}' a second time",
        f"ids that occur once (the first stands at {known.locator})",
        "Give one of the two another id, or merge them",
    )


def _no_kind(located: Located, kind: str) -> Fault:
    return Fault(
        located.where(),
        f"a file of the unknown kind '{kind}'",
        "one of " + ", ".join(sorted(KINDS)),
        "Move the file to the folder of its kind",
    )


def _cross_faults(found: Register) -> list[Fault]:
    actors = [item.id for item in found.items("actor")]
    documents = found.documents
    faults: list[Fault] = []
    for entry in found.entries.values():
        faults += _unknown_actors(entry, actors)
        faults += _unknown_documents(entry, documents)
        faults += _unknown_links(entry, found)
        faults += _early_dates(entry, documents)
    return faults


def _unknown_actors(entry: Entry, actors: list[str]) -> Iterator[Fault]:
    item = entry.item
    named = [item.owner, getattr(item, "actor", None), *getattr(item, "signed_by", ())]
    for actor in named:
        if actor and actor not in actors:
            yield _unknown(
                entry, f"the unknown actor '{actor}'", "an id of the actors", actors, actor
            )


def _unknown_documents(entry: Entry, documents: Mapping[str, Document]) -> Iterator[Fault]:
    item = entry.item
    if not item.cites and item.kind != "document":
        yield _no_document(entry.locator, item.kind, item.id)
    cited = [cite.document for cite in item.cites]
    if isinstance(item, Promise):
        cited += [moment.document for moment in item.moments]
        cited += [status.document for status in item.chamber]
    for name in cited:
        if name not in documents:
            known = list(documents)
            yield _unknown(
                entry, f"the unknown document '{name}'", "an id of the documents", known, name
            )


def _no_document(where: str, kind: str, name: str) -> Fault:
    return Fault(
        where,
        f"the {kind} '{name}' without a document",
        "at least one entry under `cites:`",
        "Add the document and the place in it",
    )


def _unknown_links(entry: Entry, found: Register) -> Iterator[Fault]:
    targets = [link.to for link in entry.item.links]
    if isinstance(entry.item, Obligation):
        targets.append(entry.item.regulation)
    for name in targets:
        if name not in found.entries:
            known = list(found.entries)
            yield _unknown(
                entry, f"a link to the unknown item '{name}'", "an id of the register", known, name
            )


def _early_dates(entry: Entry, documents: Mapping[str, Document]) -> Iterator[Fault]:
    item = entry.item
    if not isinstance(item, Promise):
        return
    for moment in item.moments:
        letter = documents.get(moment.document)
        if (
            moment.state in ("open", "claimed")
            and letter
            and letter.date
            and moment.since < letter.date
        ):
            yield Fault(
                entry.locator,
                f"the state {moment.state} of '{item.id}' since {moment.since}",
                f"a date not before its letter of {letter.date}",
                "Use the date of the letter, or cite the earlier document",
            )


def _unknown(entry: Entry, found: str, expected: str, known: list[str], name: str) -> Fault:
    close = nearest(name, known)
    action = "Did you mean " + " or ".join(close) if close else "Add it, or correct the spelling"
    return Fault(entry.locator, found, expected, action)
