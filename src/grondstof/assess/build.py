"""Builds an edition: snapshots -> reported -> settled -> assessed -> files, in one step or not."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from grondstof.assess import order
from grondstof.assess.recipe import DEFAULT_DAY, Question
from grondstof.errors import Fault, InputError
from grondstof.settings import data_folder
from grondstof.settle.settlement import settle
from grondstof.sources.kit import find, load
from grondstof.store import editions, lookup
from grondstof.store.editions import Edition
from grondstof.store.gate import Accepted
from grondstof.store.manifest import input_digest, manifest, tables_digest
from grondstof.store.own_home import DEFAULT, own_home
from grondstof.store.private import private_folder
from grondstof.store.snapshots import Snapshot
from grondstof.store.warehouse import Warehouse
from grondstof.store.writer import write_table
from grondstof.vocabulary.tables import tables

DEFAULT_NAME = "2026"
# Publications after this day are not in the shipped edition.
DEFAULT_AS_OF = DEFAULT_DAY

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        edition: The edition, opened.
        fresh: False when an equal edition was there already.
        warnings: What was unusual and yet let through.
    """

    edition: Edition
    fresh: bool
    warnings: tuple[str, ...]


def _silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


def build_edition(
    name: str = DEFAULT_NAME,
    *,
    as_of: date = DEFAULT_AS_OF,
    progress: Progress = _silent,
    force: bool = False,
    serve: bool = True,
) -> Built:
    """Build an edition from the snapshots published up to a day, and serve it.

    An edition is a function of snapshots, parameters and code; when an edition of this name was
    built from the same, nothing is done.

    Args:
        name: Name of the edition.
        as_of: Publications up to this day are taken in.
        progress: Called with the name of a step, steps done and steps in all.
        force: Build also when nothing has changed.
        serve: Whether the edition becomes the current one.

    Raises:
        InputError: If a source does not pass the gate; the previous edition stays served.
    """
    editions.check_name(name)
    chosen = choose_snapshots(as_of)
    snapshots = [snapshot for group in chosen.values() for snapshot in group]
    if not force and _is_built(name, input_digest(snapshots, as_of)):
        if serve:
            editions.serve_edition(name)
        return Built(editions.open_edition(name), False, ())
    folder = editions.staging(name)
    try:
        warnings = _put_together(name, as_of, chosen, folder, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    found = json.loads((folder / "manifest.json").read_text("utf-8"))
    edition = editions.publish(name, folder, tables_digest(found), serve=serve)
    lookup.make(edition.folder)
    return Built(edition, True, warnings)


def choose_snapshots(as_of: date) -> dict[str, list[Snapshot]]:
    """Return the snapshots of every source that were published up to a day."""
    folder = data_folder() / "snapshots"
    return {name: load.choose(name, folder, as_of) for name in find.source_ids()}


def _is_built(name: str, digest: str) -> bool:
    if name not in editions.names():
        return False
    found = editions.open_edition(name)
    return found.home == own_home() and bool(found.manifest.get("input_digest") == digest)


def _put_together(
    name: str,
    as_of: date,
    chosen: dict[str, list[Snapshot]],
    folder: Path,
    progress: Progress,
) -> tuple[str, ...]:
    settlements, recipes = list(order.settlements()), list(order.recipes())
    total = len(chosen) + 1 + len(settlements) + len(recipes) + 1
    done = 0

    def step(what: str) -> None:
        nonlocal done
        progress(what, done, total)
        done += 1

    path = folder / "scratch.duckdb"
    with Warehouse(path) as warehouse:
        accepted: list[Accepted] = []
        for source_id, snapshots in chosen.items():
            step(f"read {source_id}")
            accepted += load.load(source_id, snapshots, warehouse)
        step("read the register")
        accepted += _register(warehouse)
        for settlement in settlements:
            step(f"settle {settlement.output.partition('__')[2]}")
            settle(settlement, warehouse)
        run_recipes(warehouse, as_of, step)
        step("write the edition")
        _write(name, as_of, chosen, warehouse, folder)
    _remove_scratch(folder)
    progress("done", total, total)
    return tuple(warning for item in accepted for warning in item.warnings)


def _register(warehouse: Warehouse) -> Sequence[Accepted]:
    from grondstof.register.load import load_register

    return load_register(warehouse)


def run_recipes(
    warehouse: Warehouse, as_of: date, step: Callable[[str], None] = lambda what: None
) -> None:
    """Run every recipe for its homes and append the rows to the assessed tables."""
    for recipe in order.recipes():
        step(f"assess {recipe.name}")
        inputs = {name: warehouse.arrow(f'select * from "{name}"') for name in recipe.reads}
        for home in recipe.homes:
            warehouse.append(recipe.output, recipe.run(inputs, Question(home=home, as_of=as_of)))


def _write(
    name: str,
    as_of: date,
    chosen: dict[str, list[Snapshot]],
    warehouse: Warehouse,
    folder: Path,
) -> None:
    target = folder / "tables"
    parts = {
        table.name: write_table(warehouse, table, target)
        for table in tables().values()
        if warehouse.count(table.name)
    }
    snapshots = [snapshot for group in chosen.values() for snapshot in group]
    found = manifest(
        name,
        as_of,
        snapshots,
        parts,
        recipes={recipe.name: recipe.to_dict() for recipe in order.recipes()},
        settlements={item.output: item.to_dict() for item in order.settlements()},
        sources=[
            *(_source(source_id, group) for source_id, group in chosen.items() if group),
            _register_source(),
        ],
        **({"private": True} if private_folder() else {}),
        **({"home": own_home()} if own_home() != DEFAULT else {}),
    )
    found["snapshots"].append(_register_snapshot(as_of))
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", "utf-8")


def _source(source_id: str, snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    card = find.source(source_id).card
    return {
        "source_id": source_id,
        "publisher": card.publisher,
        "title": card.title,
        "year": card.year,
        "licence": card.licence,
        "licence_url": card.licence_url,
        "citation": card.citation,
        "url": card.url,
        "cadence": card.cadence,
        "allows": card.allows,
        "published": max(item.papers.published for item in snapshots).isoformat(),
        "accessed": max(item.papers.accessed for item in snapshots).isoformat(),
        "snapshots": [item.snapshot_id for item in snapshots],
    }


def _register_snapshot(as_of: date) -> dict[str, Any]:
    """Return the hand-kept content as a frozen input: it is part of the program's own files."""
    from grondstof.register.load import SOURCE_ID, content_hash

    digest = content_hash()
    return {
        "snapshot_id": f"{SOURCE_ID}@{digest[:12]}",
        "file": "content",
        "sha256": digest,
        "published": as_of.isoformat(),
    }


def _register_source() -> dict[str, Any]:
    from grondstof.register.load import register_card

    card = register_card()
    return {
        **card.model_dump(mode="json", exclude={"tables", "hosts", "documents"}),
        "snapshots": [],
        "documents": [
            {"document_id": name, **document.model_dump(mode="json")}
            for name, document in sorted(card.documents.items())
        ],
    }


def _remove_scratch(folder: Path) -> None:
    for path in folder.glob("scratch.duckdb*"):
        path.unlink()
    shutil.rmtree(folder / "spill", ignore_errors=True)


def verify_edition(name: str, progress: Progress = _silent) -> dict[str, Any]:
    """Rebuild an edition from its snapshots and compare; return what was proved.

    Returns:
        `proved`: `bytes` when every file is equal, `values` when cells agree to 1e-9 under other
        versions or another processor; `differs`: tables that do neither.

    Raises:
        InputError: If a snapshot of the edition is no longer at hand, or it is of another home.
    """
    from grondstof.store.compare import differing_tables

    edition = editions.of_own_home(editions.open_edition(name))
    chosen = choose_snapshots(edition.as_of)
    _same_snapshots(edition, chosen)
    folder = editions.staging(f"verify-{name}"[:40])
    try:
        _put_together(name, edition.as_of, chosen, folder, progress)
        rebuilt = json.loads((folder / "manifest.json").read_text("utf-8"))
        if rebuilt["tables"] == edition.manifest["tables"]:
            return {"proved": "bytes", "differs": [], "machine": rebuilt["machine"]}
        differs = differing_tables(edition.folder / "tables", folder / "tables")
        same = rebuilt["machine"] == edition.manifest["machine"]
        proved = "nothing" if differs or same else "values"
        return {"proved": proved, "differs": differs, "machine": rebuilt["machine"]}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _same_snapshots(edition: Edition, chosen: dict[str, list[Snapshot]]) -> None:
    at_hand = {item.snapshot_id for group in chosen.values() for item in group}
    at_hand.add(str(_register_snapshot(edition.as_of)["snapshot_id"]))
    wanted = {item["snapshot_id"] for item in edition.manifest["snapshots"]}
    missing = sorted(wanted - at_hand)
    if missing:
        raise InputError(
            [
                Fault(
                    f"edition {edition.name}",
                    f"{len(missing)} snapshots that are no longer chosen: {', '.join(missing[:3])}",
                    "the snapshots the edition was built from",
                    "Put them back, or verify on the machine that built the edition",
                )
            ]
        )
