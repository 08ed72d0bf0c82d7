"""Audits an edition: files whole, sources with papers, numbers drawn at random that trace."""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grondstof.errors import Fault
from grondstof.store.editions import Edition
from grondstof.store.lineage import trace
from grondstof.vocabulary.tables import Table, table

_NOT_FIGURES = frozenset(
    {"year", "month", "year_from", "year_to", "losers", "spread", "line", "oldest_year", "rank"}
)


@dataclass(frozen=True)
class Audit:
    """What an audit found."""

    files: int
    sources: int
    traced: int
    faults: tuple[Fault, ...]


def audit(
    edition: Edition,
    numbers: int,
    seed: int,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Audit:
    """Check every file of an edition and trace numbers drawn at random.

    Args:
        edition: Opened edition.
        numbers: How many numbers to draw.
        seed: Seed of the draw.
        progress: Called with step, done and total.
    """
    files, faults = _files(edition)
    faults += _papers(edition)
    traced = 0
    drawn = draw_numbers(edition, numbers, seed)
    for done, (name, key, column) in enumerate(drawn):
        progress("trace numbers", done, len(drawn))
        fault = untraceable(edition, name, key, column)
        traced += fault is None
        faults += [fault] if fault else []
    return Audit(files, len(edition.manifest["sources"]), traced, tuple(faults))


def _files(edition: Edition) -> tuple[int, list[Fault]]:
    count, faults = 0, []
    for name, entry in edition.manifest["tables"].items():
        for part in entry["parts"]:
            path = edition.folder / "tables" / name / part["file"]
            count += 1
            if not path.is_file() or _sha256(path) != part["sha256"]:
                found = "bytes that differ from the manifest" if path.is_file() else "no file"
                faults.append(
                    Fault(str(path), found, "the bytes that were built", "Build the edition anew")
                )
    return count, faults


def _sha256(path: Any) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _papers(edition: Edition) -> list[Fault]:
    return [
        Fault(
            f"source {item['source_id']}",
            f"no {name}",
            "a source with all its papers",
            f"Fill {name} in its source.yml",
        )
        for item in edition.manifest["sources"]
        for name in ("publisher", "title", "licence", "citation", "url")
        if not item.get(name)
    ]


def draw_numbers(
    edition: Edition, numbers: int, seed: int
) -> list[tuple[str, dict[str, Any], str]]:
    """Return numbers drawn at random: table, key of the row, column; each table as likely."""
    dice = random.Random(seed)
    names = sorted(name for name, e in edition.manifest["tables"].items() if e["rows"])
    names = [name for name in names if _figures(table(name))]
    shares = [dice.choice(names) for _ in range(numbers)]
    drawn: list[tuple[str, dict[str, Any], str]] = []
    for name in names:
        drawn += _draw_from(edition, table(name), shares.count(name), dice)
    return drawn


def _draw_from(
    edition: Edition, goal: Table, count: int, dice: random.Random
) -> list[tuple[str, dict[str, Any], str]]:
    if not count:
        return []
    figures = _figures(goal)
    some = " or ".join(f'"{name}" is not null' for name in figures)
    keys = ", ".join(f'"{name}"' for name in goal.key)
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys((*goal.key, *figures)))
    total = edition.rows(f'select count(*) as n from "{goal.name}" where {some}')[0]["n"]
    found = []
    for place in sorted(dice.randrange(total) for _ in range(min(count, total))):
        sql = f'select {columns} from "{goal.name}" where {some} order by {keys} limit 1'
        row = edition.rows(f"{sql} offset {place}")[0]
        column = dice.choice([name for name in figures if row[name] is not None])
        found.append((goal.name, {name: row[name] for name in goal.key}, column))
    return found


def _figures(goal: Table) -> Sequence[str]:
    kinds = ("double", "integer", "bigint")
    return [
        name for name in goal.values if goal.column(name).type in kinds and name not in _NOT_FIGURES
    ]


def untraceable(edition: Edition, name: str, key: Mapping[str, Any], column: str) -> Fault | None:
    """Return why a number does not trace to a claim with papers or a written judgement."""
    walk = trace(edition, name, key, first_claim=True)
    known = {item["snapshot_id"] for item in edition.manifest["snapshots"]}
    good = [
        step
        for step in walk.claims
        if step.row["snapshot_id"] in known
        and (step.row.get("locator") or step.row.get("line") is not None)
    ]
    if good or (walk.parameters and not walk.claims):
        return None
    return Fault(
        f"{name}.{column} of {dict(key)}",
        f"{len(walk.steps)} rows and {len(walk.claims)} claims on the way",
        "at least one claim with snapshot and locator, or a written judgement",
        "Complete the inputs of its recipe",
    )
