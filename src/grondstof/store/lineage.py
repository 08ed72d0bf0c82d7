"""Walks a number back: assessed row -> settled rows -> claims -> frozen bytes and locator.

Lineage is by key. The manifest keeps, for each recipe, which columns an output row shares with
its input rows; the walk selects those rows. Nothing is stored row by row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grondstof.errors import Fault, InputError, Phrase
from grondstof.store.editions import Edition
from grondstof.vocabulary.tables import Table, table, tables

Row = Mapping[str, Any]
# A column of the output row inside the condition of an input.
_NAMED = re.compile(r":([a-z_]+)")

# Rows of one input that a walk follows, by depth: what fed the number itself is shown widely, what
# fed its inputs only as an example of each.
MOST_ROWS_AN_INPUT = (60, 8, 3)


@dataclass(frozen=True)
class Step:
    """One row on the way from a shown number to its source cells.

    Attributes:
        depth: 0 for the row asked about, 1 for what fed it, and so on.
        table: Table of the row.
        row: The row itself.
        chosen: For a claim, whether it became the settled value; None for other rows.
    """

    depth: int
    table: str
    row: Row
    chosen: bool | None = None


@dataclass(frozen=True)
class Trace:
    """A walk: the rows in the order of the walk, the content files read, and what was cut.

    Attributes:
        steps: Rows, the one asked about first.
        parameters: Content files that the recipes on the way read.
        cut: Input tables of which only the first rows are in the walk, with how many there are.
    """

    steps: tuple[Step, ...]
    parameters: tuple[str, ...]
    cut: tuple[tuple[str, int], ...]

    @property
    def claims(self) -> tuple[Step, ...]:
        """Return the steps that are claims of a publisher."""
        return tuple(step for step in self.steps if step.table.startswith("reported__"))


def find_rows(edition: Edition, name: str, key: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table of an edition with the given values in the given columns."""
    condition, params = _equal(key)
    order = ", ".join(f'"{column}"' for column in table(name).key)
    return edition.rows(f'select * from "{name}" where {condition} order by {order}', params)


def trace(
    edition: Edition, name: str, key: Mapping[str, Any], *, first_claim: bool = False
) -> Trace:
    """Walk the row of a table with a given key back to the claims.

    Args:
        edition: Opened edition.
        name: Table of the row.
        key: Values of key columns that select one row.
        first_claim: Whether to stop at the first settled row whose claims are found.

    Raises:
        InputError: If there is no such row, or more than one.
    """
    found = find_rows(edition, name, key)
    if len(found) != 1:
        raise InputError(
            [
                Fault(
                    Phrase("{table} of edition {name}", table=name, name=edition.name),
                    Phrase("{count} rows for {key}", count=len(found), key=dict(key)),
                    "exactly one row",
                    Phrase("Give all key columns: {names}", names=", ".join(table(name).key)),
                )
            ]
        )
    walk = _Walk(edition, first_claim=first_claim)
    walk.visit(name, found[0], 0)
    return Trace(tuple(walk.steps), tuple(sorted(walk.parameters)), tuple(walk.cut.items()))


class _Walk:
    def __init__(self, edition: Edition, *, first_claim: bool) -> None:
        self.edition = edition
        self.first_claim = first_claim
        self.found = False
        self.steps: list[Step] = []
        self.parameters: set[str] = set()
        self.cut: dict[str, int] = {}
        self._seen: set[tuple[str, tuple[Any, ...]]] = set()

    def visit(self, name: str, row: Row, depth: int) -> None:
        goal = table(name)
        mark = (name, tuple(str(row[column]) for column in goal.key))
        if mark in self._seen or (self.first_claim and self.found):
            return
        self._seen.add(mark)
        self.steps.append(Step(depth, name, row))
        self.found |= goal.layer == "reported"
        if goal.layer == "assessed":
            self._assessed(row, depth)
        elif goal.layer == "settled":
            self._settled(goal, row, depth)

    def _assessed(self, row: Row, depth: int) -> None:
        recipe = self.edition.recipes.get(row["recipe"])
        if recipe is None:
            return
        self.parameters |= set(recipe.get("parameters", ()))
        by_table = {item["table"]: item for item in recipe["inputs"]}
        for item in recipe["inputs"]:
            for found in self._input(item, by_table, row, depth):
                self.visit(item["table"], found, depth + 1)

    def _input(
        self, item: Mapping[str, Any], others: Mapping[str, Any], row: Row, depth: int
    ) -> Sequence[Row]:
        if self.first_claim and self.found:
            return ()
        most = MOST_ROWS_AN_INPUT[min(depth, len(MOST_ROWS_AN_INPUT) - 1)]
        sql, params = select_inputs(item, others, row)
        rows = self.edition.rows(f"{sql} limit {most + 1}", params)
        if len(rows) > most and depth == 0:
            count = self.edition.rows(f"select count(*) as n from ({sql})", params)[0]["n"]
            self.cut[item["table"]] = int(count)
        return rows[:most]

    def _settled(self, goal: Table, row: Row, depth: int) -> None:
        claims: list[Step] = []
        settled = self.edition.manifest["settlements"].get(goal.name, {"inputs": (), "on": None})
        for name in settled["inputs"]:
            claims += self._claims(name, settled["on"] or goal.key, row, depth + 1)
        self.found |= bool(claims)
        self.steps += sorted(claims, key=lambda step: not step.chosen)

    def _claims(self, name: str, on: Sequence[str], row: Row, depth: int) -> Iterator[Step]:
        shared = [column for column in on if column in table(name).key]
        if not shared:
            return
        for claim in find_rows(self.edition, name, {key: row[key] for key in shared}):
            chosen = table(name).bulk or claim.get("claim_id") == row["chosen_claim"]
            yield Step(depth, name, claim, chosen)


def select_inputs(
    item: Mapping[str, Any], others: Mapping[str, Any], row: Row
) -> tuple[str, list[Any]]:
    """Return the query, with its parameters, for the rows of one input that fed an output row.

    Args:
        item: The input as the manifest keeps it.
        others: All inputs of the recipe by table.
        row: The output row.
    """
    condition, params = _equal(_shared(item, row))
    if item.get("where"):
        fixed, more = _filled(item["where"], row)
        condition += f" and ({fixed})"
        params += more
    if item.get("through"):
        other = others[item["through"]]
        inner, more = _equal(_shared(other, row), "t.")
        joined = " and ".join(f't."{name}" = i."{name}"' for name in item["through_on"])
        condition += f' and exists (select 1 from "{other["table"]}" t where {inner} and {joined})'
        params += more
    order = ", ".join(f'i."{name}"' for name in table(item["table"]).key)
    return f'select i.* from "{item["table"]}" i where {condition} order by {order}', params


def _filled(where: str, row: Row) -> tuple[str, list[Any]]:
    """Return a condition in which `:column` is filled in from the output row."""
    names = _NAMED.findall(where)
    return _NAMED.sub("?", where), [row[name] for name in names]


def _shared(item: Mapping[str, Any], row: Row) -> dict[str, Any]:
    pairs = [name.partition("=") for name in item["on"]]
    return {own: row[other or own] for own, _, other in pairs}


def _equal(key: Mapping[str, Any], prefix: str = "") -> tuple[str, list[Any]]:
    if not key:
        return "true", []
    parts = [f'{prefix}"{name}" is not distinct from ?' for name in key]
    return " and ".join(parts), list(key.values())


def traceable(name: str) -> bool:
    """Return whether a table is one of the dictionary, so that its rows can be traced."""
    return name in tables()
