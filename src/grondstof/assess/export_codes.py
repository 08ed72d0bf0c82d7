"""Which trade codes stand for an export restriction: those it names, and those of our code map.

Two ways of looking that are never added up. `measure-codes` are the codes that the text on the
measure names, cut to the six digits in which trade ships; `code-map` are the codes of our reviewed
map for the materials of the measure at the stages that its goods belong to. Without codes of its
own and without stages a measure has none: the codes of a whole material would claim too much.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondstof.assess.recipe import Tables
from grondstof.assess.trade_codes import codes
from grondstof.vocabulary import materials

NAMED, MAPPED = "measure-codes", "code-map"
_DIGITS = 6
# A code as it ships: the vintage of the Harmonized System, and its six digits.
Shipped = tuple[str, str]
Years = Mapping[Shipped, Collection[int]]


@dataclass(frozen=True)
class Measure:
    """One restriction on the export of materials.

    Attributes:
        start: First day.
        named: Codes that the text on the measure names, six digits, once each.
        stages: Stages of the code map that its goods belong to; judged, empty when not.
    """

    restriction_id: str
    territory_id: str
    destination_id: str | None
    start: date
    materials: tuple[str, ...]
    named: tuple[str, ...]
    stages: tuple[str, ...]

    def codes(self) -> Mapping[str, Sequence[str]]:
        """Return the six-digit codes by what they rest on; what has none is left out."""
        mapped = mapped_codes(self.materials, self.stages)
        found = {NAMED: self.named, MAPPED: mapped}
        return {basis: digits for basis, digits in found.items() if digits}


def measures(tables: Tables) -> list[Measure]:
    """Return the restrictions on materials that have a first day, in order of id.

    Args:
        tables: `reported__restriction` and `reported__register_item`.
    """
    bodies = {
        str(row["item_id"]).removeprefix("restriction-"): json.loads(row["body"])
        for row in tables["reported__register_item"].to_pylist()
        if row["kind"] == "restriction"
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables["reported__restriction"].to_pylist():
        if row["valid_from"] is not None:
            found.setdefault(row["restriction_id"], []).append(row)
    return [_measure(rows, bodies.get(name, {})) for name, rows in sorted(found.items())]


def _measure(rows: Sequence[Mapping[str, Any]], body: Mapping[str, Iterable[str]]) -> Measure:
    first = rows[0]
    return Measure(
        first["restriction_id"],
        first["territory_id"],
        first["destination_id"],
        first["valid_from"],
        tuple(sorted(row["material_id"] for row in rows)),
        six_digits(body.get("codes", ())),
        tuple(body.get("trade_stages", ())),
    )


def six_digits(texts: Iterable[str]) -> tuple[str, ...]:
    """Return codes without dots, cut to the six digits that all countries share, once each."""
    cut = (text.replace(".", "")[:_DIGITS] for text in texts)
    return tuple(dict.fromkeys(code for code in cut if len(code) == _DIGITS))


def mapped_codes(names: Iterable[str], stages: Collection[str]) -> tuple[str, ...]:
    """Return the codes of our map that hold a material, or the group it is in, at a stage."""
    wanted = set(names) | {group for name in names for group in materials.groups_of(name)}
    found = {
        code.code
        for code in codes().values()
        for link in code.links
        if link.material_id in wanted and link.stage_id in stages
    }
    return tuple(sorted(found))


def shipped_as(code: str, years: Years, before: int, after: int) -> Shipped | None:
    """Return the vintage under which a code ships, that with both years and most years first.

    Args:
        code: Six digits.
        years: Years in which each code ships.
        before: Year before the measure.
        after: Newest year that is compared.
    """
    known = [(len({before, after} & set(held)), len(held), key[0]) for key, held in years.items()
             if key[1] == code]  # fmt: skip
    return (max(known)[2], code) if known else None


def counted(
    wanted: Sequence[str], years: Years, before: int, after: int
) -> tuple[list[Shipped], list[str]]:
    """Return the codes that are added up, and those that are left out, each in order.

    Only codes that ship in the year before and in the newest year count, so that a sum does not
    move because a code came or went. When none does, those count that ship in any of the years.
    """
    keys = {code: shipped_as(code, years, before, after) for code in sorted(wanted)}
    known = {code: key for code, key in keys.items() if key is not None}
    both = [key for key in known.values() if {before, after} <= set(years[key])]
    span = range(before, after + 1)
    taken = both or [key for key in known.values() if any(year in years[key] for year in span)]
    return taken, [code for code in keys if code not in {key[1] for key in taken}]
