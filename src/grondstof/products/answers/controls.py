"""Export controls of all territories, newest first, with their legal text."""

import json
from datetime import date
from typing import Any

from grondstof.assess.recipe import Question
from grondstof.products import wording
from grondstof.products.answers.base import Answer, Gap, Sentence, row_id, sources
from grondstof.products.answers.names import with_material
from grondstof.store.editions import Edition
from grondstof.vocabulary import materials
from grondstof.vocabulary.tables import table

_TABLE = "reported__restriction"


def answer(edition: Edition, question: Question) -> Answer:
    """Return every restriction on export; `material` and option `territory` narrow them."""
    rows = edition.rows(
        f"""
        select * from "{_TABLE}"
        where (? is null or material_id = ?) and (? is null or territory_id = ?)
        order by valid_from desc nulls last, territory_id, restriction_id, material_id
        """,
        [question.material] * 2 + [question.options.get("territory")] * 2,
    )
    known = materials.materials()
    named = with_material(row for row in rows if row["material_id"] in known)
    key, codes = table(_TABLE).key, _codes(edition)
    placed = [
        {"row_id": row_id(row, key), **row, "codes": codes.get(row["restriction_id"])}
        for row in named
    ]
    ids = {row["source_id"] for row in placed}
    return Answer(
        "controls",
        question,
        edition.name,
        _sentence(placed, edition),
        placed,
        gaps=_gaps(placed),
        sources=sources(edition, ids),
    )


def _codes(edition: Edition) -> dict[str, str]:
    """Return the trade codes that each measure names, digits only; absent where none were read."""
    sql = "select item_id, body from \"reported__register_item\" where kind = 'restriction'"
    found = {}
    for row in edition.rows(sql):
        named = [code.replace(".", "") for code in json.loads(row["body"]).get("codes") or ()]
        if named:
            name = str(row["item_id"]).removeprefix("restriction-")
            found[name] = "; ".join(dict.fromkeys(named))
    return found


def _sentence(rows: list[dict[str, Any]], edition: Edition) -> Sentence:
    day = edition.as_of
    held = [row for row in rows if _holds(row, day)]
    names, places = (len({row[c] for row in held}) for c in ("material_id", "territory_id"))
    return Sentence(
        f"Op {wording.day(day, 'nl')} gelden voor {names} grondstoffen "
        f"uitvoerbeperkingen, ingesteld door {places} landen.",
        f"On {wording.day(day, 'en')} export controls hold for {names} materials, set by {places} "
        "countries.",
    )


def _holds(row: dict[str, Any], day: date) -> bool:
    start, end = row["valid_from"], row["valid_to"]
    since, until = row["suspended_from"], row["suspended_to"]
    suspended = since is not None and since <= day and (until is None or until > day)
    return (start is None or start <= day) and (end is None or end > day) and not suspended


def _gaps(rows: list[dict[str, Any]]) -> list[Gap]:
    unsure = sum("unverified" in str(row["legal_reference"]) for row in rows)
    bare = len({row["restriction_id"] for row in rows if not row["codes"]})
    gaps = []
    if bare:
        gaps.append(
            Gap(
                "codes",
                f"the trade codes of {bare} measures were not read in the act",
                "the material says what the measure is about",
                f"van {bare} maatregelen zijn de goederencodes niet in de wettekst gelezen",
                "de grondstof zegt waar de maatregel over gaat",
            )
        )
    if not unsure:
        return gaps
    return [
        *gaps,
        Gap(
            "legal_reference",
            f"not verified for {unsure} rows",
            "read the text yourself",
            f"van {unsure} regels is de wettekst niet nagelezen",
            "lees zelf de wettekst",
        ),
    ]
