"""Holds the register, the methods and the pages to a list of requirements, row by row.

The list is a Markdown file with table rows `| S12 | document | quote | what it implies |`. A row is
covered by the register when an item names it in `covers`. The file `requirements.yml` of the home
pack says which rows ask for a computation or a page and which module is it, and which are named
only: the register names the thing, but what the row implies is not there. A module counts only
when its file is there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from grondstof.errors import Fault, InputError
from grondstof.register.content import register
from grondstof.register.models import Requirement, Short, Strict
from grondstof.register.restrictions import restrictions
from grondstof.register.validated import validated
from grondstof.store.content import content_folder, home_folder
from grondstof.store.own_home import own_home

Row = dict[str, Any]
BY = ("method", "page", "named", "register", "none")
_ROW = re.compile(r"^\|\s*(?P<id>S\d{1,3})\s*\|\s*(?P<document>[^|]*)\|\s*(?P<quote>[^|]*)\|")


class Answered(Strict):
    """Requirements that a module answers.

    Attributes:
        by: `method` for a computation, `page` for an answer that is shown.
        where: File below the package.
        covers: Requirements that this module is.
        helps: Requirements that the register answers and the module shows or uses.
    """

    by: Literal["method", "page"]
    where: Short
    covers: tuple[Requirement, ...] = ()
    helps: tuple[Requirement, ...] = ()


class Named(Strict):
    """Requirements that the register names and nothing answers, with the reason."""

    covers: tuple[Requirement, ...]
    why: Short


class Answers(Strict):
    """The file that says what answers requirements beside the register."""

    items: tuple[Answered, ...] = ()
    named: tuple[Named, ...] = ()


def cover(path: Path | None, home_id: str | None = None) -> list[Row]:
    """Return a row for each requirement of a file, and by what it is covered.

    `method` or `page` when a module is what the row asks for, else `named` when the file says that
    the register only names it, else `register` when an item names it, else `none`.

    Raises:
        InputError: If no file is given, it cannot be read, or holds no requirement.
    """
    home_id = home_id or own_home()
    wanted = _wanted(path)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    helped: dict[str, list[str]] = defaultdict(list)
    file = answers(home_id)
    for item in file.items:
        if (content_folder().parent / item.where).is_file():
            for name in item.covers:
                found[name].append((item.by, item.where))
            for name in item.helps:
                helped[name].append(item.by)
    for one in file.named:
        for name in one.covers:
            found[name].append(("named", one.why))
    for name, locator in _entries(home_id):
        found[name].append(("register", locator))
    return [_row(name, quote, found[name], helped[name]) for name, quote in wanted.items()]


def _entries(home_id: str) -> Iterator[tuple[str, str]]:
    """Yield each requirement that an entry names, with the entry's file and line."""
    for entry in register(home_id).entries.values():
        for name in entry.item.covers:
            yield name, entry.locator
    for placed in restrictions():
        for name in placed.restriction.covers:
            yield name, placed.locator


def summary(rows: list[Row]) -> str:
    """Return one line with the counts."""
    count = Counter(row["covered_by"] for row in rows)
    parts = [f"{count[by]} {by}" for by in BY]
    return f"{len(rows)} requirements: " + ", ".join(parts)


def answers(home_id: str | None = None) -> Answers:
    """Return which modules answer which requirements, and which are named only.

    Raises:
        InputError: with every fault of the file.
    """
    return validated(home_folder(home_id or own_home()) / "requirements.yml", Answers)


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


def _row(name: str, quote: str, places: list[tuple[str, str]], helped: list[str]) -> Row:
    places = sorted(places, key=lambda place: BY.index(place[0]))
    main = places[0][0] if places else "none"
    others = sorted({by for by, _ in places} | set(helped))
    return {
        "row_id": name,
        "requirement": name,
        "quote": quote,
        "covered_by": main,
        "also": ";".join(by for by in others if by != main) or None,
        "where": places[0][1] if places else "",
        "items": sum(by == "register" for by, _ in places),
    }
