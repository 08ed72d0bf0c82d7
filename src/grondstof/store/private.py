"""The private overlay: a folder of your own whose sources, chains and stocks join everything.

`GRONDSTOF_PRIVATE` names the folder. Its `chains/*.yml` and `stocks.csv` join every answer; its
`sources/<id>/` join an edition that is built with `--private`, which stays marked. Results that
saw any of it say so, and nothing that is published may be made of it unless `--private` is said.
"""

import csv
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from grondstof.errors import Fault, InputError
from grondstof.settings import read

STOCK_COLUMNS = ("material_id", "territory_id", "stock_days", "reason")


def private_folder() -> Path | None:
    """Return the folder of the overlay, or None when there is none.

    Raises:
        InputError: The setting names no folder.
    """
    given = read("GRONDSTOF_PRIVATE")
    if not given:
        return None
    path = Path(given).expanduser()
    if not path.is_dir():
        fault = Fault(
            "GRONDSTOF_PRIVATE", f"'{given}'", "a folder that exists", "Name the folder, or unset"
        )
        raise InputError([fault])
    return path.resolve()


def private_sources() -> dict[str, Path]:
    """Return the folders of private sources by id; none without an overlay."""
    folder = private_folder()
    root = folder / "sources" if folder else None
    if root is None or not root.is_dir():
        return {}
    return {path.name: path for path in sorted(root.iterdir()) if (path / "source.yml").is_file()}


def is_marked(manifest: Mapping[str, Any]) -> bool:
    """Return whether an edition was built with a private overlay."""
    return bool(manifest.get("private"))


def saw_private(edition: str) -> bool:
    """Return whether what an edition of this name answers now rests on a private overlay."""
    from grondstof.store import editions

    if private_folder() is not None:
        return True
    path = editions.folder() / edition
    return path.is_dir() and _marked(path.resolve())


@lru_cache(maxsize=32)
def _marked(folder: Path) -> bool:
    path = folder / "manifest.json"
    return path.is_file() and is_marked(json.loads(path.read_text("utf-8")))


def refuse_marked(name: str, manifest: Mapping[str, Any], *, allowed: bool = False) -> None:
    """Refuse to show an edition that holds private sources, also when no overlay is set now.

    Raises:
        InputError: It does, and the user did not say `--private`.
    """
    if allowed or not is_marked(manifest):
        return
    fault = Fault(
        f"edition {name}",
        "an edition that was built with a private overlay",
        "an edition of published sources alone",
        "Build it again without GRONDSTOF_PRIVATE, or say --private if the result stays with you",
    )
    raise InputError([fault])


def refuse_private(action: str, *, allowed: bool = False) -> None:
    """Refuse an action whose result is published while a private overlay is set.

    Args:
        action: What was asked, as an infinitive.
        allowed: Whether the user said `--private`.

    Raises:
        InputError: An overlay is set and was not allowed.
    """
    if allowed or private_folder() is None:
        return
    fault = Fault(
        "GRONDSTOF_PRIVATE",
        f"a private overlay while asked to {action}",
        "no overlay, so that nothing private is published",
        "Unset GRONDSTOF_PRIVATE, or say --private if the result stays with you",
    )
    raise InputError([fault])


def private_stocks() -> dict[tuple[str, str], float]:
    """Return stock days by material and territory from the overlay; empty without one.

    Raises:
        InputError: A row is not complete or its days are no number from 0 on.
    """
    folder = private_folder()
    path = folder / "stocks.csv" if folder else None
    if path is None or not path.is_file():
        return {}
    found: dict[tuple[str, str], float] = {}
    faults: list[Fault] = []
    with path.open(encoding="utf-8", newline="") as stream:
        for line, row in enumerate(csv.DictReader(stream), start=2):
            days = _days(row.get("stock_days"))
            if days is None or not row.get("material_id") or not row.get("territory_id"):
                text = ", ".join(str(row.get(name)) for name in STOCK_COLUMNS)
                expected = "material_id, territory_id, stock_days from 0 on, reason"
                faults.append(Fault(f"stocks.csv:{line}", text, expected, "Mend this row"))
            else:
                found[row["material_id"], row["territory_id"]] = days
    if faults:
        raise InputError(faults)
    return found


def _days(text: str | None) -> float | None:
    try:
        days = float(text or "")
    except ValueError:
        return None
    return days if 0.0 <= days < float("inf") else None
