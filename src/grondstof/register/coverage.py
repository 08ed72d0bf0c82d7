"""Holds the register, the methods and the pages to a list of requirements, row by row.

The list is a Markdown file with table rows `| S12 | document | quote | what it implies |`. A row is
covered by the register when an item names it in `covers`; the file `requirements.yml` of the home
pack says which module answers the rest, and a module counts only when its file is there.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from grondstof.errors import Fault, InputError
from grondstof.register.content import register
from grondstof.register.models import Requirement, Short, Strict
from grondstof.register.restrictions import restrictions
from grondstof.store.content import content_folder, home_folder, load

Row = dict[str, Any]
_ROW = re.compile(r"^\|\s*(?P<id>S\d{1,3})\s*\|\s*(?P<document>[^|]*)\|\s*(?P<quote>[^|]*)\|")


class Answered(Strict):
    """Requirements that a module answers.

    Attributes:
        by: `method` for a computation, `page` for an answer that is shown.
        where: File below the package.
        covers: Requirements.
    """

    by: Literal["method", "page"]
    where: Short
    covers: tuple[Requirement, ...]


def cover(path: Path | None, home_id: str = "NLD") -> list[Row]:
    """Return a row for each requirement of a file: covered by register, method, page or none.

    Raises:
        InputError: If no file is given, it cannot be read, or holds no requirement.
    """
    wanted = _wanted(path)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in register(home_id).entries.values():
        for name in entry.item.covers:
            found[name].append(("register", entry.locator))
    for placed in restrictions():
        for name in placed.restriction.covers:
            found[name].append(("register", placed.locator))
    for item in answered(home_id):
        if (content_folder().parent / item.where).is_file():
            for name in item.covers:
                found[name].append((item.by, item.where))
    return [_row(name, quote, found.get(name, [])) for name, quote in wanted.items()]


def summary(rows: list[Row]) -> str:
    """Return one line with the counts."""
    count = Counter(row["covered_by"] for row in rows)
    parts = [f"{count[by]} {by}" for by in ("register", "method", "page", "none")]
    return f"{len(rows)} requirements: " + ", ".join(parts)


def answered(home_id: str = "NLD") -> list[Answered]:
    """Return which modules answer which requirements.

    Raises:
        InputError: with every fault of the file.
    """
    path = home_folder(home_id) / "requirements.yml"
    if not path.is_file():
        return []
    located = load(path)
    data = located.data if isinstance(located.data, dict) else {}
    found: list[Answered] = []
    faults: list[Fault] = []
    for number, raw in enumerate(data.get("items") or []):
        try:
            found.append(Answered.model_validate(raw))
        except ValidationError as error:
            faults += [
                Fault(
                    located.where(("items", number, *part["loc"])),
                    f"{'.'.join(map(str, part['loc']))} = {str(part['input'])[:60]!r}",
                    part["msg"],
                    "Correct or remove this field",
                )
                for part in error.errors()
            ]
    if faults:
        raise InputError(faults)
    return found


def _wanted(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        found = "no file" if path is None else f"no file {path.name}"
        raise InputError(
            [
                Fault(
                    "GRONDSTOF_REQUIREMENTS",
                    found,
                    "a Markdown file with rows `| S1 | ... |`",
                    "Set it to the file with the requirements",
                )
            ]
        )
    text = path.read_text(encoding="utf-8", errors="replace")
    matches = (_ROW.match(line) for line in text.splitlines())
    wanted = {match["id"]: match["quote"].strip() for match in matches if match}
    if not wanted:
        raise InputError(
            [Fault(path.name, "no requirement", "rows `| S1 | ... |`", "Check the file")]
        )
    return wanted


def _row(name: str, quote: str, places: list[tuple[str, str]]) -> Row:
    order = {"register": 0, "method": 1, "page": 2}
    places = sorted(places, key=lambda place: order[place[0]])
    others = sorted({by for by, _ in places})
    return {
        "row_id": name,
        "requirement": name,
        "quote": quote,
        "covered_by": places[0][0] if places else "none",
        "also": ";".join(by for by in others if by != places[0][0]) or None if places else None,
        "where": places[0][1] if places else "",
        "items": len(places),
    }
