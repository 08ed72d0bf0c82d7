"""The papers of one claim: a hash that is the same wherever the same claim is read."""

import hashlib
from collections.abc import Mapping

from grondstof.store.labels import LABELLED
from grondstof.vocabulary.tables import Table


def original_label(row: Mapping[str, object], goal: Table) -> str:
    """Return the publisher's labels of a row, joined, before they become ids."""
    names = [name.removesuffix("_id") for name in goal.key if name in LABELLED]
    return " | ".join(str(row[name]) for name in names if row.get(name))


def claim_id(row: Mapping[str, object], goal: Table) -> str:
    """Return 16 hex digits of the SHA-256 over source, key, value, unit and locator."""
    parts = [row["source_id"], *(row[name] for name in goal.key)]
    parts += [row.get(name) for name in goal.values]
    parts += [row.get("original_unit"), row["locator"]]
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
