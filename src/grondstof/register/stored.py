"""The register as an edition holds it: rows of `reported__register_item` back to items."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grondstof.register.content import Entry, Register
from grondstof.register.kinds import KINDS
from grondstof.register.restrictions import Placed, Restriction
from grondstof.store.own_home import own_home


def from_rows(rows: Iterable[Mapping[str, Any]], home_id: str | None = None) -> Register:
    """Return the register that rows hold; restrictions are left out (see `restrictions_of`).

    Args:
        rows: Rows with `item_id`, `kind`, `body` (JSON) and `locator`.
        home_id: Home of the register; the own home when not given.
    """
    entries: dict[str, Entry] = {}
    paths: dict[str, Path] = {}
    for row in rows:
        model = KINDS.get(row["kind"])
        if model is None:
            continue
        item = model.model_validate_json(row["body"])
        name = row["locator"].partition(":")[0]
        path = paths.get(name) or paths.setdefault(name, Path(name))
        entries[item.id] = Entry(item, row["locator"], path)
    return Register(home_id or own_home(), entries)


def restrictions_of(rows: Iterable[Mapping[str, Any]]) -> list[Placed]:
    """Return the export restrictions that rows of kind `restriction` hold."""
    found = []
    for row in rows:
        if row["kind"] == "restriction":
            body = {key: value for key, value in json.loads(row["body"]).items() if key != "kind"}
            found.append(Placed(Restriction.model_validate(body), row["locator"]))
    return found
